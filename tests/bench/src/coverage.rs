//! Coverage of all households at all levels, beside the import of the same data.

use super::{
    Failure,
    clock::{by_turns, ratio},
    figure::Figure,
    tables::Tables,
};
use noidai::{
    coverage::{Question, coverage},
    rule::built_in,
};
use std::path::Path;

const RUNS: usize = 7;

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let tables = Tables::of(&folder.join("tables-1"))?;
    let registry = tables.open()?;
    let question = Question::on(noidai_demonstration::day()?);
    let mut figures = Vec::new();
    for (at, rule) in built_in().iter().enumerate() {
        coverage(&registry, rule, &question)?;
        let runs = if at == 0 { RUNS } else { 3 };
        let (answered, imported) = by_turns(
            runs,
            || coverage(&registry, rule, &question),
            || tables.open(),
        );
        let figure = Figure::new(
            format!("{} at all levels", rule.id),
            ratio(answered, imported),
            "×",
        )
        .against("the import of the same tables");
        figures.push(figure.at_most(0.1));
    }
    Ok(figures)
}
