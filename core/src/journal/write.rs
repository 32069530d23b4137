//! A device writes into its own chain.

use super::{Journal, Personal, Record, file, record::MOST_BYTES, summary::short};
use crate::{Error, ErrorKind, Result, error::Faults, event::Event, time::Instant};

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
        let key = (Box::from(writer.device.as_str()), writer.epoch);
        let at = self.by_writer.get(&key).copied();
        let chain = at.and_then(|at| self.chains.get(at as usize));
        if let Some(chain) = chain
            && chain.reached != chain.greatest()
        {
            let whose = format!("{}/{}", writer.device, writer.epoch);
            return Err(Error::new(ErrorKind::OwnChainForked).found(whose).into());
        }
        let before = chain.and_then(|chain| self.held(chain.last?));
        let body = entry.event.body();
        let part = entry.event.personal_part();
        let personal = match (&part, entry.salt) {
            (None, _) => Personal::None,
            // What is erased never comes back.
            (Some(_), _) if self.claims.erases(&entry.event.about) => Personal::None,
            (Some(part), Some(salt)) if salt != [0; 16] => Personal::There { salt, part },
            (Some(_), _) => return Err(Error::new(ErrorKind::SaltMissing).into()),
        };
        let record = Record {
            device: &writer.device,
            epoch: writer.epoch,
            number: chain.map_or(0, |chain| chain.reached) + 1,
            lamport: self.lamport.saturating_add(1).min((1 << 53) - 1),
            instant: entry.instant,
            previous: before.map_or([0; 24], |before| short(&before.digest)),
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
        let mut framed = Vec::new();
        file::frame(&mut framed, &bytes);
        let number = record.number;
        let digests = record.digests();
        self.put(&record, digests, bytes.into());
        self.settle();
        if let Some(at) = self.by_writer.get(&key) {
            self.unconfirmed.get_or(*at, number);
        }
        Ok(framed)
    }

    /// Says that everything appended so far is stored.
    pub fn confirm(&mut self) {
        self.unconfirmed = crate::hashed::HashMap::default();
    }
}
