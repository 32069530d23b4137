//! A simulated country, household by household: as many as the census of 2019 counted,
//! in places without real names.

use crate::chance::Chance;
use noidai::{
    Day, Result,
    coverage::{Place, Places},
    frame::{FrameBuilder, NOT_ASSESSED, Residents},
    skill::Catalogue,
};

/// Households of Việt Nam (census of 2019).
pub const HOUSEHOLDS: u64 = 26_870_079;
/// Its people.
const PEOPLE: u64 = 96_208_984;
/// Its hamlets (estimated).
pub const HAMLETS: usize = 93_000;
/// Levels from the top, each with how many units it has.
const LEVELS: [(&str, usize); 4] = [
    ("province", 63),
    ("district", 696),
    ("commune", 10_035),
    ("hamlet", HAMLETS),
];
/// Rows of a batch.
const BATCH: usize = 1 << 20;

/// The country on a day.
pub struct Country {
    day: Day,
    places: Places,
    /// Positions of the hamlets.
    hamlets: Vec<u32>,
}

impl Country {
    /// Its units, without anybody yet.
    pub fn on(day: Day) -> Self {
        Self::of_hamlets(day, HAMLETS)
    }

    /// The same with so many hamlets, and as many fewer of the other units.
    pub fn of_hamlets(day: Day, hamlets: usize) -> Self {
        let (places, hamlets) = places(hamlets);
        Self {
            day,
            places,
            hamlets,
        }
    }

    /// A frame of it, in which nobody is yet.
    pub fn frame(&self) -> FrameBuilder {
        let levels = LEVELS.map(|(level, _)| level.to_owned());
        let (places, catalogue) = (self.places.clone(), Catalogue::basic());
        FrameBuilder::new(self.day, places, levels.to_vec(), catalogue)
    }

    /// Calls with the residents of the first so many households, a batch at a time. The
    /// same each time.
    ///
    /// # Errors
    ///
    /// What the call says.
    pub fn each_batch(
        &self,
        households: u64,
        mut each: impl FnMut(&Residents<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut chance = Chance::new(1);
        let (mut place, mut household, mut birth) = (vec![], vec![], vec![]);
        let mut found: [Vec<u8>; 5] = Default::default();
        let mut people = 0;
        for home in 0..households {
            // So many that the mean is the census's.
            let size = ((home + 1) * PEOPLE / HOUSEHOLDS).saturating_sub(people);
            let size = (size + chance.next() % 3).saturating_sub(1).max(1);
            people += size;
            let hamlet = (home * self.hamlets.len() as u64 / HOUSEHOLDS) as usize;
            let asked = chance.next() % 10 < 8;
            for _ in 0..size {
                let drawn = chance.next();
                place.push(self.hamlets.get(hamlet).copied().unwrap_or(0));
                household.push(home);
                birth.push(self.day.number() - (drawn % 30_000) as i32);
                let fluent = drawn >> 32 & 15 == 0;
                for (skill, column) in found.iter_mut().enumerate() {
                    let level = (drawn >> (40 + 2 * skill) & 3) as u8;
                    column.push(match (asked, fluent) {
                        (false, _) => NOT_ASSESSED,
                        (true, true) => 3,
                        (true, false) => level,
                    });
                }
            }
            if place.len() >= BATCH || home + 1 == households {
                let levels: Vec<&[u8]> = found.iter().map(Vec::as_slice).collect();
                each(&Residents {
                    place: &place,
                    household: &household,
                    birth: &birth,
                    levels: &levels,
                    marks: &[],
                })?;
                place.clear();
                household.clear();
                birth.clear();
                found.iter_mut().for_each(Vec::clear);
            }
        }
        Ok(())
    }
}

/// The units of the country in the order of the map, and the positions of hamlets.
fn places(count: usize) -> (Places, Vec<u32>) {
    let mut units: Vec<Place> = Vec::new();
    let mut hamlets = Vec::new();
    // By level: where the open unit stands.
    let mut open = [0_usize; 4];
    for hamlet in 0..count {
        for (level, (name, all)) in LEVELS.iter().enumerate() {
            let own = (all * count / HAMLETS).max(1);
            let number = |hamlet: usize| hamlet * own / count;
            let first = hamlet == 0 || number(hamlet) != number(hamlet - 1);
            if first {
                if let Some(slot) = open.get_mut(level) {
                    *slot = units.len();
                }
                units.push(Place {
                    id: format!("{name}-{}", units.len()),
                    code: format!("{}", units.len()),
                    name: format!("{name} {}", units.len()),
                    level: (*name).to_owned(),
                    end: 0,
                });
            }
            let end = units.len();
            for at in open.iter().take(level + 1) {
                if let Some(place) = units.get_mut(*at) {
                    place.end = end;
                }
            }
        }
        hamlets.push(u32::try_from(units.len() - 1).unwrap_or(0));
    }
    (Places { units }, hamlets)
}
