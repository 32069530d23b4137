//! Journals that are kept open: told what is new, and asked.

use crate::{
    bytes::noidai_bytes,
    error::noidai_error,
    guard::{guard, quietly},
    noidai_file, noidai_status, noidai_text, null,
    poison::Poison,
    registry::{check, document, sources},
};
use noidai::{Error, ErrorKind, Result, ask::Opened, import::Faults};
use std::sync::RwLock;

/// A journal that is kept open with all that it says. Any number of threads may ask it
/// at once; what one tells waits until none asks, and the others wait for it. Only
/// freeing must wait for all of them.
#[allow(non_camel_case_types)]
pub struct noidai_journal {
    opened: RwLock<Opened>,
    poison: Poison,
}

impl noidai_journal {
    fn ask(&self, request: &str) -> Result<String, Faults> {
        self.poison.watch(|| {
            let opened = self.opened.read();
            opened.map_err(|_| poisoned())?.ask(request)
        })
    }

    fn tell(&self, telling: &str) -> Result<String, Faults> {
        self.poison.watch(|| {
            let opened = self.opened.write();
            opened.map_err(|_| poisoned())?.tell(telling)
        })
    }
}

fn poisoned() -> Error {
    Error::new(ErrorKind::Poisoned)
}

/// Opens a journal to keep it open: what a phone holds while it is used.
///
/// `files` are the journals of one store, whose union it is; none is an empty journal.
/// All is as for `noidai_registry_open` otherwise. `*journal` is the caller's
/// afterwards, and freed by `noidai_journal_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_journal_open(
    abi: u32,
    files: *const noidai_file,
    file_count: usize,
    options: noidai_text,
    journal: *mut *mut noidai_journal,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if journal.is_null() {
            return Err(null("journal").into());
        }
        // SAFETY: the caller's promise: that many files, or NULL for none.
        let sources = unsafe { sources(files, file_count) }?;
        // SAFETY: the caller's promise.
        let options = unsafe { document(options) }?;
        let made = Box::new(noidai_journal {
            opened: RwLock::new(Opened::keep(&sources, options)?),
            poison: Poison::default(),
        });
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { journal.write(Box::into_raw(made)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Answers a request as `noidai_ask` does, from all that the journal says by now; what
/// was told since is in it, without opening anew.
///
/// `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_journal_ask(
    journal: *const noidai_journal,
    request: noidai_text,
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    // SAFETY: the caller's promise.
    unsafe {
        answered(
            journal,
            (request, "request"),
            answer,
            error,
            noidai_journal::ask,
        )
    }
}

/// Tells the journal what is new, a document (`core/schemas/telling.json`):
/// `{"tell":"record",...}` records events and answers with the bytes to store,
/// `{"tell":"confirm"}` says that they are stored, `{"tell":"merge",...}` takes in what
/// another journal gave, `{"tell":"rewritten"}` says that what `pack` gave took the place
/// of all files. Where it is refused nothing is changed. A host that could not store what
/// was recorded frees the journal and opens it again from what it has.
///
/// `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_journal_tell(
    journal: *mut noidai_journal,
    telling: noidai_text,
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let tell = noidai_journal::tell;
    // SAFETY: the caller's promise.
    unsafe { answered(journal, (telling, "telling"), answer, error, tell) }
}

/// # Safety
///
/// As for `noidai_journal_ask`.
unsafe fn answered(
    journal: *const noidai_journal,
    (said, name): (noidai_text, &str),
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
    call: impl FnOnce(&noidai_journal, &str) -> Result<String, Faults>,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or a journal that is not freed.
        let journal = unsafe { journal.as_ref() }.ok_or_else(|| null("journal"))?;
        if answer.is_null() {
            return Err(null("answer").into());
        }
        // SAFETY: the caller's promise.
        let said = unsafe { said.read(name) }?;
        let text = call(journal, said)?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { answer.write(noidai_bytes::hand_over(text)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees a journal, whatever happened to it. What was recorded and not stored is as if it
/// had never been. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_journal_free(journal: *mut noidai_journal) {
    quietly(|| {
        if !journal.is_null() {
            // SAFETY: a journal of this library that has not been freed.
            drop(unsafe { Box::from_raw(journal) });
        }
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn threads_may_share_a_journal() {
        fn shared<T: Send + Sync>() {}
        shared::<super::noidai_journal>();
    }
}
