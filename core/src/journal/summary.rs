//! What a journal has, in a few bytes.
//!
//! | bytes | what |
//! |---|---|
//! | `NDSUMM` and a zero | what this is |
//! | 1 | version: 1 |
//! | number, then each | chains, by device and epoch |
//! | text, number | device, epoch |
//! | number | how far one record follows on another from the first on |
//! | 24 | the beginning of the digest of the record there (unless the number is 0) |
//! | number, then each: number, 24 | further records: number, beginning of the digest |
//! | 4 | CRC-32 of the bytes before, lowest first |

use crate::{
    Error, ErrorKind, Result, checksum,
    event::{
        binary::{Digest, number},
        decode::Cursor,
    },
};

const MAGIC: &[u8; 7] = b"NDSUMM\0";
const VERSION: u8 = 1;

/// The beginning of a digest, as chains and summaries name it.
pub(super) fn short(digest: &Digest) -> [u8; 24] {
    let mut short = [0; 24];
    for (to, from) in short.iter_mut().zip(digest.0) {
        *to = from;
    }
    short
}

/// What a journal has: of each device and epoch how far, and the digest there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub(super) reached: Vec<Reached>,
}

/// How far the chain of a device and epoch has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Whose.
    pub device: String,
    /// Which life of the device.
    pub epoch: u32,
    /// How far one record follows on another from the first on; 0: not at all.
    pub number: u64,
    /// The beginning of the digest of the record there.
    pub digest: [u8; 24],
    /// Records after a gap or a fork: number, beginning of the digest.
    pub more: Vec<(u64, [u8; 24])>,
}

impl Summary {
    /// By device and epoch.
    pub fn reached(&self) -> &[Reached] {
        &self.reached
    }

    pub(super) fn of(&self, device: &str, epoch: u32) -> Option<&Reached> {
        let key = |own: &Reached| (own.device.as_str(), own.epoch).cmp(&(device, epoch));
        let at = self.reached.binary_search_by(key).ok()?;
        self.reached.get(at)
    }

    /// The summary as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        number(&mut bytes, self.reached.len() as u64);
        for own in &self.reached {
            number(&mut bytes, own.device.len() as u64);
            bytes.extend_from_slice(own.device.as_bytes());
            number(&mut bytes, u64::from(own.epoch));
            number(&mut bytes, own.number);
            if own.number > 0 {
                bytes.extend_from_slice(&own.digest);
            }
            number(&mut bytes, own.more.len() as u64);
            for (further, digest) in &own.more {
                number(&mut bytes, *further);
                bytes.extend_from_slice(digest);
            }
        }
        let checksum = checksum::of(&[&bytes]);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Reads a summary.
    ///
    /// # Errors
    ///
    /// It is not one, is damaged, or is of another version.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let mut from = Cursor::new(bytes);
        if from.take(MAGIC.len())? != MAGIC {
            return Err(Error::new(ErrorKind::BrokenBytes)
                .found("byte 0")
                .expected("NDSUMM"));
        }
        let (summed, checksum) = bytes
            .split_last_chunk::<4>()
            .ok_or_else(|| from.fault("CRC-32"))?;
        if checksum::of(&[summed]).to_le_bytes() != *checksum {
            return Err(Error::new(ErrorKind::BrokenBytes)
                .found(format!("byte {}", summed.len()))
                .expected("CRC-32"));
        }
        let version = from.byte()?;
        if version != VERSION {
            return Err(Error::new(ErrorKind::UnknownVersion)
                .found(version.to_string())
                .expected(VERSION.to_string()));
        }
        let mut reached: Vec<Reached> = Vec::new();
        for _ in 0..from.count()? {
            let own = chain(&mut from)?;
            let ascends = reached.last().is_none_or(|before| {
                (before.device.as_str(), before.epoch) < (own.device.as_str(), own.epoch)
            });
            if !ascends {
                return Err(from.fault("ascending"));
            }
            reached.push(own);
        }
        if from.at() == summed.len() {
            Ok(Self { reached })
        } else {
            Err(from.fault("CRC-32"))
        }
    }
}

fn chain(from: &mut Cursor<'_>) -> Result<Reached> {
    let device = crate::id::check(from.text()?)?.to_owned();
    let epoch = u32::try_from(from.number()?).map_err(|_| from.fault("< 2^32"))?;
    let number = from.number()?;
    let digest = if number > 0 { from.array()? } else { [0; 24] };
    let mut more: Vec<(u64, [u8; 24])> = Vec::new();
    for _ in 0..from.count()? {
        let further = (from.number()?, from.array()?);
        if further.0 <= number || more.last().is_some_and(|before| *before >= further) {
            return Err(from.fault("ascending"));
        }
        more.push(further);
    }
    Ok(Reached {
        device,
        epoch,
        number,
        digest,
        more,
    })
}
