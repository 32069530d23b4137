//! `noidai month`: an office's month as a workbook and a page. Every figure is that of
//! another verb: nothing is counted here.

mod asked;
mod column;
mod columns;
mod cover;
mod found;
mod page;
mod part;
mod parts;
mod teams;
mod workbook;

use super::asking::{OfPeriod, OfRule, OnMap, When, at_its_option, rule_of};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Reading},
    output::{Answer, Output, Sheet, part_of_city_on},
    report::Report,
};
use asked::Asked;
use cover::{Cover, Source};
use found::Found;
use noidai::{
    Day, Error, ErrorKind, Language, Registry, Result, json,
    rule::{MINISTRY, Rule},
    time::Every,
};
use noidai_workbook::Book;
use page::Pages;
use part::Part;
use parts::Sources;
use std::path::{Path, PathBuf};
use teams::Team;

/// The period where none is given.
const MONTH: &str = "month";
/// How many households are named a team where nothing else is asked.
const NAMED: usize = 20;

#[derive(clap::Args)]
pub struct Month {
    /// Folders of tables or Excel workbooks, read as one, and before or after them the
    /// unit, by id or by its code on the day of the map; without a folder, of the
    /// demonstration.
    ///
    /// vi: Các thư mục bảng hoặc tệp Excel, đọc như một, và trước hoặc sau đó là đơn vị,
    /// nêu bằng mã định danh hoặc mã của nó vào ngày của bản đồ; không nêu thư mục thì
    /// dùng bản mô phỏng.
    #[arg(required = true, value_name = "DIR… UNIT")]
    folders_and_unit: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    of: OfRule,
    #[command(flatten)]
    map: OnMap,
    /// Most households named for each team; by default 20, and none where the unit is
    /// larger than a commune.
    ///
    /// vi: Nêu nhiều nhất bấy nhiêu hộ cần đến cho mỗi tổ; mặc định là 20, đơn vị lớn
    /// hơn xã thì không nêu.
    #[arg(long, value_name = "NUMBER", help_heading = "Question")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

impl Month {
    pub fn run(&self, context: &Context) -> std::result::Result<String, Failure> {
        let Some((unit, folders)) = self.unit_and_folders() else {
            return Ok(String::new());
        };
        if folders.is_empty() && unit.exists() {
            return Err(without_unit(unit));
        }
        // A month, where nothing is said.
        let when = When {
            period: OfPeriod {
                period: self.when.period.period.clone().or(Some(MONTH.to_owned())),
            },
            ..self.when.clone()
        };
        let every = when.period.every()?.unwrap_or(Every::MONTH);
        let rule = rule_of(self.of.rule.as_deref().unwrap_or(MINISTRY))?;
        let input = Input {
            folders: folders.to_vec(),
            reading: self.reading.clone(),
        };
        let opened = Opened::new(&input, context)?;
        let registry = opened.registry();
        let day = when.state(opened.last)?;
        let (map, today) = self.map.of("then", day, opened.last)?;
        let mut of_map = noidai::coverage::Question::on(day);
        (of_map.map, of_map.today) = (map.clone(), today);
        let map_day = of_map.map_day().map_err(at_its_option)?;
        let text = unit.to_string_lossy();
        let asked = Asked::new(registry, (&text, every, day), (map, today, map_day));
        // A folder may have the name of a unit.
        let asked = asked.map_err(|wrong| match unit.exists() {
            true => without_unit(unit),
            false => wrong,
        })?;
        let found = Found::new(registry, &asked, (&rule, &self.of), context)?;
        let teams = teams::teams(registry, &asked, &found.worklist);
        let limit = self
            .limit
            .unwrap_or(if asked.names_people { NAMED } else { 0 });
        let parts = Sources {
            registry,
            asked: &asked,
            found: &found,
            rule_options: self.rule_options(),
            teams: &teams,
            limit,
            language: context.language,
        }
        .parts();
        let name = |path: &PathBuf| {
            let name = path.file_name();
            name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        };
        let source = Source {
            names: folders.iter().map(name).collect(),
            last: opened.last,
            is_simulated: opened.is_simulated,
            rule: &rule,
        };
        let mut cover = Cover::new(&asked, (&found, &parts), &source, context.language);
        if opened.is_simulated {
            let remark = part_of_city_on(map_day, context.language);
            cover.of_map = remark;
        }
        self.output.say_day(self.when.on.as_deref(), day);
        let answered = Answered {
            registry,
            cover,
            found: &found,
            parts,
            rule: &rule,
            levels: &asked.levels,
            teams: &teams,
            map_day,
            language: context.language,
        };
        self.output.give(&answered, context)
    }

    /// The unit, and what is read: it stands first or last, whichever is no folder.
    fn unit_and_folders(&self) -> Option<(&PathBuf, &[PathBuf])> {
        let all = &self.folders_and_unit;
        let (first, after) = all.split_first()?;
        let (last, before) = all.split_last()?;
        match last.exists() && !first.exists() {
            true => Some((first, after)),
            false => Some((last, before)),
        }
    }

    /// The rule and its values, as the command is told them.
    fn rule_options(&self) -> String {
        let rule = self.of.rule.as_ref().map(|rule| format!(" --rule {rule}"));
        let set = self.of.set.iter().map(|set| format!(" --set {set}"));
        rule.into_iter().chain(set).collect()
    }
}

/// The last thing named is a folder or a file, and no unit.
fn without_unit(last: &Path) -> Failure {
    let (vi, en) = (
        "mã đơn vị sau thư mục, như",
        "the code of a unit after the folder, as in",
    );
    let example = format!("noidai month {} 31318", last.display());
    let error = Error::new(ErrorKind::MissingId)
        .expected_words(format!("{vi}: {example}"), format!("{en}: {example}"));
    Failure::Usage(error)
}

struct Answered<'a> {
    registry: &'a Registry,
    cover: Cover,
    found: &'a Found,
    parts: Vec<Part>,
    rule: &'a Rule,
    levels: &'a [String],
    teams: &'a [Team<'a>],
    map_day: Day,
    language: Language,
}

/// The stable names of a figure's row.
const HEADER: [&str; 4] = ["part", "row", "column", "value"];

impl Answer for Answered<'_> {
    fn report(&self, language: Language) -> Report {
        let pages = Pages {
            registry: self.registry,
            cover: &self.cover,
            found: self.found,
            parts: &self.parts,
            rule: self.rule,
            levels: self.levels,
            teams: self.teams,
        };
        pages.report(language)
    }

    /// A row for each cell of each part, for the parts have different columns.
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&HEADER);
        for part in &self.parts {
            for (at, row) in (1_usize..).zip(part.sheet.rows()) {
                for (column, value) in part.sheet.header().iter().zip(row) {
                    let texts = [part.code, &at.to_string(), column, value];
                    sheet.push(texts.map(str::to_owned).to_vec());
                }
            }
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        #[derive(serde::Serialize)]
        struct Rows<'a> {
            part: &'a str,
            header: &'a [&'static str],
            rows: &'a [Vec<String>],
        }
        let rows = self.parts.iter().map(|part| Rows {
            part: part.code,
            header: part.sheet.header(),
            rows: part.sheet.rows(),
        });
        json::write(&rows.collect::<Vec<_>>())
    }

    fn is_simulated(&self) -> bool {
        self.cover.is_simulated
    }

    fn book(&self) -> Option<Book> {
        Some(workbook::book(&self.cover, &self.parts, self.language))
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.map_day)
    }
}
