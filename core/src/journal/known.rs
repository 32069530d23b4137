//! What a host had received by an instant, and whose clock is wrong.

use super::{Identity, Journal, Record};
use crate::order::Map;
use crate::{Error, ErrorKind, Result, event::Event, time::Instant};
use serde::{Deserialize, Serialize};

/// As known to which host at which instant of its own clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownAt {
    /// The host: a device that has written receipts.
    pub host: String,
    /// The instant.
    pub at: Instant,
}

impl core::str::FromStr for KnownAt {
    type Err = Error;

    /// Reads `HOST@INSTANT`.
    fn from_str(text: &str) -> Result<Self> {
        let fault = || {
            Error::new(ErrorKind::WrongValue)
                .found(text)
                .expected("HOST@INSTANT")
        };
        let (host, at) = text.rsplit_once('@').ok_or_else(fault)?;
        Ok(Self {
            host: crate::id::check(host)?.to_owned(),
            at: at.parse()?,
        })
    }
}

/// A clock that shows more than another: by receipts alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Skew {
    /// Whose clock is ahead.
    pub device: String,
    /// Of whose.
    pub host: String,
    /// By at least so many milliseconds: it wrote a record at an instant later than
    /// that at which the other had received it.
    pub ahead_ms: i64,
    /// The record by which it shows most.
    pub record: Identity,
}

/// What a receipt says.
struct Receipt<'j> {
    host: &'j str,
    at: Instant,
    device: String,
    epoch: u32,
    up_to: u64,
}

fn receipt<'j>(record: &Record<'j>) -> Option<Receipt<'j>> {
    let (kind, _) = crate::event::decode::glance(record.body).ok()?;
    if kind != b"records-received" {
        return None;
    }
    let event = record.event_without_personal().ok()?;
    let number = |name: &str| event.data.get(name).and_then(serde_json::Value::as_u64);
    Some(Receipt {
        host: record.device,
        at: record.instant,
        device: event.data.get("device")?.as_str()?.to_owned(),
        epoch: u32::try_from(number("epoch")?).ok()?,
        up_to: number("up_to")?,
    })
}

impl Journal {
    /// The receipts that a host has still to write: one for each chain that has
    /// grown since its last.
    pub fn receipts_due(&self, host: &str) -> Vec<Event> {
        let mut said: Map<(String, u32), u64> = Map::new();
        for receipt in self.receipts().filter(|receipt| receipt.host == host) {
            let up_to = |known: &mut u64| *known = receipt.up_to.max(*known);
            said.change((receipt.device, receipt.epoch), up_to);
        }
        let summary = self.summary();
        let others = summary.reached().iter();
        let grown = others.filter(|own| {
            let known = said.get(&(own.device.clone(), own.epoch)).copied();
            own.device != host && own.number > known.unwrap_or(0)
        });
        let event = |own: &super::Reached| {
            let digest: String = own
                .digest
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            Event::new("records-received")
                .data("device", own.device.as_str())
                .data("epoch", own.epoch)
                .data("up_to", own.number)
                .data("digest", digest)
        };
        grown.map(event).collect()
    }

    fn receipts(&self) -> impl Iterator<Item = Receipt<'_>> {
        let specials = self.specials.iter().filter_map(|at| self.held(*at));
        specials.filter_map(|held| receipt(&held.record().ok()?))
    }

    /// The journal as a host had it at an instant of its own clock: what it had
    /// recorded itself, and what it says that it had received. What was erased since
    /// does not come back.
    ///
    /// # Errors
    ///
    /// The host has recorded nothing.
    pub fn known_at(&self, known: &KnownAt) -> Result<Self> {
        // How far, by device and epoch.
        let mut until: Map<(String, u32), u64> = Map::new();
        let mut is_known = false;
        for chain in self.chains().filter(|chain| *chain.device == known.host) {
            is_known = true;
            // A clock may go back: what was written before a record is as old.
            for (number, same) in &chain.numbers {
                for held in same.all().iter().filter_map(|at| self.held(*at)) {
                    if held.record().is_ok_and(|record| record.instant <= known.at) {
                        until.insert((known.host.clone(), chain.epoch), *number);
                    }
                }
            }
        }
        if !is_known {
            return Err(Error::new(ErrorKind::UnknownHost).found(known.host.as_str()));
        }
        let own = until.clone();
        for at in &self.specials {
            let record = self.held(*at).and_then(|held| held.record().ok());
            let Some(record) = record.filter(|record| record.device == known.host) else {
                continue;
            };
            let by = own.get(&(known.host.clone(), record.epoch));
            if by.is_none_or(|until| record.number > *until) {
                continue;
            }
            if let Some(receipt) = receipt(&record) {
                let up_to = |reached: &mut u64| *reached = receipt.up_to.max(*reached);
                until.change((receipt.device, receipt.epoch), up_to);
            }
        }
        let mut then = Self::default();
        for at in self.in_order() {
            let Some(held) = self.held(at) else { continue };
            let Ok(record) = held.record() else { continue };
            let until = until.get(&(record.device.to_owned(), record.epoch));
            if until.is_some_and(|until| record.number <= *until) {
                then.put(&record, (held.digest, held.event), held.bytes.clone());
            }
        }
        then.settle();
        Ok(then)
    }

    /// Whose clocks are ahead of whose, by device and host. A clock that is behind
    /// shows when the device has received something itself.
    pub fn skews(&self) -> Vec<Skew> {
        let mut most: Map<(String, String), Skew> = Map::new();
        for receipt in self.receipts() {
            let named = self.positions(&receipt.device, receipt.epoch, receipt.up_to);
            for held in named.iter().filter_map(|at| self.held(*at)) {
                let Ok(record) = held.record() else { continue };
                let ahead = record.instant.millis() - receipt.at.millis();
                let key = (receipt.device.clone(), receipt.host.to_owned());
                let known = most.get(&key).map_or(0, |skew| skew.ahead_ms);
                if ahead > known {
                    let skew = Skew {
                        device: key.0.clone(),
                        host: key.1.clone(),
                        ahead_ms: ahead,
                        record: record.identity(),
                    };
                    most.insert(key, skew);
                }
            }
        }
        most.into_values().collect()
    }
}
