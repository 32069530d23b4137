//! Bytes of the demonstration's registry, counted by the allocator.

use super::{
    Failure,
    allocator::{forget_peak, in_use, peak},
    figure::Figure,
    tables::Tables,
};
use noidai::{Registry, event::Batch};
use noidai_demonstration::Scale;
use std::path::Path;

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let before = in_use();
    forget_peak();
    let batch = noidai_demonstration::make(Scale::times(1.0, 1))?;
    let facts = facts(&batch);
    let made = in_use() - before;
    let registry = Registry::open(batch)?;
    let (kept, most) = (in_use() - before, peak() - before);
    let residents = registry.person_ids().len() as f64;
    let mut figures = vec![
        Figure::new("registry, a resident", kept as f64 / residents, "bytes")
            .against("names, index and all facts counted")
            .at_most(250.0),
        Figure::new("residents", residents, "people"),
        Figure::new("facts", facts as f64, "facts"),
        Figure::new("batch before the fold", made as f64 / 1e6, "MB"),
        Figure::new("registry", kept as f64 / 1e6, "MB"),
        Figure::new("most in use while made and folded", most as f64 / 1e6, "MB"),
    ];
    drop(registry);
    let tables = Tables::of(&folder.join("tables-1"))?;
    let before = in_use();
    forget_peak();
    let registry = tables.open()?;
    figures.push(
        Figure::new(
            "registry from tables, a resident",
            (in_use() - before) as f64 / registry.person_ids().len() as f64,
            "bytes",
        )
        .at_most(250.0),
    );
    figures.push(Figure::new(
        "most in use while imported, the files aside",
        (peak() - before) as f64 / 1e6,
        "MB",
    ));
    Ok(figures)
}

/// Facts of a batch: one a row of each column.
fn facts(batch: &Batch) -> usize {
    [
        batch.unit_opened.len(),
        batch.unit_codes.len(),
        batch.unit_names.len(),
        batch.unit_parents.len(),
        batch.unit_closed.len(),
        batch.committee.len(),
        batch.organisation.len(),
        batch.team.len(),
        batch.memberships.len(),
        batch.persons.len(),
        batch.deaths.len(),
        batch.household.len(),
        batch.placed.len(),
        batch.heads.len(),
        batch.household_closed.len(),
        batch.listed.len(),
        batch.residences.len(),
        batch.residence_ends.len(),
        batch.splits.len(),
        batch.joins.len(),
        batch.stall.len(),
        batch.flags.len(),
        batch.setups.len(),
        batch.assessments.len(),
        batch.advocates.len(),
        batch.teachings.len(),
        batch.activity.len(),
        batch.done.len(),
    ]
    .into_iter()
    .sum()
}
