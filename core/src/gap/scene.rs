//! What a goal is grounded in: the facts of the day, read by id.

use super::wants::Spec;
use crate::{
    Day, Registry,
    coverage::{Judge, OnDay, Who},
    event::batch::SetupOwner,
    id::{CommitteeIx, HouseholdIx, PersonIx, StallIx, TeamIx, UnitIx},
    order::Order,
    platform::{PlatformIx, Setup},
    rule::{Collection, Condition},
    skill::{Assessment, Catalogue, SkillIx},
    team::Body,
};

/// A person, who may not be there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PersonKey {
    Known(PersonIx),
    New(u16),
}

/// A team or committee, which may not be there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum BodyKey {
    Team(TeamIx),
    Committee(CommitteeIx),
    NewTeam(u16),
    NewCommittee(u16),
}

impl From<Body> for BodyKey {
    fn from(body: Body) -> Self {
        match body {
            Body::Team(team) => Self::Team(team),
            Body::Committee(committee) => Self::Committee(committee),
        }
    }
}

/// On whose behalf something is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum OwnerKey {
    Person(PersonKey),
    Household(HouseholdIx),
    Stall(StallIx),
}

/// What a condition is asked of, there or not there yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Thing {
    Known(Who),
    /// Somebody added to a body; the slot that adds them.
    NewMember(u16, BodyKey, u16),
    /// A team or committee formed in a unit.
    NewBody(BodyKey, UnitIx),
    /// Somebody found to live in a household.
    NewResident(u16),
}

impl Thing {
    pub fn person(self) -> Option<PersonKey> {
        match self {
            Self::Known(Who::Resident(person, ..) | Who::Member(person, _)) => {
                Some(PersonKey::Known(person))
            }
            Self::NewMember(person, ..) | Self::NewResident(person) => Some(PersonKey::New(person)),
            _ => None,
        }
    }

    pub fn body(self) -> Option<BodyKey> {
        match self {
            Self::Known(Who::Team(team)) => Some(BodyKey::Team(team)),
            Self::Known(Who::Committee(committee)) => Some(BodyKey::Committee(committee)),
            Self::Known(Who::Member(_, seat)) => Some(seat.body.into()),
            Self::NewMember(_, body, _) | Self::NewBody(body, _) => Some(body),
            _ => None,
        }
    }

    pub fn owner(self) -> Option<OwnerKey> {
        match self {
            Self::Known(Who::Household(household)) => Some(OwnerKey::Household(household)),
            Self::Known(Who::Stall(stall)) => Some(OwnerKey::Stall(stall)),
            other => other.person().map(OwnerKey::Person),
        }
    }
}

/// The evidence of a skill that counts for a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A level that counts.
    Level(Assessment),
    /// A level that is too old to count.
    Stale(Assessment),
    Nothing,
}

impl Found {
    /// The level from which a raise starts.
    pub fn level(self) -> u8 {
        match self {
            Self::Level(found) => found.level,
            Self::Stale(_) | Self::Nothing => 0,
        }
    }
}

/// A registry on a day, with what answers conditions on it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub registry: &'a Registry,
    pub on_day: &'a OnDay<'a>,
    pub judge: &'a Judge<'a>,
    pub catalogue: &'a Catalogue,
    pub day: Day,
}

