//! Bytes opened: what they say of themselves is sound, and no plane is touched.

use super::{
    ALIGN, Document, ENTRY, FrameFile, HEADER, MAGIC, Section, TABLES, VERSION, broken, header_crc,
    u32_at, u64_at, unequal,
};
use crate::{
    Day, Error, ErrorKind, Result,
    event::Vocabulary,
    frame::{columns::vocabulary_of, mark::Needs},
    json,
    skill::Catalogue,
};
use std::borrow::Cow;

impl<'a> FrameFile<'a> {
    /// Opens bytes, lent or owned: checks the header, the index and the document. What
    /// else is damaged is found on first use, or by [`verify`](Self::verify).
    ///
    /// # Errors
    ///
    /// The bytes are no frame, of another version, cut short, or damaged.
    pub fn open(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self> {
        Self::opened(bytes.into())
    }

    fn opened(bytes: Cow<'a, [u8]>) -> Result<Self> {
        let (sections, slots) = index(&bytes)?;
        let first = sections.first().ok_or_else(|| broken("index", "0"))?;
        let document: Document = json::read_bytes(first.of(&bytes, || TABLES[0].to_owned())?)
            .map_err(|error| error.within("/document"))?;
        document.catalogue.check()?;
        let (own, of_members) = (document.marks.len(), document.member_marks.len());
        let layers = [(own, slots), (of_members, document.member_slots)];
        let mut planes = sections.iter().skip(TABLES.len());
        for (marks, slots) in layers {
            let plane = slots.div_ceil(64).checked_mul(8);
            let mut own = planes.by_ref().take(marks);
            if u32::try_from(slots).is_err() || own.any(|own| Some(own.length) != plane) {
                return Err(broken("header", format!("{slots} slots")));
            }
        }
        let due = TABLES.len() + own + of_members;
        if sections.len() != due || document.maps.is_empty() {
            let found = sections.len() as u64;
            return Err(unequal("document", "sections", found, due as u64));
        }
        Ok(Self {
            bytes,
            sections,
            slots,
            document,
        })
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

    /// The bytes that it was opened from.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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
        let sections = self.sections.iter().enumerate().skip(TABLES.len());
        sections
            .map(|(number, section)| (self.name(number), section.length))
            .collect()
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
            bodies: self.document.has_bodies,
            ..Needs::default()
        })
        .map(drop)
    }
}

/// The sections and the number of slots.
fn index(bytes: &[u8]) -> Result<(Vec<Section>, usize)> {
    let cut = |place: &str, due: usize| unequal(place, "bytes", bytes.len() as u64, due as u64);
    let header = bytes.get(..HEADER).ok_or_else(|| cut("header", HEADER))?;
    if header.get(..8) != Some(MAGIC) {
        return Err(unequal(
            "header",
            "mark",
            u64_at(header, 0),
            u64_at(MAGIC, 0),
        ));
    }
    let version = u32_at(header, 8);
    if version != VERSION {
        return Err(Error::new(ErrorKind::UnknownVersion)
            .found(version.to_string())
            .expected(VERSION.to_string())
            .path("/header"));
    }
    let count = u32_at(header, 12) as usize;
    let end = count.saturating_mul(ENTRY).saturating_add(HEADER);
    let index = bytes.get(HEADER..end).ok_or_else(|| cut("index", end))?;
    let (found, due) = (
        u32_at(header, 24),
        header_crc(bytes.get(..24).unwrap_or_default(), index),
    );
    if found != due || u32_at(header, 28) != 0 {
        return Err(unequal("index", "CRC-32", found.into(), due.into()));
    }
    let mut sections = Vec::new();
    let mut free = end;
    for (number, entry) in index.chunks_exact(ENTRY).enumerate() {
        let place = || format!("index/{number}");
        let (found, due) = (u64_at(entry, 0), free.next_multiple_of(ALIGN));
        let (offset, gap) = (due, bytes.get(free..due));
        // One behind another, without overlaps, and zeros between.
        if found != due as u64 {
            return Err(unequal(&place(), "offset", found, due as u64));
        }
        let length = usize::try_from(u64_at(entry, 8)).unwrap_or(usize::MAX);
        let end = offset.saturating_add(length);
        if end > bytes.len() {
            return Err(cut(&place(), end));
        }
        if gap.is_none_or(|gap| gap.iter().any(|byte| *byte != 0)) {
            return Err(broken(&place(), "gap"));
        }
        free = end;
        sections.push(Section {
            offset,
            length,
            crc: u32_at(entry, 16),
        });
    }
    match free == bytes.len() {
        true => {
            let slots = usize::try_from(u64_at(header, 16)).unwrap_or(usize::MAX);
            Ok((sections, slots))
        }
        false => Err(cut("end", free)),
    }
}
