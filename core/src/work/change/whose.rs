//! A subject, by its number in a registry.

use crate::{
    Registry,
    id::{Dense, HouseholdIx, PersonIx, TeamIx, UnitIx},
    rule::Subject,
};

/// A subject, whether it is there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Person(PersonIx),
    Household(HouseholdIx),
    Team(TeamIx),
    Unit(UnitIx),
}

impl Whose {
    /// How many subjects there ever were.
    pub(super) fn all(registry: &Registry, subject: Subject) -> usize {
        match subject {
            Subject::Resident => registry.person_ids().len(),
            Subject::Household => registry.household_ids().len(),
            Subject::Team => registry.team_ids().len(),
            Subject::Unit => registry.unit_ids().len(),
        }
    }

    /// The one with a number.
    pub(super) fn at(subject: Subject, number: usize) -> Option<Self> {
        Some(match subject {
            Subject::Resident => Self::Person(PersonIx::from_index(number)?),
            Subject::Household => Self::Household(HouseholdIx::from_index(number)?),
            Subject::Team => Self::Team(TeamIx::from_index(number)?),
            Subject::Unit => Self::Unit(UnitIx::from_index(number)?),
        })
    }

    /// The number of the one with an id.
    pub(super) fn find(registry: &Registry, subject: Subject, id: &str) -> Option<usize> {
        Some(match subject {
            Subject::Resident => registry.person_ids().find(id)?.index(),
            Subject::Household => registry.household_ids().find(id)?.index(),
            Subject::Team => registry.team_ids().find(id)?.index(),
            Subject::Unit => registry.unit_ids().find(id)?.index(),
        })
    }

    /// Its id.
    pub(super) fn id(self, registry: &Registry) -> &str {
        match self {
            Self::Person(own) => registry.person_ids().text(own),
            Self::Household(own) => registry.household_ids().text(own),
            Self::Team(own) => registry.team_ids().text(own),
            Self::Unit(own) => registry.unit_ids().text(own),
        }
    }
}
