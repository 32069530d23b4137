//! Figures from elsewhere in a table, and members of teams by inhabitants.

use super::capital;
use crate::{
    report::{Block, Cell, Column, Grid, Tone},
    words::{self, day, decimal, number, percent, say, signed},
};
use noidai::{
    Day, Language,
    work::figures::{Compared, FigureRow, Figures, MembersRow, Said},
};

/// Every figure, then members of teams by inhabitants.
pub fn figures(told: &Figures, language: Language) -> Vec<Block> {
    let mut blocks = Vec::new();
    if told.rows.is_empty() {
        let none = say(language, "Không có số liệu nào.", "There are no figures.");
        blocks.push(Block::Verdict(none.to_owned(), Tone::Plain));
    } else {
        let rows: Vec<&FigureRow> = told.rows.iter().collect();
        blocks.push(Block::Grid(grid(&rows, language)));
        blocks.extend(sources(&rows, language));
        let note = say(
            language,
            "Điểm và thứ hạng theo phiên bản khác nhau của một bộ chỉ số không so sánh với nhau.",
            "Scores and ranks of different editions of an index are not compared.",
        );
        blocks.push(Block::Note(note.to_owned()));
    }
    if !told.members.is_empty() {
        let heading = say(
            language,
            "Thành viên tổ trên 100 dân",
            "Members of teams per 100 inhabitants",
        );
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.push(Block::Grid(members(&told.members, language)));
        let sources: Vec<&str> = told.members.iter().map(|row| row.source.as_str()).collect();
        blocks.push(source(&sources, language));
    }
    blocks
}

/// Two figures of one edition.
pub fn compared(compared: &Compared, language: Language) -> Vec<Block> {
    let change = change(&compared.second.said, compared.change, language);
    let name = capital(words::code(&compared.first.figure, language));
    let (first, second) = (&compared.first.said, &compared.second.said);
    let (first, second) = (value(first, language), value(second, language));
    let rows = [&compared.first, &compared.second];
    let verdict = format!("{name}: {first} → {second} ({change}).");
    let mut blocks = vec![
        Block::Verdict(verdict, Tone::Plain),
        Block::Grid(grid(&rows, language)),
    ];
    blocks.extend(sources(&rows, language));
    blocks
}

/// What a figure says.
fn value(said: &Said, language: Language) -> String {
    let of = say(language, "trên", "of");
    let points = |points: &u32| decimal(u64::from(*points), 3, language);
    match said {
        Said::Share { share, .. } => percent(*share, language),
        Said::Count { count } => number(u64::from(*count), language),
        Said::Score {
            points: own,
            out_of,
        } => format!("{} {of} {}", points(own), points(out_of)),
        Said::Rank { rank, among } => {
            let place = say(language, "hạng", "rank");
            format!("{place} {rank} {of} {among}")
        }
    }
}

/// How much more it is than the one before it.
fn change(said: &Said, change: i64, language: Language) -> String {
    let sign = if change < 0 { "−" } else { "+" };
    let size = |digits| decimal(change.unsigned_abs(), digits, language);
    match said {
        Said::Share { .. } => {
            let points = say(language, "điểm %", "points");
            format!("{sign}{} {points}", size(4))
        }
        Said::Count { .. } => signed(change, language),
        Said::Score { .. } => format!("{sign}{}", size(3)),
        Said::Rank { .. } => {
            let (vi, en) = match change {
                ..0 => ("giảm", "down"),
                0 => ("không đổi", "unchanged"),
                _ => ("tăng", "up"),
            };
            let word = say(language, vi, en);
            match change {
                0 => word.to_owned(),
                _ => format!("{word} {}", change.unsigned_abs()),
            }
        }
    }
}

fn grid(rows: &[&FigureRow], language: Language) -> Grid {
    let say = |vi, en| say(language, vi, en);
    let cells = |row: &&FigureRow| {
        let before = row.before.as_ref();
        let before = before.map_or_else(
            || "—".to_owned(),
            |own| change(&row.said, own.change, language),
        );
        vec![
            Cell::text(capital(words::code(&row.figure, language))),
            Cell::text(row.name.clone()),
            Cell::text(stretch(row.from, row.until, language)),
            Cell::text(value(&row.said, language)),
            Cell::text(before),
            Cell::text(row.edition.clone()),
        ]
    };
    Grid {
        columns: vec![
            Column::text(say("Số liệu", "Figure")),
            Column::text(say("Đơn vị", "Unit")),
            Column::text(say("Kỳ", "Period")),
            Column::number(say("Giá trị", "Value")),
            Column::number(say("So với\nkỳ trước", "Since the\none before")),
            Column::text(say("Phiên bản", "Edition")),
        ],
        rows: rows.iter().map(cells).collect(),
        has_sum: false,
    }
}

/// A period in words; a calendar year by its number.
fn stretch(from: Day, until: Day, language: Language) -> String {
    if from.after() == until {
        return day(from, language);
    }
    let year = from.year();
    if Some(from) == Day::new(year, 1, 1) && Some(until) == Day::new(year + 1, 1, 1) {
        return format!("{}{year}", say(language, "năm ", ""));
    }
    format!(
        "{} – {}",
        day(from, language),
        day(until.before(), language)
    )
}

fn members(rows: &[MembersRow], language: Language) -> Grid {
    let say = |vi, en| say(language, vi, en);
    let cells = |row: &MembersRow| {
        let per_hundred = row.per_million.map_or_else(
            || "—".to_owned(),
            // Two digits, rounded down: 0,51.
            |own| {
                let comma = say(",", ".");
                format!("{}{comma}{:02}", own / 10_000, own / 100 % 100)
            },
        );
        vec![
            Cell::text(row.name.clone()),
            Cell::text(number(row.members, language)),
            Cell::text(number(u64::from(row.inhabitants), language)),
            Cell::text(per_hundred),
        ]
    };
    Grid {
        columns: vec![
            Column::text(say("Đơn vị", "Unit")),
            Column::number(say("Thành viên", "Members")),
            Column::number(say("Dân số", "Inhabitants")),
            Column::number(say("Trên 100 dân", "Per 100")),
        ],
        rows: rows.iter().map(cells).collect(),
        has_sum: false,
    }
}

/// Who says each figure, once for a name and source.
fn sources(rows: &[&FigureRow], language: Language) -> Vec<Block> {
    let word = say(language, "Nguồn", "Source");
    let mut known: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| !row.source.is_empty()) {
        let name = words::code(&row.figure, language);
        let line = format!("{word}, {name}: {}", row.source);
        if !known.contains(&line) {
            known.push(line);
        }
    }
    known.into_iter().map(Block::Note).collect()
}

fn source(sources: &[&str], language: Language) -> Block {
    let mut known: Vec<&str> = Vec::new();
    for source in sources {
        if !source.is_empty() && !known.contains(source) {
            known.push(source);
        }
    }
    let word = say(language, "Nguồn của số dân", "Source of the inhabitants");
    Block::Note(format!("{word}: {}", known.join("; ")))
}
