//! `noidai check` and `noidai generate`: tables in, faults out; the
//! demonstration out as tables.

use crate::{demonstration, tables};
use noidai::{Language, Registry, Result, import::Faults};
use std::{fmt::Write, path::PathBuf};

#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to; made where there is none.
    folder: PathBuf,
}

impl Generate {
    pub fn run(&self, scale: demonstration::Scale) -> Result<String> {
        tables::write(&demonstration::make(scale)?, &self.folder)?;
        Ok(format!(
            "{}\n{}\n",
            demonstration::STAMP,
            self.folder.display()
        ))
    }
}

#[derive(clap::Args)]
pub struct Check {
    /// Folders of tables, read as one.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

impl Check {
    pub fn run(&self, language: Language) -> Result<String, Faults> {
        let (registry, notes) = open(&self.folders)?;
        let mut text = String::new();
        for note in &notes {
            let _ = writeln!(text, "{}", note.message(language));
        }
        let words = match language {
            Language::Vietnamese => ["hộ", "nhân khẩu", "đơn vị", "không có lỗi"],
            Language::English => ["households", "people", "units", "no faults"],
        };
        let counts = [
            registry.household_ids().len(),
            registry.person_ids().len(),
            registry.unit_ids().len(),
        ];
        for (count, word) in counts.iter().zip(words) {
            let _ = write!(text, "{count} {word} · ");
        }
        let _ = writeln!(text, "{}", words[3]);
        Ok(text)
    }
}

/// Reads folders of tables into a registry, with what was noted on the way.
///
/// # Errors
///
/// Every fault of the tables, or else every contradiction between their rows,
/// placed where it stands.
pub fn open(folders: &[PathBuf]) -> Result<(Registry, Vec<noidai::Error>), Faults> {
    let mut imported = tables::read(folders)?;
    let batch = std::mem::take(&mut imported.batch);
    let (registry, findings) = Registry::fold(batch);
    if findings.is_empty() {
        return Ok((registry, imported.notes));
    }
    let count = findings.len() as u64;
    let placed = findings
        .into_iter()
        .take(noidai::import::MOST_KEPT)
        .map(|finding| {
            let at = imported.place(finding.column, finding.index);
            finding.error.at(at)
        });
    Err(Faults {
        count,
        first: placed.collect(),
    })
}
