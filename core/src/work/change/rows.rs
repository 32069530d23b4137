//! To which row of a level each unit of a map belongs.

use super::units::Units;
use crate::{
    coverage::{Places, RowKind, level_names, rows_of},
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
    /// By number of the unit: whether it lies in the one asked about; nothing where
    /// everything is.
    inside: Option<Vec<bool>>,
}

impl Rows {
    /// Those of a map of one of the ends, of levels by name, in a unit by its id.
    pub(super) fn of(
        units: &Units<'_>,
        (end, map): (usize, &PlaceMap),
        levels: &[String],
        within: Option<&str>,
    ) -> Self {
        let registry = units.registry(end);
        let places = Places::of(registry, map);
        let known = level_names(registry, map);
        let within = within.map(|id| map.position_of(registry.unit_ids().find(id)?));
        let unit_at = |at: usize| {
            let own = map.units().get(at).copied()?;
            Some(if end == 0 { units.earlier(own) } else { own })
        };
        let mut rows = Self {
            by_level: Vec::new(),
            order: Vec::new(),
            inside: within.map(|_| vec![false; units.len()]),
        };
        if let (Some(inside), Some(Some(at))) = (&mut rows.inside, within) {
            for unit in places.stretch(at).filter_map(unit_at) {
                if let Some(slot) = inside.get_mut(unit.index()) {
                    *slot = true;
                }
            }
        }
        for level in levels {
            let mut of_unit = vec![None; units.len()];
            let mut order = Vec::new();
            // A unit that is not on this map has nothing in it there.
            let is_here = within != Some(None);
            for row in rows_of((&places, &known), within.flatten(), level) {
                let own = (row.kind, row.place.and_then(unit_at));
                if !is_here || (row.kind == RowKind::Unassigned && within.is_some()) {
                    continue;
                }
                order.push(own);
                for unit in row.positions().flatten().filter_map(unit_at) {
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

    /// Whether something counted in a unit is asked about.
    pub(super) fn is_inside(&self, unit: Option<UnitIx>) -> bool {
        let Some(inside) = &self.inside else {
            return true;
        };
        unit.is_some_and(|unit| inside.get(unit.index()).copied().unwrap_or(false))
    }

    /// The row of a level that something counted in a unit belongs to; nothing where
    /// it is not asked about.
    pub(super) fn row(&self, level: usize, unit: Option<UnitIx>) -> Option<RowOf> {
        match unit {
            Some(unit) => *self.by_level.get(level)?.get(unit.index())?,
            None if self.inside.is_some() => None,
            None => Some((RowKind::Unassigned, None)),
        }
    }
}
