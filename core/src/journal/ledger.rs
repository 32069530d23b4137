//! A journal that stays open, with what it folds to.

use super::{
    Entry, Folding, Identity, Journal, Merged, Outcome, Writer, effect::Kept, write::Wrong,
};
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
/// refers to what has not arrived. In WebAssembly everything is folded anew.
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
/// assert_eq!(posted.outcomes[0].became, Became::InEffect);
/// assert!(posted.changed.is_empty());
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

/// Records that were appended to a [`Ledger`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// What the host is to store.
    pub bytes: Vec<u8>,
    /// What became of each, in the order in which they were given.
    pub outcomes: Vec<Outcome>,
    /// Whether they were judged alone, without folding anew.
    pub is_alone: bool,
    /// What became of other records, where it is something else than before.
    pub changed: Vec<Outcome>,
}

/// More new records than these are folded anew together.
const MOST_ALONE: usize = 256;

/// A page keeps a team's journal open, which folds anew in milliseconds and to the same
/// answers: judging alone would be bytes that every page fetches.
const JUDGES_ALONE: bool = !cfg!(target_family = "wasm");

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

    /// Folds everything anew; gives what became of records since, where it is something
    /// else than before.
    fn fold_anew(&mut self) -> Vec<Outcome> {
        let before = [&mut self.outcomes, &mut self.late].map(core::mem::take);
        let journal = core::mem::take(&mut self.journal);
        let options = core::mem::take(&mut self.options);
        let words = core::mem::take(&mut self.words);
        *self = Self::new(journal, options, words);
        // Both are in one order, and nothing is ever lost.
        let [all, late] = &before;
        let mut known = together(all, late).into_iter().peekable();
        let mut changed = Vec::new();
        for now in &self.outcomes {
            let own = known.next_if(|own| own.record == now.record && own.digest == now.digest);
            if own.is_some_and(|own| own != now) {
                changed.push(now.clone());
            }
        }
        changed
    }

    /// Takes in what was put into the journal from a position on; gives whether that was
    /// judged alone, and what became of others, where it is something else than before.
    fn take_in(&mut self, from: usize) -> (bool, Vec<Outcome>) {
        let all = from..self.journal.len();
        let mut taken = Vec::new();
        let mut take_one = |at: usize| {
            let at = u32::try_from(at).ok()?;
            let (registry, options) = (&mut self.registry, &self.options);
            let outcome = self.kept.judge(&self.journal, at, registry, options)?;
            taken.push(outcome);
            Some(())
        };
        let is_alone = match all.len() {
            0 => true,
            1..=MOST_ALONE => JUDGES_ALONE && all.into_iter().all(|at| take_one(at).is_some()),
            _ => false,
        };
        if !is_alone {
            return (false, self.fold_anew());
        }
        for outcome in taken {
            let place = |own: &Outcome| own.record.cmp(&outcome.record);
            let place = self.late.binary_search_by(place).unwrap_or_else(|at| at);
            self.late.insert(place, outcome);
        }
        (true, Vec::new())
    }

    /// Writes a record as [`Journal::append`] does, and folds it.
    ///
    /// # Errors
    ///
    /// As [`Journal::append`]. Nothing is written then.
    pub fn append(&mut self, writer: &Writer, entry: &Entry) -> Result<Posted, Faults> {
        let posted = self.append_all(writer, core::slice::from_ref(entry));
        posted.map_err(super::write::alone)
    }

    /// The same for several, one after another: all or nothing.
    pub(crate) fn append_all(
        &mut self,
        writer: &Writer,
        entries: &[Entry],
    ) -> Result<Posted, Wrong> {
        let from = self.journal.len();
        let bytes = self.journal.append_all(writer, entries)?;
        let (is_alone, changed) = self.take_in(from);
        let mut outcomes = Vec::with_capacity(entries.len());
        for at in from..self.journal.len() {
            let held = u32::try_from(at).ok().and_then(|at| self.journal.held(at));
            let record = held.and_then(|held| held.record().ok());
            let identity = record.map(|record| record.identity());
            outcomes.extend(identity.and_then(|own| self.outcome(&own).cloned()));
        }
        Ok(Posted {
            bytes,
            outcomes,
            is_alone,
            changed,
        })
    }

    /// Puts the records of a piece in as [`Journal::merge`] does, and folds them; with
    /// what became of records that were known, where it is something else than before.
    ///
    /// # Errors
    ///
    /// As [`Journal::merge`].
    pub fn merge(&mut self, bytes: &[u8]) -> Result<(Merged, Vec<Outcome>)> {
        let from = self.journal.len();
        let merged = self.journal.merge(bytes)?;
        let changed = match merged.fuller {
            0 => self.take_in(from).1,
            _ => self.fold_anew(),
        };
        Ok((merged, changed))
    }

    /// Says that the stored bytes were replaced by [`Journal::to_bytes`].
    pub fn rewritten(&mut self) {
        self.journal.rewritten();
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
    pub fn outcomes(&self) -> impl ExactSizeIterator<Item = &Outcome> {
        together(&self.outcomes, &self.late).into_iter()
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

/// What became of records at first and later, in one order.
fn together<'o>(all: &'o [Outcome], late: &'o [Outcome]) -> Vec<&'o Outcome> {
    let mut both = Vec::with_capacity(all.len() + late.len());
    let mut late = late.iter().peekable();
    for own in all {
        while let Some(late) = late.next_if(|late| late.record < own.record) {
            both.push(late);
        }
        both.push(own);
    }
    both.extend(late);
    both
}
