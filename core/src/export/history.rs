//! What changed when: the days on which a thing got something new, and what
//! held from each.

use crate::{Day, id::Dense, order::Order};

/// Facts of one sort by owner, each owner's in order of days.
pub(super) struct History<'f, T> {
    by_owner: Vec<Vec<&'f T>>,
    day: fn(&T) -> Option<Day>,
}

impl<'f, T: Ord> History<'f, T> {
    pub fn new<Ix: Dense>(facts: &'f [(Ix, T)], owners: usize, day: fn(&T) -> Option<Day>) -> Self {
        let mut by_owner: Vec<Vec<&T>> = vec![Vec::new(); owners];
        for (owner, fact) in facts {
            if let Some(own) = by_owner.get_mut(owner.index()) {
                own.push(fact);
            }
        }
        for own in &mut by_owner {
            own.order_by_key(|fact| day(fact));
            own.dedup();
        }
        Self { by_owner, day }
    }

    fn own<Ix: Dense>(&self, owner: Ix) -> &[&'f T] {
        self.by_owner.get(owner.index()).map_or(&[], Vec::as_slice)
    }

    pub fn count<Ix: Dense>(&self, owner: Ix) -> u64 {
        u64::try_from(self.own(owner).len()).unwrap_or(u64::MAX)
    }

    /// The last that had begun by a day.
    pub fn by<Ix: Dense>(&self, owner: Ix, day: Option<Day>) -> Option<&'f T> {
        self.own(owner)
            .iter()
            .rev()
            .find(|fact| (self.day)(fact) <= day)
            .copied()
    }

    /// Adds the days on which something begins.
    pub fn days<Ix: Dense>(&self, owner: Ix, days: &mut Vec<Option<Day>>) {
        days.extend(self.own(owner).iter().map(|fact| (self.day)(fact)));
    }
}

/// The days from which rows are written: the first, and each change after it.
pub(super) fn rows(first: Option<Day>, mut days: Vec<Option<Day>>) -> Vec<Option<Day>> {
    days.retain(|day| *day > first);
    days.push(first);
    days.order();
    days.dedup();
    days
}
