//! `noidai gaps`: who is not covered, nearest to it first, with the smallest
//! change or the fewest questions.

use super::{
    asking::{Asking, rule_of},
    explain::{STEPS, push_steps},
};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report},
    tell,
    words::{self, number, say},
};
use noidai::{
    Error, ErrorKind, Language, Registry, Result,
    coverage::{Asked, OnDay, Question, Verdict, Who},
    gap::{Explanation, GapQuestion, explain_on},
    id::UnitIx,
    json,
    rule::{MINISTRY, Rule},
};
use std::collections::BTreeMap;

/// How many subjects are explained between two looks at the progress.
const STEP: u64 = 100;

#[derive(clap::Args)]
pub struct Gaps {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    asking: Asking,
    /// Id of a unit: it and what lies in it.
    #[arg(long = "where", value_name = "UNIT")]
    within: Option<String>,
    /// Who may be asked to learn: a file with a condition on a resident, as rules
    /// have them. It never changes a count.
    #[arg(long, value_name = "FILE")]
    learners: Option<std::path::PathBuf>,
    /// Most subjects named.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    output: Output,
}

impl Gaps {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let rule = rule_of(self.asking.rule.as_deref().unwrap_or(MINISTRY))?;
        let parameters = self.asking.given()?;
        let opened = Opened::new(&self.input, context)?;
        let day = opened.day(self.asking.on.as_deref())?;
        let mut question = GapQuestion::on(day);
        question.unit.clone_from(&self.within);
        question.parameters.clone_from(&parameters);
        question.limit = u32::try_from(self.limit).ok();
        if let Some(file) = &self.learners {
            let text = std::fs::read_to_string(file)
                .map_err(|fault| Failure::Usage(crate::failure::unusable(file, fault)))?;
            question.learners = Some(json::read(&text)?);
        }
        let on_day = OnDay::new(&opened.registry, day);
        let open = open(&on_day, &rule, &question).map_err(Failure::Usage)?;
        let finding = say(context.language, "đang tìm phần còn thiếu", "finding gaps");
        let progress = Progress::begin(finding, Some(open.len() as u64));
        let mut explained = Vec::new();
        for (done, id) in (0_u64..).zip(open) {
            let found = explain_on(&on_day, &rule, &question, id).map_err(Failure::Usage)?;
            explained.push(found);
            if done.is_multiple_of(STEP) {
                progress.done(done);
            }
        }
        drop(progress);
        explained.sort_by(|a, b| (rank(a), &a.id).cmp(&(rank(b), &b.id)));
        self.output.say_day(self.asking.on.as_deref(), day);
        let found = Found {
            registry: &opened.registry,
            sums: sums(&explained),
            named: explained.into_iter().take(self.limit).collect(),
            rule,
            question,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

/// The ids of the subjects that are not covered, or not assessed.
fn open<'a>(on_day: &OnDay<'a>, rule: &Rule, question: &GapQuestion) -> Result<Vec<&'a str>> {
    let registry = on_day.registry();
    let within = match &question.unit {
        None => None,
        Some(text) => {
            let known = registry
                .unit_ids()
                .find(text)
                .filter(|unit| on_day.map().position_of(*unit).is_some());
            let unknown = || {
                let error = Error::new(ErrorKind::UnknownSubject).found(text.clone());
                error.expected("unit").path("/unit")
            };
            Some(known.ok_or_else(unknown)?)
        }
    };
    let mut of_coverage = Question::on(question.day);
    of_coverage.parameters.clone_from(&question.parameters);
    let asked = Asked::new(on_day, rule, &of_coverage)?;
    let mut found = Vec::new();
    let mut failed = None;
    on_day.each_subject(rule.subject, |who, unit| {
        if !lies_within(on_day, unit, within) {
            return;
        }
        match asked.verdict(who, unit) {
            Ok(Verdict::NotCovered | Verdict::NotAssessed) => found.push(id(registry, who)),
            Ok(_) => {}
            Err(error) => failed = Some(error),
        }
    });
    failed.map_or(Ok(found), Err)
}

fn lies_within(on_day: &OnDay<'_>, unit: Option<UnitIx>, within: Option<UnitIx>) -> bool {
    let map = on_day.map();
    within.is_none_or(|above| unit.is_some_and(|unit| map.lies_in(unit, above)))
}

/// The id of a subject of rules.
fn id(registry: &Registry, who: Who) -> &str {
    match who {
        Who::Resident(person, ..) => registry.person_ids().text(person),
        Who::Household(household) => registry.household_ids().text(household),
        Who::Team(team) => registry.team_ids().text(team),
        Who::Unit(unit) => registry.unit_ids().text(unit),
        // No rule is about these.
        _ => "",
    }
}

