//! Residents: names, births, sex.

use super::{Maker, names};
use noidai::{
    Day, Result,
    event::batch::{Person, TextRef},
    id::PersonIx,
    person::{Birth, Sex},
};

impl Maker {
    /// Records the resident at a position of a household, and gives the age.
    pub fn person(&mut self, person: PersonIx, family: &str, at: usize) -> Result<u32> {
        let age = match at {
            0 | 1 => 20 + self.chance.below(55),
            2 | 3 => 1 + self.chance.below(29),
            _ => 3 + self.chance.below(80),
        };
        let sex = if self.chance.per_mille(500) {
            Sex::Female
        } else {
            Sex::Male
        };
        // A spouse brings a family name of their own.
        let family = if at == 1 {
            names::family(&mut self.chance)
        } else {
            family
        };
        let (middle, given) = names::given(sex, &mut self.chance);
        let mut name = String::with_capacity(32);
        for part in [family, " ", middle, " ", given] {
            name.push_str(part);
        }
        let record = Person {
            birth: self.birth(age),
            sex,
            name: self.batch.text(&name)?,
            phone: TextRef::default(),
        };
        self.batch.persons.push((person, record));
        Ok(age)
    }

    /// Known to the day, to the year, or not at all.
    fn birth(&mut self, age: u32) -> Birth {
        let year = 2025 - i32::try_from(age).unwrap_or(0);
        match self.chance.below(40) {
            0 => Birth::Unknown,
            1..4 => i16::try_from(year).map_or(Birth::Unknown, Birth::Year),
            _ => {
                let (month, day) = (1 + self.chance.below(12), 1 + self.chance.below(28));
                let year = if month > 6 { year - 1 } else { year };
                Day::new(year, month, day).map_or(Birth::Unknown, Birth::Day)
            }
        }
    }
}
