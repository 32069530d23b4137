//! The state of an import: what was read, and what is wrong with it.

use super::{
    Faults, LARGEST_CELL, Options, aside, cell,
    header::{Columns, Header},
    lookups::Lookups,
    mapped::Mapped,
    places::{Places, Stand},
    record::Record,
    rows::{ByCode, CatalogueRows},
    schema::Table,
    units::{UnitRow, UnitWords},
    words::{LISTS, Memo},
};
use crate::order::Map;
use crate::{
    Error, ErrorKind,
    error::At,
    event::{Batch, Code, lines::Defined},
    hashed::HashSet,
    registry::Column,
    text::{BadBytes, BadBytesReason, Encoding, detect_bom},
};

/// A fault was kept; the row is not used.
pub(super) struct Bad;
pub(super) type Parsed<T> = Result<T, Bad>;

/// A row of a table.
pub(super) struct Row<'r> {
    pub record: &'r Record<'r>,
    pub table: &'static Table,
    pub columns: &'r Columns,
}

impl<'r> Row<'r> {
    /// The cell of a column of the schema as it stands.
    pub fn raw(&self, column: usize) -> &'r str {
        self.record.cell(self.columns.at(column))
    }

    /// The cell of a column of the schema, own words translated; empty where
    /// the file lacks it.
    pub fn cell(&self, column: usize) -> &'r str {
        let text = cell::trimmed(self.record.cell(self.columns.at(column)));
        if self.columns.is_mapped {
            self.columns.mapped(column, text)
        } else {
            text
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    pub name: String,
    pub table: Option<&'static Table>,
    /// The headers as the file has them, by column of the schema.
    pub headers: Vec<String>,
    /// Header and delimiter, once found.
    pub header: Option<Header>,
}

/// What faults have taken away: what refers to it is a consequence, and no fault of
/// its own.
#[derive(Default)]
pub(super) struct Lost {
    /// A whole file.
    pub file: bool,
    /// Rows, by what stands in their first two cells: ids and codes.
    ids: HashSet<String>,
}

impl Lost {
    pub fn row(&mut self, row: &Row<'_>) {
        self.names([row.cell(0), row.cell(1)]);
    }

    /// The ids and codes of a row.
    pub fn names(&mut self, names: [&str; 2]) {
        let known = names.into_iter().filter(|name| !name.is_empty());
        self.ids.extend(known.map(str::to_owned));
    }

    /// Whether something that is not there may have been lost.
    pub fn has(&self, id: &str) -> bool {
        self.file || self.ids.contains(id)
    }
}

/// The state of an import.
pub(super) struct Importer {
    pub options: Options,
    pub batch: Batch,
    pub faults: Faults,
    pub notes: Faults,
    /// What faults have taken away.
    pub lost: Lost,
    /// Rows set aside, each with its reasons.
    pub aside: aside::Rows,
    pub places: Vec<Places>,
    pub files: Vec<File>,
    pub file: u16,
    pub unit_rows: Vec<UnitRow>,
    pub unit_words: UnitWords,
    pub catalogues: Map<String, CatalogueRows>,
    pub platforms: ByCode<crate::platform::Platform>,
    pub flags: ByCode<crate::event::Flag>,
    /// The words that tables have defined.
    pub defined: HashSet<Defined>,
    pub lookups: Lookups,
    /// Rows of a table that is not one of facts.
    pub cells: Vec<(u32, Vec<String>)>,
    pub lists: [Memo<Code>; LISTS],
    /// What of the mapping the files have.
    pub mapped: Mapped,
    /// Bytes of the files, and of what was laid down, as they are counted beforehand.
    pub counted: u64,
}

/// What a row takes besides its texts: its facts, their places, the numbers of its ids.
pub(super) const OF_A_ROW: u64 = 128;

impl Importer {
    pub fn new(options: Options) -> Self {
        let batch = Batch {
            vocabulary: options.vocabulary.clone(),
            ..Batch::default()
        };
        Self {
            options,
            batch,
            faults: Faults::default(),
            notes: Faults::default(),
            lost: Lost::default(),
            aside: Map::new(),
            places: Vec::new(),
            files: Vec::new(),
            file: 0,
            unit_rows: Vec::new(),
            unit_words: UnitWords::default(),
            catalogues: Map::new(),
            platforms: Map::new(),
            flags: Map::new(),
            defined: HashSet::default(),
            lookups: Lookups::default(),
            cells: Vec::new(),
            lists: core::array::from_fn(|_| Memo::default()),
            mapped: Mapped::default(),
            counted: 0,
        }
    }

    /// Counts what is about to be laid down: so many bytes of text in so many rows.
    ///
    /// # Errors
    ///
    /// It is more than the budget.
    pub fn count(&mut self, bytes: u64, rows: u64) -> Result<(), Error> {
        let rows = rows.saturating_mul(OF_A_ROW);
        self.counted = self.counted.saturating_add(bytes).saturating_add(rows);
        self.options.check_budget(self.counted)
    }

