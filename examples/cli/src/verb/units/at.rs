//! The units of a day.

use crate::{
    failure::Failure,
    input::Opened,
    output::{Answer, Sheet},
    report::{Block, Cell, Column, Grid, Report},
    words::{self, number, say},
};
use noidai::{
    Day, Language, Result,
    work::places::{PlacesOfDay, PlacesQuestion, places},
};

/// The units of a day, each before what lies in it.
pub struct At {
    answer: PlacesOfDay,
    is_simulated: bool,
}

impl At {
    pub fn new(
        opened: &Opened,
        day: Option<&str>,
        level: Option<&str>,
    ) -> std::result::Result<Self, Failure> {
        let question = PlacesQuestion {
            by: level.map(str::to_owned).into_iter().collect(),
            ..PlacesQuestion::on(opened.day(day)?)
        };
        let answer = places(opened.registry(), &question);
        Ok(Self {
            answer: answer.map_err(|error| Failure::Usage(error.path("--level")))?,
            is_simulated: opened.is_simulated,
        })
    }
}

impl Answer for At {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let units = &self.answer.units;
        let title = say("Các đơn vị", "Units");
        let mut report = Report::new(title, words::day(self.answer.day, language));
        let mut levels: Vec<(&str, u64)> = Vec::new();
        for unit in units {
            match levels.iter_mut().find(|(level, _)| *level == unit.level) {
                Some((_, count)) => *count += 1,
                None => levels.push((&unit.level, 1)),
            }
        }
        let figures = levels.into_iter().map(|(level, count)| {
            let level = words::code(level, language);
            (number(count, language), level.to_owned())
        });
        report.push(Block::Figures(figures.collect()));
        let top = units.iter().map(|unit| unit.depth).min().unwrap_or(0);
        let rows = units.iter().map(|unit| {
            let indent = "\u{a0}\u{a0}".repeat(unit.depth - top);
            vec![
                Cell::text(format!("{indent}{}", unit.name)),
                Cell::text(&*unit.code),
                Cell::text(words::code(&unit.level, language)),
                Cell::text(&*unit.unit),
            ]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Đơn vị", "Unit")),
                Column::text(say("Mã", "Code")),
                Column::text(say("Cấp", "Level")),
                Column::text(say("Mã định danh", "Id")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "unit", "code", "name", "kind", "level", "parent", "opened", "closed",
        ]);
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        for unit in &self.answer.units {
            sheet.push(vec![
                unit.unit.clone(),
                unit.code.clone(),
                unit.name.clone(),
                unit.kind.clone(),
                unit.level.clone(),
                unit.parent.clone(),
                day(unit.opened),
                day(unit.closed),
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        noidai::json::write(&self.answer)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.answer.day)
    }
}
