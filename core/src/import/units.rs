//! Units: their ids, and what a reference to one means.

use super::{
    cell,
    importer::{Bad, Importer, Parsed, Row},
    places::Stand,
    words::{List, Memo},
};
use crate::{
    Day, Error, ErrorKind,
    event::{Code, batch::UnitOpened},
    hashed::{HashMap, HashSet},
    id::{Ids, UnitIx},
    order::{Order, Set},
    place::{Coded, Named, Parented},
    registry::Column,
    time::Spell,
};

/// A row of the table of units, until all are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitRow {
    stand: Stand,
    id: String,
    code: String,
    name: String,
    kind: String,
    level: Option<Code>,
    parent: String,
    parent_code: String,
    spell: Spell,
    /// From when its code, name, kind and parent hold; absent: since it opened.
    since: Option<Day>,
}

/// What codes mean.
#[derive(Default)]
pub(super) struct UnitWords {
    /// The units that have had each code.
    codes: HashMap<String, Vec<UnitIx>>,
    /// By digits without leading zeros: the only code or id with these digits.
    stripped: HashMap<String, Option<String>>,
    /// What cells meant, and whether a code was restored there.
    memo: Memo<(UnitIx, bool)>,
}

impl UnitWords {
    pub fn add(&mut self, code: &str, unit: UnitIx) {
        if code.is_empty() {
            return;
        }
        self.codes.change(code.to_owned(), |units| {
            if !units.contains(&unit) {
                units.push(unit);
            }
        });
        self.strip(code);
    }

    /// An id of digits alone is restored as a code is.
    pub fn add_id(&mut self, id: &str) {
        if !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) {
            self.strip(id);
        }
    }

    fn strip(&mut self, written: &str) {
        let digits = written.trim_start_matches('0');
        let made = || Some(written.to_owned());
        self.stripped.change_or(digits.to_owned(), made, |known| {
            if known.as_deref() != Some(written) {
                *known = None;
            }
        });
    }

    /// The code or id that a spreadsheet made this of, where only one fits.
    fn restored(&self, text: &str, ids: &Ids<UnitIx>) -> Option<String> {
        let digits = cell::digits_of_number(text)?;
        if self.codes.contains_key(&digits) || ids.find(&digits).is_some() {
            return Some(digits);
        }
        self.stripped.get(digits.trim_start_matches('0'))?.clone()
    }
}

/// How many digits the national codes of a level have.
fn national_length(level: Option<Code>) -> Option<usize> {
    match level? {
        Code::PROVINCE => Some(2),
        Code::DISTRICT => Some(3),
        Code::COMMUNE => Some(5),
        _ => None,
    }
}

/// The national code that an id such as `31441.0` was before a spreadsheet took it
/// for a number. Any other id is nobody's to read.
fn national_id(row: &UnitRow) -> Option<String> {
    let is_whole = row.id.bytes().all(|byte| byte.is_ascii_digit());
    let digits = cell::digits_of_number(&row.id).filter(|_| !is_whole && row.code.is_empty())?;
    let length = national_length(row.level)?;
    let is_code = matches!(length.checked_sub(digits.len()), Some(0 | 1));
    is_code.then(|| format!("{digits:0>length$}"))
}

pub(super) fn row(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use super::schema::units::*;
    let name = importer.text(row, NAME);
    let kind = importer.text(row, KIND);
    let level = importer.word(row, LEVEL, List::Level);
    let spell = importer.spell(row, OPENED, CLOSED);
    let since = importer.day(row, SINCE);
    let (spell, since) = (spell?, since?);
    if since.is_some() && row.cell(ID).is_empty() {
        return importer.missing(row, ID);
    }
    if since.is_some() && since < spell.from {
        let error = Error::new(ErrorKind::BeforeOpened)
            .found(row.cell(SINCE))
            .expected(row.cell(ID));
        return importer.fault(row, SINCE, error);
    }
    let unit = UnitRow {
        stand: (importer.file, row.record.line),
        id: row.cell(ID).to_owned(),
        code: row.cell(CODE).to_owned(),
        name: name?,
        kind: kind?,
        level: Some(level?).filter(|level| *level != Code::NONE),
        parent: row.cell(PARENT).to_owned(),
        parent_code: row.cell(PARENT_CODE).to_owned(),
        spell,
        since,
    };
    importer.unit_rows.push(unit);
    Ok(())
}

