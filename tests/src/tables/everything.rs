//! A random batch without contradictions that holds facts of every sort.

use super::dice::Dice;
use noidai::{
    Day,
    event::{
        Batch, Code, Flag,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner, UnitOpened},
    },
    household::{Flagged, Head, Join, Opened, Placed, Residence, Split, Stall},
    id::{CommitteeIx, HouseholdIx, OrganisationIx, PersonIx, TeamIx, UnitIx},
    person::{Advocacy, Birth, Sex, Teaching},
    place::{Coded, Named, Parented},
    platform::{Platform, Setup, SetupState},
    skill::{Assessment, Catalogue, Evidence, Level, Names, Skill, SkillIx},
    team::{AnswersTo, Body, Committee, Membership, Organisation, Team},
    time::Spell,
};

/// Names with everything that CSV and spreadsheets stumble over.
pub const NAMES: [&str; 8] = [
    "Ấp 2",
    "=1+1",
    "'=1+1",
    "-An",
    "@Bình, \"Tư\"",
    "Hòa; Thuỷ",
    "+84 người",
    "Nguyễn Thị Bé",
];

pub fn batch(dice: &mut Dice) -> Batch {
    let mut batch = Batch::default();
    words(&mut batch, dice);
    let units = units(&mut batch, dice);
    let people = people(&mut batch, dice);
    bodies(&mut batch, dice, &units, &people);
    let households = households(&mut batch, dice, &units, &people);
    facts(&mut batch, dice, &people, &households);
    super::activities::activities(&mut batch, dice, &units, &people, &households);
    super::targets::targets(&mut batch, dice, &units);
    super::targets::figures(&mut batch, dice, &units);
    batch
}

fn words(batch: &mut Batch, dice: &mut Dice) {
    if dice.one_in(2) {
        return;
    }
    let names = || Names::new("Tên, có dấu phẩy", "=name");
    let numbered = |count: usize| (0..count).map(|at| format!("c{at}"));
    batch
        .vocabulary
        .add_catalogue(Catalogue {
            code: "wide".to_owned(),
            version: "2025".to_owned(),
            names: names(),
            levels: numbered(3 + dice.below(6))
                .map(|code| Level {
                    code,
                    names: names(),
                })
                .collect(),
            fluent: "c1".to_owned(),
            skills: numbered(5 + dice.below(20))
                .map(|code| Skill {
                    code,
                    names: names(),
                    pillar: "economy".to_owned(),
                })
                .collect(),
        })
        .unwrap();
    let platform = Platform {
        code: "zalo".to_owned(),
        names: names(),
    };
    batch.vocabulary.add_platform(platform).unwrap();
    let flag = Flag {
        code: "alone".to_owned(),
        names: names(),
        sensitive: false,
    };
    batch.vocabulary.add_flag(flag).unwrap();
}

fn units(batch: &mut Batch, dice: &mut Dice) -> Vec<UnitIx> {
    let mut units: Vec<UnitIx> = Vec::new();
    for number in 0..6 {
        let unit = batch
            .units
            .intern(&format!("{:02}@u", 10 + number))
            .unwrap();
        let from = dice.one_in(4).then(|| day(-40 + number));
        let opened = UnitOpened {
            spell: Spell { from, until: None },
            level: dice.pick(&[None, Some(Code::COMMUNE), Some(Code::HAMLET)]),
        };
        batch.unit_opened.push((unit, opened));
        // A history: what it is from the first, and what changed.
        let mut days = vec![from];
        days.extend((0..dice.below(3)).map(|at| Some(day(1 + at as i64 * 9))));
        for (at, from) in days.into_iter().enumerate() {
            let first = at == 0;
            if first || dice.one_in(2) {
                let code = format!("{:05}", 100 * number + at as i64);
                batch.unit_codes.push((unit, Coded { from, code }));
            }
            if first || dice.one_in(2) {
                let named = Named {
                    from,
                    name: dice.pick(&NAMES).to_owned(),
                    kind: dice.pick(&["", "Xã", "Ấp"]).to_owned(),
                };
                batch.unit_names.push((unit, named));
            }
            if first || dice.one_in(2) {
                // Only to units before it, so never under itself.
                let parent = (!units.is_empty()).then(|| dice.pick(&units));
                batch.unit_parents.push((unit, Parented { from, parent }));
            }
        }
        if dice.one_in(5) {
            batch.unit_closed.push((unit, day(70)));
        }
        units.push(unit);
    }
    units
}