    /// The place of a cell, or of a row where no column is given.
    pub fn place(&self, (file, line): Stand, column: Option<usize>) -> At {
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

    /// Keeps a fault because of which a file is not read at all.
    pub fn lose_file(&mut self, error: Error) {
        self.lost.file = true;
        self.faults.push(error);
    }

    /// Keeps a fault of the present file as a whole.
    pub fn file_fault(&mut self, line: u32, column: Option<usize>, error: Error) {
        self.lost.file = true;
        let at = self.place((self.file, line), column);
        self.faults.push(error.at(at));
    }

    /// Keeps a fault of a row; where rows are set aside, the row goes. What refers to a
    /// row that has a fault itself is told where rows go, and is a mere consequence else.
    pub fn row_fault(&mut self, stand: Stand, column: Option<usize>, error: Error) {
        let found = error.found_text(true).unwrap_or_default();
        let follows = error.kind() == ErrorKind::UnknownReference && self.lost.has(found);
        if self.options.set_aside || !follows {
            let error = error.at(self.place(stand, column));
            self.keep(stand, error);
        }
    }

    /// Keeps a fault that is placed, of a row.
    pub fn keep(&mut self, stand: Stand, error: Error) {
        if self.options.set_aside {
            self.aside.change(stand, |reasons| reasons.push(error));
        } else {
            self.faults.push(error);
        }
    }

    /// Keeps a fault of a cell.
    pub fn fault<T>(&mut self, row: &Row<'_>, column: usize, error: Error) -> Parsed<T> {
        self.row_fault((self.file, row.record.line), Some(column), error);
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

    /// A cell that must be filled and is not.
    pub fn missing<T>(&mut self, row: &Row<'_>, column: usize) -> Parsed<T> {
        let expected = row
            .table
            .columns
            .get(column)
            .map_or("", |c| match c.example {
                "" => c.name,
                example => example,
            });
        let error = Error::new(ErrorKind::MissingValue).expected(expected);
        self.fault(row, column, error)
    }

    /// Remembers where a fact stood.
    pub fn stood(&mut self, column: Column, row: &Row<'_>) {
        self.stood_at(column, (self.file, row.record.line));
    }

    pub fn stood_at(&mut self, column: Column, stand: Stand) {
        let at = column as usize;
        if self.places.len() <= at {
            self.places.resize_with(at + 1, Places::default);
        }
        if let Some(places) = self.places.get_mut(at) {
            places.push(stand);
        }
    }

    pub fn bad_bytes(&mut self, bytes: &[u8], bad: &BadBytes) {
        self.lost.file = true;
        let file = self.files.get(usize::from(self.file));
        let file = file.map_or("", |file| &file.name);
        let encoding = match detect_bom(bytes) {
            Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        };
        self.faults.push(encoding_fault(file, bad, encoding));
    }

    /// Notes the columns that mean nothing here.
    pub fn note_unknown_columns(&mut self, table: &Table, header: &Header) {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        for at in &header.unknown {
            let name = header.cells.get(*at).cloned().unwrap_or_default();
            let mut place = self.place((self.file, header.line), None);
            if let At::Cell { column, .. } = &mut place {
                column.clone_from(&name);
            }
            self.notes.push(
                Error::new(ErrorKind::UnknownColumn)
                    .found(name)
                    .expected(names.join(", "))
                    .at(place),
            );
        }
    }

    /// Whether a row is marked to be dropped; what else stands there is a fault.
    pub fn is_dropped(&mut self, record: &Record<'_>, cell: Option<usize>) -> bool {
        let text = cell.map_or("", |at| record.cell(at).trim());
        if text.is_empty() {
            return false;
        }
        let stand = (self.file, record.line);
        let mut at = self.place(stand, None);
        let said = cell::yes_no(text);
        if said == Some(true) {
            self.notes.push(Error::new(ErrorKind::DroppedRow).at(at));
        } else if said.is_none() {
            if let At::Cell { column, .. } = &mut at {
                aside::DROP.clone_into(column);
            }
            let error = Error::new(ErrorKind::UnknownValue).found(text);
            self.keep(stand, error.expected("x").at(at));
        }
        said != Some(false)
    }

    /// Whether the row is one of facts and whole.
    pub fn is_fit(&mut self, row: &Row<'_>, width: usize) -> bool {
        let record = row.record;
        let stand = (self.file, record.line);
        let Some(first) = record.cells().find(|cell| !cell.trim().is_empty()) else {
            return false;
        };
        if record.unclosed {
            self.row_fault(stand, None, Error::new(ErrorKind::UnclosedQuote));
            return false;
        }
        if record.text.len() > LARGEST_CELL
            && let Some(size) = record.spans.iter().map(|(a, b)| b - a).max()
            && size > LARGEST_CELL
        {
            let error = Error::new(ErrorKind::FieldTooLarge)
                .found(size.to_string())
                .expected(LARGEST_CELL.to_string());
            self.row_fault(stand, None, error);
            return false;
        }
        if cell::is_total(first) {
            let at = self.place(stand, None);
            self.notes.push(Error::new(ErrorKind::TotalRow).at(at));
            return false;
        }
        if record.spans.len() != width {
            let error = Error::new(ErrorKind::RaggedRow)
                .found(record.spans.len().to_string())
                .expected(width.to_string());
            self.row_fault(stand, None, error);
            return false;
        }
        if !record.text.contains('#') {
            return true;
        }
        let mut fit = true;
        for column in 0..row.table.columns.len() {
            let text = record.cell(row.columns.at(column));
            if cell::is_spreadsheet_fault(text) {
                fit = false;
                let error = Error::new(ErrorKind::SpreadsheetFault).found(text.trim());
                self.row_fault(stand, Some(column), error);
            }
        }
        fit
    }
}

/// The fault of a byte that is not of its file's encoding.
pub(super) fn encoding_fault(file: &str, bad: &BadBytes, encoding: &str) -> Error {
    let error = match bad.reason {
        BadBytesReason::Nul => Error::new(ErrorKind::NulByte),
        _ => Error::new(ErrorKind::BadEncoding)
            .found(format!("{:#04x}", bad.byte))
            .expected(encoding),
    };
    error.at(At::Byte {
        file: file.to_owned(),
        offset: u64::try_from(bad.offset).unwrap_or(u64::MAX),
    })
}
