//! Units and bodies as they stand while reforms are laid down on them.

use super::{super::fold, Applied};
use crate::{
    Day,
    event::{Batch, Code, batch::UnitOpened},
    id::{CommitteeIx, TeamIx, UnitIx},
    place::{Coded, Named, Parented, Passage, Unit},
    team::Committee,
    time::Spell,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A batch whose reforms are being laid down, with its units as they stand so far.
/// Whatever is recorded here goes into the columns and onto the units alike.
pub(super) struct Ground<'a> {
    pub batch: &'a mut Batch,
    pub units: Vec<Unit>,
    /// Every unit that ever had a code.
    pub coded: FxHashMap<String, Vec<UnitIx>>,
    committees: FxHashSet<CommitteeIx>,
    teams: FxHashSet<TeamIx>,
    /// What went where so far.
    pub passages: Vec<Passage>,
    /// Positions in `passages` by giver.
    pub given: FxHashMap<UnitIx, Vec<usize>>,
    /// Which reform put something into a unit on a day.
    pub taken_by: FxHashMap<(UnitIx, Day), u32>,
    /// Which reform closed which unit, in the order of reforms.
    pub closed_by: FxHashMap<UnitIx, u32>,
}

impl<'a> Ground<'a> {
    pub fn new(batch: &'a mut Batch) -> Self {
        let units = fold::units(batch);
        let mut coded: FxHashMap<String, Vec<UnitIx>> = FxHashMap::default();
        for (unit, entry) in &batch.unit_codes {
            if !entry.code.is_empty() {
                coded.entry(entry.code.clone()).or_default().push(*unit);
            }
        }
        Self {
            committees: batch.committee.iter().map(|(ix, _)| *ix).collect(),
            teams: batch.team.iter().map(|(ix, _)| *ix).collect(),
            batch,
            units,
            coded,
            passages: Vec::new(),
            given: FxHashMap::default(),
            taken_by: FxHashMap::default(),
            closed_by: FxHashMap::default(),
        }
    }

    /// What reforms did that are in the columns already.
    pub fn remember(&mut self, applied: &Applied) {
        for (number, reform) in (0_u32..).zip(&applied.reforms) {
            for unit in reform
                .closing()
                .into_iter()
                .filter_map(|id| self.batch.units.find(id))
            {
                self.closed_by.insert(unit, number);
            }
        }
        for passage in applied.lineage.iter() {
            self.pass(*passage);
        }
    }

    /// The unit of an id, if it was recorded.
    pub fn find(&self, id: &str) -> Option<UnitIx> {
        let unit = self.batch.units.find(id)?;
        self.unit(unit).map(|_| unit)
    }

    pub fn unit(&self, unit: UnitIx) -> Option<&Unit> {
        self.units
            .get(unit.index())
            .filter(|unit| unit.is_recorded())
    }

    pub fn holds(&self, unit: UnitIx, day: Day) -> bool {
        self.unit(unit).is_some_and(|unit| unit.spell.holds(day))
    }

    pub fn committee(&self, id: &str) -> Option<CommitteeIx> {
        let ix = self.batch.committees.find(id)?;
        self.committees.contains(&ix).then_some(ix)
    }

    pub fn team(&self, id: &str) -> Option<TeamIx> {
        let ix = self.batch.teams.find(id)?;
        self.teams.contains(&ix).then_some(ix)
    }

    pub fn open_committee(&mut self, ix: CommitteeIx, committee: Committee) {
        self.committees.insert(ix);
        self.batch.committee.push((ix, committee));
    }

    pub fn open(&mut self, unit: UnitIx, from: Day, level: Code) {
        let spell = Spell {
            from: Some(from),
            until: None,
        };
        self.batch.unit_opened.push((
            unit,
            UnitOpened {
                spell,
                level: Some(level),
            },
        ));
        if let Some(known) = self.slot(unit) {
            known.spell = spell;
            known.level = Some(level);
        }
    }

    pub fn close(&mut self, unit: UnitIx, day: Day, reform: u32) {
        self.batch.unit_closed.push((unit, day));
        self.closed_by.insert(unit, reform);
        if let Some(known) = self.slot(unit) {
            fold::close(&mut known.spell, day);
        }
    }

    pub fn name(&mut self, unit: UnitIx, named: Named) {
        self.batch.unit_names.push((unit, named.clone()));
        if let Some(known) = self.slot(unit) {
            known.names.push(named);
            known.names.sort();
        }
    }

    pub fn code(&mut self, unit: UnitIx, coded: Coded) {
        self.coded.entry(coded.code.clone()).or_default().push(unit);
        self.batch.unit_codes.push((unit, coded.clone()));
        if let Some(known) = self.slot(unit) {
            known.codes.push(coded);
            known.codes.sort();
        }
    }

    pub fn parent(&mut self, unit: UnitIx, parented: Parented) {
        self.batch.unit_parents.push((unit, parented));
        if self.units.len() <= unit.index() {
            self.units.resize_with(unit.index() + 1, Unit::default);
        }
        if let Some(known) = self.units.get_mut(unit.index()) {
            known.parents.push(parented);
            fold::sort_parents(&mut known.parents, &self.batch.units);
        }
    }

    pub fn pass(&mut self, passage: Passage) {
        self.given
            .entry(passage.from)
            .or_default()
            .push(self.passages.len());
        self.taken_by
            .insert((passage.into, passage.day), passage.reform);
        self.passages.push(passage);
    }

    /// What went out of a unit on a day.
    pub fn given_on(&self, unit: UnitIx, day: Day) -> impl Iterator<Item = &Passage> {
        let own = self.given.get(&unit).into_iter().flatten();
        own.filter_map(|at| self.passages.get(*at))
            .filter(move |one| one.day == day)
    }

    fn slot(&mut self, unit: UnitIx) -> Option<&mut Unit> {
        if self.units.len() <= unit.index() {
            self.units.resize_with(unit.index() + 1, Unit::default);
        }
        self.units.get_mut(unit.index())
    }
}
