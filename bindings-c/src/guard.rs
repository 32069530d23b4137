//! One guard around every function: a panic becomes a status.

use crate::{NOIDAI_OK, error::noidai_error, noidai_status};
use noidai::{Error, ErrorKind, Result, import::Faults};
use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Runs the body of a function that can be refused. The error is handed over
/// where there is one and the caller asked for it.
///
/// # Safety
///
/// `error` is NULL, or points to where an error can be written.
pub(crate) unsafe fn guard(
    error: *mut *mut noidai_error,
    body: impl FnOnce() -> Result<(), Faults>,
) -> noidai_status {
    let guarded = || {
        #[cfg(test)]
        crate::calls::forced::point();
        body()
    };
    let faults = match catch_unwind(AssertUnwindSafe(guarded)) {
        Ok(Ok(())) => return NOIDAI_OK,
        Ok(Err(faults)) => faults,
        Err(panic) => Faults::from(panicked(&*panic)),
    };
    let made = catch_unwind(AssertUnwindSafe(|| noidai_error::of(&faults)));
    let status = faults
        .first
        .first()
        .map_or(ErrorKind::Panicked, Error::kind);
    if let (false, Ok(made)) = (error.is_null(), made) {
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { error.write(Box::into_raw(Box::new(made))) };
    }
    noidai_status::from(status.code())
}

/// Runs the body of a function that says nothing when it fails.
pub(crate) fn quietly<T: Default>(body: impl FnOnce() -> T) -> T {
    let guarded = || {
        #[cfg(test)]
        crate::calls::forced::point();
        body()
    };
    catch_unwind(AssertUnwindSafe(guarded)).unwrap_or_default()
}

/// The error that a panic becomes.
pub(crate) fn panicked(panic: &(dyn Any + Send)) -> Error {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Error::new(ErrorKind::Panicked).found(text.unwrap_or("panic"))
}
