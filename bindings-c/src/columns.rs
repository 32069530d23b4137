//! Tables as typed columns, so that a host need not write text to be read again.

use crate::{
    error::noidai_error,
    guard::guard,
    noidai_registry, noidai_status, noidai_text, null,
    registry::{check, document},
};
use core::ffi::c_void;
use noidai::{
    Day, Error, ErrorKind, Result,
    ask::Opened,
    error::At,
    import::{Faults, Source},
};

/// A column of texts: `values` is their UTF-8, one behind another, and `lengths` how many
/// bytes each has.
pub const NOIDAI_TEXTS: u32 = 0;

/// A column of whole numbers: `values` is an `int64_t` for each row.
pub const NOIDAI_NUMBERS: u32 = 1;

/// A column of days: `values` is an `int32_t` for each row, days since 1 January 1970.
pub const NOIDAI_DAYS: u32 = 2;

/// A column of a table.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct noidai_column {
    /// `sizeof(noidai_column)`.
    pub size: usize,
    /// Its stable name, such as `birth`.
    pub name: noidai_text,
    /// `NOIDAI_TEXTS`, `NOIDAI_NUMBERS` or `NOIDAI_DAYS`.
    pub kind: u32,
    /// The values, as `kind` says.
    pub values: *const c_void,
    /// How many bytes `values` has.
    pub value_bytes: usize,
    /// Of texts: the length of each, in bytes. Else NULL.
    pub lengths: *const u32,
    /// A bit for each row, the lowest of each byte first: 1 where there is a value, 0
    /// where the cell is empty. NULL where all rows have one. A row without a value has
    /// its place in `values` and `lengths` all the same.
    pub validity: *const u8,
}

/// A table in columns.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct noidai_table {
    /// `sizeof(noidai_table)`.
    pub size: usize,
    /// What it holds, as a file would be named without `.csv`: `people`, `people-2`.
    pub name: noidai_text,
    /// Its columns; what a table need not have may be left out.
    pub columns: *const noidai_column,
    /// How many columns.
    pub column_count: usize,
    /// How many rows each has.
    pub row_count: usize,
}

