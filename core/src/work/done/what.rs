//! Answering what was done.

use super::{
    DoneBy, DoneCounts, DoneQuestion, DoneRow, MADE_ANEW, WhatWasDone,
    item::{Item, Stratum, first_met},
};
use crate::{
    Registry, Result,
    coverage::{ANSWERS, Place, Places, RowKind, level_names, levels, rows_of, within},
    hashed::HashMap,
    id::{ActivityIx, HouseholdIx},
    order::{Map, Order},
    time::Period,
};

/// Says what was done in the period of a day, in each unit of each level asked for.
/// Counts that are not made anew add up over the rows of any level, on any map.
///
/// ```
/// use noidai::{Registry, event::Batch, work::done::{DoneQuestion, what_was_done}};
/// let registry = Registry::open(Batch::default())?;
/// let question = DoneQuestion::on("2025-06-30".parse()?);
/// assert_eq!(what_was_done(&registry, &question)?.total.activities, 0);
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question, with its path.
pub fn what_was_done(registry: &Registry, question: &DoneQuestion) -> Result<WhatWasDone> {
    let period = question.asked_period()?;
    let mut known = crate::coverage::Question::on(question.day);
    known.known_at.clone_from(&question.known_at);
    known.check(registry.known_at())?;
    let crossing = registry.crossing(question.map_day()?);
    let map = crossing.map();
    let within = within(registry, map, question.unit.as_deref())?;
    let levels = levels(registry, map, &question.by, within)?;
    let bounds = within.map(|unit| map.stretch(unit));
    let position = |ix: ActivityIx| {
        let standing = registry.activity_standing(ix, &crossing);
        let unit = standing.and_then(|standing| standing.unit);
        let at = unit.and_then(|unit| map.position_of(unit));
        at.unwrap_or(map.units().len())
    };
    let of_period = registry.activity_ids().iter().filter_map(|ix| {
        let activity = registry.activity(ix)?;
        period
            .holds(activity.day)
            .then(|| (ix, activity, position(ix)))
    });
    let inside = of_period.filter(|(_, _, at)| bounds.as_ref().is_none_or(|own| own.contains(at)));
    let mut items: Vec<Item<'_>> = inside
        .map(|(ix, activity, at)| Item::of(registry, ix, activity, at))
        .collect();
    items.order_by_key(|item| item.at);
    let places = Places::of(registry, map);
    let mut answering = Answering {
        registry,
        places: &places,
        levels: &level_names(registry, map),
        by: question.stratify,
        first_met: first_met(registry, &items, period),
        items: &items,
        rows: Vec::new(),
    };
    let position = within.and_then(|unit| map.position_of(unit));
    for level in levels {
        answering.level(registry.vocabulary().text(level), position);
    }
    let all: Vec<&Item<'_>> = items.iter().collect();
    let Period { from, until } = period;
    Ok(WhatWasDone {
        v: ANSWERS,
        day: question.day,
        period: question.period,
        from,
        until,
        map: question.map.clone(),
        map_day: map.day(),
        known_at: question.known_at.clone(),
        unit: within.map(|unit| registry.unit_ids().text(unit).to_owned()),
        stratify: question.stratify,
        strata_add_up: question.stratify.is_none_or(DoneBy::adds_up),
        made_anew: MADE_ANEW.to_vec(),
        total: DoneCounts::of(registry, &all, None, &answering.first_met),
        rows: answering.rows,
    })
}

/// Rows in the making.
struct Answering<'a> {
    registry: &'a Registry,
    places: &'a Places,
    levels: &'a [String],
    by: Option<DoneBy>,
    first_met: HashMap<HouseholdIx, ActivityIx>,
    /// By position.
    items: &'a [Item<'a>],
    rows: Vec<DoneRow>,
}

impl Answering<'_> {
    fn level(&mut self, level: &str, within: Option<usize>) {
        for row in rows_of((self.places, self.levels), within, level) {
            let mut own: Vec<&Item<'_>> = Vec::new();
            for stretch in row.positions() {
                let start = self.items.partition_point(|item| item.at < stretch.start);
                let end = self.items.partition_point(|item| item.at < stretch.end);
                own.extend(self.items.get(start..end).unwrap_or(&[]));
            }
            if own.is_empty() && row.kind != RowKind::Unit {
                continue;
            }
            let place = row.place.and_then(|at| self.places.units.get(at));
            self.strata(row.kind, place, level, own);
        }
    }

    /// A row for each stratum; a unit of the level has one at least.
    fn strata(&mut self, kind: RowKind, place: Option<&Place>, level: &str, own: Vec<&Item<'_>>) {
        let of = |text: fn(&Place) -> &str| place.map_or("", text).to_owned();
        let row = |stratum: Option<String>, counts: DoneCounts| DoneRow {
            row: kind,
            unit: of(|place| &place.id),
            code: of(|place| &place.code),
            name: of(|place| &place.name),
            level: level.to_owned(),
            stratum,
            counts,
        };
        let Some(by) = self.by else {
            let counts = DoneCounts::of(self.registry, &own, None, &self.first_met);
            self.rows.push(row(None, counts));
            return;
        };
        let mut strata: Map<(bool, String, Stratum), Vec<&Item<'_>>> = Map::new();
        for item in own {
            for stratum in item.strata(self.registry, by) {
                let called = stratum.called(self.registry);
                let key = (stratum == Stratum::None, called, stratum);
                strata.change(key, |items| items.push(item));
            }
        }
        if strata.is_empty() {
            let none = Stratum::None.called(self.registry);
            self.rows.push(row(Some(none), DoneCounts::default()));
        }
        for ((_, called, stratum), items) in strata {
            let counts = DoneCounts::of(self.registry, &items, Some(&stratum), &self.first_met);
            self.rows.push(row(Some(called), counts));
        }
    }
}
