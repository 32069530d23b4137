//! Opening a journal: everything whole is used, everything else is placed.

#[cfg(not(target_family = "wasm"))]
use super::pack;
use super::{
    Journal, Loss, Record,
    file::{Found, Frames},
};
use crate::{Error, ErrorKind, Result, error::At};

/// A frame that is whole, and whose record this version cannot read. It is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where its frame begins.
    pub at: usize,
    /// Why not.
    pub error: Error,
}

impl Unread {
    /// The fault, in a file.
    pub fn error(&self, file: &str) -> Error {
        self.error.clone().at(At::Byte {
            file: file.to_owned(),
            offset: self.at as u64,
        })
    }
}

/// A journal that is being opened, step by step; dropping it changes nothing.
///
/// ```
/// use noidai::journal::{Opening, file::header};
/// let bytes = header();
/// let mut opening = Opening::new(&bytes)?;
/// while opening.step(100) {}
/// let (journal, losses) = opening.finish();
/// assert!(journal.is_empty() && losses.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Default)]
pub struct Opening<'a> {
    frames: Frames<'a>,
    journal: Journal,
    losses: Vec<Loss>,
    unread: Vec<Unread>,
    is_done: bool,
}

impl<'a> Opening<'a> {
    /// # Errors
    ///
    /// These are no bytes of a journal, or of another version.
    pub fn new(bytes: &'a [u8]) -> Result<Self> {
        let mut opening = Self::default();
        opening.go_on(bytes)?;
        Ok(opening)
    }

    /// Reads on, at most so many records; false once all are read.
    pub fn step(&mut self, max_records: usize) -> bool {
        for _ in 0..max_records.max(1) {
            match self.frames.next() {
                None => {
                    self.is_done = true;
                    return false;
                }
                Some(Found::Loss(loss)) => self.losses.push(loss),
                #[cfg(not(target_family = "wasm"))]
                Some(Found::Pack { at, bytes }) => self.unpack(at, bytes),
                #[cfg(target_family = "wasm")]
                Some(Found::Pack { .. }) => {}
                Some(Found::Record { at, bytes }) => match Record::read(bytes) {
                    Ok(record) => {
                        let digests = record.digests_in(bytes);
                        self.journal.put(&record, digests, bytes.into());
                    }
                    Err(error) => {
                        let newer = error.kind() == ErrorKind::NewerRecord;
                        let error = if newer {
                            error
                        } else {
                            Error::new(ErrorKind::BrokenRecord)
                                .found(error.found_text(true).unwrap_or(error.name()))
                                .expected(error.expected_text().unwrap_or("—"))
                        };
                        self.journal.keep_unread(bytes, error.kind());
                        self.unread.push(Unread { at, error });
                    }
                },
            }
        }
        !self.is_done
    }

    #[cfg(not(target_family = "wasm"))]
    fn unpack(&mut self, at: usize, bytes: &[u8]) {
        let Ok(records) = pack::unpack(bytes) else {
            // Its checksum holds, and yet it is none.
            let length = self.frames.at() - at;
            let cut = false;
            self.losses.push(Loss { at, length, cut });
            return;
        };
        for own in records {
            if let Ok(record) = Record::read(&own.bytes) {
                self.journal.put(&record, own.digests, own.bytes.clone());
            }
        }
    }

    /// Goes on with a further file, once everything before it is read: the journal
    /// is the union of all. Places count from the beginning of each file.
    ///
    /// # Errors
    ///
    /// These are no bytes of a journal, or of another version; what was read stays.
    pub fn go_on(&mut self, bytes: &'a [u8]) -> Result<()> {
        let next = Frames::new(bytes)?;
        while self.step(usize::MAX) {}
        self.frames = next;
        self.is_done = false;
        Ok(())
    }

    /// Whole frames so far whose record this version cannot read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// What so far of the bytes holds no whole record.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Reads the rest, and gives the journal and what of the bytes holds no whole
    /// record.
    pub fn finish(mut self) -> (Journal, Vec<Loss>) {
        while self.step(usize::MAX) {}
        self.journal.settle();
        (self.journal, self.losses)
    }
}

impl Journal {
    /// Opens a journal: [`Opening`] in one go.
    ///
    /// # Errors
    ///
    /// These are no bytes of a journal, or of another version.
    pub fn open(bytes: &[u8]) -> Result<(Self, Vec<Loss>)> {
        Ok(Opening::new(bytes)?.finish())
    }

    pub(super) fn keep_unread(&mut self, bytes: &[u8], why: ErrorKind) -> bool {
        let known = self.unread.iter().any(|(known, _)| **known == *bytes);
        if !known {
            self.unread.push((bytes.into(), why));
        }
        !known
    }
}