pub fn day(number: i64) -> Day {
    "2025-01-01".parse::<Day>().unwrap().plus(number)
}

fn people(batch: &mut Batch, dice: &mut Dice) -> Vec<PersonIx> {
    (0..10)
        .map(|number| {
            let person = batch.people.intern(&format!("p{number}")).unwrap();
            let name = batch.text(dice.pick(&NAMES)).unwrap();
            let phone = batch.text(dice.pick(&["", "+84 901", "0901"])).unwrap();
            let birth = match dice.below(3) {
                0 => Birth::Unknown,
                1 => Birth::Year(1950 + dice.below(60) as i16),
                _ => Birth::Day(day(-(dice.below(20_000) as i64))),
            };
            let sex = dice.pick(&[Sex::Unknown, Sex::Female, Sex::Male]);
            let record = Person {
                birth,
                sex,
                name,
                phone,
            };
            batch.persons.push((person, record));
            if dice.one_in(5) {
                // After all else, so that nothing lies after a death.
                batch.deaths.push((person, day(120 + number)));
            }
            person
        })
        .collect()
}

fn bodies(batch: &mut Batch, dice: &mut Dice, units: &[UnitIx], people: &[PersonIx]) {
    let name = |dice: &mut Dice| dice.pick(&NAMES).to_owned();
    let committees: Vec<CommitteeIx> = (0..2)
        .map(|number| {
            let ix = batch.committees.intern(&format!("b{number}")).unwrap();
            let record = Committee {
                spell: dice.spell(),
                unit: dice.pick(units),
                name: name(dice),
            };
            batch.committee.push((ix, record));
            ix
        })
        .collect();
    let organisations: Vec<OrganisationIx> = (0..2)
        .map(|number| {
            let ix = batch.organisations.intern(&format!("o{number}")).unwrap();
            let record = Organisation {
                spell: dice.spell(),
                unit: dice.pick(units),
                name: name(dice),
                kind: dice.pick(&[Code::NONE, Code::YOUTH_UNION, Code::DISTRICT_OFFICE]),
            };
            batch.organisation.push((ix, record));
            ix
        })
        .collect();
    let teams: Vec<TeamIx> = (0..3)
        .map(|number| {
            let ix = batch.teams.intern(&format!("t{number}")).unwrap();
            let answers_to = match dice.below(3) {
                0 => None,
                1 => Some(AnswersTo::Committee(dice.pick(&committees))),
                _ => Some(AnswersTo::Organisation(dice.pick(&organisations))),
            };
            let record = Team {
                spell: Spell::default(),
                unit: dice.pick(units),
                name: name(dice),
                organisation: dice.one_in(2).then(|| dice.pick(&organisations)),
                answers_to,
            };
            batch.team.push((ix, record));
            ix
        })
        .collect();
    for person in people {
        let body = match dice.below(3) {
            0 => continue,
            1 => Body::Committee(dice.pick(&committees)),
            _ => Body::Team(dice.pick(&teams)),
        };
        let own = batch.vocabulary.code("thư ký").unwrap();
        let seat = Membership {
            spell: Spell {
                from: Some(day(50)),
                until: None,
            },
            body,
            role: dice.pick(&[Code::HEAD, Code::MEMBER, own]),
            force: dice.pick(&[Code::NONE, Code::POLICE]),
        };
        batch.memberships.push((*person, seat));
    }
}

