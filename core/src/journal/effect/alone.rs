//! A record that comes after a fold, judged alone: possible where its key is new, nobody
//! says anything of it, and its fact touches nothing but what it is about.

use super::Folding;
use crate::{
    Day, Registry,
    event::{Batch, Kind, binary, check_reading, decode::Plain, envelope, lines::Options},
    hashed::HashSet,
    journal::{Became, Journal, Outcome, claims::Claims},
    registry::Waiting,
};
use core::hash::Hasher;

/// What of a fold further records are judged by.
#[derive(Clone, Debug, Default)]
pub(in crate::journal) struct Kept {
    claims: Claims,
    /// Of the keys of all facts. Two of one hash are taken for one key.
    keys: HashSet<u64>,
    waiting: Waiting,
    /// The last day on which something happened.
    pub last_day: Option<Day>,
    /// Empty, and lent ids and words while a fact is laid down.
    batch: Batch,
}

/// By this keys are told apart, and those of one hash are compared.
pub(super) fn hash(key: &[u8]) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(key);
    hasher.finish()
}

impl Folding<'_> {
    /// What further records are judged by.
    pub(super) fn keep(self, mut waiting: Waiting, last_day: Option<Day>) -> Kept {
        let pending = || {
            let lines = self.lines.iter();
            lines.filter(|line| line.became == Became::Pending)
        };
        waiting.anything = pending().next().is_some();
        let mut kinds = pending().filter_map(|line| line.kind);
        waiting.a_reform = kinds.any(|kind| kind.name == "reform-enacted");
        Kept {
            keys: self.lines.iter().filter_map(|line| line.key).collect(),
            waiting,
            claims: self.claims,
            last_day,
            batch: Batch::default(),
        }
    }
}

impl Kept {
    /// What became of a record that was put into a journal after it was folded to a
    /// registry, which takes it in. Nothing if that cannot be said of it alone; then all
    /// is to be folded anew.
    pub fn judge(
        &mut self,
        journal: &Journal,
        at: u32,
        registry: &mut Registry,
        options: &Options,
    ) -> Option<Outcome> {
        let held = journal.held(at)?;
        let record = held.record().ok()?;
        if journal
            .positions(record.device, record.epoch, record.number)
            .len()
            > 1
        {
            return None;
        }
        let mut plain = Plain::default();
        if !plain.read(record.body, record.part()) || plain.replaces || plain.v != envelope::VERSION
        {
            return None;
        }
        let (kind, event) = (Kind::of(plain.kind)?, plain.reading());
        check_reading(kind, &event, options.allow_personal_ids).ok()?;
        let identity = record.identity();
        if !self.claims.waiting.is_empty() {
            let name = identity.to_string();
            if self.claims.waiting.values().any(|waits| *waits == name) {
                return None;
            }
        }
        if self.claims.joined(event.about()).is_some() {
            return None;
        }
        // A receipt says nothing of what happened.
        if kind.name != "records-received" {
            let mut key = Vec::with_capacity(128);
            binary::key_of(&mut key, kind, &event);
            if kind.is_of_journals() || !self.keys.insert(hash(&key)) {
                return None;
            }
            if !registry.take_in(kind, &event, &mut self.batch, &self.waiting) {
                return None;
            }
            self.last_day = self.last_day.max(self.batch.last_day());
            self.batch.clear();
        }
        Some(Outcome {
            record: identity,
            digest: held.event,
            kind: kind.name.to_owned(),
            became: Became::InEffect,
            holds: true,
            reason: None,
            others: Vec::new(),
        })
    }
}
