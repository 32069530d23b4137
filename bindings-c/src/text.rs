//! Text that is lent, in either direction.

use core::ffi::c_char;
use noidai::{Error, ErrorKind, Result};

/// Text that is lent: UTF-8, `length` bytes of it, not ended by a NUL. A NULL
/// `data` with length 0 is the empty text.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct noidai_text {
    /// The first byte.
    pub data: *const c_char,
    /// How many bytes.
    pub length: usize,
}

impl noidai_text {
    /// Lends text of the library.
    pub(crate) fn lend(text: &str) -> Self {
        Self {
            data: text.as_ptr().cast(),
            length: text.len(),
        }
    }

    /// No text at all.
    pub(crate) fn none() -> Self {
        Self {
            data: core::ptr::null(),
            length: 0,
        }
    }

    /// The bytes, which live as long as the caller says.
    ///
    /// # Safety
    ///
    /// `data` points to `length` bytes that outlive the borrow, or is NULL.
    pub(crate) unsafe fn bytes<'a>(self, name: &str) -> Result<&'a [u8]> {
        if self.data.is_null() {
            return if self.length == 0 {
                Ok(&[])
            } else {
                Err(Error::new(ErrorKind::NullPointer).found(name))
            };
        }
        if self.length > isize::MAX as usize {
            let error = Error::new(ErrorKind::TooLarge).found(name);
            return Err(error.expected(isize::MAX.to_string()));
        }
        // SAFETY: the caller's promise; the length was checked above.
        Ok(unsafe { core::slice::from_raw_parts(self.data.cast(), self.length) })
    }

    /// The text.
    ///
    /// # Safety
    ///
    /// As for [`noidai_text::bytes`].
    pub(crate) unsafe fn read<'a>(self, name: &str) -> Result<&'a str> {
        // SAFETY: the caller's promise.
        let bytes = unsafe { self.bytes(name) }?;
        core::str::from_utf8(bytes).map_err(|fault| {
            let byte = bytes.get(fault.valid_up_to()).copied().unwrap_or(0);
            Error::new(ErrorKind::BadText).found(format!("{name}, 0x{byte:02X}"))
        })
    }
}

/// The version of the library, such as `0.1.0`. The text is the library's and
/// lives as long as the program.
#[unsafe(no_mangle)]
pub extern "C" fn noidai_version() -> noidai_text {
    noidai_text::lend(env!("CARGO_PKG_VERSION"))
}
