//! A journal that stays open, with what it folds to.

use super::{Entry, Folding, Identity, Journal, Merged, Outcome, Writer, effect::Kept};
use crate::{
    Day, Registry, Result,
    error::Faults,
    event::{Vocabulary, lines::Options},
};

/// A journal and what it folds to, kept together: a further record is judged alone and
/// its fact put into the registry where nothing else can change by it, which takes the
/// same time however long the journal is. Else everything is folded anew. What it
/// answers is always what [`Journal::fold`] would.
///
/// Judged alone are records whose key is new: of visits and everything else done in an
/// activity, activities, assessments and set-ups of people who are known and have not
/// died; of people and households nobody has mentioned yet, and of where such people
/// live; and receipts. Folded anew is whatever says something of other records, of a
/// place, a body or a word, ends something, contradicts something, repeats something, or
/// refers to what has not arrived.
///
/// ```
/// use noidai::{event::Event, journal::{Became, Entry, Journal, Ledger, Writer}};
/// let mut ledger = Ledger::of(Journal::default());
/// let phone = Writer::new("phone-7", 1)?;
/// let event = Event::new("person-recorded").about("person", "p1").data("birth_year", 1967);
/// let entry = Entry::of(event, "2025-03-02T08:15:00.000Z".parse()?);
/// let posted = ledger.append(&phone, &entry)?;
/// // The host stores posted.bytes, and then:
/// ledger.confirm();
/// assert_eq!(posted.outcome.map(|own| own.became), Some(Became::InEffect));
/// assert!(ledger.registry().person_ids().find("p1").is_some());
/// # Ok::<(), noidai::error::Faults>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ledger {
    journal: Journal,
    options: Options,
    words: Vocabulary,
    registry: Registry,
    /// By device, epoch, number and digest.
    outcomes: Vec<Outcome>,
    /// Of records judged alone since, in the same order.
    late: Vec<Outcome>,
    kept: Kept,
}

/// A record that was appended to a [`Ledger`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// What the host is to store.
    pub bytes: Vec<u8>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Whether nothing became of any other record. Else all outcomes are asked for anew.
    pub is_alone: bool,
}

/// More new records than these are folded anew together.
const MOST_ALONE: usize = 256;

impl Ledger {
    /// Folds a journal with the default options, and keeps it open.
    pub fn of(journal: Journal) -> Self {
        Self::new(journal, Options::default(), Vocabulary::default())
    }

    /// The same with options, and words of the host's own.
    pub fn new(journal: Journal, options: Options, words: Vocabulary) -> Self {
        let folding = Folding::new(&journal, &options).with_words(words.clone());
        let (folded, kept) = folding.finish_and_keep();
        Self {
            registry: folded.registry,
            outcomes: folded.outcomes,
            late: Vec::new(),
            kept,
            journal,
            options,
            words,
        }
    }

    fn fold_anew(&mut self) {
        let journal = core::mem::take(&mut self.journal);
        let options = core::mem::take(&mut self.options);
        let words = core::mem::take(&mut self.words);
        *self = Self::new(journal, options, words);
    }

    /// Takes in what was put into the journal from a position on; whether nothing became
    /// of any other record.
    fn take_in(&mut self, from: usize) -> bool {
        let all = from..self.journal.len();
        let is_alone = all.len() <= MOST_ALONE && all.into_iter().all(|at| self.take_one(at));
        if !is_alone {
            self.fold_anew();
        }
        is_alone
    }

    fn take_one(&mut self, at: usize) -> bool {
        let Ok(at) = u32::try_from(at) else {
            return false;
        };
        let (registry, options) = (&mut self.registry, &self.options);
        let Some(outcome) = self.kept.judge(&self.journal, at, registry, options) else {
            return false;
        };
        let place = |own: &Outcome| own.record.cmp(&outcome.record);
        let place = self.late.binary_search_by(place).unwrap_or_else(|at| at);
        self.late.insert(place, outcome);
        true
    }

    /// Writes a record as [`Journal::append`] does, and folds it.
    ///
    /// # Errors
    ///
    /// As [`Journal::append`]. Nothing is written then.
    pub fn append(&mut self, writer: &Writer, entry: &Entry) -> Result<Posted, Faults> {
        let from = self.journal.len();
        let bytes = self.journal.append(writer, entry)?;
        let is_alone = self.take_in(from);
        let held = u32::try_from(from).ok();
        let record = held.and_then(|at| self.journal.held(at)?.record().ok());
        let identity = record.map(|record| record.identity());
        Ok(Posted {
            bytes,
            outcome: identity.and_then(|own| self.outcome(&own).cloned()),
            is_alone,
        })
    }

    /// Puts the records of a piece in as [`Journal::merge`] does, and folds them.
    ///
    /// # Errors
    ///
    /// As [`Journal::merge`].
    pub fn merge(&mut self, bytes: &[u8]) -> Result<Merged> {
        let from = self.journal.len();
        let merged = self.journal.merge(bytes)?;
        if merged.fuller > 0 {
            self.fold_anew();
        } else {
            self.take_in(from);
        }
        Ok(merged)
    }

    /// Says that everything appended so far is stored.
    pub fn confirm(&mut self) {
        self.journal.confirm();
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What the journal says, as far as it holds.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The same without the journal.
    pub fn into_registry(self) -> Registry {
        self.registry
    }

    /// The last day on which something happened.
    pub fn last_day(&self) -> Option<Day> {
        self.kept.last_day
    }

    /// What became of each record, by device, epoch, number and digest.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        let (mut all, mut late) = (self.outcomes.iter().peekable(), self.late.iter().peekable());
        core::iter::from_fn(move || match (all.peek(), late.peek()) {
            (Some(one), Some(other)) if other.record < one.record => late.next(),
            (Some(_), _) => all.next(),
            (None, _) => late.next(),
        })
    }

    /// What became of a record; of several with one identity, of the first by digest.
    pub fn outcome(&self, which: &Identity) -> Option<&Outcome> {
        let of = |all: &'_ [Outcome]| {
            let at = all.partition_point(|own| own.record < *which);
            all.get(at)
                .is_some_and(|own| own.record == *which)
                .then_some(at)
        };
        let late = of(&self.late).and_then(|at| self.late.get(at));
        late.or_else(|| self.outcomes.get(of(&self.outcomes)?))
    }
}