/// Changes before questions, fewest steps first, what nothing can cover last.
fn rank(explanation: &Explanation) -> (bool, u32, u32) {
    match (&explanation.smallest_change, &explanation.fewest_questions) {
        (Some(change), _) => (false, change.cost.unwrap_or(u32::MAX), change.persons),
        (None, Some(fewest)) => (true, fewest.cost.unwrap_or(u32::MAX), fewest.persons),
        (None, None) => (true, u32::MAX, 0),
    }
}

/// How many are how many steps short, or questions from a verdict; those that
/// nothing covers have none.
fn sums(explained: &[Explanation]) -> BTreeMap<(bool, u32), u64> {
    let mut sums = BTreeMap::new();
    for explanation in explained {
        let (asks, steps, _) = rank(explanation);
        *sums.entry((asks, steps)).or_default() += 1;
    }
    sums
}

struct Found<'a> {
    registry: &'a Registry,
    rule: Rule,
    question: GapQuestion,
    /// By whether questions are to be asked, and how many steps.
    sums: BTreeMap<(bool, u32), u64>,
    named: Vec<Explanation>,
    is_simulated: bool,
}

impl Found<'_> {
    fn sums(&self, language: Language) -> Grid {
        let say = |vi, en| say(language, vi, en);
        let rows = self.sums.iter().map(|((asks, steps), count)| {
            let what = match (asks, steps) {
                (_, &u32::MAX) => say("không thể đạt", "cannot be covered").to_owned(),
                (false, steps) => format!("{steps} {}", say("bước", "steps")),
                (true, steps) => format!("{steps} {}", say("câu hỏi", "questions")),
            };
            let verdict = if *asks {
                Verdict::NotAssessed
            } else {
                Verdict::NotCovered
            };
            vec![
                Cell::text(words::verdict(verdict, language)),
                Cell::text(what),
                Cell::text(number(*count, language)),
            ]
        });
        Grid {
            columns: vec![
                Column::text(say("Hiện", "Now")),
                Column::text(say("Còn thiếu", "Away by")),
                Column::number(say("Số lượng", "Number")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }
    }

    fn whom(&self, explanation: &Explanation, language: Language) -> String {
        let (registry, day) = (self.registry, self.question.day);
        let id = &explanation.id;
        if let Some(household) = registry.household_ids().find(id) {
            return tell::title(registry, household, day, language);
        }
        if let Some(person) = registry.person_ids().find(id) {
            return tell::name(registry, person).to_owned();
        }
        if let Some(unit) = registry.unit_ids().find(id) {
            let name = registry.unit(unit).map_or("", |unit| unit.name_on(day));
            return format!("{name} ({id})");
        }
        let team = registry.team_ids().find(id);
        let team = team.and_then(|team| registry.team(team));
        team.map_or(id.clone(), |team| team.name.clone())
    }
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = words::day(self.question.day, language);
        let title = format!(
            "{}: {}",
            say("Phần còn thiếu", "Gaps"),
            self.rule.names.get(language)
        );
        let mut report = Report::new(title, format!("{} {day}", say("Ngày", "On")));
        report.push(Block::Grid(self.sums(language)));
        let nearest = say("Gần đạt nhất", "Nearest to it");
        report.push(Block::Heading(nearest.to_owned()));
        for explanation in &self.named {
            report.push(Block::Outline(vec![
                (
                    0,
                    self.whom(explanation, language),
                    crate::report::Tone::of_verdict(explanation.verdict),
                ),
                (
                    1,
                    tell::one_line(self.registry, explanation, language),
                    crate::report::Tone::Plain,
                ),
            ]));
        }
        let all: u64 = self.sums.values().sum();
        let unnamed = all.saturating_sub(self.named.len() as u64);
        if unnamed > 0 {
            let rest = say("nữa; xem bằng --limit", "more; see them with --limit");
            let unnamed = number(unnamed, language);
            report.push(Block::Note(format!("+ {unnamed} {rest}")));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&STEPS);
        for explanation in &self.named {
            push_steps(&mut sheet, explanation);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&Gathered {
            sums: self
                .sums
                .iter()
                .map(|((asks, steps), subjects)| Sum {
                    by: if *asks { "questions" } else { "changes" },
                    steps: (*steps != u32::MAX).then_some(*steps),
                    subjects: *subjects,
                })
                .collect(),
            gaps: &self.named,
        })
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}

/// The gaps as a document.
#[derive(serde::Serialize)]
struct Gathered<'a> {
    /// How many subjects are how far away.
    sums: Vec<Sum>,
    /// The nearest, as many as were asked for.
    gaps: &'a [Explanation],
}

#[derive(serde::Serialize)]
struct Sum {
    /// `changes`, or `questions` where it is not assessed.
    by: &'static str,
    /// How many; null where none would do.
    steps: Option<u32>,
    /// How many subjects.
    subjects: u64,
}
