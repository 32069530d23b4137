//! Finding the header row, and what its cells mean.

use super::{
    aside,
    mapping::TableMapping,
    record::Reader,
    schema::{Kind, Table, units},
};
use crate::hashed::HashMap;

/// How far down a header is looked for.
const ROWS: usize = 6;
/// Most bytes of a row that may be a header.
pub(super) const LONGEST: usize = 1 << 16;
/// A schema column that the file lacks.
pub(super) const ABSENT: usize = usize::MAX;

/// The header of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub delimiter: u8,
    /// How many records come before it.
    pub before: usize,
    pub line: u32,
    pub cells: Vec<String>,
    /// For each column of the schema its cell, or [`ABSENT`].
    pub columns: Vec<usize>,
    /// Schema columns that two cells mean.
    pub doubled: Vec<usize>,
    /// Cells that mean nothing here.
    pub unknown: Vec<usize>,
    /// Cells of reasons that an earlier import gave, which are passed over.
    pub reasons: Vec<usize>,
    /// The cell that says which row a mended one takes the place of.
    pub origin: Option<usize>,
    /// The cell that says that a row is dropped.
    pub drop: Option<usize>,
    /// How many bytes the first row has, where they are too many for a header and no
    /// other row is one.
    pub oversized: Option<usize>,
}

/// Where the columns of the schema stand in a file, and how its own words are
/// to be read.
pub(super) struct Columns {
    at: Vec<usize>,
    /// Whether there is anything to translate.
    pub is_mapped: bool,
    values: Vec<HashMap<String, String>>,
    always: Vec<String>,
    month_first: Vec<bool>,
}

impl Columns {
    pub fn new(header: &Header, mapping: Option<&TableMapping>) -> Self {
        Self {
            at: header.columns.clone(),
            is_mapped: mapping.is_some_and(|mapping| mapping.translates),
            values: mapping.map_or_else(Vec::new, |mapping| mapping.values.clone()),
            always: mapping.map_or_else(Vec::new, |mapping| mapping.always.clone()),
            month_first: mapping.map_or_else(Vec::new, |mapping| mapping.month_first.clone()),
        }
    }

    /// The cell of a column; no record has so many where the file lacks it.
    pub fn at(&self, column: usize) -> usize {
        self.at.get(column).copied().unwrap_or(ABSENT)
    }

    /// Whether slashed days of the column are month first.
    pub fn is_month_first(&self, column: usize) -> bool {
        self.month_first.get(column).copied().unwrap_or(false)
    }

    /// A cell in the words of the schema.
    pub fn mapped<'r>(&'r self, column: usize, text: &'r str) -> &'r str {
        if text.is_empty() {
            return self.always.get(column).map_or("", String::as_str);
        }
        let Some(values) = self.values.get(column).filter(|values| !values.is_empty()) else {
            return text;
        };
        values
            .get(text)
            .or_else(|| values.get(&crate::text::fold(text)))
            .map_or(text, String::as_str)
    }
}

/// A header as it is compared.
pub(super) fn key(header: &str) -> String {
    let folded = crate::text::fold(&header.replace(['_', '-'], " "));
    folded.trim_end_matches(['*', ':', ' ']).to_owned()
}

/// The schema column that a header names.
pub(super) fn column(table: &Table, header: &str) -> Option<usize> {
    let wanted = key(header);
    table.columns.iter().position(|column| {
        key(column.name) == wanted
            || key(column.vi) == wanted
            || column.also.iter().any(|also| key(also) == wanted)
    })
}

/// The header `Mã` alone, as it is compared.
const BARE: &str = "ma";

/// Whether `Mã` alone is the id of a unit and not its code: where another column is
/// the code, or where rows tell changes, which are told of an id.
fn bare_is_id(table: &Table, cells: &[String]) -> bool {
    let others = || cells.iter().filter(|cell| key(cell) != BARE);
    let has = |wanted| others().any(|cell| column(table, cell) == Some(wanted));
    table.name == "units" && !has(units::ID) && (has(units::CODE) || has(units::SINCE))
}

/// The best header among the first rows, for each delimiter.
pub(super) fn find(text: &str, table: &Table, mapping: Option<&TableMapping>) -> Header {
    let mut best: Option<(usize, usize, Header)> = None;
    let mut oversized = None;
    for delimiter in *b",;\t" {
        let mut reader = Reader::new(delimiter);
        for before in 0..ROWS {
            let Some(record) = reader.next(text) else {
                break;
            };
            if record.text.len() > LONGEST {
                oversized = oversized.or((before == 0).then_some(record.text.len()));
                break;
            }
            let cells: Vec<String> = record.cells().take(1000).map(tidied).collect();
            let header = read(delimiter, before, record.line, cells, table, mapping);
            let known = header.columns.iter().filter(|at| **at != ABSENT).count();
            // With nothing known, the first row split the most.
            let split = if before == 0 { header.cells.len() } else { 0 };
            if best.as_ref().is_none_or(|(most, splits, _)| {
                (known, split) > (*most, *splits) && (known > *most || (known == 0 && before == 0))
            }) {
                best = Some((known, split, header));
            }
        }
    }
    match best {
        Some((_, _, header)) => header,
        None => Header {
            oversized,
            ..read(b',', 0, 1, Vec::new(), table, mapping)
        },
    }
}

/// The header of a table in columns.
pub(super) fn of(headers: &[&str], table: &Table, mapping: Option<&TableMapping>) -> Header {
    let cells = headers.iter().map(|cell| tidied(cell)).collect();
    read(b',', 0, 1, cells, table, mapping)
}

fn tidied(cell: &str) -> String {
    crate::text::tidy(crate::export::restored(cell)).into_owned()
}

fn read(
    delimiter: u8,
    before: usize,
    line: u32,
    cells: Vec<String>,
    table: &Table,
    mapping: Option<&TableMapping>,
) -> Header {
    let mut columns = vec![ABSENT; table.columns.len()];
    let mut doubled = Vec::new();
    let mut unknown = Vec::new();
    let mut reasons = Vec::new();
    let (mut origin, mut drop) = (None, None);
    let bare_is_id = bare_is_id(table, &cells);
    for (at, cell) in cells.iter().enumerate() {
        if aside::is_reason(cell) {
            reasons.push(at);
            origin = origin.or((cell == aside::ORIGIN).then_some(at));
            drop = drop.or((cell == aside::DROP).then_some(at));
            continue;
        }
        let own = mapping.and_then(|mapping| mapping.headers.get(&key(cell)).copied());
        let known = || match bare_is_id && key(cell) == BARE {
            true => Some(units::ID),
            false => column(table, cell),
        };
        match own.or_else(known) {
            Some(column) => match columns.get_mut(column) {
                Some(slot) if *slot == ABSENT => *slot = at,
                _ => doubled.push(column),
            },
            None if cell.is_empty() => {}
            None => unknown.push(at),
        }
    }
    Header {
        delimiter,
        before,
        line,
        cells,
        columns,
        doubled,
        unknown,
        reasons,
        origin,
        drop,
        oversized: None,
    }
}

/// Whether cells of a kind hold days.
pub(super) fn holds_days(kind: Kind) -> bool {
    matches!(kind, Kind::Day | Kind::Birth)
}
