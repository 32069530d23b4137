//! Which positions of a map each row of a level stands for.

use super::{Places, RowKind};
use crate::order::Map;
use core::ops::Range;

/// A row of a level before anything is counted in it.
pub(crate) struct RowOf {
    pub kind: RowKind,
    /// Position of its unit; nothing where unassigned.
    pub place: Option<usize>,
    /// The first positions that are counted in it, the one after all units for what no
    /// unit contains.
    own: Range<usize>,
    more: Vec<Range<usize>>,
}

impl RowOf {
    /// The positions that are counted in it.
    pub fn positions(&self) -> impl Iterator<Item = Range<usize>> {
        core::iter::once(&self.own).chain(&self.more).cloned()
    }
}

/// The rows of one level of a map whose levels are named highest first, of the unit at
/// a position and below or of the whole map:
/// every unit of the level, then remainders, which may be empty, then what is
/// unassigned. Each position belongs to one of them. DESIGN, "Rows".
pub(crate) fn rows_of(
    (places, levels): (&Places, &[String]),
    within: Option<usize>,
    level: &str,
) -> Vec<RowOf> {
    let nowhere = places.units.len();
    let stretch = within.map_or(0..nowhere, |at| places.stretch(at));
    let lower = lower((places, levels), level);
    let mut rows = Vec::new();
    // Remainders by position, and the higher units above the present position.
    let mut remainders: Map<usize, Vec<Range<usize>>> = Map::new();
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut at = stretch.start;
    while let Some(place) = places.units.get(at).filter(|_| at < stretch.end) {
        if place.level == level {
            rows.push(RowOf {
                kind: RowKind::Unit,
                place: Some(at),
                own: at..place.end,
                more: Vec::new(),
            });
            at = place.end.max(at + 1);
            continue;
        }
        // It has a unit of the level neither above it nor as itself.
        while above.last().is_some_and(|(_, end)| *end <= at) {
            above.pop();
        }
        let holder = match above.last() {
            Some((holder, _)) if lower.contains(&place.level.as_str()) => *holder,
            _ => {
                above.push((at, place.end));
                at
            }
        };
        remainders.change(holder, |stretches| stretches.push(at..at + 1));
        at += 1;
    }
    rows.extend(remainders.into_iter().map(|(holder, more)| RowOf {
        kind: RowKind::Remainder,
        place: Some(holder),
        own: holder..holder,
        more,
    }));
    rows.push(RowOf {
        kind: RowKind::Unassigned,
        place: None,
        own: nowhere..nowhere + 1,
        more: Vec::new(),
    });
    rows
}

/// The levels below one, and what has no level and lies below it somewhere. A unit
/// of theirs that no unit of the level holds has no remainder row of its own.
fn lower<'p>((places, levels): (&'p Places, &'p [String]), level: &str) -> Vec<&'p str> {
    let below = levels.iter().skip_while(|known| *known != level).skip(1);
    let mut lower: Vec<&str> = below.map(String::as_str).collect();
    let mut end = 0;
    for (at, place) in places.units.iter().enumerate() {
        if place.level == level {
            end = end.max(place.end);
        } else if at < end && !lower.contains(&place.level.as_str()) {
            lower.push(&place.level);
        }
    }
    lower
}
