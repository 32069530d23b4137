//! Registries: opened from files, asked by documents.

use crate::{
    NOIDAI_ABI,
    bytes::noidai_bytes,
    error::noidai_error,
    guard::{guard, quietly},
    noidai_status, noidai_text, null,
    poison::Poison,
};
use noidai::{
    Error, ErrorKind, Result,
    ask::{Opened, convert},
    import::{Faults, Source},
};

/// Everything known of the work of some places, opened from files. It never
/// changes, so any number of threads may ask it at once; only freeing it must
/// wait for them.
#[allow(non_camel_case_types)]
pub struct noidai_registry {
    opened: Opened,
    poison: Poison,
}

/// A file as it is handed in: a table of CSV, named for what it holds
/// (`people.csv`, `people-2.csv`).
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct noidai_file {
    /// Its name.
    pub name: noidai_text,
    /// What is in it, in whatever encoding it has.
    pub content: noidai_text,
}

impl noidai_registry {
    pub(crate) fn of(opened: Opened) -> Self {
        Self {
            opened,
            poison: Poison::default(),
        }
    }

    /// Runs a call; a panic poisons this handle and no other.
    pub(crate) fn call<'a, T>(
        &'a self,
        body: impl FnOnce(&'a Opened) -> Result<T, Faults>,
    ) -> Result<T, Faults> {
        self.poison.watch(|| body(&self.opened))
    }
}

/// Opens a registry from files.
///
/// `abi` is `NOIDAI_ABI`. `files` points to `file_count` files, which are only
/// read during the call; it may be NULL if there are none. `options` is a
/// document (`core/schemas/opening.json`); empty text stands for `{}`.
/// `*registry` is the caller's afterwards, and freed by `noidai_registry_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_registry_open(
    abi: u32,
    files: *const noidai_file,
    file_count: usize,
    options: noidai_text,
    registry: *mut *mut noidai_registry,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if registry.is_null() {
            return Err(null("registry").into());
        }
        // SAFETY: the caller's promise: that many files, or NULL for none.
        let sources = unsafe { sources(files, file_count) }?;
        // SAFETY: the caller's promise.
        let options = unsafe { document(options) }?;
        let opened = Opened::open(&sources, options)?;
        let made = Box::new(noidai_registry::of(opened));
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { registry.write(Box::into_raw(made)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Writes what is in files anew in another form: `to` is `tables` for CSV with one
/// spelling of headers, days and words, or `events` for JSON Lines. The answer is a
/// document (`core/schemas/converted.json`) with the files as texts.
///
/// `abi`, `files`, `file_count` and `options` are as for `noidai_registry_open`.
/// `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_convert(
    abi: u32,
    files: *const noidai_file,
    file_count: usize,
    to: noidai_text,
    options: noidai_text,
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if answer.is_null() {
            return Err(null("answer").into());
        }
        // SAFETY: the caller's promise: that many files, or NULL for none.
        let sources = unsafe { sources(files, file_count) }?;
        // SAFETY: the caller's promise.
        let (to, options) = unsafe { (to.read("to")?, document(options)?) };
        let text = convert(&sources, to, options)?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { answer.write(noidai_bytes::hand_over(text)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Refuses a header of another interface.
pub(crate) fn check(abi: u32) -> Result<()> {
    if abi == NOIDAI_ABI {
        return Ok(());
    }
    let wrong = Error::new(ErrorKind::WrongAbi).found(abi.to_string());
    Err(wrong.expected(NOIDAI_ABI.to_string()))
}

/// The options as they are lent; empty text stands for `{}`.
///
/// # Safety
///
/// As for [`noidai_text::bytes`].
pub(crate) unsafe fn document<'a>(options: noidai_text) -> Result<&'a str> {
    // SAFETY: the caller's promise.
    match unsafe { options.read("options") }? {
        "" => Ok("{}"),
        options => Ok(options),
    }
}

/// The files that the caller lends.
///
/// # Safety
///
/// `files` is NULL or points to `count` files, whose texts outlive the borrow.
pub(crate) unsafe fn sources<'a>(
    files: *const noidai_file,
    count: usize,
) -> Result<Vec<Source<'a>>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if files.is_null() {
        return Err(null("files"));
    }
    if count > isize::MAX as usize / size_of::<noidai_file>() {
        return Err(Error::new(ErrorKind::TooLarge).found("file_count"));
    }
    // SAFETY: the caller's promise; the count was checked above.
    let files = unsafe { core::slice::from_raw_parts(files, count) };
    let source = |(at, file): (usize, &noidai_file)| {
        // SAFETY: the caller's promise.
        unsafe {
            Ok(Source {
                file: file.name.read(&format!("files[{at}].name"))?,
                bytes: file.content.bytes(&format!("files[{at}].content"))?,
            })
        }
    };
    files.iter().enumerate().map(source).collect()
}

/// Answers a request, a document (`core/schemas/request.json`), such as
/// `{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}`.
///
/// `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_ask(
    registry: *const noidai_registry,
    request: noidai_text,
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or a registry that is not freed.
        let registry = unsafe { registry.as_ref() }.ok_or_else(|| null("registry"))?;
        if answer.is_null() {
            return Err(null("answer").into());
        }
        // SAFETY: the caller's promise.
        let request = unsafe { request.read("request") }?;
        let text = registry.call(|opened| opened.ask(request))?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { answer.write(noidai_bytes::hand_over(text)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees a registry, whatever happened to it. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_registry_free(registry: *mut noidai_registry) {
    quietly(|| {
        if !registry.is_null() {
            // SAFETY: a registry of this library that has not been freed.
            drop(unsafe { Box::from_raw(registry) });
        }
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn threads_may_share_a_registry() {
        fn shared<T: Send + Sync>() {}
        shared::<super::noidai_registry>();
    }
}
