//! A registry on a day: what every question about the day shares, made once.

use super::Who;
use crate::{
    Day, Registry,
    id::{CommitteeIx, Dense, HouseholdIx, TeamIx, UnitIx},
    place::{Crossing, PlaceMap, Standing, Ways},
    rule::Subject,
};
use std::sync::Arc;

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
    /// The way from wherever something is recorded to the day's own map.
    crossing: Crossing<'a>,
    bodies: Arc<Bodies>,
}

/// The bodies of each unit on a day.
#[derive(Debug)]
struct Bodies {
    teams_of: Vec<Vec<TeamIx>>,
    committees_of: Vec<Vec<CommitteeIx>>,
}

/// What was made for a day of a registry, without the registry: whoever keeps one asks
/// about the day again without making it anew.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    ways: Arc<Ways>,
    bodies: Arc<Bodies>,
}

impl Made {
    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let Bodies {
            teams_of,
            committees_of,
        } = &*self.bodies;
        let bodies = teams_of.iter().map(Vec::len).sum::<usize>()
            + committees_of.iter().map(Vec::len).sum::<usize>();
        let lists = (teams_of.len() + committees_of.len()) * size_of::<Vec<TeamIx>>();
        self.ways.bytes() + lists + bodies * size_of::<TeamIx>()
    }
}

impl<'a> OnDay<'a> {
    /// Draws the map of the day and gathers the bodies of each unit.
    pub fn new(registry: &'a Registry, day: Day) -> Self {
        let crossing = registry.crossing(day);
        let own_unit = |standing: Option<Standing>| standing.filter(|own| own.exact)?.unit;
        let mut teams_of = vec![Vec::new(); registry.unit_ids().len()];
        for ix in registry.team_ids().iter() {
            if registry.team(ix).is_some_and(|team| team.spell.holds(day))
                && let Some(unit) = own_unit(registry.team_standing(ix, day, &crossing))
                && let Some(own) = teams_of.get_mut(unit.index())
            {
                own.push(ix);
            }
        }
        let mut committees_of = vec![Vec::new(); registry.unit_ids().len()];
        for ix in registry.committee_ids().iter() {
            if registry
                .committee(ix)
                .is_some_and(|committee| committee.spell.holds(day))
                && let Some(unit) = own_unit(registry.committee_standing(ix, &crossing))
                && let Some(own) = committees_of.get_mut(unit.index())
            {
                own.push(ix);
            }
        }
        let bodies = Arc::new(Bodies {
            teams_of,
            committees_of,
        });
        Self {
            registry,
            crossing,
            bodies,
        }
    }

    /// What was made of the same registry before.
    pub(crate) fn again(registry: &'a Registry, made: &Made) -> Self {
        let ways = made.ways.clone();
        Self {
            registry,
            crossing: Crossing::again(&registry.units, &registry.lineage, ways),
            bodies: made.bodies.clone(),
        }
    }

    /// What was made, to be kept.
    pub(crate) fn made(&self) -> Made {
        Made {
            ways: self.crossing.ways().clone(),
            bodies: self.bodies.clone(),
        }
    }