impl Scene<'_> {
    pub fn found(&self, person: PersonKey, skill: SkillIx, spec: &Spec) -> Found {
        let PersonKey::Known(person) = person else {
            return Found::Nothing;
        };
        let counts = |found: &Assessment| spec.counts(found.how);
        let Some(found) = self.registry.assessed_on(person, skill, self.day, counts) else {
            return Found::Nothing;
        };
        let stale = spec.asked.max_age_days.is_some_and(|most| {
            // Evidence since ever has no age that could be bounded.
            let age = found.day.map(|day| self.day.days_since(day));
            age.is_none_or(|age| age > i64::from(most))
        });
        if stale {
            Found::Stale(*found)
        } else {
            Found::Level(*found)
        }
    }

    /// The latest set-up of a platform on or before the day.
    pub fn set_up(&self, owner: OwnerKey, platform: PlatformIx) -> Option<Setup> {
        let on_time = |setup: &&Setup| {
            setup.platform == platform && setup.day.is_none_or(|day| day <= self.day)
        };
        let other = |owner| self.registry.other_setups(owner).filter(on_time).last();
        match owner {
            OwnerKey::Person(PersonKey::Known(person)) => {
                self.registry.setups(person).iter().rev().find(on_time)
            }
            OwnerKey::Person(PersonKey::New(_)) => None,
            OwnerKey::Household(household) => other(SetupOwner::Household(household)),
            OwnerKey::Stall(stall) => other(SetupOwner::Stall(stall)),
        }
        .copied()
    }

    /// The members of a collection that are known, by the bytes of their ids
    /// (units in the order of the map).
    pub fn known(&self, of: &Collection, who: Who) -> Vec<Who> {
        let registry = self.registry;
        match (of, who) {
            (Collection::Residents, Who::Household(household)) => {
                let residents = registry.residents_on(household, self.day);
                let mut residents: Vec<_> = residents.collect();
                residents.order_by_key(|(person, _)| registry.person_ids().text(*person));
                let as_who = |(person, kind)| Who::Resident(person, household, kind);
                residents.into_iter().map(as_who).collect()
            }
            (Collection::Stalls, Who::Household(household)) => {
                let mut stalls: Vec<_> = registry.stalls_on(household, self.day).collect();
                stalls.order_by_key(|stall| registry.stall_ids.text(*stall));
                stalls.into_iter().map(Who::Stall).collect()
            }
            (Collection::Members, Who::Team(_) | Who::Committee(_)) => {
                let body = match who {
                    Who::Team(team) => Body::Team(team),
                    Who::Committee(committee) => Body::Committee(committee),
                    _ => return Vec::new(),
                };
                let seats = registry.members_on(body, self.day).into_iter();
                seats
                    .map(|(person, seat)| Who::Member(person, seat))
                    .collect()
            }
            (Collection::Teams, Who::Unit(unit)) => {
                let mut teams = self.on_day.teams_of(unit).to_vec();
                teams.order_by_key(|team| registry.team_ids().text(*team));
                teams.into_iter().map(Who::Team).collect()
            }
            (Collection::Committees, Who::Unit(unit)) => {
                let mut committees = self.on_day.committees_of(unit).to_vec();
                committees.order_by_key(|ix| registry.committee_ids().text(*ix));
                committees.into_iter().map(Who::Committee).collect()
            }
            (Collection::Units(level), Who::Unit(unit)) => {
                let map = self.on_day.map();
                let wanted = registry.vocabulary().find(level);
                let below = map.units().get(map.stretch(unit)).into_iter().flatten();
                below
                    .filter(|below| **below != unit && wanted.is_some())
                    .filter(|below| map.level(**below) == wanted)
                    .map(|below| Who::Unit(*below))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether there may be further ones, unknown in everything.
    pub fn is_open(&self, of: &Collection, who: Who) -> bool {
        match (of, who) {
            (Collection::Residents, Who::Household(household)) => {
                !self.registry.is_listed_on(household, self.day)
            }
            _ => false,
        }
    }

    /// Whether a condition holds that no change reaches.
    pub fn holds(&self, condition: &Condition, thing: Thing) -> Option<bool> {
        match (condition, thing) {
            (_, Thing::Known(who)) => self.judge.holds(condition, who),
            (Condition::Level(_), Thing::NewBody(_, unit)) => {
                self.judge.holds(condition, Who::Unit(unit))
            }
            (
                Condition::Age {
                    min: None,
                    max: None,
                },
                _,
            ) => Some(true),
            (Condition::Flag(_) | Condition::Advocate { .. }, _) => Some(false),
            _ => None,
        }
    }
}
