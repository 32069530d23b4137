//! A world told to the library: its tables as facts in columns.

use super::world::{Body, Owner, World, catalogues};
use noidai::{
    event::{
        Batch, Code,
        batch::{self, FlagOwner, SetupOwner, UnitOpened},
    },
    household::{self, Opened, Placed, Stall},
    id::{CommitteeIx, HouseholdIx, PersonIx, StallIx, TeamIx, UnitIx},
    person::{Advocacy, Teaching},
    place::{Coded, Named, Parented},
    platform::Setup,
    skill::{Assessment, SkillIx},
    team::{self, Committee, Membership, Organisation, Team},
};

pub fn household_id(number: usize) -> String {
    format!("h{number}")
}

pub fn person_id(number: usize) -> String {
    format!("p{number}")
}

pub fn team_id(number: usize) -> String {
    format!("t{number}")
}

pub fn organisation_id(number: usize) -> String {
    format!("o{number}")
}

struct Laying<'a> {
    world: &'a World,
    batch: Batch,
}

pub fn batch(world: &World) -> Batch {
    let mut laying = Laying {
        world,
        batch: Batch::default(),
    };
    for catalogue in catalogues() {
        laying.batch.vocabulary.add_catalogue(catalogue).unwrap();
    }
    laying.bodies();
    laying.units();
    laying.households();
    laying.people();
    laying.belongings();
    laying.batch
}

