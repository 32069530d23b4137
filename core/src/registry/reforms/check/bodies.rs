//! Households, committees and teams that a reform names.

use super::{super::claims::Of, Check};
use crate::{Error, ErrorKind, hashed::HashSet, id::HouseholdIx, time::Spell};

fn unknown(id: &str, noun: &str) -> Error {
    Error::new(ErrorKind::UnknownReference)
        .found(id)
        .expected(noun)
}

impl<'a> Check<'a> {
    pub(super) fn bodies(&mut self) {
        self.households();
        self.committees();
        self.teams();
    }

    fn households(&mut self) {
        let (reform, batch) = (self.reform, &self.ground.batch);
        if reform.places.is_empty() {
            return;
        }
        let recorded: HashSet<HouseholdIx> = batch.household.iter().map(|(ix, _)| *ix).collect();
        for (at, one) in reform.places.iter().enumerate() {
            let household = batch.households.find(&one.household);
            if !household.is_some_and(|ix| recorded.contains(&ix)) {
                let path = format!("/places/{at}/household");
                self.fault(path, unknown(&one.household, "household"));
            }
            self.standing(&one.unit, format!("/places/{at}/unit"));
        }
    }

    fn committees(&mut self) {
        let reform = self.reform;
        let mut opened: HashSet<&str> = HashSet::default();
        for (at, one) in reform.open_committees.iter().enumerate() {
            let path = format!("/open_committees/{at}/committee");
            let id = one.committee.as_str();
            let is_there = self.ground.committee(id).is_some();
            if let Err(error) = crate::id::check(id) {
                self.fault(path, error);
            } else if is_there && !self.known.contains_key(&(Of::CommitteeOpening, id)) {
                self.fault(path, Error::new(ErrorKind::DuplicateKeyOther).found(id));
            }
            self.standing(&one.unit, format!("/open_committees/{at}/unit"));
            opened.insert(id);
        }
        let (before, on) = (self.day.before(), self.day);
        for (at, one) in reform.close_committees.iter().enumerate() {
            let path = format!("/close_committees/{at}/committee");
            let known = self.ground.committee(&one.committee);
            let spell = known.map(|(_, spell)| spell);
            let there = spell.map(|spell| spell.holds(before));
            self.body(Of::Committee, &one.committee, path, there, "committee");
            let Some(into) = one.into.as_deref().filter(|id| !opened.contains(id)) else {
                continue;
            };
            let path = format!("/close_committees/{at}/into");
            let spell = self.ground.committee(into).map(|(_, spell)| spell);
            let there = spell.map(|spell: Spell| spell.holds(on));
            self.body(Of::Committee, into, path, there, "committee");
        }
    }

    fn teams(&mut self) {
        let reform = self.reform;
        let (before, on) = (self.day.before(), self.day);
        let spell = |check: &Self, id: &str| check.ground.team(id).map(|(_, spell)| spell);
        for (at, one) in reform.move_teams.iter().enumerate() {
            let there = spell(self, &one.team).map(|spell| spell.holds(on));
            let path = format!("/move_teams/{at}/team");
            self.body(Of::Team, &one.team, path, there, "team");
            self.standing(&one.unit, format!("/move_teams/{at}/unit"));
        }
        for (at, id) in reform.close_teams.iter().enumerate() {
            let there = spell(self, id).map(|spell| spell.holds(before));
            self.body(Of::Team, id, format!("/close_teams/{at}"), there, "team");
        }
    }

    /// That a body was recorded, and is there.
    fn body(&mut self, of: Of, id: &'a str, path: String, there: Option<bool>, noun: &str) {
        if self.told.contains(&(of, id)) {
            return;
        }
        match there {
            None => self.fault(path, unknown(id, noun)),
            Some(false) => {
                let error = Error::new(ErrorKind::BodyMissing).found(id).expected(noun);
                self.fault(path, error);
            }
            Some(true) => {}
        }
    }
}
