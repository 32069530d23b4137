//! Folding a batch of facts into a registry.

use super::{Column, Facts, Finding, Registry, check, contradictions, reforms, settle};
use crate::{
    Day,
    activity::Done,
    event::{Batch, Code},
    household::Sort,
    id::{Dense, HouseholdIx, Ids, PersonIx, UnitIx},
    order::Order,
    place::{Parented, Unit},
    team::{Body, TeamMoved},
    time::Spell,
};

/// A batch's reforms laid down, and what was found.
pub(crate) struct Prepared {
    applied: reforms::Applied,
    /// What holds, where facts contradict one another.
    decided: Option<Batch>,
}

impl Prepared {
    /// What contradicts itself.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.applied.findings
    }
}

impl Registry {
    /// Folds a batch, and says what in it contradicts itself. With no finding,
    /// the batch is clean; with some, the registry holds, of each contradiction,
    /// the last by content, whatever order the facts arrived in.
    pub fn fold(mut batch: Batch) -> (Self, Vec<Finding>) {
        let mut prepared = Self::prepare(&mut batch, true);
        let findings = core::mem::take(&mut prepared.applied.findings);
        (Self::of_prepared(batch, prepared), findings)
    }

    /// Every contradiction of a batch, as [`Registry::fold`] finds it.
    pub fn check(batch: &Batch) -> Vec<Finding> {
        if batch.reforms.is_empty() {
            let mut findings = check::doubled(batch);
            findings.append(&mut check::facts(batch));
            findings.order_by_key(|finding| (finding.column, finding.index));
            return findings;
        }
        Self::prepare(&mut batch.clone(), true).applied.findings
    }

    /// What of a batch is odd and no contradiction: attendance of somebody who is not
    /// in the activity's team on the day. It is kept, and counted apart.
    pub fn warnings(batch: &Batch) -> Vec<Finding> {
        check::warnings(batch)
    }

    /// Lays the reforms of a batch down in its columns, and says what in the batch
    /// contradicts itself, or only what the reforms contradict where the rest is
    /// known to be clean.
    pub(crate) fn prepare(batch: &mut Batch, check_all: bool) -> Prepared {
        let mut findings = Vec::new();
        if check_all {
            findings = check::doubled(batch);
        }
        // What is wrong is found, and placed, in the facts as they came; of facts
        // that contradict one another, those that hold are another batch.
        let mut decided = (!findings.is_empty()).then(|| batch.clone());
        if let Some(decided) = &mut decided {
            contradictions::decide(decided);
        }
        let mut as_it_came = reforms::apply(batch);
        let mut applied = match &mut decided {
            Some(decided) => {
                let mut applied = reforms::apply(decided);
                let is_reform = |finding: &Finding| finding.column == Column::Reforms;
                applied.findings.retain(is_reform);
                let facts = as_it_came.findings.drain(..);
                applied
                    .findings
                    .extend(facts.filter(|finding| !is_reform(finding)));
                applied
            }
            None => as_it_came,
        };
        if check_all {
            findings.append(&mut check::facts(batch));
            findings.append(&mut applied.findings);
            findings.order_by_key(|finding| (finding.column, finding.index));
            findings.dedup();
            applied.findings = findings;
        }
        Prepared { applied, decided }
    }

    /// Folds a batch that was prepared.
    pub(crate) fn of_prepared(batch: Batch, prepared: Prepared) -> Self {
        Self::assemble(prepared.decided.unwrap_or(batch), prepared.applied)
    }

    /// Folds a batch that must be clean: the first finding is the error.
    pub fn open(batch: Batch) -> crate::Result<Self> {
        let (registry, findings) = Self::fold(batch);
        match findings.into_iter().next() {
            Some(finding) => Err(finding.error),
            None => Ok(registry),
        }
    }

