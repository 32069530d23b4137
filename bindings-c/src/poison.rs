//! Handles in which a panic has happened answer nothing any more.

use noidai::{Error, ErrorKind, Result, import::Faults};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a panic has happened in a handle.
#[derive(Default)]
pub(crate) struct Poison(AtomicBool);

impl Poison {
    /// Runs a call of a handle; a panic poisons this handle and no other.
    pub(crate) fn watch<T>(&self, body: impl FnOnce() -> Result<T, Faults>) -> Result<T, Faults> {
        if self.0.load(Ordering::Relaxed) {
            return Err(Error::new(ErrorKind::Poisoned).into());
        }
        let _watch = Watch(&self.0);
        #[cfg(test)]
        crate::calls::forced::point();
        body()
    }
}

/// Poisons a handle when a call of it ends in a panic.
struct Watch<'a>(&'a AtomicBool);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}
