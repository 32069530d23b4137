//! The units of a day.

use crate::{
    Day, Registry, Result,
    coverage::{ANSWERS, levels, within},
};
use serde::{Deserialize, Serialize};

/// Which units are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacesQuestion {
    /// The day.
    pub day: Day,
    /// Only units of these levels; empty: every level.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and what lies in it, by its id or by its code on the day; null: all.
    #[serde(default)]
    pub unit: Option<String>,
}

impl PlacesQuestion {
    /// All units of a day.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            by: Vec::new(),
            unit: None,
        }
    }
}

/// The units of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlacesOfDay {
    /// Version of the answers.
    pub v: u32,
    /// The day.
    pub day: Day,
    /// The unit that was asked about; null where all were.
    pub unit: Option<String>,
    /// The units, each before what lies in it.
    pub units: Vec<UnitOfDay>,
}

/// A unit as it was on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct UnitOfDay {
    /// Its id.
    pub unit: String,
    /// Its code; empty where it had none.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What kind of unit its name says that it is; empty where nothing is said.
    pub kind: String,
    /// Its level; empty where it has none.
    pub level: String,
    /// The id of the unit in which it lay; empty where it lay in none.
    pub parent: String,
    /// How many units lay above it.
    pub depth: usize,
    /// Its first day; null: since ever.
    pub opened: Option<Day>,
    /// The first day on which it was no more; null: it goes on.
    pub closed: Option<Day>,
}

/// Lists the units of a day.
///
/// ```
/// use noidai::{Registry, event::Batch, work::places::{PlacesQuestion, places}};
/// let registry = Registry::open(Batch::default())?;
/// let answer = places(&registry, &PlacesQuestion::on("2025-07-01".parse()?))?;
/// assert!(answer.units.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// No unit of the day has a level or is the unit asked about, with its path.
pub fn places(registry: &Registry, question: &PlacesQuestion) -> Result<PlacesOfDay> {
    let day = question.day;
    let map = registry.map(day);
    let within = within(registry, &map, question.unit.as_deref())?;
    let levels = match question.by.as_slice() {
        [] => None,
        by => Some(levels(registry, &map, by, within)?),
    };
    let id = |unit| registry.unit_ids().text(unit).to_owned();
    let mut units = Vec::new();
    for ix in map.units().iter().copied() {
        let level = map.level(ix);
        let of_level = |levels: &Vec<_>| level.is_some_and(|own| levels.contains(&own));
        if !levels.as_ref().is_none_or(of_level)
            || !within.is_none_or(|above| map.lies_in(ix, above))
        {
            continue;
        }
        let Some(unit) = registry.unit(ix) else {
            continue;
        };
        units.push(UnitOfDay {
            unit: id(ix),
            code: unit.code_on(day).to_owned(),
            name: unit.name_on(day).to_owned(),
            kind: unit.kind_on(day).to_owned(),
            level: level
                .map_or("", |own| registry.vocabulary().text(own))
                .to_owned(),
            parent: map.parent(ix).map(id).unwrap_or_default(),
            depth: map.depth(ix),
            opened: unit.spell.from,
            closed: unit.spell.until,
        });
    }
    Ok(PlacesOfDay {
        v: ANSWERS,
        day,
        unit: within.map(id),
        units,
    })
}
