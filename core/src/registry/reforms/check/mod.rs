//! What is wrong with a reform, as a registrar would find it.

mod bodies;
mod changes;
mod cycle;
mod statements;
mod units;

use super::{
    claims::{About, Claim, Known, Of},
    ground::Ground,
};
use crate::{
    Day, Error, ErrorKind,
    event::Column,
    hashed::{HashMap, HashSet},
    id::UnitIx,
    place::{NewUnit, Reform},
    registry::Finding,
};

/// What is wrong with a reform, and the recorded facts that contradict it.
#[derive(Default)]
pub(super) struct Faults {
    /// By path in the document.
    pub own: Vec<Error>,
    pub facts: Vec<Finding>,
}

/// Every fault of a reform against the units as they stand, where other reforms of
/// the day are laid down that state what is known.
pub(super) fn faults(
    ground: &Ground<'_>,
    reform: &Reform,
    claims: &[Claim<'_>],
    known: &Known<'_>,
    acts: &[String],
) -> Faults {
    let mut codes: HashMap<&str, Vec<&str>> = HashMap::default();
    for one in &reform.open {
        codes.change(&one.code, |own| own.push(&one.unit));
    }
    for one in &reform.recode {
        codes.change(&one.code, |own| own.push(&one.unit));
    }
    let opened = reform.open.iter().map(|one| (one.unit.as_str(), one));
    let check = Check {
        codes,
        ground,
        reform,
        claims,
        known,
        acts,
        day: reform.day,
        closing: reform.closing().into_iter().collect(),
        opened: opened.collect(),
        told: HashSet::default(),
        faults: Faults::default(),
    };
    check.all()
}

struct Check<'a> {
    ground: &'a Ground<'a>,
    reform: &'a Reform,
    claims: &'a [Claim<'a>],
    /// What other reforms of the day state.
    known: &'a Known<'a>,
    acts: &'a [String],
    day: Day,
    /// Units that the reform closes.
    closing: HashSet<&'a str>,
    /// Units that get a code from it, by code.
    codes: HashMap<&'a str, Vec<&'a str>>,
    /// Units that it opens.
    opened: HashMap<&'a str, &'a NewUnit>,
    /// What was said to contradict another reform.
    told: HashSet<About<'a>>,
    faults: Faults,
}

impl<'a> Check<'a> {
    fn all(mut self) -> Faults {
        if self.claims.is_empty() {
            self.fault(String::new(), Error::new(ErrorKind::EmptyReform));
        }
        if self.reform.act.trim().is_empty() {
            self.fault(
                "/act".to_owned(),
                Error::new(ErrorKind::MissingField).expected("act"),
            );
        }
        self.statements();
        self.openings();
        self.successions();
        self.closings();
        self.changes();
        self.cycles();
        self.bodies();
        self.faults
    }

    fn fault(&mut self, path: String, error: Error) {
        self.faults.own.push(error.path(path));
    }

    /// A recorded fact that contradicts the reform.
    fn fact(&mut self, column: Column, index: usize, error: Error) {
        self.faults.facts.push(Finding {
            column,
            index,
            error,
        });
    }

    /// An id with the unit's name, for people to read.
    fn called(&self, id: &str) -> String {
        let known = self.ground.find(id).and_then(|unit| self.ground.unit(unit));
        let names = known.map(|unit| [unit.name_on(self.day.before()), unit.name_on(self.day)]);
        let name = names.into_iter().flatten().find(|name| !name.is_empty());
        match name {
            Some(name) => format!("{id} ({name})"),
            None => id.to_owned(),
        }
    }

    fn level_of(&self, id: &str) -> Option<&'a str> {
        if let Some(one) = self.opened.get(id) {
            return Some(&one.level);
        }
        let unit = self.ground.unit(self.ground.find(id)?)?;
        unit.level
            .map(|level| self.ground.batch.vocabulary.text(level))
    }

    /// Whether a unit is there on the day, after this reform.
    fn stands(&self, id: &str) -> bool {
        let there = self
            .ground
            .find(id)
            .is_some_and(|unit| self.ground.holds(unit, self.day));
        self.opened.contains_key(id) || (there && !self.closing.contains(id))
    }

    fn act(&self, reform: u32) -> &'a str {
        self.acts.get(reform as usize).map_or("", String::as_str)
    }

    /// That a unit is there until the reform.
    fn old(&mut self, id: &'a str, path: &str) {
        let found = self.ground.find(id);
        let there = found.filter(|unit| self.ground.holds(*unit, self.day.before()));
        let stays = there.filter(|unit| self.ground.holds(*unit, self.day));
        if stays.is_none() && (there.is_none() || !self.closing.contains(id)) {
            self.missing(id, path.to_owned(), ErrorKind::UnitMissing);
        }
    }

    /// That a unit is there from the day on.
    fn standing(&mut self, id: &'a str, path: String) {
        if !self.stands(id) {
            self.missing(id, path, ErrorKind::UnitMissing);
        }
    }

    /// Says that a unit is not there, and which reform has closed it.
    fn missing(&mut self, id: &'a str, path: String, kind: ErrorKind) {
        if self.told.contains(&(Of::Unit, id)) {
            return;
        }
        let unit: Option<UnitIx> = self.ground.find(id);
        let by = unit.and_then(|unit| self.ground.closed_by.get(&unit));
        let error = match by {
            Some(by) => Error::new(ErrorKind::ReformConflict).expected(self.act(*by)),
            None => Error::new(kind),
        };
        let called = self.called(id);
        let known = unit.and_then(|unit| self.ground.unit(unit));
        let absence = known.and_then(|known| known.absence(self.day));
        self.fault(
            path,
            match absence.filter(|_| by.is_none()) {
                Some((vi, en)) => {
                    error.found_words(format!("{called}, {vi}"), format!("{called}, {en}"))
                }
                None => error.found(called),
            },
        );
    }
}

/// How deep a level of the usual four lies.
fn rank(level: &str) -> Option<usize> {
    ["province", "district", "commune", "hamlet"]
        .iter()
        .position(|known| *known == level)
}
