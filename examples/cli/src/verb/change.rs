//! `noidai change`: who entered and left each count between two days, and for which
//! cause.

use super::asking::{OfPeriod, OfRule, OnMap, Rows, rule_of};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress, day_of},
    output::{Answer, Output, Sheet},
    report::Report,
    tell,
    words::{self, say},
};
use noidai::{
    Day, Error, Language, Registry, Result,
    coverage::Verdict,
    json,
    rule::{MINISTRY, Rule},
    time::Every,
    work::change::{Cause, ChangeQuestion, ChangeRow, Moment, WhatChanged, change, change_known},
};

#[derive(clap::Args)]
pub struct Change {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    of: OfRule,
    /// The earlier day; by default the last day before the period of --to.
    ///
    /// vi: Ngày đầu; mặc định là ngày cuối trước kỳ chứa ngày --to.
    #[arg(
        long,
        value_name = "DAY",
        conflicts_with = "period",
        help_heading = "Question"
    )]
    from: Option<String>,
    /// The later day; by default the last day in the data.
    ///
    /// vi: Ngày sau; mặc định là ngày cuối của số liệu.
    #[arg(long, value_name = "DAY", help_heading = "Question")]
    to: Option<String>,
    #[command(flatten)]
    period: OfPeriod,
    /// Of a journal: as which host knew the earlier day at which instant of its clock.
    ///
    /// What is known otherwise by now about that day is corrected; what changed since has
    /// its own cause, however late it was recorded.
    ///
    /// vi: Với sổ ghi: ngày đầu theo những gì một máy chủ đã biết vào một thời điểm của
    /// đồng hồ máy ấy.
    ///
    /// Những gì nay biết khác đi về ngày đầu là đính chính; những gì thay đổi từ đó có
    /// nguyên nhân riêng, dù được ghi muộn đến đâu.
    #[arg(long, value_name = "HOST@INSTANT", help_heading = "Question")]
    known_from: Option<String>,
    /// Of a journal: the same of the later day; by default all that is known.
    ///
    /// vi: Với sổ ghi: như trên, với ngày sau; mặc định là tất cả những gì đã biết.
    #[arg(long, value_name = "HOST@INSTANT", help_heading = "Question")]
    known_to: Option<String>,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    map: OnMap,
    /// Names so many of the subjects that changed, those of the last changes first;
    /// the rows of csv are then these.
    ///
    /// vi: Nêu bấy nhiêu đối tượng có thay đổi, thay đổi sau cùng trước; khi đó các dòng
    /// csv là các đối tượng này.
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 0,
        help_heading = "Question"
    )]
    subjects: u32,
    #[command(flatten)]
    output: Output,
}

impl Change {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let rule = rule_of(self.of.rule.as_deref().unwrap_or(MINISTRY))?;
        let parameters = self.of.given()?;
        let opened = Opened::new(&self.input, context)?;
        let to = match &self.to {
            Some(to) => day_of("--to", to)?,
            None => opened.day(None)?,
        };
        let now = opened.as_known("--known-to", self.known_to.as_deref())?;
        let then = match self.known_from == self.known_to {
            true => None,
            false => Some(opened.as_known("--known-from", self.known_from.as_deref())?),
        };
        let mut question = ChangeQuestion::between(self.begins(to)?, to);
        question.from.known_at.clone_from(&self.known_from);
        question.to.known_at.clone_from(&self.known_to);
        (question.map, question.today) = self.map.of(&to.to_string(), to, opened.last)?;
        question.by = self.rows.levels(&now, map_day(&question));
        question.unit.clone_from(&self.rows.place.within);
        question.parameters = parameters;
        question.subjects = self.subjects;
        let comparing = say(context.language, "đang so sánh", "comparing");
        let progress = Progress::begin(comparing, None);
        let answer = match &then {
            Some(then) => change_known(then, &now, &rule, &question),
            None => change(&now, &rule, &question),
        };
        drop(progress);
        let answer = answer.map_err(|error| self.of.wrong(error))?;
        let found = Found {
            registry: &now,
            rule: &rule,
            answer,
            names_subjects: self.subjects > 0,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }

