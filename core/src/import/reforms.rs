//! Reforms of units among the files: `reforms.jsonl` and `reforms-*.jsonl`, one
//! document a line, empty lines allowed.

use super::importer::Importer;
use crate::{Error, ErrorKind, error::At, json, place::Reform, registry::Column};

/// Whether a file is one of reforms.
pub(super) fn are_in(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let rest = stem.strip_prefix("reforms");
    ending.eq_ignore_ascii_case("jsonl")
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Reads the reforms of the present file.
pub(super) fn read(importer: &mut Importer, bytes: &[u8]) {
    let text = match crate::text::decode(bytes) {
        Ok((text, _)) => text,
        Err(bad) => return importer.bad_bytes(bytes, &bad),
    };
    for (line, text) in (1_u32..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let stand = (importer.file, line);
        match json::read::<Reform>(text) {
            Ok(reform) => {
                // Other tables may refer to the units that it opens.
                for one in &reform.open {
                    if let Err(error) = importer.batch.units.intern(&one.unit) {
                        let at = importer.place(stand, None);
                        importer.faults.push(error.at(at));
                    }
                }
                importer.stood_at(Column::Reforms, stand);
                importer.batch.reforms.push(reform);
            }
            Err(error) => {
                let file = importer.files.get(usize::from(importer.file));
                let at = At::Event {
                    file: file.map_or_else(String::new, |file| file.name.clone()),
                    line: u64::from(line),
                    path: String::new(),
                };
                let at = placed(at, error.place());
                importer.faults.push(error.at(at));
            }
        }
    }
    if text.trim().is_empty() {
        importer.file_fault(0, None, Error::new(ErrorKind::EmptyFile));
    }
}

/// The line of a document, with the path in it.
pub(super) fn placed(line: At, within: &At) -> At {
    match (line, within) {
        (At::Event { file, line, .. }, At::Path(path)) => At::Event {
            file,
            line,
            path: path.clone(),
        },
        (line, _) => line,
    }
}
