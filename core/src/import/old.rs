//! Tables in encodings from before Unicode, written in UTF-8 before they are read. Apart
//! from the import, so that a page that reads none fetches no tables of letters.

use super::{Source, importer::encoding_fault, in_columns::may_have_origins};
use crate::{
    Error, Result,
    text::{
        Encoding, detect_bom,
        legacy::{Legacy, decode_replacing},
    },
};
use std::borrow::Cow;

/// A table in UTF-8, and the bytes in whose place `�` stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUnicode<'s> {
    /// Its bytes.
    pub bytes: Cow<'s, [u8]>,
    /// Each byte that meant nothing, with its place; none unless they are replaced.
    pub replaced: Vec<Error>,
}

/// The bytes of a table that is in an encoding from before Unicode. One with a byte order
/// mark is what the mark says all the same, and rows that were set aside are UTF-8: both
/// are left as they are.
///
/// ```
/// use noidai::{import::{Source, in_unicode}, text::legacy::Legacy};
/// let people = Source { file: "people.csv", bytes: b"id,name\np1,Tr\xc7n V\xa8n \xf3t\n" };
/// let read = in_unicode(people, Legacy::Tcvn3, false)?;
/// assert_eq!(&*read.bytes, "id,name\np1,Trần Văn út\n".as_bytes());
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// The first byte that means nothing, with its place, unless `replace` is asked for.
pub fn in_unicode(source: Source<'_>, encoding: Legacy, replace: bool) -> Result<InUnicode<'_>> {
    if detect_bom(source.bytes) != Encoding::Utf8 || may_have_origins(source.bytes) {
        let bytes = Cow::Borrowed(source.bytes);
        let replaced = Vec::new();
        return Ok(InUnicode { bytes, replaced });
    }
    let (text, bad) = decode_replacing(source.bytes, encoding);
    let faults = bad
        .iter()
        .map(|bad| encoding_fault(source.file, bad, encoding.code()));
    let replaced: Vec<Error> = faults.collect();
    match replaced.first() {
        Some(first) if !replace => Err(first.clone()),
        _ => Ok(InUnicode {
            bytes: Cow::Owned(text.into_bytes()),
            replaced,
        }),
    }
}
