//! One household as bits: as it was, and as it is now.

use super::verdicts::Household;
use crate::{
    Day, Error, ErrorKind, Result,
    frame::{
        Frame, Layer, NOBODY, NOT_ASSESSED, OPEN, Plan, Residents,
        columns::{Ages, broken, check, gather},
        mark::{ANY_KIND, Mark},
        plane::Plane,
    },
    skill::Catalogue,
};
use core::ops::Range;

/// What fills a plane.
enum Fill {
    Last,
    Phantom,
    Open,
    Level(usize, u8),
    Assessed(usize),
    Age(u8),
    Unborn,
}

/// Reads a household from columns, and keeps what it was before.
pub(super) struct Rows {
    day: Day,
    ages: Ages,
    catalogue: Catalogue,
    fills: Vec<Fill>,
    /// Which plane says that a household is open.
    open: Option<usize>,
    before: Household,
    after: Household,
    registers: Vec<u64>,
}

impl Rows {
    pub(super) fn of(frame: &Frame) -> Result<Self> {
        let catalogue = frame.catalogue.clone();
        let skill = |code: &String, mark: &Mark| {
            let at = catalogue
                .skills
                .iter()
                .position(|skill| skill.code == *code);
            at.ok_or_else(|| mark.lacking())
        };
        let marks = frame.households.marks.iter();
        let fills = marks.map(|mark| {
            Ok(match mark {
                Mark::Last => Fill::Last,
                Mark::Phantom => Fill::Phantom,
                Mark::Open => Fill::Open,
                Mark::Level(code, ANY_KIND, bit) => Fill::Level(skill(code, mark)?, *bit),
                Mark::Assessed(code, ANY_KIND) => Fill::Assessed(skill(code, mark)?),
                Mark::Age(bit) => Fill::Age(*bit),
                Mark::Unborn => Fill::Unborn,
                other => return Err(other.lacking()),
            })
        });
        Ok(Self {
            day: frame.day,
            ages: Ages::on(frame.day),
            fills: fills.collect::<Result<_>>()?,
            open: frame.households.marks.binary_search(&Mark::Open).ok(),
            catalogue,
            before: Household::default(),
            after: Household::default(),
            registers: Vec::new(),
        })
    }

    /// Reads the rows of one household of a place.
    pub(super) fn read(&mut self, rows: &Residents<'_>, place: usize) -> Result<()> {
        check(&self.catalogue, rows)?;
        let household = rows.household.first().copied();
        let Some(household) = household else {
            return Err(Error::new(ErrorKind::UnevenColumns)
                .found("0")
                .expected("1"));
        };
        let mark = |row: usize| rows.marks.get(row).copied().unwrap_or(0);
        for (row, (at, other)) in rows.place.iter().zip(rows.household).enumerate() {
            let is_nobody = mark(row) & NOBODY != 0 && rows.place.len() > 1;
            if *at as usize != place || *other != household || is_nobody {
                return Err(broken(*other, row));
            }
        }
        let slots = rows.place.len();
        let is_open = rows.marks.iter().any(|mark| mark & OPEN != 0);
        self.after.begin(slots, self.fills.len());
        for start in (0..slots).step_by(64) {
            let own = start..slots.min(start + 64);
            let is_end = own.end == slots;
            let mut ages = [0; 64];
            let births = rows.birth.get(own.clone()).unwrap_or_default();
            for (age, birth) in ages.iter_mut().zip(births) {
                *age = self.ages.of(*birth);
            }
            let ages = ages.get(..own.len()).unwrap_or_default();
            let end = u64::from(is_end) << (own.len() - 1);
            let level = |skill: usize| {
                let column = rows
                    .levels
                    .get(skill)
                    .and_then(|column| column.get(own.clone()));
                column.unwrap_or_default()
            };
            for (plane, fill) in self.fills.iter().enumerate() {
                let bits = match fill {
                    Fill::Last => end,
                    Fill::Open if is_open => end,
                    Fill::Open => 0,
                    Fill::Phantom => u64::from(mark(start) & NOBODY != 0),
                    // The mark of those not assessed has every bit.
                    Fill::Level(skill, bit) => gather(level(*skill), |level| {
                        level != NOT_ASSESSED && level >> bit & 1 == 1
                    }),
                    Fill::Assessed(skill) => gather(level(*skill), |level| level != NOT_ASSESSED),
                    Fill::Age(bit) => gather(ages, |age| age >> bit & 1 == 1),
                    Fill::Unborn => {
                        let born = births.iter().enumerate();
                        let day = self.day.number();
                        born.fold(0, |bits, (at, birth)| bits | u64::from(*birth > day) << at)
                    }
                };
                self.after.put(plane, start / 64, bits);
            }
        }
        Ok(())
    }

    /// Keeps what a stretch of slots was.
    pub(super) fn keep(&mut self, layer: &Layer, own: Range<usize>) {
        self.before.begin(own.len(), layer.planes.len());
        for (number, plane) in layer.planes.iter().enumerate() {
            for (word, start) in own.clone().step_by(64).enumerate() {
                self.before.put(number, word, plane.from(start));
            }
        }
    }

    /// How many slots it has now.
    pub(super) fn slots(&self) -> usize {
        self.after.slots
    }

    /// Lays down the bits of a plane.
    pub(super) fn write(&self, number: usize, plane: &mut Plane, start: usize) {
        for word in 0..self.after.slots.div_ceil(64) {
            let from = word * 64;
            let count = (self.after.slots - from).min(64);
            plane.write(start + from, count, self.after.word(number, word));
        }
    }

    /// Whether it was open, and is.
    pub(super) fn open(&self) -> (bool, bool) {
        let of =
            |household: &Household| self.open.is_some_and(|plane| household.is_last_set(plane));
        (of(&self.before), of(&self.after))
    }

    /// What a plan says of it before and now, by verdict.
    pub(super) fn verdicts(&mut self, plan: &Plan) -> ([u64; 6], [u64; 6]) {
        let registers = &mut self.registers;
        (
            self.before.verdicts(plan, registers),
            self.after.verdicts(plan, registers),
        )
    }
}
