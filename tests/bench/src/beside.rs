//! The demonstration's frame for a measurement that runs elsewhere, by turns with it: asked
//! a rule in a line, tells in a line how many milliseconds its counts took, and what they
//! are.

use super::{Failure, clock::timed, tables::Tables};
use noidai::{
    ask::{Framed, Opened},
    error::Faults,
    import::Source,
};
use serde_json::json;
use std::{
    io::{BufRead, Write, stdin, stdout},
    path::Path,
};

/// Answers until no more is asked: `TABLES DAY RULE…`.
pub fn run(given: &[String]) -> Result<(), Failure> {
    let [tables, day, rules @ ..] = given else {
        return Err("usage: beside TABLES DAY RULE…".into());
    };
    let tables = Tables::of(Path::new(tables))?;
    let sources: Vec<Source<'_>> = tables.sources().collect();
    let opened = Opened::open(&sources, "{}").map_err(refused)?;
    let question = json!({ "day": day });
    let asked = json!({ "rules": rules, "question": question }).to_string();
    let frame = Framed::new(&opened, &asked).map_err(refused)?;
    for rule in stdin().lock().lines() {
        let asked = json!({ "rule": rule?, "question": question }).to_string();
        let (took, counts) = timed(|| frame.counts(&asked));
        let total: Vec<u64> = counts.map_err(refused)?.into_iter().take(6).collect();
        let told = json!({ "milliseconds": took.as_secs_f64() * 1e3, "total": total });
        let mut out = stdout().lock();
        writeln!(out, "{told}")?;
        out.flush()?;
    }
    Ok(())
}

fn refused(faults: Faults) -> Failure {
    noidai::ask::refused(&faults).into()
}