impl Importer {
    /// Gives the units their ids and parents, once all rows are read.
    pub fn finish_units(&mut self) {
        let mut rows = core::mem::take(&mut self.unit_rows);
        self.mend_codes(&mut rows);
        let mut ids: Vec<Option<UnitIx>> = Vec::with_capacity(rows.len());
        for row in &rows {
            let opened = row.spell.from.map(|day: Day| day.to_string());
            let id = match (row.id.as_str(), row.code.as_str(), opened) {
                ("", "", _) => None,
                ("", code, None) => Some(code.to_owned()),
                ("", code, Some(day)) => Some(format!("{code}@{day}")),
                (id, ..) => Some(id.to_owned()),
            };
            let unit = id.and_then(|id| self.unit_id(row, &id));
            if let Some(unit) = unit {
                self.unit_words.add(&row.code, unit);
                self.unit_words.add_id(&row.id);
            }
            ids.push(unit);
        }
        // Names below names: until no further id comes out.
        loop {
            let mut more = false;
            for (row, slot) in rows.iter().zip(&mut ids) {
                if slot.is_some() || !row.id.is_empty() || !row.code.is_empty() {
                    continue;
                }
                let text = if row.parent.is_empty() {
                    &row.parent_code
                } else {
                    &row.parent
                };
                let above = if text.is_empty() {
                    Some(String::new())
                } else {
                    self.find_unit(text)
                        .ok()
                        .map(|(unit, _)| format!("{}/", self.batch.units.text(unit)))
                };
                let Some(above) = above else { continue };
                let name: String = crate::text::fold(&row.name)
                    .chars()
                    .map(|c| if c == ' ' { '-' } else { c })
                    .filter(char::is_ascii_graphic)
                    .collect();
                *slot = self.unit_id(row, &format!("{above}{name}"));
                more |= slot.is_some();
            }
            if !more {
                break;
            }
        }
        let differ = self.differing(&rows, &ids);
        for (row, unit) in rows.into_iter().zip(ids) {
            let parent = self.parent(&row);
            let Some(unit) = unit else {
                if parent.is_ok() && row.id.is_empty() && row.code.is_empty() {
                    let error = Error::new(ErrorKind::MissingValue).expected("id, code");
                    self.unit_fault(&row, super::schema::units::ID, error);
                }
                continue;
            };
            let Ok(parent) = parent else { continue };
            if differ.contains(&(unit, row.since)) {
                let error =
                    Error::new(ErrorKind::DuplicateKeyOther).found(self.batch.units.text(unit));
                self.unit_fault(&row, super::schema::units::ID, error);
                continue;
            }
            self.put_unit(row, unit, parent);
        }
    }

    /// Units, each with a day, of which two rows say different things.
    fn differing(
        &self,
        rows: &[UnitRow],
        ids: &[Option<UnitIx>],
    ) -> HashSet<(UnitIx, Option<Day>)> {
        let mut first: HashMap<(UnitIx, Option<Day>), &UnitRow> = HashMap::default();
        let mut differ = HashSet::default();
        for (row, unit) in rows.iter().zip(ids) {
            let Some(unit) = *unit else { continue };
            let key = (unit, row.since);
            let before = first.get_or(key, row);
            let same = UnitRow {
                stand: row.stand,
                ..before.clone()
            };
            if same != *row {
                differ.insert(key);
            }
        }
        differ
    }

    fn put_unit(&mut self, row: UnitRow, unit: UnitIx, parent: Option<UnitIx>) {
        let from = row.since.or(row.spell.from);
        let columns = [
            Column::UnitOpened,
            Column::UnitParents,
            Column::UnitCodes,
            Column::UnitNames,
        ];
        for column in columns {
            self.stood_at(column, row.stand);
        }
        let opened = UnitOpened {
            spell: row.spell,
            level: row.level,
        };
        self.batch.unit_opened.push((unit, opened));
        let parented = Parented { from, parent };
        self.batch.unit_parents.push((unit, parented));
        let coded = Coded {
            from,
            code: row.code,
        };
        self.batch.unit_codes.push((unit, coded));
        let named = Named {
            from,
            name: row.name,
            kind: row.kind,
        };
        self.batch.unit_names.push((unit, named));
    }

    fn unit_fault(&mut self, row: &UnitRow, column: usize, error: Error) {
        self.lost.names([&*row.id, &*row.code]);
        self.row_fault(row.stand, Some(column), error);
    }

