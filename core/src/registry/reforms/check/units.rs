//! Units that open, close, and go into others.

use super::{super::claims::Of, Check, rank};
use crate::{
    Error, ErrorKind,
    event::Code,
    hashed::{HashMap, HashSet},
    id::UnitIx,
    place::{Succession, Unit},
};

impl Check<'_> {
    pub(super) fn openings(&mut self) {
        let mut seen = HashSet::default();
        for (at, one) in self.reform.open.iter().enumerate() {
            let path = |field: &str| format!("/open/{at}/{field}");
            if let Err(error) = crate::id::check(&one.unit) {
                self.fault(path("unit"), error);
                continue;
            }
            let is_there = self.ground.find(&one.unit).is_some();
            // What another reform of the day opens alike is opened once.
            let by_another = self.known.contains_key(&(Of::Opening, one.unit.as_str()));
            if (is_there && !by_another) || !seen.insert(&one.unit) {
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
                    self.missing(parent, path("parent"), ErrorKind::UnitMissing);
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

    pub(super) fn successions(&mut self) {
        let mut of: HashMap<&str, Vec<&Succession>> = HashMap::default();
        for one in &self.reform.succeed {
            of.change(&one.from, |own| own.push(one));
        }
        for (at, one) in self.reform.succeed.iter().enumerate() {
            let own = of.get(one.from.as_str()).map_or(&[][..], Vec::as_slice);
            let path = format!("/succeed/{at}");
            self.old(&one.from, &format!("{path}/from"));
            let name = self.called(&one.from);
            let mut earlier = own.iter().take_while(|other| !core::ptr::eq(**other, one));
            if own.len() > 1 && own.iter().any(|other| !other.part) {
                self.fault(path.clone(), Error::new(ErrorKind::TwiceWhole).found(&name));
            } else if earlier.any(|other| other.into == one.into) {
                let pair = format!("{name} → {}", self.called(&one.into));
                self.fault(path.clone(), Error::new(ErrorKind::DoubledName).found(pair));
            }
            if own.len() == 1 && one.part && self.closing.contains(one.from.as_str()) {
                let error = Error::new(ErrorKind::PartsWithoutRemainder).found(&name);
                self.fault(path.clone(), error);
            }
            if one.from == one.into || self.closing.contains(one.into.as_str()) {
                let error = Error::new(ErrorKind::SucceedsItself).found(&name);
                self.fault(format!("{path}/into"), error);
            } else if !self.stands(&one.into) {
                let path = format!("{path}/into");
                self.missing(&one.into, path, ErrorKind::SuccessorMissing);
            } else if self.level_of(&one.from) != self.level_of(&one.into)
                && self.ground.find(&one.from).is_some()
            {
                let error = Error::new(ErrorKind::LevelMismatch).found(self.called(&one.into));
                self.fault(format!("{path}/into"), error.expected(name));
            }
        }
    }

    pub(super) fn closings(&mut self) {
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

    /// What lies in a unit that closes without a successor must be moved, by this
    /// reform or another of the day, unless its whole level goes and leaves it to the
    /// unit above.
    fn orphans(&mut self) {
        let given: HashSet<&str> = self
            .reform
            .succeed
            .iter()
            .map(|one| one.from.as_str())
            .collect();
        let heirless: HashMap<UnitIx, usize> = self
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
        let moved: HashSet<&str> = self
            .reform
            .moves
            .iter()
            .map(|one| one.unit.as_str())
            .collect();
        // Parents below which a unit of some level stays.
        let mut staying: HashSet<(Option<UnitIx>, Option<Code>)> = HashSet::default();
        let mut children: Vec<(UnitIx, usize)> = Vec::new();
        for (index, unit) in self.ground.units.iter().enumerate() {
            let Some(ix) = <UnitIx as crate::id::Dense>::from_index(index) else {
                continue;
            };
            let id = self.ground.batch.units.text(ix);
            if !self.ground.holds(ix, self.day) || self.closing.contains(id) {
                continue;
            }
            let parent = unit.parent_on(self.day);
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
            let above = closed.and_then(|unit| unit.parent_on(self.day));
            let level_stays = staying.contains(&(above, closed.and_then(|unit| unit.level)));
            if above.is_none() || level_stays {
                let name = self.called(self.ground.batch.units.text(child));
                let error = Error::new(ErrorKind::LeftWithoutParent).found(name);
                self.fault(format!("/close/{at}"), error);
            }
        }
    }
}
