//! What becomes of targets at a reform.

use super::{Fallen, Flow, TargetStanding, targets_on};
use crate::{
    Day, Registry,
    event::Code,
    hashed::{HashMap, HashSet},
    id::UnitIx,
    place::{Crossing, Reform},
};
use serde::Serialize;

/// What becomes of the targets that are due on the day of a reform or later; of earlier
/// ones it has been judged already what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TouchedTargets {
    /// Targets of units that are closed or lie in another unit afterwards, and those
    /// that do not stand on their unit any more.
    pub touched: u64,
    /// Targets of units that had none of the rule and due day on the day before: all
    /// that they came from had the same share.
    pub passed_on: u64,
    /// By succession, in the order of the flow, where the old unit has any.
    pub ways: Vec<WayOfTargets>,
    /// Units that have none from the day on, though some of what they came from had
    /// one.
    pub fallen: Vec<Fallen>,
}

/// The targets of a unit that goes into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WayOfTargets {
    /// Id of the old unit.
    pub from: String,
    /// Id of the new unit.
    pub into: String,
    /// How many targets the old unit has on the day before.
    pub targets: u64,
    /// How many of them stand on the new unit from the day on, with the same share.
    pub standing: u64,
}

/// A target on a map: unit, rule and due day.
type Key = (UnitIx, Code, Day);

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// The targets of a registry before and after a reform; the unit of one is touched
/// where the last argument says so.
pub(super) fn touched(
    (registry, before): (&Registry, &Crossing<'_>),
    (reformed, after): (&Registry, &Crossing<'_>),
    reform: &Reform,
    flow: &Flow,
    is_touched: impl Fn(UnitIx) -> bool,
) -> TouchedTargets {
    if registry.targets().is_empty() {
        return TouchedTargets::default();
    }
    let later = |due: Day| due >= reform.day;
    let key = |own: &TargetStanding| (own.unit, own.rule, own.due);
    let (mut old, old_lost) = targets_on(registry, before);
    let (mut new, new_lost) = targets_on(reformed, after);
    old.retain(|own| later(own.due));
    new.retain(|own| later(own.due));
    let had: HashMap<Key, u32> = old.iter().map(|own| (key(own), own.share)).collect();
    let has: HashMap<Key, u32> = new.iter().map(|own| (key(own), own.share)).collect();
    let lacked: HashSet<Key> = old_lost
        .iter()
        .map(|own| (own.unit, own.rule, own.due))
        .collect();
    let stays = |own: &TargetStanding| has.get(&key(own)) == Some(&own.share);
    let touched = old.iter().filter(|own| is_touched(own.unit) || !stays(own));
    let passed_on = new.iter().filter(|own| !had.contains_key(&key(own)));
    let fallen = new_lost
        .iter()
        .filter(|own| later(own.due) && !lacked.contains(&(own.unit, own.rule, own.due)));
    let mut of: HashMap<UnitIx, Vec<&TargetStanding>> = HashMap::default();
    for own in &old {
        of.change(own.unit, |all| all.push(own));
    }
    let ways = flow.ways.iter().filter_map(|way| {
        let from = registry.unit_ids().find(&way.from)?;
        let into = reformed.unit_ids().find(&way.into)?;
        let own = of.get(&from)?;
        let goes = |own: &&&TargetStanding| has.get(&(into, own.rule, own.due)) == Some(&own.share);
        Some(WayOfTargets {
            from: way.from.clone(),
            into: way.into.clone(),
            targets: number(own.len()),
            standing: number(own.iter().filter(goes).count()),
        })
    });
    TouchedTargets {
        touched: number(touched.count()),
        passed_on: number(passed_on.count()),
        ways: ways.collect(),
        fallen: fallen
            .map(|own| Fallen::of(reformed, after.map(), own))
            .collect(),
    }
}
