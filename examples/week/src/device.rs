//! A phone or an office: a journal, and whoever writes into it.

use super::Failure;
use noidai::{
    error::Faults,
    event::{Event, Replaces, lines},
    journal::{Became, Entry, Folded, Identity, Journal, Outcome, Writer},
    time::Instant,
};

/// A device with its journal.
pub struct Device {
    pub journal: Journal,
    writer: Writer,
    /// By how much its clock is ahead.
    ahead_ms: i64,
    salts: u8,
}

impl Device {
    pub fn new(id: &str) -> Result<Self, Failure> {
        Ok(Self {
            journal: Journal::default(),
            writer: Writer::new(id, 1)?,
            ahead_ms: 0,
            salts: 0,
        })
    }

    /// One whose clock is wrong by so many days.
    pub fn ahead_by_days(mut self, days: i64) -> Self {
        self.ahead_ms = days * 86_400_000;
        self
    }

    /// A new phone that goes on under the id of one that is lost, in its next life.
    pub fn in_place_of(lost: &Self) -> Result<Self, Failure> {
        let writer = Writer::new(lost.writer.device(), lost.writer.epoch() + 1)?;
        let journal = Journal::default();
        Ok(Self {
            journal,
            writer,
            ahead_ms: 0,
            salts: 0,
        })
    }

    /// Records an event at an instant; gives its identity.
    pub fn record(&mut self, at: Instant, event: Event) -> Result<Identity, Failure> {
        self.put(Entry::of(event, at))
    }

    /// Records an event that came out of tables.
    pub fn import(&mut self, at: Instant, event: Event) -> Result<Identity, Failure> {
        self.put(Entry::of(event, at).imported())
    }

    fn put(&mut self, mut entry: Entry) -> Result<Identity, Failure> {
        let shown = entry.instant.millis() + self.ahead_ms;
        entry.instant = Instant::from_millis(shown).ok_or("no such instant")?;
        // A real host draws it; here the week is the same each time.
        self.salts += 1;
        entry.salt = Some([self.salts; 16]);
        self.journal.append(&self.writer, &entry).map_err(first)?;
        // A real host stores the bytes before this.
        self.journal.confirm();
        let (device, epoch) = (self.writer.device(), self.writer.epoch());
        let mut chains = self.journal.chains();
        let own = chains.find(|chain| chain.device() == device && chain.epoch() == epoch);
        Ok(Identity {
            device: device.to_owned(),
            epoch,
            number: own.map_or(0, |chain| chain.reached()),
        })
    }

    /// Gives another what it lacks, in pieces of at most so many bytes; how many records.
    pub fn give(&self, other: &mut Self, most_bytes: usize) -> Result<usize, Failure> {
        let mut given = 0;
        while let Some(piece) = self.journal.piece(&other.journal.summary(), most_bytes) {
            given += other.journal.merge(&piece)?.new;
        }
        Ok(given)
    }

    /// Writes down what it has received.
    pub fn receipts(&mut self, at: Instant) -> Result<(), Failure> {
        let id = self.writer.device().to_owned();
        for event in self.journal.receipts_due(&id) {
            self.record(at, event)?;
        }
        Ok(())
    }

    pub fn fold(&self) -> Folded {
        self.journal.fold(&lines::Options::default())
    }

    /// What became of a record here.
    pub fn outcome(&self, which: &Identity) -> Result<Outcome, Failure> {
        let mut outcomes = self.fold().outcomes.into_iter();
        let found = outcomes.find(|one| one.record == *which);
        Ok(found.ok_or_else(|| format!("{which} is not here"))?)
    }

    /// The records that contradict one another.
    pub fn conflicts(&self) -> Vec<Outcome> {
        let outcomes = self.fold().outcomes.into_iter();
        outcomes
            .filter(|one| one.became == Became::Conflicting)
            .collect()
    }

    /// An event that says anew what a record says.
    pub fn correcting(&self, which: &Identity, mut event: Event) -> Result<Event, Failure> {
        event.replaces = Some(Replaces {
            event: which.to_string(),
            digest: self.outcome(which)?.digest.to_string(),
        });
        Ok(event)
    }
}

/// Two devices meet: afterwards both have what either had.
pub fn meet(one: &mut Device, other: &mut Device) -> Result<usize, Failure> {
    Ok(one.give(other, 4096)? + other.give(one, 4096)?)
}

fn first(faults: Faults) -> Failure {
    let first = faults.first.into_iter().next();
    first.map_or_else(|| "no fault".into(), Into::into)
}
