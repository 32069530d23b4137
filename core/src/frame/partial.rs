//! The answer for a part of a frame, which merges by addition.

use super::{Frame, Map};
use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{Counts, Direct, Question, Verdict},
    order::Order,
    rule::{Rule, Subject},
};
use core::ops::Range;

/// What a rule says of some cells of a frame. The parts of any cut of it, merged in
/// any order, are the whole: it is what an engine over many machines carries.
///
/// Its bytes, numbers in LEB128: `NDP1`; the day and the day of the map
/// ([`Day::number`]); the length of the rule's id and the id; how many places the map
/// has, and how many strata there are; open households; six counts in the order of
/// [`Verdict::ALL`] of all together; how many places follow; and for each, by position,
/// how far it lies behind the one before (the first: behind 0), how many strata follow,
/// and for each, by number, how far it lies behind the one before, and its six counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    pub(super) day: Day,
    pub(super) map_day: Day,
    pub(super) rule: String,
    pub(super) strata: usize,
    /// Each subject once, also where it is in several strata.
    pub(super) total: Counts,
    /// How many places the map has, with that of what no unit contains.
    places: usize,
    /// Sorted, each stratum of a place once and not without counts.
    pub(super) direct: Vec<Direct>,
    pub(super) open_households: u64,
}

const MARK: &[u8; 4] = b"NDP1";

impl Partial {
    pub(super) fn new(frame: &Frame, map: &Map, rule: &str, strata: usize) -> Self {
        Self {
            day: frame.day,
            map_day: map.day,
            rule: rule.to_owned(),
            strata,
            total: Counts::default(),
            places: map.places.units.len() + 1,
            direct: Vec::new(),
            open_households: 0,
        }
    }

    /// Counts subjects at a place: all of them, and those of each stratum where there
    /// are several.
    pub(super) fn add<const WHOLE: bool>(
        &mut self,
        place: usize,
        all: &[u64; 6],
        strata: &[[u64; 6]],
    ) {
        let all = of(all);
        if all.is_zero() {
            return;
        }
        self.total.add(&all);
        if !WHOLE || strata.is_empty() {
            return self.add_at(place, 0, &all);
        }
        for (number, counts) in (0..).zip(strata) {
            self.add_at(place, number, &of(counts));
        }
    }

    fn add_at(&mut self, place: usize, stratum: u32, more: &Counts) {
        if place >= self.places || more.is_zero() {
            return;
        }
        let more = Direct {
            place: place as u32,
            stratum,
            counts: *more,
        };
        match self.direct.last_mut() {
            Some(last) if last.key() == more.key() => last.counts.add(&more.counts),
            _ => self.direct.push(more),
        }
    }

    /// Takes counts at a place away and adds others. It is settled, and stays so. Where
    /// each cell has its counts, those of the place stand where the cell does.
    pub(super) fn change(
        &mut self,
        (place, cell): (usize, usize),
        less: &[u64; 6],
        more: &[u64; 6],
    ) {
        if less == more {
            return;
        }
        let (less, more) = (of(less), of(more));
        self.total.add(&more);
        self.total.take(&less);
        let key = (u32::try_from(place).unwrap_or(u32::MAX), 0);
        let guessed = self.direct.get(cell).filter(|own| own.key() == key);
        let found = match guessed {
            Some(_) => Ok(cell),
            None => self.direct.binary_search_by(|own| own.key().cmp(&key)),
        };
        match found {
            Ok(at) => {
                let own = self.direct.get_mut(at);
                let is_empty = own.is_some_and(|own| {
                    own.counts.add(&more);
                    own.counts.take(&less);
                    own.counts.is_zero()
                });
                if is_empty {
                    self.direct.remove(at);
                }
            }
            Err(at) => self.direct.insert(
                at,
                Direct {
                    place: key.0,
                    stratum: key.1,
                    counts: more,
                },
            ),
        }
    }

    /// Puts in order what was added, each stratum of a place once.
    pub(super) fn settle(&mut self) {
        if self.direct.is_sorted_by(|a, b| a.key() < b.key()) {
            return;
        }
        self.direct.order_by_key(Direct::key);
        self.direct.dedup_by(|more, own| {
            let is_own = own.key() == more.key();
            if is_own {
                own.counts.add(&more.counts);
            }
            is_own
        });
    }

    /// Everything in it together.
    pub fn total(&self) -> Counts {
        self.total
    }

