//! Words of the vocabulary, by code or by name in either language.

use super::{
    importer::{Importer, Parsed, Row},
    words::Memo,
};
use crate::{
    Error, ErrorKind,
    event::FlagIx,
    platform::PlatformIx,
    skill::{Names, SkillIx},
    text::{fold, number},
};

/// What cells seen before meant.
#[derive(Default)]
pub(super) struct Lookups {
    catalogue: Memo<usize>,
    /// By catalogue, from 1; 0 is any.
    skill: Vec<Memo<SkillIx>>,
    level: Vec<Memo<u8>>,
    platform: Memo<PlatformIx>,
    flag: Memo<FlagIx>,
}

/// The memory at a position, made where there is none.
fn memo<T: Copy>(memos: &mut Vec<Memo<T>>, at: usize) -> Option<&mut Memo<T>> {
    if memos.len() <= at {
        memos.resize_with(at + 1, Memo::default);
    }
    memos.get_mut(at)
}

fn is_called(code: &str, names: &Names, text: &str, folded: &str) -> bool {
    [code, &names.vi, &names.en]
        .iter()
        .any(|name| *name == text || fold(name) == folded)
}

fn listed<'a>(codes: impl Iterator<Item = &'a String>) -> String {
    let codes: Vec<&str> = codes.map(String::as_str).collect();
    codes.join(", ")
}

impl Importer {
    pub fn catalogue(&mut self, row: &Row<'_>, column: usize) -> Parsed<Option<usize>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(at) = self.lookups.catalogue.get(text) {
            return Ok(Some(at));
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.catalogues();
        let found = all.iter().position(|known| known.code == text).or_else(|| {
            all.iter()
                .position(|known| is_called(&known.code, &known.names, text, &wanted))
        });
        match found {
            Some(at) => Ok(Some(self.lookups.catalogue.put(text, at))),
            None => {
                let codes = listed(all.iter().map(|known| &known.code));
                self.value(row, column, ErrorKind::UnknownCatalogue, codes)
            }
        }
    }

    /// A skill of the catalogue named, or of the first one that has it.
    pub fn skill(
        &mut self,
        row: &Row<'_>,
        column: usize,
        catalogue: Option<usize>,
    ) -> Parsed<SkillIx> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        let own = catalogue.map_or(0, |at| at + 1);
        if let Some(known) = memo(&mut self.lookups.skill, own)
            && let Some(skill) = known.get(text)
        {
            return Ok(skill);
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.catalogues();
        let mut found = None;
        let mut codes: Vec<&str> = Vec::new();
        for (at, known) in all.iter().enumerate() {
            if catalogue.is_some_and(|only| only != at) {
                continue;
            }
            codes.extend(known.skills.iter().map(|skill| skill.code.as_str()));
            let skills = &known.skills;
            let position = skills
                .iter()
                .position(|skill| skill.code == text)
                .or_else(|| {
                    skills
                        .iter()
                        .position(|skill| is_called(&skill.code, &skill.names, text, &wanted))
                });
            found = found.or(position.and_then(|position| SkillIx::new(at, position)));
        }
        match found {
            Some(skill) => {
                if let Some(known) = memo(&mut self.lookups.skill, own) {
                    known.put(text, skill);
                }
                Ok(skill)
            }
            None => {
                let codes = codes.join(", ");
                self.value(row, column, ErrorKind::UnknownSkill, codes)
            }
        }
    }

    /// A level by code, name or number from 0.
    pub fn level(&mut self, row: &Row<'_>, column: usize, skill: SkillIx) -> Parsed<u8> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        let at = skill.catalogue();
        if let Some(known) = memo(&mut self.lookups.level, at)
            && let Some(level) = known.get(text)
        {
            return Ok(level);
        }
        let catalogue = self.batch.vocabulary.catalogues().get(at);
        let levels = catalogue.map_or(&[][..], |catalogue| &catalogue.levels);
        let wanted = fold(text);
        let coded = levels.iter().position(|level| level.code == text);
        let named = coded.or_else(|| {
            levels
                .iter()
                .position(|level| is_called(&level.code, &level.names, text, &wanted))
        });
        let number = number::whole(text).and_then(|number| usize::try_from(number).ok());
        let found = named.or(number.filter(|number| *number < levels.len()));
        match found.and_then(|level| u8::try_from(level).ok()) {
            Some(level) => {
                if let Some(known) = memo(&mut self.lookups.level, at) {
                    known.put(text, level);
                }
                Ok(level)
            }
            None => {
                let codes = listed(levels.iter().map(|level| &level.code));
                self.value(row, column, ErrorKind::UnknownLevel, codes)
            }
        }
    }

    pub fn platform(&mut self, row: &Row<'_>, column: usize) -> Parsed<PlatformIx> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        if let Some(platform) = self.lookups.platform.get(text) {
            return Ok(platform);
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.platforms();
        let found = self.batch.vocabulary.platform(text).or_else(|| {
            let known = all
                .iter()
                .find(|known| is_called(&known.code, &known.names, text, &wanted))?;
            self.batch.vocabulary.platform(&known.code)
        });
        match found {
            Some(platform) => Ok(self.lookups.platform.put(text, platform)),
            None => {
                let codes = listed(all.iter().map(|known| &known.code));
                self.value(row, column, ErrorKind::UnknownPlatform, codes)
            }
        }
    }

    /// A flag; a sensitive one only where the host lets it in.
    pub fn flag(&mut self, row: &Row<'_>, column: usize) -> Parsed<FlagIx> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        if let Some(flag) = self.lookups.flag.get(text) {
            return Ok(flag);
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.flags();
        let found = self.batch.vocabulary.flag(text).or_else(|| {
            let known = all
                .iter()
                .find(|known| is_called(&known.code, &known.names, text, &wanted))?;
            self.batch.vocabulary.flag(&known.code)
        });
        match found.and_then(|flag| Some((flag, all.get(flag.index())?))) {
            None => {
                let codes = listed(all.iter().map(|known| &known.code));
                self.value(row, column, ErrorKind::UnknownFlag, codes)
            }
            Some((_, flag))
                if flag.sensitive && !self.options.allow_sensitive.contains(&flag.code) =>
            {
                let error = Error::new(ErrorKind::SensitiveFlag).found(flag.code.clone());
                self.fault(row, column, error)
            }
            Some((flag, _)) => Ok(self.lookups.flag.put(text, flag)),
        }
    }
}
