//! The form of an answer, and where it goes.

mod sheet;
mod tables;
mod whole;
mod workbook;

pub use sheet::Sheet;
pub use tables::write as write_tables;
pub use whole::Whole;
pub use workbook::write as write_workbook;

use crate::{
    Context, book,
    failure::Failure,
    input::unusable_book,
    page,
    report::{Block, Report},
    show::{self, Paint},
    words::say,
};
use clap::ValueEnum;
use noidai::{Day, Language, Result};
use noidai_demonstration::{PART_OF_CITY, STAMP, reform_day};
use noidai_workbook::Book;
use std::path::PathBuf;

/// The form of an answer.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Answer")]
pub struct Output {
    /// Form of the answer.
    ///
    /// vi: Dạng của câu trả lời: table (để đọc), csv (một dòng tiêu đề gồm tên cố định,
    /// tỷ lệ tính bằng phần triệu) hoặc json (một tài liệu).
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// Also writes the answer as one printable page.
    ///
    /// vi: Ghi thêm câu trả lời thành một trang in được.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Also writes the answer as an Excel workbook, which says how figures are counted.
    ///
    /// vi: Ghi thêm câu trả lời thành một tệp Excel, có trang nói cách tính các con số.
    #[arg(long, value_name = "FILE.xlsx")]
    pub xlsx: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One header row of stable names; shares in parts per million.
    Csv,
    /// One document.
    Json,
}

/// What a verb answers, in each form.
pub trait Answer {
    /// For people.
    fn report(&self, language: Language) -> Report;
    /// As rows with stable names.
    fn sheet(&self) -> Sheet;
    /// As one document.
    fn json(&self) -> Result<String>;
    /// Whether it was counted from simulated data.
    fn is_simulated(&self) -> bool;
    /// Whether its columns are the counts of a rule.
    fn counts_by_rule(&self) -> bool {
        false
    }
    /// As a workbook; where it has none of its own, its report makes one.
    fn book(&self) -> Option<Book> {
        None
    }
    /// The day of the map that its rows stand on, the last of several; none where it
    /// shows no places.
    fn map_day(&self) -> Option<Day> {
        None
    }
}

impl Output {
    /// The answer as it is to be printed. Stamps and remarks that a form has no
    /// place for go to the standard error.
    ///
    /// # Errors
    ///
    /// The page cannot be written.
    pub fn give(&self, answer: &impl Answer, context: &Context) -> Result<String, Failure> {
        let language = context.language;
        let remark = part_of_city(answer, language);
        let report = || {
            let mut report = answer.report(language);
            report
                .blocks
                .extend(remark.map(|text| Block::Note(text.to_owned())));
            report
        };
        let mut files = Vec::new();
        if let Some(file) = &self.html {
            let page = page::page(&report(), answer.is_simulated(), language);
            files.push(Whole::new(file, page.into_bytes()).map_err(Failure::Usage)?);
        }
        if let Some(file) = &self.xlsx {
            let by_rule = answer.counts_by_rule();
            let of_report = || book::book(&report(), by_rule, answer.is_simulated(), language);
            let book = answer.book().unwrap_or_else(of_report);
            let bytes = book.write().map_err(|fault| unusable_book(file, &fault))?;
            files.push(Whole::new(file, bytes).map_err(Failure::Usage)?);
        }
        for file in files {
            file.put().map_err(Failure::Usage)?;
        }
        let is_stamped = answer.is_simulated();
        if is_stamped && self.format != Format::Table {
            eprintln!("{STAMP}");
            if let Some(remark) = remark {
                eprintln!("{remark}");
            }
        }
        Ok(match self.format {
            Format::Table => {
                let shown = show::report(&report(), Paint::of_output());
                if is_stamped {
                    format!("{STAMP}\n\n{shown}\n{STAMP}\n")
                } else {
                    shown
                }
            }
            Format::Csv => answer.sheet().csv()?,
            Format::Json => format!("{}\n", answer.json()?),
        })
    }

    /// Says which day is answered where another was given, or none, and the form does
    /// not show it.
    pub fn say_day(&self, given: Option<&str>, day: noidai::Day) {
        let is_given = given.is_some_and(|given| given == day.to_string());
        if !is_given && self.format != Format::Table {
            eprintln!("--on {day}");
        }
    }
}

/// That the simulated places are only a part of the city, wherever an answer stands on a
/// map of the city.
fn part_of_city(answer: &impl Answer, language: Language) -> Option<&'static str> {
    part_of_city_on(
        answer.map_day().filter(|_| answer.is_simulated())?,
        language,
    )
}

/// The same for a map that stands for simulated places.
pub fn part_of_city_on(map_day: Day, language: Language) -> Option<&'static str> {
    let since = reform_day().ok()?;
    let [vi, en] = PART_OF_CITY;
    (since <= map_day).then(|| say(language, vi, en))
}
