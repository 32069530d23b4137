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
    /// Counts a fault, and keeps it if it is one of the first.
    pub fn push(&mut self, error: Error) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < MOST_KEPT {
            self.first.push(error);
        }
    }
}
