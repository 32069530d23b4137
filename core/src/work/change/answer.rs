//! The answer to a question of change as a document.

use super::{cause::Cause, question::Moment};
use crate::{
    Day,
    coverage::{Counts, RowKind, Verdict},
};
use serde::Serialize;

/// What has changed between two moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WhatChanged {
    /// Version of the words and forms of answers.
    pub v: u32,
    /// Id of the rule.
    pub rule: String,
    /// The earlier moment.
    pub from: Moment,
    /// The later moment.
    pub to: Moment,
    /// On which map.
    pub map: String,
    /// The day of the map that the earlier moment is counted on.
    pub map_from: Day,
    /// The day of the map that the later moment is counted on.
    pub map_to: Day,
    /// The unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// Everything in the answer together, each subject once.
    pub total: Changed,
    /// Rows by level, as those of coverage on the later map; then those that only
    /// the earlier map has.
    pub rows: Vec<ChangeRow>,
    /// Subjects that changed in the total, as many as were asked for.
    pub subjects: Vec<ChangedSubject>,
}

/// Counts at either moment, and what made the difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Changed {
    /// The counts of the earlier moment.
    pub before: Counts,
    /// The counts of the later moment.
    pub after: Counts,
    /// What made the difference: before, less those who left a count, with those who
    /// entered it, is after, for every count.
    pub flows: Vec<Flow>,
}

/// Subjects that went from one count to another for a cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Flow {
    /// The last change that altered the count that they stand in.
    pub cause: Cause,
    /// The count that they left; null: they were not there.
    pub from: Option<Verdict>,
    /// The count that they entered; null: they are not there any more.
    pub to: Option<Verdict>,
    /// How many.
    pub subjects: u64,
}

/// A row: a unit, a remainder, or what no unit contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeRow {
    /// What it stands for.
    #[serde(rename = "row")]
    pub kind: RowKind,
    /// Id of the unit; empty where unassigned.
    pub unit: String,
    /// Its code on the day of the map.
    pub code: String,
    /// Its name on the day of the map.
    pub name: String,
    /// The level that the row belongs to.
    pub level: String,
    /// Counts at either moment, and what made the difference.
    #[serde(flatten)]
    pub changed: Changed,
}

/// A subject whose count has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangedSubject {
    /// Its id.
    pub subject: String,
    /// The id of the unit that it stands in at the later moment, or stood in at the
    /// earlier where it is not there any more; empty where no unit contains it.
    pub unit: String,
    /// The count that it left; null: it was not there.
    pub from: Option<Verdict>,
    /// The count that it entered; null: it is not there any more.
    pub to: Option<Verdict>,
    /// The last change that altered the count.
    pub cause: Cause,
    /// The day of that change; of what was corrected, the earlier of the two.
    pub on: Day,
    /// The id of the person whom that change is about; null where it is about
    /// nobody.
    pub person: Option<String>,
}
