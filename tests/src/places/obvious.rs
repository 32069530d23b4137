//! Where a household stands on a map, the obvious way: day by day through the
//! documents of the reforms, holding every unit in which it can be.

use noidai::{
    Day, Registry,
    household::Placed,
    id::{HouseholdIx, UnitIx},
    place::Reform,
};
use std::collections::BTreeSet;

/// A unit in which the household can be: the unit itself, or (false) somewhere in it.
type Possible = BTreeSet<(UnitIx, bool)>;

/// "The same unit if it is on the map; else what became of it, or what it came from.
/// What cannot be placed in one unit stands in the lowest that contains all."
pub fn standing(registry: &Registry, ix: HouseholdIx, on: Day, map: Day) -> Option<UnitIx> {
    let recorded = *registry.placed_on(ix, on)?;
    let plain = walked(registry, recorded.unit, recorded.from, map);
    if let Some((unit, true)) = plain.first().filter(|_| plain.len() == 1) {
        return Some(*unit);
    }
    // Its own places decide: from reform to reform, as long as one gave it the next.
    let mut place = recorded;
    let days = reform_days(registry);
    if place.from.is_none_or(|from| from <= map) {
        for day in days_of_places(registry, ix) {
            if Some(day) <= recorded.from || day > map {
                continue;
            }
            let next = *registry.placed_on(ix, day)?;
            if !days.contains(&day) || !is_given(registry, place, next, day) {
                break;
            }
            place = next;
        }
    } else {
        while let Some(day) = place.from.filter(|day| *day > map) {
            let Some(before) = registry.placed_on(ix, day.before()).copied() else {
                break;
            };
            if !days.contains(&day) || !is_given(registry, before, place, day) {
                break;
            }
            place = before;
        }
    }
    lowest(
        registry,
        &walked(registry, place.unit, place.from, map),
        map,
    )
}

fn reform_days(registry: &Registry) -> Vec<Day> {
    let mut days: Vec<Day> = registry.reforms().iter().map(|reform| reform.day).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Every day on which the household got a place.
fn days_of_places(registry: &Registry, ix: HouseholdIx) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = "2029-01-01".parse().unwrap();
    while let Some(from) = registry.placed_on(ix, day).and_then(|place| place.from) {
        days.push(from);
        day = from.before();
    }
    days.reverse();
    days
}

/// Whether the day's reforms gave the household its next place: it lies in a part
/// that its old unit gave away or kept.
fn is_given(registry: &Registry, before: Placed, after: Placed, day: Day) -> bool {
    let old = walked(registry, before.unit, before.from, day.before());
    let mut parts = Vec::new();
    for (unit, _) in old.iter().filter(|(_, exact)| *exact) {
        for one in of_day(registry, day).flat_map(|reform| &reform.succeed) {
            if find(registry, &one.from) == *unit {
                parts.extend([*unit, find(registry, &one.into)]);
            }
        }
    }
    let map = registry.map(day);
    map.upwards(after.unit).any(|unit| parts.contains(&unit))
}

fn early() -> Day {
    "1800-01-01".parse().unwrap()
}

/// Everything in which something recorded at a unit from a day on can stand on a map.
fn walked(registry: &Registry, unit: UnitIx, from: Option<Day>, map: Day) -> Possible {
    // The day from which it is known to be there, kept within the unit's life.
    let life = registry.unit(unit).unwrap().spell;
    let mut since = from.max(life.from).unwrap_or(early());
    if let Some(until) = life.until {
        since = since.min(until.before());
    }
    let mut possible = Possible::from([(unit, true)]);
    let days = reform_days(registry).into_iter();
    if since <= map {
        for day in days.filter(|day| since < *day && *day <= map) {
            possible = forwards(registry, &possible, day);
        }
    } else {
        for day in days.rev().filter(|day| map < *day && *day <= since) {
            possible = backwards(registry, &possible, day);
        }
    }
    possible
}

fn of_day(registry: &Registry, day: Day) -> impl Iterator<Item = &Reform> {
    registry
        .reforms()
        .iter()
        .filter(move |reform| reform.day == day)
}

fn find(registry: &Registry, id: &str) -> UnitIx {
    registry.unit_ids().find(id).unwrap()
}

/// One step over a reform's day: what each unit became.
fn forwards(registry: &Registry, possible: &Possible, day: Day) -> Possible {
    let mut next = Possible::new();
    for (unit, exact) in possible {
        let mut into: Vec<UnitIx> = of_day(registry, day)
            .flat_map(|reform| &reform.succeed)
            .filter(|one| find(registry, &one.from) == *unit)
            .map(|one| find(registry, &one.into))
            .collect();
        if registry.unit(*unit).unwrap().spell.holds(day) {
            into.push(*unit);
        }
        // Gone without a successor: somewhere in what the unit above became.
        let parent = registry.unit(*unit).unwrap().parent_on(day.before());
        if let Some(parent) = parent.filter(|_| into.is_empty()) {
            let above = forwards(registry, &Possible::from([(parent, false)]), day);
            next.extend(above.into_iter().map(|(unit, _)| (unit, false)));
        }
        next.extend(into.into_iter().map(|unit| (unit, *exact)));
    }
    next
}

/// One step back over a reform's day: what each unit came from.
fn backwards(registry: &Registry, possible: &Possible, day: Day) -> Possible {
    let mut next = Possible::new();
    for (unit, exact) in possible {
        let mut from: Vec<UnitIx> = of_day(registry, day)
            .flat_map(|reform| &reform.succeed)
            .filter(|one| find(registry, &one.into) == *unit)
            .map(|one| find(registry, &one.from))
            .collect();
        if registry.unit(*unit).unwrap().spell.holds(day.before()) {
            from.push(*unit);
        }
        let parent = registry.unit(*unit).unwrap().parent_on(day);
        if let Some(parent) = parent.filter(|_| from.is_empty()) {
            let above = backwards(registry, &Possible::from([(parent, false)]), day);
            next.extend(above.into_iter().map(|(unit, _)| (unit, false)));
        }
        next.extend(from.into_iter().map(|unit| (unit, *exact)));
    }
    next
}

fn lowest(registry: &Registry, possible: &Possible, day: Day) -> Option<UnitIx> {
    let map = registry.map(day);
    let (first, _) = *possible.first()?;
    let all: Vec<UnitIx> = possible.iter().map(|(unit, _)| *unit).collect();
    map.upwards(first)
        .find(|above| all.iter().all(|unit| map.lies_in(*unit, *above)))
}
