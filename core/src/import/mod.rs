//! Import: tables of CSV to one batch of facts. It gives every fault of every
//! table in one pass, and applies nothing where there is one.
//!
//! ```
//! use noidai::import::{Options, Source, tables};
//! let people = "Mã người;Họ và tên;Ngày sinh\np1;Nguyễn Thị Bé;1967\n";
//! let source = Source { file: "people.csv", bytes: people.as_bytes() };
//! let imported = tables(&[source], &Options::default()).map_err(|faults| faults.first)?;
//! assert_eq!(imported.batch.persons.len(), 1);
//! # Ok::<(), Vec<noidai::Error>>(())
//! ```

mod cell;
pub mod export;
mod header;
mod record;
mod rows;
pub mod schema;
#[cfg(test)]
mod tests;
mod units;
mod values;
mod words;

use crate::{
    Error, ErrorKind,
    error::At,
    event::{Batch, Vocabulary},
    registry::Column,
};
use schema::Table;
use values::{Importer, Row};

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, such as `people-2.csv`.
    pub file: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What the caller allows, and the words that it knows beforehand.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Codes of sensitive flags that are let in.
    pub allow_sensitive: Vec<String>,
    /// Whether ids may look like identity or phone numbers.
    pub allow_personal_ids: bool,
    /// Catalogues, platforms and flags besides those of the tables.
    pub vocabulary: Vocabulary,
}

/// A batch read from tables, and where each of its facts stood.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The facts.
    pub batch: Batch,
    /// What was left out or mended: unknown columns, rows of totals, restored
    /// codes. The first 1,000.
    pub notes: Vec<Error>,
    /// How many notes there were.
    pub note_count: u64,
    rows: Vec<Vec<(u16, u32)>>,
    files: Vec<File>,
}

/// The faults of tables, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// How many there are.
    pub count: u64,
    /// The first 1,000.
    pub first: Vec<Error>,
}

/// How many faults or notes are kept.
pub const MOST_KEPT: usize = 1000;
/// Most bytes of one cell.
pub const LARGEST_CELL: usize = 1 << 20;

#[derive(Clone, Debug, Default)]
struct File {
    name: String,
    /// The headers as the file has them, by column of the schema.
    headers: Vec<String>,
}

impl From<Error> for Faults {
    fn from(error: Error) -> Self {
        Self {
            count: 1,
            first: vec![error],
        }
    }
}

impl Faults {
    /// Counts a fault, and keeps it if it is one of the first.
    pub fn push(&mut self, error: Error) {
        self.count += 1;
        if self.first.len() < MOST_KEPT {
            self.first.push(error);
        }
    }
}

impl Imported {
    /// Where the fact at a position of a column of the batch stood: for a
    /// [`Finding`](crate::registry::Finding) of the registry.
    pub fn place(&self, column: Column, index: usize) -> At {
        let row = self
            .rows
            .get(column as usize)
            .and_then(|rows| rows.get(index));
        match row {
            None => At::Unplaced,
            Some((file, row)) => At::Cell {
                file: self
                    .files
                    .get(usize::from(*file))
                    .map_or_else(String::new, |file| file.name.clone()),
                row: u64::from(*row),
                column: String::new(),
            },
        }
    }
}

/// Reads tables into one batch. Identical rows are one fact. What contradicts
/// itself between rows is for [`Registry::fold`](crate::Registry::fold) to
/// find, and for [`Imported::place`] to locate.
///
/// # Errors
///
/// Every fault of every table.
pub fn tables(sources: &[Source<'_>], options: &Options) -> Result<Imported, Faults> {
    let mut importer = Importer::new(options);
    let mut order: Vec<(usize, &'static Table, &Source<'_>)> = Vec::new();
    for source in sources {
        importer.files.push(File {
            name: source.file.to_owned(),
            headers: Vec::new(),
        });
        let number = importer.files.len() - 1;
        if number > usize::from(u16::MAX) {
            importer.faults.push(
                Error::new(ErrorKind::TooLarge)
                    .found("files")
                    .expected("65536"),
            );
            break;
        }
        match Table::of_file(source.file) {
            Some(table) => order.push((number, table, source)),
            None => importer.faults.push(
                Error::new(ErrorKind::WrongTable)
                    .found(source.file)
                    .expected(Table::names())
                    .at(At::Cell {
                        file: source.file.to_owned(),
                        row: 0,
                        column: String::new(),
                    }),
            ),
        }
    }
    for table in schema::TABLES {
        for (number, _, source) in order.iter().filter(|(_, own, _)| own.name == table.name) {
            importer.file = u16::try_from(*number).unwrap_or(u16::MAX);
            read(&mut importer, table, source.bytes);
        }
        match table.name {
            "units" => importer.finish_units(),
            "skills" => importer.finish_skills(),
            _ => {}
        }
    }
    if importer.faults.count > 0 {
        return Err(importer.faults);
    }
    Ok(Imported {
        batch: importer.batch,
        notes: importer.notes.first,
        note_count: importer.notes.count,
        rows: importer.rows,
        files: importer.files,
    })
}

/// Reads one file.
fn read(importer: &mut Importer<'_>, table: &'static Table, bytes: &[u8]) {
    let text = match crate::text::decode(bytes) {
        Ok((text, _)) => text,
        Err(bad) => return importer.bad_bytes(bytes, &bad),
    };
    if text.trim().is_empty() {
        return importer.fault_at(0, None, Error::new(ErrorKind::EmptyFile));
    }
    let header = header::find(&text, table);
    importer.set_headers(table, &header);
    let mut usable = true;
    for doubled in &header.doubled {
        usable = false;
        let name = table.columns.get(*doubled).map_or("", |column| column.name);
        let error = Error::new(ErrorKind::DoubledColumn).found(name);
        importer.fault_at(header.line, Some(*doubled), error);
    }
    for (column, cell) in table.columns.iter().zip(&header.columns) {
        if column.required && *cell == header::ABSENT {
            usable = false;
            let expected = format!("{} ({})", column.name, column.vi);
            let error = Error::new(ErrorKind::MissingColumn).expected(expected);
            importer.fault_at(header.line, None, error);
        }
    }
    importer.note_unknown_columns(table, &header);
    if !usable {
        return;
    }
    let Some(take) = rows::of(table) else { return };
    let mut reader = record::Reader::new(&text, header.delimiter);
    for _ in 0..=header.before {
        reader.next();
    }
    while let Some(record) = reader.next() {
        let row = Row {
            record: &record,
            table,
            columns: &header.columns,
        };
        if importer.is_fit(&row, header.cells.len()) {
            // Faults are kept by the importer; the row is not used then.
            let _ = take(importer, &row);
        }
    }
}
