//! Tables of reforms as registrars publish them: one row for each pair of an old
//! unit and the new one that took it in, or a part of it.

use super::{
    code::{Codes, as_long_as},
    find::kind_of,
};
use crate::{
    Day, Error, ErrorKind, Registry,
    error::{At, Faults},
    hashed::{HashMap, HashSet},
    id::UnitIx,
    import::{
        Source, cells,
        schema::{Column, Kind, Meaning, Table},
        yes_no,
    },
    place::{NewUnit, Reform, Succession, Unit},
    text::{fold_marks, tidy},
};

const fn column(
    name: &'static str,
    vi: &'static str,
    also: &'static [&'static str],
    kind: Kind,
    required: bool,
    example: &'static str,
) -> Column {
    Column {
        name,
        vi,
        also,
        kind,
        required,
        key: false,
        personal: false,
        example,
    }
}

/// The table of a reform.
pub const REFORM: Table = Table {
    name: "reform",
    vi: "Sắp xếp đơn vị hành chính",
    meaning: Meaning {
        vi: "Mỗi dòng một cặp: đơn vị cũ và đơn vị mới nhận toàn bộ hoặc một phần đơn vị cũ",
        en: "One row a pair: an old unit, and the new one that took it or a part of it in",
    },
    columns: &[
        column(
            "old_code",
            "Mã cũ",
            &["mã đơn vị cũ"],
            Kind::UnitCode,
            true,
            "31441",
        ),
        column(
            "old_name",
            "Tên cũ",
            &["tên đơn vị cũ"],
            Kind::Text,
            false,
            "Thị trấn Nàng Mau",
        ),
        column(
            "new_code",
            "Mã mới",
            &["mã đơn vị mới"],
            Kind::UnitCode,
            true,
            "31441",
        ),
        column(
            "new_name",
            "Tên mới",
            &["tên đơn vị mới"],
            Kind::Text,
            true,
            "Xã Vị Thủy",
        ),
        column(
            "partial",
            "Một phần",
            &["part", "nhập một phần"],
            Kind::YesNo,
            false,
            "no",
        ),
    ],
};

const OLD_CODE: usize = 0;
const OLD_NAME: usize = 1;
const NEW_CODE: usize = 2;
const NEW_NAME: usize = 3;
const PARTIAL: usize = 4;

/// What a table does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The first day of the new units.
    pub day: Day,
    /// The legal act.
    pub act: String,
    /// Code or id of the unit above those that are opened.
    pub under: String,
}

/// A table read and checked against the units of its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformTable {
    /// The reform.
    pub reform: Reform,
    /// How many cells had stray spaces, which were mended.
    pub mended: u64,
    /// What was left out or restored: unknown columns, rows of totals, codes that a
    /// spreadsheet took for numbers.
    pub notes: Vec<Error>,
}

/// Reads a table of a reform and checks it as a registrar would, against the units
/// of the day before and of the day. Units are found by their codes, and their names
/// must agree (the placement of tones aside); never by name alone.
///
/// # Errors
///
/// Every fault, with its row.
pub fn read(source: Source<'_>, registry: &Registry, terms: &Terms) -> Result<ReformTable, Faults> {
    let table = cells(source, &REFORM)?;
    let mut reader = Reader::new(source.file, table.headers, registry, terms);
    for (line, cells) in &table.rows {
        reader.row(*line, cells);
    }
    reader.finish(table.notes.first)
}

struct Reader<'a> {
    file: &'a str,
    headers: Vec<String>,
    registry: &'a Registry,
    terms: &'a Terms,
    /// Units by code on the day before, and on the day.
    before: HashMap<&'a str, Vec<UnitIx>>,
    after: HashMap<&'a str, Vec<UnitIx>>,
    /// The codes of the day before, as spreadsheets leave them.
    codes: Codes<'a>,
    reform: Reform,
    /// By succession: line of its row.
    lines: Vec<u32>,
    /// By new code: name, line of the first row, level of the first old unit.
    new: HashMap<String, (String, u32)>,
    order: Vec<String>,
    rows: Vec<Parsed>,
    mended: u64,
    restored: Vec<Error>,
    faults: Faults,
}

struct Parsed {
    line: u32,
    old: UnitIx,
    new_code: String,
    part: bool,
}

