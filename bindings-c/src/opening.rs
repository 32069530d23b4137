//! Opening a registry in steps.

use crate::{
    error::noidai_error,
    guard::{guard, quietly},
    noidai_file, noidai_registry, noidai_status, noidai_text, null,
    registry::{check, document, sources},
    steps::{Steps, write_progress},
};
use noidai::ask::OpeningWork;

/// Files on their way to a registry. One thread steps at a time, another waits.
#[allow(non_camel_case_types)]
pub struct noidai_opening {
    steps: Steps<OpeningWork<'static>>,
}

/// Begins to open a registry, to go on in steps.
///
/// All is as for `noidai_registry_open`, but that names and contents of the files are
/// read until `*opening` is finished or freed: they stay where they are until then, and
/// unchanged. `*opening` is the caller's afterwards, and freed by `noidai_opening_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_opening_begin(
    abi: u32,
    files: *const noidai_file,
    file_count: usize,
    options: noidai_text,
    opening: *mut *mut noidai_opening,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if opening.is_null() {
            return Err(null("opening").into());
        }
        // SAFETY: the caller's promise: that many files, or NULL for none, which stay
        // until the work is gone.
        let sources = unsafe { sources(files, file_count) }?;
        // SAFETY: the caller's promise.
        let options = unsafe { document(options) }?;
        let steps = Steps::new(OpeningWork::new(&sources, options)?);
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { opening.write(Box::into_raw(Box::new(noidai_opening { steps }))) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Reads about so many bytes further, at least one row. `*done` of `*all` bytes are read
/// then; where they are equal, `noidai_opening_finish` is next. Either may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_opening_step(
    opening: *mut noidai_opening,
    most_bytes: u64,
    done: *mut u64,
    all: *mut u64,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or one that is not freed.
        let opening = unsafe { opening.as_ref() }.ok_or_else(|| null("opening"))?;
        let progress = opening
            .steps
            .work(|work| Ok(work.step(most_bytes.max(1))))?;
        // SAFETY: the caller's promise.
        unsafe { write_progress((progress.done, progress.all), done, all) }
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Reads what is left and lays the facts down. Afterwards, also where it is refused,
/// `opening` can only be freed.
///
/// `*registry` is the caller's afterwards, and freed by `noidai_registry_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_opening_finish(
    opening: *mut noidai_opening,
    registry: *mut *mut noidai_registry,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or one that is not freed.
        let opening = unsafe { opening.as_ref() }.ok_or_else(|| null("opening"))?;
        if registry.is_null() {
            return Err(null("registry").into());
        }
        let opened = opening.steps.finish(OpeningWork::finish)?;
        let made = Box::new(noidai_registry::of(opened));
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { registry.write(Box::into_raw(made)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees it, finished or not: what was not finished is as if it had never begun. NULL is
/// accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_opening_free(opening: *mut noidai_opening) {
    quietly(|| {
        if !opening.is_null() {
            // SAFETY: one of this library that has not been freed.
            drop(unsafe { Box::from_raw(opening) });
        }
    });
}
