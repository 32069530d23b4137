//! Frames: everybody of a day as bit planes, asked by documents.

use crate::{
    bytes::noidai_bytes,
    error::noidai_error,
    guard::{guard, quietly},
    noidai_registry, noidai_rows, noidai_status, noidai_text, null,
    poison::Poison,
    registry::check,
};
use noidai::{
    Error, ErrorKind, Result,
    ask::{FrameRequest, WholeFrame},
    import::Faults,
    json,
};
use std::sync::RwLock;

/// Everybody of a day: any rule about residents and households is answered in a moment.
/// Any number of threads may ask it at once; only freeing it must wait for them. Where a
/// question needs a plane first, it is taken out of the bytes and checked, and others
/// wait.
#[allow(non_camel_case_types)]
pub struct noidai_frame {
    framed: RwLock<WholeFrame>,
    poison: Poison,
}

impl noidai_frame {
    fn hand_over(framed: WholeFrame) -> *mut Self {
        Box::into_raw(Box::new(Self {
            framed: RwLock::new(framed),
            poison: Poison::default(),
        }))
    }

    /// Runs a call that changes nothing; a panic poisons this handle and no other.
    fn call<T>(&self, body: impl FnOnce(&WholeFrame) -> Result<T, Faults>) -> Result<T, Faults> {
        self.poison
            .watch(|| body(&*self.framed.read().map_err(poisoned)?))
    }

    /// Reads a request, takes the planes that it needs, and answers it.
    fn ask<T>(
        &self,
        request: &str,
        body: impl FnOnce(&WholeFrame, &FrameRequest) -> Result<T, Faults>,
    ) -> Result<T, Faults> {
        let (asked, is_ready) = self.call(|framed| {
            let asked = framed.read(request)?;
            let is_ready = framed.has(&asked);
            Ok((asked, is_ready))
        })?;
        if !is_ready {
            self.poison.watch(|| {
                let mut framed = self.framed.write().map_err(poisoned)?;
                framed.take(&asked)
            })?;
        }
        self.call(|framed| body(framed, &asked))
    }
}

/// A panic has happened in it.
fn poisoned<T>(_: T) -> Error {
    Error::new(ErrorKind::Poisoned)
}

/// Loads a frame from the bytes of its file, which are copied. They are checked and not
/// read: the header, the index and the document here, a plane when a question needs it
/// first, everything by `noidai_frame_summary`.
///
/// `abi` is `NOIDAI_ABI`. `*frame` is the caller's afterwards, and freed by
/// `noidai_frame_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_load(
    abi: u32,
    file: noidai_text,
    frame: *mut *mut noidai_frame,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if frame.is_null() {
            return Err(null("frame").into());
        }
        // SAFETY: the caller's promise.
        let bytes = unsafe { file.bytes("file") }?;
        let made = noidai_frame::hand_over(WholeFrame::load(bytes.to_vec())?);
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { frame.write(made) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Makes a frame of a registry, which it does not need afterwards. `request` is a
/// document (`core/schemas/frame.json`): the rules that it must be able to answer, and
/// the day.
///
/// `*frame` is the caller's afterwards, and freed by `noidai_frame_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_build(
    registry: *const noidai_registry,
    request: noidai_text,
    frame: *mut *mut noidai_frame,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise: NULL, or a registry that is not freed.
        let registry = unsafe { registry.as_ref() }.ok_or_else(|| null("registry"))?;
        if frame.is_null() {
            return Err(null("frame").into());
        }
        // SAFETY: the caller's promise.
        let request = unsafe { request.read("request") }?;
        let framed = registry.call(|opened| WholeFrame::new(opened, request))?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { frame.write(noidai_frame::hand_over(framed)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Answers a request, a document (`core/schemas/frame_request.json`), such as
/// `{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}`:
/// the same answer as that of a registry.
///
/// `*answer` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_ask(
    frame: *const noidai_frame,
    request: noidai_text,
    answer: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise.
        let (own, request) = unsafe { asked(frame, request, answer.cast(), "answer") }?;
        let text = own.ask(request, WholeFrame::answer)?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { answer.write(noidai_bytes::hand_over(text)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Answers a request for coverage, or for parts merged, as rows of structs: as
/// `noidai_coverage` does.
///
/// `*rows` is the caller's afterwards, and freed by `noidai_rows_free`; it does not need
/// its frame any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_coverage(
    frame: *const noidai_frame,
    request: noidai_text,
    rows: *mut *mut noidai_rows,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise.
        let (own, request) = unsafe { asked(frame, request, rows.cast(), "rows") }?;
        let answer = own.ask(request, WholeFrame::covered)?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { rows.write(Box::into_raw(Box::new(noidai_rows::of(answer)))) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Answers a request for subjects as bytes that are no text: a bit for each slot of the
/// frame, eight a byte, the lowest first. Only who holds the table of slots and ids can
/// say who they are.
///
/// `*bits` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_subjects(
    frame: *const noidai_frame,
    request: noidai_text,
    bits: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        // SAFETY: the caller's promise.
        let (own, request) = unsafe { asked(frame, request, bits.cast(), "bits") }?;
        let found = own.ask(request, WholeFrame::bits)?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { bits.write(noidai_bytes::hand_over(found)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// What a frame holds: a document (`core/schemas/frame_summary.json`). Where `verify` is
/// not 0, every byte of its file is checked first, and what is not sound is named.
///
/// `*summary` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_summary(
    frame: *const noidai_frame,
    verify: u32,
    summary: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        let none = noidai_text::none();
        // SAFETY: the caller's promise.
        let (own, _) = unsafe { asked(frame, none, summary.cast(), "summary") }?;
        let text = own.call(|framed| Ok(json::write(&framed.summary(verify != 0)?)?))?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { summary.write(noidai_bytes::hand_over(text)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// The bytes of a frame's file, which are no text: equal frames are equal bytes.
///
/// `*bytes` is the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_bytes(
    frame: *const noidai_frame,
    bytes: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        let none = noidai_text::none();
        // SAFETY: the caller's promise.
        let (own, _) = unsafe { asked(frame, none, bytes.cast(), "bytes") }?;
        let written = own.call(|framed| Ok(framed.to_bytes()?))?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { bytes.write(noidai_bytes::hand_over(written)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Frees a frame, whatever happened to it. NULL is accepted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_frame_free(frame: *mut noidai_frame) {
    quietly(|| {
        if !frame.is_null() {
            // SAFETY: a frame of this library that has not been freed.
            drop(unsafe { Box::from_raw(frame) });
        }
    });
}

/// What every call of a frame is given.
///
/// # Safety
///
/// `frame` is NULL, or a frame that is not freed; as for [`noidai_text::read`].
unsafe fn asked<'a>(
    frame: *const noidai_frame,
    request: noidai_text,
    into: *const u8,
    name: &str,
) -> Result<(&'a noidai_frame, &'a str)> {
    // SAFETY: the caller's promise.
    let frame = unsafe { frame.as_ref() }.ok_or_else(|| null("frame"))?;
    if into.is_null() {
        return Err(null(name));
    }
    // SAFETY: the caller's promise.
    Ok((frame, unsafe { request.read("request") }?))
}