impl<'a> Reader<'a> {
    fn new(file: &'a str, headers: Vec<String>, registry: &'a Registry, terms: &'a Terms) -> Self {
        let day = terms.day.before();
        let before = by_code(registry, day);
        let codes = before.iter().flat_map(|(code, units)| {
            let units = units.iter().filter_map(|unit| registry.unit(*unit));
            units.map(|unit| (*code, unit.name_on(day)))
        });
        Self {
            file,
            headers,
            registry,
            terms,
            codes: Codes::new(codes),
            before,
            after: by_code(registry, terms.day),
            reform: Reform::new(terms.day, &*terms.act),
            lines: Vec::new(),
            new: HashMap::default(),
            order: Vec::new(),
            rows: Vec::new(),
            mended: 0,
            restored: Vec::new(),
            faults: Faults::default(),
        }
    }

    fn fault(&mut self, line: u32, column: Option<usize>, error: Error) {
        let column = column.and_then(|at| self.headers.get(at));
        self.faults.push(error.at(At::Cell {
            file: self.file.to_owned(),
            row: u64::from(line),
            column: column.cloned().unwrap_or_default(),
        }));
    }

    fn row(&mut self, line: u32, cells: &[String]) {
        let mut mended = Vec::with_capacity(cells.len());
        for cell in cells {
            let tidied = tidy(cell).into_owned();
            self.mended += u64::from(tidied != *cell);
            mended.push(tidied);
        }
        let cell = |at: usize| mended.get(at).map_or("", String::as_str);
        let part = match cell(PARTIAL) {
            "" => Some(false),
            text => yes_no(text),
        };
        if part.is_none() {
            let error = Error::new(ErrorKind::UnknownValue).found(cell(PARTIAL));
            self.fault(line, Some(PARTIAL), error.expected("yes, no"));
        }
        let old_code = self.old_code(line, cell(OLD_CODE), cell(OLD_NAME));
        let old = self.old(line, &old_code, cell(OLD_NAME));
        let new_code = self.new_code(line, cell(NEW_CODE), &old_code);
        let new = self.new_unit(line, &new_code, cell(NEW_NAME));
        if let (Some(part), Some(old), Some(new_code)) = (part, old, new) {
            self.rows.push(Parsed {
                line,
                old,
                new_code,
                part,
            });
        }
    }

    fn missing(&mut self, line: u32, column: usize) {
        let name = REFORM.columns.get(column).map_or("", |column| column.name);
        let error = Error::new(ErrorKind::MissingValue).expected(name);
        self.fault(line, Some(column), error);
    }

    /// The old code of a row, with what a spreadsheet took from it.
    fn old_code(&mut self, line: u32, text: &str, name: &str) -> String {
        if self.before.contains_key(text) {
            return text.to_owned();
        }
        match self.codes.restored(text, name) {
            Some(code) => self.restore(line, OLD_CODE, text, code),
            None => text.to_owned(),
        }
    }

    /// The new code of a row, with what a spreadsheet took from it.
    fn new_code(&mut self, line: u32, text: &str, old: &str) -> String {
        let is_known = self.before.contains_key(text) || self.after.contains_key(text);
        match as_long_as(text, old).filter(|_| !is_known) {
            Some(code) => self.restore(line, NEW_CODE, text, &code),
            None => text.to_owned(),
        }
    }

    fn restore(&mut self, line: u32, column: usize, text: &str, code: &str) -> String {
        if code != text {
            let error = Error::new(ErrorKind::RestoredCode).found(text);
            self.restored.push(error.expected(code).at(At::Cell {
                file: self.file.to_owned(),
                row: u64::from(line),
                column: self.headers.get(column).cloned().unwrap_or_default(),
            }));
        }
        code.to_owned()
    }

    /// Why the last unit that carried a code is not there on the day before.
    fn absence(&self, code: &str) -> Option<(String, String)> {
        let units = self.registry.unit_ids().iter();
        let units = units.filter_map(|unit| self.registry.unit(unit));
        let own = units.filter(|unit| unit.codes.iter().any(|coded| coded.code == code));
        let last: Option<&Unit> = own.max_by_key(|unit| (unit.spell.from, unit.spell.until));
        last?.absence(self.terms.day)
    }

