//! Cells of tables that we write.

use std::borrow::Cow;

/// A cell as it goes into CSV: quoted where it must be, and never a formula:
/// what begins with `= + - @` (or a tab or line end before them) gets an
/// apostrophe, which import takes off again.
///
/// ```
/// use noidai::import::export::csv_cell;
/// assert_eq!(csv_cell("Ấp 2"), "Ấp 2");
/// assert_eq!(csv_cell("=1+1"), "'=1+1");
/// assert_eq!(csv_cell("a,\"b\""), "\"a,\"\"b\"\"\"");
/// ```
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let quoted = text.contains(['"', ',', ';', '\t', '\r', '\n']);
    if !formula && !quoted {
        return Cow::Borrowed(text);
    }
    let mut cell = String::with_capacity(text.len() + 4);
    if quoted {
        cell.push('"');
    }
    if formula {
        cell.push('\'');
    }
    for c in text.chars() {
        if c == '"' {
            cell.push('"');
        }
        cell.push(c);
    }
    if quoted {
        cell.push('"');
    }
    Cow::Owned(cell)
}
