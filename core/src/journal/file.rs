//! Journals as bytes: for storage, for the wire and as pieces of either.
//!
//! | bytes | what |
//! |---|---|
//! | `NDJRNL` and a zero | what this is |
//! | 1 | version: 1, or 2 if it may hold packs |
//! | 4 | CRC-32 of the bytes before, lowest first |
//!
//! then any number of frames, one behind another, in any order:
//!
//! | bytes | what |
//! |---|---|
//! | `d4`, `ab` | a frame begins: of a [record](super::record), of a [pack](super::pack) |
//! | number | how many bytes that has, at most 2^20 |
//! | so many | the record or pack |
//! | 4 | CRC-32 of the number and the record or pack, lowest first |
//!
//! Whoever stores a journal appends frames. One that was not written whole is cut
//! off by the next opening; damage is passed over to the next frame whose checksum
//! holds.

use super::record::MOST_BYTES;
use crate::{
    Error, ErrorKind, Result, checksum,
    error::At,
    event::{binary::number, decode::Cursor},
};

const MAGIC: &[u8; 7] = b"NDJRNL\0";
/// The version of a journal of records alone.
const PLAIN: u8 = 1;
/// The version of one that may hold packs.
const PACKED: u8 = 2;
const MARK: u8 = 0xd4;
/// Far from the other, so that no few bits make one of the other.
const MARK_OF_PACK: u8 = 0xab;
/// Whether packs are known here: they are 5 KB of what a page fetches.
const PACKS: bool = cfg!(not(target_family = "wasm"));

/// How many bytes the header has.
pub(super) const HEADER: usize = 12;

/// What every journal begins with.
pub fn header() -> Vec<u8> {
    header_of(PLAIN)
}

/// What a packed journal begins with.
pub(super) fn header_of_packs() -> Vec<u8> {
    header_of(PACKED)
}

fn header_of(version: u8) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(version);
    let checksum = checksum::of(&[&bytes]);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// Appends the frame of a record.
pub(crate) fn frame(bytes: &mut Vec<u8>, record: &[u8]) {
    frame_of(bytes, MARK, record);
}

/// Appends the frame of a pack.
pub(super) fn frame_of_pack(bytes: &mut Vec<u8>, pack: &[u8]) {
    frame_of(bytes, MARK_OF_PACK, pack);
}

fn frame_of(bytes: &mut Vec<u8>, mark: u8, own: &[u8]) {
    bytes.push(mark);
    let start = bytes.len();
    number(bytes, own.len() as u64);
    bytes.extend_from_slice(own);
    let checksum = checksum::of(&[bytes.get(start..).unwrap_or(&[])]);
    bytes.extend(checksum.to_le_bytes());
}

fn is_mark(byte: u8) -> bool {
    byte == MARK || (PACKS && byte == MARK_OF_PACK)
}

/// A stretch of bytes that holds no whole record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Where it begins.
    pub at: usize,
    /// How many bytes it has.
    pub length: usize,
    /// Whether it is a frame at the end that was not written whole, or damage.
    pub cut: bool,
}

impl Loss {
    /// The loss as a fault of a file.
    pub fn error(&self, file: &str) -> Error {
        let kind = if self.cut {
            ErrorKind::JournalCut
        } else {
            ErrorKind::JournalDamaged
        };
        Error::new(kind)
            .found(self.length.to_string())
            .at(At::Byte {
                file: file.to_owned(),
                offset: self.at as u64,
            })
    }
}

/// What stands next in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    Record { at: usize, bytes: &'a [u8] },
    Pack { at: usize, bytes: &'a [u8] },
    Loss(Loss),
}

/// Goes over the frames of a journal.
#[derive(Default)]
pub(super) struct Frames<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many bytes may still be summed in vain while the next frame is sought,
    /// so that no bytes cost more than a few times their number.
    in_vain: usize,
}

enum Frame<'a> {
    Whole {
        is_pack: bool,
        bytes: &'a [u8],
        end: usize,
    },
    /// It says that it goes on after the end of the bytes.
    Unfinished,
    /// Its checksum is not that of so many bytes.
    Wrong(usize),
    None,
}

