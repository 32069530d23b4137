//! The units of a day.

use crate::{
    failure::Failure,
    input::Opened,
    output::{Answer, Sheet},
    report::{Block, Cell, Column, Grid, Report},
    words::{self, number, say},
};
use noidai::{Day, Language, Result, place::no_such_level};

/// The units of a day, each before what lies in it.
pub struct At {
    day: Day,
    units: Vec<Unit>,
    is_simulated: bool,
}

#[derive(serde::Serialize)]
struct Unit {
    unit: String,
    code: String,
    name: String,
    kind: String,
    level: String,
    parent: String,
    opened: Option<Day>,
    closed: Option<Day>,
    #[serde(skip)]
    depth: usize,
}

impl At {
    pub fn new(
        opened: &Opened,
        day: Option<&str>,
        level: Option<&str>,
    ) -> std::result::Result<Self, Failure> {
        let day = opened.day(day)?;
        let registry = &opened.registry;
        let map = registry.map(day);
        if let Some(text) = level {
            let levels = map.levels();
            let names: Vec<&str> = levels
                .iter()
                .map(|level| registry.vocabulary().text(*level))
                .collect();
            if !names.contains(&text) {
                let error = no_such_level(text, &names, &[map.day()]);
                return Err(Failure::Usage(error.path("--level")));
            }
        }
        let mut units = Vec::new();
        for ix in map.units().iter().copied() {
            let Some(unit) = registry.unit(ix) else {
                continue;
            };
            let own = map
                .level(ix)
                .map_or("", |own| registry.vocabulary().text(own));
            if level.is_some_and(|level| level != own) {
                continue;
            }
            let parent = map.parent(ix);
            units.push(Unit {
                unit: registry.unit_ids().text(ix).to_owned(),
                code: unit.code_on(day).to_owned(),
                name: unit.name_on(day).to_owned(),
                kind: unit.kind_on(day).to_owned(),
                level: own.to_owned(),
                parent: parent
                    .map_or("", |parent| registry.unit_ids().text(parent))
                    .to_owned(),
                opened: unit.spell.from,
                closed: unit.spell.until,
                depth: map.depth(ix),
            });
        }
        Ok(Self {
            day,
            units,
            is_simulated: opened.is_simulated,
        })
    }
}

impl Answer for At {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let mut report = Report::new(say("Các đơn vị", "Units"), words::day(self.day, language));
        let mut levels: Vec<(&str, u64)> = Vec::new();
        for unit in &self.units {
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
        let top = self.units.iter().map(|unit| unit.depth).min().unwrap_or(0);
        let rows = self.units.iter().map(|unit| {
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
        for unit in &self.units {
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
        noidai::json::write(&self.units)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
