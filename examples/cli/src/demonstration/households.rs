//! Simulated households, residents and members, hamlet by hamlet.

use super::{chance::Chance, names, places::Hamlet};
use noidai::{
    Day, Result,
    event::{
        Batch, Code,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner, TextRef},
    },
    household::{Flagged, Head, Opened, Placed, Residence, Stall},
    id::{HouseholdIx, PersonIx},
    person::{Advocacy, Birth, Sex, Teaching},
    platform::{Setup, SetupState},
    skill::{Assessment, Evidence},
    team::{Body, Membership},
    time::Spell,
};

/// Members of all teams together (Báo Hậu Giang, 26 April 2024).
const MEMBERS: usize = 3740;

const LANES: [&str; 4] = ["Tuyến 1", "Tuyến 2", "Tuyến 3", "Tuyến 4"];
const FORCES: [Code; 6] = [
    Code::YOUTH_UNION,
    Code::WOMENS_UNION,
    Code::FARMERS_UNION,
    Code::VETERANS,
    Code::POLICE,
    Code::TEACHERS,
];

/// Settles so many residents in the hamlets, evenly, and seats the teams.
pub fn settle(
    batch: &mut Batch,
    hamlets: &[Hamlet],
    residents: u32,
    chance: &mut Chance,
) -> Result<()> {
    let count = hamlets.len().max(1);
    for (number, hamlet) in hamlets.iter().enumerate() {
        let share = |whole: usize| whole * (number + 1) / count - whole * number / count;
        // From hamlets far behind to hamlets nearly done.
        let progress = 60 + chance.below(880);
        let mut left = share(residents as usize);
        let mut people = Vec::new();
        let mut house = 0;
        while left > 0 {
            house += 1;
            // 1 to 6 residents: 3.6 in the mean, as the census counted.
            let size = [1, 2, 3, 3, 4, 4, 4, 5, 5, 5]
                .get(chance.below(10) as usize)
                .copied()
                .unwrap_or(4);
            let size = size.min(left);
            left -= size;
            let id = format!("h{number:03}-{house:04}");
            settle_household(batch, hamlet, &id, size, progress, &mut people, chance)?;
        }
        // Listed, and nobody lives there any more.
        let empty = batch.households.intern(&format!("h{number:03}-0000"))?;
        open(batch, empty, hamlet, Listed::Yes, chance)?;
        for (seat, person) in people.iter().take(share(MEMBERS)).enumerate() {
            let role = match seat {
                0 => Code::HEAD,
                1 => Code::DEPUTY,
                _ => Code::MEMBER,
            };
            let force = if seat == 0 {
                Code::HAMLET_HEAD
            } else {
                FORCES
                    .get(seat % FORCES.len())
                    .copied()
                    .unwrap_or(Code::NONE)
            };
            let spell = Spell {
                from: Day::new(2024, 8, 1),
                until: None,
            };
            batch.memberships.push((
                *person,
                Membership {
                    spell,
                    body: Body::Team(hamlet.team),
                    role,
                    force,
                },
            ));
        }
    }
    Ok(())
}

fn open(
    batch: &mut Batch,
    household: HouseholdIx,
    hamlet: &Hamlet,
    listed: Listed,
    chance: &mut Chance,
) -> Result<()> {
    let opened = Opened {
        spell: Spell::default(),
        kind: Code::FAMILY,
    };
    let lane = batch.vocabulary.code(chance.pick(&LANES))?;
    batch.household.push((
        household,
        Household {
            opened,
            listed,
            address: TextRef::default(),
        },
    ));
    batch.placed.push((
        household,
        Placed {
            from: None,
            unit: hamlet.unit,
            lane,
        },
    ));
    Ok(())
}

