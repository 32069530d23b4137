//! One household judged, on its own.

use super::{Failure, clock::timed, figure::Figure};
use noidai::{
    Registry,
    coverage::{Asked, OnDay, Question},
    rule::built_in,
};
use noidai_demonstration::Scale;
use std::{path::Path, time::Duration};

/// Households asked about, evenly over the province.
const HOUSEHOLDS: usize = 2000;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let registry = Registry::open(noidai_demonstration::make(Scale::times(1.0, 1))?)?;
    let question = Question::on(noidai_demonstration::day()?);
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(Vec::new());
    };
    // Made once for a day and a rule, and asked of each household.
    let on_day = OnDay::new(&registry, question.day);
    let asked = Asked::new(&on_day, &rule, &question)?;
    let ids = registry.household_ids();
    let mut took: Vec<Duration> = Vec::new();
    for household in ids.iter().step_by((ids.len() / HOUSEHOLDS).max(1)) {
        let id = ids.text(household);
        let (time, verdict) = timed(|| {
            let (who, unit) = asked.subject(id)?;
            asked.verdict(who, unit)
        });
        verdict?;
        took.push(time);
    }
    took.sort_unstable();
    let micros = |share: usize| {
        let at = (took.len() * share / 100).min(took.len().saturating_sub(1));
        took.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e6)
    };
    Ok(vec![
        Figure::new("one household judged, median", micros(50), "µs").at_most(50.0),
        Figure::new("one household judged, 99 of 100", micros(99), "µs"),
    ])
}
