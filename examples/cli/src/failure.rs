//! Why nothing was answered: the program was asked wrongly, or given faults.

use noidai::{Error, Language, import::Faults};
use std::process::ExitCode;

/// A failure with its exit code.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for does not exist: exit code 2.
    Usage(Error),
    /// What was given has faults: exit code 1.
    Data(Faults),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Data(Faults::from(error))
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Data(faults)
    }
}

impl Failure {
    /// Says it on the standard error, and gives the exit code.
    pub fn report(&self, language: Language) -> ExitCode {
        let say = |error: &Error| {
            let message = error.message(language);
            eprintln!("{} ({}): {message}", error.name(), error.code());
        };
        match self {
            Self::Usage(error) => {
                say(error);
                ExitCode::from(2)
            }
            Self::Data(faults) => {
                faults.first.iter().for_each(say);
                let unsaid = faults.count.saturating_sub(faults.first.len() as u64);
                if unsaid > 0 {
                    eprintln!("+ {unsaid}");
                }
                ExitCode::from(1)
            }
        }
    }
}
