//! Compaction: every record once, in one file, without what was erased.

use super::{
    Store,
    durable::{replace, sync_folder},
    journals_of, with_ending,
};
use crate::failure::{Failure, unusable};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How a compaction writes records.
#[derive(Clone, Copy)]
pub enum Form {
    /// One by one, for every host.
    Plain,
    /// Packed, for hosts that know packs.
    Packed,
}

/// What a compaction did.
pub struct Packed {
    /// The file that holds everything.
    pub file: PathBuf,
    /// How many bytes all files had before.
    pub before: u64,
    /// How many this one has.
    pub after: u64,
    /// Files with damage, which were kept aside.
    pub kept: Vec<PathBuf>,
}

impl Store {
    /// Writes everything into one file, and then takes the others away. Killed at any
    /// moment, what is left is the same set of records. A file with damage is kept aside,
    /// unless what was erased could stand in it.
    ///
    /// # Errors
    ///
    /// The disk does not take it; then everything is as it was.
    pub fn pack(&mut self, form: Form, erasing: bool) -> Result<Packed, Failure> {
        let usage = |path: &Path| {
            let path = path.to_owned();
            move |fault| Failure::Usage(unusable(&path, fault))
        };
        let old = journals_of(&self.folder)?;
        let mut before = 0;
        for file in &old {
            before += fs::metadata(file).map_err(usage(file))?.len();
        }
        let numbers = old.iter().filter_map(|file| number(file));
        let next = numbers.max().unwrap_or(0) + 1;
        let file = self.folder.join(format!("packed-{next}.journal"));
        let bytes = match form {
            Form::Plain => self.journal.to_bytes(),
            Form::Packed => self.journal.to_packed(),
        };
        replace(&file, &bytes).map_err(usage(&file))?;
        let mut kept = Vec::new();
        for path in &old {
            if self.damaged.contains(path) && !erasing {
                let aside = path.with_extension("damaged");
                fs::rename(path, &aside).map_err(usage(path))?;
                kept.push(aside);
            } else {
                fs::remove_file(path).map_err(usage(path))?;
            }
        }
        if erasing {
            for path in with_ending(&self.folder, "damaged")? {
                fs::remove_file(&path).map_err(usage(&path))?;
            }
        }
        sync_folder(&self.folder).map_err(usage(&self.folder))?;
        self.journal.rewritten();
        self.files = vec![file.clone()];
        self.whole.clear();
        self.damaged.clear();
        Ok(Packed {
            file,
            before,
            after: bytes.len() as u64,
            kept,
        })
    }
}

fn number(file: &Path) -> Option<u64> {
    file.file_stem()?
        .to_str()?
        .strip_prefix("packed-")?
        .parse()
        .ok()
}

/// Takes away what a program that was killed while packing left.
pub fn clear(folder: &Path) -> Result<(), Failure> {
    for path in with_ending(folder, "new")? {
        fs::remove_file(&path).map_err(|fault| Failure::Usage(unusable(&path, fault)))?;
    }
    Ok(())
}
