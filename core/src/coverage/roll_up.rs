//! The counts of a rule over places: one row a unit, remainders, unassigned.

use super::{Counts, Judge, Verdict, Who};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    event::Code,
    id::{CommitteeIx, TeamIx, UnitIx},
    place::PlaceMap,
    rule::{Concrete, Rule, Settings, Subject},
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::rc::Rc;

/// A question of coverage as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The day asked about.
    #[cfg_attr(test, schemars(with = "String"))]
    pub day: Day,
    /// On which map: `then`, the day's own. Other maps are not built yet.
    #[serde(default = "then")]
    pub map: String,
    /// As known at which instant: null, all that is known. Others are not built
    /// yet.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Levels to answer at; empty: every level.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<(String, Value)>,
}

fn then() -> String {
    "then".to_owned()
}

impl Question {
    /// Everything about a day, at every level.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            known_at: None,
            by: Vec::new(),
            unit: None,
            parameters: Vec::new(),
        }
    }

    /// Refuses by name what is not built yet.
    fn check(&self) -> Result<()> {
        if self.map != "then" {
            let error = Error::new(ErrorKind::NotYetBuilt)
                .found(format!("map {}", self.map))
                .expected("map then");
            return Err(error.path("/map"));
        }
        if let Some(instant) = &self.known_at {
            let error = Error::new(ErrorKind::NotYetBuilt)
                .found(format!("known_at {instant}"))
                .expected("known_at null");
            return Err(error.path("/known_at"));
        }
        Ok(())
    }
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
pub struct Coverage {
    /// Id of the rule.
    pub rule: String,
    /// The day.
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
pub fn coverage(registry: &Registry, rule: &Rule, question: &Question) -> Result<Coverage> {
    question.check()?;
    let day = question.day;
    let map = registry.map(day);
    let (teams_of, committees_of) = bodies(registry, day);
    let judge = Judge::new(registry, &map, &rule.catalogue, &teams_of, &committees_of)?;
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
    let mut rules = Rules::new(registry, &map, rule, question);
    rules.of(None)?;

    // By position on the map; the last slot holds what no unit contains.
    let nowhere = map.units().len();
    let mut direct = vec![Counts::default(); nowhere + 1];
    let mut open_households = 0;
    let mut failed = None;
    each_subject(
        registry,
        &map,
        rule.subject,
        &mut open_households,
        |who, unit| {
            if let Some(above) = within
                && !unit.is_some_and(|unit| map.lies_in(unit, above))
            {
                return;
            }
            match rules.of(unit) {
                Ok(concrete) => {
                    let at = unit
                        .and_then(|unit| map.position_of(unit))
                        .unwrap_or(nowhere);
                    if let Some(counts) = direct.get_mut(at) {
                        counts.count(judge.verdict(&concrete, who));
                    }
                }
                Err(error) => failed = Some(error),
            }
        },
    );
    if let Some(error) = failed {
        return Err(error);
    }
    let levels = levels(registry, &map, &question.by)?;
    let mut total = Counts::default();
    for counts in &direct {
        total.add(counts);
    }
    let mut rows = Vec::new();
    for level in levels {
        roll_up(registry, &map, within, &direct, level, &mut rows);
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
pub fn verdict(registry: &Registry, rule: &Rule, question: &Question, id: &str) -> Result<Verdict> {
    question.check()?;
    let map = registry.map(question.day);
    let (teams_of, committees_of) = bodies(registry, question.day);
    let judge = Judge::new(registry, &map, &rule.catalogue, &teams_of, &committees_of)?;
    let mut rules = Rules::new(registry, &map, rule, question);
    rules.of(None)?;
    let mut open_households = 0;
    let unknown = || {
        Error::new(ErrorKind::UnknownSubject)
            .found(id)
            .expected(rule.subject.name())
    };
    let (who, unit) = match rule.subject {
        Subject::Household => {
            let household = registry.household_ids().find(id).ok_or_else(unknown)?;
            let unit = registry
                .placed_on(household, question.day)
                .map(|placed| placed.unit);
            registry
                .is_household_on(household, question.day)
                .then_some((Who::Household(household), unit))
        }
        _ => {
            let mut found = None;
            each_subject(
                registry,
                &map,
                rule.subject,
                &mut open_households,
                |who, unit| {
                    if id_of(registry, who) == id {
                        found = Some((who, unit));
                    }
                },
            );
            found
        }
    }
    .ok_or_else(unknown)?;
    let concrete = rules.of(unit)?;
    Ok(judge.verdict(&concrete, who))
}

fn id_of(registry: &Registry, who: Who) -> &str {
    match who {
        Who::Resident(person, ..) | Who::Member(person, _) => registry.person_ids().text(person),
        Who::Household(household) => registry.household_ids().text(household),
        Who::Stall(stall) => registry.stall_ids().text(stall),
        Who::Team(team) => registry.team_ids().text(team),
        Who::Committee(committee) => registry.committee_ids().text(committee),
        Who::Unit(unit) => registry.unit_ids().text(unit),
    }
}

/// The concrete rule of each unit: one for all where no parameter is local, and
/// one for all units whose settings are equal, made and checked once.
struct Rules<'a> {
    registry: &'a Registry,
    map: &'a PlaceMap,
    rule: &'a Rule,
    question: &'a Question,
    local: bool,
    by_unit: FxHashMap<Option<UnitIx>, Rc<Concrete>>,
    by_settings: FxHashMap<Settings, Rc<Concrete>>,
}

impl<'a> Rules<'a> {
    fn new(
        registry: &'a Registry,
        map: &'a PlaceMap,
        rule: &'a Rule,
        question: &'a Question,
    ) -> Self {
        let local = rule
            .parameters
            .iter()
            .flat_map(|parameter| &parameter.values)
            .any(|value| value.unit.is_some());
        Self {
            registry,
            map,
            rule,
            question,
            local,
            by_unit: Default::default(),
            by_settings: Default::default(),
        }
    }

    fn of(&mut self, unit: Option<UnitIx>) -> Result<Rc<Concrete>> {
        let unit = unit.filter(|_| self.local);
        if let Some(known) = self.by_unit.get(&unit) {
            return Ok(known.clone());
        }
        let above: Vec<&str> = unit
            .into_iter()
            .flat_map(|unit| self.map.upwards(unit))
            .map(|unit| self.registry.unit_ids().text(unit))
            .collect();
        let settings =
            self.rule
                .settings(&above, Some(self.question.day), &self.question.parameters)?;
        let concrete = match self.by_settings.get(&settings) {
            Some(known) => known.clone(),
            None => {
                let concrete = self.rule.resolve(&settings)?;
                let faults = concrete.check(
                    self.rule.subject,
                    &self.rule.catalogue,
                    self.registry.vocabulary(),
                );
                if let Some(error) = faults.into_iter().next() {
                    return Err(error);
                }
                let concrete = Rc::new(concrete);
                self.by_settings.insert(settings, concrete.clone());
                concrete
            }
        };
        self.by_unit.insert(unit, concrete.clone());
        Ok(concrete)
    }
}

type Bodies = (Vec<Vec<TeamIx>>, Vec<Vec<CommitteeIx>>);

/// The teams and committees of each unit on a day.
fn bodies(registry: &Registry, day: Day) -> Bodies {
    let mut teams = vec![Vec::new(); registry.unit_ids().len()];
    for ix in registry.team_ids().iter() {
        if let Some(team) = registry.team(ix).filter(|team| team.spell.holds(day))
            && let Some(own) = teams.get_mut(team.unit.index())
        {
            own.push(ix);
        }
    }
    let mut committees = vec![Vec::new(); registry.unit_ids().len()];
    for ix in registry.committee_ids().iter() {
        if let Some(committee) = registry
            .committee(ix)
            .filter(|committee| committee.spell.holds(day))
            && let Some(own) = committees.get_mut(committee.unit.index())
        {
            own.push(ix);
        }
    }
    (teams, committees)
}

/// Every subject of the day, with the unit that it is counted in.
fn each_subject(
    registry: &Registry,
    map: &PlaceMap,
    subject: Subject,
    open_households: &mut u64,
    mut each: impl FnMut(Who, Option<UnitIx>),
) {
    let day = map.day();
    match subject {
        Subject::Household | Subject::Resident => {
            for household in registry
                .household_ids()
                .iter()
                .filter(|ix| registry.is_household_on(*ix, day))
            {
                let unit = registry.placed_on(household, day).map(|placed| placed.unit);
                if subject == Subject::Household {
                    each(Who::Household(household), unit);
                    continue;
                }
                *open_households += u64::from(!registry.is_listed_on(household, day));
                for (person, kind) in registry.residents_on(household, day) {
                    each(Who::Resident(person, household, kind), unit);
                }
            }
        }
        Subject::Team => {
            for ix in registry.team_ids().iter() {
                if let Some(team) = registry.team(ix).filter(|team| team.spell.holds(day)) {
                    each(Who::Team(ix), Some(team.unit));
                }
            }
        }
        Subject::Unit => {
            for unit in map.units() {
                each(Who::Unit(*unit), Some(*unit));
            }
        }
    }
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
