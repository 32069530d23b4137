//! Finding the header row, and what its cells mean.

use super::{record::Reader, schema::Table};

/// How far down a header is looked for.
const ROWS: usize = 6;
/// A schema column that the file lacks.
pub(super) const ABSENT: usize = usize::MAX;

/// The header of a file.
pub(super) struct Header {
    pub delimiter: u8,
    /// How many records come before it.
    pub before: usize,
    pub line: u32,
    pub cells: Vec<String>,
    /// For each column of the schema its cell, or [`ABSENT`].
    pub columns: Vec<usize>,
    /// Schema columns that two cells mean.
    pub doubled: Vec<usize>,
    /// Cells that mean nothing here.
    pub unknown: Vec<usize>,
}

/// A header as it is compared.
pub(super) fn key(header: &str) -> String {
    let folded = crate::text::fold(&header.replace(['_', '-'], " "));
    folded.trim_end_matches(['*', ':', ' ']).to_owned()
}

/// The schema column that a header names.
pub(super) fn column(table: &Table, header: &str) -> Option<usize> {
    let wanted = key(header);
    table.columns.iter().position(|column| {
        key(column.name) == wanted
            || key(column.vi) == wanted
            || column.also.iter().any(|also| key(also) == wanted)
    })
}

/// The best header among the first rows, for each delimiter.
pub(super) fn find(text: &str, table: &Table) -> Header {
    let mut best: Option<(usize, usize, Header)> = None;
    for delimiter in *b",;\t" {
        let mut reader = Reader::new(text, delimiter);
        for before in 0..ROWS {
            let Some(record) = reader.next() else { break };
            let cells: Vec<String> = record
                .cells()
                .take(1000)
                .map(|cell| crate::text::tidy(cell).into_owned())
                .collect();
            let header = read(delimiter, before, record.line, cells, table);
            let known = header.columns.iter().filter(|at| **at != ABSENT).count();
            // With nothing known, the first row split the most.
            let split = if before == 0 { header.cells.len() } else { 0 };
            if best.as_ref().is_none_or(|(most, splits, _)| {
                (known, split) > (*most, *splits) && (known > *most || (known == 0 && before == 0))
            }) {
                best = Some((known, split, header));
            }
        }
    }
    match best {
        Some((_, _, header)) => header,
        None => read(b',', 0, 1, Vec::new(), table),
    }
}

fn read(delimiter: u8, before: usize, line: u32, cells: Vec<String>, table: &Table) -> Header {
    let mut columns = vec![ABSENT; table.columns.len()];
    let mut doubled = Vec::new();
    let mut unknown = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match column(table, cell) {
            Some(column) => match columns.get_mut(column) {
                Some(slot) if *slot == ABSENT => *slot = at,
                _ => doubled.push(column),
            },
            None if cell.is_empty() => {}
            None => unknown.push(at),
        }
    }
    Header {
        delimiter,
        before,
        line,
        cells,
        columns,
        doubled,
        unknown,
    }
}
