//! Targets (chỉ tiêu): the share of a unit's subjects that a rule is to cover by a
//! day.

use crate::{Day, event::vocabulary::Code, id::UnitIx};

/// That so many of a unit's subjects are to be covered by a day.
///
/// One unit has one target of a rule and due day, for itself or for each unit of a
/// level in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Of which unit.
    pub unit: UnitIx,
    /// For each unit of this level that lies in the unit; none: for the unit itself.
    pub level: Code,
    /// The id of the rule.
    pub rule: Code,
    /// The last day on which it can be reached: it is judged by the coverage of that
    /// day.
    pub due: Day,
    /// The first day of the period that it is set for.
    pub from: Day,
    /// The share that is to be covered, in parts per million.
    pub share: u32,
    /// Where it starts from, where that is known.
    pub baseline: Option<Baseline>,
    /// Whether whoever set it named no rule, so that the one here is assumed.
    pub is_assumed: bool,
    /// The act or plan that sets it, such as "103/KH-UBND".
    pub source: Box<str>,
}

/// The share that was covered on an earlier day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Baseline {
    /// On which day.
    pub day: Day,
    /// The share, in parts per million.
    pub share: u32,
}
