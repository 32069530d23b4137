//! What has changed, in tables: from where to where, why, and unit by unit.

use super::{household, name};
use crate::{
    report::{Block, Cell, Column, Grid, Tone},
    words::{self, number, signed},
};
use noidai::{
    Language, Registry,
    coverage::Verdict,
    work::change::{Cause, Changed, ChangedSubject, Flow, WhatChanged},
};

/// The counts in the order that they are shown in.
const COUNTS: [Verdict; 6] = [
    Verdict::Covered,
    Verdict::NotCovered,
    Verdict::NotAssessed,
    Verdict::Undetermined,
    Verdict::Excluded,
    Verdict::Outside,
];

/// How many more a cause brought into a count than out of it.
pub fn net(changed: &Changed, cause: Cause, verdict: Verdict) -> i64 {
    let of_cause = changed.flows.iter().filter(|flow| flow.cause == cause);
    of_cause.map(|flow| moved(flow, verdict)).sum()
}

/// How many more a flow brings into a count than out of it.
fn moved(flow: &Flow, verdict: Verdict) -> i64 {
    let subjects = i64::try_from(flow.subjects).unwrap_or(i64::MAX);
    let into = i64::from(flow.to == Some(verdict));
    let out_of = i64::from(flow.from == Some(verdict));
    (into - out_of) * subjects
}

fn difference(changed: &Changed, verdict: Verdict) -> i64 {
    changed.flows.iter().map(|flow| moved(flow, verdict)).sum()
}

/// The whole answer: the sum, the causes, each unit, and the subjects that are named.
pub fn changed(
    registry: &Registry,
    answer: &WhatChanged,
    subject: &str,
    language: Language,
) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en).to_owned();
    let mut blocks = vec![summary(&answer.total, subject, language)];
    if !answer.total.flows.is_empty() {
        blocks.push(Block::Heading(say("Vì sao", "Why")));
        blocks.push(Block::Grid(causes(&answer.total, language)));
        blocks.push(Block::Note(say(
            "Mỗi đối tượng có một nguyên nhân: thay đổi cuối cùng làm đổi số đếm có tính đối tượng ấy. Cộng các nguyên nhân được đúng phần chênh lệch.",
            "Each subject has one cause: the last change that altered the count it stands in. The causes add up to the difference exactly.",
        )));
    }
    blocks.push(Block::Heading(say("Từng đơn vị", "Each unit")));
    blocks.push(Block::Grid(places(answer, language)));
    if !answer.subjects.is_empty() {
        blocks.push(Block::Heading(say("Ai thay đổi", "Who changed")));
        let lines = answer.subjects.iter();
        let lines = lines.map(|own| line(registry, answer, own, language));
        blocks.push(Block::Outline(lines.collect()));
    }
    blocks
}

fn summary(total: &Changed, subject: &str, language: Language) -> Block {
    let of = |count| number(count, language);
    let share = |counts: &noidai::coverage::Counts| {
        words::share(counts.share_low(), counts.share_high(), language)
    };
    let (from, to) = (total.before.numerator(), total.after.numerator());
    let (low, high) = (share(&total.before), share(&total.after));
    let more = signed(difference(total, Verdict::Covered), language);
    let subject = words::code(subject, language);
    let (from, to) = (of(from), of(to));
    let text = match language {
        Language::Vietnamese => {
            format!("Số {subject} đạt: {from} → {to} ({more}); tỷ lệ đạt: {low} → {high}.")
        }
        Language::English => {
            format!("Covered ({subject}): {from} → {to} ({more}); coverage: {low} → {high}.")
        }
    };
    Block::Verdict(text, Tone::Plain)
}

/// The counts that anything entered or left.
fn altered(total: &Changed) -> Vec<Verdict> {
    let moves = |verdict: &Verdict| {
        let touches = |flow: &Flow| flow.from == Some(*verdict) || flow.to == Some(*verdict);
        total.flows.iter().any(touches)
    };
    COUNTS.into_iter().filter(moves).collect()
}

