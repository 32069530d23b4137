//! Catalogues of skills, platforms and flags. Each is laid down once all rows
//! are read, by code, so that no order of rows matters where a column
//! `position` gives one.

use crate::{
    Error, ErrorKind,
    event::Flag,
    import::{
        importer::{Importer, Parsed, Row},
        places::Stand,
        schema,
    },
    order::Order,
    platform::Platform,
    skill::{Catalogue, Level, Names, Skill},
    text::fold,
};
use std::collections::BTreeMap;

/// The rows of a catalogue of skills.
#[derive(Default)]
pub(in crate::import) struct CatalogueRows {
    stands: Vec<Stand>,
    version: String,
    names: Option<Names>,
    fluent: String,
    levels: Vec<(u64, Level)>,
    skills: Vec<(u64, Skill)>,
    /// What is wrong between its rows.
    fault: Option<Error>,
}

/// Words as rows give them, by code.
pub(in crate::import) type ByCode<T> = BTreeMap<String, Vec<(Stand, T)>>;

/// Most levels or skills that positions may count.
const MOST_POSITIONS: u64 = 1000;

impl CatalogueRows {
    fn contradicts(&mut self, found: &str) {
        let error = Error::new(ErrorKind::DuplicateKeyOther).found(found);
        self.fault.get_or_insert(error);
    }

    fn catalogue(&mut self, code: &str) -> Catalogue {
        self.levels.order_by_key(|(position, _)| *position);
        self.skills.order_by_key(|(position, _)| *position);
        Catalogue {
            code: code.to_owned(),
            version: core::mem::take(&mut self.version),
            names: self.names.take().unwrap_or_else(|| Names::new(code, code)),
            levels: self.levels.drain(..).map(|(_, level)| level).collect(),
            fluent: core::mem::take(&mut self.fluent),
            skills: self.skills.drain(..).map(|(_, skill)| skill).collect(),
        }
    }
}

/// Keeps what is new; says whether it may stand beside what is there.
fn put<T: PartialEq>(list: &mut Vec<(u64, T)>, entry: (u64, T), code: fn(&T) -> &str) -> bool {
    match list.iter().find(|known| code(&known.1) == code(&entry.1)) {
        Some(known) => *known == entry,
        None => {
            list.push(entry);
            true
        }
    }
}

pub(super) fn skill(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::skills::*;
    let catalogue = importer.text(row, CATALOGUE)?;
    let read = skill_row(importer, row, &catalogue);
    if read.is_err() {
        // A ladder without one of its levels would mean another thing.
        let rows = importer.catalogues.entry(catalogue).or_default();
        let error = Error::new(ErrorKind::BadCatalogue)
            .found(row.cell(CODE))
            .expected_words("các dòng dùng được", "usable rows");
        rows.fault.get_or_insert(error);
    }
    read
}

fn skill_row(importer: &mut Importer, row: &Row<'_>, catalogue: &str) -> Parsed<()> {
    use schema::skills::*;
    let version = importer.text(row, VERSION);
    let code = importer.text(row, CODE);
    let vi = importer.text(row, NAME_VI);
    let en = importer.text(row, NAME_EN);
    let pillar = importer.text(row, PILLAR);
    let fluent = importer.yes_no(row, FLUENT);
    let position = importer.position(row, POSITION, MOST_POSITIONS);
    let (version, code, vi, en) = (version?, code?, vi?, en?);
    let (pillar, fluent) = (pillar?, fluent? == Some(true));
    let position = position?.unwrap_or(u64::MAX);
    let en = if en.is_empty() { vi.clone() } else { en };
    let names = Names { vi, en };
    let entry = fold(row.cell(ENTRY));
    let stand = (importer.file, row.record.line);
    let rows = importer.catalogues.entry(catalogue.to_owned()).or_default();
    rows.stands.push(stand);
    if !version.is_empty() {
        if !rows.version.is_empty() && rows.version != version {
            rows.contradicts(&version);
        }
        rows.version = version;
    }
    match entry.as_str() {
        "level" | "muc" => {
            if fluent {
                if !rows.fluent.is_empty() && rows.fluent != code {
                    rows.contradicts(&code);
                }
                rows.fluent.clone_from(&code);
            }
            let level = Level {
                code: code.clone(),
                names,
            };
            if !put(&mut rows.levels, (position, level), |level| &level.code) {
                rows.contradicts(&code);
            }
        }
        "skill" | "ky nang" => {
            let skill = Skill {
                code: code.clone(),
                names,
                pillar,
            };
            if !put(&mut rows.skills, (position, skill), |skill| &skill.code) {
                rows.contradicts(&code);
            }
        }
        "catalogue" | "danh muc" => {
            if rows.names.as_ref().is_some_and(|known| *known != names) {
                rows.contradicts(&code);
            }
            rows.names = Some(names);
        }
        _ => {
            let expected = "catalogue, level, skill";
            return importer.value(row, ENTRY, ErrorKind::UnknownValue, expected);
        }
    }
    Ok(())
}

