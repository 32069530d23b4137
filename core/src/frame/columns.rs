//! A frame from columns, batch by batch, so that a country never has to exist as
//! objects.

use super::{
    Cell, Frame, Layer, Map,
    mark::{AGE_BITS, AGE_UNKNOWN, ANY_KIND, Mark, Needs, level_bits},
    plane::Plane,
};
use crate::{Day, Error, ErrorKind, Result, coverage::Places, event::Vocabulary, skill::Catalogue};

/// The level of somebody who was not assessed.
pub const NOT_ASSESSED: u8 = u8::MAX;
/// Mark of a row that is no resident: its household has none.
pub const NOBODY: u8 = 1;
/// Mark of a household whose residents are not all listed, on one of its rows.
pub const OPEN: u8 = 2;

/// Residents in columns of equal length, a household's together.
#[derive(Clone, Copy, Debug)]
pub struct Residents<'a> {
    /// The position of the unit among the frame's places; their number where no
    /// unit contains the household. It never falls.
    pub place: &'a [u32],
    /// A number of the household, which rises within a place. It is not kept.
    pub household: &'a [u64],
    /// The day of birth as [`Day::number`]; 0 where it is not known.
    pub birth: &'a [i32],
    /// By skill of the catalogue: the level found, or [`NOT_ASSESSED`].
    pub levels: &'a [&'a [u8]],
    /// [`NOBODY`] and [`OPEN`]; no column at all where nobody has a mark.
    pub marks: &'a [u8],
}

/// A frame being built from batches of columns: levels of one catalogue and ages.
///
/// ```
/// use noidai::{coverage::{Place, Places, Question}, frame::{FrameBuilder, Residents}, rule::built_in, skill::Catalogue};
/// let hamlet = Place { id: "31441/1".into(), code: String::new(), name: "Ấp 1".into(), level: "hamlet".into(), end: 1 };
/// let places = Places { units: vec![hamlet] };
/// let question = Question::on("2025-06-30".parse()?);
/// let mut builder = FrameBuilder::new(question.day, places, vec!["hamlet".into()], Catalogue::basic());
/// // Two households: one resident fluent in everything, and two who are not.
/// let level: &[u8] = &[3, 0, 2];
/// builder.push(&Residents { place: &[0; 3], household: &[1, 2, 2], birth: &[0; 3], levels: &[level; 5], marks: &[] })?;
/// let frame = builder.finish()?;
/// let answer = frame.coverage(&built_in()[0], &question)?;
/// assert_eq!((answer.total.numerator(), answer.total.population()), (1, 2));
/// # Ok::<(), noidai::Error>(())
/// ```
pub struct FrameBuilder {
    frame: Frame,
    ages: Ages,
    /// Positions of the planes of levels: by skill its bits, and then assessed.
    skills: Vec<(Vec<usize>, usize)>,
    age_planes: Vec<usize>,
    last: usize,
    phantom: usize,
    open: usize,
    /// Place and household of the row before.
    before: Option<(u32, u64)>,
    is_open: bool,
}

/// Slots that one word holds.
const WORD: usize = 64;

