//! To which row of a level each unit of a map belongs.

use crate::{
    Registry,
    coverage::{Places, RowKind, rows_of},
    event::Code,
    id::UnitIx,
    place::PlaceMap,
};

/// A row: a unit, the remainder of one, or what no unit contains.
pub(super) type RowOf = (RowKind, Option<UnitIx>);

/// The rows of one map.
pub(super) struct Rows {
    /// By level, and by number of the unit.
    by_level: Vec<Vec<Option<RowOf>>>,
    /// The rows of each level in order.
    pub order: Vec<Vec<RowOf>>,
}

impl Rows {
    pub(super) fn of(
        registry: &Registry,
        map: &PlaceMap,
        levels: &[Code],
        within: Option<UnitIx>,
    ) -> Self {
        let places = Places::of(registry, map);
        let words = registry.vocabulary();
        let name = |level: &Code| words.text(*level).to_owned();
        let known: Vec<String> = map.levels().iter().map(name).collect();
        let at = within.and_then(|unit| map.position_of(unit));
        let unit_at = |at: usize| map.units().get(at).copied();
        let mut rows = Self {
            by_level: Vec::new(),
            order: Vec::new(),
        };
        for level in levels {
            let mut of_unit = vec![None; registry.unit_ids().len()];
            let mut order = Vec::new();
            // A unit that is not on this map has nothing in it there.
            let is_here = within.is_none() || at.is_some();
            let asked = words.text(*level);
            for row in rows_of((&places, &known), at, asked) {
                let own = (row.kind, row.place.and_then(unit_at));
                if !is_here || (row.kind == RowKind::Unassigned && within.is_some()) {
                    continue;
                }
                order.push(own);
                for unit in row.positions.into_iter().flatten().filter_map(unit_at) {
                    if let Some(slot) = of_unit.get_mut(unit.index()) {
                        *slot = Some(own);
                    }
                }
            }
            rows.by_level.push(of_unit);
            rows.order.push(order);
        }
        rows
    }

    /// The row of a level that something counted in a unit belongs to; nothing where
    /// it is not asked about.
    pub(super) fn row(&self, level: usize, unit: Option<UnitIx>, within: bool) -> Option<RowOf> {
        match unit {
            Some(unit) => *self.by_level.get(level)?.get(unit.index())?,
            None => (!within).then_some((RowKind::Unassigned, None)),
        }
    }
}
