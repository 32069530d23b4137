//! `noidai journal erase` and `compact`.

use super::told::{Told, warn};
use crate::{
    Context,
    failure::Failure,
    output::Sheet,
    report::{Block, Report, Tone},
    store::{Form, Packed, Store},
    words::{number, say},
};
use noidai::{
    Error, ErrorKind,
    event::Event,
    journal::{Entry, Identity},
    time::Instant,
};
use serde::Serialize;
use std::path::Path;

/// The event that erases what is personal of people and households.
///
/// # Errors
///
/// Nobody is named.
pub fn erasure(
    people: &[String],
    households: &[String],
    reason: Option<&str>,
) -> Result<Event, Failure> {
    if people.is_empty() && households.is_empty() {
        let error = Error::new(ErrorKind::MissingField).expected("--person ID, --household ID");
        return Err(Failure::Usage(error));
    }
    let mut event = Event::new("personal-erased");
    for id in people {
        event = event.about("person", id);
    }
    for id in households {
        event = event.about("household", id);
    }
    Ok(event.data_if("reason", reason.unwrap_or("")))
}

#[derive(Serialize)]
struct Erased {
    record: Option<Identity>,
    /// How many records lost their personal part here.
    parts: usize,
}

/// Records an erasure and destroys what it reaches.
pub fn erase(folder: &Path, event: Event, at: Instant, context: &Context) -> Result<Told, Failure> {
    let mut store = Store::write(folder)?;
    warn(&store, context);
    let gone = |store: &Store| {
        let records = store.journal.records();
        let gone =
            records.filter(|record| matches!(record.personal, noidai::journal::Personal::Gone(_)));
        gone.count()
    };
    let before = gone(&store);
    let record = store.record(vec![Entry::of(event, at)])?.pop();
    let parts = gone(&store) - before;
    let language = context.language;
    let mut report = Report::default();
    let told = say(
        language,
        "bản ghi đã mất phần cá nhân; các tệp đã được ghi lại",
        "records lost their personal part; the files are written anew",
    );
    let verdict = format!("{} {told}", number(parts as u64, language));
    report.push(Block::Verdict(verdict, Tone::Good));
    let mut sheet = Sheet::new(&["record", "parts"]);
    let named = record
        .as_ref()
        .map_or_else(String::new, ToString::to_string);
    sheet.push(vec![named, parts.to_string()]);
    Ok(Told::new(report, sheet, &Erased { record, parts })?)
}

#[derive(Serialize)]
struct Compacted {
    file: String,
    bytes_before: u64,
    bytes_after: u64,
    /// Files with damage, kept aside.
    kept: Vec<String>,
}

/// Writes everything into one file.
pub fn compact(folder: &Path, form: Form, context: &Context) -> Result<Told, Failure> {
    let mut store = Store::write(folder)?;
    warn(&store, context);
    let Packed {
        file,
        before,
        after,
        kept,
    } = store.pack(form, false)?;
    let language = context.language;
    let mut report = Report::default();
    let sizes = [before, after].map(|bytes| number(bytes, language));
    report.push(Block::Verdict(
        format!("{}: {} → {} byte", file.display(), sizes[0], sizes[1]),
        Tone::Good,
    ));
    let kept: Vec<String> = kept.iter().map(|file| file.display().to_string()).collect();
    if !kept.is_empty() {
        let why = say(
            language,
            "giữ lại vì có chỗ hỏng",
            "kept aside, being damaged",
        );
        report.push(Block::Note(format!("{why}: {}", kept.join(", "))));
    }
    let compacted = Compacted {
        file: file.display().to_string(),
        bytes_before: before,
        bytes_after: after,
        kept,
    };
    let mut sheet = Sheet::new(&["file", "bytes_before", "bytes_after"]);
    sheet.push(vec![
        compacted.file.clone(),
        before.to_string(),
        after.to_string(),
    ]);
    Ok(Told::new(report, sheet, &compacted)?)
}
