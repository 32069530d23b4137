//! What conflicts and what merely follows, by kind.

use crate::event::Event;
use serde::Serialize;

/// What of an event decides whether another of its kind and key says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// All that it says.
    Everything,
    /// These fields of `data`; of events that agree in them the last holds.
    Fields(&'static [&'static str]),
}

/// A kind whose events can contradict each other.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Value {
    /// The kind.
    pub kind: &'static str,
    /// What decides whether two of one key say the same.
    pub decides: Decides,
    /// What conflicts.
    pub conflicts: &'static str,
    /// What follows.
    pub follows: &'static str,
}

const fn row(
    kind: &'static str,
    decides: Decides,
    conflicts: &'static str,
    follows: &'static str,
) -> Value {
    Value {
        kind,
        decides,
        conflicts,
        follows,
    }
}

/// The kinds that have a rule of their own. Of every other kind, two events of one
/// key that say something else conflict. A key is what the
/// [kind](crate::event::kind) marks as its key. What one device records of one key
/// follows what it recorded before.
pub const ONE_VALUE: &[Value] = &[
    row(
        "skill-assessed",
        Decides::Fields(&["level"]),
        "another level of one skill of one person on one day, by another device",
        "an assessment on another day; the same level found by somebody else",
    ),
    row(
        "platform-set-up",
        Decides::Fields(&["state"]),
        "another state of one platform on one day, by another device",
        "a state on another day",
    ),
    row(
        "residence-begun",
        Decides::Everything,
        "two residences of one person and sort (permanent, temporary, away) at once",
        "a residence that begins when another ends; a temporary one beside a permanent one",
    ),
    row(
        "membership-begun",
        Decides::Everything,
        "two heads of one team at once; two seats of one person in one body at once",
        "a head who begins when another ends; several members",
    ),
    row(
        "person-recorded",
        Decides::Everything,
        "another record of one id, by another device",
        "a record of another id that is joined: that of the id joined into holds",
    ),
    row(
        "household-opened",
        Decides::Everything,
        "another record of one id, by another device",
        "a record of another id that is joined: that of the id joined into holds",
    ),
    row(
        "person-died",
        Decides::Everything,
        "what begins or is found after the day; another day",
        "what lies before the day",
    ),
];

impl Decides {
    /// What decides for a kind.
    pub fn of(kind: &str) -> Self {
        let row = ONE_VALUE.iter().find(|row| row.kind == kind);
        row.map_or(Self::Everything, |row| row.decides)
    }

    /// Whether two events of one kind and key say the same. A personal part that has
    /// gone agrees with any.
    pub(super) fn agree(self, one: &Event, gone: bool, other: &Event, also_gone: bool) -> bool {
        match self {
            Self::Fields(names) => names
                .iter()
                .all(|name| one.data.get(*name) == other.data.get(*name)),
            Self::Everything => {
                (one.on, &one.unit, &one.about) == (other.on, &other.unit, &other.about)
                    && one.data == other.data
                    && (gone || also_gone || one.personal == other.personal)
            }
        }
    }
}
