//! Import of the demonstration's tables to a registry, all checks made, beside
//! what it takes to read the same rows and do nothing with them.

use super::{
    Failure,
    clock::{by_turns, ratio},
    figure::Figure,
    tables::Tables,
};
use std::path::Path;

const RUNS: usize = 7;

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let tables = Tables::of(&folder.join("tables-1"))?;
    // Told apart from the clock: it must succeed.
    tables.open()?;
    let (imported, read) = by_turns(RUNS, || tables.open(), || records(&tables));
    let size: usize = tables.bytes().map(<[u8]>::len).sum();
    let per_byte = imported.as_secs_f64() * 1e9 / size as f64;
    Ok(vec![
        Figure::new("tables to a registry", ratio(imported, read), "×")
            .against("csv::Reader::records() over the same bytes, each record dropped")
            .at_most(6.0),
        Figure::new("tables to a registry", imported.as_secs_f64() * 1e3, "ms"),
        Figure::new("tables to a registry, a byte of CSV", per_byte, "ns"),
    ])
}

/// Reads every record of every table, and drops it.
pub fn records(tables: &Tables) -> usize {
    let mut read = 0;
    for bytes in tables.bytes() {
        for record in csv::Reader::from_reader(bytes).records() {
            read += usize::from(record.is_ok());
        }
    }
    read
}
