//! `noidai frame info`: what a frame's file holds.

use super::file;
use crate::{
    Context,
    failure::{Failure, in_file},
    output::{Answer, Output, Sheet},
    report::{Block, Cell, Column, Grid, Report},
    words::{count, day, say},
};
use noidai::{
    Language,
    ask::{FrameSummary, WholeFrame},
    json,
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Info {
    /// The frame's file.
    ///
    /// vi: Tệp khung.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Checks every byte, and not only the header and index.
    ///
    /// vi: Kiểm tra mọi byte, không chỉ phần đầu và mục lục.
    #[arg(long)]
    verify: bool,
    #[command(flatten)]
    output: Output,
}

impl Info {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let frame = WholeFrame::load(file::bytes(&self.file)?);
        let found = frame.and_then(|frame| frame.summary(self.verify));
        let found = found.map_err(|error| in_file(&self.file, error))?;
        self.output.give(&found, context)
    }
}

impl Answer for FrameSummary {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en).to_owned();
        let title = format!(
            "{} {}",
            say("Khung ngày", "Frame of"),
            day(self.day, language)
        );
        let mut report = Report::new(title, self.catalogue.clone());
        let of = |size, what| (count(size, language), what);
        report.push(Block::Figures(vec![
            of(
                self.slots,
                say(
                    "ô (nhân khẩu và hộ không có ai)",
                    "slots (residents, and households without any)",
                ),
            ),
            of(self.planes.len(), say("mặt phẳng bit", "planes")),
            of(self.bytes, say("byte", "bytes")),
        ]));
        let checked = match self.is_verified {
            true => say("Mọi byte đều nguyên vẹn.", "Every byte is sound."),
            false => say(
                "Đã kiểm tra phần đầu và mục lục; --verify kiểm tra mọi byte.",
                "The header and index were checked; --verify checks every byte.",
            ),
        };
        report.push(Block::Note(checked));
        let maps = self.maps.iter().map(|map| day(*map, language));
        let maps = maps.collect::<Vec<_>>().join(" · ");
        report.push(Block::Note(format!(
            "{}: {maps}",
            say("Bản đồ ngày", "Maps of")
        )));
        let rows = self.planes.iter().map(|own| {
            let bytes = count(own.bytes, language);
            vec![Cell::text(own.plane.clone()), Cell::text(bytes)]
        });
        report.push(Block::Grid(Grid {
            columns: vec![
                Column::text(say("Mặt phẳng bit", "Plane")),
                Column::number(say("Byte", "Bytes")),
            ],
            rows: rows.collect(),
            has_sum: false,
        }));
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&["plane", "bytes"]);
        for own in &self.planes {
            sheet.push(vec![own.plane.clone(), own.bytes.to_string()]);
        }
        sheet
    }

    fn json(&self) -> noidai::Result<String> {
        json::write(self)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}