impl Laying<'_> {
    fn code(&mut self, text: &str) -> Code {
        match text {
            "" => Code::NONE,
            text => self.batch.vocabulary.code(text).unwrap(),
        }
    }

    fn unit(&mut self, number: usize) -> UnitIx {
        self.batch
            .units
            .intern(&self.world.units[number].id)
            .unwrap()
    }

    fn person(&mut self, number: usize) -> PersonIx {
        self.batch.people.intern(&person_id(number)).unwrap()
    }

    fn household(&mut self, number: usize) -> HouseholdIx {
        self.batch.households.intern(&household_id(number)).unwrap()
    }

    fn stall(&mut self, number: usize) -> StallIx {
        self.batch.stalls.intern(&format!("s{number}")).unwrap()
    }

    fn team(&mut self, number: usize) -> TeamIx {
        self.batch.teams.intern(&team_id(number)).unwrap()
    }

    fn committee(&mut self, number: usize) -> CommitteeIx {
        self.batch.committees.intern(&format!("c{number}")).unwrap()
    }

    fn units(&mut self) {
        for (number, unit) in self.world.units.iter().enumerate() {
            let ix = self.unit(number);
            let level = Some(self.code(unit.level));
            let spell = unit.spell;
            self.batch
                .unit_opened
                .push((ix, UnitOpened { spell, level }));
            let named = Named {
                from: None,
                name: format!("Name of {}", unit.id),
                kind: unit.kind.to_owned(),
            };
            self.batch.unit_names.push((ix, named));
            let code = unit.code.clone();
            self.batch.unit_codes.push((ix, Coded { from: None, code }));
            for (from, parent) in &unit.parents {
                let parent = parent.map(|parent| self.unit(parent));
                let from = *from;
                self.batch
                    .unit_parents
                    .push((ix, Parented { from, parent }));
            }
        }
    }

    fn households(&mut self) {
        for (number, told) in self.world.households.iter().enumerate() {
            let ix = self.household(number);
            let kind = self.code(told.kind);
            let record = batch::Household {
                opened: Opened {
                    spell: told.spell,
                    kind,
                },
                listed: told.listed,
                address: Default::default(),
            };
            self.batch.household.push((ix, record));
            if let Some(from) = told.listed_from {
                self.batch.listed.push((ix, from));
            }
            for (from, unit, lane) in &told.placed {
                let (unit, lane) = (self.unit(*unit), self.code(lane));
                let from = *from;
                self.batch.placed.push((ix, Placed { from, unit, lane }));
            }
        }
        for (number, (household, spell)) in self.world.stalls.iter().enumerate() {
            let stall = Stall {
                spell: *spell,
                household: self.household(*household),
                unit: None,
                market: Code::NONE,
            };
            let ix = self.stall(number);
            self.batch.stall.push((ix, stall));
        }
    }

    fn people(&mut self) {
        for (number, person) in self.world.people.iter().enumerate() {
            let ix = self.person(number);
            let record = batch::Person {
                birth: person.birth,
                sex: person.sex,
                ..Default::default()
            };
            self.batch.persons.push((ix, record));
            if let Some(died) = person.died {
                self.batch.deaths.push((ix, died));
            }
        }
        for told in &self.world.residences {
            let residence = household::Residence {
                spell: told.spell,
                household: self.household(told.household),
                kind: self.code(told.kind),
                reason: Code::NONE,
            };
            let ix = self.person(told.person);
            self.batch.residences.push((ix, residence));
        }
        for told in &self.world.assessments {
            let assessment = Assessment {
                day: told.day,
                skill: SkillIx::new(told.catalogue, told.skill).unwrap(),
                level: told.level,
                how: told.how,
                by: None,
            };
            let ix = self.person(told.person);
            self.batch.assessments.push((ix, assessment));
        }
        for (person, spell) in &self.world.advocates {
            let ix = self.person(*person);
            self.batch.advocates.push((ix, Advocacy { spell: *spell }));
        }
        for told in &self.world.teachings {
            let teaching = Teaching {
                day: told.day,
                learner: self.person(told.learner),
                skill: SkillIx::new(0, 0).unwrap(),
            };
            let ix = self.person(told.person);
            self.batch.teachings.push((ix, teaching));
        }
    }

    fn belongings(&mut self) {
        for told in &self.world.setups {
            let owner = match told.owner {
                Owner::Person(person) => SetupOwner::Person(self.person(person)),
                Owner::Household(household) => SetupOwner::Household(self.household(household)),
                Owner::Stall(stall) => SetupOwner::Stall(self.stall(stall)),
            };
            let setup = Setup {
                day: told.day,
                platform: self.batch.vocabulary.platform(told.platform).unwrap(),
                state: told.state,
            };
            self.batch.setups.push((owner, setup));
        }
        for told in &self.world.flags {
            let owner = match told.owner {
                Owner::Person(person) => FlagOwner::Person(self.person(person)),
                Owner::Household(household) => FlagOwner::Household(self.household(household)),
                Owner::Stall(_) => continue,
            };
            let flagged = household::Flagged {
                spell: told.spell,
                flag: self.batch.vocabulary.flag(told.flag).unwrap(),
            };
            self.batch.flags.push((owner, flagged));
        }
    }

    fn bodies(&mut self) {
        for (number, unit) in self.world.organisations.iter().enumerate() {
            let id = organisation_id(number);
            let ix = self.batch.organisations.intern(&id).unwrap();
            let organisation = Organisation {
                spell: Default::default(),
                unit: self.unit(*unit),
                name: id,
                kind: Code::YOUTH_UNION,
            };
            self.batch.organisation.push((ix, organisation));
        }
        for (number, told) in self.world.teams.iter().enumerate() {
            let organisation = told.organisation.map(organisation_id);
            let team = Team {
                spell: told.spell,
                unit: self.unit(told.unit),
                name: String::new(),
                organisation: organisation.map(|id| self.batch.organisations.intern(&id).unwrap()),
                answers_to: None,
            };
            let ix = self.team(number);
            self.batch.team.push((ix, team));
        }
        for (number, (unit, spell)) in self.world.committees.iter().enumerate() {
            let committee = Committee {
                spell: *spell,
                unit: self.unit(*unit),
                name: String::new(),
            };
            let ix = self.committee(number);
            self.batch.committee.push((ix, committee));
        }
        for told in &self.world.seats {
            let body = match told.body {
                Body::Team(team) => team::Body::Team(self.team(team)),
                Body::Committee(committee) => team::Body::Committee(self.committee(committee)),
            };
            let membership = Membership {
                spell: told.spell,
                body,
                role: self.code(told.role),
                force: self.code(told.force),
            };
            let ix = self.person(told.person);
            self.batch.memberships.push((ix, membership));
        }
    }
}
