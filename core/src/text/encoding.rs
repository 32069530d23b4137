//! The Unicode encodings that files arrive in. None is guessed: UTF-8 is what
//! a file is unless its byte order mark says otherwise.

use core::fmt;
use std::borrow::Cow;

/// How a text was written in bytes.
///
/// ```
/// use noidai::text::encoding::{Encoding, detect_bom};
/// assert_eq!(detect_bom("Ấp 2".as_bytes()), Encoding::Utf8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 after the mark EF BB BF, as Excel writes it.
    Utf8Bom,
    /// UTF-16, low byte first, after the mark FF FE ("Unicode Text" of Excel).
    Utf16Le,
    /// UTF-16, high byte first, after the mark FE FF.
    Utf16Be,
}

/// The first byte that does not belong to the encoding.
///
/// ```
/// use noidai::text::encoding::{BadBytesReason, decode};
/// let bad = decode(b"Ap \xff").unwrap_err();
/// assert_eq!((bad.offset, bad.byte), (3, 0xff));
/// assert_eq!(bad.reason, BadBytesReason::NotUtf8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadBytes {
    /// Where it is, counted from 0, the byte order mark included.
    pub offset: usize,
    /// The byte itself: of a UTF-16 unit, the one that comes first.
    pub byte: u8,
    /// What is wrong with it.
    pub reason: BadBytesReason,
}

/// What is wrong with a byte.
///
/// ```
/// use noidai::text::encoding::{BadBytesReason, decode};
/// let bad = decode(b"\xff\xfeA\0B").unwrap_err();
/// assert_eq!(bad.reason, BadBytesReason::HalfUnit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BadBytesReason {
    /// It begins no character of UTF-8: the file is cut short, or in another
    /// encoding.
    NotUtf8,
    /// It begins half of a UTF-16 pair without the other half.
    LoneSurrogate,
    /// It is the odd last byte of a UTF-16 file.
    HalfUnit,
    /// It begins the character U+0000, which no text has.
    Nul,
    /// It has no character in the encoding that the caller named.
    Meaningless,
}

/// Which encoding a byte order mark names; UTF-8 if there is none.
///
/// ```
/// use noidai::text::encoding::{Encoding, detect_bom};
/// assert_eq!(detect_bom(b"\xef\xbb\xbfAn"), Encoding::Utf8Bom);
/// assert_eq!(detect_bom(b"\xff\xfeA\0"), Encoding::Utf16Le);
/// ```
pub fn detect_bom(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8Bom,
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

/// The text of a file without its byte order mark, and the encoding it was in.
/// UTF-8 is borrowed. Nothing is replaced: the first bad byte refuses the file.
///
/// ```
/// use noidai::text::encoding::{Encoding, decode};
/// let (text, encoding) = decode(b"\xfe\xff\x1e\xa4\0p")?;
/// assert_eq!((&*text, encoding), ("Ấp", Encoding::Utf16Be));
/// # Ok::<(), noidai::text::encoding::BadBytes>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), BadBytes> {
    let encoding = detect_bom(bytes);
    let text = match encoding {
        Encoding::Utf8 => utf8(bytes, 0).map(Cow::Borrowed),
        Encoding::Utf8Bom => utf8(bytes, 3).map(Cow::Borrowed),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes).map(Cow::Owned),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes).map(Cow::Owned),
    };
    text.map(|text| (text, encoding))
}

fn utf8(bytes: &[u8], mark: usize) -> Result<&str, BadBytes> {
    let body = bytes.get(mark..).unwrap_or_default();
    let (text, valid) = match str::from_utf8(body) {
        Ok(text) => (text, body.len()),
        Err(error) => ("", error.valid_up_to()),
    };
    let good = body.get(..valid).unwrap_or_default();
    // Asked first, since that goes by words and not by bytes.
    let nul = good
        .contains(&0)
        .then(|| good.iter().position(|byte| *byte == 0));
    match nul.flatten() {
        Some(at) => Err(bad(bytes, mark + at, BadBytesReason::Nul)),
        None if valid < body.len() => Err(bad(bytes, mark + valid, BadBytesReason::NotUtf8)),
        None => Ok(text),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, BadBytes> {
    const MARK: usize = 2;
    let (units, odd) = bytes.get(MARK..).unwrap_or_default().as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = MARK;
    for decoded in char::decode_utf16(units.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok('\0') => return Err(bad(bytes, offset, BadBytesReason::Nul)),
            Ok(c) => {
                text.push(c);
                offset += 2 * c.len_utf16();
            }
            Err(_) => return Err(bad(bytes, offset, BadBytesReason::LoneSurrogate)),
        }
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(bad(bytes, offset, BadBytesReason::HalfUnit))
    }
}

fn bad(bytes: &[u8], offset: usize, reason: BadBytesReason) -> BadBytes {
    BadBytes {
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
        reason,
    }
}

impl fmt::Display for BadBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.reason {
            BadBytesReason::NotUtf8 => "is not UTF-8",
            BadBytesReason::LoneSurrogate => "begins half of a UTF-16 pair",
            BadBytesReason::HalfUnit => "is half of a UTF-16 unit",
            BadBytesReason::Nul => "begins the character U+0000",
            BadBytesReason::Meaningless => "means nothing in this encoding",
        };
        write!(
            f,
            "byte {:#04x} at offset {} {what}",
            self.byte, self.offset
        )
    }
}

impl core::error::Error for BadBytes {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn utf16(mark: [u8; 2], text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(bytes_of);
        mark.into_iter().chain(units).collect()
    }

    #[test]
    fn every_encoding_gives_the_text() {
        let text = "Phụng Hiệp 𠀀";
        let with_mark = format!("\u{feff}{text}");
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (with_mark.into_bytes(), Encoding::Utf8Bom),
            (
                utf16([0xff, 0xfe], text, u16::to_le_bytes),
                Encoding::Utf16Le,
            ),
            (
                utf16([0xfe, 0xff], text, u16::to_be_bytes),
                Encoding::Utf16Be,
            ),
        ] {
            assert_eq!(decode(&bytes).unwrap(), (text.into(), encoding));
        }
    }

    #[test]
    fn utf8_is_borrowed() {
        let (text, _) = decode("\u{feff}Ấp".as_bytes()).unwrap();
        assert!(matches!(text, Cow::Borrowed("Ấp")));
        assert_eq!(decode(b"").unwrap(), ("".into(), Encoding::Utf8));
    }

    #[test]
    fn the_first_bad_byte_is_named() {
        use BadBytesReason::*;
        for (bytes, offset, byte, reason) in [
            (&b"A\xb5p"[..], 1, 0xb5, NotUtf8),
            (b"\xef\xbb\xbfA\xe1\xba", 4, 0xe1, NotUtf8),
            (b"A\0\xff", 1, 0, Nul),
            (b"A\xff\0", 1, 0xff, NotUtf8),
            (b"\xff\xfeA\0\x00\xd8B\0", 4, 0x00, LoneSurrogate),
            (b"\xfe\xff\0A\xdc\0", 4, 0xdc, LoneSurrogate),
            (b"\xfe\xff\0A\0", 4, 0, HalfUnit),
            (b"\xfe\xff\0A\0\0", 4, 0, Nul),
            (b"\xff\xfe\0\0A\0\0\0", 2, 0, Nul),
        ] {
            let bad = BadBytes {
                offset,
                byte,
                reason,
            };
            assert_eq!(decode(bytes), Err(bad), "{bytes:x?}");
        }
    }
}
