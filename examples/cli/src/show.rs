//! Answers as a table for people, as CSV, and as JSON.

use comfy_table::{CellAlignment, Table, presets};
use noidai::{
    Error, ErrorKind, Language, Result,
    coverage::{Coverage, Row, RowKind, Verdict},
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
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_header(headings);
    for at in 1..=5 {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for row in rows {
        let number = |verdict| group(row.counts.of(verdict), vietnamese);
        let ends = (row.counts.share_low(), row.counts.share_high());
        let (share, bar) = match ends {
            (Some(low), Some(high)) => (
                format!(
                    "{} – {}",
                    percent(low, vietnamese),
                    percent(high, vietnamese)
                ),
                bar(low, high),
            ),
            _ => ("—".to_owned(), String::new()),
        };
        table.add_row([
            label(row, vietnamese),
            group(row.counts.population(), vietnamese),
            number(Verdict::Covered),
            number(Verdict::NotCovered),
            number(Verdict::NotAssessed),
            share,
            bar,
        ]);
    }
    format!("{table}\n")
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

fn group(number: u64, vietnamese: bool) -> String {
    let grouped = text::group(number);
    if vietnamese {
        grouped
    } else {
        grouped.replace('.', ",")
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

/// CSV with one header row of stable English names; shares in parts per
/// million, an absent one empty.
pub fn csv(rows: &[Row]) -> Result<String> {
    let fault = |fault: csv::Error| Error::new(ErrorKind::BadText).found(fault.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record([
            "row",
            "unit",
            "code",
            "name",
            "level",
            "population",
            "excluded",
            "undetermined",
            "outside",
            "numerator",
            "not_covered",
            "not_assessed",
            "share_low",
            "share_high",
        ])
        .map_err(fault)?;
    for row in rows {
        let number = |verdict| row.counts.of(verdict).to_string();
        let share = |share: Option<u32>| share.map_or_else(String::new, |share| share.to_string());
        writer
            .write_record([
                row.kind.code().to_owned(),
                row.unit.clone(),
                row.code.clone(),
                row.name.clone(),
                row.level.clone(),
                row.counts.population().to_string(),
                number(Verdict::Excluded),
                number(Verdict::Undetermined),
                number(Verdict::Outside),
                row.counts.numerator().to_string(),
                number(Verdict::NotCovered),
                number(Verdict::NotAssessed),
                share(row.counts.share_low()),
                share(row.counts.share_high()),
            ])
            .map_err(fault)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|fault| Error::new(ErrorKind::BadText).found(fault.to_string()))?;
    String::from_utf8(bytes)
        .map_err(|fault| Error::new(ErrorKind::BadText).found(fault.to_string()))
}

/// One JSON document.
pub fn json(answer: &Coverage) -> Result<String> {
    let text = serde_json::to_string(answer)
        .map_err(|fault| Error::new(ErrorKind::BadJson).found(fault.to_string()))?;
    Ok(format!("{text}\n"))
}
