//! A folder of tables: written from a batch, and read into one.

mod folder;
mod written;

pub use folder::read;
pub use written::write;

use noidai::{Error, ErrorKind};
use std::path::Path;

/// A file or folder that cannot be used.
fn unusable(file: &Path, fault: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::UnusableFile).found(format!("{}: {fault}", file.display()))
}
