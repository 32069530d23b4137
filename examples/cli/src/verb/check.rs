//! `noidai check`: tables in, faults out.

use super::marked::{self, Marked};
use crate::{
    Context, Said,
    failure::{Failure, said},
    input::{Input, Opened},
    output::{Answer, Output, Sheet},
    report::{Block, Report, Tone},
    words::{self, count, number, say},
};
use noidai::{Error, Language, Result, ask, error::At, import::Faults};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    input: Input,
    /// Also writes a copy of the workbook that is checked, in which faulty cells are
    /// coloured and commented.
    ///
    /// vi: Ghi thêm một bản sao của tệp Excel được kiểm tra, trong đó các ô lỗi được tô màu
    /// và có chú thích lý do.
    #[arg(long, value_name = "FILE.xlsx")]
    marked: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

impl Check {
    pub fn run(&self, context: &Context) -> Result<Said, Failure> {
        let marked = self.marked.as_deref();
        let original = match marked {
            Some(copy) => Some((marked::original(&self.input.folders, copy)?, copy)),
            None => None,
        };
        let mut found = Found {
            opened: None,
            faults: Faults::default(),
            notes: Faults::default(),
            show_personal: self.input.reading.show_personal,
            language: context.language,
        };
        match Opened::new(&self.input, context) {
            Ok(opened) => {
                found.faults = opened.aside.reasons.clone();
                found.notes = opened.notes.clone();
                found.opened = Some(opened);
            }
            Err(Failure::Data { faults, notes, .. }) => {
                found.faults = faults;
                found.notes = notes;
            }
            Err(failure) => return Err(failure),
        }
        if let Some((original, copy)) = original {
            let marked = Marked {
                faults: &found.faults,
                notes: &found.notes,
                language: context.language,
                show_personal: found.show_personal,
            };
            marked.write(original, copy)?;
        }
        Ok(Said {
            text: self.output.give(&found, context)?,
            has_faults: found.faults.count > 0,
        })
    }
}

/// What was found in the tables.
struct Found {
    /// The registry, unless there were faults and none were set aside.
    opened: Option<Opened>,
    faults: Faults,
    /// What was left out or mended, whether or not there were faults.
    notes: Faults,
    show_personal: bool,
    language: Language,
}

impl Found {
    fn size(&self, opened: &Opened, language: Language) -> Block {
        let registry = opened.registry();
        let sizes = [
            (registry.unit_ids().len(), "đơn vị", ["unit", "units"]),
            (registry.team_ids().len(), "tổ", ["team", "teams"]),
            (
                registry.memberships_in_teams(),
                "thành viên",
                ["member", "members"],
            ),
            (
                registry.household_ids().len(),
                "hộ",
                ["household", "households"],
            ),
            (
                registry.person_ids().len(),
                "nhân khẩu",
                ["person", "people"],
            ),
        ];
        let figures = sizes.map(|(size, vi, en)| {
            let what = words::noun(size as u64, vi, en, language).to_owned();
            (count(size, language), what)
        });
        Block::Figures(figures.to_vec())
    }
}

/// Faults below each other, and how many more there are.
fn list(faults: &Faults, tone: Tone, show: &dyn Fn(&Error) -> String) -> Block {
    let mut lines: Vec<(usize, String, Tone)> = faults
        .first
        .iter()
        .map(|error| (0, show(error), tone))
        .collect();
    let unsaid = faults.count.saturating_sub(faults.first.len() as u64);
    if unsaid > 0 {
        lines.push((0, format!("+ {unsaid}"), Tone::Plain));
    }
    Block::Outline(lines)
}

/// The row of a cell or an area of a sheet.
fn first_row(cell: &str) -> String {
    let digits = cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let row = digits.split(':').next();
    row.unwrap_or_default().to_owned()
}

impl Answer for Found {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en);
        let until = self.opened.as_ref().and_then(|opened| opened.last);
        let until = until.map_or_else(String::new, |last| {
            format!(
                "{} {}",
                say("Số liệu đến", "Data up to"),
                words::day(last, language)
            )
        });
        let mut report = Report::new(say("Kiểm tra các bảng", "The tables, checked"), until);
        if let Some(opened) = &self.opened {
            report.push(self.size(opened, language));
        }
        let (verdict, tone) = match self.faults.count {
            0 => (say("không có lỗi", "no faults").to_owned(), Tone::Good),
            faults => {
                let word = words::noun(faults, "lỗi", ["fault", "faults"], language);
                (format!("{} {word}", number(faults, language)), Tone::Bad)
            }
        };
        report.push(Block::Verdict(verdict, tone));
        if self.faults.count > 0 {
            let show = |error: &Error| said(error, language, self.show_personal);
            report.push(list(&self.faults, Tone::Bad, &show));
        }
        let notes = &self.notes;
        if notes.count > 0 {
            let heading = say("Đã bỏ qua hoặc đã sửa", "Left out or mended");
            report.push(Block::Heading(heading.to_owned()));
            let show = |error: &Error| said(error, language, self.show_personal);
            report.push(list(notes, Tone::Plain, &show));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&[
            "severity", "file", "row", "column", "code", "name", "message", "cell",
        ]);
        let faults = self.faults.first.iter().map(|error| ("fault", error));
        for (severity, error) in faults.chain(self.notes.first.iter().map(|error| ("note", error)))
        {
            let none = String::new;
            let (file, row, column, cell) = match error.place() {
                At::Cell { file, row, column } => {
                    (file.clone(), row.to_string(), column.clone(), none())
                }
                At::Sheet {
                    file,
                    sheet,
                    cell,
                    column,
                } => {
                    let file = format!("{file} [{sheet}]");
                    (file, first_row(cell), column.clone(), cell.clone())
                }
                At::Byte { file, offset } => (file.clone(), none(), offset.to_string(), none()),
                other => {
                    let place = other.describe(Language::English).unwrap_or_default();
                    (place, none(), none(), none())
                }
            };
            let message = if self.show_personal {
                error.message_with_personal(self.language)
            } else {
                error.message(self.language)
            };
            sheet.push(vec![
                severity.to_owned(),
                file,
                row,
                column,
                error.code().to_string(),
                error.name().to_owned(),
                message,
                cell,
            ]);
        }
        sheet
    }

    fn json(&self) -> Result<String> {
        let faults = ask::Report::of(&self.faults);
        let notes = ask::Report::of(&self.notes);
        let last = self.opened.as_ref().and_then(|opened| opened.last);
        noidai::json::write(&Checked {
            last_day: last,
            faults,
            notes,
        })
    }

    fn is_simulated(&self) -> bool {
        self.opened
            .as_ref()
            .is_some_and(|opened| opened.is_simulated)
    }
}

/// What was found, as a document.
#[derive(serde::Serialize)]
struct Checked {
    /// The last day in the data; null where it cannot be used, or has no day.
    last_day: Option<noidai::Day>,
    /// What stands against using it.
    faults: ask::Report,
    /// What was left out or mended.
    notes: ask::Report,
}
