//! A record: an event as one device wrote it down, and its bytes.
//!
//! | bytes | what |
//! |---|---|
//! | `01` | the version of this form |
//! | 1 | what is in it: 1 if the event was imported, and 2 if its personal part is there, or 4 if that has gone |
//! | text | device |
//! | number | epoch, from 1 |
//! | number | number in the chain of that device and epoch, from 1 |
//! | number | Lamport counter, from 1 |
//! | number | the device's instant in milliseconds since 1970: twice it from 0 on, one less than twice its distance below |
//! | 24 | the first bytes of the digest of the record before it; zeros in the first |
//! | number, then so many | the event's body |
//! | 16; number, then so many | salt; personal part (if it is there) |
//! | 32 | commitment (if the personal part has gone) |
//!
//! *Number*, *text*, *body*, *personal part* and *commitment* are those of
//! [`event::binary`](crate::event::binary); the shortest form of a number is its
//! only one, and so is that of a body. The **digest of a record** is SHA-256 over
//! everything before the body, its second byte with 2 in the place of 4, and then
//! the digest of the event. So it is the same before and after erasure. The
//! commitment hangs on the record's salt for an imported event too.

use super::Identity;
use crate::{
    Error, ErrorKind, Result,
    event::{
        Event,
        binary::{self, Digest, number},
        decode::{self, Cursor, Decoded},
    },
    time::Instant,
};
use sha2::{Digest as _, Sha256};

/// The version of the form.
pub const VERSION: u8 = 1;

/// Most bytes of a record.
pub const MOST_BYTES: usize = 1 << 20;

/// Counters stay below this, as all whole numbers of documents do.
const BOUND: u64 = 1 << 53;

pub(super) const IMPORTED: u8 = 1;
pub(super) const THERE: u8 = 2;
pub(super) const GONE: u8 = 4;

/// The personal part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal<'a> {
    /// The event has none.
    None,
    /// It is there.
    There {
        /// Sixteen random bytes.
        salt: [u8; 16],
        /// Its binary form.
        part: &'a [u8],
    },
    /// It has been erased.
    Gone(Digest),
}

/// A record, borrowed from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Who wrote it, and its place in that chain.
    pub device: &'a str,
    /// Which life of the device: one restored from a backup begins the next.
    pub epoch: u32,
    /// Number in the chain of the device and epoch, from 1.
    pub number: u64,
    /// One more than the greatest that the device had seen.
    pub lamport: u64,
    /// What the device's clock showed: a fact that orders nothing.
    pub instant: Instant,
    /// The beginning of the digest of the record before it.
    pub previous: [u8; 24],
    /// Whether the event came out of tables, and has its identity and its place in
    /// the canonical order from them.
    pub imported: bool,
    /// The event's body.
    pub body: &'a [u8],
    /// The event's personal part.
    pub personal: Personal<'a>,
}

