//! Units that get another name, code or parent.

use super::{Check, rank};
use crate::{Error, ErrorKind};

impl Check<'_> {
    pub(super) fn changes(&mut self) {
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

    /// That no other unit carries a code from the day on.
    pub(super) fn free(&mut self, own: &str, code: &str, path: String) {
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
        let by = by.or_else(|| newly.map(|id| self.called(id)));
        if let Some(by) = by {
            self.fault(
                path,
                Error::new(ErrorKind::CodeTaken).found(code).expected(by),
            );
        }
    }

    /// That a unit of a level can lie in another.
    pub(super) fn below(&mut self, id: &str, parent: &str, path: String) {
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
}
