//! Cells of tables that we write.

use std::borrow::Cow;

/// A cell that a spreadsheet will not run as a formula: what begins with
/// `= + - @` (or a tab or line end) gets an apostrophe, which import takes off
/// again. Quoting is the CSV writer's.
///
/// ```
/// use noidai::import::export::neutralised;
/// assert_eq!(neutralised("Ấp 2"), "Ấp 2");
/// assert_eq!(neutralised("=1+1"), "'=1+1");
/// ```
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
