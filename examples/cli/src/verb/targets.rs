//! `noidai targets`: how far each target is reached, and whether it is on course.

use super::asking::{OnMap, Rows, When, at_its_option, rule_of};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress},
    output::{Answer, Output, Sheet},
    report::Report,
    tell,
    words::{self, say},
};
use noidai::{
    Day, Language, Registry, Result,
    coverage::Verdict,
    json,
    rule::{Rule, built_in},
    work::targets::{TargetQuestion, TargetRow, Targets as Judged, targets},
};

#[derive(clap::Args)]
pub struct Targets {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    when: When,
    /// A file with the document of a rule that targets are set for, besides those that
    /// are built in; may be repeated.
    ///
    /// vi: Tệp chứa tài liệu của một quy tắc mà chỉ tiêu dùng, ngoài những quy tắc có
    /// sẵn; nêu được nhiều lần.
    #[arg(long, value_name = "FILE", help_heading = "Question")]
    rule: Vec<String>,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    output: Output,
}

impl Targets {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let mut rules = built_in();
        for file in &self.rule {
            let rule: Rule = rule_of(file)?;
            rules.retain(|known| known.id != rule.id);
            rules.push(rule);
        }
        let opened = Opened::new(&self.input, context)?;
        let day = self.when.state(opened.last)?;
        let mut question = TargetQuestion::on(day);
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        question.by.clone_from(&self.rows.by);
        question.unit.clone_from(&self.rows.place.within);
        let judging = say(context.language, "đang tính", "counting");
        let progress = Progress::begin(judging, None);
        let answer = targets(opened.registry(), &rules, &question).map_err(at_its_option);
        drop(progress);
        self.output.say_day(self.when.on.as_deref(), day);
        let found = Found {
            registry: opened.registry(),
            rules: &rules,
            answer: answer?,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

struct Found<'a> {
    registry: &'a Registry,
    rules: &'a [Rule],
    answer: Judged,
    is_simulated: bool,
}

/// The stable names of a target's row.
const HEADER: [&str; 30] = [
    "unit",
    "code",
    "name",
    "level",
    "rule",
    "from",
    "due",
    "target",
    "assumed",
    "source",
    "set_for",
    "judged_on",
    "is_due",
    "population",
    "excluded",
    "undetermined",
    "outside",
    "numerator",
    "not_covered",
    "not_assessed",
    "share_low",
    "share_high",
    "outcome",
    "behind",
    "course_basis",
    "course_since",
    "course_start",
    "course_share",
    "course_outcome",
    "course_behind",
];

fn cells(row: &TargetRow) -> Vec<String> {
    let counts = &row.counts;
    let count = |verdict| counts.of(verdict).to_string();
    let share = |share: Option<u32>| share.map_or_else(String::new, |share| share.to_string());
    let course = row.course.as_ref();
    vec![
        row.unit.clone(),
        row.code.clone(),
        row.name.clone(),
        row.level.clone(),
        row.rule.clone(),
        row.from.to_string(),
        row.due.to_string(),
        row.target.to_string(),
        row.assumed.to_string(),
        row.source.clone(),
        row.set_for.join("; "),
        row.judged_on.to_string(),
        row.is_due.to_string(),
        counts.population().to_string(),
        count(Verdict::Excluded),
        count(Verdict::Undetermined),
        count(Verdict::Outside),
        counts.numerator().to_string(),
        count(Verdict::NotCovered),
        count(Verdict::NotAssessed),
        share(counts.share_low()),
        share(counts.share_high()),
        row.outcome.code().to_owned(),
        row.behind.to_string(),
        course.map_or("", |own| own.basis.code()).to_owned(),
        course.map_or_else(String::new, |own| own.since.to_string()),
        share(course.map(|own| own.start)),
        share(course.map(|own| own.share)),
        course.map_or("", |own| own.outcome.code()).to_owned(),
        course.map_or_else(String::new, |own| own.behind.to_string()),
    ]
}

/// Targets as rows with stable names.
pub fn rows(targets: &[TargetRow]) -> Sheet {
    let mut sheet = Sheet::new(&HEADER);
    for row in targets {
        sheet.push(cells(row));
    }
    sheet
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let answer = &self.answer;
        let place = tell::place(self.registry, answer.unit.as_ref(), answer.map_day);
        let on = say(language, "Ngày", "On");
        let day = format!("{on} {}", words::day(answer.day, language));
        let parts: Vec<String> = place.into_iter().chain([day]).collect();
        let title = say(language, "Chỉ tiêu", "Targets");
        let mut report = Report::new(title, parts.join(" · "));
        for block in tell::targets(self.registry, self.rules, answer, language) {
            report.push(block);
        }
        report
    }

    fn sheet(&self) -> Sheet {
        rows(&self.answer.rows)
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
