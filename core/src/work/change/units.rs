//! Units of both moments under one numbering: that of the later registry, and after it
//! what only the earlier one knows.

use crate::{
    Registry,
    id::{Dense, UnitIx},
};

/// The units of both moments.
pub(super) struct Units<'a> {
    /// What knows the earlier moment.
    then: &'a Registry,
    /// What knows the later one.
    now: &'a Registry,
    /// By its number in the earlier registry: its number here. Nothing where both moments
    /// are of one registry.
    earlier: Vec<UnitIx>,
    /// The ids of those that only the earlier registry knows.
    beyond: Vec<&'a str>,
}

impl<'a> Units<'a> {
    pub(super) fn of_one(registry: &'a Registry) -> Self {
        Self {
            then: registry,
            now: registry,
            earlier: Vec::new(),
            beyond: Vec::new(),
        }
    }

    pub(super) fn of(then: &'a Registry, now: &'a Registry) -> Self {
        let mut units = Self {
            then,
            now,
            earlier: Vec::new(),
            beyond: Vec::new(),
        };
        let known = now.unit_ids();
        for own in then.unit_ids().iter() {
            let id = then.unit_ids().text(own);
            let number = known.find(id).unwrap_or_else(|| {
                units.beyond.push(id);
                UnitIx::from_index(known.len() + units.beyond.len() - 1).unwrap_or(own)
            });
            units.earlier.push(number);
        }
        units
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.now.unit_ids().len() + self.beyond.len()
    }

    /// The number of a unit of the earlier registry.
    pub(super) fn earlier(&self, unit: UnitIx) -> UnitIx {
        self.earlier.get(unit.index()).copied().unwrap_or(unit)
    }

    /// The id of a unit.
    pub(super) fn id(&self, unit: UnitIx) -> &'a str {
        let known = self.now.unit_ids();
        let beyond = unit.index().checked_sub(known.len());
        match beyond {
            Some(at) => self.beyond.get(at).copied().unwrap_or_default(),
            None => known.text(unit),
        }
    }

    /// What knows a moment: the earlier is 0.
    pub(super) fn registry(&self, end: usize) -> &'a Registry {
        if end == 0 { self.then } else { self.now }
    }
}
