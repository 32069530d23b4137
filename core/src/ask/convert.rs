//! Files turned into files of another form.

use super::{Opening, Report};
use crate::{
    Error, ErrorKind, Result,
    event::lines,
    export::{self, File, Unsaid},
    import::{self, Faults, Source},
    json,
};
use serde::Serialize;

/// The answer to a conversion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Converted {
    /// The files, in UTF-8.
    pub files: Vec<File>,
    /// How much could not be said in this form.
    pub unsaid: Unsaid,
    /// What was left out or mended while the files were read.
    pub notes: Report,
}

/// Writes what is in files anew, as `tables` of CSV or as `events` of JSON Lines:
/// one spelling of headers, days and words and one order of events, whatever the
/// files had. `options` is an [`Opening`] document.
///
/// ```
/// use noidai::{ask::convert, import::Source};
/// let people = Source { file: "people.csv", bytes: "Mã người;Ngày sinh\np1;1/7/1990\n".as_bytes() };
/// let answer = convert(&[people], "tables", "{}").map_err(|faults| faults.first)?;
/// assert!(answer.contains(r#""text":"id,name,birth,sex,phone,died\np1,,1990-07-01,,,\n""#));
///
/// let answer = convert(&[people], "events", "{}").map_err(|faults| faults.first)?;
/// assert!(answer.starts_with(r#"{"files":[{"name":"events.jsonl","text":"{\"v\":1,"#));
/// # Ok::<(), Vec<noidai::Error>>(())
/// ```
///
/// # Errors
///
/// `to` is no form, or every fault of the options or files.
pub fn convert(files: &[Source<'_>], to: &str, options: &str) -> Result<String, Faults> {
    if !matches!(to, "tables" | "events") {
        let error = Error::new(ErrorKind::UnknownValue).found(to);
        return Err(error.expected("tables, events").into());
    }
    let opening: Opening = json::read(options)?;
    let imported = import::tables(files, &opening.options()?)?;
    let notes = Report::of(&Faults {
        count: imported.note_count,
        first: imported.notes,
    });
    let (files, unsaid) = match to {
        "events" => {
            let name = "events.jsonl".to_owned();
            let text = lines::write(&imported.batch);
            (vec![File { name, text }], Unsaid::default())
        }
        _ => export::files(imported.batch)?,
    };
    Ok(json::write(&Converted {
        files,
        unsaid,
        notes,
    })?)
}
