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
//! multiple of 64 bytes on, zeros between. They are: 0, a JSON document of the day,
//! the words, the levels, the marks and what is known of stalls; 1, the texts of
//! places; 2, the places, 36 bytes each: id, code, name and level as offset (4) and
//! length (4) into the texts, and the first position after what lies in it (4); 3, the cells,
//! 24 bytes each: place (4), zero (4), first slot (4), first slot after (4), open
//! households (8); 4, the stalls, for each the last slot of its household (4) and a
//! byte for each platform (255: not known); from 5 on the planes in the order of the
//! marks, 8 bytes for 64 slots, the lowest bit first.

use super::{
    Cell, Frame, StallStates,
    columns::vocabulary_of,
    mark::{Mark, Needs},
    plane::Plane,
};
use crate::{
    Day, Error, ErrorKind, Result, checksum,
    coverage::{Place, Places},
    event::{Flag, Vocabulary},
    json,
    platform::{Platform, SetupState},
    skill::Catalogue,
};
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 8] = b"NDFRAME\0";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const ENTRY: usize = 24;
const ALIGN: usize = 64;
const PLACE: usize = 36;
const CELL: usize = 24;
/// Sections before the planes.
const TABLES: [&str; 5] = ["document", "texts", "places", "cells", "stalls"];
const STATE_UNKNOWN: u8 = u8::MAX;

/// The first section.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    day: Day,
    known_at: Option<String>,
    is_simulated: bool,
    catalogue: Catalogue,
    platforms: Vec<Platform>,
    flags: Vec<Flag>,
    has_all_words: bool,
    levels: Vec<String>,
    marks: Vec<Mark>,
    has_stalls: bool,
    stall_platforms: Vec<String>,
}

/// A section of the index.
#[derive(Clone, Copy)]
struct Section {
    offset: usize,
    length: usize,
    crc: u32,
}

/// The bytes of a frame, opened: its header, index and document are sound.
pub struct FrameFile<'a> {
    bytes: &'a [u8],
    sections: Vec<Section>,
    slots: usize,
    document: Document,
}

fn broken(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::BrokenBytes)
        .found(what)
        .expected("NDFRAME 1")
}

impl Frame {
    /// The frame as bytes: equal frames are equal bytes, on every platform.
    ///
    /// # Errors
    ///
    /// A text or table is larger than the form can hold.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let document = Document {
            day: self.day,
            known_at: self.known_at.clone(),
            is_simulated: self.is_simulated,
            catalogue: self.catalogue.clone(),
            platforms: self.vocabulary.platforms().to_vec(),
            flags: self.vocabulary.flags().to_vec(),
            has_all_words: self.has_all_words,
            levels: self.levels.clone(),
            marks: self.marks.clone(),
            has_stalls: self.has_stalls,
            stall_platforms: self.stall_platforms.clone(),
        };
        let (texts, places) = self.place_sections()?;
        let mut sections = vec![
            json::write(&document)?.into_bytes(),
            texts,
            places,
            self.cell_section()?,
            self.stall_section(),
        ];
        sections.extend(self.planes.iter().map(|plane| plane.to_bytes(self.slots)));
        let mut offset = (HEADER + ENTRY * sections.len()).next_multiple_of(ALIGN);
        let mut index = Vec::new();
        for section in &sections {
            index.extend((offset as u64).to_le_bytes());
            index.extend((section.len() as u64).to_le_bytes());
            index.extend(checksum::of(&[section]).to_le_bytes());
            index.extend([0; 4]);
            offset = (offset + section.len()).next_multiple_of(ALIGN);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(number(sections.len())?.to_le_bytes());
        bytes.extend((self.slots as u64).to_le_bytes());
        bytes.extend(header_crc(&bytes, &index).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(index);
        for section in sections {
            bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
            bytes.extend(section);
        }
        Ok(bytes)
    }

    fn place_sections(&self) -> Result<(Vec<u8>, Vec<u8>)> {
        let (mut texts, mut places) = (Vec::new(), Vec::new());
        for place in &self.places.units {
            for text in [&place.id, &place.code, &place.name, &place.level] {
                places.extend(number(texts.len())?.to_le_bytes());
                places.extend(number(text.len())?.to_le_bytes());
                texts.extend_from_slice(text.as_bytes());
            }
            places.extend(number(place.end)?.to_le_bytes());
        }
        Ok((texts, places))
    }

    fn cell_section(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        for cell in &self.cells {
            bytes.extend(number(cell.place)?.to_le_bytes());
            bytes.extend([0; 4]);
            bytes.extend(number(cell.start)?.to_le_bytes());
            bytes.extend(number(cell.end)?.to_le_bytes());
            bytes.extend(cell.open.to_le_bytes());
        }
        Ok(bytes)
    }

    fn stall_section(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for stall in &self.stalls {
            bytes.extend(stall.slot.to_le_bytes());
            let states = stall.states.iter();
            bytes.extend(states.map(|state| state.map_or(STATE_UNKNOWN, |state| state as u8)));
        }
        bytes
    }
}

