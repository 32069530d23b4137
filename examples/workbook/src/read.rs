//! Reading a workbook.

use crate::{Book, Cell, Row, Sheet, Unusable, Value, beside, parts};
use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use std::{collections::BTreeSet, io::Cursor};

/// How a file of Office before 2007 begins, and one with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// How a zip begins.
const ZIP: &[u8] = b"PK";
/// The built-in formats of percentages.
const PERCENTAGES: [u32; 2] = [9, 10];

pub fn book(bytes: &[u8]) -> Result<Book, Unusable> {
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if !bytes.starts_with(ZIP) {
        return Err(Unusable::Broken("it does not begin like one".to_owned()));
    }
    let mut reader = Xlsx::new(Cursor::new(bytes))?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let paths = parts::sheets(&mut archive)?;
    let mut book = Book::default();
    for sheet in reader.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let wrong = |fault: Unusable| match fault {
            Unusable::Broken(why) => Unusable::Broken(format!("[{}]: {why}", sheet.name)),
            other => other,
        };
        let path = paths
            .get(&sheet.name)
            .ok_or_else(|| wrong(Unusable::Broken("it is not there".to_owned())))?;
        let beside = beside::read(&mut archive, path).map_err(wrong)?;
        let mut rows = rows(&mut reader, &sheet.name, beside.is_placed).map_err(wrong)?;
        hide(&mut rows, &beside.hidden);
        let mut read = Sheet {
            rows,
            merged: beside.merged,
            uncomputed: beside.uncomputed,
            is_hidden: sheet.visible != SheetVisible::Visible,
            name: sheet.name,
            frozen: 0,
            widest: Vec::new(),
        };
        for (spot, error) in beside.errors {
            if let Some(cell) = read.cell_mut(spot) {
                cell.value = Value::Fault(error);
            }
        }
        book.sheets.push(read);
    }
    Ok(book)
}

/// Whether a compound file is a workbook with a password or an old one: by the names of
/// its streams, which are in UTF-16.
fn compound(bytes: &[u8]) -> Unusable {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        Unusable::Protected
    } else if has("Workbook") || has("Book") {
        Unusable::Old
    } else {
        Unusable::Broken("a compound file without a workbook".to_owned())
    }
}

/// The rows of a sheet. Errors of formulas that the reader does not know are passed over
/// where every cell says where it stands: the sheet's own part has them too.
fn rows(
    reader: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    is_placed: bool,
) -> Result<Vec<Row>, Unusable> {
    let mut cells = reader.worksheet_cells_reader(name)?;
    let shares: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| {
            style.number_format.as_ref().is_some_and(|format| {
                format.format_id.is_some_and(|id| PERCENTAGES.contains(&id))
                    || format.format_code.contains('%')
            })
        })
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let next = match cells.next_cell_with_style_id() {
            Err(XlsxError::CellError(_)) if is_placed => continue,
            next => next?,
        };
        let Some((cell, style)) = next else {
            break;
        };
        let is_share = shares.get(style).copied().unwrap_or(false);
        let Some(value) = value(cell.get_value(), is_share) else {
            continue;
        };
        let (row, column) = cell.get_position();
        let number = row + 1;
        if rows.last().is_none_or(|row| row.number != number) {
            rows.push(Row {
                number,
                ..Row::default()
            });
        }
        if let Some(row) = rows.last_mut() {
            row.cells.push(Cell {
                column,
                ..value.into()
            });
        }
    }
    // Excel writes them in order; others may not.
    rows.sort_by_key(|row| row.number);
    for row in &mut rows {
        row.cells.sort_by_key(|cell| cell.column);
    }
    Ok(rows)
}

fn hide(rows: &mut [Row], hidden: &[u32]) {
    let hidden: BTreeSet<u32> = hidden.iter().copied().collect();
    for row in rows {
        row.is_hidden = hidden.contains(&row.number);
    }
}

fn value(data: &DataRef<'_>, is_share: bool) -> Option<Value> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) if text.is_empty() => return None,
        DataRef::SharedString("") => return None,
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        // Numbers of Excel have 15 digits: they fit.
        DataRef::Int(number) if is_share => Value::Share(*number as f64),
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) if is_share => Value::Share(*number),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::Bool(truth) => Value::Truth(*truth),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) => iso_day(text),
        DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::Error(CellErrorType::GettingData) => Value::Fault("#GETTING_DATA".to_owned()),
        DataRef::Error(fault) => Value::Fault(fault.to_string()),
    })
}

/// A day; where a time of day stands beside it, both as a text.
fn day(moment: &ExcelDateTime) -> Value {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let has_day = moment.is_datetime() && moment.as_f64() >= 1.0;
    match (has_day, (hour, minute, second)) {
        (true, (0, 0, 0)) => Value::Day { year, month, day },
        (true, _) => Value::Text(format!(
            "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
        )),
        (false, _) => Value::Text(format!("{hour:02}:{minute:02}:{second:02}")),
    }
}

fn iso_day(text: &str) -> Value {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-');
    let is_midnight = time
        .bytes()
        .all(|byte| matches!(byte, b'0' | b':' | b'.' | b'Z'));
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) if is_midnight => {
            match (year.parse(), month.parse(), day.parse()) {
                (Ok(year), Ok(month), Ok(day)) => Value::Day { year, month, day },
                _ => Value::Text(text.to_owned()),
            }
        }
        _ => Value::Text(text.to_owned()),
    }
}
