//! What tables say that a journal does not: the office's monthly work.

use super::{Became, Entry, Identity, Journal, Outcome, Personal};
use crate::{
    Day, Result,
    event::{About, Batch, Envelope, Event, Kind, Replaces, binary, lines},
    hashed::{HashMap, HashSet},
    order::Order,
    time::Instant,
};

/// Tables against a journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// How many rows say what holds already.
    pub same: usize,
    /// How many say what was recorded and has been corrected or retracted since by
    /// another device: what was said later stays.
    pub overruled: usize,
    /// What no record of this key holds.
    pub new: Vec<Event>,
    /// What was said and taken back, and stands in the tables again.
    pub again: Vec<Event>,
    /// What the journal says otherwise.
    pub changed: Vec<Changed>,
    /// What was imported earlier, holds until the day of the tables, and stands in them
    /// no longer.
    pub vanished: Vec<Said>,
}

/// A row that the journal says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// What the tables say.
    pub now: Event,
    /// What holds.
    pub before: Said,
}

/// An event that a record says.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which record.
    pub record: Identity,
    /// The digest of its event, 64 digits.
    pub digest: String,
    /// The event.
    pub event: Event,
}

impl Said {
    /// An event that replaces this one.
    fn replaced_by(&self, mut event: Event) -> Event {
        event.replaces = Some(Replaces {
            event: self.record.to_string(),
            digest: self.digest.clone(),
        });
        event
    }
}

/// A record that some key has.
struct Known<'j> {
    outcome: &'j Outcome,
    body: Vec<u8>,
    /// The personal part; nothing known of one that has gone.
    personal: Option<Option<Vec<u8>>>,
    event: Event,
    imported: bool,
}

impl Known<'_> {
    fn says(&self, body: &[u8], personal: &Option<Vec<u8>>) -> bool {
        let same = self.personal.as_ref().is_none_or(|own| own == personal);
        self.body == body && same
    }

    fn said(&self) -> Said {
        Said {
            record: self.outcome.record.clone(),
            digest: self.outcome.digest.to_string(),
            event: self.event.clone(),
        }
    }
}

fn key(event: &Event) -> Option<Vec<u8>> {
    let kind = Kind::of(&event.kind)?;
    Some(binary::key(kind, event.on, &event.about, &event.data))
}

/// The kind that ends what an event of a kind begins.
fn ending(kind: &str) -> Option<&'static str> {
    match kind {
        "residence-begun" => Some("residence-ended"),
        "membership-begun" => Some("membership-ended"),
        _ => None,
    }
}

/// What an event ends: its kind, and whose.
fn ended(event: &Event) -> Option<(&'static str, Vec<About>)> {
    let mut kinds = ["residence-ended", "membership-ended"].into_iter();
    let kind = kinds.find(|kind| *kind == event.kind)?;
    Some((kind, whose(event)))
}

fn whose(event: &Event) -> Vec<About> {
    let mut about = event.about.clone();
    about.order();
    about
}

/// What an event says, whatever it replaces.
fn body(event: &Event) -> Vec<u8> {
    let mut plain = event.clone();
    plain.replaces = None;
    plain.body()
}

