//! The answer to what was done, as a document.

use super::{DoneBy, DoneCounts};
use crate::{Day, coverage::RowKind, time::Every};
use serde::Serialize;

/// The counts that are made anew for each row, since one person or household can be
/// in several: over rows they need not add up. All others do.
pub const MADE_ANEW: [&str; 9] = [
    "households_reached",
    "people_met",
    "people_told",
    "people_guided",
    "guided",
    "people_assessed",
    "paid",
    "paid_units",
    "paid_units_outside",
];

/// What was done in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WhatWasDone {
    /// Version of the words and forms of answers:
    /// [`ANSWERS`](crate::coverage::ANSWERS).
    pub v: u32,
    /// The day asked about.
    pub day: Day,
    /// How periods follow one another.
    pub period: Every,
    /// First day that was counted.
    pub from: Day,
    /// First day after those that were counted.
    pub until: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// Id of the unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// By what the rows of a unit are parted; null: by nothing.
    pub stratify: Option<DoneBy>,
    /// Whether the rows of a unit over its strata add up to the unit in what is not
    /// made anew: not if an activity stands in several.
    pub strata_add_up: bool,
    /// The counts that are made anew for each row and need not add up.
    pub made_anew: Vec<&'static str>,
    /// Everything in the answer together.
    pub total: DoneCounts,
    /// Rows by level, highest first; within a level each unit in the order of
    /// codes, then remainders, then what is unassigned; within each of these by
    /// stratum, `none` last.
    pub rows: Vec<DoneRow>,
}

/// One row of what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DoneRow {
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
    /// The stratum, where the question has one: an id, a force or a kind; `none`
    /// where an activity has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
    /// The counts.
    #[serde(flatten)]
    pub counts: DoneCounts,
}
