//! Which unit became which: the successions of all reforms, both ways.

use crate::{Day, id::UnitIx, order::Order};

/// That a unit, or a part of it, went into another on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// The unit that gave.
    pub from: UnitIx,
    /// The first day in the other unit.
    pub day: Day,
    /// The unit that took.
    pub into: UnitIx,
    /// Whether only a part of the first went there.
    pub part: bool,
    /// Which reform it is part of, in the registry's order of reforms.
    pub reform: u32,
}

/// Every succession, found from either side in the time of a binary search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// By giver, day, taker.
    forwards: Vec<Passage>,
    /// Positions in `forwards`, by taker, day, giver.
    backwards: Vec<u32>,
}

impl Lineage {
    /// Indexes successions.
    pub fn new(mut passages: Vec<Passage>) -> Self {
        passages.order();
        passages.dedup();
        passages.shrink_to_fit();
        let count = u32::try_from(passages.len()).unwrap_or(u32::MAX);
        let mut backwards: Vec<u32> = (0..count).collect();
        backwards.order_by_key(|at| {
            let passage = passages.get(*at as usize);
            passage.map(|passage| (passage.into, passage.day, passage.from))
        });
        Self {
            forwards: passages,
            backwards,
        }
    }

    /// Whether no unit ever went into another.
    pub fn is_empty(&self) -> bool {
        self.forwards.is_empty()
    }

    /// How many successions there are.
    pub fn len(&self) -> usize {
        self.forwards.len()
    }

    /// Every succession, by giver.
    pub fn iter(&self) -> impl Iterator<Item = &Passage> {
        self.forwards.iter()
    }

    /// What went out of a unit, by day.
    pub fn out_of(&self, unit: UnitIx) -> &[Passage] {
        let start = self.forwards.partition_point(|one| one.from < unit);
        let end = self.forwards.partition_point(|one| one.from <= unit);
        self.forwards.get(start..end).unwrap_or(&[])
    }

    /// What went into a unit, by day.
    pub fn into(&self, unit: UnitIx) -> impl DoubleEndedIterator<Item = &Passage> {
        let taker = |at: &u32| self.forwards.get(*at as usize).map(|one| one.into);
        let start = self
            .backwards
            .partition_point(|at| taker(at).is_some_and(|known| known < unit));
        let end = self
            .backwards
            .partition_point(|at| taker(at).is_some_and(|known| known <= unit));
        let own = self.backwards.get(start..end).unwrap_or(&[]);
        own.iter().filter_map(|at| self.forwards.get(*at as usize))
    }

    /// The days on which a unit gave or took something, in order, each once.
    pub fn days_of(&self, unit: UnitIx) -> Vec<Day> {
        let gave = self.out_of(unit).iter().map(|one| one.day);
        let mut days: Vec<Day> = gave.chain(self.into(unit).map(|one| one.day)).collect();
        days.order();
        days.dedup();
        days
    }
}
