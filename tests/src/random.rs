//! Random registries: few nouns, so that facts meet, with unknowns everywhere.

use noidai::{
    Day,
    event::{
        Batch, Code,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner, UnitOpened},
    },
    household::{Flagged, Opened, Placed, Residence},
    person::{Birth, Sex},
    place::{Coded, Named, Parented},
    platform::{Setup, SetupState},
    skill::{Assessment, Evidence, SkillIx},
    time::Spell,
};
use proptest::prelude::*;

pub const HOUSEHOLDS: usize = 5;
pub const PEOPLE: usize = 9;

pub fn day(number: i64) -> Day {
    "2025-01-01".parse::<Day>().unwrap().plus(number)
}

pub fn some_day() -> impl Strategy<Value = Option<Day>> {
    prop_oneof![1 => Just(None), 4 => (0_i64..60).prop_map(|number| Some(day(number)))]
}

/// One fact, still without a registry.
#[derive(Clone, Debug)]
pub enum Fact {
    Household {
        number: usize,
        unit: usize,
        listed: Listed,
    },
    Person {
        number: usize,
        birth: Birth,
        sex: Sex,
    },
    Residence {
        person: usize,
        household: usize,
        kind: Code,
        spell: Spell,
    },
    Assessment {
        person: usize,
        skill: usize,
        level: u8,
        day: Option<Day>,
        how: Evidence,
    },
    Setup {
        person: usize,
        platform: &'static str,
        state: SetupState,
        day: Option<Day>,
    },
    Flag {
        household: usize,
        flag: &'static str,
        spell: Spell,
    },
}

pub fn spell() -> impl Strategy<Value = Spell> {
    (
        some_day(),
        prop_oneof![2 => Just(None), 1 => (1_i64..40).prop_map(Some)],
    )
        .prop_map(|(from, length)| Spell {
            from,
            until: length.and_then(|length| Some(from?.plus(length))),
        })
}

fn birth() -> impl Strategy<Value = Birth> {
    prop_oneof![
        Just(Birth::Unknown),
        (1940_i16..2024).prop_map(Birth::Year),
        (0_i64..80 * 365).prop_map(|number| Birth::Day(day(-number))),
    ]
}

fn later_fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        4 => (0..PEOPLE, 0..HOUSEHOLDS, prop_oneof![Just(Code::PERMANENT), Just(Code::TEMPORARY), Just(Code::AWAY)], spell())
            .prop_map(|(person, household, kind, spell)| Fact::Residence { person, household, kind, spell }),
        12 => (0..PEOPLE, 0_usize..5, prop_oneof![1 => 0_u8..3, 3 => Just(3_u8)], some_day(), prop::sample::select(&Evidence::ALL[..]))
            .prop_map(|(person, skill, level, day, how)| Fact::Assessment { person, skill, level, day, how }),
        3 => (0..PEOPLE, prop::sample::select(&["app-hau-giang", "e-wallet"][..]), prop::sample::select(&SetupState::ALL[..]), some_day())
            .prop_map(|(person, platform, state, day)| Fact::Setup { person, platform, state, day }),
        1 => (0..HOUSEHOLDS, prop::sample::select(&["poor", "near-poor"][..]), spell())
            .prop_map(|(household, flag, spell)| Fact::Flag { household, flag, spell }),
    ]
}

/// One fact, or the five levels of somebody asked about everything at once.
fn later_facts() -> impl Strategy<Value = Vec<Fact>> {
    let asked = (
        0..PEOPLE,
        prop_oneof![5 => Just([3; 5]), 5 => Just([0; 5]), 1 => prop::array::uniform5(0_u8..4)],
        some_day(),
    );
    prop_oneof![
        1 => later_fact().prop_map(|fact| vec![fact]),
        1 => asked.prop_map(|(person, levels, day)| {
            let each = levels.into_iter().enumerate();
            each.map(|(skill, level)| Fact::Assessment { person, skill, level, day, how: Evidence::Observed }).collect()
        }),
    ]
}

