//! Documents as JSON, read strictly: what is doubtful is refused, with its place.
//!
//! Refused are keys that stand twice in an object, lone surrogates, numbers that
//! are not whole or not below 2^53, bytes after the end, bytes that are not
//! UTF-8, more depth or more bytes than the [`Limits`] allow, and fields or types
//! that the document does not have: also an array where an object is due, which
//! serde would take field by field. Text is not normalised here: callers do that.

mod fault;
mod pointer;
mod raw;
mod reader;
mod scan;
#[cfg(test)]
mod tests;
mod told;
mod word;
mod writer;

pub use raw::Raw;
pub(crate) use told::{DAY, ID, PERIOD};
pub(crate) use word::word;

use crate::{Error, ErrorKind, Result, error::At};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// How large a document may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes.
    pub bytes: usize,
    /// Deepest nesting of arrays and objects; at most 127 counts.
    pub depth: usize,
}

impl Default for Limits {
    /// 64 MiB, 64 levels.
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 64,
        }
    }
}

/// Reads a document within the default [`Limits`].
///
/// ```
/// let days: Vec<u32> = noidai::json::read("[15, 14]")?;
/// assert_eq!(days, [15, 14]);
///
/// let error = noidai::json::read::<Vec<u32>>(r#"[15, "14"]"#).unwrap_err();
/// assert_eq!(error.name(), "bad-json");
/// assert!(error.to_string().starts_with("/1: "));
/// # Ok::<(), noidai::Error>(())
/// ```
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    read_within(text.as_bytes(), Limits::default())
}

/// Reads a document from bytes, which must be UTF-8.
///
/// ```
/// let error = noidai::json::read_bytes::<String>(b"\"ph\xfang\"").unwrap_err();
/// assert_eq!(error.name(), "bad-text");
/// ```
pub fn read_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    read_within(bytes, Limits::default())
}

/// Reads a document from bytes within limits of the caller's.
///
/// ```
/// use noidai::json::{Limits, read_within};
/// let limits = Limits { bytes: 1000, depth: 1 };
/// let error = read_within::<Vec<Vec<u32>>>(b"[[1]]", limits).unwrap_err();
/// assert_eq!(error.name(), "too-deep");
/// ```
pub fn read_within<T: DeserializeOwned>(bytes: &[u8], limits: Limits) -> Result<T> {
    reader::typed(check(bytes, limits)?)
}

/// Reads a document that borrows from its bytes, within limits of the caller's.
///
/// ```
/// use noidai::json::{Limits, borrow};
/// let words: Vec<&str> = borrow(br#"["hamlet","commune"]"#, Limits::default())?;
/// assert_eq!(words, ["hamlet", "commune"]);
/// # Ok::<(), noidai::Error>(())
/// ```
pub fn borrow<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8], limits: Limits) -> Result<T> {
    reader::typed(check(bytes, limits)?)
}

/// Reads the document that a text begins with, and gives what follows it.
pub(crate) fn leading<T: DeserializeOwned>(text: &str) -> Result<(T, &str)> {
    let mut scanner = scan::Scanner::new(text, Limits::default().depth);
    scanner.value()?;
    let (own, rest) = text.split_at_checked(scanner.at).unwrap_or((text, ""));
    Ok((reader::typed(own)?, rest))
}

/// Reads what a document holds at one place, as if it were a document; places of
/// faults count from there.
///
/// ```
/// let error = noidai::json::from_value::<Vec<u32>>(&serde_json::json!([1, null])).unwrap_err();
/// assert!(error.to_string().starts_with("/1: "));
/// ```
pub fn from_value<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T> {
    reader::typed(&write(value)?)
}

/// The fields of what is written as an object; none of what is not.
pub(crate) fn fields<T: Serialize>(value: &T) -> Map<String, Value> {
    let text = write(value).unwrap_or_default();
    reader::typed(&text).unwrap_or_default()
}

/// The fields but one: to take one out of a map takes more code than to leave it.
pub(crate) fn without(fields: Map<String, Value>, name: &str) -> Map<String, Value> {
    let mut rest = Map::new();
    rest.extend(fields.into_iter().filter(|(own, _)| own != name));
    rest
}

/// Checks bytes for everything that does not depend on what they should hold,
/// and gives them back as text.
///
/// ```
/// use noidai::json::{Limits, check};
/// assert!(check(br#"{"day":"2025-06-30"}"#, Limits::default()).is_ok());
/// let error = check(br#"{"day":1,"day":2}"#, Limits::default()).unwrap_err();
/// assert_eq!(error.name(), "duplicate-key");
/// ```
pub fn check(bytes: &[u8], limits: Limits) -> Result<&str> {
    if bytes.len() > limits.bytes {
        return Err(Error::new(ErrorKind::TooLarge)
            .found(format!("{} B", bytes.len()))
            .expected(format!("{} B", limits.bytes)));
    }
    let text = core::str::from_utf8(bytes).map_err(|fault| {
        let valid = fault.valid_up_to();
        let byte = bytes.get(valid).copied().unwrap_or(0);
        Error::new(ErrorKind::BadText)
            .found(format!("0x{byte:02X}"))
            .at(line_at(bytes, valid))
    })?;
    scan::Scanner::new(text, limits.depth).document()?;
    Ok(text)
}

/// Writes a document: compact, fields in the order of the type.
///
/// ```
/// assert_eq!(noidai::json::write(&("a", 1))?, r#"["a",1]"#);
/// # Ok::<(), noidai::Error>(())
/// ```
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    writer::text(value).map_err(|fault| Error::new(ErrorKind::BadJson).found(fault.message()))
}

/// Line and column of a byte, both from 1.
fn line_at(bytes: &[u8], offset: usize) -> At {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    At::Line {
        line: line as u64 + 1,
        column: (before.len() - start) as u64 + 1,
    }
}
