//! `noidai activity`: what was done in a period, by place and by who did it.

use super::{
    asking::{OnMap, at_its_option},
    coverage::usual_level,
};
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
    /// The day asked about, YYYY-MM-DD: its period is answered up to it; by default
    /// the last day in the data.
    ///
    /// vi: Ngày được hỏi, YYYY-MM-DD: kỳ chứa ngày ấy được tính đến hết ngày ấy; mặc
    /// định là ngày cuối của số liệu.
    #[arg(long, value_name = "DAY", help_heading = "Question")]
    on: Option<String>,
    /// The period: month, quarter or year, or with the day that periods begin on, as
    /// month:15 for those from the 15th to the 14th.
    ///
    /// vi: Kỳ: month, quarter hoặc year (tháng, quý, năm), hoặc kèm ngày mà kỳ bắt đầu,
    /// như month:15 là từ ngày 15 đến ngày 14.
    #[arg(
        long,
        value_name = "PERIOD",
        default_value = "month",
        help_heading = "Question"
    )]
    period: String,
    /// Levels of the rows: province, district, commune or hamlet; several by commas.
    /// By default the districts, or the communes where the map has no districts.
    ///
    /// vi: Cấp của các dòng: province, district, commune hoặc hamlet (tỉnh, huyện, xã,
    /// ấp); nhiều cấp thì cách nhau bằng dấu phẩy. Mặc định là huyện, hoặc xã nếu bản
    /// đồ không có huyện.
    #[arg(
        long,
        value_name = "LEVEL",
        value_delimiter = ',',
        help_heading = "Question"
    )]
    by: Vec<String>,
    /// A unit, by id or by its code on the day of the map: it and what lies in it.
    ///
    /// vi: Một đơn vị, nêu bằng mã định danh hoặc mã của nó vào ngày của bản đồ: chỉ đơn
    /// vị ấy và những gì trong đó.
    #[arg(long = "where", value_name = "UNIT", help_heading = "Question")]
    within: Option<String>,
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
        let given =
            |option: &'static str| move |error: noidai::Error| Failure::Usage(error.path(option));
        let period: Every = self.period.parse().map_err(given("--period"))?;
        let stratify = self.stratify.as_deref().map(DoneBy::read).transpose();
        let stratify = stratify.map_err(given("--stratify"))?;
        let opened = Opened::new(&self.input, context)?;
        let day = opened.day(self.on.as_deref())?;
        let mut question = DoneQuestion::on(day);
        (question.period, question.stratify) = (period, stratify);
        question.unit.clone_from(&self.within);
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        let map_day = question.map_day().map_err(at_its_option)?;
        question.by = match self.by.is_empty() {
            true => vec![usual_level(&opened.registry, map_day)],
            false => self.by.clone(),
        };
        let answer = what_was_done(&opened.registry, &question).map_err(at_its_option)?;
        self.output.say_day(self.on.as_deref(), day);
        let found = Found {
            registry: &opened.registry,
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

impl Found<'_> {
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
        let mut sheet = Sheet::new(&HEADER);
        for row in &self.answer.rows {
            let mut cells = Self::cells(row);
            let guided = row.counts.guided.iter();
            let guided =
                guided.map(|one| format!("{}/{}={}", one.catalogue, one.skill, one.people));
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
