//! Sheets of documents: one document a row, in as many cells as its text needs.

use noidai_workbook::Sheet;

/// What sheets of documents are called.
const NAMES: [&str; 2] = ["reforms", "events"];

/// Whether a sheet holds documents, by its name.
pub fn are_in(sheet: &str) -> bool {
    let name = sheet.to_lowercase();
    NAMES.into_iter().any(|kind| {
        let rest = name.strip_prefix(kind);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

/// The documents, each on the line of its row.
pub fn text(sheet: &Sheet) -> String {
    let mut text = String::new();
    let mut line = 1;
    for row in &sheet.rows {
        while line < row.number {
            text.push('\n');
            line += 1;
        }
        for cell in &row.cells {
            text.push_str(&cell.value.plain().replace(['\r', '\n'], " "));
        }
    }
    text.push('\n');
    text
}