    /// The old unit of a row: the one that carries the code on the day before.
    fn old(&mut self, line: u32, code: &str, name: &str) -> Option<UnitIx> {
        if code.is_empty() {
            self.missing(line, OLD_CODE);
            return None;
        }
        let day = self.terms.day.before();
        let found = self.before.get(code).map_or(&[][..], Vec::as_slice);
        match *found {
            [] => {
                let called = if name.is_empty() {
                    code.to_owned()
                } else {
                    format!("{code} ({name})")
                };
                let error = Error::new(ErrorKind::UnitMissing);
                let error = match self.absence(code) {
                    Some((vi, en)) => {
                        error.found_words(format!("{called}, {vi}"), format!("{called}, {en}"))
                    }
                    None => error.found(called),
                };
                self.fault(line, Some(OLD_CODE), error);
                None
            }
            [unit] => {
                let known = self
                    .registry
                    .unit(unit)
                    .map_or("", |known| known.name_on(day));
                if !name.is_empty() && fold_marks(name) != fold_marks(known) {
                    let error = Error::new(ErrorKind::CodeAndName).found(name);
                    self.fault(
                        line,
                        Some(OLD_NAME),
                        error.expected(format!("{code} ({known})")),
                    );
                    return None;
                }
                Some(unit)
            }
            ref several => {
                let ids = several
                    .iter()
                    .map(|unit| self.registry.unit_ids().text(*unit));
                let ids = ids.collect::<Vec<_>>().join(", ");
                let error = Error::new(ErrorKind::SeveralUnits)
                    .found(code)
                    .expected(ids);
                self.fault(line, Some(OLD_CODE), error);
                None
            }
        }
    }

    /// The code of the new unit of a row; one code has one name in a table.
    fn new_unit(&mut self, line: u32, code: &str, name: &str) -> Option<String> {
        for (column, text) in [(NEW_CODE, code), (NEW_NAME, name)] {
            if text.is_empty() {
                self.missing(line, column);
            }
        }
        if code.is_empty() || name.is_empty() {
            return None;
        }
        match self.new.get(code) {
            Some((known, first)) if fold_marks(known) != fold_marks(name) => {
                let expected = format!("{code} ({known}, {first})");
                let error = Error::new(ErrorKind::CodeAndName)
                    .found(name)
                    .expected(expected);
                self.fault(line, Some(NEW_NAME), error);
                return None;
            }
            Some(_) => {}
            None => {
                self.order.push(code.to_owned());
                self.new.insert(code.to_owned(), (name.to_owned(), line));
            }
        }
        Some(code.to_owned())
    }

    fn finish(mut self, mut notes: Vec<Error>) -> Result<ReformTable, Faults> {
        let ids = self.successors();
        let rows = core::mem::take(&mut self.rows);
        let mut parted: Vec<UnitIx> = Vec::new();
        for row in &rows {
            let Some(into) = ids.get(&row.new_code) else {
                continue;
            };
            let from = self.registry.unit_ids().text(row.old).to_owned();
            let (into, part) = (into.clone(), row.part);
            self.reform.succeed.push(Succession { from, into, part });
            self.lines.push(row.line);
            if part && !parted.contains(&row.old) {
                parted.push(row.old);
            }
        }
        // What only gives parts away closes, as every old unit of a table does.
        let whole: HashSet<UnitIx> = rows
            .iter()
            .filter(|row| !row.part)
            .map(|row| row.old)
            .collect();
        let parted = parted.into_iter().filter(|unit| !whole.contains(unit));
        let parted: Vec<String> = parted
            .map(|unit| self.registry.unit_ids().text(unit).to_owned())
            .collect();
        self.reform.close = parted;
        if self.faults.count == 0 {
            self.check();
        }
        if self.faults.count > 0 {
            return Err(self.faults);
        }
        notes.append(&mut self.restored);
        Ok(ReformTable {
            reform: self.reform,
            mended: self.mended,
            notes,
        })
    }