impl Journal {
    /// Tables, as they stood on a day, against what holds. `outcomes` are those of this
    /// journal's [fold](Journal::fold). Facts of later days are no rows that vanished.
    ///
    /// # Errors
    ///
    /// A fact of the batch cannot be written as an event.
    pub fn differences(
        &self,
        outcomes: &[Outcome],
        tables: &Batch,
        day: Day,
    ) -> Result<Differences> {
        let mut by_key: HashMap<Vec<u8>, Vec<Known<'_>>> = HashMap::default();
        // Both stand by device, epoch, number and digest.
        for (record, outcome) in self.records().zip(outcomes) {
            let Ok(decoded) = record.event() else {
                continue;
            };
            let Some(key) = key(&decoded.event) else {
                continue;
            };
            let personal = match record.personal {
                Personal::None => Some(None),
                Personal::There { part, .. } => Some(Some(part.to_vec())),
                Personal::Gone(_) => None,
            };
            by_key.change(key, |own| {
                own.push(Known {
                    outcome,
                    body: body(&decoded.event),
                    personal,
                    event: decoded.event,
                    imported: record.imported,
                })
            });
        }
        let mut found = Differences::default();
        let mut named: HashSet<Vec<u8>> = HashSet::default();
        for line in lines::write(tables).lines() {
            let event = Envelope::read(line.as_bytes())?.event()?;
            let Some(key) = key(&event) else { continue };
            let known = by_key.get(&key).map_or(&[][..], Vec::as_slice);
            found.compare(event, known);
            named.insert(key);
        }
        let held = || {
            by_key
                .values()
                .flatten()
                .filter(|known| known.outcome.holds)
        };
        let ended: HashSet<_> = held().filter_map(|known| ended(&known.event)).collect();
        for known in held().filter(|known| known.imported) {
            let key = key(&known.event);
            let is_named = key.is_some_and(|key| named.contains(&key));
            let is_due = known.event.on.is_none_or(|on| on <= day);
            let ending = ending(&known.event.kind).map(|kind| (kind, whose(&known.event)));
            let is_over = ending.is_some_and(|ending| ended.contains(&ending));
            if is_due && !is_named && !is_over {
                found.vanished.push(known.said());
            }
        }
        found.vanished.order_by(|a, b| a.record.cmp(&b.record));
        Ok(found)
    }
}

impl Differences {
    fn compare(&mut self, event: Event, known: &[Known<'_>]) {
        let (body, personal) = (body(&event), event.personal_part());
        let like = |one: &&Known<'_>| one.says(&body, &personal);
        let holder = known.iter().find(|one| one.outcome.holds);
        if holder.as_ref().is_some_and(like) {
            self.same += 1;
            return;
        }
        let mut said = known.iter().filter(like).peekable();
        let was_said = said.peek().is_some();
        if said.any(Known::is_overruled) {
            self.overruled += 1;
            return;
        }
        match holder {
            Some(holder) => self.changed.push(Changed {
                now: event,
                before: holder.said(),
            }),
            None if !was_said => self.new.push(event),
            None if known.iter().filter(like).any(Known::waits) => self.same += 1,
            None => self.again.push(event),
        }
    }

    /// What records the differences: new rows as imported events, changed ones as
    /// corrections of what holds; vanished rows are left alone. The host adds the salts.
    pub fn entries(&self, instant: Instant) -> Vec<Entry> {
        let new = self.new.iter().cloned();
        let new = new.map(|event| Entry::of(event, instant).imported());
        // What was taken back of one import is so of every import that says the same.
        let again = self.again.iter().cloned();
        let again = again.map(|event| Entry::of(event, instant));
        let changed = self.changed.iter().map(|changed| {
            let event = changed.before.replaced_by(changed.now.clone());
            Entry::of(event, instant)
        });
        new.chain(again).chain(changed).collect()
    }

    /// What retracts the vanished rows, as if they had never been right.
    pub fn retractions(&self, instant: Instant) -> Vec<Entry> {
        let retracted = self.vanished.iter().map(|said| {
            let event = Event::new("event-retracted").data("reason", "not-in-table");
            Entry::of(said.replaced_by(event), instant)
        });
        retracted.collect()
    }

    /// What ends the vanished residences and seats on the day of the tables; other
    /// vanished rows cannot end so.
    pub fn ends(&self, day: Day, instant: Instant) -> Vec<Entry> {
        let ended = self.vanished.iter().filter_map(|said| {
            let kind = ending(&said.event.kind)?;
            let is_over = said.event.data.contains_key("until");
            let mut event = Event::new(kind).on(day);
            event.about.clone_from(&said.event.about);
            (!is_over).then(|| Entry::of(event, instant))
        });
        ended.collect()
    }
}

impl Known<'_> {
    /// Whether another device has said something later in its place. What a device
    /// itself said later in its place it can take back.
    fn is_overruled(&self) -> bool {
        let mut others = self.outcome.others.iter();
        matches!(self.outcome.became, Became::Replaced | Became::Retracted)
            && others.any(|other| other.device != self.outcome.record.device)
    }

    /// Whether it is there and heals by itself, or cannot be used again either.
    fn waits(&self) -> bool {
        !matches!(self.outcome.became, Became::Replaced | Became::Retracted)
    }
}
