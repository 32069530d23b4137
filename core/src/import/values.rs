//! Reading the cells of a row, and keeping what is wrong with them.

use super::{
    Faults, File, LARGEST_CELL, Options, cell,
    header::{ABSENT, Header},
    record::Record,
    schema::{self, Table},
    units::{UnitRow, UnitWords},
    words::{self, LISTS, List, Memo},
};
use crate::{
    Day, Error, ErrorKind,
    error::At,
    event::{Batch, Code, TextRef},
    id::{Dense, Ids},
    person::Birth,
    platform::PlatformIx,
    registry::Column,
    skill::{Catalogue, SkillIx},
    text::{BadBytes, BadBytesReason, Encoding, detect_bom, fold, tidy},
    time::Spell,
};

/// A fault was kept; the row is not used.
pub(super) struct Bad;
pub(super) type Parsed<T> = Result<T, Bad>;

/// A row of a table.
pub(super) struct Row<'r> {
    pub record: &'r Record<'r>,
    pub table: &'static Table,
    pub columns: &'r [usize],
}

impl<'r> Row<'r> {
    /// The cell of a column of the schema; empty where the file lacks it.
    pub fn cell(&self, column: usize) -> &'r str {
        match self.columns.get(column) {
            Some(at) if *at != ABSENT => cell::trimmed(self.record.cell(*at)),
            _ => "",
        }
    }
}

/// The state of an import.
pub(super) struct Importer<'o> {
    pub options: &'o Options,
    pub batch: Batch,
    pub faults: Faults,
    pub notes: Faults,
    pub rows: Vec<Vec<(u16, u32)>>,
    pub files: Vec<File>,
    pub file: u16,
    pub unit_rows: Vec<UnitRow>,
    pub unit_words: UnitWords,
    pub catalogues: Vec<(Catalogue, u16, u32)>,
    pub catalogue_memo: Memo<usize>,
    pub skill_memo: Vec<Memo<SkillIx>>,
    pub level_memo: Vec<Memo<u8>>,
    pub platform_memo: Memo<PlatformIx>,
    pub lists: [Memo<Code>; LISTS],
}

impl<'o> Importer<'o> {
    pub fn new(options: &'o Options) -> Self {
        let batch = Batch {
            vocabulary: options.vocabulary.clone(),
            ..Batch::default()
        };
        Self {
            options,
            batch,
            faults: Faults::default(),
            notes: Faults::default(),
            rows: Vec::new(),
            files: Vec::new(),
            file: 0,
            unit_rows: Vec::new(),
            unit_words: UnitWords::default(),
            catalogues: Vec::new(),
            catalogue_memo: Memo::default(),
            skill_memo: Vec::new(),
            level_memo: Vec::new(),
            platform_memo: Memo::default(),
            lists: core::array::from_fn(|_| Memo::default()),
        }
    }

