//! One table as it is written.

use super::neutralised;
use crate::{Day, Result, import::schema::Table};
use core::fmt::Write;

/// Takes the pieces of a file.
pub(super) type Put<'p> = &'p mut dyn FnMut(&str, &str) -> Result<()>;

/// How much is gathered before it is handed on.
const PIECE: usize = 1 << 16;

/// One table being written; its header comes with its first row.
pub(super) struct Writer<'p> {
    file: String,
    table: Option<&'static Table>,
    put: Put<'p>,
    piece: String,
    begun: bool,
    column: usize,
}

impl<'p> Writer<'p> {
    pub fn new(table: &str, put: Put<'p>) -> Self {
        Self {
            file: format!("{table}.csv"),
            table: Table::of(table),
            put,
            piece: String::new(),
            begun: false,
            column: 0,
        }
    }

    /// Writes a row; its cells stand in the order of the schema.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) -> Result<()> {
        if !self.begun {
            self.begun = true;
            let names: Vec<&str> = self
                .table
                .map_or(&[][..], |table| table.columns)
                .iter()
                .map(|column| column.name)
                .collect();
            debug_assert_eq!(names.len(), N, "{}", self.file);
            self.piece.push_str(&names.join(","));
            self.piece.push('\n');
        }
        for text in cells {
            self.cell(text);
        }
        self.end()
    }

    fn cell(&mut self, text: &str) {
        if self.column > 0 {
            self.piece.push(',');
        }
        self.column += 1;
        write_cell(&mut self.piece, text);
    }

    fn end(&mut self) -> Result<()> {
        self.column = 0;
        self.piece.push('\n');
        if self.piece.len() >= PIECE {
            (self.put)(&self.file, &self.piece)?;
            self.piece.clear();
        }
        Ok(())
    }

    /// Hands on what is left.
    pub fn close(mut self) -> Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        (self.put)(&self.file, &self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

/// Writes a cell of CSV: neutralised, and quoted where it must be.
pub(crate) fn write_cell(to: &mut String, text: &str) {
    let text = neutralised(text);
    if !text.contains([',', '"', '\n', '\r', ';', '\t']) {
        to.push_str(&text);
        return;
    }
    to.push('"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            to.push_str("\"\"");
        }
        to.push_str(part);
    }
    to.push('"');
}

/// A day as a cell, in a buffer of its own; empty where absent.
pub(super) struct DayCell(String);

impl DayCell {
    pub fn new() -> Self {
        Self(String::with_capacity(10))
    }

    pub fn of(&mut self, day: Option<Day>) -> &str {
        self.0.clear();
        if let Some(day) = day {
            // Writing to a text never fails.
            let _ = write!(self.0, "{day}");
        }
        &self.0
    }
}
