//! What tables could not say.

use crate::{
    Day,
    event::{Batch, Code},
    hashed::HashSet,
    id::{HouseholdIx, PersonIx},
};
use serde::Serialize;

/// How many facts of each sort could not be written, since the record that
/// they belong to is not in the batch: [`Registry::fold`](crate::Registry::fold)
/// finds those as references to nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unsaid {
    /// Codes, names, parents or closings of units that no event opened, and
    /// units without a name.
    pub units: u64,
    /// Moves of teams from one unit to another.
    pub teams: u64,
    /// Events of unknown kinds, and what events said besides their facts.
    pub unknown: u64,
    /// Deaths of people of whom there is no record, or a second, other day.
    pub deaths: u64,
    /// Places, heads, closings or listings of households of which there is no
    /// record, and households and heads without a place.
    pub households: u64,
    /// Ends of residences of somebody where they never lived.
    pub ends: u64,
    /// Set-ups and assessments that an activity refers to and that are not recorded
    /// on its day.
    pub activities: u64,
}

impl Unsaid {
    /// Ends that met no residence when they were applied.
    pub(super) fn of_ends(ends: &[(PersonIx, HouseholdIx, Day, Code)], settled: &Batch) -> Self {
        if ends.is_empty() {
            return Self::default();
        }
        let lived: HashSet<(PersonIx, HouseholdIx)> = settled
            .residences
            .iter()
            .map(|(person, stay)| (*person, stay.household))
            .collect();
        let missed = ends
            .iter()
            .filter(|(person, household, ..)| !lived.contains(&(*person, *household)));
        Self {
            ends: u64::try_from(missed.count()).unwrap_or(u64::MAX),
            ..Self::default()
        }
    }

    /// Whether everything was said.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
