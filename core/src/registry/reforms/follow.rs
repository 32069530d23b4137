//! What lies in a unit that closes follows it.

use super::ground::Ground;
use crate::{
    Day,
    id::{Dense, UnitIx},
    order::Order,
    place::Parented,
};

/// Further steps up than any place has levels.
const MOST_LEVELS: usize = 64;

/// Gives every unit whose parent closed on the day the parent that follows from the
/// day's reforms, unless they gave it one.
pub(super) fn follow(ground: &mut Ground<'_>, day: Day) {
    let orphans: Vec<(UnitIx, Option<UnitIx>)> = (0..ground.units.len())
        .filter_map(UnitIx::from_index)
        .filter(|unit| ground.holds(*unit, day))
        .filter_map(|unit| {
            let parent = ground.unit(unit)?.parent_on(day)?;
            let gone = !ground.holds(parent, day) && ground.closed_by.contains_key(&parent);
            gone.then(|| (unit, heir(ground, parent, day, 0)))
        })
        .collect();
    for (unit, parent) in orphans {
        let from = Some(day);
        ground.parent(unit, Parented { from, parent });
    }
}

/// The unit above on the day, after its reforms.
fn above(ground: &Ground<'_>, unit: UnitIx, day: Day, depth: usize) -> Option<UnitIx> {
    let parent = ground.unit(unit)?.parent_on(day)?;
    if ground.holds(parent, day) {
        Some(parent)
    } else {
        heir(ground, parent, day, depth)
    }
}

/// What contains, from the day on, what lay in a unit that closed on it: its one
/// successor, the lowest unit that contains all of several, or where it has none
/// what contains the unit above it.
fn heir(ground: &Ground<'_>, unit: UnitIx, day: Day, depth: usize) -> Option<UnitIx> {
    if depth > MOST_LEVELS {
        return None;
    }
    let mut into: Vec<UnitIx> = ground.given_on(unit, day).map(|one| one.into).collect();
    into.order();
    into.dedup();
    match into.as_slice() {
        [] => above(ground, unit, day, depth + 1),
        [one] => Some(*one),
        [first, others @ ..] => {
            let chain = |unit: UnitIx| {
                core::iter::successors(Some(unit), |unit| above(ground, *unit, day, depth + 1))
                    .take(MOST_LEVELS)
            };
            chain(*first).find(|up| {
                others
                    .iter()
                    .all(|other| chain(*other).any(|one| one == *up))
            })
        }
    }
}