    fn unit_id(&mut self, row: &UnitRow, id: &str) -> Option<UnitIx> {
        match self.batch.units.intern(id) {
            Ok(unit) => Some(unit),
            Err(error) => {
                self.unit_fault(row, super::schema::units::ID, error);
                None
            }
        }
    }

    fn parent(&mut self, row: &UnitRow) -> Parsed<Option<UnitIx>> {
        use super::schema::units::{PARENT, PARENT_CODE};
        let (text, column) = if row.parent.is_empty() {
            (&row.parent_code, PARENT_CODE)
        } else {
            (&row.parent, PARENT)
        };
        if text.is_empty() {
            return Ok(None);
        }
        match self.find_unit(text) {
            Ok((unit, restored)) => {
                if let Some(code) = restored {
                    self.note_restored(row.stand, column, text, &code);
                }
                Ok(Some(unit))
            }
            Err(error) => {
                self.unit_fault(row, column, error);
                Err(Bad)
            }
        }
    }

    /// Codes in the table itself that a spreadsheet took for numbers: digits
    /// come back; zeros too, where the other codes of the level show how many.
    /// So do ids that stand for codes; those of digits alone stay as they are.
    fn mend_codes(&mut self, rows: &mut [UnitRow]) {
        use super::schema::units::{CODE, ID};
        let full: Set<Code> = rows
            .iter()
            .filter(|row| national_length(row.level) == Some(row.code.len()))
            .filter_map(|row| row.level)
            .collect();
        let padded = |digits: String, row: &UnitRow| match national_length(row.level) {
            Some(length) if row.level.is_some_and(|level| full.contains(&level)) => {
                format!("{digits:0>length$}")
            }
            _ => digits,
        };
        let ids: HashSet<String> = rows.iter().map(|row| row.id.clone()).collect();
        for row in rows {
            if let Some(id) = national_id(row)
                && !ids.contains(&id)
            {
                self.note_restored(row.stand, ID, &row.id, &id);
                row.id = id;
            }
            let Some(digits) = cell::digits_of_number(&row.code) else {
                continue;
            };
            let digits = padded(digits, row);
            if digits != row.code {
                self.note_restored(row.stand, CODE, &row.code, &digits);
                row.code = digits;
            }
        }
    }

    fn note_restored(&mut self, stand: Stand, column: usize, text: &str, code: &str) {
        let at = self.place(stand, Some(column));
        self.notes.push(
            Error::new(ErrorKind::RestoredCode)
                .found(text)
                .expected(code)
                .at(at),
        );
    }

    /// A unit by id, by code, or by what a spreadsheet left of its code.
    fn find_unit(&self, text: &str) -> Result<(UnitIx, Option<String>), Error> {
        if let Some(unit) = self.batch.units.find(text) {
            return Ok((unit, None));
        }
        let unknown = || {
            Error::new(ErrorKind::UnknownReference)
                .found(text)
                .expected("unit")
        };
        let words = &self.unit_words;
        let restored = match words.codes.contains_key(text) {
            true => None,
            false => Some(
                words
                    .restored(text, &self.batch.units)
                    .ok_or_else(unknown)?,
            ),
        };
        let code = restored.as_deref().unwrap_or(text);
        match words.codes.get(code).map_or(&[][..], Vec::as_slice) {
            [] => match self.batch.units.find(code) {
                Some(unit) => Ok((unit, restored)),
                None => Err(unknown()),
            },
            [unit] => Ok((*unit, restored)),
            several => {
                let mut ids: Vec<&str> = several
                    .iter()
                    .map(|unit| self.batch.units.text(*unit))
                    .collect();
                ids.order();
                Err(Error::new(ErrorKind::AmbiguousCode)
                    .found(text)
                    .expected(ids.join(", ")))
            }
        }
    }

    /// The unit that a cell refers to; none where it is empty.
    pub fn unit(&mut self, row: &Row<'_>, column: usize) -> Parsed<Option<UnitIx>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some((unit, false)) = self.unit_words.memo.get(text) {
            return Ok(Some(unit));
        }
        match self.find_unit(text) {
            Ok((unit, restored)) => {
                if let Some(code) = &restored {
                    self.note_restored((self.file, row.record.line), column, text, code);
                }
                self.unit_words.memo.put(text, (unit, restored.is_some()));
                Ok(Some(unit))
            }
            Err(error) => self.fault(row, column, error),
        }
    }
}