impl FrameBuilder {
    /// Begins a frame of a day on a map, whose levels are named highest first.
    pub fn new(day: Day, places: Places, levels: Vec<String>, catalogue: Catalogue) -> Self {
        let mut needs = Needs::new();
        for skill in &catalogue.skills {
            for bit in 0..level_bits(&catalogue) {
                let mark = Mark::Level(skill.code.clone(), ANY_KIND, bit);
                needs.marks.insert(mark);
            }
            needs
                .marks
                .insert(Mark::Assessed(skill.code.clone(), ANY_KIND));
        }
        needs.marks.extend((0..AGE_BITS).map(Mark::Age));
        let marks: Vec<Mark> = needs.marks.into_iter().collect();
        let at = |mark: Mark| marks.binary_search(&mark).unwrap_or(usize::MAX);
        let skills = catalogue.skills.iter().map(|skill| {
            let bits = (0..level_bits(&catalogue))
                .map(|bit| at(Mark::Level(skill.code.clone(), ANY_KIND, bit)));
            let assessed = at(Mark::Assessed(skill.code.clone(), ANY_KIND));
            (bits.collect(), assessed)
        });
        Self {
            ages: Ages::on(day),
            skills: skills.collect(),
            age_planes: (0..AGE_BITS).map(|bit| at(Mark::Age(bit))).collect(),
            last: at(Mark::Last),
            phantom: at(Mark::Phantom),
            open: at(Mark::Open),
            before: None,
            is_open: false,
            frame: Frame {
                day,
                known_at: None,
                is_simulated: false,
                vocabulary: vocabulary_of(&catalogue),
                has_all_words: false,
                catalogue,
                units: (0_u32..)
                    .zip(&places.units)
                    .map(|(at, _)| Box::from([at]))
                    .collect(),
                map: Map {
                    day,
                    places,
                    levels,
                },
                other_maps: Vec::new(),
                unit_kinds: Vec::new(),
                households: Layer {
                    planes: marks.iter().map(|_| Plane::default()).collect(),
                    marks,
                    ..Layer::default()
                },
                members: Layer::default(),
                has_bodies: false,
                bodies: Vec::new(),
                organisations: Vec::new(),
                lanes: Vec::new(),
                stall_platforms: Vec::new(),
                has_stalls: false,
                stalls: Vec::new(),
            },
        }
    }

    /// Adds a batch. Where it is refused the frame cannot be finished: rows before
    /// the fault are in it.
    ///
    /// # Errors
    ///
    /// Columns of unequal length, a place or level that is not there, a household
    /// whose rows do not stand together.
    pub fn push(&mut self, rows: &Residents<'_>) -> Result<()> {
        check(&self.frame.catalogue, rows)?;
        let length = rows.place.len();
        self.households(rows)?;
        let mut at = 0;
        while at < length {
            // Up to the end of the word that the next slot lies in.
            let slot = self.frame.households.slots;
            let end = (at + WORD - slot % WORD).min(length);
            self.word(rows, at..end, slot);
            self.frame.households.slots += end - at;
            at = end;
        }
        Ok(())
    }

    /// Ends the last household and gives the frame.
    ///
    /// # Errors
    ///
    /// The frame has more than 2^32 slots.
    pub fn finish(mut self) -> Result<Frame> {
        self.end_household(self.frame.households.slots);
        if u32::try_from(self.frame.households.slots).is_err() {
            return Err(Error::new(ErrorKind::TooLarge)
                .found_words("số ô của khung", "the number of slots")
                .expected(u32::MAX.to_string()));
        }
        if let Some(cell) = self.frame.households.cells.last_mut() {
            cell.end = self.frame.households.slots;
        }
        for plane in &mut self.frame.households.planes {
            plane.extend_to(self.frame.households.slots);
        }
        Ok(self.frame)
    }

    /// Marks the ends of households and the cells of a batch.
    fn households(&mut self, rows: &Residents<'_>) -> Result<()> {
        let nowhere = self.frame.own_places().len();
        let both = rows.place.iter().zip(rows.household);
        for (row, (place, household)) in both.enumerate() {
            let slot = self.frame.households.slots + row;
            let now = Some((*place, *household));
            if now == self.before {
                if self.is_phantom(rows, row) {
                    return Err(broken(*household, row));
                }
            } else {
                if now < self.before {
                    return Err(broken(*household, row));
                }
                self.end_household(slot);
                if self.before.is_none_or(|(before, _)| before != *place) {
                    let position = *place as usize;
                    if position > nowhere {
                        return Err(Error::new(ErrorKind::NotOnTheMap)
                            .found(place.to_string())
                            .expected(nowhere.to_string())
                            .path(format!("/place/{row}")));
                    }
                    if let Some(cell) = self.frame.households.cells.last_mut() {
                        cell.end = slot;
                    }
                    self.frame.households.cells.push(Cell {
                        places: Box::from([*place]),
                        start: slot,
                        end: slot,
                        open: 0,
                    });
                }
                self.before = now;
            }
            self.is_open |= rows.marks.get(row).is_some_and(|mark| mark & OPEN != 0);
        }
        Ok(())
    }

