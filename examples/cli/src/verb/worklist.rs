//! `noidai worklist`: whom to visit next, why, and with what to bring about there.

use super::{
    asking::{Asking, OnMap, Where, rule_of},
    steps::in_codes,
};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report, Tone},
    tell,
    words::{self, number, say},
};
use noidai::{
    Day, Language, Registry, Result,
    coverage::OnDay,
    gap::Gap,
    json,
    rule::{MINISTRY, Rule},
    work::worklist::{Reason, ToVisit, Worklist as Listed, WorklistQuestion, WorklistWork},
};

/// How many households are looked at between two looks at the progress.
const STEP: usize = 1_000;

#[derive(clap::Args)]
pub struct Worklist {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    place: Where,
    /// A lane, marks and case aside.
    ///
    /// vi: Một ngõ hoặc tuyến; không phân biệt dấu và chữ hoa.
    #[arg(long, value_name = "LANE")]
    lane: Option<String>,
    /// A team, by id: the households of its unit.
    ///
    /// vi: Một tổ, nêu bằng mã: các hộ của đơn vị mà tổ phụ trách.
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// A member, by id: the households of the units of that person's teams.
    ///
    /// vi: Một thành viên, nêu bằng mã: các hộ của đơn vị mà tổ của người ấy phụ trách.
    #[arg(long, value_name = "PERSON")]
    member: Option<String>,
    /// Evidence is ageing if it will be too old within so many days.
    ///
    /// vi: Căn cứ đánh giá coi là sắp cũ nếu trong bấy nhiêu ngày nữa sẽ quá hạn.
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    ageing: u32,
    /// Most households named.
    ///
    /// vi: Nhiều nhất bao nhiêu hộ được nêu.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: u32,
    #[command(flatten)]
    output: Output,
}

impl Worklist {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let rule = rule_of(self.asking.of.rule.as_deref().unwrap_or(MINISTRY))?;
        let parameters = self.asking.of.given()?;
        let opened = Opened::new(&self.input, context)?;
        let day = self.asking.when.state(opened.last)?;
        let mut question = WorklistQuestion::on(day);
        question.unit.clone_from(&self.place.within);
        question.lane.clone_from(&self.lane);
        question.team.clone_from(&self.team);
        question.member.clone_from(&self.member);
        question.parameters = parameters;
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        (question.ageing_days, question.limit) = (self.ageing, Some(self.limit));
        let on_day = OnDay::new(opened.registry(), day);
        let of_coverage = question.gaps().coverage();
        let work = WorklistWork::new(&on_day, &rule, &question, &of_coverage);
        let mut work = work.map_err(|error| match error.kind() {
            noidai::ErrorKind::NotOfHouseholds => Failure::Usage(error.path("--rule")),
            _ => self.asking.of.wrong(error),
        })?;
        let finding = say(context.language, "đang lập danh sách", "making the list");
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
        let found = Found {
            registry: opened.registry(),
            rule: &rule,
            answer,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

struct Found<'a> {
    registry: &'a Registry,
    rule: &'a Rule,
    answer: Listed,
    is_simulated: bool,
}

/// The stable names of a household's row.
pub const HEADER: [&str; 13] = [
    "household",
    "unit",
    "lane",
    "reasons",
    "due",
    "last_visit",
    "last_outcome",
    "verdict",
    "steps",
    "persons",
    "changes",
    "questions",
    "what",
];

/// A household's row under them.
pub fn cells(item: &ToVisit) -> Vec<String> {
    let reasons = item.reasons.iter().map(|reason| reason.code());
    let last = item.last_visit.as_ref();
    let day = |day: Day| day.to_string();
    vec![
        item.household.clone(),
        item.unit.clone().unwrap_or_default(),
        item.lane.clone(),
        reasons.collect::<Vec<_>>().join("; "),
        item.due.map_or_else(String::new, day),
        last.map_or_else(String::new, |last| day(last.day)),
        last.map_or("", |last| last.outcome.code()).to_owned(),
        item.verdict.code().to_owned(),
        item.steps
            .map_or_else(String::new, |steps| steps.to_string()),
        item.persons.to_string(),
        item.changes.len().to_string(),
        item.questions.len().to_string(),
        in_codes(&item.changes, &item.questions),
    ]
}

/// What is to be brought about in a household, in one line.
pub fn what(registry: &Registry, catalogue: &str, item: &ToVisit, language: Language) -> String {
    let gap = Gap {
        id: item.household.clone(),
        unit: item.unit.clone(),
        verdict: item.verdict,
        steps: item.steps,
        persons: item.persons,
        changes: item.changes.clone(),
        questions: item.questions.clone(),
        exact: item.exact,
    };
    tell::one_line(registry, catalogue, &gap, language)
}

/// Why a household is to be visited, in one line.
pub fn why(item: &ToVisit, language: Language) -> String {
    let reasons = item.reasons.iter().map(|reason| {
        let word = reason_word(*reason, language).to_owned();
        match (reason, item.due) {
            (Reason::ReturnDue, Some(due)) => format!("{word} ({})", words::day(due, language)),
            _ => word,
        }
    });
    reasons.collect::<Vec<_>>().join("; ")
}

impl Found<'_> {
    fn what(&self, item: &ToVisit, language: Language) -> String {
        what(self.registry, &self.answer.catalogue, item, language)
    }

