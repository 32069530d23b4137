//! Tables, as files of a folder.

use crate::failure::unusable;
use noidai::{Result, event::Batch, export};
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

/// Writes a batch as tables; the folder is made where there is none.
pub fn write(batch: Batch, folder: &Path) -> Result<export::Unsaid> {
    fs::create_dir_all(folder).map_err(|fault| unusable(folder, fault))?;
    let mut open: Option<(String, File)> = None;
    export::tables(batch, |name, piece| {
        let path = folder.join(name);
        let file = match &mut open {
            Some((known, file)) if known == name => file,
            _ => {
                let file = File::create(&path).map_err(|fault| unusable(&path, fault))?;
                &mut open.insert((name.to_owned(), file)).1
            }
        };
        file.write_all(piece.as_bytes())
            .map_err(|fault| unusable(&path, fault))
    })
}
