//! Units that have no target since a reform, with the reason.

use super::targets::{Lost, Reason};
use crate::{Day, Registry, id::UnitIx, place::PlaceMap};
use serde::Serialize;

/// A unit without a target, though what it came from had one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fallen {
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
    /// The due day.
    pub due: Day,
    /// Why it has none.
    pub reason: Reason,
    /// What it came from.
    pub of: Vec<OldTarget>,
}

/// The target of a unit that another came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OldTarget {
    /// Id of the unit.
    pub unit: String,
    /// The share that it was to cover, in parts per million; null: it had no target
    /// of the rule and due day.
    pub target: Option<u32>,
}

impl Fallen {
    pub(crate) fn of(registry: &Registry, map: &PlaceMap, own: &Lost) -> Self {
        let [unit, code, name, level] = registry.shown_on(map, own.unit);
        let old = |(unit, target): &(UnitIx, Option<u32>)| OldTarget {
            unit: registry.unit_ids().text(*unit).to_owned(),
            target: *target,
        };
        Self {
            unit,
            code,
            name,
            level,
            rule: registry.vocabulary().text(own.rule).to_owned(),
            due: own.due,
            reason: own.reason,
            of: own.of.iter().map(old).collect(),
        }
    }
}
