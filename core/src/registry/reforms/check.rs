//! What is wrong with a reform, as a registrar would find it.

use super::ground::Ground;
use crate::{
    Day, Error, ErrorKind,
    event::Code,
    id::UnitIx,
    place::{Reform, Succession, Unit},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Every fault of a reform against the units as they stand, by path.
pub(super) fn faults(ground: &Ground<'_>, reform: &Reform, acts: &[String]) -> Vec<Error> {
    let closing = reform.closing().into_iter().collect();
    let opened = reform
        .open
        .iter()
        .map(|one| (one.unit.as_str(), one.level.as_str()));
    let mut codes: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for one in &reform.open {
        codes.entry(&one.code).or_default().push(&one.unit);
    }
    let check = Check {
        codes,
        ground,
        reform,
        acts,
        day: reform.day,
        closing,
        opened: opened.collect(),
        faults: Vec::new(),
    };
    check.all()
}

struct Check<'a> {
    ground: &'a Ground<'a>,
    reform: &'a Reform,
    acts: &'a [String],
    day: Day,
    /// Units that the reform closes.
    closing: FxHashSet<&'a str>,
    /// Units that it opens by code.
    codes: FxHashMap<&'a str, Vec<&'a str>>,
    /// Units that it opens, with their levels.
    opened: FxHashMap<&'a str, &'a str>,
    faults: Vec<Error>,
}

impl<'a> Check<'a> {
    fn all(mut self) -> Vec<Error> {
        if self.reform.act.trim().is_empty() {
            self.fault(
                "/act".to_owned(),
                Error::new(ErrorKind::MissingField).expected("act"),
            );
        }
        self.openings();
        self.successions();
        self.closings();
        self.changes();
        self.bodies();
        self.faults
    }

    fn fault(&mut self, path: String, error: Error) {
        self.faults.push(error.path(path));
    }

    /// An id with the unit's name, for people to read.
    fn called(&self, id: &str) -> String {
        let known = self.ground.find(id).and_then(|unit| self.ground.unit(unit));
        match known.map(|unit| unit.name_on(self.day.before())) {
            Some(name) if !name.is_empty() => format!("{id} ({name})"),
            _ => id.to_owned(),
        }
    }

    fn level_of(&self, id: &str) -> Option<&'a str> {
        if let Some(level) = self.opened.get(id) {
            return Some(level);
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

    /// A unit that is there until the reform; a fault where it is not.
    fn old(&mut self, id: &str, path: &str) -> Option<UnitIx> {
        let before = self.day.before();
        let unit = self.ground.find(id);
        let there = unit.filter(|unit| self.ground.holds(*unit, before));
        let stays = there.filter(|unit| self.ground.holds(*unit, self.day));
        let closing = self.closing.contains(id);
        // What another reform puts something into on the day must stand on it.
        let taken = stays.filter(|_| closing);
        let taken = taken.and_then(|unit| self.ground.taken_by.get(&(unit, self.day)));
        if stays.is_some() && taken.is_none() {
            return stays;
        }
        let by = taken.or_else(|| self.ground.closed_by.get(&unit?));
        let error = match self.act(by) {
            Some(act) => Error::new(ErrorKind::ReformConflict).expected(act),
            None => Error::new(ErrorKind::UnitMissing),
        };
        self.fault(path.to_owned(), error.found(self.called(id)));
        None
    }

    fn act(&self, reform: Option<&u32>) -> Option<&'a str> {
        let act = self.acts.get(*reform? as usize)?;
        Some(act.as_str())
    }

    /// That a unit is there from the day on.
    fn standing(&mut self, id: &str, path: String) {
        if !self.stands(id) {
            let error = Error::new(ErrorKind::UnitMissing).found(self.called(id));
            self.fault(path, error);
        }
    }

    /// That no other unit carries a code from the day on.
    fn free(&mut self, own: &str, code: &str, path: String) {
        if code.is_empty() {
            return;
        }
        let ground = self.ground;
        let carriers = ground.coded.get(code).into_iter().flatten();
        let recoded = |id: &str| {
            self.reform
                .recode
                .iter()
                .any(|one| one.unit == id && one.code != code)
        };
        let taken = carriers
            .map(|unit| (*unit, ground.batch.units.text(*unit)))
            .find(|(unit, id)| {
                *id != own
                    && self.stands(id)
                    && !recoded(id)
                    && ground
                        .unit(*unit)
                        .is_some_and(|unit| unit.code_on(self.day) == code)
            });
        let opened = self.codes.get(code).into_iter().flatten();
        let newly = opened.copied().find(|unit| *unit != own);
        let by = taken.map(|(_, id)| self.called(id));
        let by = by.or_else(|| newly.map(str::to_owned));
        if let Some(by) = by {
            self.fault(
                path,
                Error::new(ErrorKind::CodeTaken).found(code).expected(by),
            );
        }
    }

