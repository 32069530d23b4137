//! The copy of a workbook in which what is wrong is coloured and commented.

use crate::{
    failure::{Failure, refused, unusable},
    input::{book, is_workbook, unusable_book},
    words::{number, say},
};
use noidai::{Error, Language, error::At, import::Faults};
use noidai_workbook::{Area, Book, Cell, Look, Sheet, Spot};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is told, and how.
pub struct Marked<'f> {
    pub faults: &'f Faults,
    pub notes: &'f Faults,
    pub language: Language,
    pub show_personal: bool,
}

/// The one workbook that was given, which alone can be marked.
///
/// # Errors
///
/// Something else was given, or the copy would take its place.
pub fn original<'i>(inputs: &'i [PathBuf], copy: &Path) -> Result<&'i Path, Failure> {
    let refuse = |vi, en| Failure::Usage(refused(copy, vi, en).path("--marked"));
    let [one] = inputs else {
        return Err(refuse(
            "cần nêu đúng một tệp Excel để kiểm tra",
            "exactly one workbook must be given to check",
        ));
    };
    if !is_workbook(one) {
        return Err(refuse(
            "chỉ đánh dấu được trên tệp Excel",
            "only a workbook can be marked",
        ));
    }
    let is_same = one.canonicalize().ok() == copy.canonicalize().ok() && copy.exists();
    match is_same {
        true => Err(refuse("đang được đọc", "is being read")),
        false => Ok(one),
    }
}

impl Marked<'_> {
    /// Writes the copy: faults red, notes yellow, each with its reason; before them a
    /// list of all.
    ///
    /// # Errors
    ///
    /// The workbook cannot be read, or the copy not be written.
    pub fn write(&self, original: &Path, copy: &Path) -> Result<(), Failure> {
        let bytes =
            fs::read(original).map_err(|fault| Failure::Usage(unusable(original, fault)))?;
        let mut book = book(original, &bytes)?;
        for (faults, look) in [(self.notes, Look::Doubtful), (self.faults, Look::Bad)] {
            for error in &faults.first {
                self.mark(&mut book, error, look);
            }
        }
        let list = self.list(&book);
        book.sheets.insert(0, list);
        let bytes = book.write().map_err(|fault| unusable_book(copy, &fault))?;
        fs::write(copy, bytes).map_err(|fault| Failure::Usage(unusable(copy, fault)))
    }

    fn message(&self, error: &Error) -> String {
        let error = error.clone().at(At::Unplaced);
        match self.show_personal {
            true => error.message_with_personal(self.language),
            false => error.message(self.language),
        }
    }

    fn mark(&self, book: &mut Book, error: &Error, look: Look) {
        let At::Sheet { sheet, cell, .. } = error.place() else {
            return;
        };
        let mut sheets = book.sheets.iter_mut();
        let Some(sheet) = sheets.find(|own| own.name == *sheet) else {
            return;
        };
        let Some(spot) = spot(cell, sheet) else {
            return;
        };
        let message = self.message(error);
        if let Some(cell) = sheet.cell_mut(spot) {
            cell.look = look;
            cell.note = Some(match cell.note.take() {
                Some(before) => format!("{before}\n{message}"),
                None => message,
            });
        }
    }

    /// Every fault and note, below each other.
    fn list(&self, book: &Book) -> Sheet {
        let say = |vi, en| say(self.language, vi, en);
        let name = say("Lỗi", "Faults");
        let is_taken = |name: &str| book.sheets.iter().any(|sheet| sheet.name == name);
        let name = match is_taken(name) {
            false => name.to_owned(),
            true => (2..)
                .map(|n| format!("{name} {n}"))
                .find(|n| !is_taken(n))
                .unwrap_or_default(),
        };
        let mut sheet = Sheet::new(name);
        let header = [
            say("Mức", "Severity"),
            say("Trang tính", "Sheet"),
            say("Ô", "Cell"),
            say("Cột", "Column"),
            say("Mã lỗi", "Code"),
            say("Lý do", "Reason"),
        ];
        sheet.push(header.map(|text| Cell::text(text).look(Look::Header)));
        sheet.frozen = 1;
        let severities = [
            (self.faults, Look::Bad, say("lỗi", "fault")),
            (self.notes, Look::Doubtful, say("lưu ý", "note")),
        ];
        for (faults, look, severity) in severities {
            for error in &faults.first {
                let (own, cell, column) = match error.place() {
                    At::Sheet {
                        sheet,
                        cell,
                        column,
                        ..
                    } => (sheet.as_str(), cell.as_str(), column.as_str()),
                    _ => ("", "", ""),
                };
                let code = format!("{} ({})", error.name(), error.code());
                let message = self.message(error);
                let texts = [own, cell, column, &code, &message];
                let texts = texts.map(|text| Cell::text(text).look(Look::Boxed));
                sheet.push([Cell::text(severity).look(look)].into_iter().chain(texts));
            }
            let unsaid = faults.count.saturating_sub(faults.first.len() as u64);
            if unsaid > 0 {
                let more = format!("+ {}", number(unsaid, self.language));
                sheet.push([Cell::text(severity).look(look), Cell::text(more)]);
            }
        }
        sheet
    }
}

/// The cell to mark: of an area or a row its first, of a sheet the first of all.
fn spot(cell: &str, sheet: &Sheet) -> Option<Spot> {
    if let Ok(area) = cell.parse::<Area>() {
        return Some(area.first);
    }
    let row = match cell {
        "" => sheet.rows.first()?.number,
        row => row.parse().ok()?,
    };
    let own = sheet.rows.iter().find(|own| own.number == row);
    let column = own
        .and_then(|row| row.cells.first())
        .map_or(0, |cell| cell.column);
    Some(Spot { row, column })
}
