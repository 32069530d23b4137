//! Folders of tables, read as one.

use super::unusable;
use crate::failure::Failure;
use noidai::import::{self, Imported, Source};
use std::{fs, path::PathBuf};

/// Reads every table of some folders as one batch.
///
/// # Errors
///
/// Every fault of the tables; a folder or file that cannot be read is one.
pub fn read(folders: &[PathBuf]) -> Result<Imported, Failure> {
    let mut files = Vec::new();
    for folder in folders {
        let entries =
            fs::read_dir(folder).map_err(|fault| Failure::Usage(unusable(folder, fault)))?;
        for entry in entries {
            let path = entry
                .map_err(|fault| Failure::Usage(unusable(folder, fault)))?
                .path();
            if path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
            {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut sources = Vec::new();
    for path in &files {
        let bytes = fs::read(path).map_err(|fault| Failure::Usage(unusable(path, fault)))?;
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        sources.push((name, bytes));
    }
    let sources: Vec<Source<'_>> = sources
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    import::tables(&sources, &import::Options::default()).map_err(Failure::Data)
}