fn settle_household(
    batch: &mut Batch,
    hamlet: &Hamlet,
    id: &str,
    size: usize,
    progress: u32,
    adults: &mut Vec<PersonIx>,
    chance: &mut Chance,
) -> Result<()> {
    let household = batch.households.intern(id)?;
    let listed = if chance.per_mille(30) {
        Listed::No
    } else {
        Listed::Yes
    };
    open(batch, household, hamlet, listed, chance)?;
    let family = names::family(chance);
    let asked = chance.per_mille(930);
    let covered = chance.per_mille(progress);
    let mut own = Vec::new();
    for number in 0..size {
        let person = batch
            .people
            .intern(&format!("{}-{number}", id.replacen('h', "p", 1)))?;
        let adult = number < 2;
        let age = if adult {
            20 + chance.below(55)
        } else {
            chance.below(30)
        };
        let name = batch.text(&names::person(family, chance))?;
        batch.persons.push((
            person,
            Person {
                birth: birth(age, chance),
                sex: if chance.per_mille(500) {
                    Sex::Female
                } else {
                    Sex::Male
                },
                name,
                phone: TextRef::default(),
            },
        ));
        let kind = match chance.below(100) {
            0..3 => Code::TEMPORARY,
            _ => Code::PERMANENT,
        };
        let stay = |kind, spell| Residence {
            spell,
            household,
            kind,
            reason: Code::NONE,
        };
        batch
            .residences
            .push((person, stay(kind, Spell::default())));
        if kind == Code::PERMANENT && chance.per_mille(25) {
            batch.residences.push((
                person,
                stay(
                    Code::AWAY,
                    Spell {
                        from: on(chance),
                        until: None,
                    },
                ),
            ));
        }
        if asked && age >= 6 {
            assess(batch, person, covered && number == 0, chance);
            set_up(batch, person, covered, chance);
        }
        if adult {
            adults.push(person);
        }
        own.push(person);
    }
    if let Some(head) = own.first() {
        batch.heads.push((
            household,
            Head {
                from: None,
                person: *head,
            },
        ));
    }
    if let (Some(first), Some(second)) = (own.first(), own.get(1))
        && covered
        && asked
        && chance.per_mille(400)
    {
        batch.advocates.push((
            *first,
            Advocacy {
                spell: Spell {
                    from: Day::new(2025, 1, 15),
                    until: None,
                },
            },
        ));
        if let Some(skill) = batch.vocabulary.skill(0, "online-payment") {
            batch.teachings.push((
                *first,
                Teaching {
                    day: Day::new(2025, 3, 1),
                    learner: *second,
                    skill,
                },
            ));
        }
    }
    for (flag, share) in [("poor", 35), ("near-poor", 40)] {
        if let Some(flag) = batch
            .vocabulary
            .flag(flag)
            .filter(|_| chance.per_mille(share))
        {
            let spell = Spell {
                from: Day::new(2025, 1, 1),
                until: None,
            };
            batch
                .flags
                .push((FlagOwner::Household(household), Flagged { spell, flag }));
        }
    }
    if chance.per_mille(15) {
        let stall = batch.stalls.intern(&id.replacen('h', "s", 1))?;
        let market = batch.vocabulary.code("Chợ Cầu Móng")?;
        batch.stall.push((
            stall,
            Stall {
                spell: Spell::default(),
                household,
                unit: Some(hamlet.unit),
                market,
            },
        ));
        if let Some(platform) = batch.vocabulary.platform("payment-qr") {
            let setup = Setup {
                day: on(chance),
                platform,
                state: SetupState::Activated,
            };
            batch.setups.push((SetupOwner::Stall(stall), setup));
        }
    }
    Ok(())
}

/// A day from 1 August 2024 to 30 June 2025; absent only if there were no such.
fn on(chance: &mut Chance) -> Option<Day> {
    Some(Day::new(2024, 8, 1)?.plus(i64::from(chance.below(334))))
}

fn birth(age: u32, chance: &mut Chance) -> Birth {
    let year = 2025 - i32::try_from(age).unwrap_or(0);
    match chance.below(20) {
        0 => Birth::Unknown,
        1 => i16::try_from(year).map_or(Birth::Unknown, Birth::Year),
        _ => Day::new(year - 1, 1 + chance.below(12), 1 + chance.below(28))
            .map_or(Birth::Unknown, Birth::Day),
    }
}

fn assess(batch: &mut Batch, person: PersonIx, fluent: bool, chance: &mut Chance) {
    let day = on(chance);
    let how = if chance.per_mille(700) {
        Evidence::Observed
    } else {
        Evidence::SelfDeclared
    };
    for position in 0..5 {
        let Some(skill) = noidai::skill::SkillIx::new(0, position) else {
            continue;
        };
        if !fluent && chance.per_mille(60) {
            continue;
        }
        let level = if fluent {
            3
        } else {
            [0, 0, 1, 1, 2, 2, 3]
                .get(chance.below(7) as usize)
                .copied()
                .unwrap_or(0)
        };
        batch.assessments.push((
            person,
            Assessment {
                day,
                skill,
                level,
                how,
                by: None,
            },
        ));
    }
}

fn set_up(batch: &mut Batch, person: PersonIx, covered: bool, chance: &mut Chance) {
    for (code, share) in [
        ("vneid", 700),
        ("app-hau-giang", if covered { 800 } else { 250 }),
        ("e-wallet", 200),
    ] {
        let Some(platform) = batch.vocabulary.platform(code) else {
            continue;
        };
        let state = match chance.below(1000) {
            drawn if drawn < share => SetupState::Activated,
            drawn if drawn < 900 => SetupState::Absent,
            _ => continue,
        };
        batch.setups.push((
            SetupOwner::Person(person),
            Setup {
                day: on(chance),
                platform,
                state,
            },
        ));
    }
}