    /// The earlier day.
    fn begins(&self, to: Day) -> std::result::Result<Day, Failure> {
        if let Some(from) = &self.from {
            return day_of("--from", from);
        }
        let wrong = |error: Error| Failure::Usage(error.path("--period"));
        let every = self.period.every()?.unwrap_or(Every::MONTH);
        Ok(every.around(to).map_err(wrong)?.from.before())
    }
}

/// The day of the map that rows stand on at the later day.
fn map_day(question: &ChangeQuestion) -> Day {
    let to = question.to.day;
    match question.map.as_str() {
        "then" => to,
        "now" => question.today.unwrap_or(to),
        // What is no day is refused when it is asked with.
        day => day.parse().unwrap_or(to),
    }
}

struct Found<'a> {
    registry: &'a Registry,
    rule: &'a Rule,
    answer: WhatChanged,
    names_subjects: bool,
    is_simulated: bool,
}

/// The stable names of the first columns of a row; one column a cause follows, with
/// how many more it brought into the count than out of it.
const HEADER: [&str; 10] = [
    "row", "unit", "code", "name", "level", "count", "before", "after", "entered", "left",
];

/// The stable names of the row of a subject that changed.
const SUBJECTS: [&str; 7] = ["subject", "unit", "from", "to", "cause", "on", "person"];

fn cells(row: &ChangeRow, verdict: Verdict) -> Vec<String> {
    let is = |own: Option<Verdict>| own == Some(verdict);
    let flows = || row.changed.flows.iter();
    let entered = flows().filter(|flow| is(flow.to) && !is(flow.from));
    let left = flows().filter(|flow| is(flow.from) && !is(flow.to));
    let texts = [row.kind.code(), &row.unit, &row.code, &row.name, &row.level];
    let mut cells: Vec<String> = texts.into_iter().map(str::to_owned).collect();
    cells.push(verdict.code().to_owned());
    let counts = [
        row.changed.before.of(verdict),
        row.changed.after.of(verdict),
        entered.map(|flow| flow.subjects).sum(),
        left.map(|flow| flow.subjects).sum(),
    ];
    cells.extend(counts.iter().map(u64::to_string));
    let causes = Cause::ALL.iter();
    cells.extend(causes.map(|cause| tell::net(&row.changed, *cause, verdict).to_string()));
    cells
}

/// What changed as rows with stable names: a unit and count each.
pub fn rows(answer: &WhatChanged) -> Sheet {
    let mut sheet = Sheet::new(&HEADER);
    let causes: Vec<&str> = Cause::ALL.iter().map(|cause| cause.code()).collect();
    sheet.widen(&causes);
    for row in &answer.rows {
        for verdict in Verdict::ALL {
            sheet.push(cells(row, verdict));
        }
    }
    sheet
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let answer = &self.answer;
        let moment = |moment: &Moment| {
            let day = words::day(moment.day, language);
            match &moment.known_at {
                Some(known) => {
                    let at = say(language, "đã biết lúc", "as known at");
                    format!("{day} ({at} {known})")
                }
                None => day,
            }
        };
        let place = tell::place(self.registry, answer.unit.as_ref(), answer.map_to);
        let stretch = format!("{} → {}", moment(&answer.from), moment(&answer.to));
        let parts: Vec<String> = place.into_iter().chain([stretch]).collect();
        let title = say(language, "Thay đổi", "What changed");
        let name = self.rule.names.get(language);
        let mut report = Report::new(format!("{title}: {name}"), parts.join(" · "));
        let subject = self.rule.subject.name();
        for block in tell::changed(self.registry, answer, subject, language) {
            report.push(block);
        }
        report
    }

    fn sheet(&self) -> Sheet {
        if self.names_subjects {
            let mut sheet = Sheet::new(&SUBJECTS);
            for own in &self.answer.subjects {
                let verdict = |own: Option<Verdict>| own.map_or("", Verdict::code).to_owned();
                sheet.push(vec![
                    own.subject.clone(),
                    own.unit.clone(),
                    verdict(own.from),
                    verdict(own.to),
                    own.cause.code().to_owned(),
                    own.on.to_string(),
                    own.person.clone().unwrap_or_default(),
                ]);
            }
            return sheet;
        }
        rows(&self.answer)
    }

    fn json(&self) -> Result<String> {
        json::write(&self.answer)
    }

    fn counts_by_rule(&self) -> bool {
        true
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.answer.map_to)
    }
}
