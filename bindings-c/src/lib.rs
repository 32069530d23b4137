//! The C interface of `noidai`: few functions over documents. Its conventions are
//! the first page of `include/noidai.h`, which `tests/header.rs` makes from here.
//!
//! A function here converts, calls and converts; what it would compute by itself
//! is a defect.

// The header says what a caller promises, in sentences for C.
#![allow(clippy::missing_safety_doc)]

mod bytes;
#[cfg(test)]
mod calls;
mod columns;
mod counting;
mod error;
mod frame;
mod guard;
mod held;
mod journal;
mod legacy;
mod opening;
mod poison;
mod registry;
mod rows;
mod steps;
mod text;

pub use bytes::{noidai_bytes, noidai_bytes_free};
pub use columns::{
    NOIDAI_DAYS, NOIDAI_NUMBERS, NOIDAI_TEXTS, noidai_column, noidai_registry_open_tables,
    noidai_table,
};
pub use counting::{
    noidai_counting, noidai_counting_begin, noidai_counting_finish, noidai_counting_free,
    noidai_counting_step,
};
pub use error::{
    NOIDAI_ENGLISH, NOIDAI_VIETNAMESE, noidai_error, noidai_error_code, noidai_error_document,
    noidai_error_free, noidai_error_message, noidai_error_name, noidai_error_path,
};
pub use frame::{
    noidai_frame, noidai_frame_ask, noidai_frame_build, noidai_frame_bytes, noidai_frame_coverage,
    noidai_frame_free, noidai_frame_load, noidai_frame_subjects, noidai_frame_summary,
};
pub use journal::{
    noidai_journal, noidai_journal_ask, noidai_journal_free, noidai_journal_open,
    noidai_journal_tell,
};
pub use legacy::{noidai_decode, noidai_detect, noidai_encode, noidai_registry_open_in};
pub use opening::{
    noidai_opening, noidai_opening_begin, noidai_opening_finish, noidai_opening_free,
    noidai_opening_step,
};
pub use registry::{
    noidai_ask, noidai_convert, noidai_file, noidai_registry, noidai_registry_free,
    noidai_registry_open,
};
pub use rows::{
    NOIDAI_ROW_REMAINDER, NOIDAI_ROW_TOTAL, NOIDAI_ROW_UNASSIGNED, NOIDAI_ROW_UNIT,
    noidai_coverage, noidai_row, noidai_rows, noidai_rows_count, noidai_rows_free,
    noidai_rows_read,
};
pub use text::{noidai_text, noidai_version};

/// The number of this interface: give it to `noidai_registry_open`, which refuses
/// one that is not the library's.
pub const NOIDAI_ABI: u32 = 1;

/// 0, or the number of the first fault: that of `noidai_error_code`. All numbers
/// are in the answer to `{"ask":"errors"}`.
#[allow(non_camel_case_types)]
pub type noidai_status = i32;

/// Everything went well.
pub const NOIDAI_OK: noidai_status = 0;

/// The fault of a NULL where something is needed.
fn null(name: &str) -> noidai::Error {
    noidai::Error::new(noidai::ErrorKind::NullPointer).found(name)
}
