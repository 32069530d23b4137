//! What something else in the same handle borrows: it stays in its place until the
//! handle goes.

use core::ptr::NonNull;

/// Owns a value that is borrowed beside it.
pub(crate) struct Held<T>(NonNull<T>);

// SAFETY: it owns its value, and gives out nothing but shared borrows of it.
unsafe impl<T: Send + Sync> Send for Held<T> {}

impl<T> Held<T> {
    pub fn new(value: T) -> Self {
        Self(NonNull::from(Box::leak(Box::new(value))))
    }

    /// The value, for as long as the caller says.
    ///
    /// # Safety
    ///
    /// The borrow ends before this is dropped.
    pub unsafe fn lasting<'a>(&self) -> &'a T {
        // SAFETY: it lives in its own allocation until `drop`, and nothing changes it.
        unsafe { self.0.as_ref() }
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        // SAFETY: `new` made it of a box, and it is dropped once.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}
