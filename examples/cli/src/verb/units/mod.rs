//! `noidai units`: units through time.

mod at;
mod check;
mod course;
mod find;
mod lineage;
mod meant;

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
    At {
        /// The day, YYYY-MM-DD.
        day: String,
        #[command(flatten)]
        input: Input,
        /// Only units of this level.
        #[arg(long, value_name = "LEVEL")]
        level: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Every unit that a code or a name means on a day, with what became of it and
    /// what it was.
    Find {
        /// A code, a name with or without its kind, both one after the other, or an id.
        text: String,
        #[command(flatten)]
        input: Input,
        /// The day, YYYY-MM-DD; by default the last day in the data.
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// What became of a unit, and what it came from, over all reforms.
    Lineage {
        /// A code, a name, both one after the other, or an id.
        text: String,
        #[command(flatten)]
        input: Input,
        /// The day on which it was so called; by default the last day in the data.
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Whether the units of a day fit together.
    Check {
        #[command(flatten)]
        input: Input,
        /// The day, YYYY-MM-DD; by default the last day in the data.
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
