//! What was refused, as an object of the caller's.

use crate::{guard::quietly, noidai_status, noidai_text};
use noidai::{
    ask::{Place, Report, refused},
    import::Faults,
};

/// What was refused: one fault or many. It is the caller's, and freed by
/// `noidai_error_free`.
#[allow(non_camel_case_types)]
pub struct noidai_error {
    report: Report,
    document: String,
}

/// The language of messages: English.
pub const NOIDAI_ENGLISH: u32 = 0;

/// The language of messages: Vietnamese.
pub const NOIDAI_VIETNAMESE: u32 = 1;

impl noidai_error {
    pub(crate) fn of(faults: &Faults) -> Self {
        Self {
            report: Report::of(faults),
            document: refused(faults),
        }
    }
}

/// Lends a part of an error; of NULL, no text.
///
/// # Safety
///
/// `error` is NULL, or an error of this library that has not been freed.
unsafe fn part<'a>(
    error: *const noidai_error,
    of: impl FnOnce(&'a noidai_error) -> Option<&'a str>,
) -> noidai_text {
    // SAFETY: the caller's promise.
    let error: Option<&'a noidai_error> = unsafe { error.as_ref() };
    quietly(|| error.and_then(of).map(noidai_text::lend)).unwrap_or(noidai_text::none())
}

/// The number of the first fault; of NULL, 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_code(error: *const noidai_error) -> noidai_status {
    // SAFETY: NULL, or an error of this library that has not been freed.
    let error = unsafe { error.as_ref() };
    quietly(|| {
        error
            .and_then(|error| error.report.faults.first())
            .map_or(0, |fault| noidai_status::from(fault.code))
    })
}

/// The stable name of the first fault, such as `unknown-skill`; of NULL, empty.
/// The text is the error's and lives as long as it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_name(error: *const noidai_error) -> noidai_text {
    // SAFETY: as this function's own.
    unsafe { part(error, |error| Some(error.report.faults.first()?.name)) }
}

/// The JSON Pointer of the first fault in the document that was given; empty
/// where it is in no document, or concerns the whole. Other places (file, row and
/// column) are in the document of the error. The text is the error's and lives as
/// long as it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_path(error: *const noidai_error) -> noidai_text {
    // SAFETY: as this function's own.
    unsafe {
        part(error, |error| {
            match error.report.faults.first()?.place.as_ref()? {
                Place::Path { path } => Some(path),
                _ => None,
            }
        })
    }
}

/// The message of the first fault, its place included, in a language; of NULL,
/// empty. `language` is `NOIDAI_ENGLISH` or `NOIDAI_VIETNAMESE`. Personal values are
/// left out. The text is the error's and lives as long as it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_message(
    error: *const noidai_error,
    language: u32,
) -> noidai_text {
    // SAFETY: as this function's own.
    unsafe {
        part(error, |error| {
            let messages = &error.report.faults.first()?.messages;
            Some(match language {
                NOIDAI_VIETNAMESE => &messages.vi,
                _ => &messages.en,
            })
        })
    }
}

/// The document of an error: how many faults there are, and the first 1,000 with
/// code, name, place and messages. Of NULL, empty. The text is the error's and
/// lives as long as it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_document(error: *const noidai_error) -> noidai_text {
    // SAFETY: as this function's own.
    unsafe { part(error, |error| Some(error.document.as_str())) }
}

/// Frees an error. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_error_free(error: *mut noidai_error) {
    quietly(|| {
        if !error.is_null() {
            // SAFETY: an error of this library that has not been freed.
            drop(unsafe { Box::from_raw(error) });
        }
    });
}
