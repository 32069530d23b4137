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
//! | 0 | a JSON document of the day, the words, the maps, the marks and what is known of stalls |
//! | 1 | the texts of places |
//! | 2 | the places, map by map, 36 bytes each: id, code, name and level as offset (4) and length (4) into the texts, and the first position on its map after what lies in it (4) |
//! | 3 | the cells of residents: for each map the place (4), then first slot (4), first slot after (4), open households (8) |
//! | 4 | the stalls: the last slot of the household (4) and a byte for each platform (255: not known) |
//! | 5 | the units of the day's map: kind as offset and length into the texts (8), and for each map the place (4) |
//! | 6 | the cells of members, as those of residents |
//! | 7 | the teams and committees, 16 bytes each: last slot (4), 1 for a team (4), unit (4) and organisation (4), all ones for none |
//! | 8 and on | the planes of residents in the order of their marks, then those of members, 8 bytes for 64 slots, the lowest bit first |

use super::{
    Body, Cell, Frame, Layer, Map, StallStates, Stands,
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
const BODY: usize = 16;
/// Sections before the planes.
const TABLES: [&str; 8] = [
    "document",
    "texts",
    "places",
    "cells",
    "stalls",
    "units",
    "member cells",
    "bodies",
];
/// A number that is not there.
const NONE: u32 = u32::MAX;
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
    /// The day's own first.
    maps: Vec<MapOf>,
    lanes: Vec<String>,
    organisations: Vec<String>,
    marks: Vec<Mark>,
    has_bodies: bool,
    member_slots: usize,
    member_marks: Vec<Mark>,
    has_stalls: bool,
    stall_platforms: Vec<String>,
}

