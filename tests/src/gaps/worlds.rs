//! Small random worlds and rules about them, few enough facts that everything can
//! be tried.

use noidai::{
    Day, Registry,
    event::{
        Batch, Code,
        batch::{FlagOwner, Household, Listed, Person, SetupOwner, UnitOpened},
    },
    household::{Flagged, Opened, Placed, Residence, Stall},
    person::{Birth, Sex},
    place::{Named, Parented},
    platform::{Setup, SetupState},
    rule::Rule,
    skill::{Assessment, Evidence, SkillIx},
    team::{Body, Committee, Membership, Team},
    time::Spell,
};
use proptest::prelude::*;
use serde_json::{Value, json};

pub const SKILLS: [&str; 2] = ["public-services", "online-shopping"];
pub const LEVELS: [&str; 4] = ["not-yet", "guided", "can-do", "fluent"];
pub const PLATFORMS: [&str; 2] = ["e-wallet", "payment-qr"];

/// Bytes that decide one thing after another.
#[derive(Clone, Debug)]
pub struct Dice {
    bytes: Vec<u8>,
    at: usize,
}

impl Dice {
    pub fn any() -> impl Strategy<Value = Self> {
        prop::collection::vec(any::<u8>(), 120).prop_map(|bytes| Self { bytes, at: 0 })
    }

    /// A number below `of`.
    pub fn roll(&mut self, of: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % of
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.roll(of) == 0
    }
}

pub fn day() -> Day {
    "2025-06-30".parse().unwrap()
}

/// A world with its subject and a rule about it.
#[derive(Clone, Debug)]
pub struct World {
    pub batch: Batch,
    pub rule: Rule,
    pub id: &'static str,
}

impl World {
    pub fn registry(&self) -> Registry {
        Registry::open(self.batch.clone()).unwrap()
    }
}

/// A world of a subject, and a rule that its static check lets through.
pub fn world(dice: &mut Dice) -> Option<World> {
    let mut batch = Batch::default();
    units(&mut batch);
    let (id, subject) = match dice.roll(4) {
        0 => ("t1", "team"),
        1 => ("31400", "unit"),
        _ => ("h1", "household"),
    };
    match subject {
        "household" => household(&mut batch, dice),
        "team" => team(&mut batch, dice, "t1", "31400/1", 3),
        _ => commune(&mut batch, dice),
    }
    let requirement = condition(dice, subject, 2);
    let population = match dice.chance(6) {
        true => condition(dice, subject, 1),
        false => Value::Null,
    };
    let document = json!({
        "v": 1, "id": "random", "names": {"vi": "", "en": ""}, "source": "",
        "subject": subject, "catalogue": "basic-skills", "population": population,
        "exclusions": null, "requirement": requirement,
    });
    let rule = Rule::read(&document.to_string()).unwrap();
    let clean = rule.check(&batch.vocabulary).is_empty();
    clean.then_some(World { batch, rule, id })
}

fn units(batch: &mut Batch) {
    for (id, parent, level) in [
        ("31400", None, Code::COMMUNE),
        ("31400/1", Some("31400"), Code::HAMLET),
        ("31400/2", Some("31400"), Code::HAMLET),
    ] {
        let unit = batch.units.intern(id).unwrap();
        let opened = UnitOpened {
            spell: Spell::default(),
            level: Some(level),
        };
        batch.unit_opened.push((unit, opened));
        let named = Named {
            from: None,
            name: id.to_owned(),
            kind: String::new(),
        };
        batch.unit_names.push((unit, named));
        let parent = parent.map(|parent| batch.units.intern(parent).unwrap());
        batch
            .unit_parents
            .push((unit, Parented { from: None, parent }));
    }
}

