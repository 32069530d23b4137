//! Random worlds: few nouns, so that facts meet; unknowns everywhere; nothing that
//! contradicts itself, since what then holds is another law's matter.

use super::{
    chance::{Chance, day},
    world::{
        Assessment, Body, FLAGS, FORCES, Flagged, Household, KINDS_OF_HOUSEHOLD,
        KINDS_OF_RESIDENCE, KINDS_OF_UNIT, LANES, Owner, PLATFORMS, Person, ROLES, Residence, Seat,
        Setup, Teaching, Team, Unit, World, catalogues,
    },
};
use noidai::{
    Day,
    event::batch::Listed,
    person::{Birth, Sex},
    platform::SetupState,
    skill::Evidence,
    time::Spell,
};

pub const HOUSEHOLDS: usize = 7;
pub const PEOPLE: usize = 12;

pub fn world(chance: &mut Chance) -> World {
    let mut world = World {
        units: units(chance),
        ..World::default()
    };
    for _ in 0..2 {
        let unit = chance.below(world.units.len());
        world.organisations.push(unit);
    }
    for _ in 0..HOUSEHOLDS {
        let household = household(chance, world.units.len());
        world.households.push(household);
    }
    for _ in 0..PEOPLE {
        let birth = match chance.below(4) {
            0 => Birth::Unknown,
            1 => Birth::Year(1940 + chance.below(85) as i16),
            _ => Birth::Day(day(-(chance.below(80 * 365) as i64))),
        };
        world.people.push(Person {
            birth,
            sex: chance.of(&[Sex::Unknown, Sex::Female, Sex::Male]),
            died: chance.one_in(9).then(|| chance.day()),
        });
    }
    for household in 0..HOUSEHOLDS {
        if chance.one_in(3) {
            let spell = chance.spell();
            world.stalls.push((household, spell));
        }
    }
    for person in 0..PEOPLE {
        residences(chance, &mut world, person);
        abilities(chance, &mut world, person);
    }
    belongings(chance, &mut world);
    bodies(chance, &mut world);
    world
}

/// A province, districts, communes, hamlets; some open late, close or move.
fn units(chance: &mut Chance) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let levels = [
        (0, "province", 1),
        (1, "district", 2),
        (2, "commune", 3),
        (3, "hamlet", 4),
    ];
    let mut above: Vec<usize> = Vec::new();
    for (depth, level, count) in levels {
        let mut own = Vec::new();
        for number in 0..count {
            // A commune may lie right under the province, a hamlet under nothing.
            let parent = |chance: &mut Chance| match chance.below(12) {
                11 if depth > 0 => None,
                10 if depth > 1 => Some(0),
                _ if depth == 0 => None,
                _ => Some(chance.of(&above)),
            };
            let mut parents = vec![(None, parent(chance))];
            if chance.one_in(6) {
                parents.push((Some(chance.day()), parent(chance)));
            }
            let spell = if chance.one_in(4) {
                chance.spell()
            } else {
                Spell::default()
            };
            own.push(units.len());
            units.push(Unit {
                id: format!("{level}{}", (number * 7 + 3) % 10),
                level,
                spell,
                code: chance.of(&["20", "1", "03"]).to_owned(),
                kind: chance.of(&KINDS_OF_UNIT),
                parents,
            });
        }
        above = own;
    }
    units
}

fn household(chance: &mut Chance, units: usize) -> Household {
    let spell = if chance.one_in(5) {
        chance.spell()
    } else {
        Spell::default()
    };
    let mut placed = Vec::new();
    if !chance.one_in(8) {
        let from = chance.one_in(8).then(|| day(chance.below(30) as i64));
        // Mostly in hamlets, which come last.
        let unit = if chance.one_in(4) {
            chance.below(units)
        } else {
            units - 1 - chance.below(4)
        };
        placed.push((from, unit, chance.of(&LANES)));
        if chance.one_in(4) {
            let from = day(30 + chance.below(40) as i64);
            placed.push((Some(from), chance.below(units), chance.of(&LANES)));
        }
    }
    Household {
        spell,
        kind: chance.of(&KINDS_OF_HOUSEHOLD),
        listed: chance.of(&[Listed::Yes, Listed::Yes, Listed::BySight, Listed::No]),
        listed_from: chance.one_in(8).then(|| chance.some_day()),
        placed,
    }
}

fn residences(chance: &mut Chance, world: &mut World, person: usize) {
    for _ in 0..1 + chance.below(3) {
        let kind = if chance.one_in(2) {
            chance.of(&KINDS_OF_RESIDENCE)
        } else {
            "permanent"
        };
        let residence = Residence {
            person,
            household: chance.below(HOUSEHOLDS),
            kind,
            spell: chance.spell(),
        };
        let sort = |kind: &str| match kind {
            "permanent" => 0,
            "away" => 1,
            _ => 2,
        };
        let mut own = world.residences.iter();
        let twice = own.any(|other| {
            other.person == person
                && sort(other.kind) == sort(kind)
                && other.spell.overlaps(residence.spell)
        });
        let died = world.people[person].died;
        if !twice && before(residence.spell.from, died) {
            world.residences.push(residence);
        }
    }
}

