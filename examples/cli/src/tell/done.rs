//! What was done, in tables.

use crate::{
    report::{Block, Cell, Column, Grid, Tone, broken},
    words::{self, number},
};
use noidai::{
    Language, Registry,
    event::Vocabulary,
    work::done::{DoneBy, DoneCounts, DoneRow, WhatWasDone},
};

/// Width of the names of teams and members, in characters.
const NAME: usize = 40;

/// Everything together, then place by place, then skills, platforms and plans.
pub fn done(registry: &Registry, answer: &WhatWasDone, language: Language) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en);
    let total = &answer.total;
    let of = |count| number(count, language);
    if total.activities == 0 {
        let none = say(
            "Không có hoạt động nào được ghi nhận.",
            "No activity is recorded.",
        );
        return vec![Block::Verdict(none.to_owned(), Tone::Plain)];
    }
    let mut blocks = vec![
        Block::Verdict(sentence(total, language), Tone::Plain),
        Block::Grid(places(registry, answer, language)),
    ];
    let details = details(registry, total, language);
    for (heading, counted, rows) in details {
        if rows.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(heading.to_owned()));
        let cells = rows
            .into_iter()
            .map(|(name, count)| vec![Cell::text(name), Cell::text(of(count))]);
        blocks.push(Block::Grid(Grid {
            columns: vec![Column::text(""), Column::number(counted)],
            rows: cells.collect(),
            has_sum: false,
        }));
    }
    if total.problems > 0 {
        let (problems, passed) = (of(total.problems), of(total.problems_passed_on));
        blocks.push(Block::Text(match language {
            Language::Vietnamese => {
                format!("Vướng mắc người dân nêu: {problems}; đã chuyển nơi giải quyết: {passed}.")
            }
            Language::English => {
                format!("Problems that residents raised: {problems}; passed on: {passed}.")
            }
        }));
    }
    if total.paid_units_outside > 0 {
        let outside = of(total.paid_units_outside);
        let note = words::noun(
            total.paid_units_outside,
            "công của người không thuộc tổ vào ngày đó: tính riêng, không nằm trong số công ở trên.",
            [
                "paid unit is of somebody who was not in the team on the day: counted apart, in none of those above.",
                "paid units are of people who were not in the team on the day: counted apart, in none of those above.",
            ],
            language,
        );
        blocks.push(Block::Note(format!("{outside} {note}")));
    }
    blocks.push(Block::Note(
        say(
            "Một công: một người, một ngày, ban ngày hoặc buổi tối, theo một kế hoạch; nhiều hoạt động trong một buổi vẫn là một công.",
            "A paid unit: one person, one day, daytime or evening, under one plan; several activities of one evening are one unit.",
        )
        .to_owned(),
    ));
    blocks.push(Block::Note(
        say(
            "Số hộ, số người và số công được đếm lại cho từng dòng (mỗi hộ, mỗi người một lần), nên các dòng có thể không cộng lại được.",
            "Households, people and paid units are counted anew for each row (each once), so rows need not add up.",
        )
        .to_owned(),
    ));
    blocks
}

/// Names with counts, under what they are and what is counted.
pub type Details = (&'static str, &'static str, Vec<(String, u64)>);

/// What of each skill, platform and plan was done.
pub fn details(registry: &Registry, total: &DoneCounts, language: Language) -> [Details; 3] {
    let say = |vi, en| words::say(language, vi, en);
    let words = registry.vocabulary();
    [
        (
            say(
                "Người được hướng dẫn, theo kỹ năng",
                "People guided, by skill",
            ),
            say("Số người", "People"),
            guided(words, total, language),
        ),
        (
            say("Lượt cài đặt, theo nền tảng", "Set-ups, by platform"),
            say("Lượt", "Set-ups"),
            set_ups(words, total, language),
        ),
        (
            say("Số công, theo kế hoạch", "Paid units, by plan"),
            say("Số công", "Units"),
            paid(total, language),
        ),
    ]
}

fn sentence(total: &DoneCounts, language: Language) -> String {
    let of = |count| number(count, language);
    let (activities, reached) = (of(total.activities), of(total.households_reached));
    let (guided, paid) = (of(total.people_guided), of(total.paid_units));
    match language {
        Language::Vietnamese => format!(
            "{activities} hoạt động; gặp được {reached} hộ; hướng dẫn {guided} người; {paid} công."
        ),
        Language::English => format!(
            "Activities: {activities}; households reached: {reached}; people guided: {guided}; paid units: {paid}."
        ),
    }
}

/// A column of counts: its heading, whether a row has any, and what is shown.
type Counted = (
    &'static str,
    &'static str,
    fn(&DoneCounts) -> u64,
    fn(&DoneCounts, Language) -> String,
);

