//! Where targets stand on a map. A target stands on the unit that it was set for;
//! on another unit of the map where all that it came from had the same share and
//! due day.

use crate::{
    Day, Registry,
    event::Code,
    id::UnitIx,
    order::Order,
    place::{Crossing, PlaceMap},
    target::{Baseline, Target},
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A target that stands on a unit of the map.
#[derive(Clone, Debug)]
pub(super) struct Standing {
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
pub(super) struct Lost {
    pub unit: UnitIx,
    pub rule: Code,
    pub due: Day,
    pub reason: Reason,
    /// What it came from, and the share that each had.
    pub of: Vec<(UnitIx, Option<u32>)>,
}

/// The targets of one rule and due day, by the unit that they are for.
type Given<'t> = FxHashMap<UnitIx, &'t Target>;

/// Every target on a map, by unit, rule and due day.
pub(super) fn stand(registry: &Registry, onto: &Crossing<'_>) -> (Vec<Standing>, Vec<Lost>) {
    let map = onto.map();
    let words = registry.vocabulary();
    let mut groups: BTreeMap<(&str, Day), Vec<&Target>> = BTreeMap::new();
    for target in registry.targets() {
        let group = groups.entry((words.text(target.rule), target.due));
        group.or_default().push(target);
    }
    let mut maps: BTreeMap<Day, Crossing<'_>> = BTreeMap::new();
    for target in registry.targets() {
        let day = target.from;
        maps.entry(day).or_insert_with(|| registry.crossing(day));
    }
    let (mut standing, mut lost) = (Vec::new(), Vec::new());
    for group in groups.values() {
        let group = Group::new(registry, group, &maps, onto);
        group.stand(&mut standing, &mut lost);
    }
    let place = |unit: UnitIx| {
        let level = map.level(unit);
        let level = map.levels().iter().position(|known| Some(*known) == level);
        (level.unwrap_or(usize::MAX), map.position_of(unit))
    };
    let mut places: FxHashMap<UnitIx, (usize, Option<usize>)> = FxHashMap::default();
    let units = standing.iter().map(|own: &Standing| own.unit);
    for unit in units.chain(lost.iter().map(|own: &Lost| own.unit)) {
        places.entry(unit).or_insert_with(|| place(unit));
    }
    let order =
        |unit: UnitIx, rule: Code, due: Day| (places.get(&unit).copied(), words.text(rule), due);
    standing.order_by_key(|own| order(own.unit, own.rule, own.due));
    lost.order_by_key(|own| order(own.unit, own.rule, own.due));
    (standing, lost)
}

struct Group<'t> {
    registry: &'t Registry,
    targets: &'t [&'t Target],
    given: Given<'t>,
    maps: &'t BTreeMap<Day, Crossing<'t>>,
    onto: &'t Crossing<'t>,
}

