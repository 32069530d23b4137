//! One writes, or several read.

use crate::failure::{Failure, refused, unusable};
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
    thread::sleep,
    time::Duration,
};

const FILE: &str = "lock";
/// How long somebody else is waited for.
const PATIENCE: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// A lock on a folder; let go when dropped, or when the program ends in whatever way.
pub struct Lock(#[allow(dead_code)] File); // Held, never read.

impl Lock {
    /// Lets others read, nobody write. A folder that nobody writes into has no lock.
    pub fn to_read(folder: &Path) -> Result<Option<Self>, Failure> {
        match File::open(folder.join(FILE)) {
            Ok(file) => take(folder, file, File::try_lock_shared).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Lets nobody else read or write.
    pub fn to_write(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let options = File::options().create(true).append(true).open(&path);
        let file = options.map_err(|fault| Failure::Usage(unusable(&path, fault)))?;
        take(folder, file, File::try_lock)
    }
}

fn take(
    folder: &Path,
    file: File,
    lock: fn(&File) -> Result<(), TryLockError>,
) -> Result<Lock, Failure> {
    for _ in 0..PATIENCE {
        match lock(&file) {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            // A file system without locks: its journal is one program's alone.
            Err(TryLockError::Error(fault)) if fault.kind() == io::ErrorKind::Unsupported => {
                return Ok(Lock(file));
            }
            Err(TryLockError::Error(fault)) => {
                return Err(Failure::Usage(unusable(folder, fault)));
            }
        }
    }
    Err(Failure::Usage(refused(
        folder,
        "chương trình khác đang dùng",
        "another program is using it",
    )))
}
