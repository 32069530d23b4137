//! `noidai units`: units through time.

mod at;
mod check;
mod course;
mod find;
mod lineage;

use crate::{
    Context, Said,
    failure::Failure,
    input::{Input, Opened},
    output::Output,
};
use clap::Subcommand;
use noidai_demonstration::Scale;

#[derive(clap::Args)]
pub struct Units {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// The units of a day.
    ///
    /// vi: Các đơn vị của một ngày.
    #[command(after_help = "Example: noidai units at 2025-07-01 DIR --level commune")]
    At {
        /// The day, YYYY-MM-DD.
        ///
        /// vi: Ngày, YYYY-MM-DD.
        day: String,
        #[command(flatten)]
        input: Input,
        /// Only units of this level.
        ///
        /// vi: Chỉ các đơn vị của cấp này.
        #[arg(long, value_name = "LEVEL")]
        level: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Every unit that a code or a name means on a day, with what became of it and
    /// what it was.
    ///
    /// vi: Mọi đơn vị mà một mã hoặc tên chỉ tới vào một ngày, kèm đơn vị ấy nay là gì
    /// và trước là gì.
    #[command(after_help = "Example: noidai units find \"vi thuy\" DIR --on 2025-07-01")]
    Find {
        /// A code, a name with or without its kind, both one after the other, or an id.
        ///
        /// vi: Mã, tên có hoặc không có loại, mã rồi đến tên, hoặc mã định danh.
        text: String,
        #[command(flatten)]
        input: Input,
        /// The day, YYYY-MM-DD; by default the last day in the data.
        ///
        /// vi: Ngày, YYYY-MM-DD; mặc định là ngày cuối của số liệu.
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// What became of a unit, and what it came from, over all reforms.
    ///
    /// vi: Đơn vị ấy nay là gì và từ đâu mà có, qua mọi đợt sắp xếp.
    #[command(after_help = "Example: noidai units lineage 31447 DIR --on 2025-06-30")]
    Lineage {
        /// A code, a name, both one after the other, or an id.
        ///
        /// vi: Mã, tên, mã rồi đến tên, hoặc mã định danh.
        text: String,
        #[command(flatten)]
        input: Input,
        /// The day on which it was so called; by default the last day in the data.
        ///
        /// vi: Ngày mà đơn vị được gọi như vậy; mặc định là ngày cuối của số liệu.
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Whether the units of a day fit together.
    ///
    /// vi: Các đơn vị của một ngày có khớp với nhau không.
    #[command(after_help = "Example: noidai units check DIR --on 2025-07-01")]
    Check {
        #[command(flatten)]
        input: Input,
        /// The day, YYYY-MM-DD; by default the last day in the data.
        ///
        /// vi: Ngày, YYYY-MM-DD; mặc định là ngày cuối của số liệu.
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        output: Output,
    },
}

impl Units {
    pub fn run(&self, context: &Context) -> Result<Said, Failure> {
        match &self.verb {
            Verb::At {
                day,
                input,
                level,
                output,
            } => {
                let opened = places(input, context)?;
                let found = at::At::new(&opened, Some(day), level.as_deref())?;
                output.give(&found, context).map(Said::from)
            }
            Verb::Find {
                text,
                input,
                on,
                output,
            } => {
                let opened = places(input, context)?;
                let found = find::Find::new(&opened, text, on.as_deref())?;
                output.give(&found, context).map(Said::from)
            }
            Verb::Lineage {
                text,
                input,
                on,
                output,
            } => {
                let opened = whole(input, context)?;
                let found = lineage::Lineage::new(&opened, text, on.as_deref())?;
                output.give(&found, context).map(Said::from)
            }
            Verb::Check { input, on, output } => {
                let opened = places(input, context)?;
                let found = check::Check::new(&opened, on.as_deref(), context.language)?;
                Ok(Said {
                    text: output.give(&found, context)?,
                    has_faults: found.has_faults(),
                })
            }
        }
    }
}

/// The folders, or the demonstration with hardly any people in its places.
fn places(input: &Input, context: &Context) -> Result<Opened, Failure> {
    let smaller = Context {
        language: context.language,
        scale: Scale::times(0.001, 1),
    };
    Opened::new(input, &smaller)
}

/// The folders, or the demonstration.
fn whole(input: &Input, context: &Context) -> Result<Opened, Failure> {
    Opened::new(input, context)
}
