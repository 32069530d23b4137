//! Units and bodies as they stand while reforms are laid down on them.

use super::laid::Laid;
use crate::{
    Day,
    event::{Batch, Code, batch::UnitOpened},
    hashed::{HashMap, HashSet},
    id::{CommitteeIx, Dense, TeamIx, UnitIx},
    order::Order,
    place::{Coded, Named, Parented, Passage, Unit},
    registry::fold,
    team::{Committee, TeamMoved},
    time::Spell,
};
use core::hash::Hash;

/// A batch whose reforms are being laid down, with its units as they stand so far.
/// Whatever is recorded here goes into the columns and onto the units alike; what
/// is there already is not recorded again.
pub(super) struct Ground<'a> {
    pub batch: &'a mut Batch,
    pub units: Vec<Unit>,
    recorded: Vec<bool>,
    /// Every unit that ever had a code.
    pub coded: HashMap<String, Vec<UnitIx>>,
    committees: HashMap<CommitteeIx, Spell>,
    teams: HashMap<TeamIx, Spell>,
    moved: HashSet<(TeamIx, TeamMoved)>,
    /// What went where so far.
    pub passages: Vec<Passage>,
    /// Positions in `passages` by giver.
    pub given: HashMap<UnitIx, Vec<usize>>,
    /// Which reform closed which unit, in the order of reforms.
    pub closed_by: HashMap<UnitIx, u32>,
    pub laid: Laid,
}

/// The spells of bodies, with what closes them.
fn spells<Ix: Dense + Hash, T>(
    rows: &[(Ix, T)],
    closed: &[(Ix, Day)],
    spell: impl Fn(&T) -> Spell,
) -> HashMap<Ix, Spell> {
    let mut spells: HashMap<Ix, Spell> = rows.iter().map(|(ix, body)| (*ix, spell(body))).collect();
    for (ix, day) in closed {
        if let Some(spell) = spells.get_mut(ix) {
            fold::close(spell, *day);
        }
    }
    spells
}

impl<'a> Ground<'a> {
    pub fn new(batch: &'a mut Batch) -> Self {
        let units = fold::units(batch);
        let mut coded: HashMap<String, Vec<UnitIx>> = HashMap::default();
        for (unit, entry) in &batch.unit_codes {
            if !entry.code.is_empty() {
                coded.change(entry.code.clone(), |own| own.push(*unit));
            }
        }
        let mut recorded = vec![false; batch.units.len()];
        for (unit, _) in &batch.unit_opened {
            if let Some(slot) = recorded.get_mut(unit.index()) {
                *slot = true;
            }
        }
        Self {
            committees: spells(&batch.committee, &batch.committee_closed, |own| own.spell),
            teams: spells(&batch.team, &batch.team_closed, |own| own.spell),
            moved: batch.team_moved.iter().copied().collect(),
            batch,
            units,
            recorded,
            coded,
            passages: Vec::new(),
            given: HashMap::default(),
            closed_by: HashMap::default(),
            laid: Laid::default(),
        }
    }

    /// The unit of an id, if it was recorded.
    pub fn find(&self, id: &str) -> Option<UnitIx> {
        let unit = self.batch.units.find(id)?;
        self.unit(unit).map(|_| unit)
    }

    pub fn unit(&self, unit: UnitIx) -> Option<&Unit> {
        let recorded = self.recorded.get(unit.index()).copied();
        self.units
            .get(unit.index())
            .filter(|_| recorded.unwrap_or(false))
    }

    pub fn holds(&self, unit: UnitIx, day: Day) -> bool {
        self.unit(unit).is_some_and(|unit| unit.spell.holds(day))
    }

    /// A committee that was recorded, and when it exists.
    pub fn committee(&self, id: &str) -> Option<(CommitteeIx, Spell)> {
        let ix = self.batch.committees.find(id)?;
        Some((ix, *self.committees.get(&ix)?))
    }

    /// A team that was recorded, and when it exists.
    pub fn team(&self, id: &str) -> Option<(TeamIx, Spell)> {
        let ix = self.batch.teams.find(id)?;
        Some((ix, *self.teams.get(&ix)?))
    }