macro_rules! counted {
    ($vi:literal, $en:literal, $field:ident) => {
        (
            $vi,
            $en,
            |of| of.$field,
            |of, language| number(of.$field, language),
        )
    };
}

const COLUMNS: [Counted; 8] = [
    counted!("Hoạt\nđộng", "Activi-\nties", activities),
    counted!("Hộ gặp\nđược", "House-\nholds\nmet", households_reached),
    (
        "Lần đầu /\ntrở lại",
        "First /\nreturn\nvisits",
        |of| of.first_visits + of.return_visits,
        |of, language| {
            let of = [of.first_visits, of.return_visits].map(|count| number(count, language));
            of.join(" / ")
        },
    ),
    counted!("Vắng\nnhà", "Nobody\nhome", nobody_home),
    counted!("Người\ngặp", "People\nmet", people_met),
    counted!("Người\nkhác", "Others\nmet", people_counted),
    counted!("Hướng\ndẫn", "Guided", people_guided),
    counted!("Số\ncông", "Paid\nunits", paid_units),
];

/// One row a unit and stratum; columns that are zero everywhere are left out.
fn places(registry: &Registry, answer: &WhatWasDone, language: Language) -> Grid {
    let say = |vi, en| words::say(language, vi, en);
    let has_any =
        |count: fn(&DoneCounts) -> u64| answer.rows.iter().any(|row| count(&row.counts) > 0);
    let counted: Vec<Counted> = COLUMNS.into_iter().filter(|own| has_any(own.2)).collect();
    let mut columns = vec![Column::text(say("Đơn vị", "Unit"))];
    if let Some(by) = answer.stratify {
        columns.push(Column::text(match by {
            DoneBy::Team => say("Tổ", "Team"),
            DoneBy::Member => say("Thành viên", "Member"),
            DoneBy::Force => say("Lực lượng", "Force"),
            DoneBy::Kind => say("Loại hoạt động", "Kind"),
        }));
    }
    let headings = counted.iter().map(|own| say(own.0, own.1));
    columns.extend(headings.map(Column::number));
    let cells = |row: &DoneRow| {
        let called = words::called(row.row, &row.name, &row.unit, language);
        let mut cells = vec![Cell::text(called)];
        if let Some(stratum) = &row.stratum {
            let name = done_by(registry, answer.stratify, stratum, language);
            cells.push(Cell::text(broken(&name, NAME)));
        }
        let shown = counted.iter().map(|own| (own.3)(&row.counts, language));
        cells.extend(shown.map(Cell::text));
        cells
    };
    Grid {
        rows: answer.rows.iter().map(cells).collect(),
        columns,
        has_sum: false,
    }
}

/// What a stratum is called: a team and a member by name, all else by the words for it.
pub fn done_by(
    registry: &Registry,
    by: Option<DoneBy>,
    stratum: &str,
    language: Language,
) -> String {
    let name = match by {
        Some(DoneBy::Team) => {
            let team = registry.team_ids().find(stratum);
            team.and_then(|team| Some(registry.team(team)?.name.clone()))
        }
        Some(DoneBy::Member) => {
            let person = registry.person_ids().find(stratum);
            person.map(|person| super::name(registry, person).to_owned())
        }
        _ => None,
    };
    match name.filter(|name| !name.is_empty()) {
        Some(name) => name,
        None => words::code(stratum, language).to_owned(),
    }
}

fn guided(words: &Vocabulary, total: &DoneCounts, language: Language) -> Vec<(String, u64)> {
    let rows = total.guided.iter().map(|one| {
        let catalogue = words.catalogue(&one.catalogue).map(|(_, known)| known);
        let mut skills = catalogue.into_iter().flat_map(|known| &known.skills);
        let skill = skills.find(|skill| skill.code == one.skill);
        let name = skill.map_or(one.skill.as_str(), |skill| skill.names.get(language));
        (name.to_owned(), one.people)
    });
    rows.collect()
}

fn set_ups(words: &Vocabulary, total: &DoneCounts, language: Language) -> Vec<(String, u64)> {
    let rows = total.set_ups.iter().map(|one| {
        let mut platforms = words.platforms().iter();
        let platform = platforms.find(|platform| platform.code == one.platform);
        let name = platform.map_or(one.platform.as_str(), |known| known.names.get(language));
        (name.to_owned(), one.set_ups)
    });
    rows.collect()
}

fn paid(total: &DoneCounts, language: Language) -> Vec<(String, u64)> {
    let without = words::say(language, "không theo kế hoạch", "without a plan");
    let rows = total.paid.iter().map(|one| match one.plan.as_str() {
        "" => (without.to_owned(), one.units),
        plan => (plan.to_owned(), one.units),
    });
    rows.collect()
}
