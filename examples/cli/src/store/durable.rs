//! What is on the disk, and what only seems to be.

use crate::failure::{Failure, unusable};
use noidai::journal::file::header;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

/// A file at whose end bytes are put.
pub trait Durable: Write {
    /// Waits until everything is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts it to a length.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Durable for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

/// Puts frames at the end of a file of a length, after a header where it is empty. If
/// the disk does not take all of them, the file is as it was before: what could be read
/// back from the system's memory, and is not on the disk, would be shared and then lost.
pub fn append(file: &mut impl Durable, length: u64, bytes: &[u8]) -> io::Result<()> {
    let mut whole = Vec::new();
    if length == 0 {
        whole = header();
    }
    whole.extend_from_slice(bytes);
    let stored = file.write_all(&whole).and_then(|()| file.sync());
    if stored.is_err() {
        // The first fault is the one to tell.
        let _ = file.cut(length).and_then(|()| file.sync());
    }
    stored
}

/// Puts a file in the place of another, whole or not at all.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if written.is_err() {
        let _ = fs::remove_file(&beside);
        return written;
    }
    fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Waits until the names in a folder are on the disk, where the system can.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Waits until a file is on the disk.
pub fn sync_file(path: &Path) -> Result<(), Failure> {
    let synced = File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.sync_all());
    synced.map_err(|fault| Failure::Usage(unusable(path, fault)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk that takes so many bytes, and may fail to sync.
    struct Disk {
        bytes: Vec<u8>,
        room: usize,
        syncs: bool,
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.room - self.bytes.len());
            if taken == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.bytes.extend(bytes.iter().take(taken));
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Durable for Disk {
        fn sync(&mut self) -> io::Result<()> {
            if self.syncs {
                Ok(())
            } else {
                Err(io::Error::other("not synced"))
            }
        }

        fn cut(&mut self, length: u64) -> io::Result<()> {
            self.bytes.truncate(usize::try_from(length).unwrap_or(0));
            Ok(())
        }
    }

    #[test]
    fn what_the_disk_does_not_take_whole_leaves_no_trace() {
        let frames = [7; 100];
        for (room, syncs, stored) in [(111, true, false), (112, true, true), (112, false, false)] {
            let mut disk = Disk {
                bytes: Vec::new(),
                room,
                syncs,
            };
            assert_eq!(append(&mut disk, 0, &frames).is_ok(), stored);
            assert_eq!(disk.bytes.len(), if stored { 112 } else { 0 });
        }
        let mut disk = Disk {
            bytes: header(),
            room: 200,
            syncs: false,
        };
        assert!(append(&mut disk, 12, &frames).is_err());
        assert_eq!(disk.bytes, header());
    }
}
