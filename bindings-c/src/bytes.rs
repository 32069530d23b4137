//! Bytes that are handed over.

use core::ffi::c_char;

/// Bytes that are handed over: the caller's from then on, and given back to
/// `noidai_bytes_free`, which zeroes them. They are UTF-8 unless the function that
/// fills them says otherwise, and a NUL that
/// `length` does not count follows them. Begin with `{0}`.
#[repr(C)]
#[allow(non_camel_case_types)]
pub struct noidai_bytes {
    /// The first byte; NULL where nothing has been handed over.
    pub data: *mut c_char,
    /// How many bytes.
    pub length: usize,
}

impl noidai_bytes {
    /// Hands text over.
    pub(crate) fn hand_over(text: impl Into<Vec<u8>>) -> Self {
        let mut bytes = text.into();
        let length = bytes.len();
        bytes.push(0);
        let data = Box::into_raw(bytes.into_boxed_slice());
        Self {
            data: data.cast(),
            length,
        }
    }
}

/// Zeroes bytes that were handed over and gives them back to the library. What
/// `bytes` points to is empty afterwards, so a second call does nothing. NULL is
/// accepted.
///
/// `bytes` is as the library filled it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_bytes_free(bytes: *mut noidai_bytes) {
    crate::guard::quietly(|| {
        // SAFETY: NULL, or a struct that this library filled.
        let Some(bytes) = (unsafe { bytes.as_mut() }) else {
            return;
        };
        let data = core::mem::replace(&mut bytes.data, core::ptr::null_mut());
        let length = core::mem::take(&mut bytes.length);
        if data.is_null() {
            return;
        }
        let slice =
            core::ptr::slice_from_raw_parts_mut(data.cast::<u8>(), length.saturating_add(1));
        // SAFETY: `hand_over` made a boxed slice of this pointer and length.
        let mut content = unsafe { Box::from_raw(slice) };
        content.fill(0);
        // What nobody reads would not be zeroed otherwise.
        core::hint::black_box(&content);
    });
}
