//! What a rule needs, taken out of the bytes.

use super::{
    BODY, FrameFile, NONE, PLACE, STATE_UNKNOWN, TABLES, broken, section_name, u32_at, u64_at,
};
use crate::{
    Result, checksum,
    coverage::{Place, Places},
    frame::{Body, Cell, Frame, Layer, Map, StallStates, Stands, mark::Needs, plane::Plane},
    platform::SetupState,
};

impl<'a> FrameFile<'a> {
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
    pub(super) fn section(&self, number: usize) -> Result<&'a [u8]> {
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

    pub(super) fn maps(&self) -> Result<Vec<Map>> {
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
