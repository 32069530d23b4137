//! `noidai gaps`: who is not covered, nearest to it first, with the smallest
//! change or the fewest questions.

use super::{
    asking::{Asking, OnMap, Where, rule_of},
    steps::{Of, Steps},
};
use crate::{
    Context,
    failure::{Failure, in_file},
    input::{Input, Opened, Progress},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report, Tone},
    tell,
    words::{self, number, say},
};
use noidai::{
    Day, Language, Registry, Result,
    coverage::{OnDay, Verdict},
    gap::{GapQuestion, Gaps as Answered, GapsWork, Short},
    json,
    rule::{MINISTRY, Rule},
};

/// How many subjects are looked at between two looks at the progress.
const STEP: usize = 1_000;

#[derive(clap::Args)]
pub struct Gaps {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    place: Where,
    /// Who may be asked to learn: a file with a condition on a resident, as rules
    /// have them. It never changes a count.
    ///
    /// vi: Ai có thể được mời học: tệp chứa một điều kiện về nhân khẩu, viết như trong
    /// quy tắc. Không bao giờ làm thay đổi số đếm.
    #[arg(long, value_name = "FILE")]
    learners: Option<std::path::PathBuf>,
    /// Most subjects named.
    ///
    /// vi: Nhiều nhất bao nhiêu đối tượng được nêu.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: u32,
    #[command(flatten)]
    output: Output,
}

impl Gaps {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let rule = rule_of(self.asking.of.rule.as_deref().unwrap_or(MINISTRY))?;
        let parameters = self.asking.of.given()?;
        let opened = Opened::new(&self.input, context)?;
        let day = self.asking.when.state(opened.last)?;
        let mut question = GapQuestion::on(day);
        question.unit.clone_from(&self.place.within);
        question.parameters = parameters;
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        question.limit = Some(self.limit);
        if let Some(file) = &self.learners {
            let text = std::fs::read_to_string(file)
                .map_err(|fault| Failure::Usage(crate::failure::unusable(file, fault)))?;
            let read = json::read(&text).map_err(|error| in_file(file, error));
            question.learners = Some(read?);
        }
        let on_day = OnDay::new(opened.registry(), day);
        let of_coverage = question.coverage();
        let work = GapsWork::new(&on_day, &rule, &question, &of_coverage);
        let mut work = work.map_err(|error| self.asking.of.wrong(error))?;
        let finding = say(context.language, "đang tìm phần còn thiếu", "finding gaps");
        let progress = Progress::begin(finding, Some(work.all() as u64));
        while work
            .step(STEP)
            .map_err(|error| self.asking.of.wrong(error))?
        {
            progress.done(work.done() as u64);
        }
        let answer = work.finish().map_err(|error| self.asking.of.wrong(error))?;
        drop(progress);
        self.output.say_day(self.asking.when.on.as_deref(), day);
        let map_day = of_coverage.map_day();
        let map_day = map_day.map_err(|error| self.asking.of.wrong(error))?;
        let unit = tell::place(opened.registry(), answer.unit.as_ref(), map_day);
        let found = Found {
            registry: opened.registry(),
            unit,
            rule: &rule,
            answer,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

struct Found<'a> {
    registry: &'a Registry,
    /// Name of the unit asked about.
    unit: Option<String>,
    rule: &'a Rule,
    answer: Answered,
    is_simulated: bool,
}

impl Found<'_> {
    /// How many are how far away.
    fn sums(&self, language: Language) -> Grid {
        let say = |vi, en| say(language, vi, en);
        let row = |verdict, short: &Short, vi, en| {
            let away = short.steps.map_or_else(
                || say("chưa có cách", "nothing found").to_owned(),
                |steps| {
                    let unit = words::noun(u64::from(steps), vi, en, language);
                    format!("{steps} {unit}")
                },
            );
            vec![
                Cell::text(words::verdict(verdict, language)),
                Cell::text(away),
                Cell::text(number(short.subjects, language)),
            ]
        };
        let (steps, questions) = (["step", "steps"], ["question", "questions"]);
        let short = self.answer.short.iter();
        let unasked = self.answer.unasked.iter();
        let rows = short
            .map(|short| row(Verdict::NotCovered, short, "bước", steps))
            .chain(unasked.map(|short| row(Verdict::NotAssessed, short, "câu hỏi", questions)));
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

    fn whom(&self, id: &str, language: Language) -> String {
        let (registry, day) = (self.registry, self.answer.day);
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
        team.map_or(id.to_owned(), |team| team.name.clone())
    }
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = words::day(self.answer.day, language);
        let missing = say("Phần còn thiếu", "Gaps");
        let title = format!("{missing}: {}", self.rule.names.get(language));
        let on = format!("{} {day}", say("Ngày", "On"));
        let under = match &self.unit {
            Some(unit) => format!("{unit} · {on}"),
            None => on,
        };
        let mut report = Report::new(title, under);
        report.push(tell::summary(
            &self.answer.total,
            self.answer.subject,
            language,
        ));
        report.push(Block::Grid(self.sums(language)));
        let nearest = say("Gần đạt nhất", "Nearest to it");
        report.push(Block::Heading(nearest.to_owned()));
        for gap in &self.answer.gaps {
            let whom = self.whom(&gap.id, language);
            let what = tell::one_line(self.registry, &self.answer.catalogue, gap, language);
            let tone = Tone::of_verdict(gap.verdict);
            report.push(Block::Outline(vec![
                (0, whom, tone),
                (1, what, Tone::Plain),
            ]));
        }
        let sums = self.answer.short.iter().chain(&self.answer.unasked);
        let all: u64 = sums.map(|short| short.subjects).sum();
        let unnamed = all.saturating_sub(self.answer.gaps.len() as u64);
        if unnamed > 0 {
            let rest = say("nữa; xem bằng --limit", "more; see them with --limit");
            let unnamed = number(unnamed, language);
            report.push(Block::Note(format!("+ {unnamed} {rest}")));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut steps = Steps::default();
        for gap in &self.answer.gaps {
            steps.push(&Of {
                subject: self.answer.subject,
                id: &gap.id,
                unit: gap.unit.as_deref().unwrap_or(""),
                verdict: gap.verdict,
                changes: &gap.changes,
                questions: &gap.questions,
            });
        }
        steps.sheet()
    }

    fn json(&self) -> Result<String> {
        json::write(&self.answer)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.answer.map_day)
    }
}
