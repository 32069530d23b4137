//! Two journals meet: each gives what the other lacks, in pieces of bounded size.

use super::{Chain, Journal, Loss, Reached, Summary, file, set::Put, summary::short};
use crate::{Result, hashed::HashSet};

/// What came of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// How many records are new.
    pub new: usize,
    /// How many were known.
    pub known: usize,
    /// How many of those lacked their personal part until now.
    pub fuller: usize,
    /// The frames of what is new, to be stored.
    pub bytes: Vec<u8>,
    /// What of the bytes that came holds no whole record.
    pub losses: Vec<Loss>,
}

/// Records by number and the beginning of their digest.
type Named = HashSet<(u64, [u8; 24])>;

/// Which records of a chain another journal has.
enum Has {
    /// All up to a number, and those named.
    UpTo(u64, Named),
    /// It goes another way: at this number it has another record.
    Otherwise(u64, Named),
}

impl Journal {
    fn has(&self, chain: &Chain, reached: Option<&Reached>) -> Has {
        let Some(reached) = reached else {
            return Has::UpTo(0, Named::default());
        };
        let mut named: Named = reached.more.iter().copied().collect();
        let number = reached.number;
        let there = chain.of_number(number).iter().find(|at| {
            let held = self.held(**at);
            held.is_some_and(|held| short(&held.digest) == reached.digest)
        });
        match there {
            None if number > 0 && number <= chain.reached => Has::Otherwise(number, named),
            Some(at) if number > chain.reached => {
                // Its way back through a chain that forks or has gaps here; what lies
                // before a gap it has.
                let mut next = Some(*at);
                let mut last = number;
                while let Some(held) = next.and_then(|at| self.held(at)) {
                    named.insert((held.number, short(&held.digest)));
                    last = held.number;
                    let Ok(record) = held.record() else { break };
                    let before = chain.of_number(last.saturating_sub(1)).iter();
                    next = before.copied().find(|at| {
                        let before = self.held(*at);
                        before.is_some_and(|before| short(&before.digest) == record.previous)
                    });
                }
                let below = last.saturating_sub(1);
                let before_a_gap = chain.of_number(below).is_empty();
                Has::UpTo(if before_a_gap { below } else { 0 }, named)
            }
            // Where it is further than this one and went another way, it sees so by
            // this one's summary, and gives its own.
            _ => Has::UpTo(number, named),
        }
    }

    /// The positions of what another journal lacks, by chain.
    fn lacking(&self, other: &Summary) -> impl Iterator<Item = u32> {
        self.by_writer.values().flat_map(move |at| {
            let until = self.unconfirmed.get(at).copied().unwrap_or(u64::MAX);
            let chain = self.chains.get(*at as usize);
            chain.into_iter().flat_map(move |chain| {
                let has = self.has(chain, other.of(&chain.device, chain.epoch));
                // Of two ways that part somewhere before a number, the record there
                // goes first, since that one is lacking, and then those before it.
                let (named, from, down) = match has {
                    Has::UpTo(number, named) => (named, number.saturating_add(1), 0),
                    Has::Otherwise(number, named) => (named, number, number.min(until)),
                };
                let on = chain.numbers.range(from.min(until)..until);
                let back = chain.numbers.range(0..down).rev();
                let all = on.chain(back);
                let all = all.flat_map(|(_, same)| self.by_digest(same.all()));
                all.filter(move |at| {
                    let held = self.held(*at);
                    held.is_some_and(|held| !named.contains(&(held.number, short(&held.digest))))
                })
            })
        })
    }

    /// A piece of what another journal lacks, for it to [merge](Journal::merge): at
    /// most so many bytes, but at least one record; nothing where it lacks nothing.
    /// The next piece is asked for with its next summary, so an exchange can stop
    /// anywhere and go on.
    pub fn piece(&self, other: &Summary, most_bytes: usize) -> Option<Vec<u8>> {
        let mut bytes = file::header();
        let mut records = 0;
        for at in self.lacking(other) {
            let Some(held) = self.held(at) else { continue };
            let before = bytes.len();
            file::frame(&mut bytes, &held.bytes);
            if records > 0 && bytes.len() > most_bytes {
                bytes.truncate(before);
                break;
            }
            records += 1;
        }
        (records > 0).then_some(bytes)
    }

    /// Puts the records of another journal, or of a piece of one, in.
    ///
    /// # Errors
    ///
    /// These are no bytes of a journal, or of another version. Damage within is no
    /// error: what is whole is used.
    pub fn merge(&mut self, bytes: &[u8]) -> Result<Merged> {
        let (other, losses) = Self::open(bytes)?;
        let mut merged = self.unite(&other);
        merged.losses = losses;
        Ok(merged)
    }

    /// Puts the records of another journal in: afterwards this one is the union of
    /// both sets.
    pub fn unite(&mut self, other: &Self) -> Merged {
        let mut merged = Merged::default();
        let mut fresh = Vec::new();
        for held in &other.records {
            let Ok(record) = held.record() else { continue };
            match self.put(&record, (held.digest, held.event), held.bytes.clone()) {
                Put::Known => merged.known += 1,
                Put::Fuller(at) => {
                    merged.known += 1;
                    merged.fuller += 1;
                    fresh.push(at);
                }
                Put::New(at) => {
                    merged.new += 1;
                    fresh.push(at);
                }
            }
        }
        self.settle();
        for held in fresh.into_iter().filter_map(|at| self.held(at)) {
            file::frame(&mut merged.bytes, &held.bytes);
        }
        for (bytes, why) in &other.unread {
            if self.keep_unread(bytes, *why) {
                file::frame(&mut merged.bytes, bytes);
            }
        }
        merged
    }
}
