//! Tables, as sheets of one workbook.

use crate::{
    failure::{refused, unusable},
    input::{SIMULATED, unusable_book},
};
use noidai::{
    Day, Result,
    event::Batch,
    export::{self, restored},
    import::schema::{Column, Kind, Table},
    text::number,
};
use noidai_demonstration::STAMP;
use noidai_workbook::{Book, Cell, Look, MOST_ROWS, Sheet, Unusable, Value};
use std::{fs, path::Path};

/// Most characters of a cell, with some to spare.
const LONGEST: usize = 32_000;
/// A million: numbers are read in millionths.
const MILLION: f64 = 1_000_000.0;

/// Writes a simulated batch as one workbook, a table a sheet.
///
/// # Errors
///
/// A table is longer than a sheet can be, or the file cannot be written.
pub fn write(batch: Batch, file: &Path) -> Result<export::Unsaid> {
    if !file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
    {
        return Err(refused(file, "hãy nêu tệp .xlsx", "give an .xlsx file"));
    }
    let (tables, unsaid) = export::files(batch)?;
    let failed = |fault: Unusable| unusable_book(file, &fault);
    for table in &tables {
        let rows = table.text.matches('\n').count() as u64;
        if rows > u64::from(MOST_ROWS) {
            let sheet = stem(&table.name).to_owned();
            return Err(failed(Unusable::TooLong { sheet, rows }));
        }
    }
    let mut mark = Sheet::new(SIMULATED);
    mark.push([Cell::text(STAMP).look(Look::Stamp)]);
    let mut book = Book { sheets: vec![mark] };
    for table in tables {
        let name = stem(&table.name);
        let sheet = match Table::of(name) {
            Some(known) => of_table(known, &table.text),
            None => Ok(of_lines(name, &table.text)),
        };
        let broken = |fault: csv::Error| failed(Unusable::Unwritten(fault.to_string()));
        book.sheets.push(sheet.map_err(broken)?);
    }
    let bytes = book.write().map_err(failed)?;
    fs::write(file, bytes)
        .map_err(|fault| unusable(file, fault))
        .map(|()| unsaid)
}

fn stem(file: &str) -> &str {
    file.split('.').next().unwrap_or(file)
}

fn of_table(table: &Table, text: &str) -> Result<Sheet, csv::Error> {
    let mut sheet = Sheet::new(table.name);
    sheet.frozen = 1;
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
    for (row, record) in reader.records().enumerate() {
        let record = record?;
        let cells = record.iter().zip(table.columns);
        sheet.push(cells.map(|(text, column)| match row {
            0 => Cell::text(text).look(Look::Header),
            _ => value(restored(text), column).into(),
        }));
    }
    Ok(sheet)
}

/// A cell as Excel holds what its column does.
fn value(text: &str, column: &Column) -> Value {
    let number = |text: &str| number::read(text).map(|millionths| millionths as f64 / MILLION);
    let value = match column.kind {
        Kind::Day | Kind::Birth => day(text).or_else(|| number(text).map(Value::Number)),
        Kind::Number | Kind::Points => number(text).map(Value::Number),
        Kind::Share => number(text.trim_end_matches('%')).map(|share| Value::Share(share / 100.0)),
        _ => None,
    };
    value.unwrap_or_else(|| Value::Text(text.to_owned()))
}

/// A day; the first two months of 1900 and all before are texts, for Excel counts a
/// 29 February 1900 that never was.
fn day(text: &str) -> Option<Value> {
    let day = Day::parse_iso(text.as_bytes())?;
    let first = Day::new(1900, 3, 1)?;
    (day >= first).then_some(Value::Day {
        year: u16::try_from(day.year()).ok()?,
        month: u8::try_from(day.month()).ok()?,
        day: u8::try_from(day.day_of_month()).ok()?,
    })
}

/// Documents, one a row, each in as many cells as its text needs.
fn of_lines(name: &str, text: &str) -> Sheet {
    let mut sheet = Sheet::new(name);
    for line in text.lines() {
        let letters: Vec<char> = line.chars().collect();
        let parts = letters.chunks(LONGEST);
        sheet.push(parts.map(|part| Cell::text(part.iter().collect::<String>())));
    }
    sheet
}
