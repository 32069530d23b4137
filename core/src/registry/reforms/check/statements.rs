//! What a reform states, against itself, against the other reforms of its day, and
//! against what was recorded from that day on.

use super::{
    super::claims::{Claim, Of, Stated},
    Check,
};
use crate::{
    Day, Error, ErrorKind,
    event::Column,
    hashed::{HashMap, HashSet},
    id::{HouseholdIx, UnitIx},
};

/// Places recorded from the day on.
type Places = HashMap<HouseholdIx, (UnitIx, usize)>;

impl<'a> Check<'a> {
    /// At most one fault an entry of the document.
    pub(super) fn statements(&mut self) {
        let mut said: HashMap<_, &Stated<'a>> = HashMap::default();
        let mut passed = HashSet::default();
        let places = self.places();
        let claims = self.claims;
        for claim in claims {
            let first = said.get(&claim.about).copied();
            if first.is_none() {
                said.insert(claim.about, &claim.stated);
            }
            if passed.contains(&claim.entry()) {
                continue;
            }
            let again = first.map(|first| self.again(claim, first));
            let fault = again
                .unwrap_or(None)
                .or_else(|| self.against_reforms(claim))
                .or_else(|| self.against_facts(claim, &places));
            if let Some(error) = fault {
                self.fault(claim.path(), error);
            } else if first.is_none() || claim.about.0 != Of::Opening {
                continue;
            }
            passed.insert(claim.entry());
        }
    }

    /// What the document itself has stated before.
    fn again(&self, claim: &Claim<'a>, first: &Stated<'a>) -> Option<Error> {
        let (of, id) = claim.about;
        let kind = match (of, &claim.stated) {
            // These are told in their own words.
            (Of::Opening | Of::Unit | Of::Carrier, _) => return None,
            (_, stated) if stated != first => ErrorKind::DuplicateKeyOther,
            (Of::Committee, Stated::Stands) => return None,
            _ => ErrorKind::DoubledName,
        };
        Some(Error::new(kind).found(self.named(of, id)))
    }

    /// What another reform of the day states otherwise.
    fn against_reforms(&mut self, claim: &Claim<'a>) -> Option<Error> {
        let (stated, by) = self.known.get(&claim.about)?;
        // Whose a code is, is told with the unit that has it.
        if *stated == claim.stated || claim.about.0 == Of::Carrier {
            return None;
        }
        let is_first = self.told.insert(claim.about);
        let (of, id) = claim.about;
        let error = Error::new(ErrorKind::ReformConflict).found(self.named(of, id));
        is_first.then(|| error.expected(self.act(*by)))
    }

    /// What was recorded from the day on, otherwise.
    fn against_facts(&mut self, claim: &Claim<'a>, places: &Places) -> Option<Error> {
        let (of, id) = claim.about;
        let (column, index) = self.recorded(claim, places)?;
        let error = |called: String| {
            Error::new(ErrorKind::TwoFromOneDay)
                .found(self.day.to_string())
                .expected(called)
        };
        let (own, fact) = (error(self.named(of, id)), error(id.to_owned()));
        self.fact(column, index, fact);
        Some(own)
    }

    fn named(&self, of: Of, id: &str) -> String {
        match of {
            Of::Opening | Of::Unit | Of::Name | Of::Code | Of::Parent => self.called(id),
            _ => id.to_owned(),
        }
    }

    /// The recorded fact that says otherwise.
    fn recorded(&self, claim: &Claim<'a>, places: &Places) -> Option<(Column, usize)> {
        let (batch, on) = (&*self.ground.batch, Some(self.day));
        let (of, id) = claim.about;
        let history = || {
            let unit = batch.units.find(id)?;
            Some((unit, self.ground.units.get(unit.index())?))
        };
        match (of, &claim.stated) {
            (Of::Name, Stated::Named(name, kind)) => {
                let (unit, known) = history()?;
                let other = known.names.iter().find(|own| {
                    own.from == on && (own.name.as_str(), own.kind.as_str()) != (*name, *kind)
                })?;
                let mut rows = batch.unit_names.iter();
                let at = rows.position(|(own, named)| *own == unit && named == other)?;
                Some((Column::UnitNames, at))
            }
            (Of::Code, Stated::Is(Some(code))) => {
                let (unit, known) = history()?;
                let mut own = known.codes.iter();
                let other = own.find(|own| own.from == on && own.code != *code)?;
                let mut rows = batch.unit_codes.iter();
                let at = rows.position(|(own, coded)| *own == unit && coded == other)?;
                Some((Column::UnitCodes, at))
            }
            (Of::Parent, Stated::Is(parent)) => {
                let (unit, known) = history()?;
                let other = known.parents.iter().find(|own| {
                    let above = own.parent.map(|unit| batch.units.text(unit));
                    own.from == on && above != *parent
                })?;
                let mut rows = batch.unit_parents.iter();
                let at = rows.position(|(own, known)| *own == unit && known == other)?;
                Some((Column::UnitParents, at))
            }
            (Of::Household, Stated::Is(Some(place))) => {
                let (unit, at) = places.get(&batch.households.find(id)?)?;
                (batch.units.text(*unit) != *place).then_some((Column::Placed, *at))
            }
            (Of::Team, Stated::Is(Some(place))) => {
                let (team, _) = self.ground.team(id)?;
                let mut rows = batch.team_moved.iter();
                let at = rows.position(|(own, moved)| {
                    let to = moved.unit.map(|unit| batch.units.text(unit));
                    let elsewhere = to.is_some_and(|to| to != *place);
                    *own == team && moved.day == self.day && elsewhere
                })?;
                Some((Column::TeamMoved, at))
            }
            _ => None,
        }
    }

    fn places(&self) -> Places {
        if self.reform.places.is_empty() {
            return Places::default();
        }
        let on: Option<Day> = Some(self.day);
        let rows = self.ground.batch.placed.iter().enumerate();
        rows.filter(|(_, (_, placed))| placed.from == on)
            .map(|(at, (household, placed))| (*household, (placed.unit, at)))
            .collect()
    }
}
