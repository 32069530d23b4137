//! Lines of events and of reforms that were set aside: each begins with what is said
//! of it, `{"aside":{…},`, and goes on as it was.

use super::{
    Source,
    aside::{self, marks},
};
use crate::{
    Error, ErrorKind, Result,
    error::At,
    hashed::{HashMap, HashSet},
    json,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is said of a line, before its own members.
#[derive(Serialize)]
struct Said {
    code: String,
    vi: String,
    en: String,
    /// Which lines it takes the place of.
    origin: String,
    /// `true` takes it and those away.
    drop: bool,
}

/// What of it is read again.
#[derive(Deserialize)]
struct Given {
    origin: String,
    #[serde(default)]
    drop: bool,
}

/// A line that was set aside.
struct Parted {
    origins: Vec<u64>,
    drop: bool,
    /// The line without what is said of it.
    own: String,
}

/// Parts a line from what is said of it; none where nothing is, or it is garbled.
fn part(line: &str) -> Option<Parted> {
    let rest = line.trim().strip_prefix('{')?.trim_start();
    let rest = rest.strip_prefix("\"aside\"")?.trim_start();
    let rest = rest.strip_prefix(':')?;
    let (given, rest) = json::leading::<Given>(rest).ok()?;
    let rest = rest.trim_start();
    let own = format!("{{{}", rest.strip_prefix(',').unwrap_or(rest));
    let origins = given.origin.split_whitespace();
    Some(Parted {
        origins: origins.filter_map(aside::fingerprint_of).collect(),
        drop: given.drop,
        own,
    })
}

/// Whether a line may begin so: what is asked of every line.
fn may_be_parted(line: &[u8]) -> bool {
    let rest = line.trim_ascii_start().strip_prefix(b"{");
    rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\"aside\""))
}

fn parted(line: &[u8]) -> Option<Parted> {
    may_be_parted(line)
        .then(|| core::str::from_utf8(line).ok())
        .flatten()
        .and_then(part)
}

fn fingerprint(line: &[u8]) -> u64 {
    aside::hash(core::iter::once(line.trim_ascii()))
}

/// Lines of a file, without the mark of their order.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .split(|byte| *byte == b'\n')
}

/// A line set aside, with its reasons before its own members.
pub(super) fn write(to: &mut String, line: &[u8], said: [String; 4]) -> Result<()> {
    let parted = parted(line);
    let own = match &parted {
        Some(parted) => Cow::Borrowed(parted.own.as_str()),
        // It was read, so it is UTF-8.
        None => String::from_utf8_lossy(line.trim_ascii()),
    };
    let before = parted
        .iter()
        .flat_map(|parted| parted.origins.iter().copied());
    let [code, _, vi, en] = said;
    let said = Said {
        code,
        vi,
        en,
        origin: marks(before.chain([fingerprint(own.as_bytes())])),
        drop: false,
    };
    to.push_str("{\"aside\":");
    to.push_str(&json::write(&said)?);
    to.push(',');
    to.push_str(own.strip_prefix('{').unwrap_or(&own));
    to.push('\n');
    Ok(())
}

/// The files of lines as they are to be read: without what is said of lines, and
/// with nothing where one is dropped or another takes its place. Files are left out
/// where that changes nothing.
pub(super) fn mended(
    sources: &[Source<'_>],
    numbers: &[u16],
    note: &mut dyn FnMut(Error),
) -> HashMap<u16, Vec<u8>> {
    let of = |number: u16| sources.get(usize::from(number));
    let files = || {
        numbers
            .iter()
            .filter_map(|number| Some((*number, of(*number)?)))
    };
    let given = files().flat_map(|(_, source)| lines(source.bytes));
    let replaced: HashSet<u64> = given
        .filter_map(parted)
        .flat_map(|parted| parted.origins)
        .collect();
    if replaced.is_empty() {
        return HashMap::default();
    }
    let mut mended = HashMap::default();
    for (number, source) in files() {
        let mut bytes = Vec::with_capacity(source.bytes.len());
        for (line, text) in (1..).zip(lines(source.bytes)) {
            let parted = parted(text);
            let own = parted.as_ref().map_or(text, |parted| parted.own.as_bytes());
            let mark = fingerprint(own);
            let is_its_own = parted
                .as_ref()
                .is_some_and(|own| own.origins.contains(&mark));
            let is_dropped = parted.as_ref().is_some_and(|own| own.drop);
            if is_dropped {
                note(Error::new(ErrorKind::DroppedRow).at(At::Event {
                    file: source.file.to_owned(),
                    line,
                    path: String::new(),
                }));
            } else if is_its_own || !replaced.contains(&mark) {
                bytes.extend_from_slice(own);
            }
            bytes.push(b'\n');
        }
        mended.insert(number, bytes);
    }
    mended
}