    /// That a unit of a level can lie in another.
    fn below(&mut self, id: &str, parent: &str, path: String) {
        let pair = self
            .level_of(id)
            .and_then(rank)
            .zip(self.level_of(parent).and_then(rank));
        if pair.is_some_and(|(own, above)| own <= above) {
            let error = Error::new(ErrorKind::LevelMismatch).found(self.called(id));
            let expected = self.called(parent);
            self.fault(path, error.expected(expected));
        }
    }

    fn openings(&mut self) {
        let mut seen = FxHashSet::default();
        for (at, one) in self.reform.open.iter().enumerate() {
            let path = |field: &str| format!("/open/{at}/{field}");
            if let Err(error) = crate::id::check(&one.unit) {
                self.fault(path("unit"), error);
                continue;
            }
            if self.ground.find(&one.unit).is_some() || !seen.insert(&one.unit) {
                let error = Error::new(ErrorKind::UnitExists).found(self.called(&one.unit));
                self.fault(path("unit"), error);
            }
            if one.name.trim().is_empty() {
                self.fault(
                    path("name"),
                    Error::new(ErrorKind::MissingField).expected("name"),
                );
            }
            if let Err(error) = crate::event::vocabulary::check_code(&one.level) {
                self.fault(path("level"), error);
            }
            self.free(&one.unit, &one.code, path("code"));
            match &one.parent {
                Some(parent) if !self.stands(parent) => {
                    let error = Error::new(ErrorKind::UnitMissing).found(self.called(parent));
                    self.fault(path("parent"), error);
                }
                Some(parent) => self.below(&one.unit, parent, path("parent")),
                None if rank(&one.level).is_some_and(|rank| rank > 0) => {
                    let error = Error::new(ErrorKind::LeftWithoutParent).found(&one.unit);
                    self.fault(path("parent"), error);
                }
                None => {}
            }
        }
    }

    fn successions(&mut self) {
        let mut of: FxHashMap<&str, Vec<&Succession>> = FxHashMap::default();
        for one in &self.reform.succeed {
            of.entry(&one.from).or_default().push(one);
        }
        for (at, one) in self.reform.succeed.iter().enumerate() {
            let own = of.get(one.from.as_str()).map_or(&[][..], Vec::as_slice);
            let path = format!("/succeed/{at}");
            self.old(&one.from, &format!("{path}/from"));
            let name = self.called(&one.from);
            let twice = own.iter().filter(|other| other.into == one.into).count() > 1;
            if own.len() > 1 && (twice || own.iter().any(|other| !other.part)) {
                self.fault(path.clone(), Error::new(ErrorKind::TwiceWhole).found(&name));
            }
            if own.len() == 1 && one.part && self.closing.contains(one.from.as_str()) {
                let error = Error::new(ErrorKind::PartsWithoutRemainder).found(&name);
                self.fault(path.clone(), error);
            }
            if one.from == one.into || self.closing.contains(one.into.as_str()) {
                let error = Error::new(ErrorKind::SucceedsItself).found(&name);
                self.fault(format!("{path}/into"), error);
            } else if !self.stands(&one.into) {
                let unit = self.ground.find(&one.into);
                let by = unit.and_then(|unit| self.ground.closed_by.get(&unit));
                let error = match self.act(by) {
                    Some(act) => Error::new(ErrorKind::ReformConflict).expected(act),
                    None => Error::new(ErrorKind::SuccessorMissing),
                };
                self.fault(format!("{path}/into"), error.found(self.called(&one.into)));
            } else if self.level_of(&one.from) != self.level_of(&one.into)
                && self.ground.find(&one.from).is_some()
            {
                let error = Error::new(ErrorKind::LevelMismatch).found(self.called(&one.into));
                self.fault(format!("{path}/into"), error.expected(name));
            }
        }
    }

    fn closings(&mut self) {
        for (at, id) in self.reform.close.iter().enumerate() {
            let path = format!("/close/{at}");
            self.old(id, &path);
            if self.reform.close.iter().take(at).any(|before| before == id) {
                let error = Error::new(ErrorKind::DoubledName).found(self.called(id));
                self.fault(path, error);
            }
        }
        self.orphans();
    }

