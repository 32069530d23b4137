//! A table of a report.

use super::Tone;

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the last row sums up the others.
    pub has_sum: bool,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading; a line end where it may break.
    pub heading: String,
    /// Whether its cells are numbers, so stand at the right.
    pub is_number: bool,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A text or a number, as it is written.
    Text(String, Tone),
    /// The two ends of a share in parts per million, as a bar.
    Bar {
        /// The low end.
        low: u32,
        /// The high end.
        high: u32,
    },
    /// The two ends of a share day by day; absent where there is none.
    Trend(Vec<Option<(u32, u32)>>),
}

impl Column {
    /// A column of texts.
    pub fn text(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            is_number: false,
        }
    }

    /// A column of numbers.
    pub fn number(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            is_number: true,
        }
    }
}

impl Cell {
    /// A plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Tone::Plain)
    }

    /// A bar of a share, or nothing where there is no share.
    pub fn bar(low: Option<u32>, high: Option<u32>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) => Self::Bar { low, high },
            _ => Self::text(""),
        }
    }
}
