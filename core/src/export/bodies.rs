//! The tables of committees, organisations, teams and members.

use super::{
    Writer,
    writer::{DayCell, Put},
};
use crate::{
    Result,
    event::Batch,
    team::{AnswersTo, Body},
};

pub(super) fn bodies(batch: &Batch, put: Put<'_>) -> Result<()> {
    let (mut from, mut until) = (DayCell::new(), DayCell::new());
    let mut committees = Writer::new("committees", put);
    for (ix, committee) in &batch.committee {
        committees.row([
            batch.committees.text(*ix),
            batch.units.text(committee.unit),
            &committee.name,
            from.of(committee.spell.from),
            until.of(committee.spell.until),
        ])?;
    }
    committees.close()?;
    let mut organisations = Writer::new("organisations", put);
    for (ix, organisation) in &batch.organisation {
        organisations.row([
            batch.organisations.text(*ix),
            batch.units.text(organisation.unit),
            &organisation.name,
            batch.vocabulary.text(organisation.kind),
            from.of(organisation.spell.from),
            until.of(organisation.spell.until),
        ])?;
    }
    organisations.close()?;
    let mut teams = Writer::new("teams", put);
    for (ix, team) in &batch.team {
        let (committee, office) = match team.answers_to {
            None => ("", ""),
            Some(AnswersTo::Committee(committee)) => (batch.committees.text(committee), ""),
            Some(AnswersTo::Organisation(office)) => ("", batch.organisations.text(office)),
        };
        let organisation = team
            .organisation
            .map_or("", |organisation| batch.organisations.text(organisation));
        teams.row([
            batch.teams.text(*ix),
            batch.units.text(team.unit),
            &team.name,
            organisation,
            committee,
            office,
            from.of(team.spell.from),
            until.of(team.spell.until),
        ])?;
    }
    teams.close()?;
    let mut members = Writer::new("members", put);
    for (person, seat) in &batch.memberships {
        let (team, committee) = match seat.body {
            Body::Team(team) => (batch.teams.text(team), ""),
            Body::Committee(committee) => ("", batch.committees.text(committee)),
        };
        members.row([
            batch.people.text(*person),
            team,
            committee,
            batch.vocabulary.text(seat.role),
            batch.vocabulary.text(seat.force),
            from.of(seat.spell.from),
            until.of(seat.spell.until),
        ])?;
    }
    members.close()
}
