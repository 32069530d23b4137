//! `noidai export`: the facts of tables as lines of events, which are read like
//! tables.

use crate::{
    Context,
    failure::Failure,
    input::{Input, facts},
};
use noidai::event::lines;
use noidai_demonstration::STAMP;

#[derive(clap::Args)]
pub struct Export {
    #[command(flatten)]
    input: Input,
}

impl Export {
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let (batch, is_simulated) = facts(&self.input, context)?;
        if is_simulated {
            eprintln!("{STAMP}");
        }
        Ok(lines::write(&batch))
    }
}
