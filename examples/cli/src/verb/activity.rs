//! `noidai activity`: what was done in a period, by place and by who did it.

use super::asking::{OnMap, Rows, When, at_its_option};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened},
    output::{Answer, Output, Sheet},
    report::Report,
    tell,
    words::{self, say},
};
use noidai::{
    Day, Language, Registry, Result, json,
    time::Every,
    work::done::{DoneBy, DoneQuestion, DoneRow, WhatWasDone, what_was_done},
};

#[derive(clap::Args)]
pub struct Activity {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    rows: Rows,
    /// Parts the rows of a unit further: by team, member, force or kind.
    ///
    /// vi: Chia nhỏ từng đơn vị theo team (tổ), member (thành viên), force (lực lượng)
    /// hoặc kind (loại hoạt động).
    #[arg(long, value_name = "BY", help_heading = "Question")]
    stratify: Option<String>,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    output: Output,
}

impl Activity {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let period = self.when.period.every()?.unwrap_or(Every::MONTH);
        let stratify = self.stratify.as_deref().map(DoneBy::read).transpose();
        let stratify = stratify.map_err(|error| Failure::Usage(error.path("--stratify")))?;
        let opened = Opened::new(&self.input, context)?;
        let day = self.when.day(opened.last)?;
        let mut question = DoneQuestion::on(day);
        (question.period, question.stratify) = (period, stratify);
        question.unit.clone_from(&self.rows.place.within);
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        let map_day = question.map_day().map_err(at_its_option)?;
        question.by = self.rows.levels(opened.registry(), map_day);
        let answer = what_was_done(opened.registry(), &question).map_err(at_its_option)?;
        self.output.say_day(self.when.on.as_deref(), day);
        let found = Found {
            registry: opened.registry(),
            answer,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

struct Found<'a> {
    registry: &'a Registry,
    answer: WhatWasDone,
    is_simulated: bool,
}

/// The stable names of a row. The last three hold pairs of a code and a count, as in
/// `vneid=12; e-wallet=3`.
const HEADER: [&str; 25] = [
    "row",
    "unit",
    "code",
    "name",
    "level",
    "stratum",
    "activities",
    "households_reached",
    "first_visits",
    "return_visits",
    "nobody_home",
    "refused",
    "moved",
    "people_met",
    "people_counted",
    "people_told",
    "people_guided",
    "people_assessed",
    "paid_units",
    "paid_units_outside",
    "problems",
    "problems_passed_on",
    "guided",
    "set_ups",
    "paid",
];

fn cells(row: &DoneRow) -> Vec<String> {
    let counts = &row.counts;
    let texts = [&row.unit, &row.code, &row.name, &row.level];
    let mut cells = vec![row.row.code().to_owned()];
    cells.extend(texts.into_iter().cloned());
    cells.push(row.stratum.clone().unwrap_or_default());
    let numbers = [
        counts.activities,
        counts.households_reached,
        counts.first_visits,
        counts.return_visits,
        counts.nobody_home,
        counts.refused,
        counts.moved,
        counts.people_met,
        counts.people_counted,
        counts.people_told,
        counts.people_guided,
        counts.people_assessed,
        counts.paid_units,
        counts.paid_units_outside,
        counts.problems,
        counts.problems_passed_on,
    ];
    cells.extend(numbers.iter().map(u64::to_string));
    cells
}

/// What was done as rows with stable names.
pub fn rows(answer: &WhatWasDone) -> Sheet {
    let mut sheet = Sheet::new(&HEADER);
    for row in &answer.rows {
        let mut cells = cells(row);
        let guided = row.counts.guided.iter();
        let guided = guided.map(|one| format!("{}/{}={}", one.catalogue, one.skill, one.people));
        let set_ups = row.counts.set_ups.iter();
        let set_ups = set_ups.map(|one| format!("{}={}", one.platform, one.set_ups));
        let paid = row.counts.paid.iter();
        let paid = paid.map(|one| match one.plan.as_str() {
            "" => format!("none={}", one.units),
            plan => format!("{plan}={}", one.units),
        });
        cells.push(guided.collect::<Vec<_>>().join("; "));
        cells.push(set_ups.collect::<Vec<_>>().join("; "));
        cells.push(paid.collect::<Vec<_>>().join("; "));
        sheet.push(cells);
    }
    sheet
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = |day| words::day(day, language);
        let until = self.answer.until.before();
        let stretch = format!("{} – {}", day(self.answer.from), day(until));
        let mut parts = vec![stretch];
        let place = tell::place(
            self.registry,
            self.answer.unit.as_ref(),
            self.answer.map_day,
        );
        parts.splice(0..0, place);
        let title = say("Hoạt động của các tổ", "What the teams did");
        let mut report = Report::new(title, parts.join(" · "));
        for block in tell::done(self.registry, &self.answer, language) {
            report.push(block);
        }
        report
    }

    fn sheet(&self) -> Sheet {
        rows(&self.answer)
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