    fn is_phantom(&self, rows: &Residents<'_>, row: usize) -> bool {
        rows.marks.get(row).is_some_and(|mark| mark & NOBODY != 0)
    }

    /// Marks the slot before as the last of its household.
    fn end_household(&mut self, slot: usize) {
        let Some(last) = slot.checked_sub(1).filter(|_| self.before.is_some()) else {
            return;
        };
        let is_open = core::mem::take(&mut self.is_open);
        let planes = [(self.last, true), (self.open, is_open)];
        for (plane, is) in planes {
            if let Some(plane) = self.frame.households.planes.get_mut(plane).filter(|_| is) {
                plane.extend_to(slot);
                plane.set(last);
            }
        }
        if let Some(cell) = self.frame.households.cells.last_mut() {
            cell.open += u64::from(is_open);
        }
    }

    /// Lays down the rows of one word, from a slot on.
    fn word(&mut self, rows: &Residents<'_>, range: core::ops::Range<usize>, slot: usize) {
        let shift = slot % WORD;
        let planes = &mut self.frame.households.planes;
        for ((bits, assessed), column) in self.skills.iter().zip(rows.levels) {
            let own = column.get(range.clone()).unwrap_or(&[]);
            let known = gather(own, |level| level != NOT_ASSESSED);
            put(planes, *assessed, slot, known << shift);
            for (bit, plane) in bits.iter().enumerate() {
                // The mark of those not assessed has every bit.
                let found = gather(own, |level| level >> bit & 1 == 1) & known;
                put(planes, *plane, slot, found << shift);
            }
        }
        let mut ages = [0_u8; WORD];
        let births = rows.birth.get(range.clone()).unwrap_or(&[]);
        for (age, birth) in ages.iter_mut().zip(births) {
            *age = self.ages.of(*birth);
        }
        let ages = ages.get(..births.len()).unwrap_or(&[]);
        for (bit, plane) in self.age_planes.iter().enumerate() {
            put(
                planes,
                *plane,
                slot,
                gather(ages, |age| age >> bit & 1 == 1) << shift,
            );
        }
        let marks = rows.marks.get(range).unwrap_or(&[]);
        put(
            planes,
            self.phantom,
            slot,
            gather(marks, |mark| mark & NOBODY != 0) << shift,
        );
    }
}

/// The library's words with a catalogue.
pub(super) fn vocabulary_of(catalogue: &Catalogue) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    // A catalogue that is refused has no rule either.
    let _ = vocabulary.add_catalogue(catalogue.clone());
    vocabulary
}

/// Whether columns are equally long, and of the levels of a catalogue.
pub(super) fn check(catalogue: &Catalogue, rows: &Residents<'_>) -> Result<()> {
    let length = rows.place.len();
    let marks = if rows.marks.is_empty() {
        length
    } else {
        rows.marks.len()
    };
    let columns = [rows.household.len(), rows.birth.len(), marks];
    let levels = rows.levels.iter().map(|column| column.len());
    if let Some(other) = columns
        .into_iter()
        .chain(levels)
        .find(|other| *other != length)
    {
        let error = Error::new(ErrorKind::UnevenColumns).found(other.to_string());
        return Err(error.expected(length.to_string()));
    }
    if rows.levels.len() != catalogue.skills.len() {
        let error = Error::new(ErrorKind::UnevenColumns).found(rows.levels.len().to_string());
        return Err(error
            .expected(catalogue.skills.len().to_string())
            .path("/levels"));
    }
    let ladder = catalogue.levels.len();
    for (skill, column) in rows.levels.iter().enumerate() {
        let beyond = |level: &u8| *level != NOT_ASSESSED && usize::from(*level) >= ladder;
        // One comparison for all, so that good columns cost little.
        if column.iter().fold(false, |any, level| any | beyond(level)) {
            let row = column.iter().position(beyond).unwrap_or(0);
            let level = column.get(row).copied().unwrap_or(0);
            let known = catalogue.levels.iter().map(|level| level.code.as_str());
            return Err(Error::new(ErrorKind::UnknownLevel)
                .found(level.to_string())
                .expected(known.collect::<Vec<_>>().join(", "))
                .path(format!("/levels/{skill}/{row}")));
        }
    }
    Ok(())
}

