//! What became of a unit and what it came from, as small trees.

use super::{course::told, find::meant};
use crate::{
    failure::Failure,
    input::Opened,
    output::{Answer, Sheet},
    report::{Block, Flow, Report, Tone, Way},
    words::{self, noun, number, percent, say},
};
use noidai::{
    Day, Language, Result,
    reform::Branch,
    work::places::{LineageQuestion, Lineages},
};
use std::collections::BTreeMap;

/// The trees of every unit that a text means.
pub struct Lineage {
    answer: Lineages,
    is_simulated: bool,
}

impl Lineage {
    pub fn new(
        opened: &Opened,
        text: &str,
        on: Option<&str>,
    ) -> std::result::Result<Self, Failure> {
        let question = LineageQuestion {
            text: text.to_owned(),
            day: opened.day(on)?,
            households: true,
        };
        Ok(Self {
            answer: meant(opened, &question)?,
            is_simulated: opened.is_simulated,
        })
    }
}

/// Said where a text means nothing on the day, but on others.
pub fn not_that_day(language: Language) -> &'static str {
    say(
        language,
        "Ngày này không có đơn vị nào mang mã hoặc tên đó; dưới đây là các đơn vị đã hoặc sẽ mang.",
        "No unit carries this code or name on the day; these have carried it or will.",
    )
}

/// Whether a whole unit went, as rows say it.
pub fn whole_or_part(part: bool) -> &'static str {
    if part { "part" } else { "whole" }
}

/// A tree's branches as indented lines, the root aside.
pub fn outline(
    branch: &Branch,
    depth: usize,
    forwards: bool,
    language: Language,
    lines: &mut Vec<(usize, String, Tone)>,
) {
    let say = |vi, en| say(language, vi, en);
    for further in &branch.further {
        let Some(by) = &further.by else { continue };
        let how = match (by.part, forwards) {
            (false, true) => say("nhập nguyên vẹn vào", "whole into"),
            (true, true) => say("một phần nhập vào", "a part into"),
            (false, false) => say("từ toàn bộ", "from all of"),
            (true, false) => say("từ một phần", "from a part of"),
        };
        let arrow = if forwards { "→" } else { "←" };
        let mut line = format!(
            "{arrow} {how} {} ({}) · {} · {}",
            further.name,
            further.code,
            words::day(by.day, language),
            by.act,
        );
        if let Some(households) = by.households {
            let share = by.share.map_or_else(String::new, |share| {
                format!(", {}", percent(share, language))
            });
            let word = noun(households, "hộ", ["household", "households"], language);
            let households = number(households, language);
            line.push_str(&format!(" · {households} {word}{share}"));
        }
        if let Some(unplaced) = by.unplaced.filter(|unplaced| *unplaced > 0) {
            let households = noun(
                unplaced,
                "hộ của đơn vị cũ chưa rõ về đâu",
                [
                    "household of the old unit that nobody placed",
                    "households of the old unit that nobody placed",
                ],
                language,
            );
            let unplaced = number(unplaced, language);
            line.push_str(&format!(" · {unplaced} {households}"));
        }
        lines.push((depth, line, Tone::Plain));
        outline(further, depth + 1, forwards, language, lines);
    }
}

/// The ways of each reform, by its day and act.
type Flows = BTreeMap<(Day, String), Vec<Way>>;

/// Adds a tree's branches to the flows of their reforms.
fn flow_of(branch: &Branch, forwards: bool, flows: &mut Flows) {
    let called = |unit: &Branch| format!("{} · {}", unit.name, unit.code);
    for further in &branch.further {
        let Some(by) = &further.by else { continue };
        let (from, into) = if forwards {
            (branch, further)
        } else {
            (further, branch)
        };
        let ways = flows.entry((by.day, by.act.clone())).or_default();
        let way = Way {
            from: called(from),
            into: called(into),
            size: by.households.unwrap_or(0),
            part: by.part,
        };
        // A unit can be reached over several others.
        if !ways.contains(&way) {
            ways.push(way);
        }
        flow_of(further, forwards, flows);
    }
}

impl Answer for Lineage {
    fn report(&self, language: Language) -> Report {
        let title = say(language, "Nguồn gốc và kế thừa của đơn vị", "Lineage");
        let mut report = Report::new(title, words::day(self.answer.day, language));
        if !self.answer.on_the_day {
            report.push(Block::Text(not_that_day(language).to_owned()));
        }
        for tree in &self.answer.units {
            let unit = &tree.became;
            let called = match unit.code.as_str() {
                "" => format!("{} · {}", unit.name, unit.unit),
                code => format!("{} · {code}", unit.name),
            };
            report.push(Block::Heading(called));
            let mut lines = told(&tree.changes, language);
            outline(&tree.was, 0, false, language, &mut lines);
            outline(&tree.became, 0, true, language, &mut lines);
            if lines.is_empty() {
                let none = say(language, "Chưa từng sắp xếp.", "No reform touched it.");
                report.push(Block::Text(none.to_owned()));
            } else {
                report.push(Block::Outline(lines));
            }
            let mut flows = Flows::new();
            flow_of(&tree.was, false, &mut flows);
            flow_of(&tree.became, true, &mut flows);
            for ((day, act), flow) in flows {
                let day = words::day(day, language);
                report.push(Block::Flow(Flow {
                    title: format!("{day} · {act}"),
                    ways: flow,
                }));
            }
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "direction",
            "depth",
            "from",
            "from_code",
            "from_name",
            "into",
            "into_code",
            "into_name",
            "day",
            "act",
            "part",
            "households",
            "share",
            "unplaced",
        ]);
        for tree in &self.answer.units {
            rows(&tree.was, 1, false, &mut sheet);
            rows(&tree.became, 1, true, &mut sheet);
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

fn rows(branch: &Branch, depth: usize, forwards: bool, sheet: &mut Sheet) {
    for further in &branch.further {
        let Some(by) = &further.by else { continue };
        let (from, into) = if forwards {
            (branch, further)
        } else {
            (further, branch)
        };
        let count = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
        sheet.push(vec![
            if forwards { "became" } else { "was" }.to_owned(),
            depth.to_string(),
            from.unit.clone(),
            from.code.clone(),
            from.name.clone(),
            into.unit.clone(),
            into.code.clone(),
            into.name.clone(),
            by.day.to_string(),
            by.act.clone(),
            whole_or_part(by.part).to_owned(),
            count(by.households),
            count(by.share.map(u64::from)),
            count(by.unplaced),
        ]);
        rows(further, depth + 1, forwards, sheet);
    }
}
