//! Faults and notes as documents.

use crate::{Error, Language, error::At, import::Faults};
use serde::Serialize;

/// Faults that were found, or notes that were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// How many there are.
    pub count: u64,
    /// The first 1,000.
    pub faults: Vec<Fault>,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fault {
    /// The stable number of its kind: the status in C, `code` in JavaScript.
    pub code: u16,
    /// The stable name of its kind.
    pub name: &'static str,
    /// Where it is; null where no place makes sense.
    pub place: Option<Place>,
    /// The message, its place included.
    pub messages: Messages,
    /// What was there; null where that says nothing or is personal.
    pub found: Option<String>,
    /// What would have been right, where the kind has such.
    pub expected: Option<String>,
}

/// A text in the languages of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Messages {
    /// English.
    pub en: String,
    /// Tiếng Việt.
    pub vi: String,
}

/// The place of a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Place {
    /// In a document.
    Path {
        /// JSON Pointer.
        path: String,
    },
    /// In a text.
    Line {
        /// Line, from 1.
        line: u64,
        /// Column, from 1, in bytes.
        column: u64,
    },
    /// At a byte of a file.
    Byte {
        /// The file.
        file: String,
        /// Offset, from 0.
        byte: u64,
    },
    /// In a table.
    Cell {
        /// The file.
        file: String,
        /// Line where the row begins, from 1; 0 where the whole file is meant.
        row: u64,
        /// Header of the column; empty where the whole row is meant.
        column: String,
    },
    /// In a sheet of a workbook.
    Sheet {
        /// The workbook's file.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The cell, such as `C14`; the row's number where the whole row is meant.
        cell: String,
        /// Header of the column; empty where no column is meant.
        column: String,
    },
    /// In an event of a file of JSON Lines.
    Event {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// JSON Pointer into the event; empty where the whole event is meant.
        path: String,
    },
}

impl Report {
    /// The document of faults.
    pub fn of(faults: &Faults) -> Self {
        Self {
            count: faults.count,
            faults: faults.first.iter().map(Fault::of).collect(),
        }
    }
}

impl Fault {
    /// The document of an error, personal values left out.
    pub fn of(error: &Error) -> Self {
        Self {
            code: error.code(),
            name: error.name(),
            place: Place::of(error.place()),
            messages: Messages {
                en: error.message(Language::English),
                vi: error.message(Language::Vietnamese),
            },
            found: error.found_text(false).map(str::to_owned),
            expected: error.expected_text().map(str::to_owned),
        }
    }
}

impl Place {
    fn of(at: &At) -> Option<Self> {
        Some(match at.clone() {
            At::Unplaced => return None,
            At::Path(path) => Self::Path { path },
            At::Line { line, column } => Self::Line { line, column },
            At::Byte { file, offset } => Self::Byte { file, byte: offset },
            At::Cell { file, row, column } => Self::Cell { file, row, column },
            At::Sheet {
                file,
                sheet,
                cell,
                column,
            } => Self::Sheet {
                file,
                sheet,
                cell,
                column,
            },
            At::Event { file, line, path } => Self::Event { file, line, path },
        })
    }
}