/// Whether somebody still lived.
fn before(on: Option<Day>, died: Option<Day>) -> bool {
    match (on, died) {
        (Some(on), Some(died)) => on < died,
        _ => true,
    }
}

/// Most people are asked about everything at once, and all or some of it again later.
fn abilities(chance: &mut Chance, world: &mut World, person: usize) {
    for (catalogue, words) in catalogues().iter().enumerate() {
        let top = words.levels.len();
        let usual = chance.of(&[top - 1, top - 1, 0, top / 2]);
        let on = chance.some_day();
        let asked = !chance.one_in(5);
        // Some are asked about everything again, having learned or forgotten.
        let again = chance.one_in(3);
        let later = (chance.some_day(), chance.of(&[top - 1, 0, top / 2]));
        for skill in 0..words.skills.len().min(7) {
            let mut found = vec![];
            if asked {
                found.push((on, usual));
            }
            if again {
                found.push(later);
            }
            if chance.one_in(4) {
                found.push((chance.some_day(), chance.below(top)));
            }
            for (day, level) in found {
                let mut all = world.assessments.iter();
                let known = all.any(|one| {
                    (one.person, one.catalogue, one.skill, one.day)
                        == (person, catalogue, skill, day)
                });
                if !known && before(day, world.people[person].died) {
                    world.assessments.push(Assessment {
                        person,
                        catalogue,
                        skill,
                        level: level as u8,
                        how: chance.of(&Evidence::ALL),
                        day,
                    });
                }
            }
        }
    }
}

/// Set-ups, flags, advocates and whom they taught.
fn belongings(chance: &mut Chance, world: &mut World) {
    for _ in 0..10 + chance.below(20) {
        let owner = match chance.below(4) {
            0 => Owner::Household(chance.below(HOUSEHOLDS)),
            1 if !world.stalls.is_empty() => Owner::Stall(chance.below(world.stalls.len())),
            _ => Owner::Person(chance.below(PEOPLE)),
        };
        let setup = Setup {
            owner,
            platform: chance.of(&PLATFORMS),
            state: chance.of(&SetupState::ALL),
            day: chance.some_day(),
        };
        let lived = match owner {
            Owner::Person(person) => before(setup.day, world.people[person].died),
            _ => true,
        };
        let mut all = world.setups.iter();
        let known = all.any(|one| {
            (one.owner, one.platform, one.day) == (setup.owner, setup.platform, setup.day)
        });
        if lived && !known {
            world.setups.push(setup);
        }
    }
    for _ in 0..chance.below(12) {
        let owner = if chance.one_in(2) {
            Owner::Person(chance.below(PEOPLE))
        } else {
            Owner::Household(chance.below(HOUSEHOLDS))
        };
        let flagged = Flagged {
            owner,
            flag: chance.of(&FLAGS),
            spell: chance.spell(),
        };
        let lived = match owner {
            Owner::Person(person) => before(flagged.spell.from, world.people[person].died),
            _ => true,
        };
        let mut all = world.flags.iter();
        let known = all.any(|one| {
            (one.owner, one.flag, one.spell.from) == (owner, flagged.flag, flagged.spell.from)
        });
        if lived && !known {
            world.flags.push(flagged);
        }
    }
    for person in 0..PEOPLE {
        if chance.one_in(3) {
            let spell = chance.spell();
            if before(spell.from, world.people[person].died) {
                world.advocates.push((person, spell));
            }
        }
        if chance.one_in(3) {
            let day = chance.some_day();
            let learner = chance.below(PEOPLE);
            let mut both = [person, learner].into_iter();
            if both.all(|person| before(day, world.people[person].died)) {
                world.teachings.push(Teaching {
                    person,
                    learner,
                    day,
                });
            }
        }
    }
}

fn bodies(chance: &mut Chance, world: &mut World) {
    for _ in 0..4 {
        let organisation = chance.one_in(3).then(|| chance.below(2));
        world.teams.push(Team {
            unit: chance.below(world.units.len()),
            spell: chance.spell(),
            organisation,
        });
    }
    for _ in 0..2 {
        let unit = chance.below(world.units.len());
        let spell = chance.spell();
        world.committees.push((unit, spell));
    }
    for person in 0..PEOPLE {
        for _ in 0..chance.below(3) {
            let body = if chance.one_in(4) {
                Body::Committee(chance.below(2))
            } else {
                Body::Team(chance.below(4))
            };
            let seat = Seat {
                person,
                body,
                role: chance.of(&ROLES),
                force: chance.of(&FORCES),
                spell: chance.spell(),
            };
            let mut own = world.seats.iter();
            let twice = own.any(|other| {
                other.person == person && other.body == body && other.spell.overlaps(seat.spell)
            });
            if !twice && before(seat.spell.from, world.people[person].died) {
                world.seats.push(seat);
            }
        }
    }
}