impl<'a> Frames<'a> {
    /// # Errors
    ///
    /// These are no bytes of a journal, or of another version.
    pub fn new(bytes: &'a [u8]) -> Result<Self> {
        let headers = [header(), header_of(if PACKS { PACKED } else { PLAIN })];
        let mut frames = Self {
            bytes,
            at: HEADER,
            in_vain: bytes.len().saturating_mul(4).saturating_add(1 << 16),
        };
        let given = bytes.get(..HEADER).unwrap_or(bytes);
        if headers.iter().any(|whole| given == *whole) {
            return Ok(frames);
        }
        if headers.iter().any(|whole| whole.starts_with(given)) {
            // Not even the header was written whole.
            frames.at = 0;
            return Ok(frames);
        }
        let other = given.get(7).copied().filter(|_| given.starts_with(MAGIC));
        if let (Some(version), Some(sum)) = (other, given.get(8..HEADER))
            && sum == checksum::of(&[given.get(..8).unwrap_or(&[])]).to_le_bytes()
        {
            return Err(Error::new(ErrorKind::UnknownVersion)
                .found(version.to_string())
                .expected(if PACKS { "1, 2" } else { "1" }));
        }
        if matches!(frames.frame(HEADER), Frame::Whole { .. }) {
            // The header alone is damaged.
            frames.at = 0;
            return Ok(frames);
        }
        let start: String = given.iter().map(|byte| format!("{byte:02x}")).collect();
        Err(Error::new(ErrorKind::NotAJournal).found(start))
    }

    /// Where what comes next begins.
    #[cfg(not(target_family = "wasm"))]
    pub fn at(&self) -> usize {
        self.at
    }

    fn frame(&self, at: usize) -> Frame<'a> {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let Some((mark, after)) = rest.split_first().filter(|(mark, _)| is_mark(**mark)) else {
            return Frame::None;
        };
        let mut from = Cursor::new(after);
        let length = match from.number() {
            Ok(length) => usize::try_from(length).unwrap_or(usize::MAX),
            Err(_) if after.len() < 3 => return Frame::Unfinished,
            Err(_) => return Frame::None,
        };
        if length > MOST_BYTES {
            return Frame::None;
        }
        let (Ok(bytes), Ok(sum)) = (from.take(length), from.array::<4>()) else {
            return Frame::Unfinished;
        };
        let summed = after.get(..from.at() - 4).unwrap_or(&[]);
        if checksum::of(&[summed]).to_le_bytes() == sum {
            let end = at + 1 + from.at();
            Frame::Whole {
                is_pack: *mark == MARK_OF_PACK,
                bytes,
                end,
            }
        } else {
            Frame::Wrong(summed.len())
        }
    }

    /// Where the next whole frame begins, sought from a place on.
    fn seek(&mut self, from: usize) -> usize {
        for at in from..self.bytes.len() {
            if !self.bytes.get(at).is_some_and(|byte| is_mark(*byte)) {
                continue;
            }
            match self.frame(at) {
                Frame::Whole { .. } => return at,
                Frame::Wrong(summed) => match self.in_vain.checked_sub(summed) {
                    Some(left) => self.in_vain = left,
                    None => break,
                },
                Frame::Unfinished | Frame::None => {}
            }
        }
        self.bytes.len()
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Found<'a>;

    fn next(&mut self) -> Option<Found<'a>> {
        let at = self.at;
        if at >= self.bytes.len() {
            return None;
        }
        let unfinished = match self.frame(at) {
            Frame::Whole {
                is_pack,
                bytes,
                end,
            } => {
                self.at = end;
                return Some(if is_pack && PACKS {
                    Found::Pack { at, bytes }
                } else {
                    Found::Record { at, bytes }
                });
            }
            Frame::Unfinished => true,
            Frame::Wrong(_) | Frame::None => at == 0 && self.bytes.len() < HEADER,
        };
        self.at = self.seek(at + 1);
        Some(Found::Loss(Loss {
            at,
            length: self.at - at,
            cut: unfinished && self.at == self.bytes.len(),
        }))
    }
}
