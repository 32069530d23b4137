//! The counts of a rule over places: one row a unit and stratum, remainders, what
//! is unassigned.

use super::{Counts, Place, Places, Row, RowKind, strata::Ordered};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Counts by place of the stratum in the answer's order.
type Stratified = BTreeMap<u32, Counts>;

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

    /// Takes counts that are not stratified.
    pub(crate) fn plain(
        map: (&'a Places, &'a [String]),
        within: Option<usize>,
        direct: Vec<Counts>,
    ) -> Self {
        let counted = |counts: Counts| match counts.is_zero() {
            true => Vec::new(),
            false => vec![(0, counts)],
        };
        let ordered = Ordered {
            place: vec![0],
            called: vec![Vec::new()],
        };
        let direct = direct.into_iter().map(counted).collect();
        Self::new(map, within, direct, ordered, Vec::new())
    }

    /// The rows of one level. DESIGN, "Rows".
    pub(crate) fn level(&self, level: &str, rows: &mut Vec<Row>) {
        let nowhere = self.places.units.len();
        let stretch = self.within.map_or(0..nowhere, |at| self.places.stretch(at));
        let lower = self.lower(level);
        // Remainders by position, and the higher units above the present position.
        let mut remainders: BTreeMap<usize, Stratified> = BTreeMap::new();
        let mut above: Vec<(usize, usize)> = Vec::new();
        let mut at = stretch.start;
        while let Some(place) = self.places.units.get(at).filter(|_| at < stretch.end) {
            if place.level == level {
                let counts = self.sum(at..place.end);
                self.rows(RowKind::Unit, Some(place), level, counts, rows);
                at = place.end.max(at + 1);
                continue;
            }
            // It has a unit of the level neither above it nor as itself.
            while above.last().is_some_and(|(_, end)| *end <= at) {
                above.pop();
            }
            let holder = match above.last() {
                Some((holder, _)) if lower.contains(place.level.as_str()) => *holder,
                _ => {
                    above.push((at, place.end));
                    at
                }
            };
            for (stratum, counts) in self.sum(at..at + 1) {
                let remainder = remainders.entry(holder).or_default();
                remainder.entry(stratum).or_default().add(&counts);
            }
            at += 1;
        }
        for (holder, counts) in remainders {
            let place = self.places.units.get(holder);
            self.rows(RowKind::Remainder, place, level, counts, rows);
        }
        let counts = self.sum(nowhere..nowhere + 1);
        self.rows(RowKind::Unassigned, None, level, counts, rows);
    }

    /// The levels below one, and what has no level and lies below it somewhere. A unit
    /// of theirs that no unit of the level holds has no remainder row of its own.
    fn lower(&self, level: &str) -> FxHashSet<&str> {
        let below = self
            .levels
            .iter()
            .skip_while(|known| *known != level)
            .skip(1);
        let mut lower: FxHashSet<&str> = below.map(String::as_str).collect();
        let mut end = 0;
        for (at, place) in self.places.units.iter().enumerate() {
            if place.level == level {
                end = end.max(place.end);
            } else if at < end {
                lower.insert(place.level.as_str());
            }
        }
        lower
    }

    fn sum(&self, stretch: core::ops::Range<usize>) -> Stratified {
        let mut sum = Stratified::new();
        for (stratum, counts) in self.direct.get(stretch).unwrap_or(&[]).iter().flatten() {
            let place = self.ordered.place.get(*stratum as usize).copied();
            sum.entry(place.unwrap_or(0)).or_default().add(counts);
        }
        sum
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
