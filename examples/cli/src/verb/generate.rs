//! `noidai generate`: the demonstration out as tables.

use crate::{
    Context,
    failure::{Failure, refused},
    input::{Progress, is_simulated, mark_simulated},
    output::write_tables,
    words::say,
};
use noidai_demonstration::STAMP;
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to; made where there is none.
    ///
    /// vi: Thư mục để ghi; chưa có thì được tạo.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Generate {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        refuse_others(&self.folder).map_err(Failure::Usage)?;
        let writing = say(context.language, "đang ghi các bảng", "writing the tables");
        let _progress = Progress::begin(writing, None);
        let batch = noidai_demonstration::make(context.scale)?;
        let unsaid = write_tables(batch, &self.folder).map_err(Failure::Usage)?;
        mark_simulated(&self.folder).map_err(Failure::Usage)?;
        if !unsaid.is_nothing() {
            let lost = say(context.language, "bảng không ghi được", "tables cannot say");
            eprintln!("{lost}: {}", noidai::json::write(&unsaid)?);
        }
        Ok(format!("{STAMP}\n{}\n", self.folder.display()))
    }
}

/// A folder with tables that are not simulated is left alone.
fn refuse_others(folder: &Path) -> noidai::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    let has_tables = entries.filter_map(Result::ok).any(|entry| {
        let ending = entry
            .path()
            .extension()
            .map(|ending| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ending == "csv" || ending == "jsonl")
    });
    match has_tables && !is_simulated(folder) {
        true => Err(refused(
            folder,
            "có bảng không phải mô phỏng",
            "holds tables that are not simulated",
        )),
        false => Ok(()),
    }
}
