//! A sheet as the text of a table, each row on the line of its number.

use noidai::export::neutralised;
use noidai_workbook::{Area, Cell, Row, Sheet, Spot, Value};
use std::borrow::Cow;

/// How many rows a header is looked for in: as many as the import looks at.
pub const HEADER_ROWS: usize = 6;

/// The first rows with anything in them.
pub fn top(sheet: &Sheet) -> impl Iterator<Item = &Row> {
    let is_filled = |row: &&Row| row.cells.iter().any(|cell| !cell.is_blank());
    sheet.rows.iter().filter(is_filled).take(HEADER_ROWS)
}

/// Writes a sheet as CSV. The value of a merged area stands in each of its rows that
/// holds anything else.
pub fn csv(mut sheet: Sheet) -> String {
    fill(&mut sheet);
    let widths = top(&sheet).filter_map(|row| row.cells.last());
    let width = widths.map(|cell| cell.column + 1).max().unwrap_or(0);
    let mut text = String::new();
    let mut line = 1;
    for row in &sheet.rows {
        if row.cells.iter().all(Cell::is_blank) {
            continue;
        }
        while line < row.number {
            text.push('\n');
            line += 1;
        }
        let mut column = 0;
        for cell in &row.cells {
            while column < cell.column {
                text.push(',');
                column += 1;
            }
            write_cell(&mut text, &cell.value);
        }
        while column + 1 < width {
            text.push(',');
            column += 1;
        }
    }
    text.push('\n');
    text
}

/// Whether a merged area goes over several rows, and so stands for each.
pub fn goes_down(area: &Area) -> bool {
    area.last.row > area.first.row
}

fn fill(sheet: &mut Sheet) {
    for area in core::mem::take(&mut sheet.merged) {
        let value = sheet.cell(area.first).map(|cell| cell.value.clone());
        let (Some(value), true) = (value, goes_down(&area)) else {
            continue;
        };
        let inside = area.first.row + 1..=area.last.row;
        let has_others = |row: &&Row| {
            let mut others = row.cells.iter().filter(|cell| !cell.is_blank());
            inside.contains(&row.number) && others.next().is_some()
        };
        let rows: Vec<u32> = sheet
            .rows
            .iter()
            .filter(has_others)
            .map(|row| row.number)
            .collect();
        for row in rows {
            let column = area.first.column;
            if let Some(cell) = sheet.cell_mut(Spot { row, column }) {
                cell.value = value.clone();
            }
        }
    }
}

fn write_cell(to: &mut String, value: &Value) {
    let plain = value.plain();
    let plain = match value {
        // As a text it is no formula, whatever it begins with.
        Value::Text(_) => neutralised(&plain),
        _ => Cow::Borrowed(plain.as_str()),
    };
    if !plain.contains([',', '"', '\n', '\r', ';', '\t']) {
        to.push_str(&plain);
        return;
    }
    to.push('"');
    for letter in plain.chars() {
        match letter {
            '"' => to.push_str("\"\""),
            // One row, one line: or places would be those of other rows.
            '\n' | '\r' => to.push(' '),
            other => to.push(other),
        }
    }
    to.push('"');
}
