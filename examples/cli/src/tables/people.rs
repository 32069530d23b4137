//! The table of people.

use super::writer::{Writer, day};
use noidai::{
    Result,
    event::Batch,
    person::{Birth, Sex},
};
use std::path::Path;

/// Writes `people`.
pub fn people(batch: &Batch, folder: &Path) -> Result<()> {
    let mut people = Writer::new(
        folder,
        "people",
        &["id", "name", "birth", "sex", "phone", "died"],
    )?;
    let died: std::collections::HashMap<_, _> = batch.deaths.iter().copied().collect();
    for (ix, person) in &batch.persons {
        let birth = match person.birth {
            Birth::Unknown => String::new(),
            Birth::Year(year) => year.to_string(),
            Birth::Day(on) => on.to_string(),
        };
        let sex = match person.sex {
            Sex::Unknown => "",
            known => known.code(),
        };
        people.row(&[
            batch.people.text(*ix),
            batch.read(person.name),
            &birth,
            sex,
            batch.read(person.phone),
            &day(died.get(ix).copied()),
        ])?;
    }
    people.close()
}