/// A set of facts about every household and person of a small commune.
pub fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let listed =
        prop_oneof![4 => Just(Listed::Yes), 1 => Just(Listed::No), 2 => Just(Listed::BySight)];
    let households = prop::collection::vec((0_usize..4, listed), HOUSEHOLDS);
    let people = prop::collection::vec(
        (
            birth(),
            prop_oneof![Just(Sex::Unknown), Just(Sex::Female), Just(Sex::Male)],
        ),
        PEOPLE,
    );
    (
        households,
        people,
        prop::collection::vec(later_facts(), 0..100),
    )
        .prop_map(|(households, people, later)| {
            let mut facts: Vec<Fact> = households
                .into_iter()
                .enumerate()
                .map(|(number, (unit, listed))| Fact::Household {
                    number,
                    unit,
                    listed,
                })
                .collect();
            facts.extend(
                people
                    .into_iter()
                    .enumerate()
                    .map(|(number, (birth, sex))| Fact::Person { number, birth, sex }),
            );
            facts.extend(later.into_iter().flatten());
            facts
        })
}

/// The places that the facts lie in: a province, a commune, two hamlets; the
/// fourth unit is closed before the first day asked about.
pub const UNITS: [(&str, &str, Option<usize>, Code); 4] = [
    ("93", "Tỉnh", None, Code::PROVINCE),
    ("31400", "Xã", Some(0), Code::COMMUNE),
    ("31400/1", "Ấp 1", Some(1), Code::HAMLET),
    ("31400/2", "Ấp 2", Some(1), Code::HAMLET),
];

/// Lays facts down in the order given, after the places.
pub fn batch(facts: &[Fact]) -> Batch {
    let mut batch = Batch::default();
    places(&mut batch);
    for fact in facts {
        lay_down(&mut batch, fact);
    }
    batch
}

/// Lays the places down.
pub fn places(batch: &mut Batch) {
    for (id, name, parent, level) in UNITS {
        let unit = batch.units.intern(id).unwrap();
        let until = (id == "31400/2").then(|| day(30));
        batch.unit_opened.push((
            unit,
            UnitOpened {
                spell: Spell { from: None, until },
                level: Some(level),
            },
        ));
        batch.unit_names.push((
            unit,
            Named {
                from: None,
                name: name.to_owned(),
                kind: String::new(),
            },
        ));
        batch.unit_codes.push((
            unit,
            Coded {
                from: None,
                code: id.to_owned(),
            },
        ));
        let parent = parent.map(|at| batch.units.intern(UNITS[at].0).unwrap());
        batch
            .unit_parents
            .push((unit, Parented { from: None, parent }));
    }
}

pub fn lay_down(batch: &mut Batch, fact: &Fact) {
    let person =
        |batch: &mut Batch, number: usize| batch.people.intern(&format!("p{number}")).unwrap();
    let household =
        |batch: &mut Batch, number: usize| batch.households.intern(&format!("h{number}")).unwrap();
    match *fact {
        Fact::Household {
            number,
            unit,
            listed,
        } => {
            let ix = household(batch, number);
            let opened = Opened {
                spell: Spell::default(),
                kind: Code::FAMILY,
            };
            batch.household.push((
                ix,
                Household {
                    opened,
                    listed,
                    address: Default::default(),
                },
            ));
            let unit = batch.units.intern(UNITS[unit].0).unwrap();
            batch.placed.push((
                ix,
                Placed {
                    from: None,
                    unit,
                    lane: Code::NONE,
                },
            ));
        }
        Fact::Person { number, birth, sex } => {
            let ix = person(batch, number);
            batch.persons.push((
                ix,
                Person {
                    birth,
                    sex,
                    ..Person::default()
                },
            ));
        }
        Fact::Residence {
            person: who,
            household: home,
            kind,
            spell,
        } => {
            let (who, household) = (person(batch, who), household(batch, home));
            batch.residences.push((
                who,
                Residence {
                    spell,
                    household,
                    kind,
                    reason: Code::NONE,
                },
            ));
        }
        Fact::Assessment {
            person: who,
            skill,
            level,
            day,
            how,
        } => {
            let skill = SkillIx::new(0, skill).unwrap();
            let who = person(batch, who);
            batch.assessments.push((
                who,
                Assessment {
                    day,
                    skill,
                    level,
                    how,
                    by: None,
                },
            ));
        }
        Fact::Setup {
            person: who,
            platform,
            state,
            day,
        } => {
            let platform = batch.vocabulary.platform(platform).unwrap();
            let who = person(batch, who);
            batch.setups.push((
                SetupOwner::Person(who),
                Setup {
                    day,
                    platform,
                    state,
                },
            ));
        }
        Fact::Flag {
            household: home,
            flag,
            spell,
        } => {
            let flag = batch.vocabulary.flag(flag).unwrap();
            let household = household(batch, home);
            batch
                .flags
                .push((FlagOwner::Household(household), Flagged { spell, flag }));
        }
    }
}
