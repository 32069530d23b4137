//! One table as it is written.

use noidai::{Day, Error, ErrorKind, Result, import::export::neutralised};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// One table being written; cells that a spreadsheet would run are neutralised.
pub struct Writer {
    file: PathBuf,
    rows: csv::Writer<fs::File>,
}

impl Writer {
    /// Starts a table with its header.
    pub fn new(folder: &Path, name: &str, header: &[&str]) -> Result<Self> {
        let file = folder.join(format!("{name}.csv"));
        let rows = csv::Writer::from_path(&file).map_err(|fault| unusable(&file, fault))?;
        let mut writer = Self { file, rows };
        writer.row(header)?;
        Ok(writer)
    }

    /// Writes a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<()> {
        let fault = |fault| unusable(&self.file, fault);
        for cell in cells {
            let cell = neutralised(cell.as_ref());
            self.rows.write_field(cell.as_bytes()).map_err(fault)?;
        }
        // Ends the row.
        self.rows.write_record(None::<&[u8]>).map_err(fault)
    }

    /// Writes what is left.
    pub fn close(mut self) -> Result<()> {
        self.rows
            .flush()
            .map_err(|fault| unusable(&self.file, fault))
    }
}

/// A file or folder that cannot be used.
pub fn unusable(file: &Path, fault: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::UnusableFile).found(format!("{}: {fault}", file.display()))
}

/// A day as a cell; empty where absent.
pub fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
