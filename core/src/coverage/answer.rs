//! The answer to a question of coverage as a document.

use super::Counts;
use crate::Day;
use serde::{Deserialize, Serialize};

/// Version of the words and forms that answers are written in: among equal
/// versions equal answers are equal bytes.
pub const ANSWERS: u32 = 1;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A unit of the level, with all below it.
    Unit,
    /// What lies in a higher unit and in none of the level.
    Remainder,
    /// What no unit contains.
    Unassigned,
}

impl RowKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Remainder => "remainder",
            Self::Unassigned => "unassigned",
        }
    }
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Row {
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
    /// The stratum of each stratifier, where the question is stratified; `none`
    /// where the subjects have none, `unknown` where it is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strata: Vec<String>,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The answer to a question of coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Version of the words and forms of answers: [`ANSWERS`].
    pub v: u32,
    /// Id of the rule.
    pub rule: String,
    /// Code of the rule's skill catalogue.
    pub catalogue: String,
    /// Edition of that catalogue.
    pub edition: String,
    /// The day.
    pub day: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// The unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// The stratifiers, in the order of the rows' `strata`.
    pub stratify: Vec<String>,
    /// Whether the rows of a unit over its strata add up to the unit: not if a
    /// subject can be in several (flags, forces).
    pub strata_add_up: bool,
    /// Everything in the answer together, each subject once.
    pub total: Counts,
    /// Households on the day whose residents are not all listed, where the rule
    /// is about residents: the further ones are never subjects themselves.
    pub open_households: u64,
    /// Rows by level, highest first; within a level each unit in the order of
    /// codes, then remainders, then what is unassigned; within each of these by
    /// stratum.
    pub rows: Vec<Row>,
}

impl Coverage {
    /// The rows of a level.
    pub fn level<'a>(&'a self, level: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| row.level == level)
    }
}

/// The answer to a question of coverage over days or periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Series {
    /// Version of the words and forms of answers: [`ANSWERS`].
    pub v: u32,
    /// Id of the rule.
    pub rule: String,
    /// The periods in the order asked for, each with its coverage.
    pub periods: Vec<InPeriod>,
}

/// Coverage of a period: that of its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InPeriod {
    /// First day of the period.
    pub from: Day,
    /// First day after it.
    pub until: Day,
    /// Coverage of its last day, or of the day on which the series was asked
    /// where that comes first.
    pub coverage: Coverage,
}
