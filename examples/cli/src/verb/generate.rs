//! `noidai generate`: the demonstration out as tables.

use crate::{failure::Failure, tables};
use noidai_demonstration::{STAMP, Scale};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write to; made where there is none.
    folder: PathBuf,
}

impl Generate {
    pub fn run(&self, scale: Scale) -> Result<String, Failure> {
        let batch = noidai_demonstration::make(scale)?;
        // The demonstration holds nothing that tables cannot say: a test reads
        // it back.
        tables::write(batch, &self.folder).map_err(Failure::Usage)?;
        Ok(format!("{STAMP}\n{}\n", self.folder.display()))
    }
}
