//! A unit and its history. Neither its code nor its name is an identity.

use crate::{Day, event::vocabulary::Code, id::UnitIx, time::Spell};

/// A unit of any level: province, district, commune, hamlet …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// When it exists.
    pub spell: Spell,
    /// Its level, a word of the open list.
    pub level: Option<Code>,
    /// Its national codes in time, oldest first.
    pub codes: Vec<Coded>,
    /// Its names in time, oldest first.
    pub names: Vec<Named>,
    /// Its parents in time, oldest first.
    pub parents: Vec<Parented>,
}

/// The code that a unit carries from a day on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coded {
    /// From when; absent: since ever.
    pub from: Option<Day>,
    /// The code, text with its leading zeros; may be empty.
    pub code: String,
}

/// The name and kind that a unit carries from a day on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// From when; absent: since ever.
    pub from: Option<Day>,
    /// The full name, such as "Xã Vị Thủy".
    pub name: String,
    /// The kind as it is called there, such as "Xã"; may be empty.
    pub kind: String,
}

/// The parent that a unit has from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parented {
    /// From when; absent: since ever.
    pub from: Option<Day>,
    /// The unit above; none at the top.
    pub parent: Option<UnitIx>,
}

/// The last of a history that has begun by a day.
pub(crate) fn as_of<T>(history: &[T], day: Day, from: impl Fn(&T) -> Option<Day>) -> Option<&T> {
    history
        .iter()
        .rev()
        .find(|entry| from(entry).is_none_or(|from| from <= day))
}

impl Unit {
    /// Whether the unit was opened by an event, not only mentioned.
    pub fn is_recorded(&self) -> bool {
        !self.names.is_empty()
    }

    /// The code on a day; empty where it has none.
    pub fn code_on(&self, day: Day) -> &str {
        as_of(&self.codes, day, |entry| entry.from).map_or("", |entry| &entry.code)
    }

    /// The full name on a day.
    pub fn name_on(&self, day: Day) -> &str {
        as_of(&self.names, day, |entry| entry.from).map_or("", |entry| &entry.name)
    }

    /// The kind on a day, as it is called there.
    pub fn kind_on(&self, day: Day) -> &str {
        as_of(&self.names, day, |entry| entry.from).map_or("", |entry| &entry.kind)
    }

    /// Why it is not there around a day, in Vietnamese and in English: it has closed by
    /// then, or opens only on it or later.
    pub(crate) fn absence(&self, day: Day) -> Option<(String, String)> {
        let Spell { from, until } = self.spell;
        match (from, until) {
            (_, Some(until)) if until <= day => Some((
                format!("đã chấm dứt từ ngày {until}"),
                format!("which closed on {until}"),
            )),
            (Some(from), _) if from >= day => Some((
                format!("chỉ có từ ngày {from}"),
                format!("which opens only on {from}"),
            )),
            _ => None,
        }
    }

    /// The unit above on a day.
    pub fn parent_on(&self, day: Day) -> Option<UnitIx> {
        as_of(&self.parents, day, |entry| entry.from).and_then(|entry| entry.parent)
    }
}
