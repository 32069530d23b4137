//! Residents: names, births, sex.

use super::{Maker, chance::FIRST_DAY, names};
use noidai::{
    Day, Result,
    event::batch::{Person, TextRef},
    id::PersonIx,
    person::{Birth, Sex},
};

/// What the rest of the making needs to know of a person.
pub struct Known {
    pub age: u32,
    /// The day of birth, if it lies within the time covered.
    pub born_within: Option<Day>,
}

impl Maker {
    /// Records the resident at a position of a household, beside the eldest: the
    /// one at 0, then a spouse, children, and parents or grandchildren; in a
    /// boarding house, lodgers.
    pub fn person(
        &mut self,
        person: PersonIx,
        family: &str,
        at: usize,
        eldest: u32,
        lodger: bool,
    ) -> Result<Known> {
        let age = match at {
            _ if lodger => 18 + self.chance.below(25),
            0 if eldest > 0 => eldest,
            0 => 24 + self.chance.below(52),
            1 => (eldest + self.chance.below(9)).saturating_sub(5).max(18),
            4.. if eldest < 55 && self.chance.per_mille(500) => eldest + 22 + self.chance.below(14),
            4.. => self.chance.below(20),
            _ => eldest.saturating_sub(20 + self.chance.below(16)),
        };
        let sex = if self.chance.per_mille(500) {
            Sex::Female
        } else {
            Sex::Male
        };
        // A spouse, and a lodger, bring a family name of their own.
        let family = if at == 1 || lodger {
            names::family(&mut self.chance)
        } else {
            family
        };
        let (middle, given) = names::given(sex, age, &mut self.chance);
        let mut name = String::with_capacity(32);
        for part in [family, " ", middle, " ", given] {
            name.push_str(part);
        }
        let birth = self.birth(age);
        let record = Person {
            birth,
            sex,
            name: self.batch.text(&name)?,
            phone: TextRef::default(),
        };
        self.batch.persons.push((person, record));
        let (year, month, day) = FIRST_DAY;
        let first = Day::new(year, month, day);
        let born_within = match birth {
            Birth::Day(day) if Some(day) > first => Some(day),
            _ => None,
        };
        Ok(Known { age, born_within })
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
