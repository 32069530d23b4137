//! Every fact of a batch as an event, in canonical order.

use super::{Batch, Column, Envelope, Event, batch::Extra, binary, kind, kind::Kind, lent::Fields};
use crate::{
    Day,
    hashed::HashMap,
    json::{self, Raw},
    order::Order,
};
use serde_json::Value;

/// Where the families of kinds put their events.
pub(super) struct Out<'b> {
    extras: HashMap<(Column, u32), &'b Extra>,
    lines: Vec<Line>,
}

/// A line with its place in the canonical order: day, rank, key, then its text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    on: Option<Day>,
    rank: u16,
    key: Vec<u8>,
    text: String,
}

impl Out<'_> {
    /// Facts with their positions.
    pub(super) fn rows<'f, T>(
        &self,
        facts: &'f [T],
    ) -> impl Iterator<Item = (u32, &'f T)> + use<'f, T> {
        (0..).zip(facts)
    }

    pub(super) fn put(&mut self, column: Column, row: u32, mut event: Event) {
        if let Some(extra) = self.extras.get(&(column, row)) {
            add(&mut event, extra);
        }
        self.word(event);
    }

    /// Puts an event that stands in no column.
    pub(super) fn word(&mut self, mut event: Event) {
        event.about.order();
        let kind = Kind::of(&event.kind);
        self.lines.push(Line {
            on: event.on,
            rank: kind.map_or(u16::MAX, |kind| kind.rank),
            key: kind.map_or_else(Vec::new, |kind| {
                binary::key(kind, event.on, &event.about, &event.data)
            }),
            text: event.line(),
        });
    }
}

fn add(event: &mut Event, extra: &Extra) {
    if event.unit.is_none() {
        event.unit = extra.unit.as_deref().map(str::to_owned);
    }
    if let Some(replaced) = &extra.replaces {
        event.replaces = json::read(replaced).ok();
    }
    for (fields, kept) in [
        (&mut event.data, &extra.data),
        (&mut event.personal, &extra.personal),
    ] {
        for (name, value) in kept {
            let value = json::read(value).unwrap_or(Value::Null);
            fields.insert(name.to_string(), value);
        }
    }
}

/// Writes a batch as JSON Lines: one event a fact, in canonical order, each once.
/// The same facts give the same bytes, whatever order they arrived in; events of
/// unknown kinds come last, as they were received.
///
/// ```
/// use noidai::event::{Batch, lines};
/// let line = r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p1"}]}"#;
/// let file = lines::Source { file: "events.jsonl", bytes: line.as_bytes() };
/// let read = lines::read(Batch::default(), &[file], &lines::Options::default())
///     .map_err(|faults| faults.first)?;
/// assert_eq!(lines::write(&read.batch), format!("{line}\n"));
/// # Ok::<(), Vec<noidai::Error>>(())
/// ```
pub fn write(batch: &Batch) -> String {
    let extras = batch.extras.iter();
    let mut out = Out {
        extras: extras
            .map(|(column, row, extra)| ((*column, *row), extra))
            .collect(),
        lines: Vec::new(),
    };
    kind::write(batch, &mut out);
    for text in &batch.unknown {
        let read = Envelope::read(text.as_bytes());
        let key = read.as_ref().map(|event| event.kind.as_bytes().to_vec());
        let kind = read.as_ref().ok().and_then(|event| Kind::of(&event.kind));
        out.lines.push(Line {
            on: read.as_ref().ok().and_then(|event| event.on),
            rank: kind.map_or(u16::MAX, |kind| kind.rank),
            key: key.unwrap_or_default(),
            text: text.to_string(),
        });
    }
    out.lines.order();
    out.lines.dedup_by(|a, b| a.text == b.text);
    let mut text = String::new();
    for line in out.lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// What of the fields a kind does not know.
pub(super) fn unknown(
    fields: Fields<'_>,
    raw: Option<Raw<'_>>,
    known: &[kind::Field],
) -> Vec<(Box<str>, Box<str>)> {
    if raw.is_none() {
        return Vec::new();
    }
    let is_known = |name: &str| known.iter().any(|field| field.name == name);
    let unknown = fields.names().filter(|name| !is_known(name));
    let said = unknown.filter_map(|name| Some((name, fields.get(name)?)));
    said.map(|(name, value)| (name.into(), value.json().into()))
        .collect()
}
