//! What a host stores and sends: records to append, pieces for another journal,
//! everything packed. Bytes stand as digits of base 16.

use super::Recorded;
use crate::{
    Error, ErrorKind, Result,
    error::Faults,
    event::Envelope,
    journal::{Entry, Identity, Summary, Writer, Written, Wrong, file},
    time::Instant,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The fields of `append`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedAppend {
    /// The device that records.
    pub device: String,
    /// Which life of it: one restored from a backup begins the next.
    pub epoch: u32,
    /// What its clock shows: kept as a fact, and orders nothing.
    pub instant: Instant,
    /// What is recorded, all or nothing.
    pub entries: Vec<AskedEntry>,
}

/// An event to be recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedEntry {
    /// The event: a document.
    #[cfg_attr(test, schemars(with = "serde_json::Map<String, Value>"))]
    pub event: Value,
    /// Sixteen random bytes; needed where the event has a personal part.
    #[serde(default)]
    pub salt: Option<String>,
    /// Whether the event came out of tables.
    #[serde(default)]
    pub imported: bool,
}

/// The answer to `append`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Appended {
    /// The records, one an entry.
    pub records: Vec<Identity>,
    /// What a new file begins with.
    pub header: String,
    /// What is to be put at the end of the device's file. Nothing is recorded before it
    /// is stored; then the files are opened again.
    pub bytes: String,
}

/// The fields of `exchange`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AskedExchange {
    /// The summary of another journal; null: only this one's is asked for.
    pub summary: Option<String>,
    /// Most bytes of the piece; at least one record is given. Null: 1,048,576.
    pub most_bytes: Option<u32>,
}

/// The answer to `exchange`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exchanged {
    /// What this journal has, for another to see what it can give.
    pub summary: String,
    /// A journal of what the other lacks, to be stored and opened beside its files;
    /// null where it lacks nothing. The next is asked for with its next summary.
    pub piece: Option<String>,
}

/// The answer to `pack`: every record once, in one file, without what was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Packed {
    /// What takes the place of all files.
    pub bytes: String,
}

pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| {
        DIGITS
            .get(usize::from(half))
            .copied()
            .map_or('0', char::from)
    };
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    pairs.map(digit).collect()
}

pub(super) fn bytes(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: &u8| char::from(*digit).to_digit(16);
    let byte = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(value(high)? * 16 + value(low)?).ok(),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(byte).collect()
}

pub(super) fn no_digits(path: String, expected: &str) -> Error {
    let error = Error::new(ErrorKind::WrongValue).expected(expected);
    error.path(path)
}

/// What is wrong with entries, each at its place in the request.
pub(super) fn placed(wrong: Wrong) -> Faults {
    let mut faults = Faults::default();
    for (at, own) in wrong {
        for error in own.first {
            faults.push(error.within(&format!("/entries/{at}/event")));
        }
    }
    faults
}

impl AskedEntry {
    fn entry(&self, at: usize, instant: Instant) -> Result<Entry> {
        let text = crate::json::write(&self.event)?;
        let event = Envelope::read(text.as_bytes()).and_then(|read| read.event());
        let event = event.map_err(|error| error.within(&format!("/entries/{at}/event")))?;
        let mut entry = Entry::of(event, instant);
        if let Some(salt) = &self.salt {
            let salt = bytes(salt).and_then(|salt| <[u8; 16]>::try_from(salt).ok());
            entry.salt =
                Some(salt.ok_or_else(|| no_digits(format!("/entries/{at}/salt"), "32 × 0–9a–f"))?);
        }
        entry.imported = self.imported;
        Ok(entry)
    }
}

impl Recorded {
    /// What is to be stored so that events are recorded; nothing of this journal
    /// changes.
    ///
    /// # Errors
    ///
    /// What an event is not allowed to be, a personal part without salt, a chain that
    /// this device did not write alone.
    pub fn append(&self, asked: &AskedAppend) -> Result<Appended, Faults> {
        let (writer, entries) = self.entries(asked)?;
        let written = self.journal().written(&writer, &entries).map_err(placed)?;
        let mut stored = Vec::new();
        for own in &written {
            file::frame(&mut stored, &own.bytes);
        }
        let identity = |own: &Written| Identity {
            device: asked.device.clone(),
            epoch: asked.epoch,
            number: own.number,
        };
        Ok(Appended {
            records: written.iter().map(identity).collect(),
            header: hex(&file::header()),
            bytes: hex(&stored),
        })
    }

    /// Who writes, and what: all of it can be an event.
    pub(super) fn entries(&self, asked: &AskedAppend) -> Result<(Writer, Vec<Entry>), Faults> {
        crate::id::check(&asked.device).map_err(|error| error.path("/device"))?;
        let writer = Writer::new(&asked.device, asked.epoch);
        let mut writer = writer.map_err(|error| error.path("/epoch"))?;
        if self.allows_personal_ids() {
            writer = writer.allowing_personal_ids();
        }
        let (mut entries, mut places) = (Vec::new(), Vec::new());
        let mut faults = Faults::default();
        for (at, own) in asked.entries.iter().enumerate() {
            match own.entry(at, asked.instant) {
                Err(error) => faults.push(error),
                Ok(entry) => {
                    entries.push(entry);
                    places.push(at);
                }
            }
        }
        if faults.count == 0 {
            return Ok((writer, entries));
        }
        // What is wrong with the others is told too.
        if let Err(mut wrong) = self.journal().written(&writer, &entries) {
            for (at, _) in &mut wrong {
                *at = places.get(*at).copied().unwrap_or(*at);
            }
            faults.append(placed(wrong));
        }
        Err(faults)
    }

    /// This journal's summary, and a piece of what another lacks.
    ///
    /// # Errors
    ///
    /// What is given is no summary.
    pub fn exchange(&self, asked: &AskedExchange) -> Result<Exchanged> {
        let piece = match &asked.summary {
            None => None,
            Some(digits) => {
                let path = || "/summary".to_owned();
                let given = bytes(digits).ok_or_else(|| no_digits(path(), "0–9a–f"))?;
                let other = Summary::read(&given).map_err(|error| error.path(path()))?;
                let most = asked.most_bytes.unwrap_or(1 << 20) as usize;
                self.journal().piece(&other, most)
            }
        };
        Ok(Exchanged {
            summary: hex(&self.journal().summary().to_bytes()),
            piece: piece.map(|piece| hex(&piece)),
        })
    }

    /// Every record once, in one file.
    pub fn pack(&self) -> Packed {
        Packed {
            bytes: hex(&self.journal().to_bytes()),
        }
    }
}
