//! A table in characters, its bars as wide as the room left.

use super::Paint;
use crate::report::{Cell, Column, Grid, Tone};
use comfy_table::{
    CellAlignment, Color, ContentArrangement, LineStyle, Table, TableStyle, presets,
};
use unicode_width::UnicodeWidthStr;

/// Lines above, below, and under the headings.
const STYLE: TableStyle = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());
/// Narrowest and widest bar.
const BAR: std::ops::RangeInclusive<usize> = 10..=26;
/// Room around each cell.
const PADDING: usize = 3;

/// Draws a table.
pub fn draw(grid: &Grid, paint: Paint) -> String {
    let bar = bar_width(grid, paint.width());
    let mut table = Table::new();
    table.load_style(STYLE);
    if paint.has_colours() {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table.set_width(u16::try_from(paint.width()).unwrap_or(u16::MAX));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if grid.columns.iter().any(|column| !column.heading.is_empty()) {
        table.set_header(grid.columns.iter().map(|column| column.heading.as_str()));
    }
    for (at, row) in grid.rows.iter().enumerate() {
        let is_sum = grid.has_sum && at + 1 == grid.rows.len();
        table.add_row(row.iter().map(|cell| {
            let drawn = cell_of(cell, bar);
            if is_sum {
                drawn.add_attribute(comfy_table::Attribute::Bold)
            } else {
                drawn
            }
        }));
    }
    for (at, column) in grid.columns.iter().enumerate() {
        if let Some(drawn) = table.column_mut(at).filter(|_| column.is_number) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n", table.trim_fmt())
}

fn cell_of(cell: &Cell, bar: usize) -> comfy_table::Cell {
    let (text, tone) = match cell {
        Cell::Text(text, tone) => (text.clone(), *tone),
        Cell::Bar { low, high } => (bar_of(*low, *high, bar), Tone::of_share(*low)),
        Cell::Trend(ends) => (trend(ends), Tone::Plain),
    };
    let drawn = comfy_table::Cell::new(text);
    match tone {
        Tone::Good => drawn.fg(Color::Green),
        Tone::Middling => drawn.fg(Color::Yellow),
        Tone::Bad => drawn.fg(Color::Red),
        Tone::Plain => drawn,
    }
}

/// What the other columns leave of the width.
fn bar_width(grid: &Grid, width: usize) -> usize {
    let others = grid.columns.iter().enumerate().map(|(at, column)| {
        let cells = grid.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|cell| match cell {
            Cell::Text(text, _) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
            Cell::Bar { .. } => 0,
            Cell::Trend(ends) => ends.len(),
        });
        let widest = widest.max().unwrap_or(0);
        widest.max(heading_width(column)) + PADDING
    });
    width
        .saturating_sub(others.sum::<usize>() + PADDING)
        .clamp(*BAR.start(), *BAR.end())
}

fn heading_width(column: &Column) -> usize {
    let lines = column.heading.lines().map(UnicodeWidthStr::width);
    lines.max().unwrap_or(0)
}

/// Full up to the low end, light up to the high one.
fn bar_of(low: u32, high: u32, width: usize) -> String {
    let cells = |share: u32| (u64::from(share) * width as u64 / 1_000_000) as usize;
    let (full, light) = (cells(low), cells(high) - cells(low));
    format!(
        "{}{}{}",
        "█".repeat(full),
        "▒".repeat(light),
        "·".repeat(width - full - light)
    )
}

/// The low end of each day as one character.
fn trend(ends: &[Option<(u32, u32)>]) -> String {
    const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let step = |share: u32| (share as usize * STEPS.len() / 1_000_001).min(STEPS.len() - 1);
    ends.iter()
        .map(|ends| {
            ends.map_or('·', |(low, _)| {
                STEPS.get(step(low)).copied().unwrap_or('█')
            })
        })
        .collect()
}
