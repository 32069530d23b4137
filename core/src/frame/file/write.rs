//! A frame written.

use super::{
    ALIGN, Document, ENTRY, HEADER, MAGIC, MapOf, NONE, STATE_UNKNOWN, VERSION, header_crc,
};
use crate::{
    Error, ErrorKind, Result, checksum,
    frame::{Frame, Layer, Map, mark::Mark},
    json,
};

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
            marks: texts_of(&self.households),
            has_bodies: self.has_bodies,
            member_slots: self.members.slots,
            member_marks: texts_of(&self.members),
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

fn texts_of(layer: &Layer) -> Vec<String> {
    layer.marks.iter().map(Mark::text).collect()
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

fn number(length: usize) -> Result<u32> {
    u32::try_from(length).map_err(|_| {
        Error::new(ErrorKind::TooLarge)
            .found(length.to_string())
            .expected(u32::MAX.to_string())
    })
}
