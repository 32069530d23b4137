//! From a unit of one day to the units of another day's map.

use super::{
    Lineage, PlaceMap, Unit,
    walk::{Candidate, Walk},
};
use crate::{
    Day,
    hashed::HashMap,
    id::{Dense, UnitIx},
    order::Order,
};
use std::sync::Arc;

/// Where something stands on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The unit that it stands in, or the lowest that contains all the units that
    /// it can stand in; nothing where no unit does.
    pub unit: Option<UnitIx>,
    /// Whether it stands in that unit itself and not somewhere in it.
    pub exact: bool,
}

/// The way from units of any day to those of one map. What stood in a unit stands
/// in the same unit where that is on the map and has given nothing away; else in
/// what became of it or, backwards, in what it came from. What cannot be placed in
/// one unit stands in the lowest that contains all candidates: never a guess.
#[derive(Clone, Debug)]
pub struct Crossing<'a> {
    walk: Walk<'a>,
    ways: Arc<Ways>,
}

/// The ways to one map as they were found, without the units that they were found from.
#[derive(Debug)]
pub(crate) struct Ways {
    map: PlaceMap,
    /// Of units that gave or took: from each such day on (absent: before the
    /// first), where what was recorded there then stands.
    changed: HashMap<UnitIx, Vec<(Option<Day>, Standing)>>,
    /// Of other units that are not on the map.
    absent: HashMap<UnitIx, Standing>,
}

impl<'a> Crossing<'a> {
    /// Finds the ways to a map.
    pub fn new(units: &'a [Unit], lineage: &'a Lineage, map: PlaceMap) -> Self {
        let walk = Walk {
            units,
            lineage,
            day: map.day(),
        };
        let mut ways = Ways {
            map,
            changed: HashMap::default(),
            absent: HashMap::default(),
        };
        let mut touched: Vec<UnitIx> = lineage
            .iter()
            .flat_map(|one| [one.from, one.into])
            .collect();
        touched.order();
        touched.dedup();
        for unit in touched {
            let days = lineage.days_of(unit).into_iter().map(Some);
            let phases = core::iter::once(None).chain(days);
            let phases = phases.map(|since| (since, ways.find(&walk, unit, since)));
            let phases = phases.collect();
            ways.changed.insert(unit, phases);
        }
        for unit in (0..units.len()).filter_map(UnitIx::from_index) {
            if ways.map.position_of(unit).is_none() && !ways.changed.contains_key(&unit) {
                let standing = ways.find(&walk, unit, None);
                ways.absent.insert(unit, standing);
            }
        }
        let ways = Arc::new(ways);
        Self { walk, ways }
    }

    /// The ways that were found before, from the same units.
    pub(crate) fn again(units: &'a [Unit], lineage: &'a Lineage, ways: Arc<Ways>) -> Self {
        let walk = Walk {
            units,
            lineage,
            day: ways.map.day(),
        };
        Self { walk, ways }
    }

    /// What was found.
    pub(crate) fn ways(&self) -> &Arc<Ways> {
        &self.ways
    }

    /// The map.
    pub fn map(&self) -> &PlaceMap {
        &self.ways.map
    }

    /// Where something stands on the map that is recorded at a unit from a day on
    /// (absent: since ever).
    pub fn standing(&self, unit: UnitIx, since: Option<Day>) -> Standing {
        if let Some(phases) = self.ways.changed.get(&unit) {
            let phase = phases.iter().rev().find(|(from, _)| *from <= since);
            if let Some((_, standing)) = phase {
                return *standing;
            }
        }
        let here = self.map().position_of(unit).map(|_| unit);
        let itself = Standing {
            unit: here,
            exact: here.is_some(),
        };
        self.ways.absent.get(&unit).copied().unwrap_or(itself)
    }

    /// The units of the map in which something recorded at a unit from a day on can
    /// stand, in the order of the map; a unit above them where what it stood in is
    /// gone without a successor.
    pub fn candidates(&self, unit: UnitIx, since: Option<Day>) -> Vec<UnitIx> {
        let found = self.walk.candidates(unit, since);
        let mut units: Vec<UnitIx> = found.into_iter().map(|(unit, _)| unit).collect();
        units.order_by_key(|unit| self.map().position_of(*unit));
        units
    }
}

impl Ways {
    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        const OF_A_CHANGE: usize = 64;
        let changes = self.changed.len() + self.absent.len();
        self.map.bytes() + changes * OF_A_CHANGE
    }

    fn find(&self, walk: &Walk<'_>, unit: UnitIx, since: Option<Day>) -> Standing {
        let found: Vec<Candidate> = walk.candidates(unit, since);
        if let [(unit, exact)] = found.as_slice() {
            return Standing {
                unit: Some(*unit),
                exact: *exact,
            };
        }
        let units: Vec<UnitIx> = found.into_iter().map(|(unit, _)| unit).collect();
        Standing {
            unit: self.map.lowest_containing(&units),
            exact: false,
        }
    }
}