pub(super) fn broken(household: u64, row: usize) -> Error {
    Error::new(ErrorKind::BrokenHousehold)
        .found(household.to_string())
        .path(format!("/household/{row}"))
}

/// One bit for each of up to 64 values.
pub(super) fn gather(values: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let bits = values.iter().enumerate();
    bits.fold(0, |word, (at, value)| word | u64::from(is(*value)) << at)
}

fn put(planes: &mut [Plane], plane: usize, slot: usize, word: u64) {
    if let Some(plane) = planes.get_mut(plane).filter(|_| word != 0) {
        plane.extend_to(slot + 1);
        plane.or_word(slot, word);
    }
}

/// Ages on a day.
pub(super) struct Ages {
    day: i32,
    /// By age: the latest birth of those who have reached it.
    reached: [i32; AGE_UNKNOWN as usize + 1],
}

impl Ages {
    pub(super) fn on(day: Day) -> Self {
        let mut reached = [i32::MIN; AGE_UNKNOWN as usize + 1];
        for (age, latest) in reached
            .iter_mut()
            .enumerate()
            .take(usize::from(AGE_UNKNOWN))
        {
            let year = day.year() - i32::try_from(age).unwrap_or(0);
            // Born on 29 February, one is a year older on 1 March in common years.
            let birth = Day::new(year, day.month(), day.day_of_month());
            let birth = birth.or_else(|| Day::new(year, 2, 28));
            *latest = birth.map_or(i32::MIN, Day::number);
        }
        if let Some(latest) = reached.first_mut() {
            *latest = i32::MAX;
        }
        Self {
            day: day.number(),
            reached,
        }
    }

    /// Completed years, from 0 to 126; 127 where the birth is not known.
    pub(super) fn of(&self, birth: i32) -> u8 {
        if birth <= 0 {
            return AGE_UNKNOWN as u8;
        }
        let days = i64::from(self.day.saturating_sub(birth).max(0));
        let highest = i64::from(AGE_UNKNOWN) - 1;
        // A year of 365.2425 days; at most one off.
        let mut age = (days * 400 / 146_097).min(highest) as usize;
        let reached = |age: usize| self.reached.get(age).is_some_and(|latest| birth <= *latest);
        if !reached(age) {
            age = age.saturating_sub(1);
        } else if (age as i64) < highest && reached(age + 1) {
            age += 1;
        }
        age as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_those_of_days() {
        for day in [
            "2025-06-30",
            "2024-02-29",
            "2025-02-28",
            "2025-03-01",
            "2100-12-31",
        ] {
            let Ok(day) = day.parse::<Day>() else {
                continue;
            };
            let ages = Ages::on(day);
            for back in (-400..48_000).chain([60_000, 80_000]) {
                let birth = day.plus(-back);
                let expected = day.age_from(birth).clamp(0, 126);
                assert_eq!(
                    i32::from(ages.of(birth.number())),
                    expected,
                    "{birth} on {day}"
                );
            }
            assert_eq!(ages.of(0), 127);
        }
    }
}
