//! A journal: a set of records, by chain.

use super::{
    Chain, Fork, Gap, Identity, Record, Summary,
    claims::{self, Claims},
    file, pack,
    summary::{Reached, short},
};
use crate::{
    ErrorKind, Result,
    event::binary::Digest,
    hashed::HashMap,
    order::{Map, Order},
};

/// A record that a journal holds.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub number: u64,
    pub digest: Digest,
    /// The digest of its event.
    pub event: Digest,
    pub bytes: Box<[u8]>,
    /// The position of its chain.
    pub chain: u32,
    /// How many of the bytes stand before its body.
    before_body: u32,
}

impl Held {
    /// The record; it was read before it was held.
    pub fn record(&self) -> Result<Record<'_>> {
        Record::read(&self.bytes)
    }

    /// What it says: its body, and its personal part where that is there.
    pub fn said(&self) -> Result<(&[u8], Option<&[u8]>)> {
        Record::said(&self.bytes, self.before_body as usize)
    }

    /// Whether its event was imported.
    pub fn is_imported(&self) -> bool {
        Record::is_imported(&self.bytes)
    }
}

/// What came of a record that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    New(u32),
    /// It was known, and now its personal part is there too.
    Fuller(u32),
    Known,
}

/// A set of records of any devices. Equal sets answer with equal bytes, whatever
/// order their records arrived in.
///
/// ```
/// use noidai::{event::Event, journal::{Entry, Journal, Writer}};
/// let mut journal = Journal::default();
/// let phone = Writer::new("phone-7", 1)?;
/// let event = Event::new("person-died").on("2025-03-02".parse()?).about("person", "p1");
/// let entry = Entry::of(event, "2025-03-02T08:15:00.000Z".parse()?);
/// let mut stored = noidai::journal::file::header();
/// stored.extend(journal.append(&phone, &entry)?);
/// journal.confirm(); // once the bytes are stored
/// let (again, losses) = Journal::open(&stored)?;
/// assert_eq!((again.len(), losses.len()), (1, 0));
/// assert_eq!(again.summary(), journal.summary());
/// # Ok::<(), noidai::error::Faults>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Journal {
    pub(super) records: Vec<Held>,
    pub(super) chains: Vec<Chain>,
    /// The chain into which a record came last.
    latest: u32,
    /// By device and epoch.
    pub(super) by_writer: Map<(Box<str>, u32), u32>,
    /// The greatest counter that was seen.
    pub(super) lamport: u64,
    /// By chain: the first number that the host has not confirmed as stored.
    pub(super) unconfirmed: HashMap<u32, u64>,
    /// Whole frames whose record this version cannot read, as they came: kept.
    pub(super) unread: Vec<(Box<[u8]>, ErrorKind)>,
    /// Records that say something of others.
    pub(super) specials: Vec<u32>,
    /// What they say.
    pub(super) claims: Claims,
    /// Whether one of them was put in since.
    pub(super) is_unsettled: bool,
    pub(super) must_rewrite: bool,
}

impl Journal {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The chains, by device and epoch.
    pub fn chains(&self) -> impl Iterator<Item = &Chain> {
        let chain = |at: &u32| self.chains.get(*at as usize);
        self.by_writer.values().filter_map(chain)
    }

