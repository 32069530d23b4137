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
    order::{Map, Order},
    platform::Platform,
    skill::{Catalogue, Level, Names, Skill},
    text::fold,
};

/// The rows of a catalogue of skills.
#[derive(Default)]
pub(in crate::import) struct CatalogueRows {
    stands: Vec<Stand>,
    version: Option<(Stand, String)>,
    names: Option<(Stand, Names)>,
    /// The fluent level's code.
    fluent: Option<(Stand, String)>,
    levels: Vec<(u64, Stand, Level)>,
    skills: Vec<(u64, Stand, Skill)>,
    /// Rows that contradict each other: where, in which column, and what stands there.
    contradictions: Vec<(Stand, usize, String)>,
    /// Whether a row could not be read: a ladder without one of its levels would mean
    /// another thing.
    is_broken: bool,
}

/// Words as rows give them, by code.
pub(in crate::import) type ByCode<T> = Map<String, Vec<(Stand, T)>>;

/// Most levels or skills that positions may count.
const MOST_POSITIONS: u64 = 1000;

impl CatalogueRows {
    /// Two rows that say different things in a column.
    fn contradict(&mut self, column: usize, rows: [(Stand, &str); 2]) {
        for (stand, found) in rows {
            let told = (stand, column, found.to_owned());
            if !self.contradictions.contains(&told) {
                self.contradictions.push(told);
            }
        }
    }

    fn catalogue(&mut self, code: &str) -> Catalogue {
        self.levels.order_by_key(|(position, ..)| *position);
        self.skills.order_by_key(|(position, ..)| *position);
        let named = |said: &mut Option<(Stand, String)>| said.take().unwrap_or_default().1;
        Catalogue {
            code: code.to_owned(),
            version: named(&mut self.version),
            names: self
                .names
                .take()
                .map_or_else(|| Names::new(code, code), |(_, names)| names),
            levels: self.levels.drain(..).map(|(.., level)| level).collect(),
            fluent: named(&mut self.fluent),
            skills: self.skills.drain(..).map(|(.., skill)| skill).collect(),
        }
    }
}

/// Keeps what is new; gives the row that says something else of the same code.
fn put<T: PartialEq>(
    list: &mut Vec<(u64, Stand, T)>,
    entry: (u64, Stand, T),
    code: fn(&T) -> &str,
) -> Option<Stand> {
    match list.iter().find(|known| code(&known.2) == code(&entry.2)) {
        Some((position, stand, known)) => {
            ((*position, known) != (entry.0, &entry.2)).then_some(*stand)
        }
        None => {
            list.push(entry);
            None
        }
    }
}

/// Keeps the first that is said; gives the row and the word that it differs from.
fn say<T: Clone + PartialEq>(
    said: &mut Option<(Stand, T)>,
    stand: Stand,
    word: &T,
) -> Option<(Stand, T)> {
    let known = said.get_or_insert_with(|| (stand, word.clone()));
    (known.1 != *word).then(|| known.clone())
}

pub(super) fn skill(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::skills::*;
    let catalogue = importer.text(row, CATALOGUE)?;
    let read = skill_row(importer, row, &catalogue);
    if read.is_err() {
        importer
            .catalogues
            .change(catalogue, |rows| rows.is_broken = true);
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
    importer
        .catalogues
        .change(catalogue.to_owned(), |rows| rows.stands.push(stand));
    let Some(rows) = importer.catalogues.get_mut(catalogue) else {
        return Ok(());
    };
    if !version.is_empty()
        && let Some((other, known)) = say(&mut rows.version, stand, &version)
    {
        rows.contradict(VERSION, [(other, &known), (stand, &version)]);
    }
    let other = match entry.as_str() {
        "level" | "muc" => {
            if fluent && let Some((other, known)) = say(&mut rows.fluent, stand, &code) {
                rows.contradict(FLUENT, [(other, &known), (stand, &code)]);
            }
            let code = code.clone();
            let level = Level { code, names };
            put(&mut rows.levels, (position, stand, level), |level| {
                &level.code
            })
        }
        "skill" | "ky nang" => {
            let code = code.clone();
            let skill = Skill {
                code,
                names,
                pillar,
            };
            put(&mut rows.skills, (position, stand, skill), |skill| {
                &skill.code
            })
        }
        "catalogue" | "danh muc" => say(&mut rows.names, stand, &names).map(|(other, _)| other),
        _ => {
            let expected = "catalogue, level, skill";
            return importer.value(row, ENTRY, ErrorKind::UnknownValue, expected);
        }
    };
    if let Some(other) = other {
        rows.contradict(CODE, [(other, &code), (stand, &code)]);
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
    importer
        .platforms
        .change(code, |rows| rows.push((stand, platform)));
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
    importer.flags.change(code, |rows| rows.push((stand, flag)));
    Ok(())
}

impl Importer {
    /// Adds the catalogues, once all their rows are read. The rows of one are one
    /// record: what is wrong between them is told where it stands, and where rows are
    /// set aside the others go with them.
    pub fn finish_skills(&mut self) {
        for (code, mut rows) in core::mem::take(&mut self.catalogues) {
            let contradictions = core::mem::take(&mut rows.contradictions);
            let mut whole = None;
            if contradictions.is_empty() && !rows.is_broken {
                self.defined.insert(("catalogue-defined", code.clone()));
                let catalogue = rows.catalogue(&code);
                whole = self.batch.vocabulary.add_catalogue(catalogue).err();
                if whole.is_none() {
                    continue;
                }
            }
            for (stand, column, found) in &contradictions {
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(found.clone());
                self.row_fault(*stand, Some(*column), error);
            }
            if self.options.set_aside {
                let told = whole.unwrap_or_else(|| {
                    let error = Error::new(ErrorKind::BadCatalogue).found(code);
                    error.expected_words("các dòng dùng được", "usable rows")
                });
                for stand in rows.stands {
                    if !contradictions.iter().any(|(other, ..)| *other == stand) {
                        self.row_fault(stand, None, told.clone());
                    }
                }
            } else if let (Some(told), Some(stand)) = (whole, rows.stands.first()) {
                self.row_fault(*stand, None, told);
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
