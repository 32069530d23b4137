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

/// How a household came about.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// It has been there since ever.
    Old,
    /// It split off another on the day (tách hộ).
    SplitOff(HouseholdIx, Option<Day>),
}

impl Maker {
    /// Opens a household at its place.
    pub fn open(
        &mut self,
        settled: &Settled<'_>,
        household: HouseholdIx,
        house: usize,
        listed: Listed,
        kind: Code,
        spell: Spell,
    ) -> Result<()> {
        let address = if house == 0 {
            TextRef::default()
        } else {
            self.batch.text(&format!("Số {house}"))?
        };
        let record = Household {
            opened: Opened { spell, kind },
            listed,
            address,
        };
        self.batch.household.push((household, record));
        let at = self.chance.below(6) as usize;
        // Of a few only the commune is known.
        let unit = if self.chance.per_mille(3) {
            settled.hamlet.commune
        } else {
            settled.hamlet.unit
        };
        let placed = Placed {
            from: spell.from,
            unit,
            lane: self.words.lanes.get(at).copied().unwrap_or(Code::NONE),
        };
        self.batch.placed.push((household, placed));
        Ok(())
    }

    /// Makes a household of so many residents, or a boarding house of more; says
    /// how many live there.
    pub fn household(
        &mut self,
        settled: &mut Settled<'_>,
        house: usize,
        size: usize,
        left: usize,
    ) -> Result<usize> {
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
        let (kind, size) = if self.chance.per_mille(5) {
            let rooms = 6 + self.chance.below(8) as usize;
            (Code::BOARDING_HOUSE, rooms.min(left))
        } else {
            (Code::FAMILY, size)
        };
        let origin = match self.homes.last() {
            Some(home) if kind == Code::FAMILY && self.chance.per_mille(6) => {
                Origin::SplitOff(*home, self.chance.day())
            }
            _ => Origin::Old,
        };
        let since = match origin {
            Origin::Old => None,
            Origin::SplitOff(_, day) => day,
        };
        let spell = Spell {
            from: since,
            until: None,
        };
        self.open(settled, household, house, listed, kind, spell)?;
        let fluent = self.chance.per_mille(settled.plan.fluent);
        let asked = fluent || self.chance.per_mille(settled.plan.asked);
        let thorough = asked && self.chance.per_mille(settled.plan.thorough);
        let family = names::family(&mut self.chance);
        let mut own: Vec<PersonIx> = Vec::with_capacity(size);
        let mut eldest = 0;
        let mut first_found = None;
        for at in 0..size {
            let id = format!("p{number:03}-{house:04}-{at}");
            let person = self.batch.people.intern(&id)?;
            let lodger = kind == Code::BOARDING_HOUSE && at > 1;
            let known = self.person(person, family, at, eldest, lodger)?;
            if at == 0 {
                eldest = known.age;
            }
            self.reside(person, household, at, &known, lodger, origin);
            let seated = at < 2
                && matches!(origin, Origin::Old)
                && settled.members.len() < settled.plan.seats;
            if seated {
                self.seat(settled, person);
            }
            if at == 0 && house == 3 {
                self.seat_on_committee(settled, person);
            }
            let able = match at {
                _ if seated && self.chance.per_mille(300) => Able::Fluent,
                0 if fluent => Able::Fluent,
                _ if known.age < 6 => Able::Small,
                _ if known.age < 15 => Able::Child,
                _ => Able::Learning,
            };
            // The members of a few teams have not been assessed themselves.
            let unasked = seated && settled.number % 29 == 28;
            if (asked || seated) && !unasked {
                let by = settled.members.first().copied();
                self.assess(person, able, by);
                if at == 0 {
                    first_found = Some(able);
                }
                self.set_up(person, known.age, able == Able::Fluent, thorough);
            }
            self.flag_person(person, known.age, thorough);
            own.push(person);
        }
        if let Some(head) = own.first() {
            let head = Head {
                from: since,
                person: *head,
            };
            self.batch.heads.push((household, head));
        }
        if fluent && self.chance.per_mille(400) {
            self.advocate(&own);
        }
        self.flag(household);
        if let Origin::Old = origin {
            self.trade(settled, household, house, thorough)?;
            self.mourn(settled, household, house, family)?;
            self.homes.push(household);
        }
        if kind == Code::FAMILY && self.chance.per_mille(5) {
            self.take_in(settled, household, house, own.last().copied())?;
        }
        self.july(settled, household, &own, first_found);
        Ok(size)
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

    /// What was noted of a person at the door.
    fn flag_person(&mut self, person: PersonIx, age: u32, thorough: bool) {
        let spell = Spell {
            from: self.chance.early_day(),
            until: None,
        };
        let flag = match age {
            75.. if self.chance.per_mille(150) => self.words.unable,
            15..75 if thorough && self.chance.per_mille(750) => self.words.smartphone,
            _ => return,
        };
        let owner = FlagOwner::Person(person);
        self.batch.flags.push((owner, Flagged { spell, flag }));
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
