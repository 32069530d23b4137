//! The demonstration's tables, in memory.

use super::Failure;
use noidai::{
    Error, Registry,
    import::{Faults, Imported, Options, Source, tables},
};
use std::{fs, path::Path};

/// Files by name.
pub struct Tables(Vec<(String, Vec<u8>)>);

impl Tables {
    /// Reads a folder that `noidai generate` has written.
    pub fn of(folder: &Path) -> Result<Self, Failure> {
        let missing = |fault| format!("{}: {fault} (scripts/bench makes it)", folder.display());
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(missing)? {
            let file = entry?.path();
            if file.extension().is_some_and(|end| end == "csv") {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                files.push((name.into_owned(), fs::read(&file)?));
            }
        }
        files.sort_unstable();
        Ok(Self(files))
    }

    /// Every table, by its file's name.
    pub fn files(&self) -> &[(String, Vec<u8>)] {
        &self.0
    }

    /// The same, to be read.
    pub fn sources(&self) -> impl Iterator<Item = Source<'_>> {
        self.0.iter().map(|(file, bytes)| Source { file, bytes })
    }

    /// The bytes of every table.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(|(_, bytes)| bytes.as_slice())
    }

    /// Reads every table into a batch.
    pub fn read(&self) -> Result<Imported, Failure> {
        let sources: Vec<Source<'_>> = self
            .0
            .iter()
            .map(|(file, bytes)| Source { file, bytes })
            .collect();
        tables(&sources, &Options::default()).map_err(refused)
    }

    /// Reads every table to a registry, with all the checks made.
    pub fn open(&self) -> Result<Registry, Failure> {
        Ok(Registry::open(self.read()?.batch)?)
    }
}

fn refused(faults: Faults) -> Failure {
    let first: Vec<String> = faults.first.iter().take(5).map(Error::to_string).collect();
    format!("{} faults: {}", faults.count, first.join("; ")).into()
}
