//! A device writes into its own chain.

use super::{Journal, Personal, Record, file, record::MOST_BYTES, summary::short};
use crate::{
    Error, ErrorKind, Result,
    error::Faults,
    event::{About, Event, binary::Digest},
    time::Instant,
};

/// The device that writes, and which life of it: one that was restored from a
/// backup begins the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    device: String,
    epoch: u32,
    allow_personal_ids: bool,
}

impl Writer {
    /// # Errors
    ///
    /// The device is no id, or the epoch is 0.
    pub fn new(device: &str, epoch: u32) -> Result<Self> {
        crate::id::check(device)?;
        if epoch == 0 {
            return Err(Error::new(ErrorKind::WrongValue).found("0").expected("≥ 1"));
        }
        Ok(Self {
            device: device.to_owned(),
            epoch,
            allow_personal_ids: false,
        })
    }

    /// Lets ids be written that look like identity or phone numbers.
    pub fn allowing_personal_ids(mut self) -> Self {
        self.allow_personal_ids = true;
        self
    }

    /// The device.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Which life of it.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }
}

/// What is to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The event.
    pub event: Event,
    /// What the device's clock shows: kept as a fact, and orders nothing.
    pub instant: Instant,
    /// Sixteen random bytes; needed where the event has a personal part.
    pub salt: Option<[u8; 16]>,
    /// Whether the event came out of tables, and has its identity and its place in
    /// the canonical order from them.
    pub imported: bool,
}

impl Entry {
    /// An event that was recorded at an instant.
    pub fn of(event: Event, instant: Instant) -> Self {
        Self {
            event,
            instant,
            salt: None,
            imported: false,
        }
    }

    /// The same with a salt for its personal part.
    pub fn salted(mut self, salt: [u8; 16]) -> Self {
        self.salt = Some(salt);
        self
    }

    /// The same as an event that came out of tables.
    pub fn imported(mut self) -> Self {
        self.imported = true;
        self
    }
}

/// What is wrong with entries, by their position.
pub(crate) type Wrong = Vec<(usize, Faults)>;

/// What is wrong with an entry that stands alone.
pub(super) fn alone(mut wrong: Wrong) -> Faults {
    let last = wrong.pop();
    last.map(|(_, faults)| faults).unwrap_or_default()
}

/// A record that was written, and not put in yet.
pub(crate) struct Written {
    pub number: u64,
    digests: (Digest, Digest),
    pub bytes: Box<[u8]>,
}

/// Ids whose personal parts are erased by entries that are being written.
struct Erased<'e>(Vec<&'e About>);

impl<'e> Erased<'e> {
    fn heed(&mut self, event: &'e Event) {
        if event.kind == "personal-erased" {
            self.0.extend(&event.about);
        }
    }

    fn has(&self, about: &[About]) -> bool {
        let is_it = |one: &About| {
            let mut all = self.0.iter();
            all.any(|own| own.noun == one.noun && own.id == one.id)
        };
        about.iter().any(is_it)
    }
}

impl Journal {
    /// Writes a record at the end of the writer's chain and gives the bytes to
    /// store. Until [`Journal::confirm`] says that they are, nothing of them is
    /// shared; a host that could not store them opens the journal again.
    ///
    /// # Errors
    ///
    /// What the event is not allowed to be, a personal part without salt, a record
    /// larger than 1 MiB, and a chain with records that this device did not write
    /// one after another: then it must begin a new epoch. Nothing is written.
    pub fn append(&mut self, writer: &Writer, entry: &Entry) -> Result<Vec<u8>, Faults> {
        let written = self.append_all(writer, core::slice::from_ref(entry));
        written.map_err(alone)
    }

