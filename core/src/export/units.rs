//! The table of units.

use super::{
    Unsaid, Writer,
    history::{History, rows},
    writer::{DayCell, Put},
};
use crate::{Day, Result, event::Batch, order::Set};

pub(super) fn units(batch: &Batch, put: Put<'_>, unsaid: &mut Unsaid) -> Result<()> {
    let count = batch.units.len();
    let codes = History::new(&batch.unit_codes, count, |coded| coded.from);
    let names = History::new(&batch.unit_names, count, |named| named.from);
    let parents = History::new(&batch.unit_parents, count, |parented| parented.from);
    let mut closed: Vec<Option<Day>> = vec![None; count];
    for (unit, day) in &batch.unit_closed {
        if let Some(slot) = closed.get_mut(unit.index()) {
            *slot = Some(slot.map_or(*day, |known| known.min(*day)));
        }
    }
    let mut units = Writer::new("units", put);
    let (mut opened_cell, mut closed_cell) = (DayCell::new(), DayCell::new());
    let mut since_cell = DayCell::new();
    let mut written = Set::new();
    for (unit, opened) in &batch.unit_opened {
        if !written.insert((*unit, *opened)) {
            continue;
        }
        let first = opened.spell.from;
        let closed = closed.get(unit.index()).copied().flatten();
        let until = match (opened.spell.until, closed) {
            (Some(until), Some(closed)) => Some(until.min(closed)),
            (until, closed) => until.or(closed),
        };
        let mut days = Vec::new();
        codes.days(*unit, &mut days);
        names.days(*unit, &mut days);
        parents.days(*unit, &mut days);
        if names.count(*unit) == 0 {
            unsaid.units += 1;
        }
        for day in rows(first, days) {
            let Some(named) = names.by(*unit, day) else {
                // Before its first name there may be nothing to say.
                let has_more = codes.by(*unit, day).is_some() || parents.by(*unit, day).is_some();
                unsaid.units += u64::from(has_more);
                continue;
            };
            let parent = parents
                .by(*unit, day)
                .and_then(|parented| parented.parent)
                .map_or("", |parent| batch.units.text(parent));
            units.row([
                batch.units.text(*unit),
                codes.by(*unit, day).map_or("", |coded| &coded.code),
                &named.name,
                &named.kind,
                opened
                    .level
                    .map_or("", |level| batch.vocabulary.text(level)),
                parent,
                "",
                opened_cell.of(first),
                closed_cell.of(until),
                since_cell.of(day.filter(|_| day != first)),
            ])?;
        }
    }
    let recorded: Set<_> = written.into_iter().map(|(unit, _)| unit).collect();
    for unit in batch.units.iter().filter(|unit| !recorded.contains(unit)) {
        unsaid.units += codes.count(unit) + names.count(unit) + parents.count(unit);
    }
    units.close()
}
