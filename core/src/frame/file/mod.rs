//! The frame as bytes: written once, opened by checking and not by reading, and
//! only what a rule needs is ever touched.
//!
//! All numbers are little-endian.
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `NDFRAME` and a zero |
//! | 8 | 4 | version: 1 |
//! | 12 | 4 | how many sections follow |
//! | 16 | 8 | slots |
//! | 24 | 4 | CRC-32 of bytes 0 to 23 and of the index |
//! | 28 | 4 | zero |
//! | 32 | 24 each | the index, a section each: offset (8), length (8), CRC-32 of its bytes (4), zero (4) |
//!
//! The sections lie one behind another in the order of the index, each from a
//! multiple of 64 bytes on, zeros between. They are:
//!
//! | section | what |
//! |---|---|
//! | 0 | a JSON document of the day, the words, the maps, the marks (a name, its numbers and its word, by spaces) and what is known of stalls |
//! | 1 | the texts of places |
//! | 2 | the places, map by map, 36 bytes each: id, code, name and level as offset (4) and length (4) into the texts, and the first position on its map after what lies in it (4) |
//! | 3 | the cells of residents: for each map the place (4), then first slot (4), first slot after (4), open households (8) |
//! | 4 | the stalls: the last slot of the household (4) and a byte for each platform (255: not known) |
//! | 5 | the units of the day's map: kind as offset and length into the texts (8), and for each map the place (4) |
//! | 6 | the cells of members, as those of residents |
//! | 7 | the teams and committees, 16 bytes each: last slot (4), 1 for a team (4), unit (4) and organisation (4), all ones for none |
//! | 8 and on | the planes of residents in the order of their marks, then those of members, 8 bytes for 64 slots, the lowest bit first |

mod load;
mod open;
mod write;

use crate::{Day, Error, ErrorKind, checksum, event::Flag, platform::Platform, skill::Catalogue};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

const MAGIC: &[u8; 8] = b"NDFRAME\0";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const ENTRY: usize = 24;
const ALIGN: usize = 64;
const PLACE: usize = 36;
const BODY: usize = 16;
/// Sections before the planes.
const TABLES: [&str; 8] = [
    "document",
    "texts",
    "places",
    "cells",
    "stalls",
    "units",
    "member-cells",
    "bodies",
];
/// A number that is not there.
const NONE: u32 = u32::MAX;
const STATE_UNKNOWN: u8 = u8::MAX;

/// The first section.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    day: Day,
    known_at: Option<String>,
    is_simulated: bool,
    catalogue: Catalogue,
    platforms: Vec<Platform>,
    flags: Vec<Flag>,
    has_all_words: bool,
    /// The day's own first.
    maps: Vec<MapOf>,
    lanes: Vec<String>,
    organisations: Vec<String>,
    marks: Vec<String>,
    has_bodies: bool,
    member_slots: usize,
    member_marks: Vec<String>,
    has_stalls: bool,
    stall_platforms: Vec<String>,
}

/// A map, apart from its places.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapOf {
    day: Day,
    /// How many places it has.
    places: usize,
    levels: Vec<String>,
}

/// A section of the index.
#[derive(Clone, Copy)]
struct Section {
    offset: usize,
    length: usize,
    crc: u32,
}

impl Section {
    /// Its bytes, if their checksum is right.
    fn of<'b>(&self, bytes: &'b [u8], place: impl Fn() -> String) -> crate::Result<&'b [u8]> {
        let bytes = bytes.get(self.offset..self.offset + self.length);
        let bytes = bytes.unwrap_or_default();
        match checksum::of(&[bytes]) {
            due if due == self.crc => Ok(bytes),
            due => Err(unequal(&place(), "CRC-32", self.crc.into(), due.into())),
        }
    }
}

/// The bytes of a frame, opened: its header, index and document are sound.
#[derive(Clone)]
pub struct FrameFile<'a> {
    bytes: Cow<'a, [u8]>,
    sections: Vec<Section>,
    slots: usize,
    document: Document,
}

/// That something is not as the form says.
fn broken(section: &str, found: impl Into<String>) -> Error {
    let error = Error::new(ErrorKind::BrokenBytes).found(found);
    error.expected("NDFRAME 1").path(format!("/{section}"))
}

/// That so many bytes, or an offset or checksum, are not those that are due.
fn unequal(section: &str, what: &str, found: u64, due: u64) -> Error {
    broken(section, format!("{what} {found}")).expected(due.to_string())
}

fn header_crc(header: &[u8], index: &[u8]) -> u32 {
    checksum::of(&[header, index])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
