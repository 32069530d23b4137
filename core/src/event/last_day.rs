//! The last day in the data.

use super::Batch;
use crate::Day;

impl Batch {
    /// The last day on which something began or was found; ends aside, and reforms
    /// of units, which say nothing of the work.
    pub fn last_day(&self) -> Option<Day> {
        let days = [
            last(&self.unit_opened, |(_, opened)| opened.spell.from),
            last(&self.unit_codes, |(_, coded)| coded.from),
            last(&self.unit_names, |(_, named)| named.from),
            last(&self.unit_parents, |(_, parented)| parented.from),
            last(&self.team_moved, |(_, moved)| Some(moved.day)),
            last(&self.committee, |(_, committee)| committee.spell.from),
            last(&self.organisation, |(_, body)| body.spell.from),
            last(&self.team, |(_, team)| team.spell.from),
            last(&self.memberships, |(_, seat)| seat.spell.from),
            last(&self.deaths, |(_, day)| Some(*day)),
            last(&self.household, |(_, own)| own.opened.spell.from),
            last(&self.placed, |(_, placed)| placed.from),
            last(&self.heads, |(_, head)| head.from),
            last(&self.listed, |(_, from)| *from),
            last(&self.residences, |(_, stay)| stay.spell.from),
            last(&self.splits, |split| Some(split.day)),
            last(&self.joins, |join| Some(join.day)),
            last(&self.stall, |(_, stall)| stall.spell.from),
            last(&self.flags, |(_, flagged)| flagged.spell.from),
            last(&self.setups, |(_, setup)| setup.day),
            last(&self.assessments, |(_, found)| found.day),
            last(&self.advocates, |(_, advocacy)| advocacy.spell.from),
            last(&self.teachings, |(_, teaching)| teaching.day),
            last(&self.activity, |(_, activity)| Some(activity.day)),
        ];
        days.into_iter().flatten().max()
    }
}

fn last<T>(facts: &[T], day: impl Fn(&T) -> Option<Day>) -> Option<Day> {
    facts.iter().filter_map(day).max()
}