pub(super) fn platform(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::platforms::*;
    let code = importer.text(row, CODE);
    let vi = importer.text(row, NAME_VI);
    let en = importer.text(row, NAME_EN);
    let (code, vi, en) = (code?, vi?, en?);
    let en = if en.is_empty() { vi.clone() } else { en };
    let platform = Platform {
        code: code.clone(),
        names: Names { vi, en },
    };
    let stand = (importer.file, row.record.line);
    let rows = importer.platforms.entry(code).or_default();
    rows.push((stand, platform));
    Ok(())
}

pub(super) fn flag(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::flag_catalogue::*;
    let code = importer.text(row, CODE);
    let vi = importer.text(row, NAME_VI);
    let en = importer.text(row, NAME_EN);
    let sensitive = importer.yes_no(row, SENSITIVE);
    let (code, vi, en) = (code?, vi?, en?);
    let en = if en.is_empty() { vi.clone() } else { en };
    let flag = Flag {
        code: code.clone(),
        names: Names { vi, en },
        sensitive: sensitive? == Some(true),
    };
    let stand = (importer.file, row.record.line);
    importer.flags.entry(code).or_default().push((stand, flag));
    Ok(())
}

impl Importer {
    /// Adds the catalogues, once all their rows are read.
    pub fn finish_skills(&mut self) {
        for (code, mut rows) in core::mem::take(&mut self.catalogues) {
            let fault = match rows.fault.take() {
                Some(fault) => Some(fault),
                None => {
                    let word = ("catalogue-defined", code.clone());
                    self.defined.insert(word);
                    let catalogue = rows.catalogue(&code);
                    self.batch.vocabulary.add_catalogue(catalogue).err()
                }
            };
            let Some(fault) = fault else { continue };
            // Its rows are one record: all go, or the first says it for all.
            let said = if self.options.set_aside {
                usize::MAX
            } else {
                1
            };
            for stand in rows.stands.iter().take(said) {
                self.row_fault(*stand, None, fault.clone());
            }
        }
    }

    /// Adds the platforms, once all their rows are read.
    pub fn finish_platforms(&mut self) {
        for platform in self.distinct(|importer| &mut importer.platforms) {
            let (stand, platform) = platform;
            let word = ("platform-defined", platform.code.clone());
            self.defined.insert(word);
            if let Err(error) = self.batch.vocabulary.add_platform(platform) {
                self.row_fault(stand, None, error);
            }
        }
    }

    /// Adds the flags, once all their rows are read.
    pub fn finish_flags(&mut self) {
        for (stand, flag) in self.distinct(|importer| &mut importer.flags) {
            let word = ("flag-defined", flag.code.clone());
            self.defined.insert(word);
            if let Err(error) = self.batch.vocabulary.add_flag(flag) {
                self.row_fault(stand, None, error);
            }
        }
    }

    /// One word a code; codes with words that differ are faults of all of them.
    fn distinct<T: PartialEq>(&mut self, of: fn(&mut Self) -> &mut ByCode<T>) -> Vec<(Stand, T)> {
        let mut words = Vec::new();
        for (code, rows) in core::mem::take(of(self)) {
            let mut rest = rows.into_iter();
            let Some(first) = rest.next() else { continue };
            let others: Vec<(Stand, T)> = rest.collect();
            if others.iter().all(|(_, word)| *word == first.1) {
                words.push(first);
                continue;
            }
            for stand in core::iter::once(first.0).chain(others.iter().map(|(stand, _)| *stand)) {
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(code.clone());
                self.row_fault(stand, None, error);
            }
        }
        words
    }
}
