//! The demonstration: the real places of Hậu Giang with simulated people.

mod activity;
mod chance;
mod country;
mod hamlet;
mod household;
mod july;
mod moves;
mod names;
mod person;
mod places;
mod reform;
mod setups;
mod share;
mod skills;
mod stalls;
mod targets;
mod teams;
#[cfg(test)]
mod tests;
mod words;

pub use country::{Country, HAMLETS, HOUSEHOLDS};

use noidai::{Day, Error, ErrorKind, Result, event::Batch};

/// Stands wherever simulated figures are shown.
pub const STAMP: &str = "DỮ LIỆU MÔ PHỎNG, không phải số liệu thật / simulated data";

/// Residents at the size of the province (census of 2019).
const RESIDENTS: u32 = 733_017;

/// Sets the source of activities apart from the others.
const YEAR: u64 = 0x686f_6174_646f_6e67;

/// How large to make it, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Residents in all.
    residents: u32,
    /// The same seed gives the same facts.
    seed: u64,
}

impl Scale {
    /// So many times the province; places, teams and seats stay as they are.
    pub fn times(size: f64, seed: u64) -> Self {
        // `Size` admits 0.001 to 100: the product fits.
        let residents = (f64::from(RESIDENTS) * size).round() as u32;
        Self { residents, seed }
    }
}

/// The day that the demonstration is about: the last of the old province.
pub fn day() -> Result<Day> {
    "2025-06-30".parse()
}

/// The last day that the demonstration covers: the first month of the city.
pub fn last_day() -> Result<Day> {
    let (year, month, day) = july::LAST_DAY;
    Day::new(year, month, day).ok_or_else(|| Error::new(ErrorKind::BadDay))
}

/// The day from which the demonstration's units are those of the city of Cần Thơ.
pub fn reform_day() -> Result<Day> {
    "2025-07-01".parse()
}

/// Stands beside what is shown of the city, in Vietnamese and in English.
pub const PART_OF_CITY: [&str; 2] = [
    "Đây chỉ là 28 trong 103 xã, phường của thành phố Cần Thơ: phần trước kia là tỉnh Hậu Giang.",
    "These are only 28 of the 103 communes of the city of Cần Thơ: what was the province of Hậu Giang.",
];

/// Makes the whole demonstration.
pub fn make(scale: Scale) -> Result<Batch> {
    let mut batch = Batch::default();
    let mut chance = chance::Chance::new(scale.seed);
    let hamlets = places::lay_down(&mut batch)?;
    reform::record(&mut batch)?;
    targets::record(&mut batch)?;
    let words = words::Words::of(&mut batch)?;
    let activity_words = activity::ActivityWords::of(&mut batch)?;
    let plans = hamlet::plan(&hamlets, scale.residents as usize, &mut chance);
    let mut maker = Maker {
        batch,
        chance,
        july: chance::Chance::new(!scale.seed),
        year: chance::Chance::new(scale.seed.rotate_left(32) ^ YEAR),
        words,
        activity_words,
        homes: Vec::new(),
    };
    let residents = scale.residents as usize;
    maker.batch.persons.reserve(residents);
    maker.batch.residences.reserve(residents * 11 / 10);
    maker.batch.assessments.reserve(residents * 5);
    maker.batch.setups.reserve(residents * 4);
    for (number, (hamlet, plan)) in hamlets.iter().zip(plans).enumerate() {
        maker.settle(number, hamlet, plan)?;
    }
    maker.years_of_youth(&hamlets)?;
    Ok(maker.batch)
}

/// The batch being made.
struct Maker {
    batch: Batch,
    chance: chance::Chance,
    /// What July is drawn from.
    july: chance::Chance,
    /// What activities are drawn from.
    year: chance::Chance,
    words: words::Words,
    activity_words: activity::ActivityWords,
    /// Households so far, for people to move out of.
    homes: Vec<noidai::id::HouseholdIx>,
}
