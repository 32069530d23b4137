//! What a reform would do, told.

use super::targets;
use crate::{
    output::{Answer, Sheet},
    report::{Block, Cell, Column, Flow, Grid, Report, Tone, Way},
    words::{self, number, percent, say},
};
use noidai::{Day, Error, Language, Result, reform::Preview};
use std::path::PathBuf;

/// Most remarks on a table that are shown.
const MOST_NOTES: usize = 10;

pub struct Told {
    pub preview: Preview,
    /// Cells of the table that had stray spaces.
    pub mended: u64,
    /// What of the table was left out or restored.
    pub notes: Vec<Error>,
    /// Where it was recorded.
    pub recorded: Option<PathBuf>,
    pub is_simulated: bool,
}

impl Answer for Told {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let told = &self.preview;
        let title = say("Sắp xếp đơn vị hành chính", "Reform of units");
        let subtitle = format!("{} · {}", words::day(told.day, language), told.act);
        let mut report = Report::new(title, subtitle);
        let count = |count: usize| number(count as u64, language);
        let noun = |number, vi, en| words::noun(number, vi, en, language);
        let figure = |size: u64, vi, en| {
            let what: &'static str = noun(size, vi, en);
            (number(size, language), what.to_owned())
        };
        report.push(Block::Figures(vec![
            figure(
                told.closed as u64,
                "đơn vị giải thể",
                ["unit closes", "units close"],
            ),
            figure(
                told.opened as u64,
                "đơn vị thành lập",
                ["unit opens", "units open"],
            ),
            figure(
                told.moved as u64,
                "đơn vị đổi cấp trên",
                ["unit under another", "units under another"],
            ),
            figure(
                told.households,
                "hộ liên quan",
                ["household touched", "households touched"],
            ),
            figure(
                told.teams as u64,
                "tổ liên quan",
                ["team touched", "teams touched"],
            ),
            figure(
                told.members as u64,
                "lượt thành viên liên quan",
                ["seat touched", "seats touched"],
            ),
            figure(
                told.committees_closed as u64,
                "ban chỉ đạo kết thúc",
                ["committee closes", "committees close"],
            ),
            figure(
                told.committees_opened as u64,
                "ban chỉ đạo thành lập",
                ["committee opens", "committees open"],
            ),
            figure(
                told.targets.touched,
                "chỉ tiêu liên quan",
                ["target touched", "targets touched"],
            ),
        ]));
        if told.seats_joined + told.seats_ended > 0 {
            report.push(Block::Note(format!(
                "{} {}; {} {}",
                count(told.seats_joined),
                noun(
                    told.seats_joined as u64,
                    "lượt thành viên trùng người được nhập làm một",
                    [
                        "seat of somebody who sits there already becomes one with that",
                        "seats of people who sit there already become one with those",
                    ],
                ),
                count(told.seats_ended),
                noun(
                    told.seats_ended as u64,
                    "lượt thành viên kết thúc vì không có ban chỉ đạo kế tục",
                    [
                        "seat ends, since nothing takes its committee over",
                        "seats end, since nothing takes their committee over",
                    ],
                ),
            )));
        }
        if !told.not_there.is_empty() {
            report.push(Block::Note(format!(
                "{}: {}",
                say(
                    "Hộ được xếp vào đơn vị mới nhưng không có trong ngày này",
                    "Households that are placed and are not there on the day",
                ),
                told.not_there.join(", "),
            )));
        }
        let open = &told.unassigned;
        let rest = open.units.len() as u64 + open.households + open.teams + open.committees;
        if rest == 0 {
            let fine = say("Không có gì bị bỏ sót.", "Nothing stays unassigned.");
            report.push(Block::Verdict(fine.to_owned(), Tone::Good));
        } else {
            let text = format!(
                "{}: {} {}, {} {}, {} {}, {} {}",
                say("Chưa rõ thuộc đơn vị nào", "Unassigned"),
                count(open.units.len()),
                noun(open.units.len() as u64, "đơn vị", ["unit", "units"]),
                number(open.households, language),
                noun(open.households, "hộ", ["household", "households"]),
                number(open.teams, language),
                noun(open.teams, "tổ", ["team", "teams"]),
                number(open.committees, language),
                noun(open.committees, "ban chỉ đạo", ["committee", "committees"]),
            );
            report.push(Block::Verdict(text, Tone::Bad));
            if !open.units.is_empty() {
                report.push(Block::Note(open.units.join(", ")));
            }
        }
        if self.mended > 0 {
            let note = say(
                "ô có dấu cách thừa, đã sửa",
                "cells had stray spaces, mended",
            );
            report.push(Block::Note(format!(
                "{} {note}",
                number(self.mended, language)
            )));
        }
        for note in self.notes.iter().take(MOST_NOTES) {
            report.push(Block::Note(note.message(language)));
        }
        if self.notes.len() > MOST_NOTES {
            let more = (self.notes.len() - MOST_NOTES) as u64;
            let more = number(more, language);
            report.push(Block::Note(format!("+ {more} {}", say("nữa", "more"))));
        }
        if let Some(path) = &self.recorded {
            let written = say("Đã ghi vào", "Recorded in");
            report.push(Block::Note(format!("{written} {}", path.display())));
        }
        targets::tell(told, &mut report, language);
        let ways = told.flow.ways.iter().map(|way| Way {
            from: format!("{} ({})", way.from_name, way.from_code),
            into: format!("{} ({})", way.into_name, way.into_code),
            size: way.households,
            part: way.part,
        });
        report.push(Block::Flow(Flow {
            title: say("Từ đơn vị cũ sang đơn vị mới", "From old units to new ones").to_owned(),
            ways: ways.collect(),
        }));
        let has_targets = !told.targets.ways.is_empty();
        let is_open = told.flow.ways.iter().any(|way| way.unplaced > 0);
        let rows = told.flow.ways.iter().map(|way| {
            let how = if way.part {
                say("một phần", "part")
            } else {
                say("toàn bộ", "whole")
            };
            let share = way
                .share
                .map_or_else(String::new, |share| percent(share, language));
            let mut cells = vec![
                Cell::text(format!("{} ({})", way.from_name, way.from_code)),
                Cell::text(how),
                Cell::text(format!("{} ({})", way.into_name, way.into_code)),
                Cell::text(number(way.households, language)),
                Cell::text(share),
            ];
            if is_open {
                cells.push(Cell::text(number(way.unplaced, language)));
            }
            if has_targets {
                let (had, standing) = targets::of_way(&told.targets, way);
                let (standing, had) = (number(standing, language), number(had, language));
                cells.push(Cell::text(format!("{standing} / {had}")));
            }
            cells
        });
        let mut columns = vec![
            Column::text(say("Đơn vị cũ", "Old unit")),
            Column::text(""),
            Column::text(say("Đơn vị mới", "New unit")),
            Column::number(say("Hộ", "Households")),
            Column::number(say("Tỷ lệ hộ", "Share")),
        ];
        if is_open {
            let unplaced = say("Hộ cũ chưa rõ về đâu", "Of the old, not placed");
            columns.push(Column::number(unplaced));
        }
        if has_targets {
            let standing = say("Chỉ tiêu\nchuyển sang", "Targets\npassed on");
            columns.push(Column::number(standing));
        }
        report.push(Block::Grid(Grid {
            columns,
            rows: rows.collect(),
            has_sum: false,
        }));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "from",
            "from_code",
            "from_name",
            "into",
            "into_code",
            "into_name",
            "part",
            "households",
            "share",
            "unplaced",
            "targets",
            "targets_standing",
        ]);
        for way in &self.preview.flow.ways {
            let (had, standing) = targets::of_way(&self.preview.targets, way);
            sheet.push(vec![
                way.from.clone(),
                way.from_code.clone(),
                way.from_name.clone(),
                way.into.clone(),
                way.into_code.clone(),
                way.into_name.clone(),
                if way.part { "part" } else { "whole" }.to_owned(),
                way.households.to_string(),
                way.share
                    .map_or_else(String::new, |share| share.to_string()),
                way.unplaced.to_string(),
                had.to_string(),
                standing.to_string(),
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        noidai::json::write(&self.preview)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    fn map_day(&self) -> Option<Day> {
        Some(self.preview.day)
    }
}
