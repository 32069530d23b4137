//! What a sheet says beside the values of its cells.

use crate::{
    Area, Spot, Unusable,
    parts::{self, Archive},
};
use quick_xml::events::Event;

/// What a sheet says beside its values.
#[derive(Default)]
pub struct Beside {
    /// Numbers of hidden rows, in order.
    pub hidden: Vec<u32>,
    /// Merged areas.
    pub merged: Vec<Area>,
    /// Cells with a formula and no value.
    pub uncomputed: Vec<Spot>,
    /// Cells with the error of a formula, whichever Excel knows.
    pub errors: Vec<(Spot, String)>,
    /// Whether every cell says where it stands.
    pub is_placed: bool,
}

/// A cell being read.
struct Reading {
    spot: Spot,
    has_formula: bool,
    has_value: bool,
    /// Whether it holds the text that a formula gave, which may be empty.
    is_text: bool,
    /// Whether it holds the error of a formula.
    is_error: bool,
}

/// Reads it from the sheet's part.
pub fn read(archive: &mut Archive<'_>, path: &str) -> Result<Beside, Unusable> {
    let mut found = Beside {
        is_placed: true,
        ..Beside::default()
    };
    let mut part = parts::open(archive, path)?;
    let mut row = 0;
    let mut column = 0;
    let mut cell: Option<Reading> = None;
    let mut in_value = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = part.read_event_into(&mut buffer)?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => {
                    let own = parts::attribute(tag, "r")?.and_then(|own| own.parse().ok());
                    row = own.unwrap_or(row + 1);
                    column = 0;
                    let is_hidden = parts::attribute(tag, "hidden")?;
                    if matches!(is_hidden.as_deref(), Some("1" | "true")) {
                        found.hidden.push(row);
                    }
                }
                "c" => {
                    let own = parts::attribute(tag, "r")?.and_then(|own| own.parse().ok());
                    found.is_placed &= own.is_some();
                    let spot = own.unwrap_or(Spot { row, column });
                    column = spot.column + 1;
                    let holds = parts::attribute(tag, "t")?;
                    cell = Some(Reading {
                        spot,
                        has_formula: false,
                        has_value: false,
                        is_text: holds.as_deref() == Some("str"),
                        is_error: holds.as_deref() == Some("e"),
                    });
                }
                "f" => {
                    if let Some(cell) = &mut cell {
                        cell.has_formula = true;
                    }
                }
                "v" => {
                    in_value = matches!(event, Event::Start(_));
                    if let Some(cell) = &mut cell {
                        cell.has_value |= cell.is_text;
                    }
                }
                "mergeCell" => {
                    let area = parts::attribute(tag, "ref")?;
                    found
                        .merged
                        .extend(area.and_then(|area| area.parse::<Area>().ok()));
                }
                _ => {}
            },
            Event::Text(text) if in_value && !text.is_empty() => {
                if let Some(cell) = &mut cell {
                    cell.has_value = true;
                    if cell.is_error {
                        let error: &str = text.as_ref();
                        found.errors.push((cell.spot, error.to_owned()));
                    }
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" => in_value = false,
                "c" => {
                    let read = cell.take();
                    let read = read.filter(|cell| cell.has_formula && !cell.has_value);
                    found.uncomputed.extend(read.map(|cell| cell.spot));
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