impl<'t> Group<'t> {
    fn new(
        registry: &'t Registry,
        targets: &'t [&'t Target],
        maps: &'t BTreeMap<Day, Crossing<'t>>,
        onto: &'t Crossing<'t>,
    ) -> Self {
        // A unit's own target holds before one for its level, and of those the one
        // of the lowest unit above it.
        let mut given: FxHashMap<UnitIx, (usize, &'t Target)> = FxHashMap::default();
        let mut give = |unit: UnitIx, rank: usize, target: &'t Target| {
            let held = given.entry(unit).or_insert((rank, target));
            if held.0 < rank {
                *held = (rank, target);
            }
        };
        for target in targets {
            let Some(crossing) = maps.get(&target.from) else {
                continue;
            };
            if target.level == Code::NONE {
                give(target.unit, usize::MAX, target);
                continue;
            }
            let depth = crossing.map().depth(target.unit);
            for unit in of_level(crossing.map(), target.unit, target.level) {
                give(unit, depth, target);
            }
            // A unit of the level that was opened later, and came from no other.
            for unit in of_level(onto.map(), target.unit, target.level) {
                let is_new = crossing.map().position_of(unit).is_none()
                    && registry.lineage().into(unit).next().is_none();
                if is_new {
                    give(unit, depth, target);
                }
            }
        }
        let given = given.into_iter();
        Self {
            registry,
            targets,
            given: given.map(|(unit, (_, target))| (unit, target)).collect(),
            maps,
            onto,
        }
    }

    fn stand(&self, standing: &mut Vec<Standing>, lost: &mut Vec<Lost>) {
        let map = self.onto.map();
        let mut units: Vec<UnitIx> = Vec::new();
        for (unit, target) in &self.given {
            units.extend(self.onto.candidates(*unit, Some(target.from)));
            units.extend(map.position_of(*unit).map(|_| *unit));
        }
        units.order_by_key(|unit| map.position_of(*unit));
        units.dedup();
        let mut days: Vec<Day> = self.targets.iter().map(|target| target.from).collect();
        days.order();
        days.dedup();
        for unit in units {
            let mut why = None;
            let found = days.iter().rev().find_map(|day| {
                let crossing = self.maps.get(day)?;
                // Set for a unit before that was opened, it is nobody else's.
                let is_later = crossing.map().position_of(unit).is_none();
                let of = match is_later && self.given.contains_key(&unit) {
                    true => vec![unit],
                    false => crossing.candidates(unit, Some(map.day())),
                };
                match self.on(unit, &of) {
                    Ok(own) => own,
                    Err(reason) => {
                        why.get_or_insert((reason, of));
                        None
                    }
                }
            });
            match (found, why) {
                (Some(found), _) => standing.push(found),
                (None, Some((reason, of))) => lost.push(self.lost(unit, reason, of)),
                (None, None) => {}
            }
        }
    }

    /// The target of a unit that came from others, or why it has none; nothing where
    /// none of them had one.
    fn on(&self, unit: UnitIx, of: &[UnitIx]) -> Result<Option<Standing>, Reason> {
        let had: Vec<&Target> = of
            .iter()
            .filter_map(|old| self.given.get(old).copied())
            .collect();
        let Some(first) = had.first() else {
            return Ok(None);
        };
        if had.len() < of.len() {
            return Err(Reason::NotAll);
        }
        if had.iter().any(|target| target.share != first.share) {
            return Err(Reason::DifferentShares);
        }
        let same = |target: &&Target| target.baseline == first.baseline;
        let mut sources: Vec<&str> = had.iter().map(|target| &*target.source).collect();
        sources.order();
        sources.dedup();
        let mut set_for: Vec<UnitIx> = had.iter().map(|target| target.unit).collect();
        set_for.order_by_key(|unit| self.registry.unit_ids().text(*unit));
        set_for.dedup();
        set_for.retain(|old| *old != unit);
        Ok(Some(Standing {
            unit,
            rule: first.rule,
            due: first.due,
            from: had.iter().fold(first.from, |from, own| from.min(own.from)),
            share: first.share,
            baseline: first.baseline.filter(|_| had.iter().all(same)),
            is_assumed: had.iter().any(|target| target.is_assumed),
            source: sources.join("; "),
            set_for,
        }))
    }

    fn lost(&self, unit: UnitIx, reason: Reason, of: Vec<UnitIx>) -> Lost {
        let target = self.targets.first();
        let share = |unit: UnitIx| (unit, self.given.get(&unit).map(|own| own.share));
        Lost {
            unit,
            rule: target.map_or(Code::NONE, |target| target.rule),
            due: target.map_or(self.onto.map().day(), |target| target.due),
            reason,
            of: of.into_iter().map(share).collect(),
        }
    }
}

/// The units of a level in a unit, itself aside.
fn of_level(map: &PlaceMap, within: UnitIx, level: Code) -> impl Iterator<Item = UnitIx> + '_ {
    let own = map.units().get(map.stretch(within)).unwrap_or(&[]);
    let fits = move |unit: &&UnitIx| map.level(**unit) == Some(level) && **unit != within;
    own.iter().filter(fits).copied()
}
