//! Coverage by place as a table with bars.

use crate::{
    report::{Block, Cell, Column, Grid, Tone},
    words::{self, number, say, share},
};
use noidai::{
    Language,
    coverage::{Counts, Row, Verdict},
};

/// A table of rows with a bar for the share's low end and a lighter one to its
/// high end. Columns that are zero everywhere are left out where they are rare.
pub fn grid(rows: &[Row], stratify: &[String], language: Language) -> Grid {
    let say = |vi, en| say(language, vi, en);
    let shows = |verdict| rows.iter().any(|row| row.counts.of(verdict) > 0);
    let mut columns = vec![Column::text(say("Đơn vị", "Unit"))];
    for name in stratify {
        let name = name.split(':').next().unwrap_or(name);
        columns.push(Column::text(capital(words::code(name, language))));
    }
    let mut counted = vec![(None, say("Đối tượng\nxét", "Population"))];
    if shows(Verdict::Excluded) {
        counted.push((Some(Verdict::Excluded), say("Loại\ntrừ", "Excluded")));
    }
    counted.extend([
        (Some(Verdict::Covered), say("Đạt", "Covered")),
        (Some(Verdict::NotCovered), say("Chưa\nđạt", "Not\ncovered")),
        (
            Some(Verdict::NotAssessed),
            say("Chưa\nđánh giá", "Not\nassessed"),
        ),
    ]);
    if shows(Verdict::Undetermined) {
        counted.push((
            Some(Verdict::Undetermined),
            say("Chưa\nxác định", "Undeter-\nmined"),
        ));
    }
    columns.extend(counted.iter().map(|(_, heading)| Column::number(*heading)));
    columns.push(Column::number(say("Tỷ lệ đạt", "Coverage")));
    columns.push(Column::text(""));
    let cells = |row: &Row| {
        let mut cells = vec![Cell::text(words::row(row, language))];
        let stratum = |text: &String| Cell::text(words::code(text, language));
        cells.extend(row.strata.iter().map(stratum));
        cells.extend(counted.iter().map(|(verdict, _)| {
            let count = verdict.map_or(row.counts.population(), |verdict| row.counts.of(verdict));
            Cell::text(number(count, language))
        }));
        let (low, high) = (row.counts.share_low(), row.counts.share_high());
        cells.push(Cell::text(share(low, high, language)));
        cells.push(Cell::bar(low, high));
        cells
    };
    Grid {
        columns,
        rows: rows.iter().map(cells).collect(),
        has_sum: false,
    }
}

/// How to read a bar.
pub fn legend(language: Language) -> Block {
    let text = say(
        language,
        "Đầu thấp của tỷ lệ: chỉ tính số đã đạt; đầu cao: cộng cả số chưa đánh giá (phần nhạt của thanh).",
        "Low end of a share: those covered; high end: those not assessed as well (the lighter part of the bar).",
    );
    Block::Note(text.to_owned())
}

/// The counts of everything together, in a sentence.
pub fn summary(counts: &Counts, subject: &str, language: Language) -> Block {
    let (low, high) = (counts.share_low(), counts.share_high());
    let of = |number: u64| words::number(number, language);
    let subject = words::code(subject, language);
    let covered = of(counts.numerator());
    let all = of(counts.population() - counts.of(Verdict::Excluded));
    let share = share(low, high, language);
    let open = of(counts.of(Verdict::NotAssessed));
    let text = match language {
        Language::Vietnamese => {
            format!("Đạt {share}: {covered} trong {all} {subject}; {open} chưa đánh giá.")
        }
        Language::English => {
            format!("Covered {share}: {covered} of {all} ({subject}); {open} not assessed.")
        }
    };
    Block::Verdict(text, low.map_or(Tone::Plain, Tone::of_share))
}

/// A text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
