//! What ever was of a household, whatever the day.

use super::Registry;
use crate::{
    Day,
    household::Placed,
    id::{HouseholdIx, PersonIx, StallIx, TeamIx},
    team::{Body, TeamMoved},
};

impl Registry {
    /// Who ever lived in a household.
    pub(crate) fn lived_in(&self, ix: HouseholdIx) -> &[PersonIx] {
        self.lived.of(ix)
    }

    /// Where a household ever was.
    pub(crate) fn places_of(&self, ix: HouseholdIx) -> &[Placed] {
        self.placed.of(ix)
    }

    /// The stalls that a household ever ran.
    pub(crate) fn stalls_of(&self, ix: HouseholdIx) -> &[StallIx] {
        self.stalls_of.of(ix)
    }

    /// From when a later event says that a household's residents are listed.
    pub(crate) fn listings_of(&self, ix: HouseholdIx) -> impl Iterator<Item = Option<Day>> + '_ {
        let own = super::reading::stretch(&self.listed, ix);
        own.iter().map(|(_, from)| *from)
    }

    /// Who ever sat in a team or committee.
    pub(crate) fn ever_members(&self, body: Body) -> &[PersonIx] {
        match body {
            Body::Team(team) => self.team_members.of(team),
            Body::Committee(committee) => self.committee_members.of(committee),
        }
    }

    /// Every change of a team's unit, or of whom it answers to, by day.
    pub(crate) fn moves_of(&self, team: TeamIx) -> &[(TeamIx, TeamMoved)] {
        super::reading::stretch(&self.team_moved, team)
    }

    /// The same of every team.
    pub(crate) fn team_moves(&self) -> impl Iterator<Item = (TeamIx, &TeamMoved)> {
        self.team_moved.iter().map(|(team, moved)| (*team, moved))
    }
}
