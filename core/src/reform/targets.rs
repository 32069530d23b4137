//! Where targets stand on a map, whatever reforms lie between. A target stands on the
//! unit that it was set for; on another unit of the map where all that it came from had
//! the same share and due day.

use super::inheritance::{Given, Held, Inheritance, Own};
use crate::{
    Day, Registry,
    event::Code,
    hashed::HashMap,
    id::UnitIx,
    order::{Map, Order},
    place::{Crossing, PlaceMap},
    target::{Baseline, Target},
};
use serde::{Deserialize, Serialize};

/// A target that stands on a unit of a map.
#[derive(Clone, Debug)]
pub(crate) struct TargetStanding {
    pub unit: UnitIx,
    pub rule: Code,
    pub due: Day,
    pub from: Day,
    pub share: u32,
    pub baseline: Option<Baseline>,
    pub is_assumed: bool,
    pub source: String,
    /// The units that it was set for, where those are others.
    pub set_for: Vec<UnitIx>,
}

/// Why a unit has no target, though a unit that it came from had one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not all that it came from had a target of the rule and due day.
    NotAll,
    /// Their shares differ.
    DifferentShares,
}

impl Reason {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAll => "not_all",
            Self::DifferentShares => "different_shares",
        }
    }
}

/// A unit of the map on which no target stands, though one did before.
#[derive(Clone, Debug)]
pub(crate) struct Lost {
    pub unit: UnitIx,
    pub rule: Code,
    pub due: Day,
    pub reason: Reason,
    /// What it came from, and the share that each had.
    pub of: Vec<(UnitIx, Option<u32>)>,
}

/// Every target on a map, and the units that have none though what they came from had
/// one; by unit, rule and due day.
pub(crate) fn targets_on(
    registry: &Registry,
    onto: &Crossing<'_>,
) -> (Vec<TargetStanding>, Vec<Lost>) {
    let map = onto.map();
    let words = registry.vocabulary();
    let mut groups: Map<(&str, Day), Vec<&Target>> = Map::new();
    for target in registry.targets() {
        let key = (words.text(target.rule), target.due);
        groups.change(key, |group| group.push(target));
    }
    let mut maps: Map<Day, PlaceMap> = Map::new();
    for target in registry
        .targets()
        .iter()
        .filter(|own| own.level != Code::NONE)
    {
        let day = within_life(registry, target.unit, target.from);
        if !maps.contains_key(&day) {
            maps.insert(day, registry.map(day));
        }
    }
    let (mut standing, mut lost) = (Vec::new(), Vec::new());
    for group in groups.values() {
        let given = given(registry, group, &maps, onto);
        let mut course = Inheritance::new(registry, given);
        for unit in course.units(onto) {
            match course.of(unit, map.day()) {
                Some(Held::Same(held)) => standing.extend(stands(registry, unit, &held)),
                Some(Held::Fallen(of)) => lost.extend(falls(unit, group, of)),
                None => {}
            }
        }
    }
    let place = |unit: UnitIx| {
        let level = map.level(unit);
        let level = map.levels().iter().position(|known| Some(*known) == level);
        (level.unwrap_or(usize::MAX), map.position_of(unit))
    };
    let mut places: HashMap<UnitIx, (usize, Option<usize>)> = HashMap::default();
    let units = standing.iter().map(|own: &TargetStanding| own.unit);
    for unit in units.chain(lost.iter().map(|own: &Lost| own.unit)) {
        if !places.contains_key(&unit) {
            places.insert(unit, place(unit));
        }
    }
    let order =
        |unit: UnitIx, rule: Code, due: Day| (places.get(&unit).copied(), words.text(rule), due);
    standing.order_by_key(|own| order(own.unit, own.rule, own.due));
    lost.order_by_key(|own| order(own.unit, own.rule, own.due));
    (standing, lost)
}

/// The targets of one rule and due day by the units that they are for: a unit's own
/// holds before one for its level, and of those that of the lowest unit above it.
fn given<'t>(
    registry: &Registry,
    targets: &[&'t Target],
    maps: &Map<Day, PlaceMap>,
    onto: &Crossing<'_>,
) -> Given<'t> {
    let mut given: Given<'t> = HashMap::default();
    let mut give = |unit: UnitIx, rank: usize, target: &'t Target| {
        let since = within_life(registry, unit, target.from);
        given.change(unit, |own| {
            own.push(Own {
                rank,
                since,
                target,
            })
        });
    };
    for target in targets {
        if target.level == Code::NONE {
            give(target.unit, usize::MAX, target);
            continue;
        }
        let day = within_life(registry, target.unit, target.from);
        let Some(then) = maps.get(&day) else {
            continue;
        };
        let depth = then.depth(target.unit);
        for unit in of_level(then, target.unit, target.level) {
            give(unit, depth, target);
        }
        // A unit of the level that was opened later, and came from no other.
        for unit in of_level(onto.map(), target.unit, target.level) {
            let opened = registry.unit(unit).and_then(|own| own.spell.from);
            if opened > Some(day) && registry.lineage().into(unit).next().is_none() {
                give(unit, depth, target);
            }
        }
    }
    for own in given.values_mut() {
        own.order_by_key(|own| (core::cmp::Reverse(own.rank), core::cmp::Reverse(own.since)));
    }
    given
}

/// A day, or the nearest on which a unit exists.
fn within_life(registry: &Registry, unit: UnitIx, day: Day) -> Day {
    let known = registry.unit(unit);
    known.map_or(day, |known| known.spell.nearest(day))
}

fn stands(registry: &Registry, unit: UnitIx, held: &[&Target]) -> Option<TargetStanding> {
    let first = held.first()?;
    let same = |target: &&Target| target.baseline == first.baseline;
    let mut sources: Vec<&str> = held.iter().map(|target| &*target.source).collect();
    sources.order();
    sources.dedup();
    let mut set_for: Vec<UnitIx> = held.iter().map(|target| target.unit).collect();
    set_for.order_by_key(|unit| registry.unit_ids().text(*unit));
    set_for.dedup();
    set_for.retain(|old| *old != unit);
    Some(TargetStanding {
        unit,
        rule: first.rule,
        due: first.due,
        from: held.iter().fold(first.from, |from, own| from.min(own.from)),
        share: first.share,
        baseline: first.baseline.filter(|_| held.iter().all(same)),
        is_assumed: held.iter().any(|target| target.is_assumed),
        source: sources.join("; "),
        set_for,
    })
}

fn falls(unit: UnitIx, targets: &[&Target], of: Vec<(UnitIx, Option<u32>)>) -> Option<Lost> {
    let target = targets.first()?;
    let reason = match of.iter().all(|(_, share)| share.is_some()) {
        true => Reason::DifferentShares,
        false => Reason::NotAll,
    };
    Some(Lost {
        unit,
        rule: target.rule,
        due: target.due,
        reason,
        of,
    })
}

/// The units of a level in a unit, itself aside.
fn of_level(map: &PlaceMap, within: UnitIx, level: Code) -> impl Iterator<Item = UnitIx> + '_ {
    let own = map.units().get(map.stretch(within)).unwrap_or(&[]);
    let fits = move |unit: &&UnitIx| map.level(**unit) == Some(level) && **unit != within;
    own.iter().filter(fits).copied()
}
