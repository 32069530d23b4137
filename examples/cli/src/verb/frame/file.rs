//! A frame's file: written, and read.

use crate::{
    Context,
    failure::{Failure, in_file, unusable},
    output::Whole,
    words::{count, say},
};
use noidai::frame::{Frame, FrameFile};
use noidai_demonstration::STAMP;
use std::{fs, path::Path};

/// Writes a frame, and says how large it is.
///
/// # Errors
///
/// The file cannot be written.
pub fn write(frame: &Frame, file: &Path, context: &Context) -> Result<String, Failure> {
    let bytes = frame.to_bytes()?;
    let size = bytes.len();
    let written = Whole::new(file, bytes).and_then(Whole::put);
    written.map_err(Failure::Usage)?;
    let language = context.language;
    let of = |size, vi, en| format!("{} {}", count(size, language), say(language, vi, en));
    let said = [
        of(frame.slots(), "ô", "slots"),
        of(frame.planes(), "mặt phẳng bit", "planes"),
        of(size, "byte", "bytes"),
    ];
    let stamp = match frame.is_simulated() {
        true => format!("{STAMP}\n"),
        false => String::new(),
    };
    let (file, said) = (file.display(), said.join(" · "));
    Ok(format!("{stamp}{file}: {said}\n"))
}

/// The bytes of a file.
///
/// # Errors
///
/// The file cannot be read.
pub fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|fault| Failure::Usage(unusable(file, fault)))
}

/// The frame of a file's bytes.
///
/// # Errors
///
/// It is none, of another version, or damaged.
pub fn open<'a>(file: &Path, bytes: &'a [u8]) -> Result<FrameFile<'a>, Failure> {
    FrameFile::open(bytes).map_err(|error| in_file(file, error).into())
}
