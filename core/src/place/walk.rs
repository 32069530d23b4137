//! What became of a unit by another day, or what it came from.

use super::{Lineage, Passage, Unit};
use crate::{Day, id::UnitIx, order::Order};

/// How far a unit's history is followed: more steps than any has.
const MOST_STEPS: usize = 1024;

/// A walk from units of any day to those of one day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'a> {
    pub units: &'a [Unit],
    pub lineage: &'a Lineage,
    pub day: Day,
}

/// A unit that something can stand in, and whether it is that unit itself and not
/// somewhere in it.
pub(crate) type Candidate = (UnitIx, bool);

impl Walk<'_> {
    /// The units of the day in which something recorded at a unit from a day on
    /// (absent: since ever) can stand, each once; a unit above where what it stood
    /// in is gone without a successor.
    pub fn candidates(&self, unit: UnitIx, since: Option<Day>) -> Vec<Candidate> {
        let mut found = Vec::new();
        self.gather(unit, since, &mut found, &mut 0);
        found.order();
        // A unit itself sorts after somewhere in it, and stands for both.
        found.reverse();
        found.dedup_by_key(|(unit, _)| *unit);
        found.reverse();
        found
    }

    fn unit(&self, unit: UnitIx) -> Option<&Unit> {
        self.units
            .get(unit.index())
            .filter(|unit| unit.is_recorded())
    }

    fn holds(&self, unit: UnitIx, day: Day) -> bool {
        self.unit(unit).is_some_and(|unit| unit.spell.holds(day))
    }

    fn gather(
        &self,
        unit: UnitIx,
        since: Option<Day>,
        found: &mut Vec<Candidate>,
        steps: &mut usize,
    ) {
        *steps += 1;
        let Some(known) = self.unit(unit).filter(|_| *steps <= MOST_STEPS) else {
            return;
        };
        // A fact lies within the life of its unit, whatever day it is written with.
        let last = known.spell.until.map(Day::before);
        let since = since
            .max(known.spell.from)
            .map(|day| last.map_or(day, |last| day.min(last)));
        match since {
            Some(since) if since > self.day => self.backwards(unit, since, found, steps),
            _ => self.forwards(unit, since, found, steps),
        }
    }

    fn forwards(
        &self,
        unit: UnitIx,
        since: Option<Day>,
        found: &mut Vec<Candidate>,
        steps: &mut usize,
    ) {
        let later = |one: &&Passage| Some(one.day) > since && one.day <= self.day;
        let given = self.lineage.out_of(unit);
        let Some(first) = given.iter().find(later).map(|one| one.day) else {
            return self.itself_or_above(unit, found, steps);
        };
        for passage in given.iter().filter(|one| one.day == first) {
            self.gather(passage.into, Some(first), found, steps);
        }
        if self.holds(unit, first) {
            self.gather(unit, Some(first), found, steps);
        }
    }

    fn backwards(&self, unit: UnitIx, since: Day, found: &mut Vec<Candidate>, steps: &mut usize) {
        let earlier = |one: &&Passage| one.day <= since && one.day > self.day;
        let taken = || self.lineage.into(unit);
        let Some(last) = taken().rev().find(earlier).map(|one| one.day) else {
            return self.itself_or_above(unit, found, steps);
        };
        let before = last.before();
        for passage in taken().filter(|one| one.day == last) {
            self.gather(passage.from, Some(before), found, steps);
        }
        if self.holds(unit, before) {
            self.gather(unit, Some(before), found, steps);
        }
    }

    /// A unit without successors on the way: itself, or somewhere in what the unit
    /// above it has become.
    fn itself_or_above(&self, unit: UnitIx, found: &mut Vec<Candidate>, steps: &mut usize) {
        if self.holds(unit, self.day) {
            found.push((unit, true));
            return;
        }
        let Some(known) = self.unit(unit) else {
            return;
        };
        let at = match (known.spell.from, known.spell.until) {
            (Some(from), _) if from > self.day => from,
            (_, Some(until)) => until.before(),
            _ => self.day,
        };
        let parent = known.parent_on(self.day).or_else(|| known.parent_on(at));
        if let Some(parent) = parent.filter(|parent| *parent != unit) {
            let mut above = Vec::new();
            self.gather(parent, Some(at), &mut above, steps);
            found.extend(above.into_iter().map(|(unit, _)| (unit, false)));
        }
    }
}
