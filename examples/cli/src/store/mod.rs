//! A folder that stores a journal.
//!
//! | file | what |
//! |---|---|
//! | `device.json` | the device that writes here, and its epoch |
//! | `lock` | held while somebody reads or writes |
//! | `DEVICE-EPOCH.journal` | what this device has recorded |
//! | `received.journal` | what came from others |
//! | `packed-N.journal` | everything up to a compaction |
//! | `SIMULATED.txt` | says that simulated data is among it; sync hands it on |
//!
//! Every file that ends in `.journal` is read, whatever its name, so one that came on
//! a stick is put beside them. Nothing is taken as stored before it is on the disk.

mod device;
mod durable;
mod lock;
mod pack;

pub use device::Device;
pub use pack::{Form, Packed};

use crate::{
    failure::{Failure, unusable},
    simulated,
};
use durable::{Durable, append, sync_folder};
use lock::Lock;
use noidai::{
    Error, ErrorKind,
    event::Event,
    import::Faults,
    journal::{Entry, Identity, Journal, Opening},
    time::Instant,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What came from others.
const RECEIVED: &str = "received.journal";
/// The kind of a receipt.
const RECEIPT: &str = "records-received";

/// A folder that stores a journal, opened.
pub struct Store {
    folder: PathBuf,
    /// Who writes here; nobody where the folder only holds what others wrote.
    device: Option<Device>,
    /// The records of all files.
    pub journal: Journal,
    /// What was cut off, damaged or could not be read.
    pub faults: Faults,
    /// Of each file that breaks off: how far it is whole.
    whole: BTreeMap<PathBuf, u64>,
    /// The files that were read.
    files: Vec<PathBuf>,
    /// Those of them with damage besides.
    damaged: Vec<PathBuf>,
    _lock: Option<Lock>,
}

impl Store {
    /// Opens a folder to read it.
    ///
    /// # Errors
    ///
    /// It is no folder, holds no journal, is being written, or cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        Self::open(folder, Lock::to_read(folder)?)
    }

    /// Opens a folder to write into it.
    ///
    /// # Errors
    ///
    /// As for reading; and nobody else may read or write meanwhile.
    pub fn write(folder: &Path) -> Result<Self, Failure> {
        let mut store = Self::open(folder, Some(Lock::to_write(folder)?))?;
        pack::clear(folder)?;
        // What a killed program left in the system's memory alone is not built upon.
        for file in &store.files {
            durable::sync_file(file)?;
        }
        store.destroy_erased()?;
        Ok(store)
    }

    fn open(folder: &Path, lock: Option<Lock>) -> Result<Self, Failure> {
        let device = Device::of(folder)?;
        let files = journals_of(folder)?;
        if device.is_none() && files.is_empty() {
            let error = Error::new(ErrorKind::NotAJournal).found(folder.display().to_string());
            return Err(Failure::Usage(error));
        }
        let mut contents = Vec::new();
        for file in &files {
            contents.push(fs::read(file).map_err(|fault| Failure::Usage(unusable(file, fault)))?);
        }
        let mut store = Self {
            folder: folder.to_owned(),
            device,
            journal: Journal::default(),
            faults: Faults::default(),
            whole: BTreeMap::new(),
            files,
            damaged: Vec::new(),
            _lock: lock,
        };
        let mut opening = Opening::default();
        for (file, bytes) in store.files.iter().zip(&contents) {
            let name = file.display().to_string();
            let before = (opening.losses().len(), opening.unread().len());
            let placed = |error: Error| {
                error.at(noidai::error::At::Byte {
                    file: name.clone(),
                    offset: 0,
                })
            };
            opening.go_on(bytes).map_err(placed)?;
            while opening.step(usize::MAX) {}
            for unread in opening.unread().iter().skip(before.1) {
                store.faults.push(unread.error(&name));
            }
            for loss in opening.losses().iter().skip(before.0) {
                store.faults.push(loss.error(&name));
                if loss.cut && loss.at + loss.length == bytes.len() {
                    store.whole.insert(file.clone(), loss.at as u64);
                } else {
                    store.damaged.push(file.clone());
                }
            }
        }
        store.journal = opening.finish().0;
        store.damaged.dedup();
        Ok(store)
    }

    /// Who writes here.
    ///
    /// # Errors
    ///
    /// Nobody: the folder was not begun with `journal init`.
    pub fn device(&self) -> Result<&Device, Failure> {
        let missing = || {
            let error =
                Error::new(ErrorKind::MissingField).expected("noidai journal init --device");
            Failure::Usage(error.path(self.folder.display().to_string()))
        };
        self.device.as_ref().ok_or_else(missing)
    }

    /// Records events as this folder's device, all of them or none, and gives their
    /// identities once they are on the disk.
    ///
    /// # Errors
    ///
    /// What an event may not be, with its number among the entries; a disk that does
    /// not take it. Then none is recorded.
    pub fn record(&mut self, entries: Vec<Entry>) -> Result<Vec<Identity>, Failure> {
        let device = self.device()?.clone();
        let writer = device.writer()?;
        let mut bytes = Vec::new();
        let mut recorded = Vec::new();
        let many = entries.len() > 1;
        for (at, entry) in entries.into_iter().enumerate() {
            let entry = salted(entry)?;
            let framed = self.journal.append(&writer, &entry).map_err(|mut faults| {
                if many {
                    let place = |error: Error| error.within(&format!("/{at}"));
                    faults.first = faults.first.into_iter().map(place).collect();
                }
                faults
            })?;
            bytes.extend(framed);
            recorded.push(at);
        }
        if bytes.is_empty() {
            return Ok(Vec::new());
        }
        self.keep(&device.file(), &bytes)?;
        self.journal.confirm();
        let chain = self
            .journal
            .chains()
            .find(|chain| chain.device() == device.device && chain.epoch() == device.epoch);
        let last = chain.map_or(0, |chain| chain.reached());
        let first = last - recorded.len() as u64;
        let identity = |number| Identity {
            device: device.device.clone(),
            epoch: device.epoch,
            number,
        };
        Ok((first + 1..=last).map(identity).collect())
    }

    /// Takes the records of another journal, or of a piece of one, in, and gives how many
    /// are new once they are on the disk.
    ///
    /// # Errors
    ///
    /// These are no bytes of a journal, or the disk does not take them.
    pub fn receive(&mut self, bytes: &[u8]) -> Result<usize, Failure> {
        let merged = self.journal.merge(bytes)?;
        if !merged.bytes.is_empty() {
            self.keep(RECEIVED, &merged.bytes)?;
        }
        Ok(merged.new)
    }

    /// Records what this folder's device has received since its last receipts, if any
    /// of it is more than receipts of others: else two would write receipts for ever.
    ///
    /// # Errors
    ///
    /// The disk does not take them.
    pub fn receipts(&mut self, at: Instant) -> Result<usize, Failure> {
        let Some(device) = &self.device else {
            return Ok(0);
        };
        // Up to where each chain holds receipts alone after the last receipt for it.
        let mut told: BTreeMap<(String, u32), u64> = BTreeMap::new();
        for record in self.journal.records() {
            let Ok(event) = record.event_without_personal() else {
                continue;
            };
            if event.kind != RECEIPT || record.device != device.device {
                continue;
            }
            if let Some((chain, up_to)) = received(&event) {
                let known = told.entry(chain).or_default();
                *known = up_to.max(*known);
            }
        }
        let mut says_more: BTreeSet<(String, u32)> = BTreeSet::new();
        for record in self.journal.records() {
            let chain = (record.device.to_owned(), record.epoch);
            let is_told = told
                .get(&chain)
                .is_some_and(|up_to| record.number <= *up_to);
            let event = record.event_without_personal();
            if !is_told && event.is_ok_and(|event| event.kind != RECEIPT) {
                says_more.insert(chain);
            }
        }
        let due = self.journal.receipts_due(&device.device).into_iter();
        let due = due
            .filter(|event| received(event).is_some_and(|(chain, _)| says_more.contains(&chain)));
        let entries = due.map(|event| Entry::of(event, at)).collect();
        Ok(self.record(entries)?.len())
    }

    /// Whether what is recorded here came, wholly or in part, from simulated data.
    pub fn is_simulated(&self) -> bool {
        simulated::is_marked(&self.folder)
    }

    /// Marks the store before simulated data is recorded in it: whatever is asked of it
    /// from then on says so.
    ///
    /// # Errors
    ///
    /// The mark cannot be written.
    pub fn mark_simulated(&self) -> Result<(), Failure> {
        simulated::mark(&self.folder).map_err(Failure::Usage)?;
        sync_folder(&self.folder).map_err(|fault| Failure::Usage(unusable(&self.folder, fault)))
    }

    /// Puts frames at the end of a file.
    fn keep(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(name);
        let stored = self.put(&path, bytes);
        let failed = |fault| {
            let error = Error::new(ErrorKind::NotStored).found(path.display().to_string());
            let why = unusable(&path, fault);
            let mut faults = Faults::from(error);
            faults.push(why);
            Failure::of(faults, false)
        };
        stored.map_err(failed)?;
        self.whole.remove(&path);
        if !self.files.contains(&path) {
            self.files.push(path);
        }
        self.destroy_erased()
    }

    /// Writes everything anew where a file holds what is erased by now.
    fn destroy_erased(&mut self) -> Result<(), Failure> {
        if self.journal.must_rewrite() {
            self.pack(Form::Plain, true)?;
        }
        Ok(())
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let is_new = !path.exists();
        let mut file = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)?;
        let length = file.metadata()?.len();
        let whole = self.whole.get(path).copied().unwrap_or(length);
        if whole < length {
            file.cut(whole)?;
        }
        append(&mut file, whole, bytes)?;
        if is_new {
            sync_folder(&self.folder)?;
        }
        Ok(())
    }
}

