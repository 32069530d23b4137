//! Growth from a tenth to ten times the province: time a resident.

use super::{
    Failure,
    clock::{time, timed},
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
const SIZES: [(&str, f64, usize); 3] = [("0.1", 0.1, 9), ("1", 1.0, 5), ("10", 10.0, 2)];

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(Vec::new());
    };
    let question = Question::on(noidai_demonstration::day()?);
    let steps = ["made", "folded", "answered at all levels", "imported"];
    let mut rows = Vec::new();
    for (name, size, runs) in SIZES {
        let mut fastest = [Duration::MAX; 4];
        let mut keep = |step: usize, took: Duration| {
            if let Some(best) = fastest.get_mut(step) {
                *best = took.min(*best);
            }
        };
        let mut residents = 0;
        for _ in 0..runs {
            let (made, batch) = timed(|| noidai_demonstration::make(Scale::times(size, 1)));
            let batch = batch?;
            let (folded, registry) = timed(|| Registry::open(batch));
            let registry = registry?;
            residents = registry.person_ids().len();
            let (answered, answer) = timed(|| coverage(&registry, &rule, &question));
            answer?;
            for (step, took) in [made, folded, answered].into_iter().enumerate() {
                keep(step, took);
            }
        }
        let tables = Tables::of(&folder.join(format!("tables-{name}")))?;
        let mut read = Duration::MAX;
        for _ in 0..runs {
            read = read.min(time(|| records(&tables)));
            let (took, registry) = timed(|| tables.open());
            registry?;
            keep(3, took);
        }
        rows.push((name, residents, fastest, read));
    }
    let mut figures = Vec::new();
    for (step, what) in steps.into_iter().enumerate() {
        let each = |fastest: &[Duration; 4], residents: usize| {
            fastest.get(step).map_or(0.0, Duration::as_secs_f64) * 1e9 / residents as f64
        };
        let one = rows
            .first()
            .map_or(0.0, |(_, residents, fastest, _)| each(fastest, *residents));
        for (name, residents, fastest, _) in &rows {
            let each = each(fastest, *residents);
            let what = format!("{what}, {residents} residents ({name} ×), a resident");
            figures.push(
                Figure::new(what, each, "ns")
                    .against(format!("{one:.0} ns at 0.1 ×: {:.2} ×", each / one)),
            );
        }
    }
    for (name, _, fastest, read) in &rows {
        let imported = fastest.last().copied().unwrap_or_default();
        figures.push(
            Figure::new(
                format!("tables to a registry at {name} ×"),
                super::clock::ratio(imported, *read),
                "×",
            )
            .against("csv::Reader::records() over the same bytes")
            .at_most(6.0),
        );
    }
    Ok(figures)
}
