//! `noidai journal show`.

use super::{
    Which,
    told::{Told, cells, folded},
};
use crate::{
    Context,
    failure::Failure,
    output::Sheet,
    report::{Block, Column, Grid, Report},
    words::{count, say},
};
use noidai::ask::AskedRecords;
use std::path::Path;

/// The records that are asked about, without what is personal.
pub fn show(folder: &Path, which: &Which, context: &Context) -> Result<Told, Failure> {
    let recorded = folded(folder, context)?;
    let records = recorded.records(&AskedRecords {
        device: which.device.clone(),
        epoch: which.epoch,
        since: which.since,
    });
    let say = |vi, en| say(context.language, vi, en);
    let size = count(records.records.len(), context.language);
    let mut report = Report::new(say("Sổ ghi", "The journal"), folder.display().to_string());
    report.push(Block::Figures(vec![(
        size,
        say("bản ghi", "records").to_owned(),
    )]));
    let mut sheet = Sheet::new(&[
        "record",
        "lamport",
        "instant",
        "imported",
        "personal",
        "kind",
        "on",
        "about",
        "digest",
        "event_digest",
    ]);
    let mut rows = Vec::new();
    for shown in &records.records {
        let event = shown.event.as_ref();
        let kind = event.map_or("", |event| &event.kind).to_owned();
        let on = event.and_then(|event| event.on);
        let on = on.map_or_else(String::new, |on| on.to_string());
        let about = event.map_or(&[][..], |event| &event.about);
        let about: Vec<&str> = about.iter().map(|about| about.id.as_str()).collect();
        rows.push(cells([
            shown.record.to_string(),
            shown.instant.to_string(),
            kind.clone(),
            on.clone(),
            about.join(" "),
            match shown.personal {
                "gone" => say("đã xóa", "erased").to_owned(),
                "there" => say("có", "there").to_owned(),
                _ => String::new(),
            },
        ]));
        sheet.push(vec![
            shown.record.to_string(),
            shown.lamport.to_string(),
            shown.instant.to_string(),
            if shown.imported { "yes" } else { "" }.to_owned(),
            shown.personal.to_owned(),
            kind,
            on,
            about.join(" "),
            shown.digest.clone(),
            shown.event_digest.clone(),
        ]);
    }
    report.push(Block::Grid(Grid {
        columns: vec![
            Column::text(say("Bản ghi", "Record")),
            Column::text(say("Giờ của thiết bị", "The device's clock")),
            Column::text(say("Sự kiện", "Event")),
            Column::text(say("Ngày", "Day")),
            Column::text(say("Về", "About")),
            Column::text(say("Phần\ncá nhân", "Personal\npart")),
        ],
        rows,
        has_sum: false,
    }));
    Ok(Told::new(report, sheet, &records)?)
}
