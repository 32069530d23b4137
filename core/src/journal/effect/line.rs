//! A record while a journal is folded.

use crate::{Error, event::Kind, journal::Became};

/// A record, and what has become of it so far.
pub(super) struct Line {
    /// Its position in the journal.
    pub at: u32,
    /// The kind of its event, where this version knows it.
    pub kind: Option<&'static Kind>,
    pub imported: bool,
    /// The hash of its key, if it is a fact.
    pub key: Option<u64>,
    /// The record that joins an id which the event is about into another.
    pub joined_by: Option<u32>,
    pub became: Became,
    pub holds: bool,
    pub reason: Option<Error>,
    /// Positions of the records that it repeats, contradicts or gives way to.
    pub others: Vec<u32>,
}

impl Line {
    pub fn new(at: u32) -> Self {
        Self {
            at,
            kind: None,
            imported: false,
            key: None,
            joined_by: None,
            became: Became::InEffect,
            holds: true,
            reason: None,
            others: Vec::new(),
        }
    }

    /// Whether it is a fact, to be laid down unless something speaks against it.
    pub fn is_fact(&self) -> bool {
        self.key.is_some()
    }

    /// Whether it is a fact that holds so far.
    pub fn is_laid_down(&self) -> bool {
        self.is_fact() && self.holds
    }

    pub fn without_effect(mut self, became: Became, reason: Error) -> Self {
        self.falls(became, reason);
        self
    }

    pub fn falls(&mut self, became: Became, reason: Error) {
        self.became = became;
        self.holds = false;
        self.reason = Some(reason);
    }
}
