//! The encodings of Vietnamese from before Unicode, in which old systems keep
//! their texts: TCVN3 (ABC), VNI, VISCII and windows-1258. None is ever guessed:
//! [`detect`] gives candidates, and the caller names one.

mod detect;
mod single_byte;
mod tables;
#[cfg(test)]
mod tests;
mod vni;

pub use detect::{Candidate, Reads, detect};

use super::{BadBytes, BadBytesReason, nfc};
use core::ops::Range;

/// An encoding of Vietnamese from before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Legacy {
    /// TCVN3, also called ABC: the fonts `.VnTime` and their kin. It has the
    /// capitals Ă Â Đ Ê Ô Ơ Ư, but none with a tone.
    Tcvn3,
    /// VNI for Windows: a vowel, and its marks as one or two bytes behind it.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// Windows code page 1258: tones are marks of their own behind the vowel.
    Windows1258,
}

impl Legacy {
    /// Every encoding.
    pub const ALL: [Self; 4] = [Self::Tcvn3, Self::Vni, Self::Viscii, Self::Windows1258];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// The encoding of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// The character that the bytes begin with, and how many of them it takes.
    fn first(self, bytes: &[u8]) -> Option<(char, usize)> {
        match self {
            Self::Vni => vni::first(bytes),
            _ => single_byte::character(self, *bytes.first()?).map(|letter| (letter, 1)),
        }
    }
}

/// The text of some bytes, composed (NFC).
///
/// # Errors
///
/// The first byte that means nothing in the encoding, or is NUL.
///
/// ```
/// use noidai::text::legacy::{Legacy, decode};
/// assert_eq!(decode(b"Ph\xf4ng Hi\xd6p", Legacy::Tcvn3)?, "Phụng Hiệp");
/// assert_eq!(decode(b"Phu\xefng Hie\xe4p", Legacy::Vni)?, "Phụng Hiệp");
/// assert_eq!(decode(b"\xff", Legacy::Tcvn3).unwrap_err().offset, 0);
/// # Ok::<(), noidai::text::BadBytes>(())
/// ```
pub fn decode(bytes: &[u8], encoding: Legacy) -> Result<String, BadBytes> {
    decode_with_capitals(bytes, encoding, &[])
}

/// The same, where some runs of bytes were set in a capitals-only font (`.VnTimeH`
/// of TCVN3): their letters are capitals.
///
/// # Errors
///
/// As [`decode`].
///
/// ```
/// use noidai::text::legacy::{Legacy, decode_with_capitals};
/// let text = decode_with_capitals(b"hi\xd6p", Legacy::Tcvn3, &[0..4])?;
/// assert_eq!(text, "HIỆP");
/// # Ok::<(), noidai::text::BadBytes>(())
/// ```
pub fn decode_with_capitals(
    bytes: &[u8],
    encoding: Legacy,
    capitals: &[Range<usize>],
) -> Result<String, BadBytes> {
    let mut refused = None;
    let text = read(bytes, encoding, capitals, |bad| {
        refused = Some(bad);
        false
    });
    match refused {
        Some(bad) => Err(bad),
        None => Ok(text),
    }
}

/// The text of some bytes with `�` in the place of each byte that means nothing,
/// and these bytes.
///
/// ```
/// use noidai::text::legacy::{Legacy, decode_replacing};
/// let (text, bad) = decode_replacing(b"\xb8\xffp", Legacy::Tcvn3);
/// assert_eq!((text.as_str(), bad.len()), ("á�p", 1));
/// ```
pub fn decode_replacing(bytes: &[u8], encoding: Legacy) -> (String, Vec<BadBytes>) {
    let mut bad = Vec::new();
    let text = read(bytes, encoding, &[], |found| {
        bad.push(found);
        true
    });
    (text, bad)
}

/// Reads bytes; `on_bad` says whether to go on behind one that means nothing.
fn read(
    bytes: &[u8],
    encoding: Legacy,
    capitals: &[Range<usize>],
    mut on_bad: impl FnMut(BadBytes) -> bool,
) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match encoding.first(rest).filter(|(letter, _)| *letter != '\0') {
            Some((letter, length)) => {
                if capitals.iter().any(|run| run.contains(&at)) {
                    text.extend(letter.to_uppercase());
                } else {
                    text.push(letter);
                }
                at += length;
            }
            None => {
                let byte = rest.first().copied().unwrap_or_default();
                let reason = match byte {
                    0 => BadBytesReason::Nul,
                    _ => BadBytesReason::Meaningless,
                };
                let offset = at;
                if !on_bad(BadBytes {
                    offset,
                    byte,
                    reason,
                }) {
                    break;
                }
                text.push('\u{fffd}');
                at += 1;
            }
        }
    }
    nfc(&text).into_owned()
}

/// What becomes of capitals with a tone in TCVN3, which has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capitals {
    /// They are written small, and are lost.
    #[default]
    Small,
    /// They are written small, and the runs that need the capitals-only font are
    /// named: nothing is lost.
    Runs,
}

/// A text in an old encoding, and what of it could not be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the encoding lacks, in the order of the text.
    pub lost: Vec<Lost>,
    /// Runs of `bytes` in the capitals-only font, with [`Capitals::Runs`].
    pub capitals: Vec<Range<usize>>,
}

/// A character that an encoding lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Where it begins in the composed text, in bytes from 0.
    pub offset: usize,
    /// The character.
    pub letter: char,
    /// The byte written in its place: `?`, or the small letter's.
    pub written: u8,
}

/// Writes a text in an old encoding. Characters that it lacks become `?` and are
/// listed.
///
/// ```
/// use noidai::text::legacy::{Capitals, Legacy, encode};
/// let written = encode("Ấp 2 ☺", Legacy::Tcvn3, Capitals::Small);
/// assert_eq!(written.bytes, b"\xcap 2 ?");
/// assert_eq!(written.lost.len(), 2);
/// let written = encode("Ấp 2", Legacy::Tcvn3, Capitals::Runs);
/// assert_eq!((written.lost.len(), written.capitals), (0, vec![0..1]));
/// ```
pub fn encode(text: &str, encoding: Legacy, capitals: Capitals) -> Encoded {
    let text = nfc(text);
    let mut written = Encoded::default();
    for (offset, letter) in text.char_indices() {
        let start = written.bytes.len();
        let put = match encoding {
            Legacy::Vni => vni::put(letter, &mut written.bytes),
            _ => single_byte::put(encoding, letter, &mut written.bytes),
        };
        if put {
            continue;
        }
        let small = small(letter).and_then(|small| single_byte::byte(encoding, small));
        match small {
            Some(small) if encoding == Legacy::Tcvn3 => {
                written.bytes.push(small);
                match (capitals, written.capitals.last_mut()) {
                    (Capitals::Small, _) => written.lost.push(Lost {
                        offset,
                        letter,
                        written: small,
                    }),
                    (Capitals::Runs, Some(run)) if run.end == start => run.end += 1,
                    (Capitals::Runs, _) => written.capitals.push(start..start + 1),
                }
            }
            _ => {
                written.bytes.push(b'?');
                written.lost.push(Lost {
                    offset,
                    letter,
                    written: b'?',
                });
            }
        }
    }
    written
}

/// The small letter of a capital; nothing for what is none.
fn small(letter: char) -> Option<char> {
    let mut small = letter.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) if small != letter => Some(small),
        _ => None,
    }
}
