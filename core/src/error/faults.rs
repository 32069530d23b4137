//! All that is wrong with what was given, in one pass.

use super::Error;

/// How many faults or notes are kept.
pub const MOST_KEPT: usize = 1000;

/// Faults, all of them counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// How many there are.
    pub count: u64,
    /// The first 1,000.
    pub first: Vec<Error>,
}

impl From<Error> for Faults {
    fn from(error: Error) -> Self {
        Self {
            count: 1,
            first: vec![error],
        }
    }
}

impl Faults {
    /// Adds those of another pass.
    pub fn append(&mut self, other: Self) {
        let kept = other.first.len();
        other.first.into_iter().for_each(|error| self.push(error));
        let unkept = other
            .count
            .saturating_sub(u64::try_from(kept).unwrap_or(u64::MAX));
        self.count = self.count.saturating_add(unkept);
    }

    /// Counts a fault, and keeps it if it is one of the first.
    pub fn push(&mut self, error: Error) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < MOST_KEPT {
            self.first.push(error);
        }
    }
}