    /// The ids of the new units by code; those that are missing are opened.
    fn successors(&mut self) -> HashMap<String, String> {
        let old: HashSet<UnitIx> = self.rows.iter().map(|row| row.old).collect();
        // Looked up only if anything is opened.
        let mut under: Option<Option<String>> = None;
        let mut ids = HashMap::default();
        for code in core::mem::take(&mut self.order) {
            let Some((name, line)) = self.new.get(&code).cloned() else {
                continue;
            };
            let there = self.after.get(code.as_str()).into_iter().flatten();
            let there = there.copied().find(|unit| !old.contains(unit));
            if let Some(unit) = there {
                let known = self
                    .registry
                    .unit(unit)
                    .map_or("", |known| known.name_on(self.terms.day));
                if fold_marks(known) != fold_marks(&name) {
                    let error = Error::new(ErrorKind::CodeAndName).found(name);
                    self.fault(
                        line,
                        Some(NEW_NAME),
                        error.expected(format!("{code} ({known})")),
                    );
                    continue;
                }
                ids.insert(code, self.registry.unit_ids().text(unit).to_owned());
                continue;
            }
            let first = self
                .rows
                .iter()
                .find(|row| row.new_code == code)
                .map(|row| row.old);
            let level = first.and_then(|unit| self.registry.unit(unit)?.level);
            let level = level.map_or("", |level| self.registry.vocabulary().text(level));
            let id = format!("{code}@{}", self.terms.day);
            let level = level.to_owned();
            let parent = under.get_or_insert_with(|| self.under()).clone();
            self.reform.open.push(NewUnit {
                unit: id.clone(),
                code: code.clone(),
                kind: kind_of(&name).to_owned(),
                name,
                level,
                parent,
            });
            ids.insert(code, id);
        }
        ids
    }

    /// The id of the unit that new ones are opened under, by its id or by its code on
    /// the day; told once where there is none.
    fn under(&mut self) -> Option<String> {
        let map = self.registry.map(self.terms.day);
        match self.registry.unit_on(&map, &self.terms.under) {
            Ok(unit) => Some(self.registry.unit_ids().text(unit).to_owned()),
            Err(error) => {
                self.faults.push(error.path("/under"));
                None
            }
        }
    }

    /// What the registry finds wrong with the reform, at the rows that say it.
    fn check(&mut self) {
        let errors = self.registry.places_after(&self.reform).err();
        for error in errors.into_iter().flatten() {
            let At::Path(path) = error.place().clone() else {
                self.faults.push(error);
                continue;
            };
            let mut parts = path.split('/').skip(1);
            let list = parts.next().unwrap_or("");
            let at = parts
                .next()
                .and_then(|text| text.parse::<usize>().ok())
                .unwrap_or(0);
            let field = parts.next().unwrap_or("");
            let (line, column) = match (list, field) {
                ("succeed", "from") => (self.lines.get(at).copied(), Some(OLD_CODE)),
                ("succeed", "into") => (self.lines.get(at).copied(), Some(NEW_CODE)),
                ("succeed", _) => (self.lines.get(at).copied(), None),
                ("open", field) => {
                    let code = self.reform.open.get(at).map(|one| one.code.clone());
                    let line = code
                        .and_then(|code| self.new.get(&code))
                        .map(|(_, line)| *line);
                    let column = match field {
                        "name" => Some(NEW_NAME),
                        "parent" => None,
                        _ => Some(NEW_CODE),
                    };
                    (line, column)
                }
                ("close", _) => {
                    let id = self.reform.close.get(at).cloned();
                    let row = self
                        .reform
                        .succeed
                        .iter()
                        .position(|one| Some(&one.from) == id.as_ref());
                    (
                        row.and_then(|row| self.lines.get(row).copied()),
                        Some(OLD_CODE),
                    )
                }
                _ => (Some(0), None),
            };
            self.fault(line.unwrap_or(0), column, error);
        }
    }
}

/// The units of a day by code.
fn by_code(registry: &Registry, day: Day) -> HashMap<&str, Vec<UnitIx>> {
    let mut found: HashMap<&str, Vec<UnitIx>> = HashMap::default();
    for ix in registry.unit_ids().iter() {
        if let Some(unit) = registry.unit(ix).filter(|unit| unit.spell.holds(day)) {
            let code = unit.code_on(day);
            if !code.is_empty() {
                found.change(code, |own| own.push(ix));
            }
        }
    }
    found
}
