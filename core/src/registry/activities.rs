//! Reading activities: where and by whom, and what became of visits.

use super::{Registry, reading::stretch};
use crate::{
    Day,
    activity::{Activity, Done, Visit},
    event::batch::SetupOwner,
    id::{ActivityIx, HouseholdIx, Ids, PersonIx, TeamIx, UnitIx},
    order::Order,
    place::{Crossing, Standing},
    platform::{PlatformIx, Setup},
    team::{Body, Membership},
};

impl Registry {
    /// Ids of activities.
    pub fn activity_ids(&self) -> &Ids<ActivityIx> {
        &self.activity_ids
    }

    /// An activity.
    pub fn activity(&self, ix: ActivityIx) -> Option<&Activity> {
        self.activities.get(ix.index())?.as_ref()
    }

    /// What was done in an activity.
    pub fn done_in(&self, ix: ActivityIx) -> &[Done] {
        self.done.of(ix)
    }

    /// The unit that an activity was in: its own, else that of its team on the day.
    pub fn activity_unit(&self, ix: ActivityIx) -> Option<UnitIx> {
        let activity = self.activity(ix)?;
        let of_team = || Some(self.team_unit_on(activity.team?, activity.day)?.0);
        activity.unit.or_else(of_team)
    }

    /// Where an activity stands on a map: where it was on its day, followed to the
    /// map like everything recorded there on that day.
    pub fn activity_standing(&self, ix: ActivityIx, crossing: &Crossing<'_>) -> Option<Standing> {
        let activity = self.activity(ix)?;
        Some(crossing.standing(self.activity_unit(ix)?, Some(activity.day)))
    }

    /// The seat of a person in a team on a day, if there is one.
    pub fn seat_on(&self, person: PersonIx, team: TeamIx, day: Day) -> Option<Membership> {
        let seats = self.memberships(person);
        let held = seats.filter(|seat| seat.body == Body::Team(team) && seat.spell.holds(day));
        held.max_by_key(|seat| {
            let text = |code| self.vocabulary.text(code);
            (seat.spell, text(seat.role), text(seat.force))
        })
        .copied()
    }

    /// The visits to a household up to a day, in the order of days, daytime before
    /// evening, then by ids of activities.
    pub fn visits_until(&self, ix: HouseholdIx, day: Day) -> Vec<(ActivityIx, &Activity, Visit)> {
        let own = stretch(&self.visited, ix).iter();
        let known = own.filter_map(|(_, activity)| Some((*activity, self.activity(*activity)?)));
        let until = known.filter(|(_, activity)| activity.day <= day);
        let mut visits: Vec<_> = until
            .filter_map(|(own, activity)| {
                let here = self.done_in(own).iter().rev();
                let mut here = here.filter_map(|done| match done {
                    Done::Visited(visit) if visit.household == ix => Some(*visit),
                    _ => None,
                });
                Some((own, activity, here.next()?))
            })
            .collect();
        visits.order_by_key(|(own, activity, _)| {
            (activity.day, activity.part, self.activity_ids.text(*own))
        });
        visits
    }

    /// What was recorded of a platform of somebody on a day.
    pub fn setup_of_day(
        &self,
        owner: SetupOwner,
        platform: PlatformIx,
        day: Day,
    ) -> Option<&Setup> {
        let of_day = |setup: &&Setup| setup.platform == platform && setup.day == Some(day);
        match owner {
            SetupOwner::Person(person) => self.setups(person).iter().rev().find(of_day),
            other => self.other_setups(other).filter(of_day).last(),
        }
    }
}