fn causes(total: &Changed, language: Language) -> Grid {
    let counts = altered(total);
    let mut columns = vec![
        Column::text(words::say(language, "Nguyên nhân", "Cause")),
        Column::number(words::say(language, "Số đối\ntượng", "Subjects")),
    ];
    let heading = |verdict: &Verdict| super::capital(words::verdict(*verdict, language));
    columns.extend(
        counts
            .iter()
            .map(|verdict| Column::number(heading(verdict))),
    );
    let mut rows = Vec::new();
    for cause in Cause::ALL {
        let of_cause = total.flows.iter().filter(|flow| flow.cause == *cause);
        let subjects: u64 = of_cause.map(|flow| flow.subjects).sum();
        if subjects == 0 {
            continue;
        }
        let mut cells = vec![
            Cell::text(words::cause(*cause, language)),
            Cell::text(number(subjects, language)),
        ];
        let nets = counts.iter().map(|verdict| net(total, *cause, *verdict));
        cells.extend(nets.map(|net| Cell::text(signed(net, language))));
        rows.push(cells);
    }
    let all: u64 = total.flows.iter().map(|flow| flow.subjects).sum();
    let mut sum = vec![
        Cell::text(words::say(language, "Tất cả", "All")),
        Cell::text(number(all, language)),
    ];
    let nets = counts.iter().map(|verdict| difference(total, *verdict));
    sum.extend(nets.map(|net| Cell::text(signed(net, language))));
    rows.push(sum);
    Grid {
        columns,
        rows,
        has_sum: true,
    }
}

/// Each unit's covered subjects and share at both moments.
fn places(answer: &WhatChanged, language: Language) -> Grid {
    let say = |vi, en| words::say(language, vi, en);
    let (from, to) = (answer.from.day, answer.to.day);
    let share = say("Tỷ lệ đạt", "Coverage");
    let on = |day| words::day(day, language);
    let rows = answer.rows.iter().map(|row| {
        let (before, after) = (&row.changed.before, &row.changed.after);
        let covered =
            |counts: &noidai::coverage::Counts| Cell::text(number(counts.numerator(), language));
        let share = |counts: &noidai::coverage::Counts| {
            Cell::text(words::share(
                counts.share_low(),
                counts.share_high(),
                language,
            ))
        };
        let is = |own: Option<Verdict>| own == Some(Verdict::Covered);
        let moved = |into: bool| {
            let flows = row.changed.flows.iter();
            let flows = flows.filter(|flow| is(flow.to) == into && is(flow.from) != into);
            let subjects = flows.map(|flow| flow.subjects).sum::<u64>();
            let subjects = i64::try_from(subjects).unwrap_or(i64::MAX);
            Cell::text(signed(if into { subjects } else { -subjects }, language))
        };
        vec![
            Cell::text(words::called(row.kind, &row.name, &row.unit, language)),
            covered(before),
            moved(true),
            moved(false),
            covered(after),
            share(before),
            share(after),
        ]
    });
    Grid {
        columns: vec![
            Column::text(say("Đơn vị", "Unit")),
            Column::number(format!("{}\n{}", say("Đạt", "Covered"), on(from))),
            Column::number(say("Thêm\nvào", "Entered")),
            Column::number(say("Ra\nkhỏi", "Left")),
            Column::number(format!("{}\n{}", say("Đạt", "Covered"), on(to))),
            Column::number(format!("{share}\n{}", on(from))),
            Column::number(format!("{share}\n{}", on(to))),
        ],
        rows: rows.collect(),
        has_sum: false,
    }
}

/// Who changed, from where to where, when and why.
fn line(
    registry: &Registry,
    answer: &WhatChanged,
    own: &ChangedSubject,
    language: Language,
) -> (usize, String, Tone) {
    let gone = words::say(language, "không có", "not there");
    let count = |own: Option<Verdict>| own.map_or(gone, |own| words::verdict(own, language));
    let household = registry.household_ids().find(&own.subject);
    let who = household.map_or_else(
        || own.subject.clone(),
        |home| household::title(registry, home, answer.to.day, language),
    );
    let person = own.person.as_ref().and_then(|person| {
        let person = registry.person_ids().find(person)?;
        Some(format!(" ({})", name(registry, person))).filter(|text| text.len() > 3)
    });
    let text = format!(
        "{who}: {} → {}, {}, {}{}",
        count(own.from),
        count(own.to),
        words::day(own.on, language),
        words::cause(own.cause, language),
        person.unwrap_or_default(),
    );
    (0, text, own.to.map_or(Tone::Plain, Tone::of_verdict))
}