    /// Adds another part.
    ///
    /// # Errors
    ///
    /// It is of another day, rule or map, or in other strata.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let of = |part: &Self| {
            let (places, strata) = (part.places, part.strata);
            format!(
                "{} {} {} {places} {strata}",
                part.day, part.map_day, part.rule
            )
        };
        if of(self) != of(other) {
            return Err(Error::new(ErrorKind::NotInFrame)
                .found(of(other))
                .expected(of(self)));
        }
        self.total.add(&other.total);
        self.direct.extend_from_slice(&other.direct);
        self.settle();
        self.open_households += other.open_households;
        Ok(())
    }

    /// The part as bytes: equal parts are equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        let filled = || self.direct.chunk_by(|a, b| a.place == b.place);
        for day in [self.day, self.map_day] {
            put(&mut bytes, u64::try_from(day.number()).unwrap_or(0));
        }
        put(&mut bytes, self.rule.len() as u64);
        bytes.extend_from_slice(self.rule.as_bytes());
        put(&mut bytes, self.places as u64);
        put(&mut bytes, self.strata as u64);
        put(&mut bytes, self.open_households);
        put_counts(&mut bytes, &self.total);
        put(&mut bytes, filled().count() as u64);
        let mut before = 0;
        for own in filled() {
            let place = own.first().map_or(0, |own| own.place);
            put(&mut bytes, u64::from(place - before));
            before = place;
            put(&mut bytes, own.len() as u64);
            let mut before = 0;
            for own in own {
                put(&mut bytes, u64::from(own.stratum - before));
                before = own.stratum;
                put_counts(&mut bytes, &own.counts);
            }
        }
        bytes
    }

    /// Reads a part of this frame, as an answer to a question is made of.
    ///
    /// # Errors
    ///
    /// The bytes are no part, or one of another day, map or rule.
    pub fn from_bytes(
        frame: &Frame,
        rule: &Rule,
        question: &Question,
        bytes: &[u8],
    ) -> Result<Self> {
        let mut part = frame.empty_part(rule, question)?;
        let mut reader = Reader { bytes, at: 0 };
        let broken = |reader: &Reader<'_>| {
            Error::new(ErrorKind::BrokenBytes)
                .found(format!("byte {}", reader.at))
                .expected("NDP1")
        };
        if reader.take(MARK.len()) != Some(MARK) {
            return Err(broken(&reader));
        }
        let read = |reader: &mut Reader<'_>| {
            let (day, map_day) = (reader.number()?, reader.number()?);
            let length = usize::try_from(reader.number()?).ok()?;
            let rule = core::str::from_utf8(reader.take(length)?).ok()?.to_owned();
            let (places, strata) = (reader.number()?, reader.number()?);
            Some(format!("{day} {map_day} {rule} {places} {strata}"))
        };
        let found = read(&mut reader).ok_or_else(|| broken(&reader))?;
        let expected = format!(
            "{} {} {} {} {}",
            part.day.number(),
            part.map_day.number(),
            part.rule,
            part.places,
            part.strata
        );
        if found != expected {
            let error = Error::new(ErrorKind::NotInFrame).found(found);
            return Err(error.expected(expected));
        }
        let rest = part.read(&mut reader);
        match rest.is_some() && reader.at == bytes.len() {
            true => Ok(part),
            false => Err(broken(&reader)),
        }
    }

    /// Reads the counts; nothing where they are not in their one form.
    fn read(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.open_households = reader.number()?;
        self.total = reader.counts()?;
        let mut place = 0_u32;
        for number in 0..reader.number()? {
            let step = u32::try_from(reader.number()?).ok();
            let step = step.filter(|step| number == 0 || *step > 0)?;
            place = place.checked_add(step)?;
            ((place as usize) < self.places).then_some(())?;
            let mut stratum = 0_u32;
            let strata = reader.number().filter(|strata| *strata > 0)?;
            for number in 0..strata {
                let step = u32::try_from(reader.number()?).ok();
                let step = step.filter(|step| number == 0 || *step > 0)?;
                stratum = stratum.checked_add(step)?;
                let counts = reader.counts().filter(|counts| !counts.is_zero())?;
                self.direct.push(Direct {
                    place,
                    stratum,
                    counts,
                });
            }
            ((stratum as usize) < self.strata).then_some(())?;
        }
        Some(())
    }
}

/// Counts in the order of [`Verdict::ALL`].
fn of(counts: &[u64; 6]) -> Counts {
    let mut all = Counts::default();
    for (verdict, count) in Verdict::ALL.into_iter().zip(counts) {
        all.add_many(verdict, *count);
    }
    all
}

fn put_counts(bytes: &mut Vec<u8>, counts: &Counts) {
    for verdict in Verdict::ALL {
        put(bytes, counts.of(verdict));
    }
}

impl Frame {
    /// Cuts what a rule's subjects stand in into so many stretches of about equal size,
    /// for [`part`](Self::part): one a thread.
    pub fn cut(&self, subject: Subject, parts: usize) -> Vec<Range<usize>> {
        let (count, size) = match self.layer_of(subject) {
            Some(layer) => (layer.cells.len(), layer.slots),
            None => (self.own_places().len(), self.own_places().len()),
        };
        // More parts than there is to cut are empty, however many are asked for.
        let parts = parts.min(size.max(1));
        let mut cuts = Vec::new();
        let mut start = 0;
        for part in 1..=parts {
            let goal = size.checked_div(parts).map_or(0, |each| each * part);
            let end = match (part == parts, self.layer_of(subject)) {
                (true, _) => count,
                (_, Some(layer)) => layer.cells.partition_point(|cell| cell.end <= goal),
                (_, None) => goal,
            };
            if end > start {
                cuts.push(start..end);
                start = end;
            }
        }
        cuts
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn counts(&mut self) -> Option<Counts> {
        let mut counts = [0; 6];
        for count in &mut counts {
            *count = self.number()?;
        }
        Some(of(&counts))
    }

    /// A number in LEB128, in its shortest form.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.take(1)? else { return None };
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 || shift > 0 && *byte == 0 {
                return None;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}
