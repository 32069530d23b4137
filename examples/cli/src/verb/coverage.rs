//! `noidai coverage`: counts and shares of a rule by place, on a day or over
//! periods.

use super::asking::{Asking, OnMap, Rows, rule_of};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Progress, day_of},
    output::{Answer, Output, Sheet},
    report::{Block, Report},
    tell,
    words::{self, day, say},
};
use noidai::{
    Day, Error, Language, Registry, Result,
    coverage::{
        Coverage as Covered, CoverageWork, OnDay, Over, Question, Row, Series, SeriesQuestion,
        Verdict, series,
    },
    json,
    rule::{MINISTRY, Rule},
    time::Every,
};

/// How many subjects are looked at between two looks at the progress.
const STEP: usize = 10_000;

#[derive(clap::Args)]
pub struct Coverage {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    rows: Rows,
    /// Up to three stratifiers of the rule's subject: age-band (or
    /// age-band:15,18,60), sex; kind, flag, lane, size; level, organisation, force.
    /// Give the option again for each.
    ///
    /// vi: Nhiều nhất ba tiêu thức phân tổ của đối tượng: age-band (hoặc
    /// age-band:15,18,60: nhóm tuổi), sex (giới tính); kind (loại), flag (diện), lane
    /// (ngõ, tuyến), size (số nhân khẩu); level (cấp), organisation (tổ chức), force
    /// (lực lượng). Mỗi tiêu thức nêu một lần.
    #[arg(long, value_name = "STRATIFIER")]
    stratify: Vec<String>,
    /// A series: month, quarter or year, or with the day that periods begin on, as
    /// month:15 for those from the 15th to the 14th.
    ///
    /// vi: Chuỗi thời gian: month, quarter hoặc year (tháng, quý, năm), hoặc kèm ngày
    /// mà kỳ bắt đầu, như month:15 là từ ngày 15 đến ngày 14.
    #[arg(long, value_name = "PERIOD")]
    every: Option<String>,
    /// First day of the series; by default a year before --on.
    ///
    /// vi: Ngày đầu của chuỗi; mặc định là một năm trước --on.
    #[arg(long, value_name = "DAY", requires = "every")]
    from: Option<String>,
    /// First day after the series; by default the day after --on.
    ///
    /// vi: Ngày đầu tiên sau chuỗi; mặc định là ngày sau --on.
    #[arg(long, value_name = "DAY", requires = "every")]
    until: Option<String>,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    output: Output,
}

impl Coverage {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let rule = rule_of(self.asking.of.rule.as_deref().unwrap_or(MINISTRY))?;
        let parameters = self.asking.of.given()?;
        let opened = Opened::new(&self.input, context)?;
        let on = self.asking.when.state(opened.last)?;
        let mut question = Question::on(on);
        question.unit.clone_from(&self.rows.place.within);
        question.stratify.clone_from(&self.stratify);
        question.parameters = parameters;
        let map = if self.every.is_some() { "now" } else { "then" };
        (question.map, question.today) = self.map.of(map, on, opened.last)?;
        let map_day = question.map_day();
        let map_day = map_day.map_err(|error| self.asking.of.wrong(error))?;
        question.by = self.rows.levels(opened.registry(), map_day);
        let answered = match &self.every {
            None => {
                let found = cover(opened.registry(), &rule, &question, context);
                Answered::Day(Box::new(
                    found.map_err(|error| self.asking.of.wrong(error))?,
                ))
            }
            Some(every) => {
                let question = SeriesQuestion::over(question, self.over(every, on)?);
                let counting = say(context.language, "đang tính", "counting");
                let _progress = Progress::begin(counting, None);
                let found = series(opened.registry(), &rule, &question);
                Answered::Series(found.map_err(|error| self.asking.of.wrong(error))?)
            }
        };
        self.output.say_day(self.asking.when.on.as_deref(), on);
        let found = Found {
            rule,
            on,
            unit: answered.unit_name(opened.registry()),
            stratify: self.stratify.clone(),
            answered,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }

    fn over(&self, every: &str, on: Day) -> Result<Over, Failure> {
        let wrong = |error: Error| Failure::Usage(error.path("--every"));
        let every: Every = every.parse().map_err(wrong)?;
        let from = match &self.from {
            Some(from) => day_of("--from", from)?,
            None => a_year_before(on).map_err(Failure::Usage)?,
        };
        let until = match &self.until {
            Some(until) => day_of("--until", until)?,
            None => on.after(),
        };
        Ok(Over::Periods { from, until, every })
    }
}

/// The first of the month, a year before.
fn a_year_before(on: Day) -> Result<Day> {
    let text = on.to_string();
    let (year, rest) = text.split_once('-').unwrap_or((&text, ""));
    let month = rest.split('-').next().unwrap_or("01");
    let year = year.parse::<i32>().unwrap_or(0).saturating_sub(1);
    format!("{year:04}-{month}-01").parse()
}

/// Answers a question of a day in steps.
///
/// # Errors
///
/// What is wrong with the question or the rule: what was asked for.
pub fn cover(
    registry: &Registry,
    rule: &Rule,
    question: &Question,
    context: &Context,
) -> Result<Covered> {
    let on_day = OnDay::new(registry, question.day);
    let mut work = CoverageWork::new(&on_day, rule, question)?;
    let counting = say(context.language, "đang tính", "counting");
    let progress = Progress::begin(counting, Some(work.all() as u64));
    while work.step(STEP)? {
        progress.done(work.done() as u64);
    }
    work.finish()
}

