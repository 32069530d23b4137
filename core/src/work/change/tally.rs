//! Counts and flows of each row, as subject after subject is looked at.

use super::{
    ChangeQuestion, ChangeRow, Changed, ChangedSubject, Flow, WhatChanged,
    cause::Cause,
    course::{Course, Step},
    rows::{RowOf, Rows},
    scene::State,
    units::Units,
};
use crate::{
    Day, Result,
    coverage::{ANSWERS, Counts, RowKind, Verdict},
    hashed::HashMap,
    id::{Dense, UnitIx},
    order::{Map, Order},
    rule::Rule,
};

/// From which count to which, for a cause.
type FlowKey = (Cause, Option<Verdict>, Option<Verdict>);

#[derive(Default)]
struct Sums {
    ends: [Counts; 2],
    flows: Map<FlowKey, u64>,
}

impl Sums {
    fn changed(&self) -> Changed {
        let flow = |((cause, from, to), subjects): (&FlowKey, &u64)| Flow {
            cause: *cause,
            from: *from,
            to: *to,
            subjects: *subjects,
        };
        Changed {
            before: self.ends[0],
            after: self.ends[1],
            flows: self.flows.iter().map(flow).collect(),
        }
    }
}

/// Counts and flows of all rows.
pub(super) struct Tally<'a> {
    rows: &'a [Rows],
    levels: &'a [String],
    /// Counted directly at either moment, by map and then by unit, what no unit contains
    /// first.
    direct: [Vec<Vec<Counts>>; 2],
    sums: HashMap<(usize, RowOf), Sums>,
    total: Sums,
    /// Those that changed, by id.
    subjects: Vec<(&'a str, [State; 2], Step)>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(rows: &'a [Rows], levels: &'a [String]) -> Self {
        Self {
            rows,
            levels,
            direct: [vec![Vec::new(); rows.len()], vec![Vec::new(); rows.len()]],
            sums: HashMap::default(),
            total: Sums::default(),
            subjects: Vec::new(),
        }
    }

    /// Counts a subject at both moments.
    pub(super) fn count(&mut self, states: [State; 2]) {
        for (direct, state) in self.direct.iter_mut().zip(states) {
            let Some(own) = state else { continue };
            let Some(of_map) = direct.get_mut(own.map) else {
                continue;
            };
            let at = own.unit.map_or(0, |unit| unit.index() + 1);
            if of_map.len() <= at {
                of_map.resize(at + 1, Counts::default());
            }
            if let Some(counts) = of_map.get_mut(at) {
                counts.count(own.verdict);
            }
        }
    }

    fn is_inside(&self, map: usize, unit: Option<UnitIx>) -> bool {
        self.rows.get(map).is_some_and(|rows| rows.is_inside(unit))
    }

    /// The row of a level that something counted in a unit of a map belongs to.
    fn row(&self, level: usize, map: usize, unit: Option<UnitIx>) -> Option<RowOf> {
        self.rows.get(map)?.row(level, unit)
    }

    /// Finds the cause for each row whose count a subject left or entered.
    pub(super) fn changed(
        &mut self,
        id: &'a str,
        states: [State; 2],
        course: &mut Course<'_>,
    ) -> Result<()> {
        let inside = |state: &State| {
            let own = (*state)?;
            self.is_inside(own.map, own.unit).then_some(own.verdict)
        };
        let [from, to] = [inside(&states[0]), inside(&states[1])];
        if from != to {
            let step = course.last(&inside)?;
            self.total
                .flows
                .change((step.cause, from, to), |count| *count += 1);
            self.subjects.push((id, states, step));
        }
        let rows = self.rows;
        for level in 0..self.levels.len() {
            let row_of = |state: &State| {
                let own = (*state)?;
                rows.get(own.map)?.row(level, own.unit)
            };
            let first = row_of(&states[0]);
            let second = row_of(&states[1]).filter(|row| Some(*row) != first);
            for row in [first, second].into_iter().flatten() {
                let seen = |state: &State| {
                    let own = state.filter(|_| row_of(state) == Some(row))?;
                    Some(own.verdict)
                };
                let [from, to] = [seen(&states[0]), seen(&states[1])];
                if from == to {
                    continue;
                }
                let step = course.last(&seen)?;
                self.sums.change((level, row), |sums| {
                    let flow = (step.cause, from, to);
                    sums.flows.change(flow, |count| *count += 1);
                });
            }
        }
        Ok(())
    }

    /// Adds what was counted directly to the rows.
    fn sum(&mut self) {
        for (end, direct) in core::mem::take(&mut self.direct).into_iter().enumerate() {
            for (map, of_map) in direct.into_iter().enumerate() {
                for (at, counts) in of_map.into_iter().enumerate() {
                    let unit = at.checked_sub(1).and_then(UnitIx::from_index);
                    if !counts.is_zero() {
                        self.add(end, map, unit, &counts);
                    }
                }
            }
        }
    }

    /// Adds the counts of one unit at one moment to every row that it belongs to.
    fn add(&mut self, end: usize, map: usize, unit: Option<UnitIx>, counts: &Counts) {
        if self.is_inside(map, unit)
            && let Some(total) = self.total.ends.get_mut(end)
        {
            total.add(counts);
        }
        for level in 0..self.levels.len() {
            let Some(row) = self.row(level, map, unit) else {
                continue;
            };
            self.sums.change((level, row), |sums| {
                if let Some(sum) = sums.ends.get_mut(end) {
                    sum.add(counts);
                }
            });
        }
    }

    pub(super) fn answer(
        mut self,
        units: &Units<'_>,
        question: &ChangeQuestion,
        rule: &Rule,
        map_days: [Day; 2],
        within: Option<&str>,
    ) -> WhatChanged {
        self.sum();
        let mut rows = Vec::new();
        for (at, level) in self.levels.iter().enumerate() {
            let order = |rows: Option<&'a Rows>| {
                let own = rows.and_then(|rows| rows.order.get(at));
                own.map_or(&[][..], Vec::as_slice)
            };
            // The later map has most, in the order of coverage.
            let later = order(self.rows.last());
            let mut known = later.to_vec();
            known.order();
            let earlier = order(self.rows.first()).iter();
            let earlier = earlier.filter(|row| known.binary_search(row).is_err());
            let later = later.iter().map(|row| (1, row));
            for (end, row) in later.chain(earlier.map(|row| (0, row))) {
                let sums = self.sums.get(&(at, *row));
                if sums.is_none() && row.0 != RowKind::Unit {
                    continue;
                }
                let map_day = map_days.get(end).copied().unwrap_or(question.to.day);
                let changed = sums.map_or_else(Changed::default, Sums::changed);
                rows.push(shown_row(units, *row, level, (end, map_day), changed));
            }
        }
        WhatChanged {
            v: ANSWERS,
            rule: rule.id.clone(),
            from: question.from.clone(),
            to: question.to.clone(),
            map: question.map.clone(),
            map_from: map_days[0],
            map_to: map_days[1],
            unit: within.map(str::to_owned),
            total: self.total.changed(),
            rows,
            subjects: named(units, question.subjects, self.subjects),
        }
    }
}