fn person(batch: &mut Batch, dice: &mut Dice, id: &str) -> noidai::id::PersonIx {
    let who = batch.people.intern(id).unwrap();
    let birth = match dice.roll(4) {
        0 => Birth::Unknown,
        1 => Birth::Year(2015),
        _ => Birth::Year(1980),
    };
    let sex = [Sex::Unknown, Sex::Female, Sex::Male][dice.roll(3)];
    let record = Person {
        birth,
        sex,
        ..Person::default()
    };
    batch.persons.push((who, record));
    for skill in 0..SKILLS.len() {
        if dice.chance(4) {
            continue;
        }
        let level = [0, 1, 2, 3][dice.roll(4)];
        let age = if dice.chance(6) { 500 } else { 20 };
        let found = Assessment {
            day: Some(day().plus(-age)),
            skill: SkillIx::new(0, skill).unwrap(),
            level,
            how: Evidence::ALL[dice.roll(6) % 3 % 2],
            by: None,
        };
        batch.assessments.push((who, found));
    }
    for platform in PLATFORMS {
        setup(batch, dice, SetupOwner::Person(who), platform);
    }
    if dice.chance(3) {
        let flag = batch.vocabulary.flag("smartphone").unwrap();
        let flagged = Flagged {
            spell: Spell::default(),
            flag,
        };
        batch.flags.push((FlagOwner::Person(who), flagged));
    }
    who
}

fn setup(batch: &mut Batch, dice: &mut Dice, owner: SetupOwner, platform: &str) {
    let at = dice.roll(6);
    if let Some(state) = SetupState::ALL.get(at) {
        let platform = batch.vocabulary.platform(platform).unwrap();
        let setup = Setup {
            day: Some(day().plus(-9)),
            platform,
            state: *state,
        };
        batch.setups.push((owner, setup));
    }
}

fn household(batch: &mut Batch, dice: &mut Dice) {
    let home = batch.households.intern("h1").unwrap();
    let opened = Opened {
        spell: Spell::default(),
        kind: Code::FAMILY,
    };
    let listed = match dice.roll(4) {
        0 => Listed::No,
        _ => Listed::Yes,
    };
    let record = Household {
        opened,
        listed,
        address: Default::default(),
    };
    batch.household.push((home, record));
    let unit = batch.units.intern("31400/1").unwrap();
    let placed = Placed {
        from: None,
        unit,
        lane: Code::NONE,
    };
    batch.placed.push((home, placed));
    for number in 0..dice.roll(4) {
        // Ids arrive in another order than that of their bytes.
        let who = person(batch, dice, &format!("p{}", 9 - number));
        let residence = Residence {
            spell: Spell::default(),
            household: home,
            kind: Code::PERMANENT,
            reason: Code::NONE,
        };
        batch.residences.push((who, residence));
    }
    for platform in PLATFORMS {
        setup(batch, dice, SetupOwner::Household(home), platform);
    }
    if dice.chance(2) {
        let stall = batch.stalls.intern("s1").unwrap();
        let record = Stall {
            spell: Spell::default(),
            household: home,
            unit: None,
            market: batch.vocabulary.code("chợ").unwrap(),
        };
        batch.stall.push((stall, record));
        setup(batch, dice, SetupOwner::Stall(stall), PLATFORMS[1]);
    }
}

fn team(batch: &mut Batch, dice: &mut Dice, id: &str, unit: &str, most: usize) {
    let unit = batch.units.intern(unit).unwrap();
    let ix = batch.teams.intern(id).unwrap();
    let record = Team {
        spell: Spell::default(),
        unit,
        name: id.to_owned(),
        organisation: None,
        answers_to: None,
    };
    batch.team.push((ix, record));
    for number in 0..dice.roll(most + 1) {
        let who = person(batch, dice, &format!("{id}-m{number}"));
        let seat = Membership {
            spell: Spell::default(),
            body: Body::Team(ix),
            role: [Code::HEAD, Code::DEPUTY, Code::MEMBER, Code::MEMBER][dice.roll(4)],
            force: [Code::NONE, Code::YOUTH_UNION][dice.roll(2)],
        };
        batch.memberships.push((who, seat));
    }
}

