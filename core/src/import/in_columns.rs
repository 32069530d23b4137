//! Tables whose cells a host has in columns, read as tables of text are: the same checks,
//! the same places, without a text to be written and taken apart again.

use super::{
    Source, aside,
    header::{self, Header},
    mapping::TableMapping,
    record::{Reader, Record},
    schema::Table,
};
use crate::text::{BadBytes, decode};
use std::borrow::Cow;

/// A table in columns, which the host lends. The headers stand in row 1, as in a file.
pub trait InColumns: Send + Sync {
    /// What the table holds, as its file would be named: `people.csv`.
    fn file(&self) -> &str;

    /// The header of each column.
    fn headers(&self) -> &[&str];

    /// How many rows there are, the headers aside.
    fn rows(&self) -> usize;

    /// About how many bytes all cells have.
    fn bytes(&self) -> u64;

    /// Adds the cells of a row to a text, and where each ends to a list. Rows are asked for
    /// from 0 on, one after another, and `at` holds for each column what the host put there
    /// for the row before; 0 at first.
    fn row(&self, row: usize, at: &mut [usize], text: &mut String, ends: &mut Vec<usize>);
}

/// What a table is read from.
#[derive(Clone)]
pub(super) enum Body<'s> {
    Text(Cow<'s, str>),
    Columns(&'s dyn InColumns),
}

impl Body<'_> {
    /// Whether there is nothing, not even a header.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim_start().is_empty(),
            Self::Columns(columns) => columns.headers().is_empty(),
        }
    }

    pub fn header(&self, table: &Table, mapping: Option<&TableMapping>) -> Header {
        match self {
            Self::Text(text) => header::find(text, table, mapping),
            Self::Columns(columns) => header::of(columns.headers(), table, mapping),
        }
    }
}

/// The files of an import.
pub(super) struct Given<'s> {
    pub sources: Vec<Source<'s>>,
    /// Of each source, where tables are given in columns; its bytes are none then.
    pub columns: Vec<&'s dyn InColumns>,
}

impl<'s> Given<'s> {
    /// How many bytes a file has.
    pub fn size(&self, number: u16) -> u64 {
        let at = usize::from(number);
        match self.columns.get(at) {
            Some(columns) => columns.bytes(),
            None => self.sources.get(at).map_or(0, Source::size),
        }
    }

    /// How many lines a file of text has.
    pub fn lines(&self, number: u16) -> u64 {
        let source = self.sources.get(usize::from(number));
        let ends = source.map_or(0, |source| {
            source.bytes.iter().filter(|byte| **byte == b'\n').count()
        });
        ends as u64 + 1
    }

    /// What a file is read from.
    pub fn body(&self, number: u16) -> Option<Result<Body<'s>, BadBytes>> {
        let at = usize::from(number);
        Some(match (self.columns.get(at), self.sources.get(at)?) {
            (Some(columns), _) => Ok(Body::Columns(*columns)),
            (None, source) => decode(source.bytes).map(|(text, _)| Body::Text(text)),
        })
    }

    /// Whether a file may have the column of origins.
    pub fn may_have_origins(&self, number: u16) -> bool {
        let at = usize::from(number);
        match (self.columns.get(at), self.sources.get(at)) {
            (Some(columns), _) => columns.headers().contains(&aside::ORIGIN),
            (None, Some(source)) => may_have_origins(source.bytes),
            (None, None) => false,
        }
    }
}

/// Whether the header of a file may hold the column of origins.
pub(super) fn may_have_origins(bytes: &[u8]) -> bool {
    let top = bytes.get(..1 << 14).unwrap_or(bytes);
    let is_wide = matches!(top, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let header = aside::ORIGIN.as_bytes();
    is_wide || top.windows(header.len()).any(|window| window == header)
}

impl Reader {
    /// The next record of a table, which is always the same one.
    pub fn next_of<'r>(&'r mut self, body: &'r Body<'_>) -> Option<Record<'r>> {
        match body {
            Body::Text(text) => self.next(text),
            Body::Columns(columns) => self.row(*columns),
        }
    }

    fn row<'r>(&'r mut self, columns: &dyn InColumns) -> Option<Record<'r>> {
        self.unquoted.clear();
        self.ends.clear();
        match self.row.checked_sub(1) {
            None => {
                for header in columns.headers() {
                    self.unquoted.push_str(header);
                    self.ends.push(self.unquoted.len());
                }
                self.cells_at.resize(columns.headers().len(), 0);
            }
            Some(row) if row < columns.rows() => {
                columns.row(row, &mut self.cells_at, &mut self.unquoted, &mut self.ends);
            }
            Some(_) => return None,
        }
        self.row += 1;
        self.spans.clear();
        let mut start = 0;
        for end in &self.ends {
            self.spans.push((start, *end));
            start = *end;
        }
        // An empty row is work too.
        self.at += self.unquoted.len() + 1;
        Some(Record {
            text: &self.unquoted,
            spans: &self.spans,
            line: u32::try_from(self.row).unwrap_or(u32::MAX),
            unclosed: false,
        })
    }
}
