//! The records of one device and epoch.

use super::Identity;
use crate::order::Map;
use crate::{Error, ErrorKind};

/// The positions of the records that carry one number: one, unless the chain forks.
#[derive(Clone, Debug)]
pub(super) enum Same {
    One(u32),
    Many(Vec<u32>),
}

impl Same {
    pub fn all(&self) -> &[u32] {
        match self {
            Self::One(one) => core::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    fn add(&mut self, another: u32) {
        match self {
            Self::One(one) => *self = Self::Many(vec![*one, another]),
            Self::Many(many) => many.push(another),
        }
    }
}

/// The chain of one device and epoch: what of it has arrived.
#[derive(Clone, Debug)]
pub struct Chain {
    pub(super) device: Box<str>,
    pub(super) epoch: u32,
    pub(super) numbers: Map<u64, Same>,
    /// How far one record follows on another from the first on.
    pub(super) reached: u64,
    /// The position of the record there.
    pub(super) last: Option<u32>,
}

impl Chain {
    pub(super) fn new(device: &str, epoch: u32) -> Self {
        Self {
            device: device.into(),
            epoch,
            numbers: Map::new(),
            reached: 0,
            last: None,
        }
    }

    pub(super) fn is_of(&self, device: &str, epoch: u32) -> bool {
        self.epoch == epoch && *self.device == *device
    }

    pub(super) fn of_number(&self, number: u64) -> &[u32] {
        self.numbers.get(&number).map_or(&[], Same::all)
    }

    pub(super) fn add(&mut self, number: u64, record: u32) {
        match self.numbers.get_mut(&number) {
            None => {
                self.numbers.insert(number, Same::One(record));
            }
            Some(same) => same.add(record),
        }
    }

    /// Who writes it.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Which life of the device.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// How far one record follows on another from the first on, with neither a gap
    /// nor a fork.
    pub fn reached(&self) -> u64 {
        self.reached
    }

    /// The greatest number that has arrived.
    pub fn greatest(&self) -> u64 {
        self.numbers.keys().next_back().copied().unwrap_or(0)
    }

    /// Numbers that have not arrived although later ones have.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut due = 1;
        for number in self.numbers.keys() {
            if *number > due {
                gaps.push(Gap {
                    device: self.device.to_string(),
                    epoch: self.epoch,
                    from: due,
                    until: *number,
                });
            }
            due = number.saturating_add(1);
        }
        gaps
    }
}

/// Records of a chain that have not arrived although later ones have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose.
    pub device: String,
    /// Of which life.
    pub epoch: u32,
    /// The first number.
    pub from: u64,
    /// The first number after it.
    pub until: u64,
}

impl Gap {
    /// The gap as a fault.
    pub fn error(&self) -> Error {
        let last = self.until.saturating_sub(1);
        let numbers = if last == self.from {
            self.from.to_string()
        } else {
            format!("{}–{last}", self.from)
        };
        Error::new(ErrorKind::ChainGap)
            .found(format!("{}/{}", self.device, self.epoch))
            .expected(numbers)
    }
}

/// A place from which a chain goes on in several ways: two devices with one id, or
/// one that was restored from a backup and went on in the same epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Whose.
    pub device: String,
    /// Of which life.
    pub epoch: u32,
    /// The first number at which they differ.
    pub number: u64,
    /// How many records carry it.
    pub branches: usize,
}

impl Fork {
    /// The fork as a fault.
    pub fn error(&self) -> Error {
        Error::new(ErrorKind::ChainForked)
            .found(format!("{}/{}", self.device, self.epoch))
            .expected(self.number.to_string())
    }

    /// Where it forks.
    pub fn identity(&self) -> Identity {
        Identity {
            device: self.device.clone(),
            epoch: self.epoch,
            number: self.number,
        }
    }
}
