//! Text in the encodings from before Unicode.

use crate::{
    bytes::noidai_bytes,
    columns::slice,
    error::noidai_error,
    guard::guard,
    noidai_file, noidai_registry, noidai_status, noidai_text, null,
    registry::{check, document, sources},
};
use noidai::{
    Error, ErrorKind, Result,
    ask::Opened,
    import::{Faults, in_unicode},
    text::legacy::{Capitals, Legacy, Reads, decode, detect, encode},
};

fn encoding(code: &str) -> Result<Legacy> {
    Legacy::from_code(code).ok_or_else(|| {
        let known = Legacy::ALL.map(Legacy::code).join(", ");
        Error::new(ErrorKind::UnknownValue)
            .found(code)
            .expected(known)
    })
}

/// Reads text in an encoding from before Unicode: `tcvn3`, `vni`, `viscii` or
/// `windows-1258`. A byte that means nothing in it is refused, with its place.
///
/// `*text` is UTF-8 and the caller's afterwards, and given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_decode(
    encoding_code: noidai_text,
    bytes: noidai_text,
    text: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        if text.is_null() {
            return Err(null("text").into());
        }
        // SAFETY: the caller's promise.
        let (code, bytes) =
            unsafe { (encoding_code.read("encoding_code")?, bytes.bytes("bytes")?) };
        let read = decode(bytes, encoding(code)?).map_err(|bad| {
            let byte = bytes.get(bad.offset).copied().unwrap_or(0);
            let found = format!("0x{byte:02X} ({})", bad.offset);
            Error::new(ErrorKind::BadEncoding)
                .found(found)
                .expected(code)
        })?;
        // SAFETY: not NULL, and the caller's promise. It may be uninitialised.
        unsafe { text.write(noidai_bytes::hand_over(read)) };
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Says what bytes could be read as, the most likely first: the candidate of a number,
/// counted from 0. It decides nothing: look at each, and name one. The first 65,536 bytes
/// are looked at. A NUL among the bytes is refused.
///
/// `*encoding_code` is `utf-8` or a code of `noidai_decode`, and lives as long as the
/// program; empty where there are no more candidates, and none at all where all is ASCII,
/// which reads alike in each. `*confidence` is how many of the words that are not ASCII
/// could be Vietnamese, in parts per million. `*sample` is how the first such words would
/// read, and the caller's afterwards, given back to `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_detect(
    bytes: noidai_text,
    number: usize,
    encoding_code: *mut noidai_text,
    confidence: *mut u32,
    sample: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        let places = [
            ("encoding_code", encoding_code.is_null()),
            ("confidence", confidence.is_null()),
            ("sample", sample.is_null()),
        ];
        if let Some((name, _)) = places.iter().find(|(_, is_null)| *is_null) {
            return Err(null(name).into());
        }
        // SAFETY: the caller's promise.
        let bytes = unsafe { bytes.bytes("bytes") }?;
        if bytes.contains(&0) {
            return Err(Error::new(ErrorKind::NulByte).into());
        }
        let (code, share, text) = match detect(bytes).into_iter().nth(number) {
            None => ("", 0, String::new()),
            Some(found) => {
                let code = match found.reads {
                    Reads::Utf8 => "utf-8",
                    Reads::Legacy(own) => own.code(),
                };
                (code, found.confidence, found.sample)
            }
        };
        // SAFETY: not NULL, and the caller's promise. They may be uninitialised.
        unsafe {
            encoding_code.write(noidai_text::lend(code));
            confidence.write(share);
            sample.write(noidai_bytes::hand_over(text));
        }
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Writes UTF-8 text in an encoding from before Unicode, as `noidai_decode` names
/// them. What the encoding lacks becomes `?`, a capital with a tone in TCVN3 the small
/// letter; `*lost` says how many characters were. If `lost` is NULL, a text that
/// cannot be said whole is refused instead. A NUL in the text is refused.
///
/// `*bytes` is in that encoding and the caller's afterwards, and given back to
/// `noidai_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_encode(
    encoding_code: noidai_text,
    text: noidai_text,
    lost: *mut usize,
    bytes: *mut noidai_bytes,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        if bytes.is_null() {
            return Err(null("bytes").into());
        }
        // SAFETY: the caller's promise.
        let (code, text) = unsafe { (encoding_code.read("encoding_code")?, text.read("text")?) };
        if text.contains('\0') {
            return Err(Error::new(ErrorKind::NulByte).into());
        }
        let written = encode(text, encoding(code)?, Capitals::Small);
        if let (true, Some(first)) = (lost.is_null(), written.lost.first()) {
            let wrong = Error::new(ErrorKind::OutOfRange);
            return Err(wrong.found(first.letter.to_string()).expected(code).into());
        }
        // SAFETY: not NULL, and the caller's promise. They may be uninitialised.
        unsafe {
            if !lost.is_null() {
                lost.write(written.lost.len());
            }
            bytes.write(noidai_bytes::hand_over(written.bytes));
        }
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}

/// Opens a registry from files of which some are in encodings from before Unicode.
///
/// All is as for `noidai_registry_open`; `encodings` points to a text for each file, such
/// as `tcvn3`, empty for one that is Unicode. A file with a byte order mark is what the
/// mark says, and one of rows that were set aside is UTF-8, whatever is named.
/// `*replaced` says for how many bytes that mean nothing there stands U+FFFD; if
/// `replaced` is NULL, the first such byte is refused instead, with its place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn noidai_registry_open_in(
    abi: u32,
    files: *const noidai_file,
    encodings: *const noidai_text,
    file_count: usize,
    options: noidai_text,
    replaced: *mut usize,
    registry: *mut *mut noidai_registry,
    error: *mut *mut noidai_error,
) -> noidai_status {
    let body = || {
        check(abi)?;
        if registry.is_null() {
            return Err(null("registry").into());
        }
        // SAFETY: the caller's promise: that many files and texts, or NULL for none.
        let (own, codes) = unsafe {
            let own = sources(files, file_count)?;
            (own, slice(encodings, file_count, "encodings")?)
        };
        // SAFETY: the caller's promise.
        let options = unsafe { document(options) }?;
        let mut faults = Faults::default();
        let mut read = Vec::new();
        for (at, (source, code)) in own.iter().zip(codes).enumerate() {
            // SAFETY: the caller's promise.
            let code = unsafe { code.read(&format!("encodings[{at}]")) }?;
            let decoded = match code {
                "" => continue,
                code => in_unicode(*source, encoding(code)?, !replaced.is_null()),
            };
            match decoded {
                Ok(decoded) => read.push((at, decoded)),
                Err(error) => faults.push(error),
            }
        }
        if faults.count > 0 {
            return Err(faults);
        }
        let mut unicode = own.clone();
        for (at, decoded) in &read {
            if let Some(source) = unicode.get_mut(*at) {
                source.bytes = &decoded.bytes;
            }
        }
        let opened = Opened::open(&unicode, options)?;
        let count = read.iter().map(|(_, decoded)| decoded.replaced.len()).sum();
        let made = Box::new(noidai_registry::of(opened));
        // SAFETY: NULL or not as asked, and the caller's promise. They may be
        // uninitialised.
        unsafe {
            if !replaced.is_null() {
                replaced.write(count);
            }
            registry.write(Box::into_raw(made));
        }
        Ok(())
    };
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}
