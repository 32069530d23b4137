//! Files turned into files of another form.

use super::{Opening, Report};
use crate::{
    Error, ErrorKind, Result,
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

/// Writes what is in files anew, as `tables` of CSV: one spelling of headers, days
/// and words, whatever the files had. `options` is an [`Opening`] document.
///
/// ```
/// use noidai::{ask::convert, import::Source};
/// let people = Source { file: "people.csv", bytes: "Mã người;Ngày sinh\np1;1/7/1990\n".as_bytes() };
/// let answer = convert(&[people], "tables", "{}").map_err(|faults| faults.first)?;
/// assert!(answer.contains(r#""text":"id,name,birth,sex,phone,died\np1,,1990-07-01,,,\n""#));
/// # Ok::<(), Vec<noidai::Error>>(())
/// ```
///
/// # Errors
///
/// `to` is no form, or every fault of the options or files.
pub fn convert(files: &[Source<'_>], to: &str, options: &str) -> Result<String, Faults> {
    if to != "tables" {
        let error = Error::new(ErrorKind::UnknownValue).found(to);
        return Err(error.expected("tables").into());
    }
    let opening: Opening = json::read(options)?;
    let imported = import::tables(files, &opening.options()?)?;
    let notes = Report::of(&Faults {
        count: imported.note_count,
        first: imported.notes,
    });
    let (files, unsaid) = export::files(imported.batch)?;
    Ok(json::write(&Converted {
        files,
        unsaid,
        notes,
    })?)
}
