//! `noidai frame generate`: the frame of a simulated country.

use super::file;
use crate::{Context, failure::Failure, input::Progress, words::say};
use noidai_demonstration::{Country, HOUSEHOLDS, day};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Generate {
    /// The file to write.
    ///
    /// vi: Tệp để ghi.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Only the first so many households; by default all of the country.
    ///
    /// vi: Chỉ chừng này hộ đầu tiên; mặc định là mọi hộ của cả nước.
    #[arg(long, default_value_t = HOUSEHOLDS, value_parser = clap::value_parser!(u64).range(1..=HOUSEHOLDS))]
    households: u64,
}

impl Generate {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let making = say(
            context.language,
            "đang tạo khung của cả nước",
            "making the country's frame",
        );
        let progress = Progress::begin(making, Some(self.households));
        let country = Country::on(day()?);
        let mut builder = country.frame();
        country.each_batch(self.households, |rows| {
            builder.push(rows)?;
            progress.done(rows.household.last().copied().unwrap_or(0));
            Ok(())
        })?;
        let mut frame = builder.finish()?;
        frame.mark_simulated();
        drop(progress);
        file::write(&frame, &self.output, context)
    }
}