    /// The records of every chain, by device, epoch, number and digest.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let held = self.in_order().into_iter();
        held.filter_map(|at| self.held(at)?.record().ok())
    }

    /// The records with an identity: none, one, or several where a chain forks.
    pub fn find(&self, which: &Identity) -> Vec<Record<'_>> {
        let found = self.positions(&which.device, which.epoch, which.number);
        let record = |at: &u32| self.held(*at)?.record().ok();
        found.iter().filter_map(record).collect()
    }

    pub(super) fn positions(&self, device: &str, epoch: u32, number: u64) -> &[u32] {
        let chain = self.by_writer.get(&(Box::from(device), epoch));
        let chain = chain.and_then(|at| self.chains.get(*at as usize));
        chain.map_or(&[], |chain| chain.of_number(number))
    }

    pub(super) fn held(&self, at: u32) -> Option<&Held> {
        self.records.get(at as usize)
    }

    /// The identity of a record that is held.
    pub(super) fn identity(&self, at: u32) -> Option<Identity> {
        let held = self.held(at)?;
        let chain = self.chains.get(held.chain as usize)?;
        Some(Identity {
            device: String::from(&*chain.device),
            epoch: chain.epoch,
            number: held.number,
        })
    }

    /// Positions by device, epoch, number and digest.
    pub(super) fn in_order(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.records.len());
        for chain in self.chains() {
            for same in chain.numbers.values() {
                match same.all() {
                    [one] => order.push(*one),
                    several => order.extend(self.by_digest(several)),
                }
            }
        }
        order
    }

    pub(super) fn by_digest(&self, positions: &[u32]) -> Vec<u32> {
        let mut sorted = positions.to_vec();
        sorted.order_by_key(|at| self.held(*at).map(|held| held.digest));
        sorted
    }

    /// Numbers that have not arrived although later ones of their chain have.
    pub fn gaps(&self) -> Vec<Gap> {
        self.chains().flat_map(Chain::gaps).collect()
    }

    /// Where chains fork. Both branches are kept, and in effect.
    pub fn forks(&self) -> Vec<Fork> {
        let mut forks = Vec::new();
        for chain in self.chains() {
            let mut before: Option<(u64, &[u32])> = None;
            for (number, same) in &chain.numbers {
                let all = same.all();
                let follows = |at: &u32| {
                    let (Some((earlier, known)), Some(held)) = (before, self.held(*at)) else {
                        return true;
                    };
                    let Ok(record) = held.record() else {
                        return true;
                    };
                    let one = |at: &u32| {
                        let known = self.held(*at);
                        known.is_some_and(|known| short(&known.digest) == record.previous)
                    };
                    earlier.saturating_add(1) != *number || known.iter().any(one)
                };
                // A record that follows on none of those before it is a branch whose
                // beginning has not arrived.
                if all.len() > 1 || !all.iter().all(follows) {
                    forks.push(Fork {
                        device: chain.device.to_string(),
                        epoch: chain.epoch,
                        number: *number,
                        branches: all.len(),
                    });
                }
                before = Some((*number, all));
            }
        }
        forks.dedup_by(|later, first| {
            (&later.device, later.epoch) == (&first.device, first.epoch)
                && later.number > first.number
        });
        forks
    }

    /// Puts a record in. Its digests are those of its bytes.
    pub(super) fn put(
        &mut self,
        record: &Record<'_>,
        (digest, event): (Digest, Digest),
        bytes: Box<[u8]>,
    ) -> Put {
        let erased = self.without_erased(record);
        let bytes = match &erased {
            Some(erased) => erased.to_bytes().into(),
            None => bytes,
        };
        let record = erased.as_ref().unwrap_or(record);
        let chain_at = self.chain_of(record);
        let Some(chain) = self.chains.get_mut(chain_at as usize) else {
            return Put::Known;
        };
        for at in chain.of_number(record.number) {
            if let Some(held) = self.records.get_mut(*at as usize)
                && held.digest == digest
            {
                let had = held.record().map(|known| known.personal);
                let lacked = matches!(had, Ok(super::Personal::Gone(_)));
                if lacked && matches!(record.personal, super::Personal::There { .. }) {
                    held.bytes = bytes;
                    return Put::Fuller(*at);
                }
                return Put::Known;
            }
        }
        let at = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        chain.add(record.number, at);
        if record.number <= chain.reached {
            // A second one of a number that was reached: the chain forks before it.
            chain.reached = record.number - 1;
            chain.last = (chain.reached > 0)
                .then(|| chain.of_number(record.number - 1).first().copied())
                .flatten();
        }
        self.records.push(Held {
            number: record.number,
            digest,
            event,
            bytes,
            chain: chain_at,
            before_body: u32::try_from(record.before_body()).unwrap_or(u32::MAX),
        });
        if let Some(settles) = claims::special(record.body) {
            self.specials.push(at);
            self.is_unsettled |= settles;
        }
        self.lamport = self.lamport.max(record.lamport);
        self.latest = chain_at;
        self.reach(chain_at, record);
        Put::New(at)
    }

    /// The position of a record's chain, which begins if it is the first.
    fn chain_of(&mut self, record: &Record<'_>) -> u32 {
        // Records of one chain come one after another.
        let is_latest = |chain: &Chain| chain.is_of(record.device, record.epoch);
        if self.chains.get(self.latest as usize).is_some_and(is_latest) {
            return self.latest;
        }
        let writer = (Box::from(record.device), record.epoch);
        let next = u32::try_from(self.chains.len()).unwrap_or(u32::MAX);
        let at = self.by_writer.get(&writer).copied().unwrap_or(next);
        if at == next {
            self.by_writer.insert(writer, next);
            self.chains.push(Chain::new(record.device, record.epoch));
        }
        at
    }

    /// Goes on along a chain as far as one record follows on another, after a record of it
    /// was put in.
    fn reach(&mut self, chain: u32, put: &Record<'_>) {
        let Some(chain) = self.chains.get_mut(chain as usize) else {
            return;
        };
        loop {
            let next = chain.reached.saturating_add(1);
            let [at] = chain.of_number(next) else { return };
            let Some(held) = self.records.get(*at as usize) else {
                return;
            };
            let previous = if put.number == next {
                put.previous
            } else {
                let Ok(record) = held.record() else { return };
                record.previous
            };
            let before = chain.last.and_then(|at| self.records.get(at as usize));
            let due = before.map_or([0; 24], |before| short(&before.digest));
            if previous != due {
                return;
            }
            chain.last = Some(*at);
            chain.reached = next;
        }
    }

    /// What has arrived, for another journal to see what it can give. What the host
    /// has not confirmed as stored is left out.
    pub fn summary(&self) -> Summary {
        let mut reached = Vec::new();
        for (at, chain) in self.by_writer.values().filter_map(|at| {
            let chain = self.chains.get(*at as usize)?;
            Some((*at, chain))
        }) {
            let until = self.unconfirmed.get(&at).copied().unwrap_or(u64::MAX);
            let number = chain.reached.min(until - 1);
            let digest = chain
                .of_number(number)
                .first()
                .and_then(|at| Some(short(&self.held(*at)?.digest)));
            let further = chain.numbers.range(number + 1..until.max(number + 1));
            let mut more = Vec::new();
            for (number, same) in further {
                for at in self.by_digest(same.all()) {
                    if let Some(held) = self.held(at) {
                        more.push((*number, short(&held.digest)));
                    }
                }
            }
            if number > 0 || !more.is_empty() {
                reached.push(Reached {
                    device: chain.device.to_string(),
                    epoch: chain.epoch,
                    number,
                    digest: digest.unwrap_or([0; 24]),
                    more,
                });
            }
        }
        Summary { reached }
    }

    /// Whether a chain goes on in several ways from some number on.
    pub(super) fn is_forked(&self, device: &str, epoch: u32) -> bool {
        let at = self.by_writer.get(&(Box::from(device), epoch));
        let chain = at.and_then(|at| self.chains.get(*at as usize));
        let several = |chain: &Chain| chain.numbers.values().any(|same| same.all().len() > 1);
        chain.is_some_and(|chain| chain.reached < chain.greatest() && several(chain))
    }

    /// The whole journal as bytes: equal sets are equal bytes, each record once, by
    /// device, epoch and number, then what could not be read.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = file::header();
        for at in self.in_order() {
            if let Some(held) = self.held(at) {
                file::frame(&mut bytes, &held.bytes);
            }
        }
        self.put_unread(&mut bytes);
        bytes
    }

    /// The same in little room: records that follow one another are packed, up to 128
    /// together. It opens to the same journal; versions that know no packs refuse it.
    ///
    /// ```
    /// # use noidai::{event::Event, journal::{Entry, Journal, Writer}};
    /// # let mut journal = Journal::default();
    /// # let phone = Writer::new("phone-7", 1)?;
    /// for day in 1..=20 {
    ///     let event = Event::new("person-died").on(format!("2025-03-{day:02}").parse()?);
    ///     let event = event.about("person", &format!("p{day}"));
    ///     journal.append(&phone, &Entry::of(event, "2025-03-30T08:15:00.000Z".parse()?))?;
    /// }
    /// let (plain, packed) = (journal.to_bytes(), journal.to_packed());
    /// assert!(packed.len() * 5 < plain.len());
    /// assert_eq!(Journal::open(&packed)?.0.to_bytes(), plain);
    /// # Ok::<(), noidai::error::Faults>(())
    /// ```
    pub fn to_packed(&self) -> Vec<u8> {
        let mut bytes = file::header_of_packs();
        let held = self.in_order().into_iter();
        let held: Vec<&Held> = held.filter_map(|at| self.held(at)).collect();
        pack::pack(&mut bytes, &held);
        self.put_unread(&mut bytes);
        bytes
    }

    fn put_unread(&self, bytes: &mut Vec<u8>) {
        let mut unread: Vec<&[u8]> = self.unread.iter().map(|(own, _)| &**own).collect();
        unread.order();
        for record in unread {
            file::frame(bytes, record);
        }
    }
}
