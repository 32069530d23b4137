//! The answer to a question of targets as a document.

use super::course::{Basis, Course, Line, Outcome, Share};
use crate::{
    Day, Registry,
    coverage::Counts,
    id::UnitIx,
    place::PlaceMap,
    reform::{Fallen, TargetStanding},
    rule::Rule,
    skill::Names,
};
use serde::Serialize;

/// The answer to a question of targets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Targets {
    /// Version of the words and forms of answers.
    pub v: u32,
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
    /// The rules that the targets of the answer have.
    pub rules: Vec<RuleOfTarget>,
    /// Targets by level, highest first, unit, rule and due day.
    pub rows: Vec<TargetRow>,
    /// Units that came from others by a reform and have no target, though some of
    /// those had one.
    pub fallen: Vec<Fallen>,
    /// Targets of rules that were not asked with.
    pub without_rule: Vec<WithoutRule>,
}

/// A rule that targets have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RuleOfTarget {
    /// Its id.
    pub rule: String,
    /// Its names.
    pub names: Names,
    /// Where it comes from, and what was assumed.
    pub source: String,
    /// What it is about.
    pub subject: &'static str,
}

/// How many targets have a rule that was not asked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WithoutRule {
    /// The rule's id.
    pub rule: String,
    /// How many targets.
    pub targets: u64,
}

/// A target of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TargetRow {
    /// Id of the unit.
    pub unit: String,
    /// Its code on the day of the map.
    pub code: String,
    /// Its name on the day of the map.
    pub name: String,
    /// Its level.
    pub level: String,
    /// Id of the rule.
    pub rule: String,
    /// The first day of the period that the target is set for.
    pub from: Day,
    /// The last day on which it can be reached.
    pub due: Day,
    /// The share that is to be covered, in parts per million.
    pub target: u32,
    /// Whether its source names no rule, so that the rule is assumed.
    pub assumed: bool,
    /// What sets it.
    pub source: String,
    /// The ids of the units that it was set for, where those are others: one above,
    /// for this level, or those that this one came from.
    pub set_for: Vec<String>,
    /// The day whose coverage judges it: the due day, or the day asked about where
    /// that is earlier.
    pub judged_on: Day,
    /// Whether it was due by the day asked about.
    pub is_due: bool,
    /// The counts of that day.
    #[serde(flatten)]
    pub counts: Counts,
    /// Whether the share reaches the target.
    pub outcome: Outcome,
    /// How many subjects are lacking to it.
    pub behind: u64,
    /// Whether it is on course; null before its line begins, and once it is due.
    pub course: Option<Course>,
}

impl RuleOfTarget {
    pub(super) fn of(rule: &Rule) -> Self {
        Self {
            rule: rule.id.clone(),
            names: rule.names.clone(),
            source: rule.source.clone(),
            subject: rule.subject.name(),
        }
    }
}

/// The row of a target with the counts that judge it.
pub(super) fn row(
    registry: &Registry,
    map: &PlaceMap,
    own: &TargetStanding,
    counts: Counts,
    day: Day,
    previous: Option<&TargetStanding>,
) -> TargetRow {
    let (basis, since, start) = match (own.baseline, previous) {
        (Some(baseline), _) => (Basis::Baseline, baseline.day, baseline.share),
        (None, Some(before)) => (Basis::PreviousTarget, before.due, before.share),
        (None, None) => (Basis::Start, own.from, 0),
    };
    let line = Line {
        basis,
        since,
        start,
        due: own.due,
        share: own.share,
    };
    let target = Share::of(own.share);
    let id = |unit: &UnitIx| registry.unit_ids().text(*unit).to_owned();
    let [unit, code, name, level] = registry.shown_on(map, own.unit);
    TargetRow {
        unit,
        code,
        name,
        level,
        rule: registry.vocabulary().text(own.rule).to_owned(),
        from: own.from,
        due: own.due,
        target: own.share,
        assumed: own.is_assumed,
        source: own.source.clone(),
        set_for: own.set_for.iter().map(id).collect(),
        judged_on: own.due.min(day),
        is_due: own.due <= day,
        counts,
        outcome: target.outcome(&counts),
        behind: target.behind(&counts),
        course: line.on(day, &counts),
    }
}