impl<'a> Record<'a> {
    /// Reads a record.
    ///
    /// # Errors
    ///
    /// It breaks off, is newer than this version, or is not in the one form that
    /// it can have. The event in it is not read.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut from = Cursor::new(bytes);
        match from.byte()? {
            VERSION => {}
            newer => {
                return Err(Error::new(ErrorKind::NewerRecord)
                    .found(newer.to_string())
                    .expected(VERSION.to_string()));
            }
        }
        let flags = from.byte()?;
        let device = crate::id::check(from.text()?)?;
        let counter = |from: &mut Cursor<'_>| {
            let number = from.number()?;
            let fits = (1..BOUND).contains(&number);
            fits.then_some(number)
                .ok_or_else(|| from.fault("1 … 2^53 − 1"))
        };
        let epoch = u32::try_from(counter(&mut from)?).map_err(|_| from.fault("< 2^32"))?;
        let number = counter(&mut from)?;
        let lamport = counter(&mut from)?;
        let instant = from.number()?;
        let instant = i64::try_from(instant >> 1)
            .ok()
            .map(|half| if instant & 1 == 0 { half } else { !half })
            .and_then(Instant::from_millis)
            .ok_or_else(|| from.fault("an instant"))?;
        let previous = from.array()?;
        if (number == 1) != (previous == [0; 24]) {
            return Err(from.fault("zeros before the first record alone"));
        }
        let body = from.bytes()?;
        let personal = match flags & !IMPORTED {
            0 => Personal::None,
            THERE => Personal::There {
                salt: from.array()?,
                part: from.bytes()?,
            },
            GONE => Personal::Gone(Digest(from.array()?)),
            _ => return Err(from.fault("0–5")),
        };
        if !from.is_done() {
            return Err(from.fault("the end"));
        }
        Ok(Self {
            device,
            epoch,
            number,
            lamport,
            instant,
            previous,
            imported: flags & IMPORTED != 0,
            body,
            personal,
        })
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        // Numbers and the digest take less than the rest of this.
        let mut bytes = Vec::with_capacity(64 + self.device.len());
        bytes.extend([VERSION, flags | u8::from(self.imported)]);
        number(&mut bytes, self.device.len() as u64);
        bytes.extend_from_slice(self.device.as_bytes());
        for counter in self.counters() {
            number(&mut bytes, counter);
        }
        bytes.extend_from_slice(&self.previous);
        bytes
    }

    fn counters(&self) -> [u64; 4] {
        let millis = self.instant.millis();
        let instant = ((millis << 1) ^ (millis >> 63)).cast_unsigned();
        [u64::from(self.epoch), self.number, self.lamport, instant]
    }

    /// How many bytes stand before its body and that one's length.
    pub(super) fn before_body(&self) -> usize {
        let length = |number: u64| (64 - (number | 1).leading_zeros()).div_ceil(7) as usize;
        let counters: usize = self.counters().map(length).iter().sum();
        let device = self.device.len();
        2 + length(device as u64) + device + counters + self.previous.len()
    }

    /// The record as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head(match self.personal {
            Personal::None => 0,
            Personal::There { .. } => THERE,
            Personal::Gone(_) => GONE,
        });
        number(&mut bytes, self.body.len() as u64);
        bytes.extend_from_slice(self.body);
        match self.personal {
            Personal::None => {}
            Personal::There { salt, part } => {
                bytes.extend_from_slice(&salt);
                number(&mut bytes, part.len() as u64);
                bytes.extend_from_slice(part);
            }
            Personal::Gone(commitment) => bytes.extend_from_slice(&commitment.0),
        }
        bytes
    }

    /// The commitment to the personal part, where there is or was one.
    pub fn commitment(&self) -> Option<Digest> {
        match self.personal {
            Personal::None => None,
            Personal::There { salt, part } => Some(binary::commitment(&salt, part)),
            Personal::Gone(commitment) => Some(commitment),
        }
    }

    /// The digest of the event: with it another event names this one.
    pub fn event_digest(&self) -> Digest {
        binary::digest(self.body, self.commitment().as_ref())
    }

    /// The digest of the record: with it the next record of the chain names this one.
    pub fn digest(&self) -> Digest {
        self.digests().0
    }

    /// The digest of the record, and that of its event.
    pub(super) fn digests(&self) -> (Digest, Digest) {
        self.digests_of_head(&self.head(0))
    }

    /// The same of a record that was read from these bytes.
    pub(super) fn digests_in(&self, bytes: &[u8]) -> (Digest, Digest) {
        self.digests_of_head(bytes.get(..self.before_body()).unwrap_or(&[]))
    }

    fn digests_of_head(&self, head: &[u8]) -> (Digest, Digest) {
        let flags = match self.personal {
            Personal::None => 0,
            Personal::There { .. } | Personal::Gone(_) => THERE,
        };
        let event = self.event_digest();
        let mut hasher = Sha256::new();
        hasher.update([VERSION, flags | u8::from(self.imported)]);
        hasher.update(head.get(2..).unwrap_or(&[]));
        hasher.update(event.0);
        (Digest(hasher.finalize().into()), event)
    }

    /// Whether the event of a record was imported whose bytes were read before.
    pub(super) fn is_imported(bytes: &[u8]) -> bool {
        bytes.get(1).is_some_and(|flags| flags & IMPORTED != 0)
    }

    /// What a record says whose bytes were read before: its body, and its personal part
    /// where that is there. What stands before the body is passed over.
    pub(super) fn said(
        bytes: &'a [u8],
        before_body: usize,
    ) -> Result<(&'a [u8], Option<&'a [u8]>)> {
        let mut from = Cursor::new(bytes);
        from.take(before_body)?;
        let body = from.bytes()?;
        let is_there = bytes.get(1).is_some_and(|flags| flags & THERE != 0);
        if !is_there {
            return Ok((body, None));
        }
        from.array::<16>()?;
        Ok((body, Some(from.bytes()?)))
    }

    /// The personal part, where it is there.
    pub(super) fn part(&self) -> Option<&'a [u8]> {
        match self.personal {
            Personal::There { part, .. } => Some(part),
            _ => None,
        }
    }

    /// The record with its personal part gone.
    pub fn erased(&self) -> Self {
        let mut erased = self.clone();
        if let Some(commitment) = self.commitment() {
            erased.personal = Personal::Gone(commitment);
        }
        erased
    }

    /// The identity of a recorded event: device, epoch and number.
    pub fn identity(&self) -> Identity {
        Identity {
            device: self.device.to_owned(),
            epoch: self.epoch,
            number: self.number,
        }
    }

    /// The event, with the version of its envelope.
    ///
    /// # Errors
    ///
    /// The body or the personal part cannot be read.
    pub(crate) fn event(&self) -> Result<Decoded> {
        decode::event(self.body, self.part())
    }

    /// The event without its personal part.
    ///
    /// # Errors
    ///
    /// The body cannot be read.
    pub fn event_without_personal(&self) -> Result<Event> {
        decode::body(self.body).map(|decoded| decoded.event)
    }
}
