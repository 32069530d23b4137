//! Rows with one header of stable English names.

use noidai::{Error, ErrorKind, Result, export::neutralised};

/// Rows of an answer.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A sheet without rows yet.
    pub fn new(header: &[&'static str]) -> Self {
        Self {
            header: header.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds columns at the end of the header.
    pub fn widen(&mut self, header: &[&'static str]) {
        self.header.extend(header);
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// The names of its columns.
    pub fn header(&self) -> &[&'static str] {
        &self.header
    }

    /// Its rows, each with a cell a column.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The sheet as CSV. A cell that a spreadsheet would run is neutralised; a number below
    /// 0 is none.
    pub fn csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).map_err(unwritten)?;
        for row in &self.rows {
            for cell in row {
                let written = match cell.parse::<i64>() {
                    Ok(_) => writer.write_field(cell),
                    Err(_) => writer.write_field(neutralised(cell).as_bytes()),
                };
                written.map_err(unwritten)?;
            }
            // Ends the row.
            writer.write_record(None::<&[u8]>).map_err(unwritten)?;
        }
        let bytes = writer.into_inner().map_err(unwritten)?;
        String::from_utf8(bytes).map_err(unwritten)
    }
}

fn unwritten(fault: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::BadText).found(fault.to_string())
}
