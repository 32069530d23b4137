//! `noidai generate`: the demonstration out as tables.

use crate::{
    Context,
    failure::{Failure, refused},
    input::{Progress, SIMULATED, book, is_workbook},
    output::{write_tables, write_workbook},
    simulated,
    words::say,
};
use noidai_demonstration::STAMP;
use noidai_workbook::Book;
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to, made where there is none; or one workbook (FILE.xlsx) with
    /// a sheet a table.
    ///
    /// vi: Thư mục để ghi, chưa có thì được tạo; hoặc một tệp Excel (FILE.xlsx), mỗi bảng
    /// một trang tính.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Generate {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        match is_workbook(&self.folder) {
            true => refuse_other_book(&self.folder),
            false => refuse_others(&self.folder),
        }
        .map_err(Failure::Usage)?;
        let writing = say(context.language, "đang ghi các bảng", "writing the tables");
        let _progress = Progress::begin(writing, None);
        let batch = noidai_demonstration::make(context.scale)?;
        let unsaid = match is_workbook(&self.folder) {
            true => write_workbook(batch, &self.folder),
            false => write_tables(batch, &self.folder).and_then(|unsaid| {
                simulated::mark(&self.folder)?;
                Ok(unsaid)
            }),
        };
        let unsaid = unsaid.map_err(Failure::Usage)?;
        if !unsaid.is_nothing() {
            let lost = say(context.language, "bảng không ghi được", "tables cannot say");
            eprintln!("{lost}: {}", noidai::json::write(&unsaid)?);
        }
        Ok(format!("{STAMP}\n{}\n", self.folder.display()))
    }
}

/// A workbook that is not simulated is left alone.
fn refuse_other_book(file: &Path) -> noidai::Result<()> {
    let Ok(bytes) = fs::read(file) else {
        return Ok(());
    };
    let is_simulated = |own: Book| own.sheets.iter().any(|sheet| sheet.name == SIMULATED);
    match book(file, &bytes).is_ok_and(is_simulated) {
        true => Ok(()),
        false => Err(refused(
            file,
            "có số liệu không phải mô phỏng",
            "holds data that are not simulated",
        )),
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
    match has_tables && !simulated::is_marked(folder) {
        true => Err(refused(
            folder,
            "có bảng không phải mô phỏng",
            "holds tables that are not simulated",
        )),
        false => Ok(()),
    }
}