fn commune(batch: &mut Batch, dice: &mut Dice) {
    if dice.chance(2) {
        let unit = batch.units.intern("31400").unwrap();
        let committee = batch.committees.intern("c1").unwrap();
        let record = Committee {
            spell: Spell::default(),
            unit,
            name: String::new(),
        };
        batch.committee.push((committee, record));
    }
    for (id, unit) in [("t1", "31400/1"), ("t2", "31400/2")] {
        if dice.chance(2) {
            team(batch, dice, id, unit, 1);
        }
    }
}

fn skills(dice: &mut Dice) -> Value {
    let mut skills = json!({"level": dice.one(&["can-do", "fluent"])});
    match dice.roll(4) {
        0 => skills["of"] = json!([SKILLS[0]]),
        1 => {
            skills["of"] = json!(SKILLS);
            skills["at_least"] = json!(1);
        }
        _ => skills["of"] = json!(SKILLS),
    }
    if dice.chance(4) {
        skills["max_age_days"] = json!(100);
    }
    skills
}

fn platform(dice: &mut Dice) -> Value {
    let any_of = match dice.roll(2) {
        0 => json!([PLATFORMS[1]]),
        _ => json!(PLATFORMS),
    };
    let states = match dice.roll(3) {
        0 => json!(["installed", "activated"]),
        1 => json!(["activated"]),
        _ => json!(["account-opened"]),
    };
    json!({"platform": {"any_of": any_of, "states": states}})
}

/// A condition that can be asked of a noun.
fn condition(dice: &mut Dice, of: &str, depth: usize) -> Value {
    if depth > 0 {
        match dice.roll(8) {
            0 => {
                let list = [
                    condition(dice, of, depth - 1),
                    condition(dice, of, depth - 1),
                ];
                return json!({"all_of": list});
            }
            1 => {
                let list = [
                    condition(dice, of, depth - 1),
                    condition(dice, of, depth - 1),
                ];
                return json!({"any_of": list});
            }
            2 => return json!({"not": condition(dice, of, depth - 1)}),
            _ => {}
        }
    }
    match of {
        "person" | "member" => match dice.roll(9) {
            0 => json!({"age": {"min": 16}}),
            1 => json!({"flag": "smartphone"}),
            2 => json!({"sex": dice.one(&["female", "male"])}),
            3 if of == "member" => json!({"role": [dice.one(&["head", "deputy", "member"])]}),
            4 if of == "member" => json!({"force": ["youth-union"]}),
            3..=5 => platform(dice),
            _ => json!({"skills": skills(dice)}),
        },
        "stall" => platform(dice),
        "household" => match dice.roll(6) {
            0 => platform(dice),
            1 => json!({"together": {"of": "residents", "skills": skills(dice)}}),
            2 => quantifier(dice, json!("stalls"), "stall", depth),
            _ => quantifier(dice, json!("residents"), "person", depth),
        },
        "team" | "committee" => match dice.roll(4) {
            0 => json!({"together": {"of": "members", "skills": skills(dice)}}),
            _ => quantifier(dice, json!("members"), "member", depth),
        },
        "hamlet" => quantifier(dice, json!("teams"), "team", depth.min(1)),
        _ => match dice.roll(3) {
            0 => json!({"some": {"of": "committees"}}),
            1 => quantifier(dice, json!({"units": "hamlet"}), "hamlet", depth),
            _ => quantifier(dice, json!({"units": "hamlet"}), "hamlet", 1),
        },
    }
}

fn quantifier(dice: &mut Dice, of: Value, noun: &str, depth: usize) -> Value {
    let inner = depth.saturating_sub(1);
    let mut many = json!({ "of": of });
    if dice.chance(4) {
        many["where"] = condition(dice, noun, inner);
    }
    match dice.roll(5) {
        0 => {
            many["who"] = condition(dice, noun, inner);
            json!({ "all": many })
        }
        1 => {
            many["who"] = condition(dice, noun, inner);
            many["at_least"] = json!([500_000, 600_000, 1_000_000][dice.roll(3)]);
            json!({ "share": many })
        }
        _ => {
            if !dice.chance(4) {
                many["who"] = condition(dice, noun, inner);
            }
            many["at_least"] = json!(1 + dice.roll(4) / 3);
            json!({ "some": many })
        }
    }
}
