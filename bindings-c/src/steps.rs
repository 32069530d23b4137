//! Long work in steps: the host shows how far it has come, and stops it by freeing it.

use noidai::{Error, ErrorKind, Result, import::Faults};
use std::sync::Mutex;

/// Work that goes on in steps. One thread works at a time, another waits; a panic leaves
/// the lock poisoned, and so the handle.
pub(crate) struct Steps<W>(Mutex<Option<W>>);

impl<W> Steps<W> {
    pub fn new(work: W) -> Self {
        Self(Mutex::new(Some(work)))
    }

    /// Goes on with the work.
    pub fn work<T>(&self, body: impl FnOnce(&mut W) -> Result<T, Faults>) -> Result<T, Faults> {
        self.locked(|work| body(work.as_mut().ok_or_else(finished)?))
    }

    /// Takes the work to finish it.
    pub fn finish<T>(&self, body: impl FnOnce(W) -> Result<T, Faults>) -> Result<T, Faults> {
        self.locked(|work| body(work.take().ok_or_else(finished)?))
    }

    fn locked<T>(
        &self,
        body: impl FnOnce(&mut Option<W>) -> Result<T, Faults>,
    ) -> Result<T, Faults> {
        let Ok(mut work) = self.0.lock() else {
            return Err(Error::new(ErrorKind::Poisoned).into());
        };
        #[cfg(test)]
        crate::calls::forced::point();
        body(&mut work)
    }
}

/// What is finished can only be freed.
fn finished() -> Error {
    Error::new(ErrorKind::Disposed)
}

/// Writes how far work has come.
///
/// # Safety
///
/// Both are NULL, or point to where a number can be written.
pub(crate) unsafe fn write_progress(
    (done, all): (u64, u64),
    done_at: *mut u64,
    all_at: *mut u64,
) -> Result<(), Faults> {
    // SAFETY: not NULL, and the caller's promise.
    unsafe {
        if !done_at.is_null() {
            done_at.write(done);
        }
        if !all_at.is_null() {
            all_at.write(all);
        }
    }
    Ok(())
}
