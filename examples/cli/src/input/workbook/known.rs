//! What is known of a sheet: where its cells stand, and what is wrong with it before
//! any row is read.

use super::{
    Books,
    table::{goes_down, top},
};
use core::cmp::Reverse;
use noidai::{
    Error, ErrorKind,
    error::At,
    import::{
        Faults,
        schema::{Kind, Table},
    },
    text::tidy,
};
use noidai_workbook::{Cell, Row, Sheet, Value, column_name};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet that was read as a table.
pub struct Known {
    /// The name under which the import knows it.
    pub source: String,
    file: String,
    sheet: String,
    /// Row of the header.
    header: u32,
    /// The texts of the header by column.
    headers: BTreeMap<u32, String>,
}

/// A sheet as a whole.
pub fn place_of_sheet(file: &str, sheet: &str) -> At {
    place(file, sheet, String::new(), "")
}

fn place(file: &str, sheet: &str, cell: String, column: &str) -> At {
    At::Sheet {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cell,
        column: column.to_owned(),
    }
}

impl Known {
    pub fn new(file: &str, source: String, sheet: &Sheet, table: &Table) -> Self {
        let texts = |row: &Row| -> BTreeMap<u32, String> {
            let cells = row.cells.iter().filter(|cell| !cell.is_blank());
            let text = |cell: &Cell| tidy(&cell.value.plain()).into_owned();
            cells.map(|cell| (cell.column, text(cell))).collect()
        };
        let known = |row: &Row| {
            let texts = texts(row);
            let known = texts.values().filter(|text| table.headed(text).is_some());
            (known.count(), texts.len())
        };
        // The first of those with the most known headers.
        let header = top(sheet).max_by_key(|row| (known(row), Reverse(row.number)));
        Self {
            source,
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            header: header.map_or(1, |row| row.number),
            headers: header.map(texts).unwrap_or_default(),
        }
    }

    /// A sheet of documents, which has no columns.
    pub fn of_lines(file: &str, source: &str, sheet: &str) -> Self {
        Self {
            source: source.to_owned(),
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            header: 0,
            headers: BTreeMap::new(),
        }
    }

    fn at(&self, cell: impl ToString, column: &str) -> At {
        place(&self.file, &self.sheet, cell.to_string(), column)
    }

    /// Where a row and column of the import stand on the sheet.
    fn cell(&self, row: u64, column: &str) -> At {
        let mut headers = self.headers.iter();
        let known = headers.find(|(_, text)| *text == column);
        let known = known.map(|(column, _)| column);
        let cell = match (row, known) {
            (0, None) => String::new(),
            (0, Some(letter)) => column_name(*letter),
            (row, None) => row.to_string(),
            (row, Some(letter)) => format!("{}{row}", column_name(*letter)),
        };
        self.at(cell, column)
    }

    /// A cell as the import places it.
    fn row(&self, row: u32, column: &str) -> At {
        At::Cell {
            file: self.source.clone(),
            row: u64::from(row),
            column: column.to_owned(),
        }
    }

    fn headed(&self, column: u32) -> &str {
        self.headers.get(&column).map_or("", String::as_str)
    }
}

impl Books {
    /// Finds what no row of the import can show.
    pub(super) fn find(&mut self, known: &Known, sheet: &Sheet, table: &Table) {
        if sheet.is_hidden {
            let error = Error::new(ErrorKind::HiddenRows);
            let error = error.found_words("cả trang tính", "the whole sheet");
            self.notes.push(error.at(known.at("", "")));
        }
        let hidden = sheet
            .rows
            .iter()
            .filter(|row| row.is_hidden && row.number > known.header);
        let hidden: Vec<u32> = hidden.map(|row| row.number).collect();
        if !hidden.is_empty() {
            let rows = runs(&hidden);
            let error = Error::new(ErrorKind::HiddenRows);
            let error = error.found_words(format!("dòng {rows}"), format!("rows {rows}"));
            self.notes.push(error.at(known.at("", "")));
        }
        for area in &sheet.merged {
            let is_blank = sheet.cell(area.first).is_none_or(Cell::is_blank);
            if goes_down(area) && area.last.row > known.header && !is_blank {
                let at = known.at(area, known.headed(area.first.column));
                self.notes.push(Error::new(ErrorKind::MergedCells).at(at));
            }
        }
        for spot in &sheet.uncomputed {
            let header = known.headed(spot.column);
            if spot.row > known.header && !header.is_empty() {
                let error = Error::new(ErrorKind::UncomputedFormula);
                self.found.push(error.at(known.row(spot.row, header)));
            }
        }
        self.find_days_as_texts(known, sheet, table);
    }

    /// Days that Excel could not take for days, beside those that it could.
    fn find_days_as_texts(&mut self, known: &Known, sheet: &Sheet, table: &Table) {
        let is_day = |value: &Value| matches!(value, Value::Day { .. });
        let below = sheet.rows.iter().filter(|row| row.number > known.header);
        let cells = below.clone().flat_map(|row| &row.cells);
        let days: BTreeSet<u32> = cells
            .filter(|cell| is_day(&cell.value))
            .map(|cell| cell.column)
            .collect();
        for row in below {
            for cell in &row.cells {
                if !days.contains(&cell.column) || !cell.value.is_day_as_text() {
                    continue;
                }
                let header = known.headed(cell.column);
                let column = table.headed(header);
                let holds_days =
                    column.is_none_or(|column| matches!(column.kind, Kind::Day | Kind::Birth));
                if !holds_days {
                    continue;
                }
                let error = Error::new(ErrorKind::DayAsText);
                let error = match column.is_none_or(|column| column.personal) {
                    true => error.found_personal(cell.value.plain()),
                    false => error.found(cell.value.plain()),
                };
                self.found.push(error.at(known.row(row.number, header)));
            }
        }
    }

    /// An error of the import, placed on its sheet.
    pub fn placed(&self, error: Error) -> Error {
        let (file, at) = match error.place() {
            At::Cell { file, .. } | At::Event { file, .. } => (file, error.place().clone()),
            _ => return error,
        };
        let Some(known) = self.sheets.iter().find(|known| known.source == *file) else {
            return error;
        };
        match at {
            At::Cell { row, column, .. } => error.at(known.cell(row, &column)),
            At::Event { line, path, .. } => error.at(known.at(line, &path)),
            _ => error,
        }
    }

    /// Errors of the import, placed on their sheets.
    pub fn all_placed(&self, faults: Faults) -> Faults {
        let first = faults.first.into_iter().map(|error| self.placed(error));
        Faults {
            count: faults.count,
            first: first.collect(),
        }
    }
}

/// Numbers as runs: `5–9, 12`.
fn runs(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}
