//! An office's month as a workbook, with the command: what it takes beside opening the
//! same tables.

use super::{Failure, clock::by_turns, figure::Figure};
use std::{fs, path::Path, process::Command};

const RUNS: usize = 3;
const DAY: &str = "2025-06-30";

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let tables = folder.join("tables-1");
    let book = folder.join("month.xlsx");
    let command = folder.with_file_name("release").join("noidai");
    let month = |unit: &str| {
        let mut command = Command::new(&command);
        command.arg("month").arg(&tables).args([unit, "--on", DAY]);
        run(command.arg("--xlsx").arg(&book))
    };
    // Figures from elsewhere are read out of the tables and need no counting.
    let opening = || {
        let mut command = Command::new(&command);
        run(command.arg("figures").arg(&tables))
    };
    let mut figures = Vec::new();
    for (what, unit, most) in [
        ("a commune", "31318", 1.0),
        ("the province with all communes", "93", 20.0),
    ] {
        // Told apart from the clock: it must succeed.
        month(unit)?;
        opening()?;
        let (made, opened) = by_turns(RUNS, || month(unit), opening);
        let own = made.saturating_sub(opened).as_secs_f64();
        let all = format!("the month of {what}, with opening the province's tables");
        figures.push(
            Figure::new(format!("the month of {what}"), own, "s")
                .against("opening the same tables, taken off")
                .at_most(most),
        );
        figures.push(Figure::new(all, made.as_secs_f64(), "s"));
    }
    fs::remove_file(book)?;
    Ok(figures)
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}
