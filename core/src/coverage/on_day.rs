//! A registry on a day: what every question about the day shares, made once.

use super::Who;
use crate::{
    Day, Registry,
    id::{CommitteeIx, TeamIx, UnitIx},
    place::PlaceMap,
    rule::Subject,
};

/// A registry on a day, with the day's map and the bodies of each unit. Making it
/// takes a walk over all units and bodies, so one serves for many questions.
///
/// ```
/// use noidai::{Day, Registry, coverage::OnDay, event::Batch};
/// let registry = Registry::open(Batch::default())?;
/// let on_day = OnDay::new(&registry, "2025-06-30".parse()?);
/// assert!(on_day.map().units().is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct OnDay<'a> {
    registry: &'a Registry,
    map: PlaceMap,
    teams_of: Vec<Vec<TeamIx>>,
    committees_of: Vec<Vec<CommitteeIx>>,
}

impl<'a> OnDay<'a> {
    /// Draws the map of the day and gathers the bodies of each unit.
    pub fn new(registry: &'a Registry, day: Day) -> Self {
        let mut teams_of = vec![Vec::new(); registry.unit_ids().len()];
        for ix in registry.team_ids().iter() {
            if let Some(team) = registry.team(ix).filter(|team| team.spell.holds(day))
                && let Some(own) = teams_of.get_mut(team.unit.index())
            {
                own.push(ix);
            }
        }
        let mut committees_of = vec![Vec::new(); registry.unit_ids().len()];
        for ix in registry.committee_ids().iter() {
            if let Some(committee) = registry
                .committee(ix)
                .filter(|committee| committee.spell.holds(day))
                && let Some(own) = committees_of.get_mut(committee.unit.index())
            {
                own.push(ix);
            }
        }
        Self {
            registry,
            map: registry.map(day),
            teams_of,
            committees_of,
        }
    }

    /// The registry.
    pub fn registry(&self) -> &'a Registry {
        self.registry
    }

    /// The day.
    pub fn day(&self) -> Day {
        self.map.day()
    }

    /// The map of the day.
    pub fn map(&self) -> &PlaceMap {
        &self.map
    }

    /// The teams of a unit itself.
    pub fn teams_of(&self, unit: UnitIx) -> &[TeamIx] {
        self.teams_of.get(unit.index()).map_or(&[], Vec::as_slice)
    }

    /// The steering committees of a unit itself.
    pub fn committees_of(&self, unit: UnitIx) -> &[CommitteeIx] {
        self.committees_of
            .get(unit.index())
            .map_or(&[], Vec::as_slice)
    }

    /// The subject of an id, with the unit that it is counted in; nothing where it
    /// is no subject of the day.
    pub fn subject(&self, subject: Subject, id: &str) -> Option<(Who, Option<UnitIx>)> {
        let (registry, day) = (self.registry, self.day());
        match subject {
            Subject::Household => {
                let household = registry.household_ids().find(id)?;
                registry.is_household_on(household, day).then_some(())?;
                let unit = registry.placed_on(household, day).map(|placed| placed.unit);
                Some((Who::Household(household), unit))
            }
            Subject::Resident => {
                let person = registry.person_ids().find(id)?;
                let stay = registry.stay_on(person, day)?;
                let unit = registry.placed_on(stay.household, day);
                let who = Who::Resident(person, stay.household, stay.kind);
                Some((who, unit.map(|placed| placed.unit)))
            }
            Subject::Team => {
                let ix = registry.team_ids().find(id)?;
                let team = registry.team(ix).filter(|team| team.spell.holds(day))?;
                Some((Who::Team(ix), Some(team.unit)))
            }
            Subject::Unit => {
                let unit = registry.unit_ids().find(id)?;
                self.map.position_of(unit)?;
                Some((Who::Unit(unit), Some(unit)))
            }
        }
    }

    /// Calls for every subject of the day, with the unit that it is counted in.
    pub fn each_subject(&self, subject: Subject, mut each: impl FnMut(Who, Option<UnitIx>)) {
        let (registry, day) = (self.registry, self.day());
        match subject {
            Subject::Household | Subject::Resident => {
                for household in registry
                    .household_ids()
                    .iter()
                    .filter(|ix| registry.is_household_on(*ix, day))
                {
                    let unit = registry.placed_on(household, day).map(|placed| placed.unit);
                    if subject == Subject::Household {
                        each(Who::Household(household), unit);
                        continue;
                    }
                    for (person, kind) in registry.residents_on(household, day) {
                        each(Who::Resident(person, household, kind), unit);
                    }
                }
            }
            Subject::Team => {
                for ix in registry.team_ids().iter() {
                    if let Some(team) = registry.team(ix).filter(|team| team.spell.holds(day)) {
                        each(Who::Team(ix), Some(team.unit));
                    }
                }
            }
            Subject::Unit => {
                for unit in self.map.units() {
                    each(Who::Unit(*unit), Some(*unit));
                }
            }
        }
    }
}
