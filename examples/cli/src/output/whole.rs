//! Files that are written whole or not at all.

use crate::failure::unusable;
use noidai::{Error, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file that stands beside its place until all that belongs together is written.
/// Dropped before that, it leaves nothing.
pub struct Whole {
    /// Where it stands; none once it is in its place, or where that is no ordinary file.
    beside: Option<PathBuf>,
    place: PathBuf,
    bytes: Vec<u8>,
}

impl Whole {
    /// Writes the bytes beside the place that they are meant for.
    ///
    /// # Errors
    ///
    /// They cannot be written there.
    pub fn new(place: &Path, bytes: Vec<u8>) -> Result<Self> {
        let failed = |fault| unusable(place, fault);
        let mut whole = Self {
            beside: None,
            // What a link points to is replaced, not the link.
            place: fs::canonicalize(place).unwrap_or_else(|_| place.to_owned()),
            bytes,
        };
        if whole.place.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        let is_other = whole.place.exists() && !whole.place.is_file();
        let name = whole.place.file_name();
        // A pipe or a terminal is written to as it is.
        let Some(name) = name.filter(|_| !is_other) else {
            return Ok(whole);
        };
        let beside = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        let beside = whole.place.with_file_name(beside);
        whole.beside = Some(beside.clone());
        fs::write(&beside, &whole.bytes).map_err(failed)?;
        whole.bytes = Vec::new();
        Ok(whole)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    ///
    /// It cannot stand there.
    pub fn put(mut self) -> Result<()> {
        let failed = |fault| -> Error { unusable(&self.place, fault) };
        match &self.beside {
            Some(beside) => fs::rename(beside, &self.place).map_err(failed)?,
            None => fs::write(&self.place, &self.bytes).map_err(failed)?,
        }
        self.beside = None;
        Ok(())
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // It may never have been made.
            let _ = fs::remove_file(beside);
        }
    }
}
