//! `noidai frame`: everybody of a day as bit planes in one file.

mod build;
mod columns;
mod country;
mod coverage;
mod file;
mod info;

use crate::{Context, failure::Failure};
use clap::Subcommand;

#[derive(clap::Args)]
pub struct Frame {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Writes the frame of a day: everybody without name, id or day of birth.
    ///
    /// vi: Ghi khung của một ngày: mọi người, không có tên, mã và ngày sinh.
    #[command(
        after_help = "Example: noidai frame build DIR -o 2025-06-30.frame --on 2025-06-30\nExample: noidai frame build DIR -o 2025-06-30.frame --rule my-rule.json --evidence-days 180,365\nExample: noidai frame build UNITS -o 2025-06-30.frame --on 2025-06-30 --residents residents.csv --households 204000"
    )]
    Build(build::Build),
    /// What a frame holds, and how many bytes each plane has.
    ///
    /// vi: Khung có những gì, mỗi mặt phẳng bit bao nhiêu byte.
    #[command(after_help = "Example: noidai frame info 2025-06-30.frame --verify")]
    Info(info::Info),
    /// Counts and shares of rules from a frame: the same answers as `coverage`, and how
    /// long each took.
    ///
    /// vi: Số đếm và tỷ lệ đạt của các quy tắc, tính từ khung: cùng câu trả lời như
    /// coverage, kèm thời gian của từng quy tắc.
    #[command(
        after_help = "Example: noidai frame coverage 2025-06-30.frame --rule ministry-household --rule household-app --by commune --format csv\nExample: noidai frame coverage 2025-06-30.frame --set level=can-do --explain-plan"
    )]
    Coverage(coverage::Coverage),
    /// Writes the frame of a simulated country, household by household: 96 million
    /// residents in 93,000 hamlets.
    ///
    /// vi: Ghi khung của cả nước mô phỏng, lần lượt từng hộ: 96 triệu nhân khẩu ở 93.000
    /// ấp.
    #[command(
        after_help = "Example: noidai frame generate -o country.frame\nExample: noidai frame generate -o part.frame --households 100000"
    )]
    Generate(country::Generate),
}

impl Frame {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        match &self.verb {
            Verb::Build(asked) => asked.run(context),
            Verb::Info(asked) => asked.run(context),
            Verb::Coverage(asked) => asked.run(context),
            Verb::Generate(asked) => asked.run(context),
        }
    }
}
