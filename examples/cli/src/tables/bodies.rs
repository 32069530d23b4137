//! The tables of committees, teams and members.

use super::writer::{Writer, day};
use noidai::{
    Result,
    event::Batch,
    team::{AnswersTo, Body},
};
use std::path::Path;

/// Writes `committees`, `teams` and `members`.
pub fn bodies(batch: &Batch, folder: &Path) -> Result<()> {
    let mut committees = Writer::new(
        folder,
        "committees",
        &["id", "unit", "name", "from", "until"],
    )?;
    for (ix, committee) in &batch.committee {
        let (from, until) = (day(committee.spell.from), day(committee.spell.until));
        committees.row(&[
            batch.committees.text(*ix),
            batch.units.text(committee.unit),
            &committee.name,
            &from,
            &until,
        ])?;
    }
    committees.close()?;
    let mut teams = Writer::new(
        folder,
        "teams",
        &[
            "id",
            "unit",
            "name",
            "organisation",
            "committee",
            "from",
            "until",
        ],
    )?;
    for (ix, team) in &batch.team {
        let committee = match team.answers_to {
            Some(AnswersTo::Committee(committee)) => batch.committees.text(committee),
            _ => "",
        };
        let (from, until) = (day(team.spell.from), day(team.spell.until));
        teams.row(&[
            batch.teams.text(*ix),
            batch.units.text(team.unit),
            &team.name,
            team.organisation
                .map_or("", |organisation| batch.organisations.text(organisation)),
            committee,
            &from,
            &until,
        ])?;
    }
    teams.close()?;
    let mut members = Writer::new(
        folder,
        "members",
        &[
            "person",
            "team",
            "committee",
            "role",
            "force",
            "from",
            "until",
        ],
    )?;
    for (person, seat) in &batch.memberships {
        let (team, committee) = match seat.body {
            Body::Team(team) => (batch.teams.text(team), ""),
            Body::Committee(committee) => ("", batch.committees.text(committee)),
        };
        members.row(&[
            batch.people.text(*person),
            team,
            committee,
            batch.vocabulary.text(seat.role),
            batch.vocabulary.text(seat.force),
            &day(seat.spell.from),
            &day(seat.spell.until),
        ])?;
    }
    members.close()
}
