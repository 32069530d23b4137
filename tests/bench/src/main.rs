//! Measures the figures that the README promises: each as a ratio of two things
//! done in one run, or against a bound that is named.
//!
//! `scripts/bench [NAME…]` builds this and the tables that it reads.

mod allocator;
mod beside;
mod c;
mod change;
mod clock;
mod country;
mod coverage;
mod explain;
mod figure;
mod growth;
mod import;
mod journal;
mod memory;
mod month;
mod places;
mod tables;
mod visits;

use figure::Figure;
use std::{fs, path::Path, process::ExitCode};

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;

/// What a benchmark may fail with, to be printed.
type Failure = Box<dyn std::error::Error>;
type Bench = fn(&Path) -> Result<Vec<Figure>, Failure>;

const BENCHES: [(&str, Bench); 11] = [
    ("import", import::figures),
    ("coverage", coverage::figures),
    ("change", change::figures),
    ("month", month::figures),
    ("explain", explain::figures),
    ("memory", memory::figures),
    ("growth", growth::figures),
    ("country", country::figures),
    ("places", places::figures),
    ("journal", journal::figures),
    ("c", c::figures),
];

fn main() -> ExitCode {
    let mut asked: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("beside", given)) = asked
        .split_first()
        .map(|(name, given)| (name.as_str(), given))
    {
        return match beside::run(given) {
            Ok(()) => ExitCode::SUCCESS,
            Err(fault) => {
                eprintln!("beside: {fault}");
                ExitCode::FAILURE
            }
        };
    }
    if asked.is_empty() {
        asked = BENCHES.map(|(name, _)| name.to_owned()).to_vec();
    }
    let folder = Path::new("target/bench");
    for name in asked {
        let run = BENCHES
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| {
                let known = BENCHES.map(|(name, _)| name);
                Failure::from(format!("no benchmark {name}; known: {}", known.join(", ")))
            })
            .and_then(|(_, bench)| bench(folder));
        let kept = run.and_then(|figures| {
            for figure in &figures {
                println!("{name}: {figure}");
            }
            fs::create_dir_all(folder)?;
            Ok(fs::write(
                folder.join(format!("{name}.json")),
                figure::json(&name, &figures),
            )?)
        });
        if let Err(fault) = kept {
            eprintln!("{name}: {fault}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
