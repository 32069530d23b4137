//! `noidai journal verify`.

use super::{
    outcome,
    told::{Told, cells},
};
use crate::{
    Context,
    failure::{Failure, said},
    output::Sheet,
    report::{Block, Column, Grid, Report, Tone},
    store::Store,
    words::{count, noun, number, say},
};
use noidai::{ask::Recorded, import::Options};
use std::path::Path;

/// What has arrived of each device, what became of it, and everything that is not
/// whole; whether there is such.
pub fn verify(folder: &Path, context: &Context) -> Result<(Told, bool), Failure> {
    let store = Store::read(folder)?;
    let recorded = Recorded::of(store.journal, store.faults, Options::default());
    let summary = recorded.summary();
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let title = say("Kiểm tra sổ ghi", "The journal, checked");
    let mut report = Report::new(title, folder.display().to_string());
    let faults = recorded.faults();
    let (verdict, tone) = match faults.count {
        0 => (say("nguyên vẹn", "whole").to_owned(), Tone::Good),
        count => {
            let word = noun(count, "lỗi", ["fault", "faults"], language);
            (format!("{} {word}", number(count, language)), Tone::Bad)
        }
    };
    report.push(Block::Verdict(verdict, tone));
    let lines = faults.first.iter();
    let lines: Vec<_> = lines
        .map(|error| (0, said(error, language, false), Tone::Bad))
        .collect();
    if !lines.is_empty() {
        report.push(Block::Outline(lines));
    }
    let mut figures = vec![(
        count(summary.records, language),
        say("bản ghi", "records").to_owned(),
    )];
    for one in summary.outcomes.iter().filter(|one| one.records > 0) {
        let what = outcome(one.outcome, language).to_owned();
        figures.push((count(one.records, language), what));
    }
    report.push(Block::Figures(figures));
    let mut sheet = Sheet::new(&["device", "epoch", "reached", "greatest"]);
    let mut rows = Vec::new();
    for chain in &summary.chains {
        let row = [
            chain.device.clone(),
            chain.epoch.to_string(),
            chain.reached.to_string(),
            chain.greatest.to_string(),
        ];
        sheet.push(row.to_vec());
        rows.push(cells(row));
    }
    report.push(Block::Grid(Grid {
        columns: vec![
            Column::text(say("Thiết bị", "Device")),
            Column::number(say("Đợt ghi", "Epoch")),
            Column::number(say("Liền mạch đến", "Unbroken to")),
            Column::number(say("Số lớn nhất", "Greatest")),
        ],
        rows,
        has_sum: false,
    }));
    for skew in &summary.skews {
        let ahead = number(skew.ahead_ms.unsigned_abs() / 60_000, language);
        report.push(Block::Note(format!(
            "{} {} {ahead} {} {} ({})",
            say("Đồng hồ của", "The clock of"),
            skew.device,
            say("phút nhanh hơn của", "minutes ahead of that of"),
            skew.host,
            skew.record,
        )));
    }
    let has_faults = faults.count > 0;
    Ok((Told::new(report, sheet, &summary)?, has_faults))
}