/// Opens a registry from tables in columns, with the same checks as files of CSV have.
/// A fault names the table as a file (`people.csv`), and the first row as row 2.
///
/// `abi` is `NOIDAI_ABI`. `tables` points to `table_count` tables, which are only read
/// during the call. `options` is as for `noidai_registry_open`. `*registry` is the
/// caller's afterwards, and freed by `noidai_registry_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_registry_open_tables(
    abi: u32,
    tables: *const noidai_table,
    table_count: usize,
    options: noidai_text,
    registry: *mut *mut noidai_registry,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if registry.is_null() {
            return Err(null("registry").into());
        }
        // SAFETY: the caller's promise.
        let options = unsafe { document(options) }?;
        // SAFETY: the caller's promise: that many tables, or NULL for none.
        let tables = unsafe { slice(tables, table_count, "tables") }?;
        let mut files = Vec::new();
        for table in tables {
            sized(table.size, size_of::<noidai_table>(), "noidai_table")?;
            // SAFETY: the caller's promise, for each table.
            files.push(unsafe { table.written() }?);
        }
        let sources: Vec<Source<'_>> = files
            .iter()
            .map(|(file, bytes)| Source { file, bytes })
            .collect();
        let opened = Opened::open(&sources, options)?;
        let made = Box::new(noidai_registry::of(opened));
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { registry.write(Box::into_raw(made)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// What the caller lends.
///
/// # Safety
///
/// `data` is NULL or points to `count` items that outlive the borrow.
pub(crate) unsafe fn slice<'a, T>(data: *const T, count: usize, name: &str) -> Result<&'a [T]> {
    if count == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(null(name));
    }
    if !data.is_aligned() {
        return Err(Error::new(ErrorKind::WrongValue)
            .found(format!("{name} % {}", data.addr() % align_of::<T>()))
            .expected("0"));
    }
    if count > isize::MAX as usize / size_of::<T>() {
        return Err(Error::new(ErrorKind::TooLarge)
            .found(name)
            .expected(isize::MAX.to_string()));
    }
    // SAFETY: the caller's promise; pointer and count were checked above.
    Ok(unsafe { core::slice::from_raw_parts(data, count) })
}

/// Refuses a struct of another header.
fn sized(found: usize, due: usize, name: &str) -> Result<()> {
    if found == due {
        return Ok(());
    }
    let wrong = Error::new(ErrorKind::WrongAbi).found(format!("{name}.size {found}"));
    Err(wrong.expected(due.to_string()))
}

/// The values of a column, ready to be written.
enum Values<'a> {
    Texts { rest: &'a str, lengths: &'a [u32] },
    Numbers(&'a [i64]),
    Days(&'a [i32]),
}

impl noidai_column {
    /// # Safety
    ///
    /// Everything that it points to is as the header says, or NULL.
    unsafe fn values<'a>(&self, rows: usize, name: &str) -> Result<Values<'a>> {
        let each = match self.kind {
            NOIDAI_TEXTS => {
                // SAFETY: the caller's promise.
                let bytes: &[u8] = unsafe { slice(self.values.cast(), self.value_bytes, name) }?;
                let lengths: &[u32] = unsafe { slice(self.lengths, rows, name) }?;
                let all: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
                if all != bytes.len() as u64 {
                    return Err(uneven(bytes.len(), all));
                }
                let rest = core::str::from_utf8(bytes).map_err(|fault| {
                    let byte = bytes.get(fault.valid_up_to()).copied().unwrap_or(0);
                    Error::new(ErrorKind::BadText).found(format!("{name}, 0x{byte:02X}"))
                })?;
                return Ok(Values::Texts { rest, lengths });
            }
            NOIDAI_NUMBERS => size_of::<i64>(),
            NOIDAI_DAYS => size_of::<i32>(),
            other => {
                let error = Error::new(ErrorKind::UnknownValue).found(format!("kind {other}"));
                return Err(error.expected("NOIDAI_TEXTS, NOIDAI_NUMBERS, NOIDAI_DAYS"));
            }
        };
        if rows.checked_mul(each) != Some(self.value_bytes) {
            return Err(uneven(self.value_bytes / each, rows as u64));
        }
        // SAFETY: the caller's promise; the size was checked above.
        Ok(unsafe {
            match self.kind {
                NOIDAI_DAYS => Values::Days(slice(self.values.cast(), rows, name)?),
                _ => Values::Numbers(slice(self.values.cast(), rows, name)?),
            }
        })
    }
}

fn uneven(found: usize, due: u64) -> Error {
    let error = Error::new(ErrorKind::UnevenColumns).found(found.to_string());
    error.expected(due.to_string())
}

impl noidai_table {
    /// The table as a file.
    ///
    /// # Safety
    ///
    /// Everything that it points to is as the header says, or NULL.
    unsafe fn written(&self) -> Result<(String, Vec<u8>), Faults> {
        // SAFETY: the caller's promise.
        let name = unsafe { self.name.read("table.name") }?;
        let file = format!("{name}.csv");
        let columns = unsafe { slice(self.columns, self.column_count, "table.columns") }?;
        let at = |row: usize, column: &str| At::Cell {
            file: file.clone(),
            row: row as u64,
            column: column.to_owned(),
        };
        let mut text = Vec::new();
        let mut ready = Vec::new();
        for column in columns {
            sized(column.size, size_of::<noidai_column>(), "noidai_column")?;
            // SAFETY: the caller's promise.
            let own = unsafe { column.name.read("column.name") }?;
            // SAFETY: the caller's promise.
            let values = unsafe { column.values(self.row_count, own) };
            let values = values.map_err(|error| error.at(at(0, own)))?;
            let validity: Option<&[u8]> = match column.validity.is_null() {
                true => None,
                // SAFETY: the caller's promise: a bit for each row.
                false => Some(unsafe { slice(column.validity, self.row_count.div_ceil(8), own) }?),
            };
            if !ready.is_empty() {
                text.push(b',');
            }
            cell(&mut text, own).map_err(|error| error.at(at(0, own)))?;
            ready.push((own, values, validity));
        }
        for row in 0..self.row_count {
            text.push(b'\n');
            for (number, (own, values, validity)) in ready.iter_mut().enumerate() {
                if number > 0 {
                    text.push(b',');
                }
                let byte = validity.map_or(Some(&0xFF), |bits| bits.get(row / 8));
                let is_valid = byte.is_some_and(|byte| byte >> (row % 8) & 1 == 1);
                let written = values.write(row, is_valid, &mut text);
                written.map_err(|error| error.at(at(row + 2, own)))?;
            }
        }
        text.push(b'\n');
        Ok((file, text))
    }
}

impl Values<'_> {
    /// Writes the value of the next row, which is the one of that number.
    fn write(&mut self, row: usize, is_valid: bool, into: &mut Vec<u8>) -> Result<()> {
        match self {
            Self::Texts { rest, lengths } => {
                let length = lengths.get(row).map_or(0, |length| *length as usize);
                // The lengths add up, so only a cut through a letter is left to refuse.
                let (text, after) = rest.split_at_checked(length).ok_or_else(|| {
                    let byte = rest.as_bytes().get(length).copied().unwrap_or(0);
                    Error::new(ErrorKind::BadText).found(format!("0x{byte:02X}"))
                })?;
                *rest = after;
                if is_valid {
                    cell(into, text)?;
                }
            }
            Self::Numbers(numbers) => {
                if let (true, Some(number)) = (is_valid, numbers.get(row)) {
                    into.extend_from_slice(number.to_string().as_bytes());
                }
            }
            Self::Days(days) => {
                if let (true, Some(number)) = (is_valid, days.get(row)) {
                    let epoch = Day::new(1970, 1, 1).ok_or(Error::new(ErrorKind::BadDay))?;
                    let day = Day::from_number(epoch.number().saturating_add(*number));
                    let day = day.ok_or_else(|| {
                        let error = Error::new(ErrorKind::BadDay).found(number.to_string());
                        error.expected("YYYY-MM-DD")
                    })?;
                    into.extend_from_slice(day.to_string().as_bytes());
                }
            }
        }
        Ok(())
    }
}

/// Writes a cell, in quotes where it needs them.
fn cell(into: &mut Vec<u8>, text: &str) -> Result<()> {
    let bytes = text.as_bytes();
    if bytes.contains(&0) {
        return Err(Error::new(ErrorKind::NulByte));
    }
    if !bytes
        .iter()
        .any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'))
    {
        into.extend_from_slice(bytes);
        return Ok(());
    }
    into.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            into.push(b'"');
        }
        into.push(*byte);
    }
    into.push(b'"');
    Ok(())
}
