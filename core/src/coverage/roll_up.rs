//! The counts of a rule over places: one row a unit and stratum, remainders, what
//! is unassigned.

use super::{
    Counts, OnDay, Row, RowKind,
    strata::{Ordered, Strata},
};
use crate::{event::Code, id::UnitIx};
use std::collections::BTreeMap;

/// Counts by place of the stratum in the answer's order.
type Stratified = BTreeMap<u32, Counts>;

/// What is counted directly at each unit, ready to be summed.
pub(super) struct RollUp<'a> {
    on_day: &'a OnDay<'a>,
    within: Option<UnitIx>,
    /// By position on the map, the last for what no unit contains.
    direct: Vec<Vec<(u32, Counts)>>,
    ordered: Ordered,
    nowhere: Vec<String>,
}

impl<'a> RollUp<'a> {
    /// Takes counts by number of the stratum.
    pub(super) fn new(
        on_day: &'a OnDay<'a>,
        within: Option<UnitIx>,
        direct: Vec<Vec<(u32, Counts)>>,
        strata: &Strata<'a>,
    ) -> Self {
        Self {
            on_day,
            within,
            direct,
            ordered: strata.ordered(),
            nowhere: strata.nowhere(),
        }
    }

    /// The rows of one level. DESIGN, "Rows".
    pub(super) fn level(&self, level: Code, rows: &mut Vec<Row>) {
        let map = self.on_day.map();
        let nowhere = map.units().len();
        let stretch = self.within.map_or(0..nowhere, |unit| map.stretch(unit));
        let mut remainders = Vec::new();
        let mut at = stretch.start;
        while let Some(unit) = map.units().get(at).copied().filter(|_| at < stretch.end) {
            if map.level(unit) == Some(level) {
                let own = map.stretch(unit);
                let counts = self.sum(own.clone());
                self.rows(RowKind::Unit, Some(unit), level, counts, rows);
                at = own.end.max(at + 1);
            } else {
                // It has a unit of the level neither above it nor as itself.
                let counts = self.sum(at..at + 1);
                self.rows(
                    RowKind::Remainder,
                    Some(unit),
                    level,
                    counts,
                    &mut remainders,
                );
                at += 1;
            }
        }
        rows.append(&mut remainders);
        let counts = self.sum(nowhere..nowhere + 1);
        self.rows(RowKind::Unassigned, None, level, counts, rows);
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
        unit: Option<UnitIx>,
        level: Code,
        counts: Stratified,
        rows: &mut Vec<Row>,
    ) {
        let registry = self.on_day.registry();
        let day = self.on_day.day();
        let known = unit.and_then(|unit| registry.unit(unit));
        let row = |strata: &[String], counts: Counts| Row {
            kind,
            unit: unit
                .map_or("", |unit| registry.unit_ids().text(unit))
                .to_owned(),
            code: known.map_or("", |unit| unit.code_on(day)).to_owned(),
            name: known.map_or("", |unit| unit.name_on(day)).to_owned(),
            level: registry.vocabulary().text(level).to_owned(),
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
