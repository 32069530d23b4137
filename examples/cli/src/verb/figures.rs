//! `noidai figures`: figures from elsewhere, each with its source, and members of teams
//! by inhabitants.

use super::asking::{OnMap, When, Where, at_its_option};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, day_of},
    output::{Answer, Output, Sheet},
    report::Report,
    tell,
    words::{self, say},
};
use noidai::{
    Day, Error, ErrorKind, Language, Registry, Result, json,
    work::figures::{
        CompareFigures, Compared, FigureQuestion, FigureRow, Figures as Told, MembersRow, Said,
        compare, figures,
    },
};

#[derive(clap::Args)]
pub struct Figures {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    when: When,
    /// Only figures of these names, such as dti; several by commas.
    ///
    /// vi: Chỉ các số liệu mang tên này, như dti; nhiều tên thì cách nhau bằng dấu phẩy.
    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Question"
    )]
    figure: Vec<String>,
    #[command(flatten)]
    place: Where,
    /// Two days, by a comma: compares the figures of their periods. It takes one
    /// --figure, --form, and --where with the id of a unit; figures of two editions are
    /// refused.
    ///
    /// vi: Hai ngày, cách nhau bằng dấu phẩy: so sánh số liệu của hai kỳ. Cần một
    /// --figure, --form, và --where là mã định danh của đơn vị; hai phiên bản khác nhau
    /// thì từ chối.
    #[arg(
        long,
        value_name = "DAY,DAY",
        requires_all = ["figure", "form", "within"],
        help_heading = "Question"
    )]
    compare: Option<String>,
    /// Which form of the figure is compared: share, count, score or rank.
    ///
    /// vi: So sánh dạng nào của số liệu: share (tỷ lệ), count (số lượng), score (điểm)
    /// hoặc rank (thứ hạng).
    #[arg(
        long,
        value_name = "FORM",
        requires = "compare",
        value_parser = ["share", "count", "score", "rank"],
        help_heading = "Question"
    )]
    form: Option<String>,
    #[command(flatten)]
    map: OnMap,
    #[command(flatten)]
    output: Output,
}

impl Figures {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let opened = Opened::new(&self.input, context)?;
        let answer = match &self.compare {
            Some(days) => {
                let asked = self.compared(days)?;
                let wrong = |error: Error| Failure::Usage(error.path("--compare"));
                Answered::Compared(Box::new(compare(opened.registry(), &asked).map_err(wrong)?))
            }
            None => {
                let day = self.when.state(opened.last)?;
                let mut question = FigureQuestion::on(day);
                (question.map, question.today) = self.map.of("then", day, opened.last)?;
                question.unit.clone_from(&self.place.within);
                question.figures.clone_from(&self.figure);
                question.period = self.when.period.every()?;
                let told = figures(opened.registry(), &question).map_err(at_its_option)?;
                self.output.say_day(self.when.on.as_deref(), day);
                Answered::All(told)
            }
        };
        let found = Found {
            registry: opened.registry(),
            answer,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }

    fn compared(&self, days: &str) -> std::result::Result<CompareFigures, Failure> {
        let (Some((first, second)), [figure]) = (days.split_once(','), self.figure.as_slice())
        else {
            let error = Error::new(ErrorKind::NotOne).found(days);
            return Err(Failure::Usage(
                error
                    .expected("--figure NAME --compare DAY,DAY")
                    .path("--compare"),
            ));
        };
        Ok(CompareFigures {
            figure: figure.clone(),
            form: self.form.clone().unwrap_or_default(),
            unit: self.place.within.clone().unwrap_or_default(),
            first: day_of("--compare", first.trim())?,
            second: day_of("--compare", second.trim())?,
        })
    }
}

enum Answered {
    All(Told),
    Compared(Box<Compared>),
}

struct Found<'a> {
    registry: &'a Registry,
    answer: Answered,
    is_simulated: bool,
}

