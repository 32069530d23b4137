//! The answer to a question of members as a document.

use super::MemberCounts;
use crate::{
    Day,
    coverage::{Place, RowKind},
};
use serde::Serialize;

/// The counts that are made anew for each row, since one person can sit in several
/// bodies: over rows they need not add up. All others do.
pub const MADE_ANEW: [&str; 1] = ["people"];

/// Teams, steering committees and who sits in them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MembersByPlace {
    /// Version of the words and forms of answers:
    /// [`ANSWERS`](crate::coverage::ANSWERS).
    pub v: u32,
    /// The day.
    pub day: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// Id of the unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// The counts that are made anew for each row and need not add up.
    pub made_anew: Vec<&'static str>,
    /// Everything in the answer together.
    pub total: MemberCounts,
    /// Rows by level, highest first; within a level each unit in the order of codes,
    /// then remainders, then what is unassigned.
    pub rows: Vec<MembersOfPlace>,
}

/// One row of members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MembersOfPlace {
    /// What it stands for.
    pub row: RowKind,
    /// Id of the unit; empty where unassigned.
    pub unit: String,
    /// Its code on the day of the map.
    pub code: String,
    /// Its name on the day of the map.
    pub name: String,
    /// The level that the row belongs to.
    pub level: String,
    /// The counts.
    #[serde(flatten)]
    pub counts: MemberCounts,
}

impl MembersOfPlace {
    pub(super) fn of(
        row: RowKind,
        place: Option<&Place>,
        level: &str,
        counts: MemberCounts,
    ) -> Self {
        let of = |text: fn(&Place) -> &str| place.map_or("", text).to_owned();
        Self {
            row,
            unit: of(|place| &place.id),
            code: of(|place| &place.code),
            name: of(|place| &place.name),
            level: level.to_owned(),
            counts,
        }
    }
}
