//! A folder of tables: written from a batch, and read into one.

mod bodies;
mod facts;
mod folder;
mod households;
mod people;
mod places;
mod writer;

pub use folder::read;

use noidai::{Result, event::Batch};
use std::{fs, path::Path};

/// Writes a batch as tables; the folder is made where there is none.
pub fn write(batch: &Batch, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|fault| writer::unusable(folder, fault))?;
    places::places(batch, folder)?;
    bodies::bodies(batch, folder)?;
    people::people(batch, folder)?;
    households::households(batch, folder)?;
    facts::facts(batch, folder)
}
