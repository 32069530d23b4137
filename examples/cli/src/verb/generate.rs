//! `noidai generate`: the demonstration out as tables.

use crate::{
    Context,
    failure::Failure,
    input::{Progress, mark_simulated},
    output::write_tables,
    words::say,
};
use noidai_demonstration::STAMP;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to; made where there is none.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Generate {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
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