    /// What lies in a unit that closes without a successor must be moved, unless
    /// its whole level goes and leaves it to the unit above.
    fn orphans(&mut self) {
        let given: FxHashSet<&str> = self
            .reform
            .succeed
            .iter()
            .map(|one| one.from.as_str())
            .collect();
        let heirless: FxHashMap<UnitIx, usize> = self
            .reform
            .close
            .iter()
            .enumerate()
            .filter(|(_, id)| !given.contains(id.as_str()))
            .filter_map(|(at, id)| Some((self.ground.find(id)?, at)))
            .collect();
        if heirless.is_empty() {
            return;
        }
        let moved: FxHashSet<&str> = self
            .reform
            .moves
            .iter()
            .map(|one| one.unit.as_str())
            .collect();
        let before = self.day.before();
        // Parents below which a unit of some level stays.
        let mut staying: FxHashSet<(Option<UnitIx>, Option<Code>)> = FxHashSet::default();
        let mut children: Vec<(UnitIx, usize)> = Vec::new();
        for (index, unit) in self.ground.units.iter().enumerate() {
            let Some(ix) = <UnitIx as crate::id::Dense>::from_index(index) else {
                continue;
            };
            let id = self.ground.batch.units.text(ix);
            if !self.ground.holds(ix, self.day) || self.closing.contains(id) {
                continue;
            }
            let parent = unit.parent_on(before);
            staying.insert((parent, unit.level));
            if let Some(at) = parent.and_then(|parent| heirless.get(&parent))
                && !moved.contains(id)
            {
                children.push((ix, *at));
            }
        }
        for (child, at) in children {
            let closed = self
                .reform
                .close
                .get(at)
                .and_then(|id| self.ground.find(id));
            let closed: Option<&Unit> = closed.and_then(|unit| self.ground.unit(unit));
            let above = closed.and_then(|unit| unit.parent_on(before));
            let level_stays = staying.contains(&(above, closed.and_then(|unit| unit.level)));
            if above.is_none() || level_stays {
                let name = self.called(self.ground.batch.units.text(child));
                let error = Error::new(ErrorKind::LeftWithoutParent).found(name);
                self.fault(format!("/close/{at}"), error);
            }
        }
    }

    fn changes(&mut self) {
        for (at, one) in self.reform.rename.iter().enumerate() {
            self.standing(&one.unit, format!("/rename/{at}/unit"));
            if one.name.trim().is_empty() {
                let error = Error::new(ErrorKind::MissingField).expected("name");
                self.fault(format!("/rename/{at}/name"), error);
            }
        }
        for (at, one) in self.reform.recode.iter().enumerate() {
            self.standing(&one.unit, format!("/recode/{at}/unit"));
            self.free(&one.unit, &one.code, format!("/recode/{at}/code"));
        }
        for (at, one) in self.reform.moves.iter().enumerate() {
            self.standing(&one.unit, format!("/moves/{at}/unit"));
            let path = format!("/moves/{at}/parent");
            match &one.parent {
                Some(parent) => {
                    self.standing(parent, path.clone());
                    self.below(&one.unit, parent, path);
                }
                None if self
                    .level_of(&one.unit)
                    .and_then(rank)
                    .is_some_and(|rank| rank > 0) =>
                {
                    let error =
                        Error::new(ErrorKind::LeftWithoutParent).found(self.called(&one.unit));
                    self.fault(path, error);
                }
                None => {}
            }
        }
    }

    fn bodies(&mut self) {
        let unknown = |id: &str, noun: &str| {
            Error::new(ErrorKind::UnknownReference)
                .found(id)
                .expected(noun)
        };
        if !self.reform.places.is_empty() {
            let batch = &self.ground.batch;
            let known: FxHashSet<_> = batch.household.iter().map(|(ix, _)| *ix).collect();
            let known = |id: &str| {
                batch
                    .households
                    .find(id)
                    .is_some_and(|ix| known.contains(&ix))
            };
            let missing: Vec<_> = self
                .reform
                .places
                .iter()
                .enumerate()
                .filter(|(_, one)| !known(&one.household))
                .collect();
            for (at, one) in missing {
                self.fault(
                    format!("/places/{at}/household"),
                    unknown(&one.household, "household"),
                );
            }
        }
        for (at, one) in self.reform.places.iter().enumerate() {
            self.standing(&one.unit, format!("/places/{at}/unit"));
        }
        for (at, one) in self.reform.open_committees.iter().enumerate() {
            if let Err(error) = crate::id::check(&one.committee) {
                self.fault(format!("/open_committees/{at}/committee"), error);
            }
            if self.ground.committee(&one.committee).is_some() {
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(&one.committee);
                self.fault(format!("/open_committees/{at}/committee"), error);
            }
            self.standing(&one.unit, format!("/open_committees/{at}/unit"));
        }
        let opened: FxHashSet<&str> = self
            .reform
            .open_committees
            .iter()
            .map(|one| one.committee.as_str())
            .collect();
        for (at, one) in self.reform.close_committees.iter().enumerate() {
            for (field, id) in [
                ("committee", Some(&one.committee)),
                ("into", one.into.as_ref()),
            ] {
                let Some(id) = id else { continue };
                let new = field == "into" && opened.contains(id.as_str());
                if !new && self.ground.committee(id).is_none() {
                    self.fault(
                        format!("/close_committees/{at}/{field}"),
                        unknown(id, "committee"),
                    );
                }
            }
        }
        for (at, one) in self.reform.move_teams.iter().enumerate() {
            if self.ground.team(&one.team).is_none() {
                self.fault(format!("/move_teams/{at}/team"), unknown(&one.team, "team"));
            }
            self.standing(&one.unit, format!("/move_teams/{at}/unit"));
        }
        for (at, id) in self.reform.close_teams.iter().enumerate() {
            if self.ground.team(id).is_none() {
                self.fault(format!("/close_teams/{at}"), unknown(id, "team"));
            }
        }
    }
}

/// How deep a level of the usual four lies.
fn rank(level: &str) -> Option<usize> {
    ["province", "district", "commune", "hamlet"]
        .iter()
        .position(|known| *known == level)
}
