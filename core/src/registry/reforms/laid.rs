//! What reforms laid down on the columns, so that it can be taken off again.

use crate::{
    Day,
    event::{Batch, batch::UnitOpened},
    hashed::{HashMap, HashSet},
    id::{CommitteeIx, Dense, TeamIx, UnitIx},
    place::{Coded, Named, Parented, Unit},
    registry::Registry,
    team::TeamMoved,
    time::Spell,
};
use core::hash::Hash;

/// What the reforms in effect added to units and bodies, and what ends they put in
/// the place of which others.
#[derive(Clone, Debug, Default)]
pub(in crate::registry) struct Laid {
    pub opened: Vec<UnitIx>,
    /// With the end that the unit had.
    pub closed: Vec<(UnitIx, Option<Day>)>,
    pub names: Vec<(UnitIx, Named)>,
    pub codes: Vec<(UnitIx, Coded)>,
    pub parents: Vec<(UnitIx, Parented)>,
    pub committees_opened: Vec<CommitteeIx>,
    pub committees_closed: Vec<(CommitteeIx, Spell)>,
    pub teams_moved: Vec<(TeamIx, TeamMoved)>,
    pub teams_closed: Vec<(TeamIx, Spell)>,
}

fn set<T: Eq + Hash>(rows: &[T]) -> HashSet<&T> {
    rows.iter().collect()
}

/// What each had before the first reform that changed it.
fn firsts<Ix: Dense + Hash, T: Copy>(rows: &[(Ix, T)]) -> HashMap<Ix, T> {
    rows.iter().rev().copied().collect()
}

impl Registry {
    /// The units and bodies as they were recorded, before any reform was laid down
    /// on them; people and households aside.
    pub(super) fn before_reforms(&self) -> Batch {
        let mut batch = Batch {
            vocabulary: self.vocabulary.clone(),
            units: self.unit_ids.clone(),
            teams: self.team_ids.clone(),
            committees: self.committee_ids.clone(),
            organisations: self.organisation_ids.clone(),
            households: self.household_ids.clone(),
            ..Batch::default()
        };
        self.units_before(&mut batch);
        self.bodies_before(&mut batch);
        batch
    }

    fn units_before(&self, batch: &mut Batch) {
        let laid = &self.laid;
        let (names, codes, parents) = (set(&laid.names), set(&laid.codes), set(&laid.parents));
        let (opened, closed) = (set(&laid.opened), firsts(&laid.closed));
        for ix in self.unit_ids.iter() {
            let Some(unit) = self.unit(ix) else { continue };
            let Unit { level, .. } = *unit;
            let mut spell = unit.spell;
            if let Some(until) = closed.get(&ix) {
                spell.until = *until;
            }
            if !opened.contains(&ix) {
                batch.unit_opened.push((ix, UnitOpened { spell, level }));
            }
            let own = unit.codes.iter().map(|entry| (ix, entry.clone()));
            batch
                .unit_codes
                .extend(own.filter(|entry| !codes.contains(entry)));
            let own = unit.names.iter().map(|entry| (ix, entry.clone()));
            batch
                .unit_names
                .extend(own.filter(|entry| !names.contains(entry)));
            let own = unit.parents.iter().map(|entry| (ix, *entry));
            batch
                .unit_parents
                .extend(own.filter(|entry| !parents.contains(entry)));
        }
    }

    fn bodies_before(&self, batch: &mut Batch) {
        let laid = &self.laid;
        let closed = firsts(&laid.teams_closed);
        for ix in self.team_ids.iter() {
            let Some(mut team) = self.team(ix).cloned() else {
                continue;
            };
            team.spell = closed.get(&ix).copied().unwrap_or(team.spell);
            batch.team.push((ix, team));
        }
        let moved = set(&laid.teams_moved);
        let own = self.team_moved.iter().filter(|row| !moved.contains(row));
        batch.team_moved.extend(own.copied());
        let (opened, closed) = (
            set(&laid.committees_opened),
            firsts(&laid.committees_closed),
        );
        for ix in self.committee_ids.iter().filter(|ix| !opened.contains(ix)) {
            let Some(mut known) = self.committee(ix).cloned() else {
                continue;
            };
            known.spell = closed.get(&ix).copied().unwrap_or(known.spell);
            batch.committee.push((ix, known));
        }
    }
}
