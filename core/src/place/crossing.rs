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
        let day = map.day();
        let mut crossing = Self {
            walk: Walk {
                units,
                lineage,
                day,
            },
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
            let phases = phases.map(|since| (since, crossing.find(unit, since)));
            let phases = phases.collect();
            crossing.changed.insert(unit, phases);
        }
        for unit in (0..units.len()).filter_map(UnitIx::from_index) {
            if crossing.map.position_of(unit).is_none() && !crossing.changed.contains_key(&unit) {
                let standing = crossing.find(unit, None);
                crossing.absent.insert(unit, standing);
            }
        }
        crossing
    }

    /// The map.
    pub fn map(&self) -> &PlaceMap {
        &self.map
    }

    /// Where something stands on the map that is recorded at a unit from a day on
    /// (absent: since ever).
    pub fn standing(&self, unit: UnitIx, since: Option<Day>) -> Standing {
        if let Some(phases) = self.changed.get(&unit) {
            let phase = phases.iter().rev().find(|(from, _)| *from <= since);
            if let Some((_, standing)) = phase {
                return *standing;
            }
        }
        let here = self.map.position_of(unit).map(|_| unit);
        let itself = Standing {
            unit: here,
            exact: here.is_some(),
        };
        self.absent.get(&unit).copied().unwrap_or(itself)
    }

    /// The units of the map in which something recorded at a unit from a day on can
    /// stand, in the order of the map; a unit above them where what it stood in is
    /// gone without a successor.
    pub fn candidates(&self, unit: UnitIx, since: Option<Day>) -> Vec<UnitIx> {
        let found = self.walk.candidates(unit, since);
        let mut units: Vec<UnitIx> = found.into_iter().map(|(unit, _)| unit).collect();
        units.order_by_key(|unit| self.map.position_of(*unit));
        units
    }

    fn find(&self, unit: UnitIx, since: Option<Day>) -> Standing {
        let found: Vec<Candidate> = self.walk.candidates(unit, since);
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
