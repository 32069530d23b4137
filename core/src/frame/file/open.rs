//! Bytes opened: what they say of themselves is sound, and no plane is touched.

use super::{
    ALIGN, Document, ENTRY, FrameFile, HEADER, MAGIC, Section, TABLES, VERSION, broken, header_crc,
    section_name, u32_at, u64_at,
};
use crate::{
    Day, Error, ErrorKind, Result,
    event::Vocabulary,
    frame::{
        columns::vocabulary_of,
        mark::{Mark, Needs},
    },
    json,
    skill::Catalogue,
};

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
        let marks = document.marks.iter().map(Mark::name);
        let of_members = document.member_marks.iter();
        let marks = marks.chain(of_members.map(|mark| format!("member {}", mark.name())));
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
}