    /// Whose list it is, and of which day.
    fn whose(&self, day: &str, language: Language) -> String {
        let (registry, answer) = (self.registry, &self.answer);
        let team = answer.team.as_ref().map(|team| {
            let known = registry.team_ids().find(team);
            let known = known.and_then(|known| registry.team(known));
            known.map_or_else(|| team.clone(), |known| known.name.clone())
        });
        let member = answer.member.as_ref().map(|member| {
            let known = registry.person_ids().find(member);
            known
                .map_or("", |known| tell::name(registry, known))
                .to_owned()
        });
        let parts = [
            tell::place(registry, answer.unit.as_ref(), answer.map_day),
            answer.lane.clone(),
            team,
            member,
            Some(format!("{} {day}", say(language, "Ngày", "On"))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn whom(&self, item: &ToVisit, language: Language) -> String {
        let household = self.registry.household_ids().find(&item.household);
        let title = household.map_or_else(
            || item.household.clone(),
            |own| tell::title(self.registry, own, self.answer.day, language),
        );
        match item.lane.as_str() {
            "" => title,
            lane => format!("{title} · {lane}"),
        }
    }
}

/// A reason in words.
pub fn reason_word(reason: Reason, language: Language) -> &'static str {
    let (vi, en) = match reason {
        Reason::NeverVisited => ("chưa gặp lần nào", "never visited"),
        Reason::ReturnDue => ("đến hẹn trở lại", "return due"),
        Reason::NotAssessed => ("chưa đánh giá", "not assessed"),
        Reason::OneStepShort => ("còn một bước là đạt", "one step short"),
        Reason::EvidenceAgeing => ("căn cứ đánh giá sắp cũ", "evidence ageing"),
        Reason::AdvocateToBeNamed => (
            "đã đạt, cần cử tuyên truyền viên",
            "covered, advocate to be named",
        ),
    };
    say(language, vi, en)
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = words::day(self.answer.day, language);
        let list = say("Các hộ cần đến", "Whom to visit");
        let title = format!("{list}: {}", self.rule.names.get(language));
        let mut report = Report::new(title, self.whose(&day, language));
        let count = number(self.answer.households, language);
        let verdict = match language {
            Language::Vietnamese => format!("{count} hộ cần đến."),
            Language::English => format!("Households to visit: {count}."),
        };
        report.push(Block::Verdict(verdict, Tone::Plain));
        let rows = self.answer.reasons.iter().map(|own| {
            vec![
                Cell::text(reason_word(own.reason, language)),
                Cell::text(number(own.households, language)),
            ]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Lý do", "Reason")),
                Column::number(say("Số hộ", "Households")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        report.push(Block::Note(
            say(
                "Một hộ có thể có nhiều lý do, nên các dòng không cộng lại được.",
                "A household can have several reasons, so the rows do not add up.",
            )
            .to_owned(),
        ));
        report.push(Block::Heading(say("Danh sách", "The list").to_owned()));
        for item in &self.answer.list {
            let mut lines = vec![
                (0, self.whom(item, language), Tone::Plain),
                (1, why(item, language), Tone::of_verdict(item.verdict)),
            ];
            if item.steps.is_some() {
                lines.push((1, self.what(item, language), Tone::Plain));
            }
            report.push(Block::Outline(lines));
        }
        let named = self.answer.list.len() as u64;
        let unnamed = self.answer.households.saturating_sub(named);
        if unnamed > 0 {
            let rest = say("nữa; xem bằng --limit", "more; see them with --limit");
            let unnamed = number(unnamed, language);
            report.push(Block::Note(format!("+ {unnamed} {rest}")));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        for item in &self.answer.list {
            sheet.push(cells(item));
        }
        sheet
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
