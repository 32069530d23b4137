//! Targets in tables: one a rule and due day.

use crate::{
    report::{Block, Cell, Column, Grid, Tone},
    words::{self, day, number, percent},
};
use noidai::{
    Language, Registry,
    rule::Rule,
    work::targets::{Fallen, Outcome, Reason, TargetRow, Targets},
};

/// Every target, by rule and due day; what fell away; what has no rule.
pub fn targets(
    registry: &Registry,
    rules: &[Rule],
    answer: &Targets,
    language: Language,
) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en);
    let mut blocks = Vec::new();
    if answer.rows.is_empty() {
        let none = say("Không có chỉ tiêu nào.", "There is no target.");
        blocks.push(Block::Verdict(none.to_owned(), Tone::Plain));
    }
    for own in &answer.rules {
        let Some(rule) = rules.iter().find(|rule| rule.id == own.rule) else {
            continue;
        };
        let of_rule = || answer.rows.iter().filter(|row| row.rule == own.rule);
        let mut due: Vec<_> = of_rule().map(|row| row.due).collect();
        due.sort_unstable();
        due.dedup();
        blocks.push(Block::Heading(rule.names.get(language).to_owned()));
        for until in due {
            let rows: Vec<&TargetRow> = of_rule().filter(|row| row.due == until).collect();
            let word = say("Hạn", "Due");
            blocks.push(Block::Text(format!("{word} {}", day(until, language))));
            blocks.push(Block::Grid(grid(&rows, language)));
        }
        blocks.push(Block::Note(sources(of_rule(), rule, language)));
    }
    if !answer.fallen.is_empty() {
        let heading = say(
            "Chỉ tiêu không còn sau sắp xếp đơn vị",
            "Targets that fell away with a reform",
        );
        blocks.push(Block::Heading(heading.to_owned()));
        let lines = answer.fallen.iter();
        let lines = lines.map(|own| (0, fallen(registry, own, language), Tone::Middling));
        blocks.push(Block::Outline(lines.collect()));
    }
    for own in &answer.without_rule {
        let (rule, targets) = (&own.rule, number(own.targets, language));
        blocks.push(Block::Note(match language {
            Language::Vietnamese => {
                format!("{targets} chỉ tiêu theo quy tắc {rule}, chưa nêu quy tắc ấy bằng --rule.")
            }
            Language::English => {
                format!("{targets} targets are set for the rule {rule}, which --rule did not give.")
            }
        }));
    }
    blocks
}

/// Whether a target is reached, in words.
pub fn outcome(outcome: Outcome, language: Language) -> (&'static str, Tone) {
    let ((vi, en), tone) = match outcome {
        Outcome::Reached => (("đạt", "reached"), Tone::Good),
        Outcome::Missed => (("chưa đạt", "missed"), Tone::Bad),
        Outcome::Undecided => (("chưa xác định", "undecided"), Tone::Middling),
    };
    (words::say(language, vi, en), tone)
}

/// Whether a target is on course, in words.
pub fn on_course(outcome: Outcome, language: Language) -> (&'static str, Tone) {
    let ((vi, en), tone) = match outcome {
        Outcome::Reached => (("kịp", "on course"), Tone::Good),
        Outcome::Missed => (("chậm", "behind"), Tone::Bad),
        Outcome::Undecided => (("chưa xác định", "undecided"), Tone::Middling),
    };
    (words::say(language, vi, en), tone)
}

fn grid(rows: &[&TargetRow], language: Language) -> Grid {
    let say = |vi, en| words::say(language, vi, en);
    // Once a target is due its line has ended.
    let has_course = rows.iter().any(|row| row.course.is_some());
    let mut columns = vec![
        Column::text(say("Đơn vị", "Unit")),
        Column::number(say("Chỉ\ntiêu", "Target")),
        Column::number(say("Tỷ lệ đạt", "Coverage")),
        Column::text(say("Kết quả", "Outcome")),
        Column::number(say("Còn\nthiếu", "Behind\nby")),
    ];
    if has_course {
        columns.push(Column::number(say(
            "Theo tiến độ\nphải đạt",
            "Should\nbe at",
        )));
        columns.push(Column::text(say("Tiến độ", "On course")));
    }
    let cells = |row: &&TargetRow| {
        let (low, high) = (row.counts.share_low(), row.counts.share_high());
        let (said, tone) = outcome(row.outcome, language);
        let mut cells = vec![
            Cell::text(row.name.clone()),
            Cell::text(percent(row.target, language)),
            Cell::text(words::share(low, high, language)),
            Cell::Text(said.to_owned(), tone),
            Cell::text(number(row.behind, language)),
        ];
        match &row.course {
            Some(course) => {
                let lacking = match course.behind {
                    0 => String::new(),
                    behind => format!(" (−{})", number(behind, language)),
                };
                let (said, tone) = on_course(course.outcome, language);
                cells.push(Cell::text(percent(course.share, language)));
                cells.push(Cell::Text(format!("{said}{lacking}"), tone));
            }
            None if has_course => cells.extend([Cell::text("—"), Cell::text("—")]),
            None => {}
        }
        cells
    };
    Grid {
        rows: rows.iter().map(cells).collect(),
        columns,
        has_sum: false,
    }
}

/// What sets the targets of a rule, and whether the rule is assumed.
fn sources<'r>(
    rows: impl Iterator<Item = &'r TargetRow>,
    rule: &Rule,
    language: Language,
) -> String {
    let mut sources: Vec<&str> = Vec::new();
    let mut assumed = false;
    for row in rows {
        assumed |= row.assumed;
        if !row.source.is_empty() && !sources.contains(&row.source.as_str()) {
            sources.push(&row.source);
        }
    }
    let word = words::say(language, "Nguồn của chỉ tiêu", "Source of the targets");
    let mut text = format!("{word}: {}", sources.join("; "));
    let source = words::source(rule, language);
    let (known, guessed) = match language {
        Language::Vietnamese => ("Cách tính", "Nguồn không nêu cách tính; cách tính giả định"),
        Language::English => ("Rule", "The source names no rule; the one assumed"),
    };
    text.push_str(". ");
    text.push_str(if assumed { guessed } else { known });
    text.push_str(&format!(": {} ({source})", rule.id));
    text
}

/// A unit that has no target, though what it came from had one.
fn fallen(registry: &Registry, own: &Fallen, language: Language) -> String {
    let olds = own.of.iter().map(|old| {
        let unit = registry.unit_ids().find(&old.unit);
        let unit = unit.and_then(|unit| registry.unit(unit));
        let name = unit.map_or(old.unit.as_str(), |unit| unit.name_on(own.due));
        let none = words::say(language, "không có", "none");
        let share = old
            .target
            .map_or(none.to_owned(), |share| percent(share, language));
        format!("{name} {share}")
    });
    let olds: Vec<String> = olds.collect();
    let (vi, en) = match own.reason {
        Reason::NotAll => (
            "không phải đơn vị cũ nào cũng có chỉ tiêu",
            "not all that it came from had a target",
        ),
        Reason::DifferentShares => (
            "các đơn vị cũ có chỉ tiêu khác nhau",
            "what it came from had different targets",
        ),
    };
    let why = words::say(language, vi, en);
    let due = day(own.due, language);
    format!(
        "{} ({}, {due}): {why}: {}",
        own.name,
        own.rule,
        olds.join("; ")
    )
}
