//! What quantifiers range over: the members of collections.

use super::{Judge, Who};
use crate::{rule::Collection, team::Body};
use core::ops::ControlFlow;

impl Judge<'_> {
    /// Calls for each member of a collection until told to stop, and says whether
    /// there may be further ones: residents of an open household.
    pub(super) fn each_of(
        &self,
        of: &Collection,
        who: Who,
        mut each: impl FnMut(Who) -> ControlFlow<()>,
    ) -> bool {
        let registry = self.registry;
        let mut further = false;
        let _ = match (of, who) {
            (Collection::Residents, Who::Household(household)) => {
                further = !self.view.is_listed(household);
                let mut residents = self.view.residents(household);
                residents
                    .try_for_each(|(person, kind)| each(Who::Resident(person, household, kind)))
            }
            (Collection::Stalls, Who::Household(household)) => {
                let mut stalls = self.view.stalls(household);
                stalls.try_for_each(|stall| each(Who::Stall(stall)))
            }
            (Collection::Members, Who::Team(_) | Who::Committee(_)) => {
                let body = match who {
                    Who::Team(team) => Some(Body::Team(team)),
                    Who::Committee(committee) => Some(Body::Committee(committee)),
                    _ => None,
                };
                let seats = body.map(|body| self.view.members(body));
                let mut seats = seats.into_iter().flatten();
                seats.try_for_each(|(person, seat)| each(Who::Member(person, seat)))
            }
            (Collection::Teams, Who::Unit(unit)) => {
                let mut teams = self.on_day.teams_of(unit).iter();
                teams.try_for_each(|team| each(Who::Team(*team)))
            }
            (Collection::Committees, Who::Unit(unit)) => {
                let mut committees = self.on_day.committees_of(unit).iter();
                committees.try_for_each(|committee| each(Who::Committee(*committee)))
            }
            (Collection::Units(level), Who::Unit(unit)) => {
                let map = self.on_day.map();
                let wanted = registry.vocabulary().find(level);
                let below = map.units().get(map.stretch(unit)).unwrap_or(&[]);
                let mut below = below.iter().filter(|below| {
                    **below != unit && wanted.is_some() && map.level(**below) == wanted
                });
                below.try_for_each(|below| each(Who::Unit(*below)))
            }
            _ => ControlFlow::Continue(()),
        };
        further
    }
}
