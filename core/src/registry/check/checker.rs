//! What a check knows of a batch, and what it has found.

use super::Finding;
use crate::{
    Day, Error, ErrorKind,
    event::{Batch, Column},
    id::{
        ActivityIx, CommitteeIx, Dense, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx,
        TeamIx, UnitIx,
    },
    order::Order,
    time::Spell,
};

/// A batch under check.
pub(super) struct Checker<'b> {
    pub batch: &'b Batch,
    units: Vec<bool>,
    people: Vec<bool>,
    households: Vec<bool>,
    teams: Vec<bool>,
    committees: Vec<bool>,
    organisations: Vec<bool>,
    stalls: Vec<bool>,
    activities: Vec<bool>,
    /// The last day of death that is said; empty where nobody has died.
    died: Vec<Option<Day>>,
    pub list: Vec<Finding>,
}

/// Which ids have a record, not only a mention.
fn recorded<Ix: Dense, T>(ids: &Ids<Ix>, rows: &[(Ix, T)]) -> Vec<bool> {
    let mut known = vec![false; ids.len()];
    for (owner, _) in rows {
        if let Some(slot) = known.get_mut(owner.index()) {
            *slot = true;
        }
    }
    known
}

macro_rules! refers {
    ($($name:ident $ix:ident $known:ident $ids:ident $noun:literal;)*) => {
        impl Checker<'_> {
            $(pub fn $name(&mut self, column: Column, index: usize, ix: $ix) {
                if !self.$known.get(ix.index()).copied().unwrap_or(false) {
                    let error = Error::new(ErrorKind::UnknownReference)
                        .found(self.batch.$ids.text(ix))
                        .expected($noun);
                    self.add(column, index, error);
                }
            })*
        }
    };
}

refers! {
    unit UnitIx units units "unit";
    person PersonIx people people "person";
    household HouseholdIx households households "household";
    team TeamIx teams teams "team";
    committee CommitteeIx committees committees "committee";
    organisation OrganisationIx organisations organisations "organisation";
    stall StallIx stalls stalls "stall";
    activity ActivityIx activities activities "activity";
}

impl<'b> Checker<'b> {
    pub fn new(batch: &'b Batch) -> Self {
        let mut households = recorded(&batch.households, &batch.household);
        for split in &batch.splits {
            if let Some(slot) = households.get_mut(split.into.index()) {
                *slot = true;
            }
        }
        let mut died: Vec<Option<Day>> = Vec::new();
        if !batch.deaths.is_empty() {
            died.resize(batch.people.len(), None);
        }
        for (person, day) in &batch.deaths {
            if let Some(slot) = died.get_mut(person.index()) {
                *slot = (*slot).max(Some(*day));
            }
        }
        Self {
            units: recorded(&batch.units, &batch.unit_opened),
            people: recorded(&batch.people, &batch.persons),
            households,
            teams: recorded(&batch.teams, &batch.team),
            committees: recorded(&batch.committees, &batch.committee),
            organisations: recorded(&batch.organisations, &batch.organisation),
            stalls: recorded(&batch.stalls, &batch.stall),
            activities: recorded(&batch.activities, &batch.activity),
            died,
            batch,
            list: Vec::new(),
        }
    }

    pub fn add(&mut self, column: Column, index: usize, error: Error) {
        self.list.push(Finding {
            column,
            index,
            error,
        });
    }

    /// That a spell ends after it begins.
    pub fn spell(&mut self, column: Column, index: usize, spell: Spell) {
        if let (Some(from), Some(until)) = (spell.from, spell.until)
            && until <= from
        {
            let error = Error::new(ErrorKind::EndsBeforeBegins)
                .found(until.to_string())
                .expected(from.to_string());
            self.add(column, index, error);
        }
    }

    /// That a person was not dead when something began or was found.
    pub fn alive(&mut self, column: Column, index: usize, person: PersonIx, day: Option<Day>) {
        let died = self.died.get(person.index()).copied().flatten();
        if let (Some(day), Some(died)) = (day, died)
            && day > died
        {
            let error = Error::new(ErrorKind::AfterDeath)
                .found(day.to_string())
                .expected(died.to_string());
            self.add(column, index, error);
        }
    }

    /// What was found, each once, by column and position.
    pub fn findings(mut self) -> Vec<Finding> {
        self.list
            .order_by_key(|finding| (finding.column, finding.index));
        self.list.dedup();
        self.list
    }
}
