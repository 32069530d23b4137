//! Workbooks, each sheet of which is a table.

mod known;
mod lines;
mod table;

use crate::failure::refused;
use known::{Known, place_of_sheet};
use noidai::{
    Error, ErrorKind,
    import::{Faults, MappedTable, Mapping, schema::Table},
};
use noidai_workbook::{Book, Sheet, Unusable};
use std::path::Path;

/// The sheet that marks a workbook as simulated.
pub const SIMULATED: &str = "SIMULATED";
/// A file as the import takes it: its name and what is in it.
pub type File = (String, Vec<u8>);

/// Workbooks that were read: what was found in them before any row was, and where
/// their cells stand.
#[derive(Default)]
pub struct Books {
    sheets: Vec<Known>,
    pub faults: Faults,
    /// Faults of cells that their texts do not show, placed as the import places cells.
    pub found: Vec<Error>,
    pub notes: Faults,
    pub is_simulated: bool,
}

/// Whether a file is a workbook, by its ending; those that are open in Excel have a
/// second file beside them, which is none.
pub fn is_workbook(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let endings = ["xlsx", "xlsm", "xls"];
    path.extension().is_some_and(|ending| {
        !name.starts_with("~$") && endings.iter().any(|own| ending.eq_ignore_ascii_case(own))
    })
}

/// Reads a workbook.
///
/// # Errors
///
/// It is protected, old, damaged or no workbook.
pub fn book(path: &Path, bytes: &[u8]) -> noidai::Result<Book> {
    Book::read(bytes).map_err(|fault| unusable_book(path, &fault))
}

/// A workbook that cannot be read or written, and why.
pub fn unusable_book(path: &Path, fault: &Unusable) -> Error {
    let why = match fault {
        Unusable::Protected => "có đặt mật khẩu; hãy lưu một bản không đặt mật khẩu".to_owned(),
        Unusable::Old => "là tệp .xls (Excel trước 2007); hãy lưu lại thành .xlsx".to_owned(),
        Unusable::Broken(why) => format!("không phải tệp .xlsx, hoặc đã hỏng ({why})"),
        Unusable::TooLong { sheet, rows } => {
            let rows = noidai::text::group(*rows);
            format!("bảng {sheet} có {rows} dòng; một trang tính Excel chứa nhiều nhất 1.048.576")
        }
        Unusable::Unwritten(why) => format!("không ghi được ({why})"),
    };
    refused(path, &why, &fault.to_string())
}

/// The table of a sheet's name: its stable name, or its name in Vietnamese; `people-2`
/// and `Người-2` too.
fn named(name: &str) -> Option<&'static Table> {
    let folded = noidai::text::fold(name);
    noidai::import::schema::TABLES.iter().find(|table| {
        let names = [table.name.to_owned(), noidai::text::fold(table.vi)];
        names.iter().any(|own| {
            let rest = folded.strip_prefix(own.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    })
}

/// What of a mapping names a sheet: by itself, or with its workbook.
fn mapped(mapping: &Mapping, sheet: &str, source: &str) -> Option<&'static Table> {
    let is_own = |file: &String| {
        let file = noidai::text::nfc(file);
        file == noidai::text::nfc(sheet) || file == noidai::text::nfc(source)
    };
    let mut tables = mapping.tables.iter();
    let own = tables.find(|table| table.files.iter().any(is_own))?;
    Table::of(&own.table)
}

/// Says in a mapping that a sheet is a table.
fn map(mapping: &mut Mapping, table: &Table, sheet: &str, source: &str) {
    let found = mapping
        .tables
        .iter()
        .position(|own| own.table == table.name);
    let at = found.unwrap_or_else(|| {
        mapping.tables.push(MappedTable {
            table: table.name.to_owned(),
            files: Vec::new(),
            columns: Vec::new(),
        });
        mapping.tables.len() - 1
    });
    if let Some(own) = mapping.tables.get_mut(at) {
        own.files
            .retain(|file| noidai::text::nfc(file) != noidai::text::nfc(sheet));
        if !own.files.iter().any(|file| file == source) {
            own.files.push(source.to_owned());
        }
    }
}

impl Books {
    /// Reads a workbook as files of tables; says in the mapping which sheet is which
    /// table.
    pub fn read(&mut self, path: &Path, bytes: &[u8], mapping: &mut Mapping) -> Vec<File> {
        let book = match book(path, bytes) {
            Ok(book) => book,
            Err(error) => {
                self.faults.push(error);
                return Vec::new();
            }
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let filled = book
            .sheets
            .into_iter()
            .filter(|sheet| !sheet.rows.is_empty());
        let filled: Vec<Sheet> = filled.collect();
        let is_alone = filled.len() == 1;
        let mut files = Vec::new();
        let mut others = Vec::new();
        let own_mapping = mapping.clone();
        for sheet in filled {
            let source = format!("{file} [{}]", sheet.name);
            if sheet.name == SIMULATED {
                self.is_simulated = true;
                continue;
            }
            if lines::are_in(&sheet.name) {
                files.push(self.lines(&file, &sheet));
                continue;
            }
            let table = mapped(&own_mapping, &sheet.name, &source)
                .or_else(|| named(&sheet.name))
                .or_else(|| named(&stem).filter(|_| is_alone));
            match table {
                Some(table) => {
                    map(mapping, table, &sheet.name, &source);
                    let known = Known::new(&file, source, &sheet, table);
                    self.find(&known, &sheet, table);
                    files.push((known.source.clone(), table::csv(sheet).into_bytes()));
                    self.sheets.push(known);
                }
                None => others.push(sheet.name),
            }
        }
        let kind = match files.is_empty() {
            true => ErrorKind::WrongTable,
            false => ErrorKind::OtherSheet,
        };
        for sheet in others {
            let error = Error::new(kind).found(&sheet).expected(Table::names());
            let error = error.at(place_of_sheet(&file, &sheet));
            match files.is_empty() {
                true => self.faults.push(error),
                false => self.notes.push(error),
            }
        }
        files
    }

    /// A sheet of documents, one a row.
    fn lines(&mut self, file: &str, sheet: &Sheet) -> File {
        // The ending is what the import knows such a file by.
        let source = format!("{file}/{}.jsonl", sheet.name.to_lowercase());
        self.sheets
            .push(Known::of_lines(file, &source, &sheet.name));
        (source, lines::text(sheet).into_bytes())
    }
}
