//! Folders of tables and workbooks, read as one.

use super::{
    Progress, Reading,
    workbook::{Books, is_workbook},
};
use crate::failure::{Failure, in_file, unusable};
use noidai::{
    Error, ErrorKind,
    import::{Faults, Import, Imported, Mapping, Options, Source, in_unicode},
    text::legacy::Legacy,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How many bytes are read between two looks at the progress.
const STEP: u64 = 4 << 20;

/// Reads every table of some folders and workbooks as one batch.
///
/// # Errors
///
/// Every fault of the tables; a folder or file that cannot be read is one.
pub fn read(
    folders: &[PathBuf],
    reading: &Reading,
    label: &'static str,
) -> Result<(Imported, Books), Failure> {
    let mut files = Vec::new();
    for folder in folders {
        files.append(&mut tables_of(folder).map_err(Failure::Usage)?);
    }
    let mut options = options(reading)?;
    let mut books = Books::default();
    let mut sources = Vec::new();
    for path in &files {
        let bytes = fs::read(path).map_err(|fault| Failure::Usage(unusable(path, fault)))?;
        if is_workbook(path) {
            sources.append(&mut books.read(path, &bytes, &mut options.mapping));
            continue;
        }
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let Some(encoding) =
            encoding(reading, &name)?.filter(|_| !name.to_lowercase().ends_with(".jsonl"))
        else {
            sources.push((name, bytes));
            continue;
        };
        let source = Source {
            file: &name,
            bytes: &bytes,
        };
        match in_unicode(source, encoding, reading.replace_bytes) {
            Ok(read) => {
                for error in read.replaced {
                    books.notes.push(error);
                }
                let bytes = read.bytes.into_owned();
                sources.push((name, bytes));
            }
            Err(error) => books.faults.push(error),
        }
    }
    let sources: Vec<Source<'_>> = sources
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    let found = core::mem::take(&mut books.found);
    let mut import = Import::new(&sources, options).with_found(found);
    let mut progress: Option<Progress> = None;
    loop {
        let now = import.step(STEP);
        let shown = progress.get_or_insert_with(|| Progress::begin(label, Some(now.all)));
        shown.done(now.done);
        if now.is_finished() {
            break;
        }
    }
    // What follows the last byte, so that the notes are whole.
    import.step(u64::MAX);
    let mut notes = books.notes.clone();
    notes.append(books.all_placed(import.notes().clone()));
    let mut faults = books.faults.clone();
    match import.finish() {
        Ok(mut imported) if faults.count == 0 => {
            imported.note_count = notes.count;
            imported.notes = notes.first;
            let reasons = core::mem::take(&mut imported.aside.reasons);
            imported.aside.reasons = books.all_placed(reasons);
            return Ok((imported, books));
        }
        Ok(_) => {}
        Err(found) => faults.append(books.all_placed(found)),
    }
    Err(Failure::with_notes(faults, notes, reading.show_personal))
}

/// The files of a folder that are tables, workbooks or lines of events, by name; a
/// workbook alone is its own.
pub(super) fn tables_of(folder: &Path) -> noidai::Result<Vec<PathBuf>> {
    if is_workbook(folder) && folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|fault| unusable(folder, fault))? {
        let path = entry.map_err(|fault| unusable(folder, fault))?.path();
        let is_read = path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("jsonl")
        });
        if is_read || is_workbook(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The old encoding that the reading names for a file, by CODE or FILE=CODE.
fn encoding(reading: &Reading, file: &str) -> Result<Option<Legacy>, Failure> {
    let mut found = None;
    for text in &reading.encoding {
        let (own, code) = match text.rsplit_once('=') {
            Some((own, code)) => (Some(own), code),
            None => (None, text.as_str()),
        };
        let encoding = Legacy::from_code(code).ok_or_else(|| {
            let known = Legacy::ALL.map(Legacy::code).join(", ");
            let error = Error::new(ErrorKind::UnknownValue).found(format!("--encoding {code}"));
            Failure::Usage(error.expected(known))
        })?;
        if own.is_none_or(|own| own == file) && (own.is_some() || found.is_none()) {
            found = Some(encoding);
        }
    }
    Ok(found)
}

fn options(reading: &Reading) -> Result<Options, Failure> {
    let mapping = match &reading.mapping {
        None => Mapping::default(),
        Some(file) => {
            let text =
                fs::read_to_string(file).map_err(|fault| Failure::Usage(unusable(file, fault)))?;
            Mapping::read(&text).map_err(|faults| {
                Failure::from(Faults {
                    count: faults.count,
                    first: faults
                        .first
                        .into_iter()
                        .map(|error| in_file(file, error))
                        .collect(),
                })
            })?
        }
    };
    Ok(Options {
        allow_sensitive: reading.allow_sensitive.clone(),
        allow_personal_ids: reading.allow_personal_ids,
        mapping,
        set_aside: reading.set_aside.is_some(),
        show_personal: reading.show_personal,
        ..Options::default()
    })
}
