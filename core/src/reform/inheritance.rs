//! What a unit has of targets that were set for what it came from, or became.

use crate::{
    Day, Registry,
    hashed::HashMap,
    id::UnitIx,
    order::Order,
    place::{Crossing, Passage},
    target::Target,
};

/// A target that is set for a unit, from a day of the unit's life on.
pub(super) struct Own<'t> {
    /// Of several for one unit the highest holds.
    pub rank: usize,
    pub since: Day,
    pub target: &'t Target,
}

/// The targets of one rule and due day by the unit that they are for, those of the
/// highest rank first.
pub(super) type Given<'t> = HashMap<UnitIx, Vec<Own<'t>>>;

/// What a unit has.
#[derive(Clone, Debug)]
pub(super) enum Held<'t> {
    /// These targets, all of one share.
    Same(Vec<&'t Target>),
    /// None: these are the units that it came from, or became, with the share that each
    /// had.
    Fallen(Vec<(UnitIx, Option<u32>)>),
}

/// Most reforms that one unit is followed over.
const MOST_STEPS: usize = 1024;

/// The ways of targets over reforms, one reform after another: a unit has what all that
/// went into it had alike; on a map before that of the target, what all that it went
/// into have alike.
pub(super) struct Inheritance<'t> {
    registry: &'t Registry,
    given: Given<'t>,
    /// What was found, by direction, unit and day.
    found: HashMap<(Way, UnitIx, Day), Option<Held<'t>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    /// From what the unit came from.
    Forwards,
    /// From what it became.
    Backwards,
}

impl<'t> Inheritance<'t> {
    pub fn new(registry: &'t Registry, given: Given<'t>) -> Self {
        let found = HashMap::default();
        Self {
            registry,
            given,
            found,
        }
    }

    /// The units of a map that can have any, in its order.
    pub fn units(&self, onto: &Crossing<'_>) -> Vec<UnitIx> {
        let map = onto.map();
        let mut units: Vec<UnitIx> = Vec::new();
        for (unit, own) in self.given.iter() {
            for own in own {
                units.extend(onto.candidates(*unit, Some(own.since)));
            }
            units.extend(map.position_of(*unit).map(|_| *unit));
        }
        units.order_by_key(|unit| map.position_of(*unit));
        units.dedup();
        units
    }

    /// What a unit has on the map of a day; of what was set for others the last set.
    pub fn of(&mut self, unit: UnitIx, day: Day) -> Option<Held<'t>> {
        let later = self.followed(Way::Backwards, unit, day, 0);
        if matches!(later, Some(Held::Same(_))) {
            return later;
        }
        let earlier = self.followed(Way::Forwards, unit, day, 0);
        match earlier {
            Some(Held::Same(_)) => earlier,
            _ => later.or(earlier),
        }
    }

    fn followed(&mut self, way: Way, unit: UnitIx, day: Day, steps: usize) -> Option<Held<'t>> {
        let key = (way, unit, day);
        if let Some(known) = self.found.get(&key) {
            return known.clone();
        }
        let held = match self.own(unit, day) {
            Some(own) => Some(Held::Same(vec![own])),
            None if steps < MOST_STEPS => self.inherited(way, unit, day, steps + 1),
            None => None,
        };
        self.found.insert(key, held.clone());
        held
    }

    /// The target that is set for the unit as it is on a day: taking others in makes it
    /// another than before, giving a part away another than after.
    fn own(&self, unit: UnitIx, day: Day) -> Option<&'t Target> {
        let lineage = self.registry.lineage();
        let is_same = |own: &&Own<'t>| match own.since <= day {
            true => !lineage
                .into(unit)
                .any(|one| own.since < one.day && one.day <= day),
            false => {
                let mut gave = lineage.out_of(unit).iter();
                !gave.any(|one| day < one.day && one.day <= own.since)
            }
        };
        let own = self.given.get(&unit)?.iter().find(is_same);
        own.map(|own| own.target)
    }

    fn inherited(&mut self, way: Way, unit: UnitIx, day: Day, steps: usize) -> Option<Held<'t>> {
        let lineage = self.registry.lineage();
        // The nearest reform that way, and what the unit was, or is, beyond it.
        let (beyond, mut others): (Day, Vec<UnitIx>) = match way {
            Way::Forwards => {
                let mut taken = lineage.into(unit).rev();
                let last = taken.find(|one| one.day <= day)?.day;
                let of_day = |one: &&Passage| one.day == last;
                let taken = lineage.into(unit).filter(of_day);
                (last.before(), taken.map(|one| one.from).collect())
            }
            Way::Backwards => {
                let given = lineage.out_of(unit);
                let first = given.iter().find(|one| one.day > day)?.day;
                let given = given.iter().filter(|one| one.day == first);
                (first, given.map(|one| one.into).collect())
            }
        };
        let known = self.registry.unit(unit);
        others.extend(known.filter(|own| own.spell.holds(beyond)).map(|_| unit));
        others.order();
        others.dedup();
        let mut had = Vec::with_capacity(others.len());
        for other in others {
            had.push((other, self.followed(way, other, beyond, steps)));
        }
        self.together(had)
    }

    /// What all these have alike.
    fn together(&self, had: Vec<(UnitIx, Option<Held<'t>>)>) -> Option<Held<'t>> {
        if had.iter().all(|(_, held)| held.is_none()) {
            return None;
        }
        let mut targets: Vec<&'t Target> = Vec::new();
        let mut of: Vec<(UnitIx, Option<u32>)> = Vec::new();
        let mut all = true;
        for (unit, held) in had {
            match held {
                Some(Held::Same(own)) => {
                    of.push((unit, own.first().map(|target| target.share)));
                    targets.extend(own);
                }
                Some(Held::Fallen(further)) => {
                    all = false;
                    of.extend(further);
                }
                None => {
                    all = false;
                    of.push((unit, None));
                }
            }
        }
        targets.order();
        targets.dedup();
        let share = targets.first().map(|target| target.share);
        if all && targets.iter().all(|target| Some(target.share) == share) {
            return Some(Held::Same(targets));
        }
        of.order_by_key(|(unit, _)| self.registry.unit_ids().text(*unit));
        of.dedup();
        Some(Held::Fallen(of))
    }
}
