//! How every table is drawn.

use comfy_table::{LineStyle, Table, TableStyle, presets};

/// Lines above, below, and under the headings.
const STYLE: TableStyle = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());

/// An empty table. It has colours on a terminal, unless `NO_COLOR` is set.
pub fn empty() -> Table {
    let mut table = Table::new();
    table.load_style(STYLE);
    if std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty()) {
        table.force_no_tty();
    }
    table
}