    /// The registry.
    pub fn registry(&self) -> &'a Registry {
        self.registry
    }

    /// The day.
    pub fn day(&self) -> Day {
        self.map().day()
    }

    /// The map of the day.
    pub fn map(&self) -> &PlaceMap {
        self.crossing.map()
    }

    /// The teams of a unit itself.
    pub fn teams_of(&self, unit: UnitIx) -> &[TeamIx] {
        let own = &self.bodies.teams_of;
        own.get(unit.index()).map_or(&[], Vec::as_slice)
    }

    /// The steering committees of a unit itself.
    pub fn committees_of(&self, unit: UnitIx) -> &[CommitteeIx] {
        let own = &self.bodies.committees_of;
        own.get(unit.index()).map_or(&[], Vec::as_slice)
    }

    /// The subject of an id (a unit also of its code), with the unit of the day's map
    /// that it is counted in; nothing where it is no subject of the day.
    pub fn subject(&self, subject: Subject, id: &str) -> Option<(Who, Option<UnitIx>)> {
        let registry = self.registry;
        match subject {
            Subject::Household => self.household(registry.household_ids().find(id)?),
            Subject::Resident => {
                let person = registry.person_ids().find(id)?;
                let stay = registry.stay_on(person, self.day())?;
                let (_, unit) = self.household(stay.household)?;
                Some((Who::Resident(person, stay.household, stay.kind), unit))
            }
            Subject::Team => self.team(registry.team_ids().find(id)?),
            Subject::Unit => {
                let unit = registry.unit_on(self.map(), id).ok()?;
                Some((Who::Unit(unit), Some(unit)))
            }
        }
    }

    /// How many places [`each_subject_at`](Self::each_subject_at) has to look at:
    /// households, also for residents, teams or units.
    pub fn all(&self, subject: Subject) -> usize {
        match subject {
            Subject::Resident | Subject::Household => self.registry.household_ids().len(),
            Subject::Team => self.registry.team_ids().len(),
            Subject::Unit => self.map().units().len(),
        }
    }

    /// Calls for the subjects of the day at one of these places, with the unit of
    /// the day's map that they are counted in.
    pub fn each_subject_at(
        &self,
        subject: Subject,
        at: usize,
        mut each: impl FnMut(Who, Option<UnitIx>),
    ) {
        let found = match subject {
            Subject::Resident | Subject::Household => {
                HouseholdIx::from_index(at).and_then(|household| self.household(household))
            }
            Subject::Team => TeamIx::from_index(at).and_then(|team| self.team(team)),
            Subject::Unit => {
                let unit = self.map().units().get(at);
                unit.map(|unit| (Who::Unit(*unit), Some(*unit)))
            }
        };
        match (subject, found) {
            (Subject::Resident, Some((Who::Household(household), unit))) => {
                for (person, kind) in self.registry.residents_on(household, self.day()) {
                    each(Who::Resident(person, household, kind), unit);
                }
            }
            (_, Some((who, unit))) => each(who, unit),
            (_, None) => {}
        }
    }

    /// Calls for every subject of the day, with the unit of the day's map that it
    /// is counted in.
    pub fn each_subject(&self, subject: Subject, mut each: impl FnMut(Who, Option<UnitIx>)) {
        for at in 0..self.all(subject) {
            self.each_subject_at(subject, at, &mut each);
        }
    }

    fn household(&self, household: HouseholdIx) -> Option<(Who, Option<UnitIx>)> {
        let (registry, day) = (self.registry, self.day());
        registry.is_household_on(household, day).then_some(())?;
        let standing = registry.household_standing(household, day, &self.crossing);
        let unit = standing.and_then(|standing| standing.unit);
        Some((Who::Household(household), unit))
    }

    fn team(&self, ix: TeamIx) -> Option<(Who, Option<UnitIx>)> {
        let team = self.registry.team(ix)?;
        team.spell.holds(self.day()).then_some(())?;
        let standing = self.registry.team_standing(ix, self.day(), &self.crossing);
        Some((Who::Team(ix), standing.and_then(|standing| standing.unit)))
    }

    /// The unit of another map in which the subjects of the day at one of the
    /// places of [`each_subject_at`](Self::each_subject_at) stand: the same
    /// subjects, so only where they are counted differs.
    pub fn unit_on(&self, crossing: &Crossing<'_>, subject: Subject, at: usize) -> Option<UnitIx> {
        let who = match subject {
            Subject::Resident | Subject::Household => Who::Household(HouseholdIx::from_index(at)?),
            Subject::Team => Who::Team(TeamIx::from_index(at)?),
            Subject::Unit => Who::Unit(*self.map().units().get(at)?),
        };
        self.unit_of(crossing, who)
    }

    /// The unit of another map in which a subject of the day stands.
    pub fn unit_of(&self, crossing: &Crossing<'_>, who: Who) -> Option<UnitIx> {
        let (registry, day) = (self.registry, self.day());
        let standing = match who {
            Who::Resident(_, household, _) | Who::Household(household) => {
                registry.household_standing(household, day, crossing)
            }
            Who::Team(team) => registry.team_standing(team, day, crossing),
            Who::Unit(unit) => Some(crossing.standing(unit, Some(day))),
            // No subjects, but what requirements look at.
            Who::Stall(_) | Who::Committee(_) | Who::Member(..) => None,
        };
        standing?.unit
    }

    /// The units of a map in which a subject of the day can stand, in the order of the
    /// map: several where it is not known in which.
    pub fn candidates_of(&self, crossing: &Crossing<'_>, who: Who) -> Vec<UnitIx> {
        let (registry, day) = (self.registry, self.day());
        match who {
            Who::Resident(_, household, _) | Who::Household(household) => {
                registry.household_candidates(household, day, crossing)
            }
            Who::Team(team) => {
                let found = registry.team_unit_on(team, day);
                found.map_or_else(Vec::new, |(unit, since)| crossing.candidates(unit, since))
            }
            Who::Unit(unit) => crossing.candidates(unit, Some(day)),
            // No subjects, but what requirements look at.
            Who::Stall(_) | Who::Committee(_) | Who::Member(..) => Vec::new(),
        }
    }

    /// The way from units of any day to those of the day.
    pub fn crossing(&self) -> &Crossing<'a> {
        &self.crossing
    }

    /// The unit that a team is of, on the day's map; nothing where it is only known
    /// in which unit that lies.
    pub fn team_unit(&self, ix: TeamIx) -> Option<UnitIx> {
        let standing = self.registry.team_standing(ix, self.day(), &self.crossing);
        standing.filter(|own| own.exact)?.unit
    }

    /// The unit that a steering committee is of, as [`team_unit`](Self::team_unit).
    pub fn committee_unit(&self, ix: CommitteeIx) -> Option<UnitIx> {
        let standing = self.registry.committee_standing(ix, &self.crossing);
        standing.filter(|own| own.exact)?.unit
    }
}
