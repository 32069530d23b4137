//! Residents in a CSV file.

use super::Rows;
use crate::failure::{Failure, refused, unusable};
use csv::{ReaderBuilder, StringRecord};
use std::{fs::File, path::Path};

/// Reads a file row by row.
///
/// # Errors
///
/// As [`frame`](super::frame).
pub fn read(file: &Path, rows: &mut Rows<'_>) -> Result<(), Failure> {
    let opened = File::open(file).map_err(|fault| Failure::Usage(unusable(file, fault)))?;
    let mut reader = ReaderBuilder::new().from_reader(opened);
    let ragged =
        |fault: csv::Error| Failure::from(refused(file, &fault.to_string(), &fault.to_string()));
    let header = reader.headers().map_err(ragged)?;
    // A byte order mark is no part of a name.
    let names = header
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').trim());
    rows.header(names)?;
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(ragged)? {
        let line = record.position().map_or(0, csv::Position::line);
        rows.row(line, record.iter().map(str::trim))?;
    }
    Ok(())
}
