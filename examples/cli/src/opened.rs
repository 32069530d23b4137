//! What a verb is asked about: folders of tables, or the demonstration.

use crate::{failure::Failure, tables};
use noidai::{
    Day, Error, ErrorKind, Registry,
    import::{Faults, MOST_KEPT},
};
use noidai_demonstration::Scale;
use std::path::PathBuf;

/// A registry with what is known of its making.
pub struct Opened {
    pub registry: Registry,
    /// What was left out or mended on the way.
    pub notes: Vec<Error>,
    /// How many such notes there were, kept or not.
    pub note_count: u64,
    /// The last day on which something happened.
    pub last: Option<Day>,
    /// Whether it is the demonstration.
    pub is_simulated: bool,
}

impl Opened {
    /// The day asked about: the one given, else the last of the data.
    ///
    /// # Errors
    ///
    /// The text is no day, or there is none at all.
    pub fn day(&self, given: Option<&str>) -> Result<Day, Failure> {
        match given {
            Some(text) => text.parse().map_err(Failure::Usage),
            None => self.last.ok_or_else(|| {
                Failure::Usage(Error::new(ErrorKind::MissingField).expected("--on YYYY-MM-DD"))
            }),
        }
    }
}

/// Reads folders of tables into a registry; without any, the demonstration.
///
/// # Errors
///
/// Every fault of the tables, or else every contradiction between their rows,
/// placed where it stands.
pub fn open(folders: &[PathBuf], scale: Scale) -> Result<Opened, Failure> {
    if folders.is_empty() {
        return Ok(Opened {
            registry: Registry::open(noidai_demonstration::make(scale)?)?,
            notes: Vec::new(),
            note_count: 0,
            last: Some(noidai_demonstration::day()?),
            is_simulated: true,
        });
    }
    let mut imported = tables::read(folders)?;
    let batch = std::mem::take(&mut imported.batch);
    let last = batch.last_day();
    let (registry, findings) = Registry::fold(batch);
    if findings.is_empty() {
        return Ok(Opened {
            registry,
            notes: imported.notes,
            note_count: imported.note_count,
            last,
            is_simulated: false,
        });
    }
    let count = findings.len() as u64;
    let placed = findings.into_iter().take(MOST_KEPT).map(|finding| {
        let at = imported.place(finding.column, finding.index);
        finding.error.at(at)
    });
    Err(Failure::Data(Faults {
        count,
        first: placed.collect(),
    }))
}