fn shown_row(
    units: &Units<'_>,
    (kind, unit): RowOf,
    level: &str,
    (end, map_day): (usize, Day),
    changed: Changed,
) -> ChangeRow {
    let id = unit.map_or("", |unit| units.id(unit));
    let registry = units.registry(end);
    let known = registry.unit_ids().find(id);
    let known = known.and_then(|unit| registry.unit(unit));
    ChangeRow {
        kind,
        unit: id.to_owned(),
        code: known.map_or("", |unit| unit.code_on(map_day)).to_owned(),
        name: known.map_or("", |unit| unit.name_on(map_day)).to_owned(),
        level: level.to_owned(),
        changed,
    }
}

/// Subjects by day of their change, the last first, then by id.
fn named(
    units: &Units<'_>,
    most: u32,
    mut subjects: Vec<(&str, [State; 2], Step)>,
) -> Vec<ChangedSubject> {
    if most == 0 {
        return Vec::new();
    }
    subjects.order_by_key(|(id, _, step)| (core::cmp::Reverse(step.day), *id));
    let people = units.registry(1).person_ids();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let shown = subjects.iter().take(most);
    let shown = shown.map(|(id, [from, to], step)| {
        let unit = to.or(*from).and_then(|own| own.unit);
        ChangedSubject {
            subject: (*id).to_owned(),
            unit: unit.map_or("", |unit| units.id(unit)).to_owned(),
            from: from.map(|own| own.verdict),
            to: to.map(|own| own.verdict),
            cause: step.cause,
            on: step.day,
            person: step.person.map(|person| people.text(person).to_owned()),
        }
    });
    shown.collect()
}