/// The stable names of a figure's row. Points are in thousandths, shares in parts per
/// million; members of teams by inhabitants have the form `members`.
const HEADER: [&str; 20] = [
    "figure",
    "unit",
    "code",
    "name",
    "from",
    "until",
    "edition",
    "form",
    "numerator",
    "denominator",
    "share",
    "count",
    "points",
    "out_of",
    "rank",
    "among",
    "source",
    "before_from",
    "before_until",
    "change",
];

fn cells(row: &FigureRow) -> Vec<String> {
    let mut said = vec![String::new(); 8];
    let (form, values): (&str, &[(usize, u32)]) = match row.said {
        Said::Share {
            numerator,
            denominator,
            share,
        } => ("share", &[(0, numerator), (1, denominator), (2, share)]),
        Said::Count { count } => ("count", &[(3, count)]),
        Said::Score { points, out_of } => ("score", &[(4, points), (5, out_of)]),
        Said::Rank { rank, among } => ("rank", &[(6, rank), (7, among)]),
    };
    for (at, value) in values {
        if let Some(cell) = said.get_mut(*at) {
            *cell = value.to_string();
        }
    }
    let mut cells = vec![
        row.figure.clone(),
        row.unit.clone(),
        row.code.clone(),
        row.name.clone(),
        row.from.to_string(),
        row.until.to_string(),
        row.edition.clone(),
        form.to_owned(),
    ];
    cells.extend(said);
    let before = row.before.as_ref();
    cells.push(row.source.clone());
    cells.push(before.map_or_else(String::new, |own| own.from.to_string()));
    cells.push(before.map_or_else(String::new, |own| own.until.to_string()));
    cells.push(before.map_or_else(String::new, |own| own.change.to_string()));
    cells
}

fn members(row: &MembersRow) -> Vec<String> {
    let share = row
        .per_million
        .map_or_else(String::new, |own| own.to_string());
    let mut cells = vec![
        "team-members".to_owned(),
        row.unit.clone(),
        row.code.clone(),
        row.name.clone(),
        row.from.to_string(),
        row.until.to_string(),
        String::new(),
        "members".to_owned(),
        row.members.to_string(),
        row.inhabitants.to_string(),
        share,
    ];
    cells.resize(HEADER.len(), String::new());
    if let Some(source) = cells.get_mut(HEADER.len() - 4) {
        source.clone_from(&row.source);
    }
    cells
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let title = say(language, "Số liệu từ nơi khác", "Figures from elsewhere");
        match &self.answer {
            Answered::All(told) => {
                let place = tell::place(self.registry, told.unit.as_ref(), told.map_day);
                let on = say(language, "Ngày", "On");
                let day = format!("{on} {}", words::day(told.day, language));
                let period = told.period.and_then(|every| every.around(told.day).ok());
                let period = period.map(|own| {
                    let [from, until] = [own.from, own.last()].map(|day| words::day(day, language));
                    let ends = say(language, "kỳ kết thúc trong", "periods that end in");
                    format!("{ends} {from} – {until}")
                });
                let parts = place.into_iter().chain([day]).chain(period);
                let parts: Vec<String> = parts.collect();
                let mut report = Report::new(title, parts.join(" · "));
                for block in tell::figures(told, language) {
                    report.push(block);
                }
                report
            }
            Answered::Compared(compared) => {
                let mut report = Report::new(title, compared.first.name.clone());
                for block in tell::compared(compared, language) {
                    report.push(block);
                }
                report
            }
        }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        match &self.answer {
            Answered::All(told) => {
                for row in &told.rows {
                    sheet.push(cells(row));
                }
                for row in &told.members {
                    sheet.push(members(row));
                }
            }
            Answered::Compared(compared) => {
                sheet.push(cells(&compared.first));
                sheet.push(cells(&compared.second));
            }
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        match &self.answer {
            Answered::All(told) => json::write(told),
            Answered::Compared(compared) => json::write(compared),
        }
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        match &self.answer {
            Answered::All(told) => Some(told.map_day),
            Answered::Compared(_) => None,
        }
    }
}
