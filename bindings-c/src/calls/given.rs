//! Arguments, one of which may be wrong.

use super::forced;
use crate::*;
use core::ptr::null_mut;
use std::cell::{Cell, RefCell};

/// What is wrong with one argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// NULL, its length as it was.
    Null,
    /// A text one byte too short, a count one too few.
    Short,
    /// One byte too long: the NUL behind a text, a count one too many.
    Long,
}

/// Handles to call with, the arguments that a call asked for, and what goes wrong.
pub(super) struct Given {
    wrong: Option<(&'static str, Wrong)>,
    /// The point that panics; 0 where none does.
    panics_at: usize,
    has_panicked: Cell<bool>,
    asked: RefCell<Vec<&'static str>>,
    texts: RefCell<Vec<Box<[u8]>>>,
    lengths: RefCell<Vec<&'static str>>,
    counts: RefCell<Vec<&'static str>>,
    pub registry: Cell<*mut noidai_registry>,
    pub rows: Cell<*mut noidai_rows>,
    pub opening: Cell<*mut noidai_opening>,
    pub counting: Cell<*mut noidai_counting>,
    pub journal: Cell<*mut noidai_journal>,
    /// Loaded from its file's bytes.
    pub frame: Cell<*mut noidai_frame>,
    pub frame_file: RefCell<Vec<u8>>,
    pub error: Cell<*mut noidai_error>,
}

/// What a call did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It can be refused, and its conventions held.
    Status(noidai_status),
    /// It cannot, and gave nothing.
    Nothing,
    /// It cannot, and gave something.
    Something,
}

impl Given {
    pub fn new(wrong: Option<(&'static str, Wrong)>, panics_at: usize) -> Self {
        let file = noidai_file {
            name: noidai_text::lend("units.csv"),
            content: noidai_text::lend(super::UNITS),
        };
        let none = noidai_text::none();
        let (mut registry, mut rows, mut error) = (null_mut(), null_mut(), null_mut());
        let (mut opening, mut counting, mut journal) = (null_mut(), null_mut(), null_mut());
        let (mut built, mut frame) = (null_mut(), null_mut());
        let mut file_bytes = EMPTY;
        // SAFETY: as the header says.
        unsafe {
            let opened =
                noidai_registry_open(NOIDAI_ABI, &file, 1, none, &raw mut registry, null_mut());
            let request = noidai_text::lend(super::COVERAGE);
            let counted = noidai_coverage(registry, request, &raw mut rows, null_mut());
            let begun =
                noidai_opening_begin(NOIDAI_ABI, &file, 1, none, &raw mut opening, null_mut());
            let asked = noidai_counting_begin(registry, request, &raw mut counting, null_mut());
            let at = &raw mut journal;
            let kept = noidai_journal_open(NOIDAI_ABI, null_mut(), 0, none, at, null_mut());
            assert_eq!((opened, counted, begun, asked, kept), (0, 0, 0, 0, 0));
            let request = noidai_text::lend(super::FRAME);
            let made = noidai_frame_build(registry, request, &raw mut built, null_mut());
            let written = noidai_frame_bytes(built, &raw mut file_bytes, null_mut());
            noidai_frame_free(built);
            let lent = noidai_text {
                data: file_bytes.data,
                length: file_bytes.length,
            };
            let loaded = noidai_frame_load(NOIDAI_ABI, lent, &raw mut frame, null_mut());
            assert_eq!((made, written, loaded), (0, 0, 0));
            let request = noidai_text::lend(
                r#"{"ask":"coverage","rule":"none","question":{"day":"2025-06-30"}}"#,
            );
            noidai_coverage(registry, request, &mut null_mut(), &raw mut error);
        }
        // SAFETY: as the library filled it.
        let frame_file = unsafe {
            let length = file_bytes.length;
            core::slice::from_raw_parts(file_bytes.data.cast::<u8>(), length).to_vec()
        };
        freed(file_bytes);
        Self {
            wrong,
            panics_at,
            has_panicked: Cell::new(false),
            asked: RefCell::default(),
            texts: RefCell::default(),
            lengths: RefCell::default(),
            counts: RefCell::default(),
            registry: Cell::new(registry),
            rows: Cell::new(rows),
            opening: Cell::new(opening),
            counting: Cell::new(counting),
            journal: Cell::new(journal),
            frame: Cell::new(frame),
            frame_file: RefCell::new(frame_file),
            error: Cell::new(error),
        }
    }

    /// The arguments that were asked for.
    pub fn asked(&self) -> Vec<&'static str> {
        self.asked.borrow().clone()
    }

    pub fn has_panicked(&self) -> bool {
        self.has_panicked.get()
    }

