//! From records to a registry: which hold, and what became of each.

mod agree;
mod alone;
mod lay_down;
mod line;

pub(super) use alone::Kept;

use super::{
    Became, Journal, Outcome,
    claims::{Claims, Fate},
    set::Held,
};
use crate::{
    Error, ErrorKind, Registry,
    event::{
        Batch, Kind, Reading, Vocabulary, binary,
        decode::{self, Decoded, Plain},
        lines::Options,
    },
    order::Order,
    registry::Waiting,
};
use alone::hash;
use lay_down::Laid;
use line::Line;

/// The registry that a journal folds to, and what became of each record.
#[derive(Clone, Debug)]
pub struct Folded {
    /// Everything that holds.
    pub registry: Registry,
    /// The same as facts: to be exported, or read as events.
    pub facts: Batch,
    /// What became of each record, by device, epoch, number and digest.
    pub outcomes: Vec<Outcome>,
}

/// A journal that is being folded, step by step; dropping it changes nothing.
pub struct Folding<'j> {
    journal: &'j Journal,
    options: &'j Options,
    claims: Claims,
    order: Vec<u32>,
    lines: Vec<Line>,
    words: Vocabulary,
    /// Room for a key.
    key: Vec<u8>,
    /// Room for what a record says.
    plain: Plain<'j>,
    /// The kind of the record before: those of one come one after another.
    recent: Option<&'static Kind>,
    /// What holds so far, laid down as it is read.
    laid: Laid,
}

impl<'j> Folding<'j> {
    /// Begins.
    pub fn new(journal: &'j Journal, options: &'j Options) -> Self {
        Self {
            journal,
            options,
            claims: journal.claims(),
            lines: Vec::with_capacity(journal.len()),
            order: journal.in_order(),
            words: Vocabulary::default(),
            key: Vec::new(),
            plain: Plain::default(),
            recent: None,
            laid: Laid::default(),
        }
    }

    /// Lets the host's own words be known from the start.
    pub fn with_words(mut self, words: Vocabulary) -> Self {
        self.laid = Laid::with_words(words.clone());
        self.words = words;
        self
    }

    /// Reads so many records more; false once all are read.
    pub fn step(&mut self, max_records: usize) -> bool {
        for _ in 0..max_records.max(1) {
            let Some(at) = self.order.get(self.lines.len()) else {
                return false;
            };
            let line = self.read(*at);
            self.lines.push(line);
        }
        self.lines.len() < self.order.len()
    }

    /// Reads the rest and folds.
    pub fn finish(mut self) -> Folded {
        self.fold().0
    }

    /// The same, with what further records can be judged by.
    pub(super) fn finish_and_keep(mut self) -> (Folded, Kept) {
        let (folded, waiting) = self.fold();
        let last_day = folded.facts.last_day();
        (folded, self.keep(waiting, last_day))
    }

    fn fold(&mut self) -> (Folded, Waiting) {
        while self.step(usize::MAX) {}
        self.agree();
        let (registry, facts, waiting) = self.lay_down();
        let outcomes = self.lines.iter().filter_map(|line| {
            let held = self.journal.held(line.at)?;
            let known = line.kind.map(|kind| kind.name);
            let glance = || {
                let (kind, _) = decode::glance(held.said().ok()?.0).ok()?;
                core::str::from_utf8(kind).ok()
            };
            let kind = known.or_else(glance);
            let name = |at: &u32| self.journal.identity(*at);
            let mut others: Vec<_> = line.others.iter().filter_map(name).collect();
            others.order();
            others.dedup();
            Some(Outcome {
                record: self.journal.identity(line.at)?,
                digest: held.event,
                kind: kind.unwrap_or("").to_owned(),
                became: line.became,
                holds: line.holds,
                reason: line.reason.clone(),
                others,
            })
        });
        let mut all = Vec::with_capacity(self.lines.len());
        all.extend(outcomes);
        let folded = Folded {
            outcomes: all,
            registry,
            facts,
        };
        (folded, waiting)
    }

