//! Hamlets: how many live in each, how far each has come, and its settling.

use super::{Maker, activity::Before, chance::Chance, places::Hamlet, share::apportion, teams};
use noidai::{
    Result,
    event::{Code, batch::Listed},
    id::PersonIx,
    time::Spell,
};
use std::collections::BTreeMap;

/// Residents of the district units in 2019, by code (Vị Thủy by subtraction).
pub const DISTRICTS: [(&str, u32); 8] = [
    ("930", 73_322),
    ("931", 57_847),
    ("932", 101_025),
    ("933", 81_810),
    ("934", 190_578),
    ("935", 73_268),
    ("936", 84_233),
    ("937", 70_934),
];

/// What a hamlet is to become.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// How many live there.
    pub residents: usize,
    /// Members of its team.
    pub seats: usize,
    /// Households with somebody fluent, in a thousand.
    pub fluent: u32,
    /// Of the others, those that were asked, in a thousand.
    pub asked: u32,
    /// Of those asked, those asked about everything, in a thousand.
    pub thorough: u32,
}

/// What is being settled, and what it has so far.
pub struct Settled<'a> {
    pub number: usize,
    pub hamlet: &'a Hamlet,
    pub plan: Plan,
    /// The team's members so far; the first is its head.
    pub members: Vec<PersonIx>,
}

/// Plans each hamlet: districts differ, and hamlets within them more.
pub fn plan(hamlets: &[Hamlet], residents: usize, chance: &mut Chance) -> Vec<Plan> {
    let weights = DISTRICTS.map(|(_, residents)| residents);
    let of_districts = apportion(residents, &weights);
    let mut left: BTreeMap<&str, std::vec::IntoIter<usize>> = BTreeMap::new();
    let mut bases = BTreeMap::new();
    for ((code, _), whole) in DISTRICTS.iter().zip(of_districts) {
        let own = hamlets.iter().filter(|hamlet| hamlet.district == *code);
        let weights: Vec<u32> = own.map(|_| 80 + chance.below(41)).collect();
        left.insert(code, apportion(whole, &weights).into_iter());
        bases.insert(*code, 330 + chance.below(341));
    }
    // Most teams have five to nine members, one in twenty too few.
    let weights = hamlets.iter().map(|hamlet| match hamlet.team {
        None => 0,
        Some(_) if hamlet.youth.is_none() && chance.per_mille(50) => 1 + chance.below(2),
        Some(_) => 5 + chance.below(4),
    });
    let weights: Vec<u32> = weights.collect();
    let sent = hamlets
        .iter()
        .filter(|hamlet| hamlet.youth.is_some() && hamlet.place < teams::IN_YOUTH_TEAM);
    let seats = apportion(teams::MEMBERS - sent.count(), &weights);
    let plans = hamlets.iter().zip(seats).map(|(hamlet, seats)| {
        let district = hamlet.district.as_str();
        let base = bases.get(district).copied().unwrap_or(500);
        Plan {
            residents: left.get_mut(district).and_then(Iterator::next).unwrap_or(0),
            seats,
            fluent: (base + chance.below(801))
                .saturating_sub(400)
                .clamp(70, 960),
            asked: 500 + chance.below(480),
            thorough: 250 + chance.below(600),
        }
    });
    plans.collect()
}

impl Maker {
    /// Settles a hamlet, household by household.
    pub fn settle(&mut self, number: usize, hamlet: &Hamlet, plan: Plan) -> Result<()> {
        let before = Before::of(&self.batch);
        let mut settled = Settled {
            number,
            hamlet,
            plan,
            members: Vec::new(),
        };
        let mut left = plan.residents;
        let mut house = 0;
        while left > 0 {
            house += 1;
            // 3.6 residents in the mean, as the census counted.
            let size = self.chance.pick(&[1, 2, 3, 3, 4, 4, 4, 5, 5, 5]).min(left);
            left -= self.household(&mut settled, house, size, left)?;
        }
        // Listed, and nobody lives there any more.
        let empty = self
            .batch
            .households
            .intern(&format!("h{number:03}-0000"))?;
        self.open(
            &settled,
            empty,
            0,
            Listed::Yes,
            Code::FAMILY,
            Spell::default(),
        )?;
        self.year(&settled, &before)
    }
}