impl<'a> FrameFile<'a> {
    /// Opens bytes: checks the header, the index and the document. What else is
    /// damaged is found on first use, or by [`verify`](Self::verify).
    ///
    /// # Errors
    ///
    /// The bytes are no frame, of another version, cut short, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let header = bytes.get(..HEADER).ok_or_else(|| broken("header"))?;
        if header.get(..8) != Some(MAGIC) {
            return Err(broken("header"));
        }
        let version = u32_at(header, 8);
        if version != VERSION {
            return Err(Error::new(ErrorKind::UnknownVersion)
                .found(version.to_string())
                .expected(VERSION.to_string()));
        }
        let count = u32_at(header, 12) as usize;
        let end = count
            .checked_mul(ENTRY)
            .and_then(|length| length.checked_add(HEADER));
        let index = end
            .and_then(|end| bytes.get(HEADER..end))
            .ok_or_else(|| broken("index"))?;
        let summed = bytes.get(..24).unwrap_or_default();
        if header_crc(summed, index) != u32_at(header, 24) || u32_at(header, 28) != 0 {
            return Err(broken("index"));
        }
        let slots = usize::try_from(u64_at(header, 16)).map_err(|_| broken("slots"))?;
        let mut sections = Vec::new();
        let mut free = HEADER + index.len();
        for (number, entry) in index.chunks_exact(ENTRY).enumerate() {
            let offset = usize::try_from(u64_at(entry, 0)).ok();
            let length = usize::try_from(u64_at(entry, 8)).ok();
            let (Some(offset), Some(length)) = (offset, length) else {
                return Err(broken(section_name(number)));
            };
            // One behind another, without overlaps, and zeros between.
            let gap = bytes.get(free..offset);
            let sound = offset == free.next_multiple_of(ALIGN)
                && gap.is_some_and(|gap| gap.iter().all(|byte| *byte == 0));
            let end = offset.checked_add(length).filter(|end| *end <= bytes.len());
            let (true, Some(end)) = (sound, end) else {
                return Err(broken(section_name(number)));
            };
            free = end;
            sections.push(Section {
                offset,
                length,
                crc: u32_at(entry, 16),
            });
        }
        if free != bytes.len() {
            return Err(broken("end"));
        }
        let mut file = Self {
            bytes,
            sections,
            slots,
            document: Document {
                day: Day::from_number(719_163).ok_or_else(|| broken("day"))?,
                known_at: None,
                is_simulated: false,
                catalogue: Catalogue::basic(),
                platforms: Vec::new(),
                flags: Vec::new(),
                has_all_words: false,
                levels: Vec::new(),
                marks: Vec::new(),
                has_stalls: false,
                stall_platforms: Vec::new(),
            },
        };
        file.document = json::read_bytes(file.section(0)?)?;
        file.document.catalogue.check()?;
        let planes = file.document.marks.len();
        let sorted = file.document.marks.is_sorted_by(|a, b| a < b);
        if !sorted || file.sections.len() != TABLES.len() + planes {
            return Err(broken("document"));
        }
        let plane = slots.div_ceil(64).checked_mul(8);
        let planes = file.sections.iter().skip(TABLES.len());
        if u32::try_from(slots).is_err() || planes.into_iter().any(|own| Some(own.length) != plane)
        {
            return Err(broken("slots"));
        }
        Ok(file)
    }

    /// The day of the frame.
    pub fn day(&self) -> Day {
        self.document.day
    }

    /// The skill catalogue of its rules.
    pub fn catalogue(&self) -> &Catalogue {
        &self.document.catalogue
    }

    /// As which host knew it at which instant; nothing: all that was known.
    pub fn known_at(&self) -> Option<&str> {
        self.document.known_at.as_deref()
    }

    /// The levels of its map, highest first.
    pub fn levels(&self) -> &[String] {
        &self.document.levels
    }

    /// The name of a unit; empty where there is none.
    ///
    /// # Errors
    ///
    /// The places are damaged.
    pub fn name_of(&self, unit: Option<&str>) -> Result<String> {
        let Some(unit) = unit else {
            return Ok(String::new());
        };
        let mut units = self.places()?.units.into_iter();
        let found = units.find(|place| place.id == unit);
        Ok(found.map_or_else(String::new, |place| place.name))
    }

    /// Whether it was made of simulated data.
    pub fn is_simulated(&self) -> bool {
        self.document.is_simulated
    }

    /// How many bytes it has in all, and in each plane.
    pub fn size(&self) -> (usize, usize) {
        (self.bytes.len(), self.slots.div_ceil(64) * 8)
    }

    /// The words that its rules are written in.
    ///
    /// # Errors
    ///
    /// A word that is none.
    pub fn vocabulary(&self) -> Result<Vocabulary> {
        let mut vocabulary = vocabulary_of(&self.document.catalogue);
        for platform in &self.document.platforms {
            vocabulary.add_platform(platform.clone())?;
        }
        for flag in &self.document.flags {
            vocabulary.add_flag(flag.clone())?;
        }
        Ok(vocabulary)
    }

    /// How many slots it has.
    pub fn slots(&self) -> usize {
        self.slots
    }

    /// What its planes say, one a line.
    pub fn planes(&self) -> Vec<String> {
        let marks = self.document.marks.iter();
        marks.map(|mark| format!("{mark:?}")).collect()
    }

    /// Checks every section.
    ///
    /// # Errors
    ///
    /// The first that is damaged, by name.
    pub fn verify(&self) -> Result<()> {
        for number in 0..self.sections.len() {
            self.section(number)?;
        }
        self.load(&Needs {
            marks: self.document.marks.iter().cloned().collect(),
            ..Needs::default()
        })
        .map(drop)
    }

    /// The frame with the planes that some rules need; no other is touched.
    ///
    /// # Errors
    ///
    /// A plane is not there, or what is needed is damaged, by name.
    pub fn load(&self, needs: &Needs) -> Result<Frame> {
        let document = &self.document;
        let mut planes = Vec::new();
        let mut marks = Vec::new();
        for mark in needs.marks.iter() {
            let at = match document.marks.binary_search(mark) {
                Ok(at) => at,
                Err(_) if document.has_all_words && mark.is_word() => continue,
                Err(_) => return Err(mark.lacking()),
            };
            planes.push(Plane::from_bytes(self.section(TABLES.len() + at)?));
            marks.push(mark.clone());
        }
        let places = self.places()?;
        Ok(Frame {
            day: document.day,
            known_at: document.known_at.clone(),
            is_simulated: document.is_simulated,
            vocabulary: self.vocabulary()?,
            has_all_words: document.has_all_words,
            catalogue: document.catalogue.clone(),
            levels: document.levels.clone(),
            cells: self.cells(places.units.len())?,
            places,
            slots: self.slots,
            marks,
            planes,
            has_stalls: document.has_stalls,
            stall_platforms: document.stall_platforms.clone(),
            stalls: self.stalls()?,
        })
    }

    /// A section, if its checksum is right.
    fn section(&self, number: usize) -> Result<&'a [u8]> {
        let section = self
            .sections
            .get(number)
            .ok_or_else(|| broken(section_name(number)))?;
        let bytes = self
            .bytes
            .get(section.offset..section.offset + section.length);
        let bytes = bytes.filter(|bytes| checksum::of(&[bytes]) == section.crc);
        bytes.ok_or_else(|| broken(self.name(number)))
    }

    fn name(&self, number: usize) -> String {
        let mark = number.checked_sub(TABLES.len());
        let mark = mark.and_then(|at| self.document.marks.get(at));
        mark.map_or_else(|| section_name(number), |mark| format!("plane {mark:?}"))
    }

    fn places(&self) -> Result<Places> {
        let texts = core::str::from_utf8(self.section(1)?).map_err(|_| broken("texts"))?;
        let table = self.section(2)?;
        let count = table.len() / PLACE;
        let mut units = Vec::with_capacity(count);
        for (at, row) in table.chunks(PLACE).enumerate() {
            let text = |field: usize| {
                let start = u32_at(row, field * 8) as usize;
                let end = start.checked_add(u32_at(row, field * 8 + 4) as usize)?;
                texts.get(start..end).map(str::to_owned)
            };
            let end = u32_at(row, 32) as usize;
            match (text(0), text(1), text(2), text(3)) {
                (Some(id), Some(code), Some(name), Some(level))
                    if row.len() == PLACE && end > at && end <= count =>
                {
                    units.push(Place {
                        id,
                        code,
                        name,
                        level,
                        end,
                    });
                }
                _ => return Err(broken(format!("places: {at}"))),
            }
        }
        Ok(Places { units })
    }

    fn cells(&self, places: usize) -> Result<Vec<Cell>> {
        let table = self.section(3)?;
        let mut cells: Vec<Cell> = Vec::with_capacity(table.len() / CELL);
        for (at, row) in table.chunks(CELL).enumerate() {
            let cell = Cell {
                place: u32_at(row, 0) as usize,
                start: u32_at(row, 8) as usize,
                end: u32_at(row, 12) as usize,
                open: u64_at(row, 16),
            };
            let before = cells.last().map_or(0, |before| before.end);
            let sound = row.len() == CELL
                && cell.place <= places
                && cell.start == before
                && cell.start < cell.end
                && cell.open <= (cell.end - cell.start) as u64;
            if !sound {
                return Err(broken(format!("cells: {at}")));
            }
            cells.push(cell);
        }
        match cells.last().map_or(0, |cell| cell.end) == self.slots {
            true => Ok(cells),
            false => Err(broken("cells: end")),
        }
    }

    fn stalls(&self) -> Result<Vec<StallStates>> {
        let table = self.section(4)?;
        let width = 4 + self.document.stall_platforms.len();
        let mut stalls: Vec<StallStates> = Vec::with_capacity(table.len() / width);
        for (at, row) in table.chunks(width).enumerate() {
            let slot = u32_at(row, 0);
            let states = row.get(4..).unwrap_or_default().iter();
            let states = states.map(|state| match *state {
                STATE_UNKNOWN => Some(None),
                state => SetupState::ALL
                    .get(usize::from(state))
                    .map(|state| Some(*state)),
            });
            let states: Option<Vec<Option<SetupState>>> = states.collect();
            let rises = stalls.last().is_none_or(|before| before.slot <= slot);
            match states.filter(|_| row.len() == width && rises && (slot as usize) < self.slots) {
                Some(states) => stalls.push(StallStates { slot, states }),
                None => return Err(broken(format!("stalls: {at}"))),
            }
        }
        Ok(stalls)
    }
}

fn section_name(number: usize) -> String {
    match TABLES.get(number) {
        Some(name) => (*name).to_owned(),
        None => format!("plane {}", number - TABLES.len()),
    }
}

fn header_crc(header: &[u8], index: &[u8]) -> u32 {
    checksum::of(&[header, index])
}

fn number(length: usize) -> Result<u32> {
    u32::try_from(length).map_err(|_| {
        Error::new(ErrorKind::TooLarge)
            .found(length.to_string())
            .expected(u32::MAX.to_string())
    })
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
