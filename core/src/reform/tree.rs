//! What became of a unit, and what it came from, as a tree.

use crate::{Day, Registry, id::UnitIx, order::Order, place::Passage};
use serde::Serialize;

/// A unit in a tree of successions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Branch {
    /// Its id.
    pub unit: String,
    /// The code that it carried when it last was; empty where it had none.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// When it was opened; null: since ever.
    pub opened: Option<Day>,
    /// When it closed; null: it goes on.
    pub closed: Option<Day>,
    /// How it came here from the unit above in the tree; null at the root.
    pub by: Option<Lines>,
    /// Where it went, or what it came from, with what came of that.
    pub further: Vec<Branch>,
}

/// One succession.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Lines {
    /// The day of the reform.
    pub day: Day,
    /// The legal act.
    pub act: String,
    /// Whether only a part of the old unit went there.
    pub part: bool,
    /// How many households went that way; null where nobody counted, or none is
    /// known to have been in the old unit, or nobody said which way any went.
    pub households: Option<u64>,
    /// Their share of those of the old unit, in parts per million, rounded down.
    pub share: Option<u32>,
    /// How many households of the old unit nobody placed in any of the new ones; null
    /// where nobody counted, or none is known to have been in the old unit.
    pub unplaced: Option<u64>,
}

/// Longest line of successions that is followed.
const MOST_DEPTH: usize = 64;

/// What became of a unit after a day, over all reforms.
pub fn posterity(registry: &Registry, unit: UnitIx, day: Day) -> Branch {
    grow(registry, unit, day, None, Direction::Forwards, 0)
}

/// What a unit came from before a day, over all reforms.
pub fn ancestry(registry: &Registry, unit: UnitIx, day: Day) -> Branch {
    grow(registry, unit, day, None, Direction::Backwards, 0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forwards,
    Backwards,
}

fn grow(
    registry: &Registry,
    unit: UnitIx,
    day: Day,
    by: Option<Lines>,
    direction: Direction,
    depth: usize,
) -> Branch {
    let lineage = registry.lineage();
    let forwards = direction == Direction::Forwards;
    let passages: Vec<Passage> = if forwards {
        let given = lineage.out_of(unit).iter();
        given.filter(|one| one.day > day).copied().collect()
    } else {
        let taken = lineage.into(unit);
        taken.filter(|one| one.day <= day).copied().collect()
    };
    let mut further: Vec<Branch> = Vec::new();
    for passage in passages.iter().filter(|_| depth < MOST_DEPTH) {
        let lines = Lines {
            day: passage.day,
            act: registry
                .reforms()
                .get(passage.reform as usize)
                .map_or_else(String::new, |reform| reform.act.clone()),
            part: passage.part,
            households: None,
            share: None,
            unplaced: None,
        };
        let (next, at) = if forwards {
            (passage.into, passage.day)
        } else {
            (passage.from, passage.day.before())
        };
        further.push(grow(registry, next, at, Some(lines), direction, depth + 1));
    }
    further.order_by(|a, b| {
        let key = |one: &Branch| {
            (
                one.by.as_ref().map(|by| by.day),
                one.code.clone(),
                one.unit.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    let known = registry.unit(unit);
    let spell = known.map_or_else(Default::default, |known| known.spell);
    let shown = match (spell.until, spell.from) {
        (Some(until), _) if until <= day => until.before(),
        (_, Some(from)) if day < from => from,
        _ => day,
    };
    Branch {
        unit: registry.unit_ids().text(unit).to_owned(),
        code: known.map_or("", |known| known.code_on(shown)).to_owned(),
        name: known.map_or("", |known| known.name_on(shown)).to_owned(),
        opened: spell.from,
        closed: spell.until,
        by,
        further,
    }
}

impl Branch {
    /// Fills in how many households went each way, from the flow of a day.
    pub fn count(&mut self, flow: &super::Flow) {
        let own = self.unit.clone();
        for branch in &mut self.further {
            if let Some(lines) = branch.by.as_mut().filter(|by| by.day == flow.day) {
                let way = flow.ways.iter().find(|way| {
                    (way.from == own && way.into == branch.unit)
                        || (way.from == branch.unit && way.into == own)
                });
                if let Some(way) = way.filter(|way| way.share.is_some()) {
                    lines.unplaced = Some(way.unplaced);
                    if way.households > 0 || way.unplaced == 0 {
                        lines.households = Some(way.households);
                        lines.share = way.share;
                    }
                }
            }
            branch.count(flow);
        }
    }
}
