//! Everything that a month is made of, asked of one registry.

use super::asked::Asked;
use crate::{
    Context,
    failure::Failure,
    input::Progress,
    verb::asking::{OfRule, at_its_option},
    words::say,
};
use noidai::{
    ErrorKind, Registry, Result,
    coverage::{Coverage, CoverageWork, OnDay, Question, Row, RowKind},
    rule::{Given, Rule, Subject, built_in},
    work::{
        change::{ChangeQuestion, WhatChanged, change},
        done::{DoneBy, DoneQuestion, WhatWasDone, what_was_done},
        targets::{TargetQuestion, Targets, targets},
        worklist::{Worklist, WorklistQuestion, WorklistWork},
    },
};

/// How many households are looked at between two looks at the progress.
const STEP: usize = 1_000;

/// What was found.
pub struct Found {
    pub done: WhatWasDone,
    pub by_team: WhatWasDone,
    pub by_force: WhatWasDone,
    pub by_kind: WhatWasDone,
    /// Not of what is larger than a commune.
    pub by_member: Option<WhatWasDone>,
    /// At every level of the unit.
    pub covered: Coverage,
    /// Each rule with the whole unit's row; those without anything to count left out.
    pub by_rule: Vec<(Rule, Row)>,
    pub changed: WhatChanged,
    pub rules: Vec<Rule>,
    pub targets: Targets,
    pub worklist: Worklist,
}

impl Found {
    /// Asks all of it.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule or its parameters.
    pub fn new(
        registry: &Registry,
        asked: &Asked,
        (rule, of): (&Rule, &OfRule),
        context: &Context,
    ) -> std::result::Result<Self, Failure> {
        let given = of.given()?;
        let wrong = |error| of.wrong(error);
        let counting = say(context.language, "đang tính", "counting");
        let progress = Progress::begin(counting, None);
        let done = |levels: &[String], by| {
            let question = done_question(asked, levels, by);
            what_was_done(registry, &question).map_err(at_its_option)
        };
        let own: Vec<String> = asked.levels.iter().take(1).cloned().collect();
        let on_day = OnDay::new(registry, asked.day);
        let covered = cover(&on_day, rule, &coverage_question(asked, &given)).map_err(wrong)?;
        let mut rules = built_in();
        rules.retain(|known| known.id != rule.id);
        rules.insert(0, rule.clone());
        let mut by_rule = Vec::new();
        for other in &rules {
            let own = if other.id == rule.id {
                given.clone()
            } else {
                Vec::new()
            };
            let mut question = coverage_question(asked, &own);
            question.by.clone_from(&asked.levels);
            let total = match other.id == rule.id {
                true => covered.total,
                false => cover(&on_day, other, &question).map_err(wrong)?.total,
            };
            if total != noidai::coverage::Counts::default() {
                by_rule.push((other.clone(), whole(asked, total)));
            }
        }
        let mut moved = ChangeQuestion::between(asked.eve(), asked.day);
        moved.map = asked.map_day().to_string();
        moved.by.clone_from(&asked.levels);
        moved.unit = Some(asked.id.clone());
        moved.parameters.clone_from(&given);
        let changed = change(registry, rule, &moved).map_err(wrong)?;
        let mut set = TargetQuestion::on(asked.day);
        (set.map, set.today) = (asked.map.clone(), asked.today);
        set.unit = Some(asked.id.clone());
        let found = Self {
            done: done(&asked.levels, None)?,
            by_team: done(&own, Some(DoneBy::Team))?,
            by_force: done(&own, Some(DoneBy::Force))?,
            by_kind: done(&own, Some(DoneBy::Kind))?,
            by_member: match asked.names_people {
                true => Some(done(&own, Some(DoneBy::Member))?),
                false => None,
            },
            covered,
            by_rule,
            changed,
            targets: targets(registry, &rules, &set).map_err(wrong)?,
            worklist: {
                drop(progress);
                let visits = visits(&on_day, rule, (asked, given), context);
                visits.map_err(|error| match error.kind() {
                    ErrorKind::NotOfHouseholds => Failure::Usage(error.path("--rule")),
                    _ => of.wrong(error),
                })?
            },
            rules,
        };
        Ok(found)
    }
}

fn done_question(asked: &Asked, levels: &[String], by: Option<DoneBy>) -> DoneQuestion {
    let mut question = DoneQuestion::on(asked.day);
    (question.period, question.stratify) = (asked.every, by);
    (question.map, question.today) = (asked.map.clone(), asked.today);
    question.unit = Some(asked.id.clone());
    question.by = levels.to_vec();
    question
}

/// A question of every level of the unit.
fn coverage_question(asked: &Asked, given: &[Given]) -> Question {
    let mut question = Question::on(asked.day);
    (question.map, question.today) = (asked.map.clone(), asked.today);
    question.unit = Some(asked.id.clone());
    question.parameters = given.to_vec();
    question
}

fn cover(on_day: &OnDay<'_>, rule: &Rule, question: &Question) -> Result<Coverage> {
    CoverageWork::new(on_day, rule, question)?.finish()
}

/// The row of the whole unit: its counts are those of everything in the answer.
fn whole(asked: &Asked, counts: noidai::coverage::Counts) -> Row {
    Row {
        kind: RowKind::Unit,
        unit: asked.id.clone(),
        code: asked.code.clone(),
        name: asked.name.clone(),
        level: asked.levels.first().cloned().unwrap_or_default(),
        strata: Vec::new(),
        counts,
    }
}

/// The whole unit's list, so that households are looked at once however many teams
/// there are.
fn visits(
    on_day: &OnDay<'_>,
    rule: &Rule,
    (asked, given): (&Asked, Vec<Given>),
    context: &Context,
) -> Result<Worklist> {
    let mut question = WorklistQuestion::on(asked.day);
    (question.map, question.today) = (asked.map.clone(), asked.today);
    question.unit = Some(asked.id.clone());
    question.parameters = given;
    let of_coverage = question.gaps().coverage();
    let mut work = WorklistWork::new(on_day, rule, &question, &of_coverage)?;
    let making = say(context.language, "đang lập danh sách", "making the lists");
    let progress = Progress::begin(making, Some(on_day.all(Subject::Household) as u64));
    while work.step(STEP)? {
        progress.done(work.done() as u64);
    }
    work.finish()
}
