//! Why nothing was answered: the program was asked wrongly, or given faults.

use noidai::{Error, ErrorKind, Language, error::At, import::Faults};
use std::{io, path::Path, process::ExitCode};

/// A failure with its exit code.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for does not exist: exit code 2.
    Usage(Error),
    /// What was given has faults: exit code 1.
    Data {
        /// The faults.
        faults: Faults,
        /// What was left out or mended on the way.
        notes: Faults,
        /// Whether their texts show personal values.
        show_personal: bool,
    },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::of(Faults::from(error), false)
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::of(faults, false)
    }
}

impl Failure {
    /// Faults in what was given.
    pub fn of(faults: Faults, show_personal: bool) -> Self {
        Self::with_notes(faults, Faults::default(), show_personal)
    }

    /// Faults in what was given, and what was left out or mended besides.
    pub const fn with_notes(faults: Faults, notes: Faults, show_personal: bool) -> Self {
        Self::Data {
            faults,
            notes,
            show_personal,
        }
    }

    /// Says it on the standard error, and gives the exit code.
    pub fn report(&self, language: Language) -> ExitCode {
        match self {
            Self::Usage(error) => {
                eprintln!("{}", said(error, language, false));
                ExitCode::from(2)
            }
            Self::Data {
                faults,
                show_personal,
                ..
            } => {
                for error in &faults.first {
                    eprintln!("{}", said(error, language, *show_personal));
                }
                let unsaid = faults.count.saturating_sub(faults.first.len() as u64);
                if unsaid > 0 {
                    eprintln!("+ {unsaid}");
                }
                ExitCode::from(1)
            }
        }
    }
}

/// A fault with its name and number.
pub fn said(error: &Error, language: Language, show_personal: bool) -> String {
    let message = if show_personal {
        error.message_with_personal(language)
    } else {
        error.message(language)
    };
    format!("{} ({}): {message}", error.name(), error.code())
}

/// A file or folder that the system does not let us use.
pub fn unusable(file: &Path, fault: io::Error) -> Error {
    let why = match fault.kind() {
        io::ErrorKind::NotFound => "không có ở đó",
        io::ErrorKind::PermissionDenied => "không có quyền",
        io::ErrorKind::NotADirectory => "không phải thư mục",
        io::ErrorKind::IsADirectory => "là thư mục, không phải tệp",
        io::ErrorKind::InvalidData => "không phải văn bản UTF-8",
        io::ErrorKind::StorageFull => "hết chỗ lưu trữ",
        io::ErrorKind::ReadOnlyFilesystem => "chỉ đọc được, không ghi được",
        _ => return refused(file, &fault.to_string(), &fault.to_string()),
    };
    refused(file, why, &fault.to_string())
}

/// A file or folder that we do not use, for a reason in both languages.
pub fn refused(file: &Path, vi: &str, en: &str) -> Error {
    let file = file.display();
    Error::new(ErrorKind::UnusableFile)
        .found_words(format!("{file}: {vi}"), format!("{file}: {en}"))
}

/// A fault of a document, with the file that it stands in.
pub fn in_file(file: &Path, error: Error) -> Error {
    match error.place() {
        At::Path(path) if path.is_empty() => error.path(file.display().to_string()),
        At::Path(_) | At::Unplaced => error.within(&format!("{} ", file.display())),
        _ => error,
    }
}