    pub(super) fn assemble(mut batch: Batch, applied: reforms::Applied) -> Self {
        let people = batch.people.len();
        let households = batch.households.len();
        settle(&mut batch);
        batch.order_words();

        let residences = Facts::gather(&batch.residences, people);
        let lived: Vec<(HouseholdIx, PersonIx)> = batch
            .residences
            .iter()
            .map(|(person, stay)| (stay.household, *person))
            .collect();
        let lived = Facts::gather(&lived, households);
        batch.residences = Vec::new();

        let assessments = Facts::gather(&batch.assessments, people);
        batch.assessments = Vec::new();
        let (own, other): (Vec<_>, Vec<_>) = batch
            .setups
            .iter()
            .partition(|(owner, _)| matches!(owner, crate::event::batch::SetupOwner::Person(_)));
        let own: Vec<_> = own
            .into_iter()
            .filter_map(|(owner, setup)| match owner {
                crate::event::batch::SetupOwner::Person(person) => Some((person, setup)),
                _ => None,
            })
            .collect();
        let setups = Facts::gather(&own, people);
        batch.setups = Vec::new();

        let members_of = |memberships: &[(PersonIx, crate::team::Membership)]| {
            let mut teams = Vec::new();
            let mut committees = Vec::new();
            for (person, membership) in memberships {
                match membership.body {
                    Body::Team(team) => teams.push((team, *person)),
                    Body::Committee(committee) => committees.push((committee, *person)),
                }
            }
            (teams, committees)
        };
        let mut team_moved = core::mem::take(&mut batch.team_moved);
        team_moved.order_by(|(one, a), (two, b)| {
            let at = |moved: &TeamMoved| moved.unit.map(|unit| batch.units.text(unit));
            let to = |moved: &TeamMoved| moved.answers_to.map(|to| batch.answered(to));
            let keys = (one, a.day, at(a)).cmp(&(two, b.day, at(b)));
            keys.then_with(|| to(a).cmp(&to(b)))
        });
        team_moved.dedup();
        let (in_teams, in_committees) = members_of(&batch.memberships);
        let stalls_of: Vec<_> = batch
            .stall
            .iter()
            .map(|(ix, stall)| (stall.household, *ix))
            .collect();

        let visited = batch.done.iter().filter_map(|(own, done)| match done {
            Done::Visited(visit) => Some((visit.household, *own)),
            _ => None,
        });
        let visited: Vec<_> = visited.collect();
        // Faster, and half a kilobyte that a page need not fetch.
        let visited = if cfg!(target_family = "wasm") {
            sorted(visited)
        } else {
            Facts::gather(&visited, households).into_rows()
        };
        let done = Facts::gather(&batch.done, batch.activities.len());
        batch.done = Vec::new();

        let (targets, figures) = super::targets::in_order(&mut batch);
        let mut registry = Self {
            known_at: None,
            visited,
            done,
            units: units(&batch),
            targets,
            figures,
            reforms: applied.reforms,
            lineage: applied.lineage,
            laid: applied.laid,
            team_moved,
            team_members: Facts::gather(&in_teams, batch.teams.len()),
            committee_members: Facts::gather(&in_committees, batch.committees.len()),
            committees: column(&batch.committees, batch.committee),
            organisations: column(&batch.organisations, batch.organisation),
            teams: column(&batch.teams, batch.team),
            memberships: sorted(batch.memberships),
            people: column(&batch.people, batch.persons),
            deaths: sorted(batch.deaths),
            residences,
            lived,
            assessments,
            setups,
            other_setups: sorted(other),
            flags: sorted(batch.flags),
            advocates: sorted(batch.advocates),
            teachings: sorted(batch.teachings),
            households: column(&batch.households, batch.household),
            listed: sorted(batch.listed),
            placed: Facts::gather(&batch.placed, households),
            heads: Facts::gather(&batch.heads, households),
            stalls_of: Facts::gather(&stalls_of, households),
            stalls: column(&batch.stalls, batch.stall),
            activities: column(&batch.activities, batch.activity),
            vocabulary: batch.vocabulary,
            arena: batch.arena,
            unit_ids: batch.units,
            committee_ids: batch.committees,
            organisation_ids: batch.organisations,
            team_ids: batch.teams,
            person_ids: batch.people,
            household_ids: batch.households,
            stall_ids: batch.stalls,
            activity_ids: batch.activities,
        };
        for (household, day) in batch.household_closed {
            if let Some(Some(known)) = registry.households.get_mut(household.index()) {
                close(&mut known.opened.spell, day);
            }
        }
        registry.arena.shrink_to_fit();
        registry.person_ids.shrink();
        registry.household_ids.shrink();
        registry
    }
}

