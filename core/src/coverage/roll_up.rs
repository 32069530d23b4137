//! The counts of a rule over places: one row a unit, remainders, unassigned.

use super::{Asked, Counts, OnDay, Question, Verdict};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    event::Code,
    id::UnitIx,
    place::PlaceMap,
    rule::{Rule, Subject},
};
use serde::{Deserialize, Serialize};

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A unit of the level, with all below it.
    Unit,
    /// What lies in a higher unit and in none of the level.
    Remainder,
    /// What no unit contains.
    Unassigned,
}

impl RowKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Remainder => "remainder",
            Self::Unassigned => "unassigned",
        }
    }
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Row {
    /// What it stands for.
    #[serde(rename = "row")]
    pub kind: RowKind,
    /// Id of the unit; empty where unassigned.
    pub unit: String,
    /// Its code on the day.
    pub code: String,
    /// Its name on the day.
    pub name: String,
    /// The level that the row belongs to.
    pub level: String,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The answer to a question of coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Id of the rule.
    pub rule: String,
    /// The day.
    #[cfg_attr(test, schemars(with = "String"))]
    pub day: Day,
    /// Everything in the answer together.
    pub total: Counts,
    /// Households on the day whose residents are not all listed, where the rule
    /// is about residents: the further ones are never subjects themselves.
    pub open_households: u64,
    /// Rows by level, highest first; within a level each unit in the order of
    /// codes, then remainders, then what is unassigned.
    pub rows: Vec<Row>,
}

impl Coverage {
    /// The rows of a level.
    pub fn level<'a>(&'a self, level: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| row.level == level)
    }
}

/// Says how far a rule is met on a day, in each unit of each level asked for.
/// The rows of any level add up to the total.
///
/// # Errors
///
/// What is wrong with the question or the rule, with its path.
pub fn coverage(registry: &Registry, rule: &Rule, question: &Question) -> Result<Coverage> {
    question.check()?;
    coverage_on(&OnDay::new(registry, question.day), rule, question)
}

/// The same, on a day that is already at hand; `question.day` must be that day.
///
/// # Errors
///
/// As [`coverage`].
pub fn coverage_on(on_day: &OnDay<'_>, rule: &Rule, question: &Question) -> Result<Coverage> {
    let asked = Asked::new(on_day, rule, question)?;
    let (registry, map, day) = (on_day.registry(), on_day.map(), on_day.day());
    let within = match &question.unit {
        None => None,
        Some(text) => {
            let known = registry
                .unit_ids()
                .find(text)
                .filter(|unit| map.position_of(*unit).is_some());
            let unknown = || {
                Error::new(ErrorKind::UnknownSubject)
                    .found(text.clone())
                    .expected("unit")
                    .path("/unit")
            };
            Some(known.ok_or_else(unknown)?)
        }
    };
    let is_within = |unit: Option<UnitIx>| {
        within.is_none_or(|above| unit.is_some_and(|unit| map.lies_in(unit, above)))
    };

    // By position on the map; the last slot holds what no unit contains.
    let nowhere = map.units().len();
    let mut direct = vec![Counts::default(); nowhere + 1];
    let mut failed = None;
    on_day.each_subject(rule.subject, |who, unit| {
        if !is_within(unit) {
            return;
        }
        match asked.verdict(who, unit) {
            Ok(verdict) => {
                let at = unit.and_then(|unit| map.position_of(unit));
                if let Some(counts) = direct.get_mut(at.unwrap_or(nowhere)) {
                    counts.count(verdict);
                }
            }
            Err(error) => failed = Some(error),
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let mut open_households = 0;
    if rule.subject == Subject::Resident {
        on_day.each_subject(Subject::Household, |who, unit| {
            let open = matches!(who, super::Who::Household(household) if !registry.is_listed_on(household, day));
            open_households += u64::from(open && is_within(unit));
        });
    }
    let levels = levels(registry, map, &question.by)?;
    let mut total = Counts::default();
    for counts in &direct {
        total.add(counts);
    }
    let mut rows = Vec::new();
    for level in levels {
        roll_up(registry, map, within, &direct, level, &mut rows);
    }
    Ok(Coverage {
        rule: rule.id.clone(),
        day,
        total,
        open_households,
        rows,
    })
}

/// The verdict on one subject, by the noun's id.
///
/// # Errors
///
/// What is wrong with the question or the rule, or that there is no such subject.
pub fn verdict(registry: &Registry, rule: &Rule, question: &Question, id: &str) -> Result<Verdict> {
    question.check()?;
    let on_day = OnDay::new(registry, question.day);
    let asked = Asked::new(&on_day, rule, question)?;
    let (who, unit) = asked.subject(id)?;
    asked.verdict(who, unit)
}

fn levels(registry: &Registry, map: &PlaceMap, asked: &[String]) -> Result<Vec<Code>> {
    let known = map.levels();
    if asked.is_empty() {
        return Ok(known);
    }
    asked
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let level = registry
                .vocabulary()
                .find(text)
                .filter(|level| known.contains(level));
            level.ok_or_else(|| {
                let names: Vec<&str> = known
                    .iter()
                    .map(|level| registry.vocabulary().text(*level))
                    .collect();
                let error = Error::new(ErrorKind::UnknownUnitLevel).found(text.clone());
                error.expected(names.join(", ")).path(format!("/by/{at}"))
            })
        })
        .collect()
}

/// The rows of one level. DESIGN, "Rows".
fn roll_up(
    registry: &Registry,
    map: &PlaceMap,
    within: Option<UnitIx>,
    direct: &[Counts],
    level: Code,
    rows: &mut Vec<Row>,
) {
    let day = map.day();
    let text = registry.vocabulary().text(level);
    let row = |kind: RowKind, unit: Option<UnitIx>, counts: Counts| {
        let known = unit.and_then(|unit| registry.unit(unit));
        Row {
            kind,
            level: text.to_owned(),
            unit: unit
                .map_or("", |unit| registry.unit_ids().text(unit))
                .to_owned(),
            code: known.map_or("", |unit| unit.code_on(day)).to_owned(),
            name: known.map_or("", |unit| unit.name_on(day)).to_owned(),
            counts,
        }
    };
    let stretch = within.map_or(0..map.units().len(), |unit| map.stretch(unit));
    let mut remainders = Vec::new();
    let mut at = stretch.start;
    while let Some(unit) = map.units().get(at).copied().filter(|_| at < stretch.end) {
        if map.level(unit) == Some(level) {
            let own = map.stretch(unit);
            let mut counts = Counts::default();
            for below in direct.get(own.clone()).unwrap_or(&[]) {
                counts.add(below);
            }
            rows.push(row(RowKind::Unit, Some(unit), counts));
            at = own.end.max(at + 1);
        } else {
            // It has a unit of the level neither above it nor as itself.
            if let Some(counts) = direct.get(at).filter(|counts| !counts.is_zero()) {
                remainders.push(row(RowKind::Remainder, Some(unit), *counts));
            }
            at += 1;
        }
    }
    rows.append(&mut remainders);
    if let Some(counts) = direct
        .get(map.units().len())
        .filter(|counts| !counts.is_zero())
    {
        rows.push(row(RowKind::Unassigned, None, *counts));
    }
}