/// A map, apart from its places.
#[derive(Serialize, Deserialize)]
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
            maps: self.maps().map(map_of).collect(),
            lanes: self.lanes.clone(),
            organisations: self.organisations.clone(),
            marks: self.households.marks.clone(),
            has_bodies: self.has_bodies,
            member_slots: self.members.slots,
            member_marks: self.members.marks.clone(),
            has_stalls: self.has_stalls,
            stall_platforms: self.stall_platforms.clone(),
        };
        let (texts, places, units) = self.place_sections()?;
        let mut sections = vec![
            json::write(&document)?.into_bytes(),
            texts,
            places,
            cell_section(&self.households)?,
            self.stall_section(),
            units,
            cell_section(&self.members)?,
            self.body_section(),
        ];
        for layer in [&self.households, &self.members] {
            let planes = layer.planes.iter();
            sections.extend(planes.map(|plane| plane.to_bytes(layer.slots)));
        }
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
        bytes.extend((self.households.slots as u64).to_le_bytes());
        bytes.extend(header_crc(&bytes, &index).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(index);
        for section in sections {
            bytes.resize(bytes.len().next_multiple_of(ALIGN), 0);
            bytes.extend(section);
        }
        Ok(bytes)
    }

    fn maps(&self) -> impl Iterator<Item = &Map> {
        core::iter::once(&self.map).chain(&self.other_maps)
    }

    /// The texts, the places and the units.
    fn place_sections(&self) -> Result<(Vec<u8>, Vec<u8>, Vec<u8>)> {
        let (mut texts, mut places, mut units) = (Vec::new(), Vec::new(), Vec::new());
        let put = |text: &str, texts: &mut Vec<u8>, bytes: &mut Vec<u8>| -> Result<()> {
            bytes.extend(number(texts.len())?.to_le_bytes());
            bytes.extend(number(text.len())?.to_le_bytes());
            texts.extend_from_slice(text.as_bytes());
            Ok(())
        };
        for place in self.maps().flat_map(|map| &map.places.units) {
            for text in [&place.id, &place.code, &place.name, &place.level] {
                put(text, &mut texts, &mut places)?;
            }
            places.extend(number(place.end)?.to_le_bytes());
        }
        for (at, stands) in self.units.iter().enumerate() {
            let kind = self.unit_kinds.get(at).map_or("", String::as_str);
            put(kind, &mut texts, &mut units)?;
            units.extend(stands.iter().flat_map(|place| place.to_le_bytes()));
        }
        Ok((texts, places, units))
    }

    fn body_section(&self) -> Vec<u8> {
        let bodies = self.bodies.iter().map(|body| {
            let unit = body.unit.unwrap_or(NONE);
            let organisation = body.organisation.unwrap_or(NONE);
            [body.last, u32::from(body.is_team), unit, organisation]
        });
        bodies.flatten().flat_map(u32::to_le_bytes).collect()
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

fn map_of(map: &Map) -> MapOf {
    MapOf {
        day: map.day,
        places: map.places.units.len(),
        levels: map.levels.clone(),
    }
}

fn cell_section(layer: &Layer) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for cell in &layer.cells {
        bytes.extend(cell.places.iter().flat_map(|place| place.to_le_bytes()));
        bytes.extend(number(cell.start)?.to_le_bytes());
        bytes.extend(number(cell.end)?.to_le_bytes());
        bytes.extend(cell.open.to_le_bytes());
    }
    Ok(bytes)
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
                maps: Vec::new(),
                lanes: Vec::new(),
                organisations: Vec::new(),
                marks: Vec::new(),
                has_bodies: false,
                member_slots: 0,
                member_marks: Vec::new(),
                has_stalls: false,
                stall_platforms: Vec::new(),
            },
        };
        file.document = json::read_bytes(file.section(0)?)?;
        file.document.catalogue.check()?;
        let document = &file.document;
        let layers = [
            (&document.marks, slots),
            (&document.member_marks, document.member_slots),
        ];
        let mut planes = file.sections.iter().skip(TABLES.len());
        for (marks, slots) in layers {
            if !marks.is_sorted_by(|a, b| a < b) {
                return Err(broken("document"));
            }
            let plane = slots.div_ceil(64).checked_mul(8);
            let mut own = planes.by_ref().take(marks.len());
            if u32::try_from(slots).is_err() || own.any(|own| Some(own.length) != plane) {
                return Err(broken("slots"));
            }
        }
        let sections = TABLES.len() + document.marks.len() + document.member_marks.len();
        if file.sections.len() != sections || document.maps.is_empty() {
            return Err(broken("document"));
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

    /// The levels of the map of a day, highest first; none where it has no such map.
    pub fn levels(&self, map_day: Day) -> &[String] {
        let mut maps = self.document.maps.iter();
        let map = maps.find(|map| map.day == map_day);
        map.map_or(&[], |map| &map.levels)
    }

    /// The days of the maps that it can answer on, its own first.
    pub fn map_days(&self) -> Vec<Day> {
        self.document.maps.iter().map(|map| map.day).collect()
    }

    /// The name of a unit on the map of a day; empty where there is none.
    ///
    /// # Errors
    ///
    /// The places are damaged.
    pub fn name_of(&self, unit: Option<&str>, map_day: Day) -> Result<String> {
        let Some(unit) = unit else {
            return Ok(String::new());
        };
        let map = self.maps()?.into_iter().find(|map| map.day == map_day);
        let mut units = map.into_iter().flat_map(|map| map.places.units);
        let found = units.find(|place| place.id == unit);
        Ok(found.map_or_else(String::new, |place| place.name))
    }

    /// Whether it was made of simulated data.
    pub fn is_simulated(&self) -> bool {
        self.document.is_simulated
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.bytes.len()
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

    /// What its planes say, those of residents first, each with its bytes.
    pub fn planes(&self) -> Vec<(String, usize)> {
        let document = &self.document;
        let marks = document.marks.iter().map(|mark| format!("{mark:?}"));
        let of_members = document.member_marks.iter();
        let marks = marks.chain(of_members.map(|mark| format!("Member {mark:?}")));
        let sections = self.sections.iter().skip(TABLES.len());
        let bytes = sections.map(|section| section.length);
        marks.zip(bytes).collect()
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
            member_marks: self.document.member_marks.iter().cloned().collect(),
            bodies: self.document.has_bodies,
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
        let mut maps = self.maps()?.into_iter();
        let map = maps.next().ok_or_else(|| broken("places"))?;
        let other_maps: Vec<Map> = maps.collect();
        let all = || core::iter::once(&map).chain(&other_maps);
        let (units, unit_kinds) = self.units(&mut all())?;
        let has_bodies = document.has_bodies && needs.bodies;
        let members = match has_bodies {
            true => self.layer(needs, true, &mut all())?,
            false => Layer::default(),
        };
        Ok(Frame {
            day: document.day,
            known_at: document.known_at.clone(),
            is_simulated: document.is_simulated,
            catalogue: document.catalogue.clone(),
            vocabulary: self.vocabulary()?,
            has_all_words: document.has_all_words,
            units,
            unit_kinds,
            households: self.layer(needs, false, &mut all())?,
            bodies: match has_bodies {
                true => self.bodies(&map, members.slots)?,
                false => Vec::new(),
            },
            map,
            other_maps,
            members,
            has_bodies,
            organisations: document.organisations.clone(),
            lanes: document.lanes.clone(),
            has_stalls: document.has_stalls,
            stall_platforms: document.stall_platforms.clone(),
            stalls: self.stalls()?,
        })
    }

    /// The cells and the planes that are needed of residents, or of members.
    fn layer(
        &self,
        needs: &Needs,
        of_members: bool,
        maps: &mut dyn Iterator<Item = &Map>,
    ) -> Result<Layer> {
        let document = &self.document;
        let (marks, before, slots, needed, section) = match of_members {
            false => (&document.marks, 0, self.slots, &needs.marks, 3),
            true => {
                let before = document.marks.len();
                let marks = &document.member_marks;
                (marks, before, document.member_slots, &needs.member_marks, 6)
            }
        };
        for mark in needed.iter() {
            let is_nobodys = document.has_all_words && mark.is_word();
            if !is_nobodys && marks.binary_search(mark).is_err() {
                return Err(mark.lacking());
            }
        }
        let mut layer = Layer {
            cells: self.cells(section, slots, maps)?,
            slots,
            ..Layer::default()
        };
        for (at, mark) in marks.iter().enumerate() {
            if needs.takes(mark, of_members) {
                let bytes = self.section(TABLES.len() + before + at)?;
                layer.planes.push(Plane::from_bytes(bytes));
                layer.marks.push(mark.clone());
            }
        }
        Ok(layer)
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
        let planes = self.planes();
        let plane = number.checked_sub(TABLES.len());
        let plane = plane.and_then(|at| planes.get(at));
        plane.map_or_else(
            || section_name(number),
            |(plane, _)| format!("plane {plane}"),
        )
    }

    fn texts(&self) -> Result<&'a str> {
        core::str::from_utf8(self.section(1)?).map_err(|_| broken("texts"))
    }

    fn maps(&self) -> Result<Vec<Map>> {
        let texts = self.texts()?;
        let mut rows = self.section(2)?.chunks(PLACE);
        let mut maps = Vec::new();
        for map in &self.document.maps {
            let mut units = Vec::new();
            for (at, row) in rows.by_ref().take(map.places).enumerate() {
                let text = |field: usize| text_at(texts, row, field * 8);
                let end = u32_at(row, 32) as usize;
                match (text(0), text(1), text(2), text(3)) {
                    (Some(id), Some(code), Some(name), Some(level))
                        if row.len() == PLACE && end > at && end <= map.places =>
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
            if units.len() != map.places {
                return Err(broken("places"));
            }
            maps.push(Map {
                day: map.day,
                places: Places { units },
                levels: map.levels.clone(),
            });
        }
        match rows.next() {
            None => Ok(maps),
            Some(_) => Err(broken("places: end")),
        }
    }

    /// Where the units of the day's map stand on each, and what they are called by kind.
    fn units(&self, maps: &mut dyn Iterator<Item = &Map>) -> Result<(Vec<Stands>, Vec<String>)> {
        let texts = self.texts()?;
        let sizes: Vec<usize> = maps.map(|map| map.places.units.len()).collect();
        let width = 8 + 4 * sizes.len();
        let (mut units, mut kinds) = (Vec::new(), Vec::new());
        for (at, row) in self.section(5)?.chunks(width).enumerate() {
            match (stands(row, 8, &sizes), text_at(texts, row, 0)) {
                (Some(own), Some(kind)) if row.len() == width => {
                    units.push(own);
                    kinds.push(kind);
                }
                _ => return Err(broken(format!("units: {at}"))),
            }
        }
        match sizes.first() == Some(&units.len()) {
            true => Ok((units, kinds)),
            false => Err(broken("units: end")),
        }
    }

    fn bodies(&self, map: &Map, slots: usize) -> Result<Vec<Body>> {
        let mut bodies: Vec<Body> = Vec::new();
        for (at, row) in self.section(7)?.chunks(BODY).enumerate() {
            let below = |number: u32, count: usize| match number {
                NONE => Some(None),
                number => ((number as usize) < count).then_some(Some(number)),
            };
            let last = u32_at(row, 0);
            let rises = bodies.last().is_none_or(|before| before.last < last);
            let unit = below(u32_at(row, 8), map.places.units.len());
            let organisation = below(u32_at(row, 12), self.document.organisations.len());
            match (u32_at(row, 4), unit, organisation) {
                (is_team @ 0..=1, Some(unit), Some(organisation))
                    if row.len() == BODY && rises && (last as usize) < slots =>
                {
                    bodies.push(Body {
                        last,
                        is_team: is_team == 1,
                        unit,
                        organisation,
                    });
                }
                _ => return Err(broken(format!("bodies: {at}"))),
            }
        }
        Ok(bodies)
    }

    fn cells(
        &self,
        section: usize,
        slots: usize,
        maps: &mut dyn Iterator<Item = &Map>,
    ) -> Result<Vec<Cell>> {
        let sizes: Vec<usize> = maps.map(|map| map.places.units.len()).collect();
        let width = 4 * sizes.len() + 16;
        let name = section_name(section);
        let mut cells: Vec<Cell> = Vec::new();
        for (at, row) in self.section(section)?.chunks(width).enumerate() {
            let rest = row.get(4 * sizes.len()..).unwrap_or_default();
            let (start, end) = (u32_at(rest, 0) as usize, u32_at(rest, 4) as usize);
            let open = u64_at(rest, 8);
            let before = cells.last().map_or(0, |before| before.end);
            let sound = row.len() == width
                && start == before
                && start < end
                && open <= (end - start) as u64;
            match stands(row, 0, &sizes).filter(|_| sound) {
                Some(places) => cells.push(Cell {
                    places,
                    start,
                    end,
                    open,
                }),
                None => return Err(broken(format!("{name}: {at}"))),
            }
        }
        match cells.last().map_or(0, |cell| cell.end) == slots {
            true => Ok(cells),
            false => Err(broken(format!("{name}: end"))),
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

/// Positions on maps of such sizes; one behind the last for what no unit contains.
fn stands(row: &[u8], from: usize, sizes: &[usize]) -> Option<Stands> {
    let own = sizes.iter().enumerate().map(|(map, size)| {
        let place = u32_at(row, from + 4 * map);
        (place as usize <= *size).then_some(place)
    });
    own.collect()
}

/// A text whose offset and length stand in a row.
fn text_at(texts: &str, row: &[u8], from: usize) -> Option<String> {
    let start = u32_at(row, from) as usize;
    let end = start.checked_add(u32_at(row, from + 4) as usize)?;
    texts.get(start..end).map(str::to_owned)
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