    pub fn open_committee(&mut self, ix: CommitteeIx, committee: Committee) {
        if self.committees.contains_key(&ix) {
            return;
        }
        self.committees.insert(ix, committee.spell);
        self.laid.committees_opened.push(ix);
        self.batch.committee.push((ix, committee));
    }

    pub fn close_committees(&mut self, closed: impl Iterator<Item = CommitteeIx>, day: Day) {
        let mut closing: HashSet<CommitteeIx> = HashSet::default();
        for ix in closed {
            if let Some(spell) = self.committees.get_mut(&ix).filter(|own| own.holds(day)) {
                self.laid.committees_closed.push((ix, *spell));
                fold::close(spell, day);
                closing.insert(ix);
            }
        }
        for (ix, committee) in &mut self.batch.committee {
            if closing.contains(ix) {
                fold::close(&mut committee.spell, day);
            }
        }
    }

    pub fn close_teams(&mut self, closed: &HashSet<TeamIx>, day: Day) {
        for ix in closed.iter() {
            if let Some(spell) = self.teams.get_mut(ix).filter(|own| own.holds(day)) {
                self.laid.teams_closed.push((*ix, *spell));
                fold::close(spell, day);
            }
        }
        for (ix, team) in &mut self.batch.team {
            if closed.contains(ix) {
                fold::close(&mut team.spell, day);
            }
        }
    }

    pub fn move_team(&mut self, team: TeamIx, moved: TeamMoved) {
        if self.moved.insert((team, moved)) {
            self.laid.teams_moved.push((team, moved));
            self.batch.team_moved.push((team, moved));
        }
    }

    pub fn open(&mut self, unit: UnitIx, from: Day, level: Code) {
        let spell = Spell {
            from: Some(from),
            until: None,
        };
        let level = Some(level);
        self.batch
            .unit_opened
            .push((unit, UnitOpened { spell, level }));
        self.laid.opened.push(unit);
        if self.recorded.len() <= unit.index() {
            self.recorded.resize(unit.index() + 1, false);
        }
        if let Some(slot) = self.recorded.get_mut(unit.index()) {
            *slot = true;
        }
        if let Some(known) = self.slot(unit) {
            known.spell = spell;
            known.level = level;
        }
    }

    pub fn close(&mut self, unit: UnitIx, day: Day, reform: u32) {
        self.closed_by.get_or(unit, reform);
        if !self.holds(unit, day) {
            return;
        }
        self.batch.unit_closed.push((unit, day));
        if let Some(known) = self.slot(unit) {
            let until = known.spell.until;
            fold::close(&mut known.spell, day);
            self.laid.closed.push((unit, until));
        }
    }

    pub fn name(&mut self, unit: UnitIx, named: Named) {
        let Some(known) = self.slot(unit).filter(|own| !own.names.contains(&named)) else {
            return;
        };
        known.names.push(named.clone());
        known.names.order();
        self.laid.names.push((unit, named.clone()));
        self.batch.unit_names.push((unit, named));
    }

    pub fn code(&mut self, unit: UnitIx, coded: Coded) {
        let Some(known) = self.slot(unit).filter(|own| !own.codes.contains(&coded)) else {
            return;
        };
        known.codes.push(coded.clone());
        known.codes.order();
        self.coded.change(coded.code.clone(), |own| own.push(unit));
        self.laid.codes.push((unit, coded.clone()));
        self.batch.unit_codes.push((unit, coded));
    }

    pub fn parent(&mut self, unit: UnitIx, parented: Parented) {
        self.slot(unit);
        let Some(known) = self.units.get_mut(unit.index()) else {
            return;
        };
        if known.parents.contains(&parented) {
            return;
        }
        known.parents.push(parented);
        fold::sort_parents(&mut known.parents, &self.batch.units);
        self.laid.parents.push((unit, parented));
        self.batch.unit_parents.push((unit, parented));
    }

    pub fn pass(&mut self, passage: Passage) {
        let same = |one: &Passage| (one.into, one.part) == (passage.into, passage.part);
        if self.given_on(passage.from, passage.day).any(same) {
            return;
        }
        self.given
            .change(passage.from, |own| own.push(self.passages.len()));
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
