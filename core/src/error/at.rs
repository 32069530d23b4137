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
    /// A cell of a sheet of a workbook.
    Sheet {
        /// The workbook's file.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The cell as spreadsheets name it, such as `C14`, or an area (`A2:A5`); the
        /// number alone (`14`) where the whole row is meant; empty where the sheet is.
        cell: String,
        /// Header of the column; empty where no column is meant.
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
            Self::Cell { column, .. } | Self::Sheet { column, .. } => column,
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
            Self::Sheet {
                file,
                sheet,
                cell,
                column,
            } => {
                let is_row = cell.bytes().all(|byte| byte.is_ascii_digit());
                let cell = match (cell.is_empty(), is_row, vietnamese) {
                    (true, ..) => String::new(),
                    (_, true, true) => format!(", dòng {cell}"),
                    (_, true, false) => format!(", row {cell}"),
                    _ => format!(" {cell}"),
                };
                match column.is_empty() {
                    true => format!("{file} [{sheet}]{cell}"),
                    false => format!("{file} [{sheet}]{cell} ({column})"),
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_workbook_is_named_as_spreadsheets_name_it() {
        let at = |cell: &str, column: &str| At::Sheet {
            file: "so-lieu.xlsx".to_owned(),
            sheet: "people".to_owned(),
            cell: cell.to_owned(),
            column: column.to_owned(),
        };
        let said = |cell, column| at(cell, column).describe(Language::Vietnamese);
        let expected = [
            (
                ("C14", "Ngày sinh"),
                "so-lieu.xlsx [people] C14 (Ngày sinh)",
            ),
            (("A2:A5", ""), "so-lieu.xlsx [people] A2:A5"),
            (("14", ""), "so-lieu.xlsx [people], dòng 14"),
            (("", ""), "so-lieu.xlsx [people]"),
        ];
        for ((cell, column), expected) in expected {
            assert_eq!(said(cell, column).as_deref(), Some(expected));
        }
    }
}
