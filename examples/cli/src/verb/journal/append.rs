//! `noidai journal append`.

use super::told::{Told, warn};
use crate::{
    Context,
    failure::{Failure, unusable},
    output::Sheet,
    report::{Block, Report, Tone},
    store::Store,
    words::{count, say},
};
use noidai::{
    Error,
    error::At,
    event::{Envelope, Event},
    import::Faults,
    journal::{Entry, Identity},
    time::Instant,
};
use serde::Serialize;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
};

/// What was recorded.
#[derive(Serialize)]
struct Recorded {
    records: Vec<Identity>,
}

/// The standard input, or a file.
fn open(file: &Path) -> Result<Box<dyn Read>, Failure> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(file).map_err(|fault| Failure::Usage(unusable(file, fault)))?;
    Ok(Box::new(opened))
}

/// The event of a line; none of an empty one.
fn event(file: &Path, number: u64, line: &[u8]) -> noidai::Result<Option<Event>> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let read = Envelope::read(line.trim_ascii()).and_then(|envelope| envelope.event());
    read.map(Some).map_err(|error| placed(file, number, error))
}

fn placed(file: &Path, line: u64, error: Error) -> Error {
    let path = match error.place() {
        At::Path(path) => path.clone(),
        _ => String::new(),
    };
    error.at(At::Event {
        file: file.display().to_string(),
        line,
        path,
    })
}

/// Records all events of a file, or none.
pub fn append(folder: &Path, file: &Path, at: Instant, context: &Context) -> Result<Told, Failure> {
    let mut bytes = Vec::new();
    let read = open(file)?.read_to_end(&mut bytes);
    read.map_err(|fault| Failure::Usage(unusable(file, fault)))?;
    let mut entries = Vec::new();
    let mut faults = Faults::default();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        match event(file, number, line) {
            Ok(found) => entries.extend(found.map(|event| Entry::of(event, at))),
            Err(error) => faults.push(error),
        }
    }
    if faults.count > 0 {
        return Err(faults.into());
    }
    let mut store = Store::write(folder)?;
    warn(&store, context);
    let records = store.record(entries)?;
    let language = context.language;
    let mut report = Report::default();
    let said = say(
        language,
        "bản ghi đã nằm trên đĩa",
        "records are on the disk",
    );
    let verdict = format!("{} {said}", count(records.len(), language));
    report.push(Block::Verdict(verdict, Tone::Good));
    let mut sheet = Sheet::new(&["record"]);
    for record in &records {
        sheet.push(vec![record.to_string()]);
    }
    if let (Some(first), Some(last)) = (records.first(), records.last()) {
        report.push(Block::Text(format!("{first} … {last}")));
    }
    Ok(Told::new(report, sheet, &Recorded { records })?)
}

/// Records each line as it comes; the folder stays locked until the input ends.
pub fn each(folder: &Path, file: &Path, at: Instant) -> Result<(), Failure> {
    let mut store = Store::write(folder)?;
    let mut lines = BufReader::new(open(file)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = lines.read_until(b'\n', &mut line);
        if read.map_err(|fault| Failure::Usage(unusable(file, fault)))? == 0 {
            break;
        }
        let Some(event) = event(file, number, &line)? else {
            continue;
        };
        for record in store.record(vec![Entry::of(event, at)])? {
            let mut out = io::stdout().lock();
            // Whoever reads no longer has the record all the same.
            let _ = writeln!(out, "{record}").and_then(|()| out.flush());
        }
    }
    Ok(())
}
