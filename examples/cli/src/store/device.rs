//! Who writes into a folder.

use super::durable::replace;
use crate::failure::{Failure, in_file, unusable};
use noidai::{Error, ErrorKind, id, journal::Writer, json};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// The file that says it.
const FILE: &str = "device.json";

/// The device that writes into a folder, and which life of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// The device's id.
    pub device: String,
    /// From 1; the next after it was restored from a backup.
    pub epoch: u32,
}

impl Device {
    /// The device of a folder.
    ///
    /// # Errors
    ///
    /// What says it cannot be read.
    pub fn of(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(Failure::Usage(unusable(&path, fault))),
        };
        let device: Self = json::read(&text).map_err(|error| in_file(&path, error))?;
        device.writer()?;
        Ok(Some(device))
    }

    /// Lets a device write into a folder, which is made where there is none. An epoch
    /// that is not after that of the same device is refused.
    ///
    /// # Errors
    ///
    /// That, what is no id, and a disk that does not take it.
    pub fn begin(&self, folder: &Path) -> Result<(), Failure> {
        let usage = |error: Error, option: &str| Failure::Usage(error.path(option));
        id::check(&self.device).map_err(|error| usage(error, "--device"))?;
        self.writer().map_err(|_| {
            let error = Error::new(ErrorKind::WrongValue).found(self.epoch.to_string());
            usage(error.expected("≥ 1"), "--epoch")
        })?;
        fs::create_dir_all(folder).map_err(|fault| Failure::Usage(unusable(folder, fault)))?;
        if let Some(before) = Self::of(folder)?
            && before.device == self.device
            && before.epoch >= self.epoch
        {
            let error = Error::new(ErrorKind::WrongValue).found(self.epoch.to_string());
            let next = format!("≥ {}", u64::from(before.epoch) + 1);
            return Err(usage(error.expected(next), "--epoch"));
        }
        let path = folder.join(FILE);
        let text = json::write(self)? + "\n";
        replace(&path, text.as_bytes()).map_err(|fault| Failure::Usage(unusable(&path, fault)))
    }

    /// The device as a writer.
    ///
    /// # Errors
    ///
    /// It is no id, or the epoch is 0.
    pub fn writer(&self) -> noidai::Result<Writer> {
        Writer::new(&self.device, self.epoch)
    }

    /// The name of the file of its records. Names mean nothing when they are read, so
    /// two that a system takes for one may share it.
    pub fn file(&self) -> String {
        let mut name = String::new();
        for byte in self.device.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => {
                    name.push(char::from(byte));
                }
                other => name.push_str(&format!("%{other:02x}")),
            }
        }
        format!("{name}-{}.journal", self.epoch)
    }
}
