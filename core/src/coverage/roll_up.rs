//! The counts of a rule over places: one row a unit and stratum, remainders, what
//! is unassigned.

use super::{
    Counts, Place, Places, Row, RowKind,
    level_rows::rows_of,
    strata::{NONE, Ordered},
};
use crate::order::Map;

/// Counts by place of the stratum in the answer's order.
type Stratified = Map<u32, Counts>;

/// What is counted directly at each unit, ready to be summed.
pub(crate) struct RollUp<'a> {
    places: &'a Places,
    /// The map's levels, highest first.
    levels: &'a [String],
    /// Position of the unit that is asked about.
    within: Option<usize>,
    /// By position on the map, the last for what no unit contains.
    direct: Vec<Vec<(u32, Counts)>>,
    ordered: Ordered,
    nowhere: Vec<String>,
}

impl<'a> RollUp<'a> {
    /// Takes counts by number of the stratum, and the units of a map with its levels,
    /// highest first.
    pub(super) fn new(
        (places, levels): (&'a Places, &'a [String]),
        within: Option<usize>,
        direct: Vec<Vec<(u32, Counts)>>,
        ordered: Ordered,
        nowhere: Vec<String>,
    ) -> Self {
        Self {
            places,
            levels,
            within,
            direct,
            ordered,
            nowhere,
        }
    }

    /// Takes counts by strata that are numbered in the order of an answer, each with what
    /// it is called by stratifier.
    pub(crate) fn numbered(
        map: (&'a Places, &'a [String]),
        within: Option<usize>,
        direct: Vec<Vec<(u32, Counts)>>,
        called: Vec<Vec<String>>,
    ) -> Self {
        let stratifiers = called.first().map_or(0, Vec::len);
        let ordered = Ordered {
            place: (0..).take(called.len()).collect(),
            called,
        };
        let nowhere = vec![NONE.to_owned(); stratifiers];
        Self::new(map, within, direct, ordered, nowhere)
    }

    /// The rows of one level. DESIGN, "Rows".
    pub(crate) fn level(&self, level: &str, rows: &mut Vec<Row>) {
        for row in rows_of((self.places, self.levels), self.within, level) {
            let mut sum = Stratified::new();
            for stretch in row.positions {
                self.add(stretch, &mut sum);
            }
            let place = row.place.and_then(|at| self.places.units.get(at));
            self.rows(row.kind, place, level, sum, rows);
        }
    }

    fn add(&self, stretch: core::ops::Range<usize>, sum: &mut Stratified) {
        for (stratum, counts) in self.direct.get(stretch).unwrap_or(&[]).iter().flatten() {
            let place = self.ordered.place.get(*stratum as usize).copied();
            sum.change(place.unwrap_or(0), |sum| sum.add(counts));
        }
    }

    /// A row for each stratum; a unit of the level has one at least.
    fn rows(
        &self,
        kind: RowKind,
        place: Option<&Place>,
        level: &str,
        counts: Stratified,
        rows: &mut Vec<Row>,
    ) {
        let of = |text: fn(&Place) -> &str| place.map_or("", text).to_owned();
        let row = |strata: &[String], counts: Counts| Row {
            kind,
            unit: of(|place| &place.id),
            code: of(|place| &place.code),
            name: of(|place| &place.name),
            level: level.to_owned(),
            strata: strata.to_vec(),
            counts,
        };
        if counts.is_empty() && kind == RowKind::Unit {
            rows.push(row(&self.nowhere, Counts::default()));
        }
        for (place, counts) in counts {
            let called = self.ordered.called.get(place as usize);
            rows.push(row(called.map_or(&[], Vec::as_slice), counts));
        }
    }
}
