//! Simulated tables say so, so that what is counted from them says so too.

use crate::failure::unusable;
use noidai::Result;
use noidai_demonstration::STAMP;
use std::{fs, io::Write, path::Path};

/// The file that marks a folder.
const FILE: &str = "SIMULATED.txt";

/// Marks a folder as holding simulated data.
pub fn mark(folder: &Path) -> Result<()> {
    let file = folder.join(FILE);
    let written = || {
        let mut mark = fs::File::create(&file)?;
        writeln!(mark, "{STAMP}")?;
        mark.sync_all()
    };
    written().map_err(|fault| unusable(&file, fault))
}

/// Whether a folder is marked.
pub fn is_marked(folder: &Path) -> bool {
    folder.join(FILE).exists()
}
