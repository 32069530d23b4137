//! The last day in the data.

use noidai::{Day, event::Batch};

/// The last day on which something began or was found; ends aside.
pub fn last_day(batch: &Batch) -> Option<Day> {
    let days = [
        last(&batch.unit_opened, |(_, opened)| opened.spell.from),
        last(&batch.unit_codes, |(_, coded)| coded.from),
        last(&batch.unit_names, |(_, named)| named.from),
        last(&batch.unit_parents, |(_, parented)| parented.from),
        last(&batch.committee, |(_, committee)| committee.spell.from),
        last(&batch.organisation, |(_, body)| body.spell.from),
        last(&batch.team, |(_, team)| team.spell.from),
        last(&batch.memberships, |(_, seat)| seat.spell.from),
        last(&batch.deaths, |(_, day)| Some(*day)),
        last(&batch.household, |(_, own)| own.opened.spell.from),
        last(&batch.placed, |(_, placed)| placed.from),
        last(&batch.heads, |(_, head)| head.from),
        last(&batch.listed, |(_, from)| *from),
        last(&batch.residences, |(_, stay)| stay.spell.from),
        last(&batch.splits, |split| split.day),
        last(&batch.joins, |join| join.day),
        last(&batch.stall, |(_, stall)| stall.spell.from),
        last(&batch.flags, |(_, flagged)| flagged.spell.from),
        last(&batch.setups, |(_, setup)| setup.day),
        last(&batch.assessments, |(_, found)| found.day),
        last(&batch.advocates, |(_, advocacy)| advocacy.spell.from),
        last(&batch.teachings, |(_, teaching)| teaching.day),
    ];
    days.into_iter().flatten().max()
}

fn last<T>(facts: &[T], day: impl Fn(&T) -> Option<Day>) -> Option<Day> {
    facts.iter().filter_map(day).max()
}
