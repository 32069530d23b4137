//! A week of three phones and an office, told as it goes: what is recorded at the door
//! without signal, what becomes of each record, and why all of them end up with the same.
//!
//!     cargo run -p noidai-week            # bằng tiếng Việt
//!     cargo run -p noidai-week -- en      # in English

mod device;
mod events;
mod told;
mod week;

use noidai::Language;
use std::process::ExitCode;

/// What a week may fail with, to be printed.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let language = match std::env::args().nth(1).as_deref() {
        Some("en") => Language::English,
        _ => Language::Vietnamese,
    };
    match week::told(language) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