/// A day, or a course over periods.
pub enum Answered {
    Day(Box<Covered>),
    Series(Series),
}

impl Answered {
    /// The name of the unit asked about, on the day of the map; empty for everywhere.
    fn unit_name(&self, registry: &Registry) -> String {
        let covered = match self {
            Self::Day(covered) => Some(&**covered),
            Self::Series(series) => series.periods.last().map(|period| &period.coverage),
        };
        let name = covered
            .and_then(|covered| tell::place(registry, covered.unit.as_ref(), covered.map_day));
        name.unwrap_or_default()
    }
}

/// What was found, with what it was asked about.
pub struct Found {
    pub rule: Rule,
    pub on: Day,
    /// The name of the unit asked about; empty for everywhere.
    pub unit: String,
    pub stratify: Vec<String>,
    pub answered: Answered,
    pub is_simulated: bool,
}

/// The stable names of a row of coverage.
pub const HEADER: [&str; 14] = [
    "row",
    "unit",
    "code",
    "name",
    "level",
    "population",
    "excluded",
    "undetermined",
    "outside",
    "numerator",
    "not_covered",
    "not_assessed",
    "share_low",
    "share_high",
];
/// Those of its strata.
pub const STRATA: [&str; 3] = ["stratum_1", "stratum_2", "stratum_3"];

impl Found {
    fn push(&self, sheet: &mut Sheet, covered: &Covered) {
        for row in &covered.rows {
            let mut cells = cells(row);
            if matches!(self.answered, Answered::Series(_)) {
                cells.push(covered.day.to_string());
            }
            cells.extend(row.strata.iter().cloned());
            sheet.push(cells);
        }
    }
}

/// A row of coverage under them.
pub fn cells(row: &Row) -> Vec<String> {
    let count = |verdict| row.counts.of(verdict).to_string();
    let share = |share: Option<u32>| share.map_or_else(String::new, |share| share.to_string());
    vec![
        row.kind.code().to_owned(),
        row.unit.clone(),
        row.code.clone(),
        row.name.clone(),
        row.level.clone(),
        row.counts.population().to_string(),
        count(Verdict::Excluded),
        count(Verdict::Undetermined),
        count(Verdict::Outside),
        row.counts.numerator().to_string(),
        count(Verdict::NotCovered),
        count(Verdict::NotAssessed),
        share(row.counts.share_low()),
        share(row.counts.share_high()),
    ]
}

impl Answer for Found {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let mut parts = vec![format!("{} {}", say("Ngày", "On"), day(self.on, language))];
        if !self.unit.is_empty() {
            parts.insert(0, self.unit.clone());
        }
        let mut report = Report::new(self.rule.names.get(language), parts.join(" · "));
        match &self.answered {
            Answered::Day(covered) => {
                let subject = self.rule.subject.name();
                report.push(tell::summary(&covered.total, subject, language));
                report.push(Block::Grid(tell::grid(
                    &covered.rows,
                    &self.stratify,
                    language,
                )));
                if !covered.strata_add_up {
                    let note = say(
                        "Một đối tượng có thể thuộc nhiều nhóm, nên các nhóm không cộng lại được.",
                        "A subject can be in several strata, so strata do not add up.",
                    );
                    report.push(Block::Note(note.to_owned()));
                }
                if covered.open_households > 0 {
                    let note = words::noun(
                        covered.open_households,
                        "hộ chưa kê khai đủ nhân khẩu; người chưa kê khai không được tính.",
                        [
                            "household is not fully listed; its unlisted residents are not counted.",
                            "households are not fully listed; their unlisted residents are not counted.",
                        ],
                        language,
                    );
                    let open = words::number(covered.open_households, language);
                    report.push(Block::Note(format!("{open} {note}")));
                }
            }
            Answered::Series(series) => {
                for block in tell::series(series, &self.stratify, language) {
                    report.push(block);
                }
            }
        }
        report.push(tell::legend(language));
        let source = say("Nguồn của quy tắc", "Source of the rule");
        report.push(Block::Note(format!(
            "{source}: {}",
            words::source(&self.rule, language)
        )));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        if matches!(self.answered, Answered::Series(_)) {
            sheet.widen(&["day"]);
        }
        sheet.widen(STRATA.get(..self.stratify.len()).unwrap_or(&STRATA));
        match &self.answered {
            Answered::Day(covered) => self.push(&mut sheet, covered),
            Answered::Series(series) => {
                for period in &series.periods {
                    self.push(&mut sheet, &period.coverage);
                }
            }
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        match &self.answered {
            Answered::Day(covered) => json::write(covered),
            Answered::Series(series) => json::write(series),
        }
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn counts_by_rule(&self) -> bool {
        true
    }

    fn map_day(&self) -> Option<Day> {
        match &self.answered {
            Answered::Day(covered) => Some(covered.map_day),
            Answered::Series(series) => {
                let days = series.periods.iter().map(|one| one.coverage.map_day);
                days.max()
            }
        }
    }
}
