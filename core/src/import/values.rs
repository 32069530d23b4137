//! What the cells of a row hold: ids, days, words, texts.

use super::{
    cell,
    importer::{Bad, Importer, Parsed, Row},
    schema::Column,
    words::{self, List},
};
use crate::{
    Day, Error, ErrorKind,
    event::{Batch, Code, TextRef},
    id::{Dense, Ids},
    person::Birth,
    text::{fold, number, tidy},
    time::Spell,
};

impl Importer {
    /// An id, of this row or of something else; empty is a fault.
    pub fn id<Ix: Dense>(
        &mut self,
        row: &Row<'_>,
        column: usize,
        ids: fn(&mut Batch) -> &mut Ids<Ix>,
    ) -> Parsed<Ix> {
        match self.maybe_id(row, column, ids)? {
            Some(id) => Ok(id),
            None => self.missing(row, column),
        }
    }

    pub fn maybe_id<Ix: Dense>(
        &mut self,
        row: &Row<'_>,
        column: usize,
        ids: fn(&mut Batch) -> &mut Ids<Ix>,
    ) -> Parsed<Option<Ix>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        let ids = ids(&mut self.batch);
        let before = ids.len();
        let made = ids.intern(text);
        let new = ids.len() > before;
        match made {
            Err(error) => self.fault(row, column, error),
            Ok(_) if new && !self.options.allow_personal_ids && crate::id::looks_personal(text) => {
                let error = Error::new(ErrorKind::IdLooksPersonal).found_personal(text);
                self.fault(row, column, error)
            }
            Ok(ix) => Ok(Some(ix)),
        }
    }

    pub fn day(&mut self, row: &Row<'_>, column: usize) -> Parsed<Option<Day>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(day) = Day::parse_iso(text.as_bytes()) {
            return Ok(Some(day));
        }
        let month_first = row.columns.is_month_first(column);
        match cell::day(text, month_first) {
            Ok(day) => Ok(Some(day)),
            Err(kind) => {
                let order = if month_first { "m/d/yyyy" } else { "d/m/yyyy" };
                self.value(row, column, kind, order)
            }
        }
    }

    pub fn birth(&mut self, row: &Row<'_>, column: usize) -> Parsed<Birth> {
        match cell::year(row.cell(column)) {
            Some(year) => Ok(Birth::Year(year)),
            None => Ok(self.day(row, column)?.map_or(Birth::Unknown, Birth::Day)),
        }
    }

    pub fn spell(&mut self, row: &Row<'_>, from: usize, until: usize) -> Parsed<Spell> {
        let (begin, end) = (self.day(row, from), self.day(row, until));
        let spell = Spell {
            from: begin?,
            until: end?,
        };
        match (spell.from, spell.until) {
            (Some(begin), Some(end)) if end <= begin => {
                let error = Error::new(ErrorKind::EndsBeforeBegins)
                    .found(end.to_string())
                    .expected(begin.to_string());
                self.fault(row, until, error)
            }
            _ => Ok(spell),
        }
    }

    /// A word of an open list; none where the cell is empty.
    pub fn word(&mut self, row: &Row<'_>, column: usize, list: List) -> Parsed<Code> {
        let text = row.cell(column);
        if text.is_empty() {
            let required = row.table.columns.get(column).is_some_and(|c| c.required);
            return if required {
                self.missing(row, column)
            } else {
                Ok(Code::NONE)
            };
        }
        if let Some(memo) = self.lists.get_mut(list as usize)
            && let Some(code) = memo.get(text)
        {
            return Ok(code);
        }
        let tidied = tidy(text);
        // Built-in words alone, so that no word depends on those before it.
        let known = if list == List::Name {
            None
        } else {
            let folded = fold(&tidied);
            words::synonym(list, &folded)
                .or_else(|| self.batch.vocabulary.find(&folded.replace(' ', "-")))
                .filter(|code| code.is_built_in())
        };
        let code = match known {
            Some(code) => code,
            None => match self.batch.vocabulary.code(&tidied) {
                Ok(code) => code,
                Err(error) => return self.fault(row, column, error),
            },
        };
        if let Some(memo) = self.lists.get_mut(list as usize) {
            memo.put(text, code);
        }
        Ok(code)
    }

    /// A text, tidied; empty is a fault where the column is required.
    pub fn text(&mut self, row: &Row<'_>, column: usize) -> Parsed<String> {
        let text = row.cell(column);
        if text.is_empty() && row.table.columns.get(column).is_some_and(|c| c.required) {
            return self.missing(row, column);
        }
        Ok(tidy(text).into_owned())
    }

    /// A personal text, laid down in the batch.
    pub fn personal(&mut self, row: &Row<'_>, column: usize) -> Parsed<TextRef> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(TextRef::default());
        }
        match self.batch.text(&tidy(text)) {
            Ok(text) => Ok(text),
            Err(error) => self.fault(row, column, error),
        }
    }

    pub fn yes_no(&mut self, row: &Row<'_>, column: usize) -> Parsed<Option<bool>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        match cell::yes_no(text) {
            Some(answer) => Ok(Some(answer)),
            None => self.value(row, column, ErrorKind::UnknownValue, "x, có, không"),
        }
    }

    /// A whole number from 1 to a greatest one.
    pub fn position(&mut self, row: &Row<'_>, column: usize, most: u64) -> Parsed<Option<u64>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        match number::whole(text) {
            None => self.value(row, column, ErrorKind::BadNumber, ""),
            Some(number) if (1..=most).contains(&number) => Ok(Some(number)),
            Some(_) => self.value(row, column, ErrorKind::OutOfRange, format!("1–{most}")),
        }
    }

    /// The one owner of a row that names one of several.
    pub fn one_of<T>(&mut self, row: &Row<'_>, columns: &[usize], owners: &[Option<T>]) -> Parsed<T>
    where
        T: Copy,
    {
        let mut given = owners.iter().flatten();
        if let (Some(owner), None) = (given.next(), given.next()) {
            return Ok(*owner);
        }
        let name = |at: &usize| row.table.columns.get(*at).map(|c: &Column| c.name);
        let all: Vec<&str> = columns.iter().filter_map(name).collect();
        let filled: Vec<&str> = columns
            .iter()
            .zip(owners)
            .filter(|(_, owner)| owner.is_some())
            .filter_map(|(at, _)| name(at))
            .collect();
        let error = match filled.is_empty() {
            true => Error::new(ErrorKind::MissingValue).expected(all.join(", ")),
            false => Error::new(ErrorKind::NotOne)
                .found(filled.join(", "))
                .expected(all.join(", ")),
        };
        self.fault(row, columns.first().copied().unwrap_or(0), error)
    }
}

/// Both or nothing.
pub(super) fn at_most_one<T>(one: Option<T>, other: Option<T>) -> Result<Option<T>, Bad> {
    match (one, other) {
        (Some(_), Some(_)) => Err(Bad),
        (one, other) => Ok(one.or(other)),
    }
}
