//! Cells that a spreadsheet will not run.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula.
pub(crate) const RUNS: [char; 4] = ['=', '+', '-', '@'];

/// A cell that a spreadsheet will not run as a formula: what begins with
/// `= + - @` (or a tab or line end) gets an apostrophe, which import takes off
/// again. Quoting is the CSV writer's.
///
/// ```
/// use noidai::export::neutralised;
/// assert_eq!(neutralised("Ấp 2"), "Ấp 2");
/// assert_eq!(neutralised("=1+1"), "'=1+1");
/// ```
pub fn neutralised(text: &str) -> Cow<'_, str> {
    // An apostrophe that stood before a formula already gets one more, or
    // import would take it off.
    let inner = text.trim_start_matches('\'');
    if text.starts_with(['\t', '\r', '\n']) || inner.starts_with(RUNS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What was there before [`neutralised`].
///
/// ```
/// use noidai::export::{neutralised, restored};
/// assert_eq!(restored(&neutralised("+84")), "+84");
/// ```
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(RUNS) => rest,
        _ => cell,
    }
}
