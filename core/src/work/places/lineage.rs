//! What a text means: on the day, else on any.

use crate::{
    Day, Error, ErrorKind, Registry, Result,
    coverage::ANSWERS,
    order::{Map, Set},
    place::PlaceMap,
    reform::{Branch, Change, Directory, Found, Match, ancestry, course, flow, posterity},
};
use serde::Serialize;

/// A code or a name, and when it was so written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineageQuestion {
    /// A code, a name with or without its kind, both one after the other, or an id.
    pub text: String,
    /// The day on which the unit was so called.
    pub day: Day,
    /// Whether the households that went each way of a reform are counted.
    pub households: bool,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lineages {
    /// Version of the answers.
    pub v: u32,
    /// The text.
    pub text: String,
    /// The day.
    pub day: Day,
    /// Whether the units were so called on the day, or only on others.
    pub on_the_day: bool,
    /// Every unit that the text means, by code and then id.
    pub units: Vec<UnitLineage>,
}

/// A unit that a text means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitLineage {
    /// What of the unit the text is.
    pub matched: Match,
    /// Its level; empty where it has none.
    pub level: String,
    /// The names of the units above, from the lowest.
    pub within: Vec<String>,
    /// The first day on which it was so called; null: since ever.
    pub from: Option<Day>,
    /// The first day on which it was so called no more; null: it still is.
    pub until: Option<Day>,
    /// What happened to the unit itself, by day.
    pub changes: Vec<Change>,
    /// What it came from, over all reforms.
    pub was: Branch,
    /// What became of it, over all reforms.
    pub became: Branch,
}

/// Looks a text up on a day and, where it means nothing then, on all others.
///
/// ```
/// use noidai::{Registry, event::Batch, work::places::{LineageQuestion, lineages}};
/// let registry = Registry::open(Batch::default())?;
/// let question = LineageQuestion {
///     text: "Vị Thủy".to_owned(),
///     day: "2025-07-01".parse()?,
///     households: false,
/// };
/// assert_eq!(lineages(&registry, &question).unwrap_err().kind().name(), "unknown-unit");
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// It never meant any unit.
pub fn lineages(registry: &Registry, question: &LineageQuestion) -> Result<Lineages> {
    let day = question.day;
    let directory = Directory::new(registry);
    let mut found = directory.on(&question.text, day);
    let on_the_day = !found.is_empty();
    if !on_the_day {
        found = directory.ever(&question.text);
    }
    if found.is_empty() {
        let error = Error::new(ErrorKind::UnknownUnit).found(question.text.as_str());
        return Err(error);
    }
    let mut maps: Map<Day, PlaceMap> = Map::new();
    let mut told = |one: &Found| {
        let at = one.when.nearest(day);
        if !maps.contains_key(&at) {
            maps.insert(at, registry.map(at));
        }
        let above = maps.get(&at).into_iter();
        let above = above.flat_map(|map| map.upwards(one.unit).skip(1));
        let above = above.filter_map(|unit| Some(registry.unit(unit)?.name_on(at).to_owned()));
        let level = registry.unit(one.unit).and_then(|unit| unit.level);
        UnitLineage {
            matched: one.by,
            level: level
                .map_or("", |level| registry.vocabulary().text(level))
                .to_owned(),
            within: above.collect(),
            from: one.when.from,
            until: one.when.until,
            changes: course(registry, one.unit),
            was: ancestry(registry, one.unit, at),
            became: posterity(registry, one.unit, at),
        }
    };
    let mut units: Vec<UnitLineage> = found.iter().map(&mut told).collect();
    if question.households {
        count(registry, &mut units);
    }
    Ok(Lineages {
        v: ANSWERS,
        text: question.text.clone(),
        day,
        on_the_day,
        units,
    })
}

/// Says of each way of each reform how many households went it.
fn count(registry: &Registry, units: &mut [UnitLineage]) {
    let mut days = Set::new();
    for unit in &*units {
        days_of(&unit.was, &mut days);
        days_of(&unit.became, &mut days);
    }
    for day in days.iter() {
        let flow = flow(registry, *day);
        for unit in &mut *units {
            unit.was.count(&flow);
            unit.became.count(&flow);
        }
    }
}

fn days_of(branch: &Branch, days: &mut Set<Day>) {
    if let Some(by) = &branch.by {
        days.insert(by.day);
    }
    for further in &branch.further {
        days_of(further, days);
    }
}
