//! What a rule needs, taken out of the bytes.

use super::{BODY, FrameFile, NONE, PLACE, STATE_UNKNOWN, TABLES, broken, u32_at, u64_at, unequal};
use crate::{
    Result,
    coverage::{Place, Places},
    frame::{
        Body, Cell, Frame, Layer, Map, StallStates, Stands,
        mark::{Mark, Needs},
        plane::Plane,
    },
    order::Set,
    platform::SetupState,
};

impl FrameFile<'_> {
    /// The frame with the planes that some rules need; no other is touched.
    ///
    /// # Errors
    ///
    /// A plane is not there, or what is needed is damaged, by name.
    pub fn load(&self, needs: &Needs) -> Result<Frame> {
        let document = &self.document;
        let mut maps = self.maps()?.into_iter();
        let map = maps.next().ok_or_else(|| broken("places", "—"))?;
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

    /// The cells of residents, or of members, and the planes that are needed.
    fn layer(
        &self,
        needs: &Needs,
        of_members: bool,
        maps: &mut dyn Iterator<Item = &Map>,
    ) -> Result<Layer> {
        let (section, slots) = match of_members {
            false => (3, self.slots),
            true => (6, self.document.member_slots),
        };
        let mut layer = Layer {
            cells: self.cells(section, slots, maps)?,
            slots,
            ..Layer::default()
        };
        self.planes_of(&mut layer, needs, of_members)?;
        Ok(layer)
    }

    /// Takes those of some planes that a frame of this file lacks; no other is touched.
    ///
    /// # Errors
    ///
    /// A plane is not there, or what is needed is damaged, by name.
    pub(crate) fn load_more(&self, frame: &mut Frame, needs: &Needs) -> Result<()> {
        self.planes_of(&mut frame.households, needs, false)?;
        match frame.has_bodies {
            true => self.planes_of(&mut frame.members, needs, true),
            false => Ok(()),
        }
    }

    /// Whether [`load_more`](Self::load_more) might take any.
    pub(crate) fn has_more(&self, frame: &Frame, needs: &Needs) -> bool {
        let all = needs.all_words || needs.all_flags;
        let lacks = |layer: &Layer, needed: &Set<Mark>| {
            needed.iter().any(|mark| layer.plane_of(mark).is_err())
        };
        all || lacks(&frame.households, &needs.marks)
            || frame.has_bodies && lacks(&frame.members, &needs.member_marks)
    }

    fn planes_of(&self, layer: &mut Layer, needs: &Needs, of_members: bool) -> Result<()> {
        let document = &self.document;
        let (texts, before, needed) = match of_members {
            false => (&document.marks, 0, &needs.marks),
            true => (
                &document.member_marks,
                document.marks.len(),
                &needs.member_marks,
            ),
        };
        let first = TABLES.len() + before;
        for mark in needed.iter() {
            let text = mark.text();
            match texts.iter().position(|known| *known == text) {
                Some(at) => self.put(layer, mark, first + at)?,
                // Each word that its facts use has a plane: this is of nobody.
                None if document.has_all_words && mark.is_word() => {}
                None => return Err(mark.lacking()),
            }
        }
        if needs.all_words || needs.all_flags {
            for (at, text) in texts.iter().enumerate() {
                let mark = Mark::read(text);
                let mark = mark.ok_or_else(|| broken("document/marks", text))?;
                if needs.takes(&mark, of_members) {
                    self.put(layer, &mark, first + at)?;
                }
            }
        }
        Ok(())
    }

    /// Puts a section's plane into a layer that lacks it.
    fn put(&self, layer: &mut Layer, mark: &Mark, section: usize) -> Result<()> {
        if let Err(place) = layer.marks.binary_search(mark) {
            let plane = Plane::from_bytes(self.section(section)?);
            layer.planes.insert(place, plane);
            layer.marks.insert(place, mark.clone());
        }
        Ok(())
    }

    /// A section, if its checksum is right.
    pub(super) fn section(&self, number: usize) -> Result<&[u8]> {
        let section = self.sections.get(number);
        let section = section.ok_or_else(|| broken("index", number.to_string()))?;
        section.of(&self.bytes, || match TABLES.get(number) {
            Some(name) => (*name).to_owned(),
            None => format!("planes/{}", self.name(number)),
        })
    }

    /// What a plane says.
    pub(super) fn name(&self, number: usize) -> String {
        let (own, of_members) = (&self.document.marks, &self.document.member_marks);
        let at = number.saturating_sub(TABLES.len());
        let member = of_members.get(at.saturating_sub(own.len()));
        own.get(at).cloned().unwrap_or_else(|| {
            let member = member.map_or("", String::as_str);
            format!("member {member}")
        })
    }

    fn texts(&self) -> Result<&str> {
        core::str::from_utf8(self.section(1)?).map_err(|fault| broken("texts", fault.to_string()))
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
                    _ => return Err(broken(&format!("places/{at}"), "row")),
                }
            }
            if units.len() != map.places {
                return Err(unequal(
                    "places",
                    "rows",
                    units.len() as u64,
                    map.places as u64,
                ));
            }
            maps.push(Map {
                day: map.day,
                places: Places { units },
                levels: map.levels.clone(),
            });
        }
        match rows.next() {
            None => Ok(maps),
            Some(_) => Err(broken("places", "rows")),
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
                _ => return Err(broken(&format!("units/{at}"), "row")),
            }
        }
        match sizes.first() == Some(&units.len()) {
            true => Ok((units, kinds)),
            false => Err(broken("units", "rows")),
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
                _ => return Err(broken(&format!("bodies/{at}"), "row")),
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
        let name = TABLES.get(section).copied().unwrap_or_default();
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
                None => return Err(broken(&format!("{name}/{at}"), "row")),
            }
        }
        match cells.last().map_or(0, |cell| cell.end) == slots {
            true => Ok(cells),
            false => Err(broken(name, "rows")),
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
                None => return Err(broken(&format!("stalls/{at}"), "row")),
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
