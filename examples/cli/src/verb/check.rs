//! `noidai check`: tables in, faults out.

use crate::{
    failure::Failure,
    opened::open,
    show::{group, say},
};
use noidai::Language;
use noidai_demonstration::Scale;
use std::{fmt::Write, path::PathBuf};

#[derive(clap::Args)]
pub struct Check {
    /// Folders of tables, read as one.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

impl Check {
    pub fn run(&self, scale: Scale, language: Language) -> Result<String, Failure> {
        let opened = open(&self.folders, scale)?;
        let mut text = String::new();
        for note in &opened.notes {
            let _ = writeln!(text, "{}", note.message(language));
        }
        let unsaid = opened.note_count.saturating_sub(opened.notes.len() as u64);
        if unsaid > 0 {
            let _ = writeln!(text, "+ {unsaid}");
        }
        let registry = &opened.registry;
        let counts = [
            (registry.unit_ids().len(), "đơn vị", "units"),
            (registry.team_ids().len(), "tổ", "teams"),
            (registry.memberships_in_teams(), "thành viên", "members"),
            (registry.household_ids().len(), "hộ", "households"),
            (registry.person_ids().len(), "nhân khẩu", "people"),
        ];
        for (count, vi, en) in counts {
            let count = group(count as u64, language);
            let _ = write!(text, "{count} {} · ", say(language, vi, en));
        }
        if let Some(last) = opened.last {
            let until = say(language, "số liệu đến", "data up to");
            let _ = write!(text, "{until} {last} · ");
        }
        let _ = writeln!(text, "{}", say(language, "không có lỗi", "no faults"));
        Ok(text)
    }
}
