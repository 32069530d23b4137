//! Where people live: permanently, for a time, away, moved in.

use super::Maker;
use noidai::{
    event::Code,
    household::Residence,
    id::{HouseholdIx, PersonIx},
    time::Spell,
};

impl Maker {
    /// Records the residences of a person counted in a household.
    pub fn reside(&mut self, person: PersonIx, household: HouseholdIx, at: usize) {
        let stay = |household, kind, from, until| Residence {
            spell: Spell { from, until },
            household,
            kind,
            reason: if until.is_some() {
                Code::MOVED
            } else {
                Code::NONE
            },
        };
        let stays = &mut self.batch.residences;
        let mut record = |residence| stays.push((person, residence));
        // Heads stay; the others may come from anywhere in the province.
        let draw = if at == 0 {
            999
        } else {
            self.chance.below(1000)
        };
        let known = u32::try_from(self.homes.len()).unwrap_or(u32::MAX);
        let home = self.homes.get(self.chance.below(known) as usize).copied();
        match (draw, home) {
            // Moved in within the time covered.
            (0..10, Some(home)) => {
                let day = self.chance.day();
                record(stay(home, Code::PERMANENT, None, day));
                record(stay(household, Code::PERMANENT, day, None));
            }
            // Here for a time, and away from home.
            (10..25, Some(home)) => {
                let day = self.chance.day();
                record(stay(home, Code::PERMANENT, None, None));
                record(stay(home, Code::AWAY, day, None));
                record(stay(household, Code::TEMPORARY, day, None));
            }
            // Here for a time; home is not known.
            (25..40, _) => {
                let day = self.chance.day();
                record(stay(household, Code::TEMPORARY, day, None));
            }
            // At home on paper, away in fact.
            (40..65, _) => {
                let day = self.chance.day();
                record(stay(household, Code::PERMANENT, None, None));
                record(stay(household, Code::AWAY, day, None));
            }
            _ => record(stay(household, Code::PERMANENT, None, None)),
        }
    }
}
