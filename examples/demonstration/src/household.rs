//! One household with all that is known of it.

use super::{Maker, hamlet::Settled, names, skills::Able};
use noidai::{
    Day, Result,
    event::{
        Code,
        batch::{FlagOwner, Household, Listed, TextRef},
    },
    household::{Flagged, Head, Opened, Placed},
    id::{HouseholdIx, PersonIx},
    person::{Advocacy, Teaching},
    time::Spell,
};

impl Maker {
    /// Opens a household at its place.
    pub fn open(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        house: usize,
        listed: Listed,
    ) -> Result<()> {
        let address = if house == 0 {
            TextRef::default()
        } else {
            self.batch.text(&format!("Số {house}"))?
        };
        let kind = if self.chance.per_mille(8) {
            Code::BOARDING_HOUSE
        } else {
            Code::FAMILY
        };
        let opened = Opened {
            spell: Spell::default(),
            kind,
        };
        self.batch.household.push((
            household,
            Household {
                opened,
                listed,
                address,
            },
        ));
        let at = self.chance.below(6) as usize;
        let placed = Placed {
            from: None,
            unit: settled.hamlet.unit,
            lane: self.words.lanes.get(at).copied().unwrap_or(Code::NONE),
        };
        self.batch.placed.push((household, placed));
        Ok(())
    }

    /// Makes a household of so many residents.
    pub fn household(
        &mut self,
        settled: &mut Settled<'_>,
        house: usize,
        size: usize,
    ) -> Result<()> {
        let number = settled.number;
        let household = self
            .batch
            .households
            .intern(&format!("h{number:03}-{house:04}"))?;
        // Three in a hundred are open: not all of their residents are listed.
        let listed = if self.chance.per_mille(30) {
            Listed::No
        } else {
            Listed::Yes
        };
        self.open(settled, household, house, listed)?;
        let fluent = self.chance.per_mille(settled.plan.fluent);
        let asked = fluent || self.chance.per_mille(settled.plan.asked);
        let thorough = asked && self.chance.per_mille(300);
        let family = names::family(&mut self.chance);
        let mut own: Vec<PersonIx> = Vec::with_capacity(size);
        for at in 0..size {
            let id = format!("p{number:03}-{house:04}-{at}");
            let person = self.batch.people.intern(&id)?;
            let age = self.person(person, family, at)?;
            self.reside(person, household, at);
            let seated = at < 2 && settled.members.len() < settled.plan.seats;
            if seated {
                self.seat(settled, person);
            }
            let able = match at {
                _ if seated && self.chance.per_mille(300) => Able::Fluent,
                0 if fluent => Able::Fluent,
                _ if age < 6 => Able::Small,
                _ if age < 15 => Able::Child,
                _ => Able::Learning,
            };
            if asked || seated {
                let by = settled.members.first().copied();
                self.assess(person, able, by);
                self.set_up(person, age, able == Able::Fluent, thorough);
            }
            own.push(person);
        }
        if let Some(head) = own.first() {
            let head = Head {
                from: None,
                person: *head,
            };
            self.batch.heads.push((household, head));
        }
        if fluent && self.chance.per_mille(400) {
            self.advocate(&own);
        }
        self.flag(household);
        self.trade(settled, household, house, thorough)?;
        self.homes.push(household);
        Ok(())
    }

    /// The first is the family's advocate and, mostly, has taught others.
    fn advocate(&mut self, own: &[PersonIx]) {
        let Some((first, others)) = own.split_first() else {
            return;
        };
        let spell = Spell {
            from: self.chance.early_day(),
            until: None,
        };
        self.batch.advocates.push((*first, Advocacy { spell }));
        for learner in others {
            if self.chance.per_mille(350) {
                continue;
            }
            let at = self.chance.below(5) as usize;
            if let Some(skill) = self.words.skills.get(at) {
                let teaching = Teaching {
                    day: self.chance.late_day(),
                    learner: *learner,
                    skill: *skill,
                };
                self.batch.teachings.push((*first, teaching));
            }
        }
    }

    fn flag(&mut self, household: HouseholdIx) {
        let flag = match self.chance.below(1000) {
            0..35 => self.words.poor,
            35..75 => self.words.near_poor,
            _ => return,
        };
        let spell = Spell {
            from: Day::new(2025, 1, 1),
            until: Day::new(2026, 1, 1),
        };
        let owner = FlagOwner::Household(household);
        self.batch.flags.push((owner, Flagged { spell, flag }));
    }
}