fn households(
    batch: &mut Batch,
    dice: &mut Dice,
    units: &[UnitIx],
    people: &[PersonIx],
) -> Vec<HouseholdIx> {
    let mut households: Vec<HouseholdIx> = Vec::new();
    for number in 0..5 {
        let ix = batch.households.intern(&format!("h{number}")).unwrap();
        let from = dice.one_in(3).then(|| day(-20));
        let address = batch.text(dice.pick(&["", "số 1, đường \"A\""])).unwrap();
        let opened = Opened {
            spell: Spell { from, until: None },
            kind: dice.pick(&[Code::NONE, Code::FAMILY, Code::BOARDING_HOUSE]),
        };
        let record = Household {
            opened,
            listed: dice.pick(&[Listed::BySight, Listed::No, Listed::Yes]),
            address,
        };
        batch.household.push((ix, record));
        let lane = batch.vocabulary.code("Tuyến kênh 13").unwrap();
        let mut days = vec![from];
        days.extend((0..dice.below(3)).map(|at| Some(day(2 + at as i64 * 11))));
        for (at, from) in days.into_iter().enumerate() {
            if at == 0 || dice.one_in(2) {
                let lane = dice.pick(&[Code::NONE, lane]);
                let unit = dice.pick(units);
                batch.placed.push((ix, Placed { from, unit, lane }));
            }
            if dice.one_in(2) {
                let person = dice.pick(people);
                batch.heads.push((ix, Head { from, person }));
            }
        }
        if dice.one_in(4) {
            batch.listed.push((ix, Some(day(25))));
        }
        if dice.one_in(6) {
            batch.household_closed.push((ix, day(80)));
        }
        households.push(ix);
    }
    for person in people {
        let home = dice.pick(&households);
        let from = dice.one_in(3).then(|| day(-10));
        let stay = Residence {
            spell: Spell { from, until: None },
            household: home,
            kind: dice.pick(&[Code::PERMANENT, Code::TEMPORARY]),
            reason: Code::NONE,
        };
        batch.residences.push((*person, stay));
        if dice.one_in(3) {
            let end = (*person, home, day(40), Code::MOVED);
            batch.residence_ends.push(end);
        }
    }
    apart(batch, dice, people, &mut households);
    for number in 0..2 {
        let ix = batch.stalls.intern(&format!("s{number}")).unwrap();
        let record = Stall {
            spell: dice.spell(),
            household: dice.pick(&households),
            unit: dice.one_in(2).then(|| dice.pick(units)),
            market: batch.vocabulary.code("Chợ Cầu Móng").unwrap(),
        };
        batch.stall.push((ix, record));
    }
    households
}

/// A split and a join, each of households that nothing else happens to.
fn apart(
    batch: &mut Batch,
    dice: &mut Dice,
    people: &[PersonIx],
    households: &mut Vec<HouseholdIx>,
) {
    if dice.one_in(2) {
        let into = batch.households.intern("h-new").unwrap();
        let from = households[0];
        let living = batch.residences.iter();
        let ended = |who: PersonIx| batch.residence_ends.iter().any(|end| end.0 == who);
        let moving = living.filter(|(who, stay)| stay.household == from && !ended(*who));
        let people: Vec<PersonIx> = moving.map(|(person, _)| *person).take(2).collect();
        batch.splits.push(Split {
            day: day(60),
            from,
            into,
            people,
        });
        households.push(into);
    }
    if dice.one_in(3) && !people.is_empty() {
        batch.joins.push(Join {
            day: day(61),
            from: households[1],
            into: households[2],
        });
    }
}

fn facts(batch: &mut Batch, dice: &mut Dice, people: &[PersonIx], households: &[HouseholdIx]) {
    for person in people {
        for skill in 0..5 {
            let catalogue = dice.below(batch.vocabulary.catalogues().len());
            let by = dice.one_in(3).then(|| dice.pick(people));
            let found = Assessment {
                day: dice.maybe_day(),
                skill: SkillIx::new(catalogue, skill).unwrap(),
                level: dice.below(3) as u8,
                how: dice.pick(&Evidence::ALL),
                by,
            };
            if dice.one_in(2) {
                batch.assessments.push((*person, found));
            }
        }
        for platform in ["vneid", "app-hau-giang"] {
            let setup = Setup {
                day: dice.maybe_day(),
                platform: batch.vocabulary.platform(platform).unwrap(),
                state: dice.pick(&SetupState::ALL),
            };
            batch.setups.push((SetupOwner::Person(*person), setup));
        }
    }
    let poor = batch.vocabulary.flag("poor").unwrap();
    let smartphone = batch.vocabulary.flag("smartphone").unwrap();
    let qr = batch.vocabulary.platform("payment-qr").unwrap();
    let activated = Setup {
        day: dice.maybe_day(),
        platform: qr,
        state: SetupState::Activated,
    };
    let owner = SetupOwner::Household(dice.pick(households));
    batch.setups.push((owner, activated));
    let stall = batch.stall[0].0;
    batch.setups.push((SetupOwner::Stall(stall), activated));
    let flagged = |flag, spell| Flagged { spell, flag };
    let household = FlagOwner::Household(dice.pick(households));
    batch.flags.push((household, flagged(poor, dice.spell())));
    let person = FlagOwner::Person(dice.pick(people));
    batch
        .flags
        .push((person, flagged(smartphone, dice.spell())));
    let advocate = dice.pick(people);
    let spell = dice.spell();
    batch.advocates.push((advocate, Advocacy { spell }));
    let taught = Teaching {
        day: dice.maybe_day(),
        learner: dice.pick(people),
        skill: SkillIx::new(0, 2).unwrap(),
    };
    batch.teachings.push((advocate, taught));
}
