//! A part of the month: rows of a verb, and which of their columns are shown.

use super::column::{Column, Form, cell};
use crate::{
    output::Sheet,
    report::{self, Grid},
    words::say,
};
use noidai::Language;

/// A part of the month.
pub struct Part {
    /// Its stable name.
    pub code: &'static str,
    /// The name of its sheet, in Vietnamese and in English.
    pub name: [&'static str; 2],
    /// What it shows.
    pub shows: [&'static str; 2],
    /// What must be known to compare it with the command.
    pub note: [&'static str; 2],
    /// What is said where it has no rows.
    pub without: [&'static str; 2],
    /// The command that gives the same figures.
    pub command: String,
    /// The rows.
    pub sheet: Sheet,
    /// What is shown of them.
    pub columns: Vec<Column>,
}

impl Part {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        let [vi, en] = self.name;
        say(language, vi, en)
    }

    /// Whether its rows are units, the whole one among them.
    pub fn is_by_unit(&self) -> bool {
        let first = self.columns.first();
        first.is_some_and(|column| matches!(column.form, Form::Place))
    }

    /// Whether a row stands for a unit and all that is in it.
    pub fn is_of(&self, row: &[String], unit: &str) -> bool {
        let text = |name| cell(&self.sheet, row, name);
        text("row") == "unit" && text("unit") == unit && text("stratum").is_empty()
    }

    /// The row of a unit and all that is in it.
    pub fn whole(&self, unit: &str) -> Option<&[String]> {
        // Of what has a row a count, that of the covered.
        let is_main = |row: &Vec<String>| {
            let count = cell(&self.sheet, row, "count");
            matches!(count, "" | "covered") && self.is_of(row, unit)
        };
        let mut rows = self.sheet.rows().iter();
        rows.find(|row| is_main(row)).map(Vec::as_slice)
    }

    /// The same with the rows whose column holds one of some texts.
    pub fn of(&self, column: &str, texts: &[&str]) -> Self {
        let sheet = &self.sheet;
        Self {
            sheet: only(sheet, |row| texts.contains(&cell(sheet, row, column))),
            command: self.command.clone(),
            columns: self.columns.clone(),
            ..*self
        }
    }

    /// Some of its columns as a table of a page, of so many rows at most.
    pub fn grid(&self, names: &[&str], most: usize, language: Language) -> Grid {
        let columns = names.iter().filter_map(|name| {
            let mut columns = self.columns.iter();
            columns.find(|column| column.of == *name)
        });
        let columns: Vec<&Column> = columns.collect();
        let rows = self.sheet.rows().iter().take(most);
        let cells = |row: &Vec<String>| {
            let cells = columns.iter();
            let cells = cells.map(|column| column.shown(&self.sheet, row, language));
            cells.collect()
        };
        Grid {
            rows: rows.map(cells).collect(),
            columns: columns
                .iter()
                .map(|column| report::Column {
                    heading: column.term.name(language).to_owned(),
                    is_number: column.is_number(),
                })
                .collect(),
            has_sum: false,
        }
    }
}

/// Rows with further columns, each filled from the row.
pub fn widened(
    sheet: &Sheet,
    header: &[&'static str],
    fill: impl Fn(&[String]) -> Vec<String>,
) -> Sheet {
    let mut wide = Sheet::new(sheet.header());
    wide.widen(header);
    for row in sheet.rows() {
        let mut cells = row.clone();
        cells.extend(fill(row));
        wide.push(cells);
    }
    wide
}

/// The rows that something is true of.
pub fn only(sheet: &Sheet, holds: impl Fn(&[String]) -> bool) -> Sheet {
    let mut fewer = Sheet::new(sheet.header());
    for row in sheet.rows().iter().filter(|row| holds(row)) {
        fewer.push(row.clone());
    }
    fewer
}