    /// The same for several, one after another: all or nothing.
    pub(crate) fn append_all(
        &mut self,
        writer: &Writer,
        entries: &[Entry],
    ) -> Result<Vec<u8>, Wrong> {
        let from = self.records.len();
        let written = self.written(writer, entries)?;
        let first = written.first().map(|own| own.number);
        for own in written {
            // It was read when it was written.
            if let Ok(record) = Record::read(&own.bytes) {
                self.put(&record, own.digests, own.bytes.clone());
            }
        }
        self.settle();
        let key = (Box::from(writer.device.as_str()), writer.epoch);
        if let (Some(at), Some(first)) = (self.by_writer.get(&key), first) {
            self.unconfirmed.get_or(*at, first);
        }
        let mut framed = Vec::new();
        for held in self.records.iter().skip(from) {
            file::frame(&mut framed, &held.bytes);
        }
        Ok(framed)
    }

    /// The records that entries would be, without putting them in.
    pub(crate) fn written(
        &self,
        writer: &Writer,
        entries: &[Entry],
    ) -> Result<Vec<Written>, Wrong> {
        let key = (Box::from(writer.device.as_str()), writer.epoch);
        let at = self.by_writer.get(&key).copied();
        let chain = at.and_then(|at| self.chains.get(at as usize));
        if let Some(chain) = chain
            && chain.reached != chain.greatest()
        {
            let whose = format!("{}/{}", writer.device, writer.epoch);
            let forked = Error::new(ErrorKind::OwnChainForked).found(whose);
            return Err(vec![(0, forked.into())]);
        }
        let before = chain.and_then(|chain| self.held(chain.last?));
        let mut link = Link {
            number: chain.map_or(0, |chain| chain.reached),
            lamport: self.lamport,
            previous: before.map_or([0; 24], |before| short(&before.digest)),
        };
        let mut erased = Erased(Vec::new());
        let (mut all, mut wrong) = (Vec::new(), Wrong::new());
        for (at, entry) in entries.iter().enumerate() {
            let about = &entry.event.about;
            // What is erased never comes back.
            let is_erased = self.claims.erases(about) || erased.has(about);
            match link.write(writer, entry, is_erased) {
                Ok(written) => all.push(written),
                Err(faults) => wrong.push((at, faults)),
            }
            erased.heed(&entry.event);
        }
        match wrong.is_empty() {
            true => Ok(all),
            false => Err(wrong),
        }
    }

    /// Says that everything appended so far is stored.
    pub fn confirm(&mut self) {
        self.unconfirmed = crate::hashed::HashMap::default();
    }
}

/// What the next record of a chain follows on.
struct Link {
    number: u64,
    lamport: u64,
    previous: [u8; 24],
}

impl Link {
    /// The next record, on which the one after it follows.
    fn write(
        &mut self,
        writer: &Writer,
        entry: &Entry,
        is_erased: bool,
    ) -> Result<Written, Faults> {
        let body = entry.event.body();
        let part = entry.event.personal_part();
        let personal = match (&part, entry.salt) {
            (None, _) => Personal::None,
            (Some(_), _) if is_erased => Personal::None,
            (Some(part), Some(salt)) if salt != [0; 16] => Personal::There { salt, part },
            (Some(_), _) => return Err(Error::new(ErrorKind::SaltMissing).into()),
        };
        let record = Record {
            device: &writer.device,
            epoch: writer.epoch,
            number: self.number + 1,
            lamport: self.lamport.saturating_add(1).min((1 << 53) - 1),
            instant: entry.instant,
            previous: self.previous,
            imported: entry.imported,
            body: &body,
            personal,
        };
        let bytes = record.to_bytes();
        if bytes.len() > MOST_BYTES {
            return Err(Error::new(ErrorKind::TooLarge)
                .found(format!("{} B", bytes.len()))
                .expected(format!("{MOST_BYTES} B"))
                .into());
        }
        // What is written must be readable.
        let again = Record::read(&bytes)?;
        let decoded = again.event()?;
        crate::event::check_event(&decoded.event, writer.allow_personal_ids)?;
        let digests = record.digests();
        *self = Self {
            number: record.number,
            lamport: record.lamport,
            previous: short(&digests.0),
        };
        Ok(Written {
            number: self.number,
            digests,
            bytes: bytes.into(),
        })
    }
}
