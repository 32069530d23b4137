//! Units by code or name, each with its lineage.

use super::{
    course::told,
    lineage::{not_that_day, outline, whole_or_part},
    meant::Meant,
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
    place::PlaceMap,
    reform::{Branch, Change, Match, ancestry, course, posterity},
    time::Spell,
};
use std::collections::BTreeMap;

/// What a text means.
pub struct Find {
    text: String,
    day: Day,
    /// Whether it is so called on the day, or only on others.
    on_the_day: bool,
    found: Vec<Candidate>,
    is_simulated: bool,
}

#[derive(serde::Serialize)]
struct Candidate {
    matched: Match,
    level: String,
    /// The names of the units above, from the lowest.
    within: Vec<String>,
    from: Option<Day>,
    until: Option<Day>,
    changes: Vec<Change>,
    became: Branch,
    was: Branch,
}

impl Find {
    pub fn new(
        opened: &Opened,
        text: &str,
        on: Option<&str>,
    ) -> std::result::Result<Self, Failure> {
        let day = opened.day(on)?;
        let registry = &opened.registry;
        let meant = Meant::new(registry, text, day).map_err(Failure::Usage)?;
        let mut maps: BTreeMap<Day, PlaceMap> = BTreeMap::new();
        let mut candidate = |one: &noidai::reform::Found| {
            let Spell { from, until } = one.when;
            let at = one.when.nearest(day);
            let map = maps.entry(at).or_insert_with(|| registry.map(at));
            let above = map.upwards(one.unit).skip(1);
            let above = above.filter_map(|unit| Some(registry.unit(unit)?.name_on(at).to_owned()));
            let level = registry.unit(one.unit).and_then(|unit| unit.level);
            Candidate {
                matched: one.by,
                level: level
                    .map_or("", |level| registry.vocabulary().text(level))
                    .to_owned(),
                within: above.collect(),
                from,
                until,
                changes: course(registry, one.unit),
                became: posterity(registry, one.unit, at),
                was: ancestry(registry, one.unit, at),
            }
        };
        Ok(Self {
            text: text.to_owned(),
            day,
            on_the_day: meant.on_the_day,
            found: meant.found.iter().map(&mut candidate).collect(),
            is_simulated: opened.is_simulated,
        })
    }
}

impl Answer for Find {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let day = words::day(self.day, language);
        let mut report = Report::new(format!("“{}”", self.text), day);
        if !self.on_the_day {
            report.push(Block::Text(not_that_day(language).to_owned()));
        }
        for one in &self.found {
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
        for one in &self.found {
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
        noidai::json::write(&self.found)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}
