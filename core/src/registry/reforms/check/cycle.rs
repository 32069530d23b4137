//! Units that would lie under themselves.

use super::{super::claims::Of, Check};
use crate::{
    Error, ErrorKind,
    hashed::{HashMap, HashSet},
};

/// By unit: where the reform puts it, or what takes it in.
struct Given<'a> {
    parents: HashMap<&'a str, Option<&'a str>>,
    heirs: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Check<'a> {
    /// Follows what is above each unit that the reform puts anywhere, and above each
    /// that takes another in, since what lies in that one follows it.
    pub(super) fn cycles(&mut self) {
        let reform = self.reform;
        let opened = reform.open.iter();
        let opened = opened.map(|one| (one.unit.as_str(), one.parent.as_deref()));
        let moved = reform.moves.iter();
        let moved = moved.map(|one| (one.unit.as_str(), one.parent.as_deref()));
        let mut given = Given {
            parents: opened.chain(moved).collect(),
            heirs: HashMap::default(),
        };
        for one in &reform.succeed {
            given.heirs.change(&one.from, |own| own.push(&one.into));
        }
        let opened = reform.open.iter().enumerate();
        let opened = opened.map(|(at, one)| (&one.unit, "open", at, "parent"));
        let moved = reform.moves.iter().enumerate();
        let moved = moved.map(|(at, one)| (&one.unit, "moves", at, "parent"));
        let heirs = reform.succeed.iter().enumerate();
        let heirs = heirs.map(|(at, one)| (&one.into, "succeed", at, "into"));
        for (unit, list, at, field) in opened.chain(moved).chain(heirs) {
            if let Some(path) = self.way_back(unit, &given) {
                let mut others = path
                    .iter()
                    .filter_map(|id| self.known.get(&(Of::Parent, *id)));
                let error = match others.next() {
                    Some((_, by)) => Error::new(ErrorKind::ReformConflict).expected(self.act(*by)),
                    None => Error::new(ErrorKind::UnitUnderItself),
                };
                let error = error.found(self.called(unit));
                self.fault(format!("/{list}/{at}/{field}"), error);
            }
        }
    }

    /// The units passed on the way up from one back to itself.
    fn way_back(&self, unit: &'a str, given: &Given<'a>) -> Option<Vec<&'a str>> {
        let mut seen: HashSet<&str> = HashSet::default();
        let mut path = vec![unit];
        let mut ahead = self.above(unit, given);
        while let Some(next) = ahead.pop() {
            if next == unit {
                return Some(path);
            }
            if seen.insert(next) {
                path.push(next);
                ahead.extend(self.above(next, given));
            }
        }
        None
    }

    /// What a unit lies in after the reform: the unit above it, or what takes that in.
    fn above(&self, unit: &'a str, given: &Given<'a>) -> Vec<&'a str> {
        let ground = self.ground;
        let mut below = unit;
        // No place has more levels.
        for _ in 0..64 {
            let parent = match given.parents.get(below) {
                Some(parent) => *parent,
                None => {
                    let known = ground.find(below).and_then(|unit| ground.unit(unit));
                    let parent = known.and_then(|unit| unit.parent_on(self.day));
                    parent.map(|unit| ground.batch.units.text(unit))
                }
            };
            let Some(parent) = parent else { break };
            if self.stands(parent) {
                return vec![parent];
            }
            let mut heirs = given.heirs.get(parent).cloned().unwrap_or_default();
            if let Some(unit) = ground.find(parent) {
                let passed = ground.given_on(unit, self.day);
                heirs.extend(passed.map(|one| ground.batch.units.text(one.into)));
            }
            if !heirs.is_empty() {
                return heirs;
            }
            below = parent;
        }
        Vec::new()
    }
}
