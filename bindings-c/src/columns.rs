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
    ask::OpeningWork,
    error::At,
    import::{Faults, InColumns},
};
use std::fmt::Write;

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
/// A fault names the table as a file (`people.csv`), and the first row as row 2, whatever
/// a cell holds.
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
        let mut lent = Vec::new();
        for table in tables {
            sized(table.size, size_of::<noidai_table>(), "noidai_table")?;
            // SAFETY: the caller's promise, for each table.
            lent.push(unsafe { table.lent() }?);
        }
        let lent: Vec<&dyn InColumns> = lent.iter().map(|table| table as _).collect();
        let opened = OpeningWork::of_columns(&lent, options)?.finish()?;
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

/// A table as the caller lends it, looked through: all that the import will read is there,
/// whole and of its kind.
struct Table<'a> {
    file: String,
    headers: Vec<&'a str>,
    columns: Vec<Column<'a>>,
    rows: usize,
}

struct Column<'a> {
    values: Values<'a>,
    /// A bit for each row; none where all rows have a value.
    validity: Option<&'a [u8]>,
}

/// The values of a column.
enum Values<'a> {
    Texts { all: &'a str, lengths: &'a [u32] },
    Numbers(&'a [i64]),
    Days(&'a [i32]),
}

/// A fault of a row, from 0; of the column as a whole where there is none.
struct Wrong(Option<usize>, Error);

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self(None, error)
    }
}

impl noidai_column {
    /// # Safety
    ///
    /// Everything that it points to is as the header says, or NULL.
    unsafe fn lent<'a>(&self, rows: usize, name: &str) -> Result<Column<'a>, Wrong> {
        // SAFETY: the caller's promise.
        let values = unsafe { self.values(rows, name) }?;
        let validity: Option<&[u8]> = match self.validity.is_null() {
            true => None,
            // SAFETY: the caller's promise: a bit for each row.
            false => Some(unsafe { slice(self.validity, rows.div_ceil(8), name) }?),
        };
        let column = Column { values, validity };
        column.check()?;
        Ok(column)
    }

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
                let all = core::str::from_utf8(bytes).map_err(|fault| {
                    let byte = bytes.get(fault.valid_up_to()).copied().unwrap_or(0);
                    Error::new(ErrorKind::BadText).found(format!("{name}, 0x{byte:02X}"))
                })?;
                return Ok(Values::Texts { all, lengths });
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
    /// The table, if it can be read.
    ///
    /// # Safety
    ///
    /// Everything that it points to is as the header says, or NULL.
    unsafe fn lent<'a>(&self) -> Result<Table<'a>, Faults> {
        // SAFETY: the caller's promise.
        let name = unsafe { self.name.read("table.name") }?;
        let columns = unsafe { slice(self.columns, self.column_count, "table.columns") }?;
        let mut table = Table {
            file: format!("{name}.csv"),
            headers: Vec::new(),
            columns: Vec::new(),
            rows: self.row_count,
        };
        for column in columns {
            sized(column.size, size_of::<noidai_column>(), "noidai_column")?;
            // SAFETY: the caller's promise.
            let own = unsafe { column.name.read("column.name") }?;
            // SAFETY: the caller's promise.
            let lent = match own.contains('\0') {
                true => Err(Error::new(ErrorKind::NulByte).into()),
                false => unsafe { column.lent(self.row_count, own) },
            };
            let lent = lent.map_err(|Wrong(row, error)| {
                error.at(At::Cell {
                    file: table.file.clone(),
                    // The headers are row 1.
                    row: row.map_or(0, |row| row as u64 + 2),
                    column: own.to_owned(),
                })
            })?;
            table.headers.push(own);
            table.columns.push(lent);
        }
        Ok(table)
    }
}

fn day(number: i32) -> Option<Day> {
    let epoch = Day::new(1970, 1, 1)?;
    Day::from_number(epoch.number().saturating_add(number))
}

impl Column<'_> {
    fn has(&self, row: usize) -> bool {
        let byte = self.validity.map_or(Some(&0xFF), |bits| bits.get(row / 8));
        byte.is_some_and(|byte| byte >> (row % 8) & 1 == 1)
    }

    /// Whether each value is one, so that nothing is left to refuse where it is read.
    fn check(&self) -> Result<(), Wrong> {
        match &self.values {
            Values::Texts { all, lengths } => {
                let mut at = 0;
                for (row, length) in lengths.iter().enumerate() {
                    // The lengths add up, so only a cut through a letter is left.
                    at += *length as usize;
                    if !all.is_char_boundary(at) {
                        let byte = all.as_bytes().get(at).copied().unwrap_or(0);
                        let error = Error::new(ErrorKind::BadText).found(format!("0x{byte:02X}"));
                        return Err(Wrong(Some(row), error));
                    }
                }
                if all.contains('\0') {
                    let mut rest = *all;
                    for (row, length) in lengths.iter().enumerate() {
                        let (text, after) = rest
                            .split_at_checked(*length as usize)
                            .unwrap_or((rest, ""));
                        rest = after;
                        if self.has(row) && text.contains('\0') {
                            return Err(Wrong(Some(row), Error::new(ErrorKind::NulByte)));
                        }
                    }
                }
            }
            Values::Numbers(_) => {}
            Values::Days(days) => {
                for (row, number) in days.iter().enumerate() {
                    if self.has(row) && day(*number).is_none() {
                        let error = Error::new(ErrorKind::BadDay).found(number.to_string());
                        return Err(Wrong(Some(row), error.expected("YYYY-MM-DD")));
                    }
                }
            }
        }
        Ok(())
    }
}

impl InColumns for Table<'_> {
    fn file(&self) -> &str {
        &self.file
    }

    fn headers(&self) -> &[&str] {
        &self.headers
    }

    fn rows(&self) -> usize {
        self.rows
    }

    fn bytes(&self) -> u64 {
        let each = self.columns.iter().map(|column| match column.values {
            Values::Texts { all, .. } => all.len(),
            // As they are written.
            Values::Numbers(all) => all.len() * 4,
            Values::Days(all) => all.len() * 10,
        });
        (each.sum::<usize>() + self.rows) as u64
    }

    fn row(&self, row: usize, at: &mut [usize], text: &mut String, ends: &mut Vec<usize>) {
        for (column, at) in self.columns.iter().zip(at) {
            let has = column.has(row);
            match &column.values {
                Values::Texts { all, lengths } => {
                    let end = *at + lengths.get(row).map_or(0, |length| *length as usize);
                    if has {
                        text.push_str(all.get(*at..end).unwrap_or(""));
                    }
                    *at = end;
                }
                Values::Numbers(numbers) => {
                    if let (true, Some(number)) = (has, numbers.get(row)) {
                        // Writing to a text cannot fail.
                        let _ = write!(text, "{number}");
                    }
                }
                Values::Days(days) => {
                    if let (true, Some(day)) = (has, days.get(row).and_then(|day| self::day(*day)))
                    {
                        let _ = write!(text, "{day}");
                    }
                }
            }
            ends.push(text.len());
        }
    }
}
