//! The places as they would be after a reform.

use super::{Applied, apply_after};
use crate::{
    Registry,
    event::{Batch, batch::UnitOpened},
    place::Reform,
    registry::Finding,
};

impl Registry {
    /// The units, teams and steering committees as they would be after a further
    /// reform, without people and households, and what is wrong with the reform:
    /// then it has no effect. This registry stays as it is.
    pub fn places_after(&self, reform: &Reform) -> (Registry, Vec<Finding>) {
        let mut batch = Batch {
            vocabulary: self.vocabulary.clone(),
            units: self.unit_ids.clone(),
            teams: self.team_ids.clone(),
            committees: self.committee_ids.clone(),
            organisations: self.organisation_ids.clone(),
            households: self.household_ids.clone(),
            team_moved: self.team_moved.clone(),
            reforms: vec![reform.clone()],
            ..Batch::default()
        };
        for ix in self.unit_ids.iter() {
            let Some(unit) = self.unit(ix) else { continue };
            let (spell, level) = (unit.spell, unit.level);
            batch.unit_opened.push((ix, UnitOpened { spell, level }));
            batch
                .unit_codes
                .extend(unit.codes.iter().map(|entry| (ix, entry.clone())));
            batch
                .unit_names
                .extend(unit.names.iter().map(|entry| (ix, entry.clone())));
            batch
                .unit_parents
                .extend(unit.parents.iter().map(|entry| (ix, *entry)));
        }
        for ix in self.team_ids.iter() {
            batch
                .team
                .extend(self.team(ix).map(|team| (ix, team.clone())));
        }
        for ix in self.committee_ids.iter() {
            batch
                .committee
                .extend(self.committee(ix).map(|known| (ix, known.clone())));
        }
        let named = reform
            .places
            .iter()
            .filter_map(|one| self.household_ids.find(&one.household));
        for ix in named {
            batch
                .household
                .extend(self.household(ix).map(|record| (ix, *record)));
        }
        let known = Applied {
            reforms: self.reforms.clone(),
            lineage: self.lineage.clone(),
            findings: Vec::new(),
        };
        let mut applied = apply_after(&mut batch, known);
        let findings = core::mem::take(&mut applied.findings);
        (Self::assemble(batch, applied), findings)
    }
}
