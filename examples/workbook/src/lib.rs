//! Excel workbooks (`.xlsx`), read and written.
//!
//! What is read keeps what a table needs to be judged cell by cell: values of formulas,
//! days as days, errors as their texts, merged areas, hidden rows. What is written is
//! the same [`Book`], with looks and notes beside the values.
//!
//! ```
//! use noidai_workbook::{Book, Cell, Look, Sheet, Value};
//! let mut sheet = Sheet::new("people");
//! sheet.push([Cell::text("id").look(Look::Header), Cell::text("born").look(Look::Header)]);
//! sheet.push([Cell::text("p1"), Cell::from(Value::Day { year: 1967, month: 7, day: 12 })]);
//! let bytes = Book { sheets: vec![sheet] }.write()?;
//! let read = Book::read(&bytes)?;
//! assert_eq!(read.sheets[0].rows[1].cells[1].value.plain(), "1967-07-12");
//! # Ok::<(), noidai_workbook::Unusable>(())
//! ```
//!
//! It does not compute formulas, and does not read or write `.xls`, passwords, charts
//! and macros.

mod beside;
mod book;
mod cell;
mod look;
mod parts;
mod read;
mod spot;
mod unusable;
mod value;
mod write;

pub use book::{Book, Row, Sheet};
pub use cell::Cell;
pub use look::Look;
pub use spot::{Area, Spot, column_name};
pub use unusable::Unusable;
pub use value::Value;

/// Most rows of a sheet.
pub const MOST_ROWS: u32 = 1_048_576;
/// Most columns of a sheet.
pub const MOST_COLUMNS: u32 = 16_384;