    pub fn place(&self, file: u16, line: u32, column: Option<usize>) -> At {
        let file = self.files.get(usize::from(file));
        At::Cell {
            file: file.map_or_else(String::new, |file| file.name.clone()),
            row: u64::from(line),
            column: file
                .zip(column)
                .and_then(|(file, column)| file.headers.get(column))
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// Keeps a fault of the present file.
    pub fn fault_at(&mut self, line: u32, column: Option<usize>, error: Error) {
        let at = self.place(self.file, line, column);
        self.faults.push(error.at(at));
    }

    /// Keeps a fault of a cell.
    pub fn fault<T>(&mut self, row: &Row<'_>, column: usize, error: Error) -> Parsed<T> {
        self.fault_at(row.record.line, Some(column), error);
        Err(Bad)
    }

    /// Keeps a fault of a cell whose value is repeated unless it is personal.
    pub fn value<T>(
        &mut self,
        row: &Row<'_>,
        column: usize,
        kind: ErrorKind,
        expected: impl Into<String>,
    ) -> Parsed<T> {
        let found = row.cell(column);
        let personal = row.table.columns.get(column).is_some_and(|c| c.personal);
        let error = Error::new(kind).expected(expected);
        let error = if personal {
            error.found_personal(found)
        } else {
            error.found(found)
        };
        self.fault(row, column, error)
    }

    /// Remembers where a fact stood.
    pub fn stood(&mut self, column: Column, row: &Row<'_>) {
        self.stood_at(column, self.file, row.record.line);
    }

    pub fn stood_at(&mut self, column: Column, file: u16, line: u32) {
        let at = column as usize;
        if self.rows.len() <= at {
            self.rows.resize_with(at + 1, Vec::new);
        }
        if let Some(rows) = self.rows.get_mut(at) {
            rows.push((file, line));
        }
    }

    pub fn bad_bytes(&mut self, bytes: &[u8], bad: &BadBytes) {
        let at = At::Byte {
            file: self
                .files
                .get(usize::from(self.file))
                .map_or_else(String::new, |file| file.name.clone()),
            offset: u64::try_from(bad.offset).unwrap_or(u64::MAX),
        };
        let encoding = match detect_bom(bytes) {
            Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        };
        let error = match bad.reason {
            BadBytesReason::Nul => Error::new(ErrorKind::NulByte),
            _ => Error::new(ErrorKind::BadEncoding)
                .found(format!("{:#04x}", bad.byte))
                .expected(encoding),
        };
        self.faults.push(error.at(at));
    }

    pub fn set_headers(&mut self, table: &Table, header: &Header) {
        let headers = table
            .columns
            .iter()
            .zip(&header.columns)
            .map(|(column, at)| {
                header
                    .cells
                    .get(*at)
                    .cloned()
                    .unwrap_or_else(|| column.name.to_owned())
            })
            .collect();
        if let Some(file) = self.files.get_mut(usize::from(self.file)) {
            file.headers = headers;
        }
    }

    pub fn note_unknown_columns(&mut self, table: &Table, header: &Header) {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        for at in &header.unknown {
            let name = header.cells.get(*at).cloned().unwrap_or_default();
            let mut place = self.place(self.file, header.line, None);
            if let At::Cell { column, .. } = &mut place {
                column.clone_from(&name);
            }
            self.notes.push(
                Error::new(ErrorKind::UnknownValue)
                    .found(name)
                    .expected(names.join(", "))
                    .at(place),
            );
        }
    }

    /// Whether the row is one of facts and whole.
    pub fn is_fit(&mut self, row: &Row<'_>, width: usize) -> bool {
        let record = row.record;
        let Some(first) = record.cells().find(|cell| !cell.trim().is_empty()) else {
            return false;
        };
        if record.unclosed {
            self.fault_at(record.line, None, Error::new(ErrorKind::UnclosedQuote));
            return false;
        }
        if record.text.len() > LARGEST_CELL
            && let Some(size) = record.spans.iter().map(|(a, b)| b - a).max()
            && size > LARGEST_CELL
        {
            let error = Error::new(ErrorKind::FieldTooLarge)
                .found(size.to_string())
                .expected(LARGEST_CELL.to_string());
            self.fault_at(record.line, None, error);
            return false;
        }
        if cell::is_total(first) {
            let at = self.place(self.file, record.line, None);
            self.notes.push(Error::new(ErrorKind::TotalRow).at(at));
            return false;
        }
        if record.spans.len() != width {
            let error = Error::new(ErrorKind::RaggedRow)
                .found(record.spans.len().to_string())
                .expected(width.to_string());
            self.fault_at(record.line, None, error);
            return false;
        }
        let mut fit = true;
        for (column, at) in row.columns.iter().enumerate() {
            let text = record.cell(*at);
            if text.as_bytes().first().is_some_and(|byte| *byte == b'#')
                && cell::is_spreadsheet_fault(text)
            {
                fit = false;
                let error = Error::new(ErrorKind::SpreadsheetFault).found(text.trim());
                self.fault_at(record.line, Some(column), error);
            }
        }
        fit
    }

    fn missing<T>(&mut self, row: &Row<'_>, column: usize) -> Parsed<T> {
        let example = row.table.columns.get(column).map_or("", |c| c.example);
        let expected = match example {
            "" => row.table.columns.get(column).map_or("", |c| c.name),
            example => example,
        };
        self.fault(
            row,
            column,
            Error::new(ErrorKind::MissingValue).expected(expected),
        )
    }

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
        match cell::day(text) {
            Ok(day) => Ok(Some(day)),
            Err(kind) => self.value(row, column, kind, "d/m/yyyy"),
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
        let known = if list == List::Name {
            None
        } else {
            let folded = fold(&tidied);
            words::synonym(list, &folded)
                .or_else(|| self.batch.vocabulary.find(&folded.replace(' ', "-")))
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

    /// The one owner of a row that names one of several.
    pub fn one_of<T>(&mut self, row: &Row<'_>, columns: &[usize], owners: &[Option<T>]) -> Parsed<T>
    where
        T: Copy,
    {
        let mut given = owners.iter().flatten();
        match (given.next(), given.next()) {
            (Some(owner), None) => Ok(*owner),
            (first, _) => {
                let names: Vec<&str> = columns
                    .iter()
                    .filter_map(|at| row.table.columns.get(*at))
                    .map(|column: &schema::Column| column.name)
                    .collect();
                let error = match first {
                    None => Error::new(ErrorKind::MissingValue).expected(names.join(", ")),
                    Some(_) => Error::new(ErrorKind::UnknownValue)
                        .found(names.join(" + "))
                        .expected(names.join(", ")),
                };
                self.fault(row, columns.first().copied().unwrap_or(0), error)
            }
        }
    }

    pub fn catalogue(&mut self, row: &Row<'_>, column: usize) -> Parsed<Option<usize>> {
        let text = row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(at) = self.catalogue_memo.get(text) {
            return Ok(Some(at));
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.catalogues();
        let found = all.iter().position(|known| {
            known.code == text
                || [&known.code, &known.names.vi, &known.names.en]
                    .iter()
                    .any(|name| fold(name) == wanted)
        });
        match found {
            Some(at) => Ok(Some(self.catalogue_memo.put(text, at))),
            None => {
                let codes: Vec<&str> = all.iter().map(|known| known.code.as_str()).collect();
                let codes = codes.join(", ");
                self.value(row, column, ErrorKind::UnknownCatalogue, codes)
            }
        }
    }

    /// A skill of the catalogue named, or of the only one that has it.
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
        let memo = catalogue.map_or(0, |at| at + 1);
        if self.skill_memo.len() <= memo {
            self.skill_memo.resize_with(memo + 1, Memo::default);
        }
        if let Some(known) = self.skill_memo.get_mut(memo)
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
            let position = known.skills.iter().position(|skill| {
                [&skill.code, &skill.names.vi, &skill.names.en]
                    .iter()
                    .any(|name| *name == text || fold(name) == wanted)
            });
            found = found.or(position.and_then(|position| SkillIx::new(at, position)));
        }
        match found {
            Some(skill) => {
                if let Some(known) = self.skill_memo.get_mut(memo) {
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

    pub fn level(&mut self, row: &Row<'_>, column: usize, skill: SkillIx) -> Parsed<u8> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        let at = skill.catalogue();
        if self.level_memo.len() <= at {
            self.level_memo.resize_with(at + 1, Memo::default);
        }
        if let Some(memo) = self.level_memo.get_mut(at)
            && let Some(level) = memo.get(text)
        {
            return Ok(level);
        }
        let levels = self
            .batch
            .vocabulary
            .catalogues()
            .get(at)
            .map_or(&[][..], |catalogue| &catalogue.levels);
        let wanted = fold(text);
        let named = levels.iter().position(|level| {
            [&level.code, &level.names.vi, &level.names.en]
                .iter()
                .any(|name| *name == text || fold(name) == wanted)
        });
        let number = text
            .strip_suffix(".0")
            .unwrap_or(text)
            .parse::<usize>()
            .ok();
        let found = named.or(number.filter(|number| *number < levels.len()));
        match found.and_then(|level| u8::try_from(level).ok()) {
            Some(level) => {
                if let Some(memo) = self.level_memo.get_mut(at) {
                    memo.put(text, level);
                }
                Ok(level)
            }
            None => {
                let codes: Vec<&str> = levels.iter().map(|level| level.code.as_str()).collect();
                let codes = codes.join(", ");
                self.value(row, column, ErrorKind::UnknownLevel, codes)
            }
        }
    }

    pub fn platform(&mut self, row: &Row<'_>, column: usize) -> Parsed<PlatformIx> {
        let text = row.cell(column);
        if text.is_empty() {
            return self.missing(row, column);
        }
        if let Some(platform) = self.platform_memo.get(text) {
            return Ok(platform);
        }
        let wanted = fold(text);
        let all = self.batch.vocabulary.platforms();
        let code = all
            .iter()
            .find(|known| {
                [&known.code, &known.names.vi, &known.names.en]
                    .iter()
                    .any(|name| *name == text || fold(name) == wanted)
            })
            .map(|known| known.code.as_str());
        match code.and_then(|code| self.batch.vocabulary.platform(code)) {
            Some(platform) => Ok(self.platform_memo.put(text, platform)),
            None => {
                let codes: Vec<&str> = all.iter().map(|known| known.code.as_str()).collect();
                let codes = codes.join(", ");
                self.value(row, column, ErrorKind::UnknownPlatform, codes)
            }
        }
    }
}
