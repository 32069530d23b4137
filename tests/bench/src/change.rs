//! What changed between two days for the province, beside one coverage of it.

use super::{
    Failure,
    clock::{by_turns, ratio},
    figure::Figure,
};
use noidai::{
    Day, Registry,
    coverage::{Question, coverage},
    rule::built_in,
    work::change::{ChangeQuestion, change},
};
use noidai_demonstration::Scale;
use std::path::Path;

const RUNS: usize = 5;

pub fn figures(_: &Path) -> Result<Vec<Figure>, Failure> {
    let registry = Registry::open(noidai_demonstration::make(Scale::times(1.0, 1))?)?;
    let (june, july) = (
        noidai_demonstration::day()?,
        noidai_demonstration::last_day()?,
    );
    let may: Day = "2025-05-31".parse()?;
    let mut figures = Vec::new();
    for rule in &built_in() {
        let question = Question::on(june);
        coverage(&registry, rule, &question)?;
        for (word, from, to) in [("a month", may, june), ("over the reform", june, july)] {
            let mut moved = ChangeQuestion::between(from, to);
            moved.map = to.to_string();
            let (changed, covered) = by_turns(
                RUNS,
                || change(&registry, rule, &moved),
                || coverage(&registry, rule, &question),
            );
            let figure = Figure::new(
                format!("change of {}, {word}, the province", rule.id),
                ratio(changed, covered),
                "×",
            );
            figures.push(
                figure
                    .against("one coverage at all levels, in the same run")
                    .at_most(3.0),
            );
        }
    }
    Ok(figures)
}
