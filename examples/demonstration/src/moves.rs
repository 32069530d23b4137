//! Where people live: permanently, for a time, away, moved in; born and died;
//! households that split and join.

use super::{Maker, hamlet::Settled, household::Origin, person::Known};
use noidai::{
    Day, Result,
    event::{Code, batch::Listed},
    household::{Head, Residence},
    id::{HouseholdIx, PersonIx},
    time::Spell,
};

impl Maker {
    /// Records the residences of a person counted in a household.
    pub fn reside(
        &mut self,
        person: PersonIx,
        household: HouseholdIx,
        at: usize,
        known: &Known,
        lodger: bool,
        origin: Origin,
    ) {
        let born = known.born_within;
        if let Origin::SplitOff(home, day) = origin {
            // Born here after it split off, or come along with the others.
            if born < day {
                self.stay(person, home, Code::PERMANENT, (born, day), Code::SPLIT);
            }
            let from = born.max(day);
            self.stay(person, household, Code::PERMANENT, (from, None), Code::NONE);
            return;
        }
        // Heads stay, and so do the newly born; the others may come from anywhere
        // in the province.
        let draw = match at {
            _ if lodger => 10 + self.chance.below(30),
            0 => 999,
            _ if born.is_some() => 999,
            _ => self.chance.below(1000),
        };
        let known = u32::try_from(self.homes.len()).unwrap_or(u32::MAX);
        let home = self.homes.get(self.chance.below(known) as usize).copied();
        match (draw, home) {
            // Moved in within the time covered.
            (0..10, Some(home)) => {
                let day = self.chance.day();
                self.stay(person, home, Code::PERMANENT, (None, day), Code::MOVED);
                self.stay(person, household, Code::PERMANENT, (day, None), Code::NONE);
            }
            // Here for a time, and away from home.
            (10..25, Some(home)) => {
                let day = self.chance.day();
                self.stay(person, home, Code::PERMANENT, (None, None), Code::NONE);
                self.stay(person, home, Code::AWAY, (day, None), Code::NONE);
                self.stay(person, household, Code::TEMPORARY, (day, None), Code::NONE);
            }
            // Here for a time; home is not known.
            (25..40, _) => {
                let day = self.chance.day();
                self.stay(person, household, Code::TEMPORARY, (day, None), Code::NONE);
            }
            // At home on paper, away in fact.
            (40..65, _) => {
                let day = self.chance.day();
                self.stay(person, household, Code::PERMANENT, (None, None), Code::NONE);
                self.stay(person, household, Code::AWAY, (day, None), Code::NONE);
            }
            _ => self.stay(person, household, Code::PERMANENT, (born, None), Code::NONE),
        }
    }

    fn stay(
        &mut self,
        person: PersonIx,
        household: HouseholdIx,
        kind: Code,
        (from, until): (Option<Day>, Option<Day>),
        reason: Code,
    ) {
        let residence = Residence {
            spell: Spell { from, until },
            household,
            kind,
            reason,
        };
        self.batch.residences.push((person, residence));
    }

    /// In two households of a hundred somebody has died within the time covered:
    /// counted nowhere since, and not among the residents that were planned.
    pub fn mourn(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        house: usize,
        family: &str,
    ) -> Result<()> {
        if !self.chance.per_mille(20) {
            return Ok(());
        }
        let id = format!("p{:03}-{house:04}-d", settled.number);
        let person = self.batch.people.intern(&id)?;
        let age = 60 + self.chance.below(35);
        self.person(person, family, 0, age, false)?;
        if let Some(day) = self.chance.day() {
            let died = Some(day);
            self.stay(person, household, Code::PERMANENT, (None, died), Code::DIED);
            self.batch.deaths.push((person, day));
        }
        Ok(())
    }

    /// A household next door has joined this one within the time covered (nhập hộ):
    /// it closed, and who lived there came along.
    pub fn take_in(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        house: usize,
        neighbour: Option<PersonIx>,
    ) -> Result<()> {
        // Whoever has lived here since ever is the one who came.
        let since_ever = |(person, stay): &&mut (PersonIx, Residence)| {
            Some(*person) == neighbour
                && stay.household == household
                && (stay.kind, stay.spell) == (Code::PERMANENT, Spell::default())
        };
        let day = self.chance.day();
        let recent = self.batch.residences.last_mut();
        let Some((person, stay)) = recent.filter(since_ever) else {
            return Ok(());
        };
        stay.spell.from = day;
        let person = *person;
        let number = settled.number;
        let closed = self
            .batch
            .households
            .intern(&format!("h{number:03}-{house:04}n"))?;
        let spell = Spell {
            from: None,
            until: day,
        };
        self.open(settled, closed, house, Listed::Yes, Code::FAMILY, spell)?;
        self.batch.heads.push((closed, Head { from: None, person }));
        self.stay(person, closed, Code::PERMANENT, (None, day), Code::JOINED);
        Ok(())
    }
}
