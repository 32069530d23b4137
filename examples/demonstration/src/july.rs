//! The month after the reform: in July 2025 the teams went on, in what had become
//! the city. Drawn from a source of its own, so that June stays what it was.

use super::{Maker, chance::Chance, hamlet::Settled, skills::Able};
use noidai::{
    Day,
    event::Code,
    household::Residence,
    id::{HouseholdIx, PersonIx},
    skill::{Assessment, Evidence},
    time::Spell,
};

/// The last day that the demonstration covers.
pub const LAST_DAY: (i32, u32, u32) = (2025, 7, 31);
/// Households visited in the month, in a thousand.
const VISITED: u32 = 25;
/// Of those visited, the ones where somebody became fluent, in a thousand.
const BECAME_FLUENT: u32 = 400;
/// Households that somebody moves out of in the month, in a thousand.
const MOVES: u32 = 2;

impl Maker {
    /// What July brings to a household. `able` is how far its first resident was
    /// found to be by June; nothing where nobody had asked.
    pub fn july(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        own: &[PersonIx],
        able: Option<Able>,
    ) {
        if let Some(first) = own.first().filter(|_| self.july.per_mille(VISITED)) {
            let by = settled.members.first().copied();
            self.visit(*first, able, by.filter(|by| by != first));
        }
        // Neither the head nor a spouse, who may have a seat in the hamlet's team.
        let leaver = own.get(2..).and_then(<[PersonIx]>::last);
        if let Some(person) = leaver.filter(|_| self.july.per_mille(MOVES)) {
            self.move_out(*person, household);
        }
    }

    /// Somebody asked for the first time, or taught until fluent.
    fn visit(&mut self, person: PersonIx, able: Option<Able>, by: Option<PersonIx>) {
        let became_fluent = self.july.per_mille(BECAME_FLUENT);
        if able.is_some() && (able == Some(Able::Fluent) || !became_fluent) {
            return;
        }
        let day = day(&mut self.july);
        for skill in &self.words.skills {
            let level = if became_fluent {
                3
            } else {
                self.july.pick(&[0, 1, 1, 2, 2, 3])
            };
            let found = Assessment {
                day,
                skill: *skill,
                level,
                how: Evidence::Observed,
                by,
            };
            self.batch.assessments.push((person, found));
        }
    }

    /// Somebody who has lived here permanently moves to another household.
    fn move_out(&mut self, person: PersonIx, household: HouseholdIx) {
        let moved = day(&mut self.july);
        let many = u32::try_from(self.homes.len()).unwrap_or(u32::MAX);
        let home = self.homes.get(self.july.below(many) as usize).copied();
        let recent = self.batch.residences.last_mut();
        let recent = recent.filter(|(resident, stay)| {
            *resident == person
                && stay.household == household
                && (stay.kind, stay.spell.until) == (Code::PERMANENT, None)
        });
        let (Some(home), Some((_, stay))) = (home.filter(|home| *home != household), recent) else {
            return;
        };
        stay.spell.until = moved;
        stay.reason = Code::MOVED;
        let spell = Spell {
            from: moved,
            until: None,
        };
        let there = Residence {
            spell,
            household: home,
            kind: Code::PERMANENT,
            reason: Code::NONE,
        };
        self.batch.residences.push((person, there));
    }
}

/// A day of the month.
fn day(chance: &mut Chance) -> Option<Day> {
    let (year, month, last) = LAST_DAY;
    Day::new(year, month, 1 + chance.below(last))
}
