//! Units by code or name, each with its lineage.

use super::{
    course::told,
    lineage::{not_that_day, outline, whole_or_part},
};
use crate::{
    failure::Failure,
    input::Opened,
    output::{Answer, Sheet},
    report::{Block, Report},
    words::{self, say},
};
use noidai::{
    Day, Language, Result,
    error::At,
    reform::Match,
    work::places::{LineageQuestion, Lineages, lineages},
};

/// What a text means.
pub struct Find {
    answer: Lineages,
    is_simulated: bool,
}

impl Find {
    pub fn new(
        opened: &Opened,
        text: &str,
        on: Option<&str>,
    ) -> std::result::Result<Self, Failure> {
        let question = LineageQuestion {
            text: text.to_owned(),
            day: opened.day(on)?,
            households: false,
        };
        Ok(Self {
            answer: meant(opened, &question)?,
            is_simulated: opened.is_simulated,
        })
    }
}

/// What a text means, of which the command has no path to tell.
pub fn meant(
    opened: &Opened,
    question: &LineageQuestion,
) -> std::result::Result<Lineages, Failure> {
    let answer = lineages(opened.registry(), question);
    answer.map_err(|error| Failure::Usage(error.at(At::Unplaced)))
}

impl Answer for Find {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = words::day(self.answer.day, language);
        let mut report = Report::new(format!("“{}”", self.answer.text), day);
        if !self.answer.on_the_day {
            report.push(Block::Text(not_that_day(language).to_owned()));
        }
        for one in &self.answer.units {
            let unit = &one.became;
            let level = words::code(&one.level, language);
            report.push(Block::Heading(format!(
                "{} · {} · {level}",
                unit.name, unit.code
            )));
            let spell = match (one.from, one.until) {
                (None, None) => String::new(),
                (from, until) => {
                    let end = |day: Option<Day>| {
                        day.map_or("…".to_owned(), |day| words::day(day, language))
                    };
                    format!(" · {} – {}", end(from), end(until.map(Day::before)))
                }
            };
            let within = match one.within.as_slice() {
                [] => String::new(),
                above => format!(" · {} {}", say("thuộc", "in"), above.join(", ")),
            };
            report.push(Block::Note(format!("{}{within}{spell}", unit.unit)));
            let mut lines = told(&one.changes, language);
            outline(&one.was, 0, false, language, &mut lines);
            outline(&one.became, 0, true, language, &mut lines);
            if !lines.is_empty() {
                report.push(Block::Outline(lines));
            }
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "matched",
            "unit",
            "code",
            "name",
            "level",
            "within",
            "from",
            "until",
            "direction",
            "other",
            "other_code",
            "other_name",
            "day",
            "act",
            "part",
        ]);
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        for one in &self.answer.units {
            let matched = match one.matched {
                Match::Id => "id",
                Match::Code => "code",
                Match::Name => "name",
                Match::ProperName => "proper_name",
                Match::CodeAndName => "code_and_name",
            };
            let own = vec![
                matched.to_owned(),
                one.became.unit.clone(),
                one.became.code.clone(),
                one.became.name.clone(),
                one.level.clone(),
                one.within.join(", "),
                day(one.from),
                day(one.until),
            ];
            let ways = [("was", &one.was), ("became", &one.became)];
            let mut any = false;
            for (direction, branch) in ways {
                for other in &branch.further {
                    any = true;
                    let Some(by) = &other.by else { continue };
                    let mut row = own.clone();
                    row.extend([
                        direction.to_owned(),
                        other.unit.clone(),
                        other.code.clone(),
                        other.name.clone(),
                        by.day.to_string(),
                        by.act.clone(),
                        whole_or_part(by.part).to_owned(),
                    ]);
                    sheet.push(row);
                }
            }
            if !any {
                let mut row = own;
                row.resize(15, String::new());
                sheet.push(row);
            }
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        noidai::json::write(&self.answer)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}
