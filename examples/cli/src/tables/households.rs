//! The tables of households, residences and stalls.

use super::writer::{Writer, day};
use noidai::{
    Result,
    event::{Batch, batch::Listed},
};
use std::path::Path;

/// Writes `households`, `residences` and `stalls`.
pub fn households(batch: &Batch, folder: &Path) -> Result<()> {
    let header = [
        "id", "unit", "head", "lane", "address", "kind", "from", "until", "listed",
    ];
    let mut households = Writer::new(folder, "households", &header)?;
    let places: std::collections::HashMap<_, _> = batch.placed.iter().copied().collect();
    let heads: std::collections::HashMap<_, _> = batch.heads.iter().copied().collect();
    for (ix, household) in &batch.household {
        let placed = places.get(ix);
        households.row(&[
            batch.households.text(*ix),
            placed.map_or("", |placed| batch.units.text(placed.unit)),
            heads
                .get(ix)
                .map_or("", |head| batch.people.text(head.person)),
            placed.map_or("", |placed| batch.vocabulary.text(placed.lane)),
            batch.read(household.address),
            batch.vocabulary.text(household.opened.kind),
            &day(household.opened.spell.from),
            &day(household.opened.spell.until),
            match household.listed {
                Listed::BySight => "",
                Listed::No => "không",
                Listed::Yes => "có",
            },
        ])?;
    }
    households.close()?;
    let mut residences = Writer::new(
        folder,
        "residences",
        &["person", "household", "kind", "from", "until", "reason"],
    )?;
    for (person, stay) in &batch.residences {
        residences.row(&[
            batch.people.text(*person),
            batch.households.text(stay.household),
            batch.vocabulary.text(stay.kind),
            &day(stay.spell.from),
            &day(stay.spell.until),
            batch.vocabulary.text(stay.reason),
        ])?;
    }
    residences.close()?;
    let mut stalls = Writer::new(
        folder,
        "stalls",
        &["id", "household", "unit", "market", "from", "until"],
    )?;
    for (ix, stall) in &batch.stall {
        stalls.row(&[
            batch.stalls.text(*ix),
            batch.households.text(stall.household),
            stall.unit.map_or("", |unit| batch.units.text(unit)),
            batch.vocabulary.text(stall.market),
            &day(stall.spell.from),
            &day(stall.spell.until),
        ])?;
    }
    stalls.close()
}
