//! Simulated tables say so, so that what is counted from them says so too.

use crate::failure::unusable;
use noidai::Result;
use noidai_demonstration::STAMP;
use std::{fs, path::Path};

/// The file that marks a folder.
const FILE: &str = "SIMULATED.txt";

/// Marks a folder as holding simulated data.
pub fn mark(folder: &Path) -> Result<()> {
    let file = folder.join(FILE);
    fs::write(&file, format!("{STAMP}\n")).map_err(|fault| unusable(&file, fault))
}

/// Whether a folder is marked.
pub fn is_marked(folder: &Path) -> bool {
    folder.join(FILE).exists()
}
