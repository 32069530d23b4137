//! Import: tables of CSV, and events as JSON Lines beside them (`events.jsonl`,
//! `events-*.jsonl`), to one batch of facts. It gives every fault of every
//! table in one pass, and applies nothing where there is one; or, where the
//! caller asks, it sets the faulty rows aside and uses the rest.
//!
//! ```
//! use noidai::import::{Options, Source, tables};
//! let people = "Mã người;Họ và tên;Ngày sinh\np1;Nguyễn Thị Bé;1967\n";
//! let source = Source { file: "people.csv", bytes: people.as_bytes() };
//! let imported = tables(&[source], &Options::default())?;
//! assert_eq!(imported.batch.persons.len(), 1);
//! # Ok::<(), noidai::import::Faults>(())
//! ```
//!
//! Setting aside gives the faulty rows back, complete, with their reasons:
//!
//! ```
//! use noidai::import::{Options, Source, tables};
//! let source = Source { file: "people.csv", bytes: b"id,birth\np1,1967\np2,31/2/1990\n" };
//! let options = Options { set_aside: true, ..Options::default() };
//! let imported = tables(&[source], &options)?;
//! assert_eq!(imported.batch.persons.len(), 1);
//! let aside = &imported.aside.files[0].text;
//! assert!(aside.ends_with(",p2,31/2/1990\n"));
//! # Ok::<(), noidai::import::Faults>(())
//! ```

mod aside;
mod aside_lines;
mod cell;
mod cells;
mod events;
mod header;
mod importer;
mod in_columns;
mod lookups;
mod mapped;
mod mapping;
mod old;
mod places;
mod record;
mod reforms;
mod rows;
pub mod schema;
mod spellings;
mod stands;
#[cfg(test)]
mod tests;
mod units;
mod values;
mod words;
mod work;

pub use crate::error::{Faults, MOST_KEPT};
pub use aside::Aside;
pub(crate) use cell::{digits_of_number, yes_no};
pub(crate) use cells::cells;
pub use in_columns::InColumns;
pub use mapping::{DayOrder, MappedColumn, MappedTable, MappedValue, Mapping};
pub use old::{InUnicode, in_unicode};
pub use work::{Import, Progress};

use crate::{
    Day, Error, ErrorKind, Registry,
    error::At,
    event::{Batch, Vocabulary},
    registry::Column,
};

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, such as `people-2.csv`.
    pub file: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

impl Source<'_> {
    /// How many bytes it has.
    fn size(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }
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
    /// The user's own headers and words.
    pub mapping: Mapping,
    /// Whether faulty rows are set aside, and the rest used.
    pub set_aside: bool,
    /// Whether the reasons of rows set aside repeat personal values.
    pub show_personal: bool,
    /// About how many bytes the files and what is read from them may take; none: as many
    /// as there are. Counted beforehand, row by row; past it nothing is imported.
    pub budget_bytes: Option<u64>,
}

impl Options {
    /// Refuses what takes more than the budget.
    ///
    /// # Errors
    ///
    /// There is a budget, and this is more.
    pub(crate) fn check_budget(&self, bytes: u64) -> crate::Result<()> {
        match self.budget_bytes {
            Some(budget) if bytes > budget => {
                let error = Error::new(ErrorKind::OverBudget).found(bytes.to_string());
                Err(error.expected(budget.to_string()))
            }
            _ => Ok(()),
        }
    }
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
    /// Rows set aside, where the options asked for that.
    pub aside: Aside,
    /// Whether contradictions between rows were set aside.
    is_checked: bool,
    places: Vec<places::Places>,
    files: Vec<importer::File>,
}

/// A registry made of tables, all checks made.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The registry.
    pub registry: Registry,
    /// The last day on which something began or was found.
    pub last_day: Option<Day>,
    /// What was left out or mended, and attendance of somebody who was not in the
    /// team on the day. The first 1,000.
    pub notes: Vec<Error>,
    /// How many notes there were.
    pub note_count: u64,
    /// Rows set aside, where the options asked for that.
    pub aside: Aside,
}

/// Most bytes of one cell.
pub const LARGEST_CELL: usize = 1 << 20;

impl Imported {
    /// Where the fact at a position of a column of the batch stood: for a
    /// [`Finding`](crate::registry::Finding) of the registry. [`Imported::place_of`]
    /// names the column too.
    pub fn place(&self, column: Column, index: usize) -> At {
        let stand = self
            .places
            .get(column as usize)
            .and_then(|places| places.get(index));
        let Some((file, row)) = stand else {
            return At::Unplaced;
        };
        let row = u64::from(row);
        match self.files.get(usize::from(file)) {
            None => At::Unplaced,
            Some(file) if file.table.is_none() => At::Event {
                file: file.name.clone(),
                line: row,
                path: String::new(),
            },
            Some(file) => At::Cell {
                file: file.name.clone(),
                row,
                column: String::new(),
            },
        }
    }

    /// Adds what contradicts itself between the rows that could be read, but for
    /// what follows from rows that could not.
    fn with_contradictions(mut self, mut faults: Faults, lost: &importer::Lost) -> Faults {
        let prepared = Registry::prepare(&mut self.batch, true);
        for finding in prepared.findings() {
            let follows = match finding.error.kind() {
                ErrorKind::UnknownReference => {
                    lost.has(finding.error.found_text(true).unwrap_or_default())
                }
                ErrorKind::NothingToEnd | ErrorKind::NotThatDay => true,
                _ => false,
            };
            if !follows {
                let at = self.place_of(finding);
                faults.push(finding.error.clone().at(at));
            }
        }
        faults
    }

    /// Folds the batch into a registry.
    ///
    /// # Errors
    ///
    /// Every contradiction between rows, placed where it stands.
    pub fn open(mut self) -> Result<Opened, Faults> {
        let mut faults = Faults::default();
        let last_day = self.batch.last_day();
        let prepared = Registry::prepare(&mut self.batch, !self.is_checked);
        for finding in prepared.findings() {
            let at = self.place_of(finding);
            faults.push(finding.error.clone().at(at));
        }
        if faults.count > 0 {
            return Err(faults);
        }
        let mut notes = Faults {
            count: self.note_count,
            first: core::mem::take(&mut self.notes),
        };
        for warning in Registry::warnings(&self.batch) {
            let at = self.place_of(&warning);
            notes.push(warning.error.at(at));
        }
        let registry = Registry::of_prepared(core::mem::take(&mut self.batch), prepared);
        Ok(Opened {
            registry,
            last_day,
            notes: notes.first,
            note_count: notes.count,
            aside: self.aside,
        })
    }
}

/// Reads tables into one batch. Identical rows are one fact. What contradicts
/// itself between rows is for [`Registry::fold`] to find, and for
/// [`Imported::place`] to locate; where rows are set aside, it is set aside
/// here, all rows that contradict one another and those that refer to them.
///
/// # Errors
///
/// Every fault of every table, contradictions between rows too if there is any
/// other; where rows are set aside, those that are not of
/// a row: a missing, doubled or wrong column, bytes that are not the encoding,
/// a file of no table, a fault of the mapping.
pub fn tables(sources: &[Source<'_>], options: &Options) -> Result<Imported, Faults> {
    Import::new(sources, options.clone()).finish()
}

/// Reads tables into a registry, with all checks.
///
/// # Errors
///
/// Every fault of the tables, or else every contradiction between their rows,
/// placed where it stands.
pub fn open(sources: &[Source<'_>], options: &Options) -> Result<Opened, Faults> {
    tables(sources, options)?.open()
}
