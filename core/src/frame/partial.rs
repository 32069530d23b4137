//! The answer for a part of a frame, which merges by addition.

use super::Frame;
use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{Counts, Verdict},
    rule::Subject,
};
use core::ops::Range;

/// What a rule says of some cells of a frame. The parts of any cut of it, merged in
/// any order, are the whole: it is what an engine over many machines carries.
///
/// Its bytes, numbers in LEB128: `NDP1`; the day ([`Day::number`]); the length of
/// the rule's id and the id; how many places the map has; open households; how many
/// places follow; and for each, by position, how far it lies behind the one before
/// (the first: behind 0), and its six counts in the order of [`Verdict::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    pub(super) day: Day,
    pub(super) rule: String,
    /// By position on the map, the last for what no unit contains.
    pub(super) by_place: Vec<Counts>,
    pub(super) open_households: u64,
}

const MARK: &[u8; 4] = b"NDP1";

impl Partial {
    pub(super) fn new(frame: &Frame, rule: &str) -> Self {
        Self {
            day: frame.day,
            rule: rule.to_owned(),
            by_place: vec![Counts::default(); frame.places.units.len() + 1],
            open_households: 0,
        }
    }

    pub(super) fn add(&mut self, place: usize, counts: [u64; 6]) {
        if let Some(own) = self.by_place.get_mut(place) {
            for (verdict, count) in Verdict::ALL.into_iter().zip(counts) {
                own.add_many(verdict, count);
            }
        }
    }

    /// Everything in it together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in &self.by_place {
            total.add(counts);
        }
        total
    }

    /// Adds another part.
    ///
    /// # Errors
    ///
    /// It is of another day, rule or map.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let of = |part: &Self| format!("{} {} {}", part.day, part.rule, part.by_place.len());
        if of(self) != of(other) {
            return Err(Error::new(ErrorKind::NotInFrame)
                .found(of(other))
                .expected(of(self)));
        }
        for (own, more) in self.by_place.iter_mut().zip(&other.by_place) {
            own.add(more);
        }
        self.open_households += other.open_households;
        Ok(())
    }

    /// The part as bytes: equal parts are equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        let filled = || {
            let places = self.by_place.iter().enumerate();
            places.filter(|(_, counts)| !counts.is_zero())
        };
        put(&mut bytes, u64::try_from(self.day.number()).unwrap_or(0));
        put(&mut bytes, self.rule.len() as u64);
        bytes.extend_from_slice(self.rule.as_bytes());
        put(&mut bytes, self.by_place.len() as u64);
        put(&mut bytes, self.open_households);
        put(&mut bytes, filled().count() as u64);
        let mut before = 0;
        for (place, counts) in filled() {
            put(&mut bytes, (place - before) as u64);
            before = place;
            for verdict in Verdict::ALL {
                put(&mut bytes, counts.of(verdict));
            }
        }
        bytes
    }

    /// Reads a part of this frame.
    ///
    /// # Errors
    ///
    /// The bytes are no part, or one of another day or map.
    pub fn from_bytes(frame: &Frame, bytes: &[u8]) -> Result<Self> {
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
            let day = i32::try_from(reader.number()?).ok()?;
            let length = usize::try_from(reader.number()?).ok()?;
            let rule = core::str::from_utf8(reader.take(length)?).ok()?.to_owned();
            Some((
                day,
                rule,
                reader.number()?,
                reader.number()?,
                reader.number()?,
            ))
        };
        let (day, rule, places, open_households, filled) =
            read(&mut reader).ok_or_else(|| broken(&reader))?;
        let mut part = Self::new(frame, &rule);
        if day != frame.day.number() || places != part.by_place.len() as u64 {
            return Err(Error::new(ErrorKind::NotInFrame)
                .found(format!("{day} {places}"))
                .expected(format!("{} {}", frame.day.number(), part.by_place.len())));
        }
        part.open_households = open_households;
        let mut place = 0_usize;
        for number in 0..filled {
            let step = reader.number().and_then(|step| usize::try_from(step).ok());
            let next = step
                .filter(|step| number == 0 || *step > 0)
                .and_then(|step| place.checked_add(step));
            let mut counts = Counts::default();
            for verdict in Verdict::ALL {
                let count = reader.number().ok_or_else(|| broken(&reader))?;
                counts.add_many(verdict, count);
            }
            let slot = next.and_then(|next| part.by_place.get_mut(next));
            match slot.filter(|_| !counts.is_zero()) {
                Some(slot) => *slot = counts,
                None => return Err(broken(&reader)),
            }
            place = next.unwrap_or(place);
        }
        match reader.at == bytes.len() {
            true => Ok(part),
            false => Err(broken(&reader)),
        }
    }
}

impl Frame {
    /// Cuts the frame into so many stretches of cells of about equal size, for
    /// [`part`](Self::part): one a thread.
    pub fn cut(&self, parts: usize) -> Vec<Range<usize>> {
        let mut cuts = Vec::new();
        let mut start = 0;
        for part in 1..=parts {
            let goal = self.slots.checked_div(parts).map_or(0, |each| each * part);
            let end = match part == parts {
                true => self.cells.len(),
                false => self.cells.partition_point(|cell| cell.end <= goal),
            };
            if end > start {
                cuts.push(start..end);
                start = end;
            }
        }
        cuts
    }

    pub(super) fn open_in(
        &self,
        subject: Subject,
        cells: Range<usize>,
        within: &Option<Range<usize>>,
    ) -> u64 {
        let cells = self.cells.get(cells).unwrap_or(&[]).iter();
        let own = cells.filter(|cell| {
            subject == Subject::Resident
                && within.as_ref().is_none_or(|own| own.contains(&cell.place))
        });
        own.map(|cell| cell.open).sum()
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
