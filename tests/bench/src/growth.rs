//! Growth from a tenth to ten times the province: time a resident.
//!
//! Two times are told of each step: how long one waits, and how long the program itself
//! ran. What lies between them is the kernel, which clears a page before it hands it out; a
//! page that the machine has not had before costs it several times as much, so the wait
//! alone would not show whether a step grows linearly. Bounds stand on the program's own.

use super::{
    Failure,
    clock::{OwnTime, time, timed},
    figure::Figure,
    import::records,
    tables::Tables,
};
use noidai::{
    Registry,
    coverage::{Question, coverage},
    rule::built_in,
};
use noidai_demonstration::Scale;
use std::{path::Path, time::Duration};

/// Sizes, with how often each is measured.
const SIZES: [(&str, f64, u32); 3] = [("0.1", 0.1, 40), ("1", 1.0, 6), ("10", 10.0, 3)];

/// The most that a step may cost a resident at ten times the province, in costs at a tenth
/// of it. A table of ids that fits in the caches at a tenth does not at ten times, so one is
/// out of reach; a step that grew by the square would cost a hundred.
const MOST: f64 = 2.0;

const STEPS: [&str; 4] = ["made", "folded", "answered at all levels", "imported"];

/// What a step took: the fastest wait, and the program's own time of all runs.
#[derive(Clone, Copy)]
struct Taken {
    fastest: Duration,
    own: Duration,
}

impl Taken {
    const NOTHING: Self = Self {
        fastest: Duration::MAX,
        own: Duration::ZERO,
    };

    fn measure<T>(&mut self, step: impl FnOnce() -> T) -> Result<T, Failure> {
        let own = OwnTime::start()?;
        let (took, made) = timed(step);
        self.own += own.stop()?;
        self.fastest = self.fastest.min(took);
        Ok(made)
    }
}

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(Vec::new());
    };
    let question = Question::on(noidai_demonstration::day()?);
    let mut rows = Vec::new();
    for (name, size, runs) in SIZES {
        let mut steps = [Taken::NOTHING; 4];
        let [made, folded, answered, imported] = &mut steps;
        let tables = Tables::of(&folder.join(format!("tables-{name}")))?;
        let mut read = Duration::MAX;
        let mut residents = 0;
        for _ in 0..runs {
            let batch = made.measure(|| noidai_demonstration::make(Scale::times(size, 1)))??;
            let registry = folded.measure(|| Registry::open(batch))??;
            residents = registry.person_ids().len();
            answered.measure(|| coverage(&registry, &rule, &question))??;
            drop(registry);
            read = read.min(time(|| records(&tables)));
            imported.measure(|| tables.open())??;
        }
        rows.push((name, residents, steps, read, runs));
    }
    let mut figures = Vec::new();
    for (step, what) in STEPS.into_iter().enumerate() {
        let mut first = None;
        for (name, residents, steps, _, runs) in &rows {
            let taken = steps.get(step).copied().unwrap_or(Taken::NOTHING);
            let each = |took: Duration| took.as_secs_f64() * 1e9 / *residents as f64;
            let (wait, own) = (each(taken.fastest), each(taken.own / *runs));
            let (wait_at_first, own_at_first) = *first.get_or_insert((wait, own));
            let what = format!("{what}, {residents} residents ({name} ×), a resident");
            figures.push(
                Figure::new(format!("{what}, waited"), wait, "ns").against(format!(
                    "{wait_at_first:.0} ns at 0.1 ×: {:.2} ×",
                    wait / wait_at_first
                )),
            );
            figures.push(
                Figure::new(
                    format!("{what}, the program's own time"),
                    own / own_at_first,
                    "×",
                )
                .against(format!("{own:.0} ns, {own_at_first:.0} ns at 0.1 ×"))
                .at_most(MOST),
            );
        }
    }
    for (name, _, [.., imported], read, _) in &rows {
        figures.push(
            Figure::new(
                format!("tables to a registry at {name} ×"),
                super::clock::ratio(imported.fastest, *read),
                "×",
            )
            .against("csv::Reader::records() over the same bytes")
            .at_most(6.0),
        );
    }
    Ok(figures)
}