fn sorted<T: Ord>(mut rows: Vec<T>) -> Vec<T> {
    rows.order();
    rows.dedup();
    rows.shrink_to_fit();
    rows
}

/// One record an owner; of several that differ, the greatest, whatever came
/// first.
fn column<Ix: Dense, T: Ord>(ids: &Ids<Ix>, rows: Vec<(Ix, T)>) -> Vec<Option<T>> {
    let mut column: Vec<Option<T>> = Vec::new();
    column.resize_with(ids.len(), || None);
    for (owner, record) in rows {
        if let Some(slot) = column.get_mut(owner.index())
            && slot.as_ref().is_none_or(|known| *known < record)
        {
            *slot = Some(record);
        }
    }
    column
}

pub(super) fn close(spell: &mut Spell, day: Day) {
    spell.until = Some(spell.until.map_or(day, |until| until.min(day)));
}

/// The units of a batch with their histories.
pub(super) fn units(batch: &Batch) -> Vec<Unit> {
    let mut units = vec![Unit::default(); batch.units.len()];
    let mut opened = batch.unit_opened.clone();
    opened.order();
    for (ix, record) in opened {
        if let Some(unit) = units.get_mut(ix.index()) {
            unit.spell = record.spell;
            unit.level = record.level.or(unit.level);
        }
    }
    for (ix, coded) in sorted(batch.unit_codes.clone()) {
        if let Some(unit) = units.get_mut(ix.index()) {
            unit.codes.push(coded);
        }
    }
    for (ix, named) in sorted(batch.unit_names.clone()) {
        if let Some(unit) = units.get_mut(ix.index()) {
            unit.names.push(named);
        }
    }
    for (ix, parented) in &batch.unit_parents {
        if let Some(unit) = units.get_mut(ix.index()) {
            unit.parents.push(*parented);
        }
    }
    for unit in &mut units {
        sort_parents(&mut unit.parents, &batch.units);
    }
    for (ix, day) in &batch.unit_closed {
        if let Some(unit) = units.get_mut(ix.index()) {
            close(&mut unit.spell, *day);
        }
    }
    give_levels(&mut units);
    units
}

/// Sorts the parents of a unit by day; where a reform and an event of one day
/// differ, the last by id holds.
pub(super) fn sort_parents(parents: &mut Vec<Parented>, ids: &Ids<UnitIx>) {
    let key = |entry: &Parented| (entry.from, entry.parent.map(|unit| ids.text(unit)));
    parents.order_by(|a, b| key(a).cmp(&key(b)));
    parents.dedup();
}

/// A unit without a level has that of its depth below the root.
fn give_levels(units: &mut [Unit]) {
    const BY_DEPTH: [Code; 4] = [Code::PROVINCE, Code::DISTRICT, Code::COMMUNE, Code::HAMLET];
    let depths: Vec<usize> = units
        .iter()
        .map(|unit| {
            let mut depth = 0;
            let mut above = unit.parents.first().and_then(|entry| entry.parent);
            while let Some(parent) = above
                && depth < BY_DEPTH.len()
            {
                depth += 1;
                above = units
                    .get(parent.index())
                    .and_then(|unit| unit.parents.first())
                    .and_then(|entry| entry.parent);
            }
            depth
        })
        .collect();
    for (unit, depth) in units.iter_mut().zip(depths) {
        if unit.level.is_none() {
            unit.level = BY_DEPTH.get(depth).copied();
        }
    }
}

/// Sorts of residence in the order in which a person is counted in them.
pub(super) const COUNTED_FIRST: [Sort; 3] = [Sort::Temporary, Sort::Permanent, Sort::Away];
