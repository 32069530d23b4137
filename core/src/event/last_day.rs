//! The last day in the data.

use super::Batch;
use crate::Day;

impl Batch {
    /// The last day on which something began or was found; ends aside, and reforms
    /// of units, which say nothing of the work.
    pub fn last_day(&self) -> Option<Day> {
        let mut last = None;
        let mut see = |day: Option<Day>| last = last.max(day);
        self.unit_opened
            .iter()
            .for_each(|(_, opened)| see(opened.spell.from));
        self.unit_codes
            .iter()
            .for_each(|(_, coded)| see(coded.from));
        self.unit_names
            .iter()
            .for_each(|(_, named)| see(named.from));
        self.unit_parents
            .iter()
            .for_each(|(_, parented)| see(parented.from));
        self.team_moved
            .iter()
            .for_each(|(_, moved)| see(Some(moved.day)));
        self.committee
            .iter()
            .for_each(|(_, committee)| see(committee.spell.from));
        self.organisation
            .iter()
            .for_each(|(_, body)| see(body.spell.from));
        self.team.iter().for_each(|(_, team)| see(team.spell.from));
        self.memberships
            .iter()
            .for_each(|(_, seat)| see(seat.spell.from));
        self.deaths.iter().for_each(|(_, day)| see(Some(*day)));
        self.household
            .iter()
            .for_each(|(_, own)| see(own.opened.spell.from));
        self.placed.iter().for_each(|(_, placed)| see(placed.from));
        self.heads.iter().for_each(|(_, head)| see(head.from));
        self.listed.iter().for_each(|(_, from)| see(*from));
        self.residences
            .iter()
            .for_each(|(_, stay)| see(stay.spell.from));
        self.splits.iter().for_each(|split| see(Some(split.day)));
        self.joins.iter().for_each(|join| see(Some(join.day)));
        self.stall
            .iter()
            .for_each(|(_, stall)| see(stall.spell.from));
        self.flags
            .iter()
            .for_each(|(_, flagged)| see(flagged.spell.from));
        self.setups.iter().for_each(|(_, setup)| see(setup.day));
        self.assessments
            .iter()
            .for_each(|(_, found)| see(found.day));
        self.advocates
            .iter()
            .for_each(|(_, advocacy)| see(advocacy.spell.from));
        self.teachings
            .iter()
            .for_each(|(_, teaching)| see(teaching.day));
        self.activity
            .iter()
            .for_each(|(_, activity)| see(Some(activity.day)));
        last
    }
}