    /// Reads a record: what can be said of it alone, and what others say of it.
    fn read(&mut self, at: u32) -> Line {
        let mut line = Line::new(at);
        let said = |held: &'j Held| Some((held, held.said().ok()?));
        let Some((held, (body, part))) = self.journal.held(at).and_then(said) else {
            return line.without_effect(Became::Broken, Error::new(ErrorKind::BrokenRecord));
        };
        line.imported = held.is_imported();
        let mut plain = core::mem::take(&mut self.plain);
        let line = if plain.read(body, part) {
            self.judge(line, plain.v, plain.kind, plain.reading())
        } else {
            match decode::event(body, part) {
                Ok(Decoded { v, event }) => self.judge(line, v, &event.kind, Reading::of(&event)),
                Err(error) => line.without_effect(Became::Broken, error),
            }
        };
        self.plain = plain;
        line
    }

    fn judge(&mut self, mut line: Line, v: u32, name: &str, event: Reading<'_>) -> Line {
        let at = line.at;
        if self.recent.is_none_or(|kind| kind.name != name) {
            self.recent = Kind::of(name);
        }
        line.kind = self.recent;
        let Some(kind) = line.kind.filter(|_| v == crate::event::envelope::VERSION) else {
            line.kind = None;
            let error = if v == crate::event::envelope::VERSION {
                Error::new(ErrorKind::UnknownKind).found(name)
            } else {
                Error::new(ErrorKind::UnknownVersion)
                    .found(v.to_string())
                    .expected(crate::event::envelope::VERSION.to_string())
            };
            return line.without_effect(Became::UnknownKind, error);
        };
        let allowed = self.options.allow_personal_ids;
        if let Err(mut faults) = crate::event::check_reading(kind, &event, allowed)
            && let Some(error) = (!faults.first.is_empty()).then(|| faults.first.remove(0))
        {
            return line.without_effect(Became::Broken, error);
        }
        if let Some(erasure) = self.claims.in_vain.get(&at) {
            let named = self.name(*erasure);
            line.others.push(*erasure);
            let error = Error::new(ErrorKind::ErasureIsFinal).found(named);
            return line.without_effect(Became::Broken, error);
        }
        match self.claims.fates.get(&at) {
            Some(Fate::Retracted(by)) => {
                line.others.push(*by);
                let error = Error::new(ErrorKind::RetractedBy).found(self.name(*by));
                line = line.without_effect(Became::Retracted, error);
            }
            Some(Fate::Replaced(by)) => {
                line.others.push(*by);
                let error = Error::new(ErrorKind::ReplacedBy).found(self.name(*by));
                line = line.without_effect(Became::Replaced, error);
            }
            None => {}
        }
        if kind.is_of_journals() {
            if let Some(missing) = self.claims.waiting.get(&at) {
                let missing = if missing.is_empty() { "—" } else { missing };
                let error = Error::new(ErrorKind::RecordMissing).found(missing);
                return line.without_effect(Became::Pending, error);
            }
            return line;
        }
        let joined = self.claims.joined(event.about());
        let event = match &joined {
            None => event,
            Some((about, by)) => {
                line.joined_by = Some(*by);
                event.with_about(about)
            }
        };
        self.key.clear();
        binary::key_of(&mut self.key, kind, &event);
        line.key = Some(hash(&self.key));
        if line.holds {
            let at = self.lines.len();
            self.laid.lay_in_turn(at, kind, &event, self.options);
        }
        line
    }

    /// The identity of a record, as messages name it.
    fn name(&self, at: u32) -> String {
        let identity = self.journal.identity(at);
        identity.map_or_else(String::new, |identity| identity.to_string())
    }
}

impl Journal {
    /// Folds the journal: [`Folding`] in one go. Equal sets of records give equal
    /// answers, whatever order they arrived in.
    pub fn fold(&self, options: &Options) -> Folded {
        Folding::new(self, options).finish()
    }
}
