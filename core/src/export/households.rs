//! The tables of households, residences and stalls.

use super::{
    Unsaid, Writer,
    history::{History, rows},
    writer::{DayCell, Put},
};
use crate::{
    Day, Result,
    event::{
        Batch,
        batch::{Household, Listed},
    },
    id::HouseholdIx,
};

/// The first of some days by household.
fn earliest<D: Copy + Ord>(facts: &[(HouseholdIx, D)], owners: usize) -> Vec<Option<D>> {
    let mut days = vec![None; owners];
    for (household, day) in facts {
        if let Some(slot) = days.get_mut(household.index()) {
            *slot = Some(slot.map_or(*day, |known: D| known.min(*day)));
        }
    }
    days
}

pub(super) fn households(batch: &Batch, put: Put<'_>, unsaid: &mut Unsaid) -> Result<()> {
    let count = batch.households.len();
    let places = History::new(&batch.placed, count, |placed| placed.from);
    let heads = History::new(&batch.heads, count, |head| head.from);
    let closed: Vec<Option<Day>> = earliest(&batch.household_closed, count);
    let listed: Vec<Option<Option<Day>>> = earliest(&batch.listed, count);
    let mut written: Vec<Option<&Household>> = vec![None; count];
    let (mut from_cell, mut until_cell) = (DayCell::new(), DayCell::new());
    let (mut since_cell, mut listed_cell) = (DayCell::new(), DayCell::new());
    let mut table = Writer::new("households", put);
    for (ix, household) in &batch.household {
        if let Some(slot) = written.get_mut(ix.index()) {
            let same = |known: &Household| {
                (known.opened, known.listed) == (household.opened, household.listed)
                    && batch.read(known.address) == batch.read(household.address)
            };
            if slot.is_some_and(same) {
                continue;
            }
            *slot = Some(household);
        }
        let first = household.opened.spell.from;
        let closed = closed.get(ix.index()).copied().flatten();
        let until = match (household.opened.spell.until, closed) {
            (Some(until), Some(closed)) => Some(until.min(closed)),
            (until, closed) => until.or(closed),
        };
        let (said, since) = match (household.listed, listed.get(ix.index()).copied().flatten()) {
            // Listed since ever is listed.
            (Listed::Yes, _) | (_, Some(None)) => ("có", None),
            (Listed::No, since) => ("không", since.flatten()),
            (Listed::BySight, since) => ("", since.flatten()),
        };
        let mut days = Vec::new();
        places.days(*ix, &mut days);
        heads.days(*ix, &mut days);
        if places.count(*ix) == 0 {
            unsaid.households += 1;
        }
        for day in rows(first, days) {
            let Some(placed) = places.by(*ix, day) else {
                // Before its first place there may be nothing to say.
                unsaid.households += u64::from(heads.by(*ix, day).is_some());
                continue;
            };
            let head = heads
                .by(*ix, day)
                .map_or("", |head| batch.people.text(head.person));
            table.row([
                batch.households.text(*ix),
                batch.units.text(placed.unit),
                head,
                batch.vocabulary.text(placed.lane),
                batch.read(household.address),
                batch.vocabulary.text(household.opened.kind),
                from_cell.of(first),
                until_cell.of(until),
                since_cell.of(day.filter(|_| day != first)),
                said,
                listed_cell.of(since),
            ])?;
        }
    }
    for (household, written) in batch.households.iter().zip(written) {
        if written.is_none() {
            let closed = closed.get(household.index()).is_some_and(Option::is_some);
            let listed = listed.get(household.index()).is_some_and(Option::is_some);
            unsaid.households += places.count(household) + heads.count(household);
            unsaid.households += u64::from(closed) + u64::from(listed);
        }
    }
    table.close()?;
    let (from, until) = (&mut from_cell, &mut until_cell);
    let mut residences = Writer::new("residences", put);
    for (person, stay) in &batch.residences {
        residences.row([
            batch.people.text(*person),
            batch.households.text(stay.household),
            batch.vocabulary.text(stay.kind),
            from.of(stay.spell.from),
            until.of(stay.spell.until),
            batch.vocabulary.text(stay.reason),
        ])?;
    }
    residences.close()?;
    let mut stalls = Writer::new("stalls", put);
    for (ix, stall) in &batch.stall {
        stalls.row([
            batch.stalls.text(*ix),
            batch.households.text(stall.household),
            stall.unit.map_or("", |unit| batch.units.text(unit)),
            batch.vocabulary.text(stall.market),
            from.of(stall.spell.from),
            until.of(stall.spell.until),
        ])?;
    }
    stalls.close()
}
