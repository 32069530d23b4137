//! A workbook, its sheets and their rows.

use crate::{Area, Cell, Spot, Unusable, read, write};

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// Its rows that hold anything or are hidden, by number.
    pub rows: Vec<Row>,
    /// Areas that are merged into one cell; the value stands in their first.
    pub merged: Vec<Area>,
    /// Formulas that were never computed, so have no value.
    pub uncomputed: Vec<Spot>,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// How many rows stay at the top when one scrolls; the last of them is printed on
    /// every page.
    pub frozen: u32,
    /// How wide each column may become, in characters, before its texts break into
    /// lines; 60 where it is not given.
    pub widest: Vec<usize>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number, from 1, as Excel shows it.
    pub number: u32,
    /// Its cells, by column.
    pub cells: Vec<Cell>,
    /// Whether it is hidden, by hand or by a filter.
    pub is_hidden: bool,
}

impl Book {
    /// Reads a workbook. Sheets that are charts are passed over.
    ///
    /// # Errors
    ///
    /// It is protected by a password, an `.xls`, no workbook, or damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        read::book(bytes)
    }

    /// Writes the workbook.
    ///
    /// # Errors
    ///
    /// A sheet has more rows than Excel holds, or something else that Excel does not.
    pub fn write(&self) -> Result<Vec<u8>, Unusable> {
        write::book(self)
    }
}

impl Sheet {
    /// A sheet without rows yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Adds a row below the last; blank plain cells are left out.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let number = self
            .rows
            .last()
            .map_or(0, |row| row.number)
            .saturating_add(1);
        let cells = (0..)
            .zip(cells)
            .map(|(column, cell)| Cell { column, ..cell });
        self.rows.push(Row {
            number,
            cells: cells
                .filter(|cell| !cell.is_blank() || cell.look != crate::Look::Plain)
                .collect(),
            is_hidden: false,
        });
    }

    /// The cell at a place.
    pub fn cell(&self, at: Spot) -> Option<&Cell> {
        let row = self.rows.binary_search_by_key(&at.row, |row| row.number);
        let row = self.rows.get(row.ok()?)?;
        let cell = row
            .cells
            .binary_search_by_key(&at.column, |cell| cell.column);
        row.cells.get(cell.ok()?)
    }

    /// The cell at a place; a blank one is made where there is none.
    pub fn cell_mut(&mut self, at: Spot) -> Option<&mut Cell> {
        let found = self.rows.binary_search_by_key(&at.row, |row| row.number);
        let row = found.unwrap_or_else(|row| {
            self.rows.insert(
                row,
                Row {
                    number: at.row,
                    ..Row::default()
                },
            );
            row
        });
        let row = self.rows.get_mut(row)?;
        let found = row
            .cells
            .binary_search_by_key(&at.column, |cell| cell.column);
        let cell = found.unwrap_or_else(|cell| {
            let column = at.column;
            row.cells.insert(
                cell,
                Cell {
                    column,
                    ..Cell::blank()
                },
            );
            cell
        });
        row.cells.get_mut(cell)
    }
}
