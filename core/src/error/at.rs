//! Where in the input a fault is.

use super::Language;

/// The place of a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// No place is known, or none makes sense.
    #[default]
    Unplaced,
    /// A JSON Pointer into a document.
    Path(String),
    /// A line and column of a text, both from 1.
    Line {
        /// Line, from 1.
        line: u64,
        /// Column, from 1, in bytes.
        column: u64,
    },
    /// A byte of a file, from 0.
    Byte {
        /// The table or file.
        file: String,
        /// Offset of the byte, from 0.
        offset: u64,
    },
    /// A cell of a table. `row` is the line of the file where the row begins,
    /// from 1, the header's included: what a spreadsheet shows.
    Cell {
        /// The table's file.
        file: String,
        /// Line, from 1; 0 where the whole file is meant.
        row: u64,
        /// Header of the column; empty where the whole row is meant.
        column: String,
    },
    /// An event of a file of JSON Lines.
    Event {
        /// The file.
        file: String,
        /// Line, from 1.
        line: u64,
        /// JSON Pointer into the event; empty where the whole event is meant.
        path: String,
    },
}

impl At {
    /// Header of the column of a cell; empty for any other place.
    pub fn column(&self) -> &str {
        match self {
            Self::Cell { column, .. } => column,
            _ => "",
        }
    }

    /// The place in words, or nothing where there is none.
    pub fn describe(&self, language: Language) -> Option<String> {
        let vietnamese = language == Language::Vietnamese;
        Some(match self {
            Self::Unplaced => return None,
            Self::Path(path) if path.is_empty() => "/".to_owned(),
            Self::Path(path) => path.clone(),
            Self::Line { line, column } if vietnamese => format!("dòng {line}, cột {column}"),
            Self::Line { line, column } => format!("line {line}, column {column}"),
            Self::Byte { file, offset } if vietnamese => format!("{file}, byte {offset}"),
            Self::Byte { file, offset } => format!("{file}, byte {offset}"),
            Self::Event { file, line, path } => {
                let word = if vietnamese { "dòng" } else { "line" };
                let gap = if path.is_empty() { "" } else { ", " };
                format!("{file}, {word} {line}{gap}{path}")
            }
            Self::Cell {
                file,
                row: 0,
                column,
            } if column.is_empty() => file.clone(),
            Self::Cell {
                file,
                row: 0,
                column,
            } if vietnamese => format!("{file}, cột {column}"),
            Self::Cell {
                file,
                row: 0,
                column,
            } => format!("{file}, column {column}"),
            Self::Cell { file, row, column } => {
                let (line, of) = if vietnamese {
                    ("dòng", "cột")
                } else {
                    ("row", "column")
                };
                if column.is_empty() {
                    format!("{file}, {line} {row}")
                } else {
                    format!("{file}, {line} {row}, {of} {column}")
                }
            }
        })
    }
}
