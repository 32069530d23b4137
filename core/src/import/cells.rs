//! The rows of a table that is not one of facts, for whoever makes something else
//! of them. Its file is read as any other: delimiters, encodings, titles above the
//! header, rows of totals.

use super::{
    Faults, Import, Source,
    importer::{Importer, Parsed, Row},
    schema::Table,
};

/// The rows of a file.
pub(crate) struct Cells {
    /// Each row with the line that it begins on, and its cells by column of the
    /// table as they stand in the file.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The file's headers by column of the table.
    pub headers: Vec<String>,
    /// What was left out.
    pub notes: Faults,
}

/// Reads a file of a table.
///
/// # Errors
///
/// Every fault of the file as such; cells are for the caller to judge.
pub(crate) fn cells(source: Source<'_>, table: &'static Table) -> Result<Cells, Faults> {
    Import::cells(source, table)
}

pub(super) fn keep(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    let cells = (0..row.table.columns.len()).map(|column| row.raw(column).to_owned());
    importer.cells.push((row.record.line, cells.collect()));
    Ok(())
}
