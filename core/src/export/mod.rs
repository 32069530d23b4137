//! A batch of facts as the tables that import reads: every table that has
//! rows, with the headers of [`schema`](crate::import::schema).
//!
//! Whatever a batch holds can be said in tables, and comes back the same:
//! ends, splits and joins that were recorded apart are written as the
//! residences and households that they lead to. What cannot be said (a record
//! that the rest refers to and that is not there) is named in [`Unsaid`],
//! never lost silently.
//!
//! ```
//! use noidai::{event::Batch, export};
//! let mut batch = Batch::default();
//! let person = batch.people.intern("p1")?;
//! batch.persons.push((person, Default::default()));
//! let (files, unsaid) = export::files(batch)?;
//! assert_eq!(files[0].name, "people.csv");
//! assert_eq!(files[0].text, "id,name,birth,sex,phone,died\np1,,,,,\n");
//! assert!(unsaid.is_nothing());
//! # Ok::<(), noidai::Error>(())
//! ```

mod activities;
mod bodies;
mod facts;
mod history;
mod households;
mod neutral;
mod people;
mod targets;
mod units;
mod unsaid;
mod words;
mod writer;

pub use neutral::{neutralised, restored};
pub use unsaid::Unsaid;
pub(crate) use writer::write_cell;

use crate::{Result, event::Batch, json, registry::settle};
use serde::Serialize;
use writer::Writer;

/// A table as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct File {
    /// Its name, such as `people.csv`.
    pub name: String,
    /// CSV in UTF-8, commas between cells.
    pub text: String,
}

/// Writes a batch as tables, in pieces: `put` gets a file's name and the next
/// piece of it. The pieces of one file follow one another; a table without
/// rows is not written.
///
/// # Errors
///
/// Those of `put`.
pub fn tables(mut batch: Batch, mut put: impl FnMut(&str, &str) -> Result<()>) -> Result<Unsaid> {
    let ends = batch.residence_ends.clone();
    settle(&mut batch);
    let mut unsaid = Unsaid::of_ends(&ends, &batch);
    let count = |facts: usize| u64::try_from(facts).unwrap_or(u64::MAX);
    unsaid.teams = count(batch.team_moved.len());
    unsaid.unknown = count(batch.unknown.len() + batch.extras.len());
    let put: &mut dyn FnMut(&str, &str) -> Result<()> = &mut put;
    units::units(&batch, put, &mut unsaid)?;
    for reform in &batch.reforms {
        put("reforms.jsonl", &(json::write(reform)? + "\n"))?;
    }
    words::words(&batch, put)?;
    bodies::bodies(&batch, put)?;
    people::people(&batch, put, &mut unsaid)?;
    households::households(&batch, put, &mut unsaid)?;
    activities::activities(&batch, put)?;
    facts::facts(&batch, put, &mut unsaid)?;
    targets::targets(&batch, put)?;
    Ok(unsaid)
}

/// Writes a batch as tables, each whole.
///
/// # Errors
///
/// None so far; kept for what may not be writable one day.
pub fn files(batch: Batch) -> Result<(Vec<File>, Unsaid)> {
    let mut files: Vec<File> = Vec::new();
    let unsaid = tables(batch, |name, piece| {
        match files.last_mut() {
            Some(file) if file.name == name => file.text.push_str(piece),
            _ => files.push(File {
                name: name.to_owned(),
                text: piece.to_owned(),
            }),
        }
        Ok(())
    })?;
    Ok((files, unsaid))
}
