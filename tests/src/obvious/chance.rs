//! Choices drawn from a list of numbers, so that a failing case shrinks: a shorter
//! list or smaller numbers make a simpler world.

use noidai::{Day, time::Spell};

/// Where choices come from; what is beyond the end is 0, the simplest choice.
pub struct Chance<'a>(pub &'a [u32]);

impl Chance<'_> {
    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first as usize % count
    }

    /// True in one of so many cases.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    /// One of a list.
    pub fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    /// At least one of a list, in its order.
    pub fn some_of<T: Clone>(&mut self, list: &[T]) -> Vec<T> {
        let sure = self.below(list.len());
        let each = list.iter().enumerate();
        let taken: Vec<T> = each
            .filter(|(at, _)| *at == sure || self.one_in(3))
            .map(|(_, item)| item.clone())
            .collect();
        taken
    }

    /// A day in the first months of 2025.
    pub fn day(&mut self) -> Day {
        day(self.below(70) as i64)
    }

    /// A day, or since ever.
    pub fn some_day(&mut self) -> Option<Day> {
        (!self.one_in(5)).then(|| self.day())
    }

    /// A spell, mostly one that goes on.
    pub fn spell(&mut self) -> Spell {
        let from = if self.one_in(2) {
            Some(self.day())
        } else {
            None
        };
        let begun = from.unwrap_or(day(0));
        let until = self
            .one_in(4)
            .then(|| begun.plus(1 + self.below(60) as i64));
        Spell { from, until }
    }
}

pub fn day(number: i64) -> Day {
    "2025-01-01".parse::<Day>().unwrap().plus(number)
}
