//! What happened to a unit that no succession tells: new names, codes and units
//! above it, and that it closed without a successor.

use crate::{
    Day, Registry,
    id::UnitIx,
    order::Order,
    place::{Reform, Unit},
};
use serde::Serialize;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Its name.
    Name,
    /// Its code.
    Code,
    /// The unit above it.
    Parent,
    /// It closed without a successor: what lay in it lies in the unit above.
    Closed,
}

/// One change of a unit on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change {
    /// The first day on which it holds.
    pub day: Day,
    /// What changed.
    pub what: What,
    /// What was until then: a name, a code, or the unit above with its id; empty where
    /// there was none.
    pub from: String,
    /// What is from then on; where it closed, the unit in which what it held lies.
    pub into: String,
    /// The legal act of the reform that says so; empty where no reform does.
    pub act: String,
}

/// The changes of a unit over all days, by day.
pub fn course(registry: &Registry, unit: UnitIx) -> Vec<Change> {
    let Some(known) = registry.unit(unit) else {
        return Vec::new();
    };
    let id = registry.unit_ids().text(unit);
    let mut changes = Vec::new();
    let mut add = |day: Day, what, from: String, into: String| {
        let is_new = known.spell.from.is_none_or(|opened| opened < day);
        if from != into && is_new && known.spell.until.is_none_or(|until| day <= until) {
            let act = act(registry, known, id, day, what).to_owned();
            let (from, into) = (from, into);
            changes.push(Change {
                day,
                what,
                from,
                into,
                act,
            });
        }
    };
    for day in known.names.iter().filter_map(|entry| entry.from) {
        let name = |day| known.name_on(day).to_owned();
        add(day, What::Name, name(day.before()), name(day));
    }
    for day in known.codes.iter().filter_map(|entry| entry.from) {
        let code = |day| known.code_on(day).to_owned();
        add(day, What::Code, code(day.before()), code(day));
    }
    for day in known.parents.iter().filter_map(|entry| entry.from) {
        let above = |on: Day| called(registry, known.parent_on(on), on);
        add(day, What::Parent, above(day.before()), above(day));
    }
    if let Some(day) = known.spell.until {
        let goes_on = registry
            .lineage()
            .out_of(unit)
            .iter()
            .any(|one| one.day == day);
        if !goes_on {
            let crossing = registry.crossing(day);
            let instead = crossing.standing(unit, Some(day.before())).unit;
            let own = called(registry, Some(unit), day.before());
            add(day, What::Closed, own, called(registry, instead, day));
        }
    }
    changes.order_by_key(|change| (change.day, change.what));
    changes
}

/// A unit's name with its id.
fn called(registry: &Registry, unit: Option<UnitIx>, day: Day) -> String {
    let known = unit.and_then(|unit| Some((unit, registry.unit(unit)?)));
    known.map_or_else(String::new, |(unit, known)| {
        let id = registry.unit_ids().text(unit);
        format!("{} ({id})", known.name_on(known.spell.nearest(day)))
    })
}

/// The act of the reform that made a change: it names the unit, or closed the one above.
fn act<'a>(registry: &'a Registry, known: &Unit, id: &str, day: Day, what: What) -> &'a str {
    let above = known.parent_on(day.before());
    let above = above.map_or("", |unit| registry.unit_ids().text(unit));
    let says_so = |reform: &&Reform| match what {
        What::Name => reform.rename.iter().any(|one| one.unit == id),
        What::Code => reform.recode.iter().any(|one| one.unit == id),
        What::Parent => {
            let moves = reform.moves.iter().any(|one| one.unit == id);
            moves || reform.closing().contains(&above)
        }
        What::Closed => reform.closing().contains(&id),
    };
    let mut of_day = registry.reforms().iter().filter(|reform| reform.day == day);
    of_day.find(says_so).map_or("", |reform| &reform.act)
}