    /// Makes the call that is looked at.
    pub fn call<T>(&self, call: impl FnOnce() -> T) -> T {
        let (made, has_panicked) = forced::at(self.panics_at, call);
        self.has_panicked.set(has_panicked);
        made
    }

    /// Makes a call that frees a handle, and forgets what it freed.
    pub fn free<T>(
        &self,
        name: &'static str,
        handle: &Cell<*mut T>,
        free: unsafe extern "C" fn(*mut T),
    ) -> Said {
        let freed = self.handle(name, handle.get()).cast_mut();
        // SAFETY: a handle of this library, or NULL.
        self.call(|| unsafe { free(freed) });
        if !freed.is_null() && !self.has_panicked() {
            handle.set(null_mut());
        }
        Said::Nothing
    }

    /// The same handles for another call.
    pub fn again(self) -> Self {
        let mut given = self;
        given.panics_at = 0;
        given
    }

    /// Whether an argument is a text or a count.
    pub fn has_length(&self, name: &str) -> bool {
        self.lengths.borrow().contains(&name)
    }

    /// Whether an argument is a pointer, or a text.
    pub fn has_pointer(&self, name: &str) -> bool {
        !self.counts.borrow().contains(&name)
    }

    fn ask(&self, name: &'static str) -> Option<Wrong> {
        self.asked.borrow_mut().push(name);
        let (wrong, how) = self.wrong?;
        (wrong == name).then_some(how)
    }

    /// A text in an allocation of its own length, so that a byte read beyond it is
    /// seen by tools that look.
    pub fn text(&self, name: &'static str, text: impl AsRef<[u8]>) -> noidai_text {
        self.lengths.borrow_mut().push(name);
        let wrong = self.ask(name);
        let mut own = text.as_ref().to_vec();
        match wrong {
            Some(Wrong::Short) => own.truncate(own.len().saturating_sub(1)),
            Some(Wrong::Long) => own.push(0),
            _ => {}
        }
        let own = own.into_boxed_slice();
        let (data, length) = (own.as_ptr(), own.len());
        self.texts.borrow_mut().push(own);
        let data = match wrong {
            Some(Wrong::Null) => core::ptr::null(),
            _ => data.cast(),
        };
        noidai_text { data, length }
    }

    /// A place to write to.
    pub fn place<T>(&self, name: &'static str, place: &mut T) -> *mut T {
        match self.ask(name) {
            Some(Wrong::Null) => core::ptr::null_mut(),
            _ => place,
        }
    }

    /// A handle, or an array that is read.
    pub fn handle<T>(&self, name: &'static str, handle: *const T) -> *const T {
        match self.ask(name) {
            Some(Wrong::Null) => core::ptr::null(),
            _ => handle,
        }
    }

    /// A count or a size.
    pub fn count(&self, name: &'static str, count: usize) -> usize {
        self.lengths.borrow_mut().push(name);
        self.counts.borrow_mut().push(name);
        match self.ask(name) {
            Some(Wrong::Short) => count.saturating_sub(1),
            Some(Wrong::Long) => count + 1,
            _ => count,
        }
    }

    /// Checks the conventions of status and error, and frees the error.
    pub fn said(&self, status: noidai_status, is_written: bool, error: *mut noidai_error) -> Said {
        let wants_error = self.wrong != Some(("error", Wrong::Null));
        assert_eq!(is_written, status == 0, "written only on success");
        assert_eq!(
            !error.is_null(),
            status != 0 && wants_error,
            "an error only where it was refused"
        );
        if !error.is_null() {
            // SAFETY: it was handed over just now.
            unsafe {
                assert_eq!(crate::noidai_error_code(error), status);
                crate::noidai_error_free(error);
            }
        }
        Said::Status(status)
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        // SAFETY: handles of this library that have not been freed, or NULL.
        unsafe {
            noidai_opening_free(self.opening.get());
            noidai_counting_free(self.counting.get());
            noidai_journal_free(self.journal.get());
            noidai_registry_free(self.registry.get());
            noidai_rows_free(self.rows.get());
            noidai_frame_free(self.frame.get());
            noidai_error_free(self.error.get());
        }
    }
}

/// Text that was lent: whether there is any.
pub(super) fn lent(text: noidai_text) -> Said {
    match text.length {
        0 => Said::Nothing,
        _ => Said::Something,
    }
}

/// A place for bytes that shows whether it was written to.
pub(super) const EMPTY: noidai_bytes = noidai_bytes {
    data: core::ptr::null_mut(),
    length: 0,
};

/// Frees bytes; says whether any had been handed over.
pub(super) fn freed(mut bytes: noidai_bytes) -> bool {
    let is_written = !bytes.data.is_null();
    // SAFETY: as the library filled it, or empty.
    unsafe { crate::noidai_bytes_free(&raw mut bytes) };
    is_written
}
