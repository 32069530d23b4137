//! The table of people.

use super::{
    Unsaid, Writer,
    writer::{DayCell, Put},
};
use crate::{
    Day, Result,
    event::Batch,
    person::{Birth, Sex},
};

pub(super) fn people(batch: &Batch, put: Put<'_>, unsaid: &mut Unsaid) -> Result<()> {
    let mut died: Vec<Option<Day>> = vec![None; batch.people.len()];
    for (person, day) in &batch.deaths {
        match died.get_mut(person.index()) {
            Some(slot) if slot.is_none_or(|known| known == *day) => *slot = Some(*day),
            Some(slot) => {
                unsaid.deaths += 1;
                // The later day holds, as in the registry.
                *slot = (*slot).max(Some(*day));
            }
            None => unsaid.deaths += 1,
        }
    }
    let (mut birth, mut death) = (DayCell::new(), DayCell::new());
    let mut written = vec![false; batch.people.len()];
    let mut table = Writer::new("people", put);
    for (ix, person) in &batch.persons {
        if let Some(slot) = written.get_mut(ix.index()) {
            *slot = true;
        }
        let year;
        let born = match person.birth {
            Birth::Unknown => "",
            Birth::Year(number) => {
                year = number.to_string();
                &year
            }
            Birth::Day(day) => birth.of(Some(day)),
        };
        let sex = match person.sex {
            Sex::Unknown => "",
            known => known.code(),
        };
        table.row([
            batch.people.text(*ix),
            batch.read(person.name),
            born,
            sex,
            batch.read(person.phone),
            death.of(died.get(ix.index()).copied().flatten()),
        ])?;
    }
    let dead = died.iter().zip(&written);
    unsaid.deaths += dead
        .map(|(day, written)| u64::from(day.is_some() && !written))
        .sum::<u64>();
    table.close()
}
