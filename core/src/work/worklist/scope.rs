//! Which households a worklist is about.

use super::WorklistQuestion;
use crate::{
    Error, ErrorKind, Registry, Result,
    coverage::{OnDay, within},
    id::{HouseholdIx, TeamIx, UnitIx},
    place::Crossing,
    team::Body,
    text::fold,
};

/// What bounds a worklist.
pub(super) struct Scope {
    pub unit: Option<UnitIx>,
    lane: Option<String>,
    team: Option<Vec<UnitIx>>,
    member: Option<Vec<UnitIx>>,
}

impl Scope {
    /// Finds what the question names, on the map of the answer.
    ///
    /// # Errors
    ///
    /// It is not there on the day.
    pub fn of(
        on_day: &OnDay<'_>,
        question: &WorklistQuestion,
        crossing: &Crossing<'_>,
    ) -> Result<Self> {
        let registry = on_day.registry();
        let day = on_day.day();
        let unknown = |noun: &str, id: &str, path: &str| {
            let error = Error::new(ErrorKind::UnknownSubject).found(id);
            error.expected(noun).path(path)
        };
        let place = |team: TeamIx| registry.team_standing(team, day, crossing)?.unit;
        let team = match &question.team {
            None => None,
            Some(id) => {
                let known = registry.team_ids().find(id);
                let holds = |team: &TeamIx| {
                    let team = registry.team(*team);
                    team.is_some_and(|team| team.spell.holds(day))
                };
                let known = known.filter(holds);
                let known = known.ok_or_else(|| unknown("team", id, "/team"))?;
                Some(place(known).into_iter().collect())
            }
        };
        let member = match &question.member {
            None => None,
            Some(id) => {
                let person = registry.person_ids().find(id);
                let seats = person
                    .into_iter()
                    .flat_map(|person| registry.memberships(person));
                let teams = seats.filter(|seat| seat.spell.holds(day));
                let teams = teams.filter_map(|seat| match seat.body {
                    Body::Team(team) => Some(team),
                    Body::Committee(_) => None,
                });
                let teams: Vec<TeamIx> = teams.collect();
                if teams.is_empty() {
                    return Err(unknown("member", id, "/member"));
                }
                Some(teams.into_iter().filter_map(place).collect())
            }
        };
        Ok(Self {
            unit: within(registry, crossing.map(), question.unit.as_deref())?,
            lane: question.lane.as_deref().map(fold),
            team,
            member,
        })
    }

    /// Whether a household that is listed in a unit is asked about.
    pub fn holds(
        &self,
        on_day: &OnDay<'_>,
        crossing: &Crossing<'_>,
        household: HouseholdIx,
        listed: Option<UnitIx>,
    ) -> bool {
        let map = crossing.map();
        let inside = |above: &UnitIx| listed.is_some_and(|unit| map.lies_in(unit, *above));
        let of_any = |units: &Vec<UnitIx>| units.iter().any(inside);
        self.unit.as_ref().is_none_or(inside)
            && self.team.as_ref().is_none_or(of_any)
            && self.member.as_ref().is_none_or(of_any)
            && self.lane.as_ref().is_none_or(|lane| {
                fold(lane_of(on_day.registry(), household, on_day.day())) == *lane
            })
    }
}

/// The lane of a household on a day; empty where it is in none.
pub(super) fn lane_of(registry: &Registry, household: HouseholdIx, day: crate::Day) -> &str {
    let placed = registry.placed_on(household, day);
    placed.map_or("", |placed| registry.vocabulary().text(placed.lane))
}