/// Whose records a receipt says were received, and up to which number.
fn received(event: &Event) -> Option<((String, u32), u64)> {
    let number = |name: &str| event.data.get(name)?.as_u64();
    let device = event.data.get("device")?.as_str()?;
    let epoch = u32::try_from(number("epoch")?).ok()?;
    Some(((device.to_owned(), epoch), number("up_to")?))
}

/// The files of a folder that are journals, by name.
pub fn journals_of(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    with_ending(folder, "journal")
}

/// The files of a folder whose names end so, by name.
fn with_ending(folder: &Path, wanted: &str) -> Result<Vec<PathBuf>, Failure> {
    let failed = |fault| Failure::Usage(unusable(folder, fault));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let ending = path.extension();
        if ending.is_some_and(|ending| ending.eq_ignore_ascii_case(wanted)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// An entry with a salt for its personal part, drawn from the system.
fn salted(entry: Entry) -> Result<Entry, Failure> {
    if entry.event.personal.is_empty() || entry.salt.is_some() {
        return Ok(entry);
    }
    let mut salt = [0; 16];
    let failed = |fault: getrandom::Error| {
        Failure::Usage(crate::failure::refused(
            Path::new("/dev/urandom"),
            &fault.to_string(),
            &fault.to_string(),
        ))
    };
    getrandom::fill(&mut salt).map_err(failed)?;
    Ok(entry.salted(salt))
}
