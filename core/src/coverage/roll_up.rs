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

/// What is counted of a stratum directly at a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Direct {
    /// Its position on the map; behind all units for what none contains.
    pub(crate) place: u32,
    /// The number of the stratum.
    pub(crate) stratum: u32,
    pub(crate) counts: Counts,
}

impl Direct {
    /// What it is sorted by.
    pub(crate) fn key(&self) -> (u32, u32) {
        (self.place, self.stratum)
    }
}

/// What is counted directly at each unit, ready to be summed.
pub(crate) struct RollUp<'a> {
    places: &'a Places,
    /// The map's levels, highest first.
    levels: &'a [String],
    /// Position of the unit that is asked about.
    within: Option<usize>,
    /// Sorted.
    direct: Vec<Direct>,
    /// By position on the map, where its own begin, and then where all end.
    starts: Vec<usize>,
    ordered: Ordered,
    nowhere: Vec<String>,
}

impl<'a> RollUp<'a> {
    /// Takes counts by number of the stratum, and the units of a map with its levels,
    /// highest first.
    pub(super) fn new(
        (places, levels): (&'a Places, &'a [String]),
        within: Option<usize>,
        direct: Vec<Direct>,
        ordered: Ordered,
        nowhere: Vec<String>,
    ) -> Self {
        let mut starts = Vec::with_capacity(places.units.len() + 2);
        for (at, own) in direct.iter().enumerate() {
            while starts.len() <= own.place as usize {
                starts.push(at);
            }
        }
        starts.resize(starts.capacity(), direct.len());
        Self {
            places,
            levels,
            within,
            direct,
            starts,
            ordered,
            nowhere,
        }
    }

    /// Takes counts by strata that are numbered in the order of an answer, each with what
    /// it is called by stratifier.
    pub(crate) fn numbered(
        map: (&'a Places, &'a [String]),
        within: Option<usize>,
        direct: Vec<Direct>,
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
            let direct = row.positions().flat_map(|stretch| self.direct(stretch));
            let mut sum = Stratified::new();
            // One stratum alone needs no map.
            let mut alone = None;
            for own in direct {
                match self.ordered.place.get(own.stratum as usize) {
                    Some(place) if self.ordered.place.len() > 1 => {
                        sum.change(*place, |sum| sum.add(&own.counts));
                    }
                    _ => alone.get_or_insert_with(Counts::default).add(&own.counts),
                }
            }
            let place = row.place.and_then(|at| self.places.units.get(at));
            let counts = sum.into_iter().chain(alone.map(|counts| (0, counts)));
            self.rows(row.kind, place, level, counts, rows);
        }
    }

    fn direct(&self, stretch: core::ops::Range<usize>) -> &[Direct] {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or(self.direct.len());
        let own = start(stretch.start)..start(stretch.end);
        self.direct.get(own).unwrap_or(&[])
    }

    /// A row for each stratum; a unit of the level has one at least.
    fn rows(
        &self,
        kind: RowKind,
        place: Option<&Place>,
        level: &str,
        counts: impl Iterator<Item = (u32, Counts)>,
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
        let before = rows.len();
        for (place, counts) in counts {
            let called = self.ordered.called.get(place as usize);
            rows.push(row(called.map_or(&[], Vec::as_slice), counts));
        }
        if rows.len() == before && kind == RowKind::Unit {
            rows.push(row(&self.nowhere, Counts::default()));
        }
    }
}
