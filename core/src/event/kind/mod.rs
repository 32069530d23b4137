//! The kinds of events: what each means, is about and carries. A kind is one
//! entry here, with what lays its fact down and what writes it again.

mod activities;
mod bodies;
mod households;
mod journals;
mod people;
mod places;
mod skills;
mod targets;
mod words;

pub(super) use words::word_event;

use super::{Batch, Named, Reading, write::Out};
use crate::Result;
use serde::Serialize;

/// A kind of event. [`ALL`] lists them.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Kind {
    /// Its stable name.
    pub name: &'static str,
    /// Its place in the canonical order among the events of a day. Unknown kinds
    /// come last, by name.
    pub rank: u16,
    /// What it means.
    pub meaning: &'static str,
    /// Whether it has a day.
    pub on: Use,
    /// Whether it has a unit. Where it needs none, one that is given says in
    /// whose work it was recorded; it is kept, without effect.
    pub unit: Use,
    /// Which ids it is about.
    pub about: &'static [Who],
    /// Fields of `data`.
    pub data: &'static [Field],
    /// Fields of `personal`, `notes` aside, which every kind may have.
    pub personal: &'static [Field],
    /// One event of the kind.
    pub example: &'static str,
    #[serde(skip)]
    pub(super) lay_down: fn(&Reading<'_>, &mut Batch) -> Result<()>,
}

/// Whether something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Never.
    No,
    /// It may be.
    Maybe,
    /// Always.
    Must,
    /// It may be, and belongs to the key of the event.
    Key,
    /// Always, and it belongs to the key of the event.
    MustKey,
}

impl Use {
    /// Whether it must be there.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Must | Self::MustKey)
    }

    /// Whether it belongs to the key: two events of one kind and key that say
    /// something else contradict each other.
    pub fn is_key(self) -> bool {
        matches!(self, Self::Key | Self::MustKey)
    }
}

/// An id that events of a kind are about.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Who {
    /// As what; empty for the one that a noun alone says.
    #[serde(rename = "as")]
    pub role: &'static str,
    /// Which nouns it can be.
    pub nouns: &'static [&'static str],
    /// Whether it must be there, and whether it belongs to the key.
    pub used: Use,
    /// Whether there can be several.
    pub many: bool,
}

/// A field of `data` or `personal`.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// Whether it must be there, and whether it belongs to the key.
    pub used: Use,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Any text.
    Text,
    /// A code: of an open list, a catalogue, a skill, a platform …
    Code,
    /// One of these codes.
    OneOf(&'static [&'static str]),
    /// A day.
    Day,
    /// A year.
    Year,
    /// A whole number from 0.
    Count,
    /// True or false.
    YesNo,
    /// A document of its own, checked as it is laid down.
    Document,
}

const fn one(noun: &'static [&'static str]) -> Who {
    who("", noun, Use::MustKey)
}

const fn who(role: &'static str, nouns: &'static [&'static str], used: Use) -> Who {
    Who {
        role,
        nouns,
        used,
        many: false,
    }
}

const fn field(name: &'static str, form: Form, used: Use) -> Field {
    Field { name, form, used }
}

const PERSON: &[&str] = &["person"];
const HOUSEHOLD: &[&str] = &["household"];
const UNTIL: Field = field("until", Form::Day, Use::Maybe);
const NAME: Field = field("name", Form::Text, Use::Must);

/// Every kind, by family; ranks rise through the list.
pub const ALL: &[&[Kind]] = &[
    words::KINDS,
    places::KINDS,
    bodies::KINDS,
    people::KINDS,
    households::KINDS,
    skills::KINDS,
    activities::KINDS,
    targets::KINDS,
    journals::KINDS,
];

impl Who {
    /// Whether an id of an event is such a one.
    pub(crate) fn is(&self, about: &Named<'_>) -> bool {
        about.is_as(self.role) && self.nouns.contains(&about.noun)
    }
}

impl Kind {
    /// The kind of a name.
    ///
    /// ```
    /// use noidai::event::Kind;
    /// assert_eq!(Kind::of("skill-assessed").map(|kind| kind.rank), Some(640));
    /// assert!(Kind::of("robot-hired").is_none());
    /// ```
    pub fn of(name: &str) -> Option<&'static Self> {
        ALL.iter()
            .flat_map(|family| family.iter())
            .find(|kind| kind.name == name)
    }

    /// Whether a kind of this name says something of records.
    pub(crate) fn says_of_records(name: &[u8]) -> bool {
        let mut kinds = journals::KINDS.iter().filter(|kind| kind.is_of_journals());
        kinds.any(|kind| kind.name.as_bytes() == name)
    }

    /// Whether it defines words that other events use.
    pub(crate) fn is_word(&self) -> bool {
        self.rank < 200
    }

    /// Lays the fact of an event down, which is one of this kind.
    pub(crate) fn lay(&self, event: &Reading<'_>, batch: &mut Batch) -> Result<()> {
        (self.lay_down)(event, batch)
    }
}

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    words::write(batch, out);
    places::write(batch, out);
    bodies::write(batch, out);
    people::write(batch, out);
    households::write(batch, out);
    skills::write(batch, out);
    activities::write(batch, out);
    targets::write(batch, out);
}
