//! Coverage as a table for people.

use super::drawing;
use comfy_table::{Cell, CellAlignment, Color};
use noidai::{
    Language,
    coverage::{Row, RowKind, Verdict},
    text,
};

/// Width of a bar, in characters.
const BAR: u32 = 20;

/// A table with a bar for the share's low end and a lighter one to its high.
pub fn table(rows: &[Row], language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let headings: [&str; 7] = if vietnamese {
        [
            "Đơn vị",
            "Đối tượng xét",
            "Đạt",
            "Chưa đạt",
            "Chưa đánh giá",
            "Tỷ lệ đạt",
            "",
        ]
    } else {
        [
            "Unit",
            "Population",
            "Covered",
            "Not covered",
            "Not assessed",
            "Coverage",
            "",
        ]
    };
    let mut table = drawing::empty();
    table.set_header(headings);
    for at in 1..=5 {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for row in rows {
        let number = |verdict| Cell::new(group(row.counts.of(verdict), language));
        let ends = (row.counts.share_low(), row.counts.share_high());
        let (share, bar) = match ends {
            (Some(low), Some(high)) => (
                format!(
                    "{} – {}",
                    percent(low, vietnamese),
                    percent(high, vietnamese)
                ),
                Cell::new(bar(low, high)).fg(colour(low)),
            ),
            _ => ("—".to_owned(), Cell::new("")),
        };
        table.add_row([
            Cell::new(label(row, vietnamese)),
            Cell::new(group(row.counts.population(), language)),
            number(Verdict::Covered),
            number(Verdict::NotCovered),
            number(Verdict::NotAssessed),
            Cell::new(share),
            bar,
        ]);
    }
    format!("{}\n", table.trim_fmt())
}

/// Red in the lowest third, green in the highest.
fn colour(low: u32) -> Color {
    match low {
        0..333_334 => Color::Red,
        333_334..666_667 => Color::Yellow,
        _ => Color::Green,
    }
}

fn label(row: &Row, vietnamese: bool) -> String {
    match (row.kind, vietnamese) {
        (RowKind::Unit, _) => row.name.clone(),
        (RowKind::Remainder, true) => format!("{} (phần còn lại)", row.name),
        (RowKind::Remainder, false) => format!("{} (remainder)", row.name),
        (RowKind::Unassigned, true) => "chưa rõ đơn vị".to_owned(),
        (RowKind::Unassigned, false) => "unassigned".to_owned(),
    }
}

/// A number with its thousands apart, as the language writes it.
pub fn group(number: u64, language: Language) -> String {
    let grouped = text::group(number);
    match language {
        Language::Vietnamese => grouped,
        Language::English => grouped.replace('.', ","),
    }
}

fn percent(share: u32, vietnamese: bool) -> String {
    if vietnamese {
        text::percent_vi(share)
    } else {
        text::percent_en(share)
    }
}

fn bar(low: u32, high: u32) -> String {
    let cells = |share: u32| (u64::from(share) * u64::from(BAR) / 1_000_000) as usize;
    let (full, light) = (cells(low), cells(high) - cells(low));
    format!(
        "{}{}{}",
        "█".repeat(full),
        "▒".repeat(light),
        "·".repeat(cells(1_000_000) - full - light)
    )
}
