//! One household on its own: judged, and explained with its reasons and its smallest
//! change or fewest questions.

use super::{Failure, clock::timed, figure::Figure};
use noidai::{
    Registry,
    coverage::{Asked, OnDay},
    gap::{GapQuestion, explain_asked},
    rule::built_in,
};
use noidai_demonstration::Scale;
use std::{path::Path, time::Duration};

/// Households asked about, evenly over the province.
const HOUSEHOLDS: usize = 2000;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let registry = Registry::open(noidai_demonstration::make(Scale::times(1.0, 1))?)?;
    let question = GapQuestion::on(noidai_demonstration::day()?);
    let of_coverage = question.coverage();
    let Some(rule) = built_in().into_iter().next() else {
        return Ok(Vec::new());
    };
    // Made once for a day and a rule, and asked of each household.
    let on_day = OnDay::new(&registry, question.day);
    let asked = Asked::new(&on_day, &rule, &of_coverage)?;
    let ids = registry.household_ids();
    let mut judged: Vec<Duration> = Vec::new();
    let mut explained: Vec<Duration> = Vec::new();
    let mut written: Vec<Duration> = Vec::new();
    // Some have closed before the day, since they joined others.
    let on_day = ids
        .iter()
        .filter(|household| registry.is_household_on(*household, question.day));
    for household in on_day.step_by((ids.len() / HOUSEHOLDS).max(1)) {
        let id = ids.text(household);
        let (time, verdict) = timed(|| {
            let (who, unit) = asked.subject(id)?;
            asked.verdict(who, unit)
        });
        verdict?;
        judged.push(time);
        let (time, explanation) = timed(|| explain_asked(&asked, &question, id));
        let explanation = explanation?;
        explained.push(time);
        let (more, text) = timed(|| noidai::json::write(&explanation));
        text?;
        written.push(time + more);
    }
    let mut figures = Vec::new();
    for (what, mut took) in [
        ("judged", judged),
        ("explained", explained),
        ("explained, as JSON", written),
    ] {
        took.sort_unstable();
        let micros = |share: usize| {
            let at = (took.len() * share / 100).min(took.len().saturating_sub(1));
            took.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e6)
        };
        let figure =
            |nth: &str, micros| Figure::new(format!("one household {what}, {nth}"), micros, "µs");
        figures.push(figure("median", micros(50)).at_most(50.0));
        figures.push(figure("99 of 100", micros(99)));
    }
    Ok(figures)
}
