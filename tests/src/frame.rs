//! The frame against the explaining executor: the same answers to the byte, over
//! random registries, households of every size at the ends of words, and every
//! construct that the frame has.

use crate::random::{self, Fact, UNITS, batch, day};
use noidai::{
    Registry,
    coverage::{OnDay, Place, Places, Question, Verdict, Who, coverage},
    error::At,
    event::{Code, batch::Listed},
    frame::{
        Frame, FrameBuilder, FrameFile, NOBODY, NOT_ASSESSED, Needs, OPEN, Partial, Residents,
    },
    household::Stall,
    person::{Birth, Sex},
    rule::{Rule, Subject, built_in},
    skill::{Catalogue, Evidence, SkillIx},
    team::{Body, Committee, Membership, Team},
    time::Spell,
};
use proptest::prelude::*;
use std::{env, fs, path::Path};

/// A rule of a subject with this requirement.
fn rule(subject: &str, population: &str, requirement: &str) -> Rule {
    let text = format!(
        r#"{{"v":1,"id":"x","names":{{"vi":"x","en":"x"}},"source":"x","subject":"{subject}","catalogue":"basic-skills",
            "population":{population},"exclusions":null,"requirement":{requirement}}}"#
    );
    Rule::read(&text).unwrap()
}

/// Each construct of the frame, by itself and in company.
fn constructs() -> Vec<Rule> {
    let can = r#"{"skills":{"at_least":2,"level":"can-do"}}"#;
    let fresh = r#"{"skills":{"of":["online-payment","online-safety"],"max_age_days":20,"evidence":["observed","certificate"]}}"#;
    let lowest = r#"{"skills":{"of":["online-safety"],"level":"not-yet","max_age_days":30}}"#;
    let adults = r#"{"age":{"min":15,"max":60}}"#;
    let wallet =
        r#"{"platform":{"any_of":["e-wallet","app-hau-giang"],"states":["absent","installed"]}}"#;
    let household = [
        format!(r#"{{"some":{{"at_least":2,"of":"residents","where":{adults},"who":{can}}}}}"#),
        format!(r#"{{"some":{{"of":"residents","who":{fresh}}}}}"#),
        format!(r#"{{"all":{{"of":"residents","where":{{"not":{wallet}}},"who":{lowest}}}}}"#),
        format!(r#"{{"share":{{"at_least":500000,"of":"residents","where":{adults},"who":{can}}}}}"#),
        format!(r#"{{"share":{{"at_least":1000000,"of":"residents","who":{wallet}}}}}"#),
        r#"{"together":{"of":"residents","skills":{"at_least":3,"evidence":["observed"]}}}"#.to_owned(),
        r#"{"any_of":[{"flag":"poor"},{"all_of":[{"kind":["family"]},{"some":{"of":"residents","who":{"any_of":[{"sex":"female"},{"residence":["temporary","away"]}]}}}]}]}"#.to_owned(),
        r#"{"some":{"of":"stalls","who":{"platform":{"any_of":["payment-qr"],"states":["activated"]}}}}"#.to_owned(),
        r#"{"not":{"all":{"of":"stalls","who":{"platform":{"any_of":["payment-qr"],"states":["activated"]}}}}}"#.to_owned(),
    ];
    let resident = [can, fresh, lowest, adults, wallet];
    let mut rules: Vec<Rule> = household
        .iter()
        .map(|requirement| rule("household", r#"{"not":"empty"}"#, requirement))
        .collect();
    rules.push(rule(
        "household",
        r#"{"some":{"of":"residents","who":{"sex":"male"}}}"#,
        &household[0],
    ));
    rules.extend(resident.map(|requirement| rule("resident", "null", requirement)));
    rules.push(rule("resident", adults, can));
    rules.extend(built_in());
    rules
}

fn agree(registry: &Registry, number: i64) -> Result<(), TestCaseError> {
    let mut question = Question::on(day(number));
    let on_day = OnDay::new(registry, question.day);
    let rules = constructs();
    let all: Vec<&Rule> = rules.iter().collect();
    let frame = Frame::for_rules(&on_day, &all, &question).unwrap();
    let bytes = frame.to_bytes().unwrap();
    let file = FrameFile::open(&bytes).unwrap();
    file.verify().unwrap();
    for rule in &rules {
        for unit in [None, Some(UNITS[2].0)] {
            question.unit = unit.map(str::to_owned);
            let expected = coverage(registry, rule, &question).unwrap();
            let found = frame.coverage(rule, &question).unwrap();
            prop_assert_eq!(
                noidai::json::write(&found).unwrap(),
                noidai::json::write(&expected).unwrap(),
                "{:?}\n{}",
                rule.requirement,
                frame.explain_plan(&frame.plan(rule, &question).unwrap())
            );
        }
        question.unit = None;
        prop_assert_eq!(
            file.load(&Needs::of(&[rule], &question, file.catalogue()).unwrap())
                .unwrap()
                .coverage(rule, &question)
                .unwrap(),
            frame.coverage(rule, &question).unwrap()
        );
        parts_are_the_whole(&frame, rule, &question)?;
    }
    Ok(())
}

/// The parts of any cut, through their bytes and merged in another order.
fn parts_are_the_whole(
    frame: &Frame,
    rule: &Rule,
    question: &Question,
) -> Result<(), TestCaseError> {
    let whole = frame.coverage(rule, question).unwrap();
    for threads in 1..5 {
        let parts = frame.cut(rule.subject, threads).into_iter().rev();
        let parts = parts.map(|cells| {
            let part = frame.part(rule, question, cells).unwrap();
            Partial::from_bytes(frame, rule, question, &part.to_bytes()).unwrap()
        });
        let merged = parts.reduce(|mut one, other| {
            one.merge(&other).unwrap();
            one
        });
        if let Some(merged) = merged {
            prop_assert_eq!(&frame.finish(rule, question, merged).unwrap(), &whole);
        }
    }
    Ok(())
}

/// The rules that columns alone can answer.
fn of_columns() -> Vec<Rule> {
    let ids = [
        "ministry-household",
        "household-together",
        "resident-fluent",
    ];
    let mut rules = built_in();
    rules.retain(|rule| ids.contains(&rule.id.as_str()));
    let adults = r#"{"some":{"at_least":2,"of":"residents","where":{"age":{"min":18,"max":60}},"who":{"skills":{"at_least":3,"level":"can-do"}}}}"#;
    rules.push(rule("household", "null", adults));
    rules
}

/// The same from columns, in batches of any size.
fn columns_agree(registry: &Registry, number: i64, batch: usize) -> Result<(), TestCaseError> {
    let question = Question::on(day(number));
    let on_day = OnDay::new(registry, question.day);
    let map = on_day.map();
    let mut homes = Vec::new();
    on_day.each_subject(Subject::Household, |who, unit| {
        if let Who::Household(household) = who {
            let place = unit.and_then(|unit| map.position_of(unit));
            homes.push((place.unwrap_or(map.units().len()) as u32, household));
        }
    });
    homes.sort_by_key(|(place, _)| *place);
    let (mut place, mut household, mut birth, mut marks) = (vec![], vec![], vec![], vec![]);
    let mut levels: Vec<Vec<u8>> = vec![vec![]; 5];
    for (at, (position, home)) in homes.into_iter().enumerate() {
        let open = if registry.is_listed_on(home, question.day) {
            0
        } else {
            OPEN
        };
        let residents: Vec<_> = registry.residents_on(home, question.day).collect();
        for slot in 0..residents.len().max(1) {
            let person = residents.get(slot).map(|(person, _)| *person);
            place.push(position);
            household.push(at as u64);
            marks.push(if person.is_none() {
                NOBODY | open
            } else {
                open
            });
            let born = person.and_then(|person| registry.person(person)?.birth.counted_as());
            birth.push(born.map_or(0, |day| day.number()));
            for (skill, column) in levels.iter_mut().enumerate() {
                let skill = SkillIx::new(0, skill).unwrap();
                let found = person
                    .and_then(|person| registry.assessed_on(person, skill, question.day, |_| true));
                column.push(found.map_or(NOT_ASSESSED, |found| found.level));
            }
        }
    }
    let vocabulary = registry.vocabulary();
    let names = map
        .levels()
        .iter()
        .map(|level| vocabulary.text(*level).to_owned())
        .collect();
    let places = Places::of(registry, map);
    let mut builder = FrameBuilder::new(
        question.day,
        places,
        names,
        vocabulary.catalogues()[0].clone(),
    );
    for start in (0..place.len()).step_by(batch) {
        let own = start..(start + batch).min(place.len());
        let levels: Vec<&[u8]> = levels.iter().map(|column| &column[own.clone()]).collect();
        builder
            .push(&Residents {
                place: &place[own.clone()],
                household: &household[own.clone()],
                birth: &birth[own.clone()],
                levels: &levels,
                marks: &marks[own],
            })
            .unwrap();
    }
    let frame = builder.finish().unwrap();
    for rule in of_columns() {
        let expected = coverage(registry, &rule, &question).unwrap();
        prop_assert_eq!(
            frame.coverage(&rule, &question).unwrap(),
            expected,
            "{}",
            rule.id
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_same_bytes(facts in random::facts(), number in 0_i64..70) {
        let (registry, _) = Registry::fold(batch(&facts));
        agree(&registry, number)?;
        columns_agree(&registry, number, 1 + number as usize)?;
    }

    /// Households that end at, before and behind the ends of words and blocks.
    #[test]
    fn households_of_every_size(sizes in prop::collection::vec(prop_oneof![0_usize..5, 60_usize..70, 120_usize..200], 1..60), seed in any::<u64>()) {
        let mut facts = Vec::new();
        let mut person = 0;
        let mut chance = seed;
        let mut below = |bound: u64| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % bound
        };
        for (number, size) in sizes.iter().enumerate() {
            let listed = if below(5) == 0 { Listed::No } else { Listed::Yes };
            facts.push(Fact::Household { number, unit: below(4) as usize, listed });
            for _ in 0..*size {
                let birth = if below(9) == 0 { Birth::Unknown } else { Birth::Year(1930 + below(95) as i16) };
                facts.push(Fact::Person { number: person, birth, sex: Sex::Unknown });
                facts.push(Fact::Residence { person, household: number, kind: Code::PERMANENT, spell: Spell::default() });
                let asked = below(3);
                for skill in 0..5 {
                    if asked > 0 || below(2) == 0 {
                        let level = if below(200) == 0 || asked == 2 && below(9) > 0 { 3 } else { below(4) as u8 };
                        facts.push(Fact::Assessment { person, skill, level, day: Some(day(below(60) as i64)), how: Evidence::Observed });
                    }
                }
                person += 1;
            }
        }
        let registry = Registry::open(batch(&facts)).unwrap();
        agree(&registry, 50)?;
        columns_agree(&registry, 50, 1 + (seed % 100) as usize)?;
    }
}

#[test]
fn what_the_frame_cannot_answer_is_named() {
    let registry = Registry::open(batch(&[])).unwrap();
    let question = Question::on(day(0));
    let on_day = OnDay::new(&registry, question.day);
    let rules = built_in();
    let frame = Frame::for_rules(&on_day, &[&rules[0]], &question).unwrap();
    let team = rules
        .iter()
        .find(|rule| rule.subject == Subject::Team)
        .unwrap();
    let error = frame.coverage(team, &question).unwrap_err();
    assert_eq!(
        (error.name(), error.found_text(false)),
        ("not-in-frame", Some("subject team"))
    );
    let error = frame
        .coverage(&rule("household", "null", r#"{"flag":"poor"}"#), &question)
        .unwrap_err();
    assert_eq!(error.found_text(false), Some("flag poor"));
}

/// However many parts are asked for, they are done at once and are the whole.
#[test]
fn more_parts_than_there_is_to_cut() {
    let (rule, question) = (&built_in()[0], Question::on(day(0)));
    let facts = [0, 1, 2].map(|number| Fact::Household {
        number,
        unit: 1 + number,
        listed: Listed::Yes,
    });
    for facts in [&facts[..0], &facts] {
        let registry = Registry::open(batch(facts)).unwrap();
        let on_day = OnDay::new(&registry, question.day);
        let frame = Frame::for_rules(&on_day, &[rule], &question).unwrap();
        let mut whole = frame.part(rule, &question, 0..0).unwrap();
        for own in frame.cut(rule.subject, usize::MAX) {
            whole
                .merge(&frame.part(rule, &question, own).unwrap())
                .unwrap();
        }
        let answer = frame.finish(rule, &question, whole);
        assert_eq!(answer, coverage(&registry, rule, &question));
    }
}

/// A rule about residents may be wrong where nobody lives: nobody asks it there.
#[test]
fn a_local_value_for_nobody_is_not_looked_at() {
    let text = r#"{"v":1,"id":"x","names":{"vi":"x","en":"x"},"source":"x","subject":"resident","catalogue":"basic-skills",
        "parameters":[{"name":"many","default":1,"values":[{"unit":"31400/2","from":null,"until":null,"value":2}]}],
        "population":null,"exclusions":null,
        "requirement":{"skills":{"of":["online-safety"],"at_least":{"param":"many"}}}}"#;
    let rule = Rule::read(text).unwrap();
    let question = Question::on(day(0));
    let household = |number| Fact::Household {
        number,
        unit: number + 2,
        listed: Listed::Yes,
    };
    let lives = |household| {
        let (birth, sex) = (Birth::Year(1980), Sex::Unknown);
        let (kind, spell) = (Code::PERMANENT, Spell::default());
        let person = household;
        [
            Fact::Person {
                number: person,
                birth,
                sex,
            },
            Fact::Residence {
                person,
                household,
                kind,
                spell,
            },
        ]
    };
    let mut facts = vec![household(0), household(1)];
    facts.extend(lives(0));
    for somebody in [false, true] {
        if somebody {
            facts.extend(lives(1));
        }
        let registry = Registry::open(batch(&facts)).unwrap();
        let on_day = OnDay::new(&registry, question.day);
        let expected = coverage(&registry, &rule, &question);
        let frame = Frame::for_rules(&on_day, &[&rule], &question).unwrap();
        assert_eq!(frame.coverage(&rule, &question), expected);
        let subjects = frame.subjects(&rule, &question, Verdict::NotAssessed);
        assert_eq!(subjects.err(), expected.as_ref().err().cloned());
        let name = expected.err().map(|error| error.name());
        assert_eq!(name, somebody.then_some("never-holds"));
    }
}

/// Every bound of an age is answered, also of those not born yet; but none above 126
/// where somebody may be older.
#[test]
fn ages_at_the_ends() {
    let question = Question::on(day(0));
    let born = [
        Birth::Unknown,
        Birth::Day(day(40)),
        Birth::Day(day(0)),
        Birth::Year(2024),
        Birth::Year(1900),
    ];
    let oldest = [Birth::Year(1899), Birth::Year(1898), Birth::Year(1850)];
    for old in 0..=oldest.len() {
        let mut facts = vec![Fact::Household {
            number: 0,
            unit: 2,
            listed: Listed::Yes,
        }];
        let births = born.iter().chain(&oldest[..old]);
        for (number, birth) in births.enumerate() {
            facts.push(Fact::Person {
                number,
                birth: *birth,
                sex: Sex::Unknown,
            });
            facts.push(Fact::Residence {
                person: number,
                household: 0,
                kind: Code::PERMANENT,
                spell: Spell::default(),
            });
        }
        let registry = Registry::open(batch(&facts)).unwrap();
        let on_day = OnDay::new(&registry, question.day);
        for (bounds, above) in [
            (r#"{"min":0}"#, None),
            (r#"{"min":0,"max":0}"#, None),
            (r#"{"max":0}"#, None),
            (r#"{"min":1,"max":124}"#, None),
            (r#"{"max":125}"#, None),
            (r#"{"min":126}"#, None),
            (r#"{"max":126}"#, Some("age 127")),
            (r#"{"min":0,"max":150}"#, Some("age 151")),
            (r#"{"min":127}"#, Some("age 127")),
            (r#"{"min":200}"#, Some("age 200")),
        ] {
            let rule = rule("resident", "null", &format!(r#"{{"age":{bounds}}}"#));
            let frame = Frame::for_rules(&on_day, &[&rule], &question).unwrap();
            let found = frame.coverage(&rule, &question);
            match above.filter(|_| old > 0) {
                Some(bound) => assert_eq!(found.unwrap_err().found_text(false), Some(bound)),
                None => assert_eq!(
                    found.unwrap(),
                    coverage(&registry, &rule, &question).unwrap(),
                    "{bounds}"
                ),
            }
        }
    }
}

#[test]
fn columns_that_are_refused() {
    let hamlet = |id: &str| Place {
        id: id.to_owned(),
        code: String::new(),
        name: id.to_owned(),
        level: "hamlet".to_owned(),
        end: 1,
    };
    let pushed = |place: &[u32], household: &[u64], level: &[u8], marks: &[u8]| {
        let places = Places {
            units: vec![hamlet("a")],
        };
        let mut builder = FrameBuilder::new(
            day(0),
            places,
            vec!["hamlet".to_owned()],
            Catalogue::basic(),
        );
        let birth = vec![0; place.len()];
        let error = builder
            .push(&Residents {
                place,
                household,
                birth: &birth,
                levels: &[level; 5],
                marks,
            })
            .unwrap_err();
        (error.name(), error.to_string())
    };
    for (found, name, text) in [
        (
            pushed(&[0, 0], &[1], &[0; 2], &[]),
            "uneven-columns",
            "a column has 1 values where 2 are due",
        ),
        (
            pushed(&[0; 3], &[1, 2, 1], &[0; 3], &[]),
            "broken-household",
            "/household/2: the rows of household 1 do not stand together, or out of order",
        ),
        (
            pushed(&[1, 0], &[1, 2], &[0; 2], &[]),
            "broken-household",
            "/household/1: the rows of household 2 do not stand together, or out of order",
        ),
        (
            pushed(&[0; 2], &[1, 1], &[0; 2], &[0, NOBODY]),
            "broken-household",
            "/household/1: the rows of household 1 do not stand together, or out of order",
        ),
        (
            pushed(&[2], &[1], &[0], &[]),
            "not-on-the-map",
            "/place/0: the map has no place 2; the highest is 1",
        ),
        (
            pushed(&[0; 2], &[1, 1], &[0, 4], &[]),
            "unknown-level",
            "/levels/0/1: the ladder has no level 4; it has not-yet, guided, can-do, fluent",
        ),
    ] {
        assert_eq!((found.0, found.1.as_str()), (name, text));
    }
}

#[test]
fn parts_that_are_refused() {
    let facts = [Fact::Household {
        number: 0,
        unit: 2,
        listed: Listed::No,
    }];
    let registry = Registry::open(batch(&facts)).unwrap();
    let question = Question::on(day(0));
    let on_day = OnDay::new(&registry, question.day);
    let rules = built_in();
    let frame = Frame::for_rules(&on_day, &[&rules[0], &rules[1]], &question).unwrap();
    let part = frame.part(&rules[0], &question, 0..1).unwrap();
    let bytes = part.to_bytes();
    for end in 0..bytes.len() {
        assert_eq!(
            Partial::from_bytes(&frame, &rules[0], &question, &bytes[..end])
                .unwrap_err()
                .name(),
            "broken-bytes"
        );
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(
        Partial::from_bytes(&frame, &rules[0], &question, &longer)
            .unwrap_err()
            .name(),
        "broken-bytes"
    );
    let mut other = frame.part(&rules[1], &question, 0..1).unwrap();
    assert_eq!(other.merge(&part).unwrap_err().name(), "not-in-frame");
}

/// The bytes of a small frame with every sort of section.
fn file() -> Vec<u8> {
    let mut facts = vec![
        Fact::Household {
            number: 0,
            unit: 2,
            listed: Listed::Yes,
        },
        Fact::Household {
            number: 1,
            unit: 1,
            listed: Listed::No,
        },
    ];
    for person in 0..3 {
        facts.push(Fact::Person {
            number: person,
            birth: Birth::Year(1980),
            sex: Sex::Female,
        });
        facts.push(Fact::Residence {
            person,
            household: person % 2,
            kind: Code::PERMANENT,
            spell: Spell::default(),
        });
        facts.push(Fact::Assessment {
            person,
            skill: 2,
            level: 3,
            day: Some(day(1)),
            how: Evidence::Observed,
        });
    }
    let mut facts = batch(&facts);
    let stall = facts.stalls.intern("s1").unwrap();
    let household = facts.households.find("h0").unwrap();
    let record = Stall {
        spell: Spell::default(),
        household,
        unit: None,
        market: Code::NONE,
    };
    facts.stall.push((stall, record));
    let unit = facts.units.find(UNITS[2].0).unwrap();
    let team = facts.teams.intern("t1").unwrap();
    let record = Team {
        spell: Spell::default(),
        unit,
        name: String::new(),
        organisation: None,
        answers_to: None,
    };
    facts.team.push((team, record));
    let committee = facts.committees.intern("c1").unwrap();
    let record = Committee {
        spell: Spell::default(),
        unit,
        name: String::new(),
    };
    facts.committee.push((committee, record));
    for (person, body) in [("p0", Body::Team(team)), ("p1", Body::Committee(committee))] {
        let seat = Membership {
            spell: Spell::default(),
            body,
            role: Code::HEAD,
            force: Code::NONE,
        };
        let person = facts.people.find(person).unwrap();
        facts.memberships.push((person, seat));
    }
    let registry = Registry::open(facts).unwrap();
    let question = Question::on(day(20));
    let rules = built_in();
    let rules: Vec<&Rule> = rules.iter().collect();
    let on_day = OnDay::new(&registry, question.day);
    Frame::for_rules(&on_day, &rules, &question)
        .unwrap()
        .to_bytes()
        .unwrap()
}

/// What fuzzing begins with.
#[test]
fn the_committed_frame_is_of_the_present_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/fuzz/corpus/frame");
    let path = folder.join("small.bin");
    if env::var_os("NOIDAI_WRITE").is_some() {
        fs::write(&path, file()).unwrap();
    }
    assert!(fs::read(&path).unwrap() == file());
}

/// No bit can be flipped and no byte be cut without being found, on opening or by
/// `verify`.
#[test]
fn damage_is_found() {
    let bytes = file();
    let check = |bytes: &[u8]| FrameFile::open(bytes).and_then(|file| file.verify());
    check(&bytes).unwrap();
    for end in 0..bytes.len() {
        assert!(check(&bytes[..end]).is_err(), "cut at {end}");
    }
    let mut damaged = bytes.clone();
    for bit in 0..bytes.len() * 8 {
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(check(&damaged).is_err(), "bit {bit}");
        damaged[bit / 8] = bytes[bit / 8];
    }
    damaged.push(0);
    assert_eq!(
        check(&damaged).unwrap_err().to_string(),
        format!(
            "/end: the bytes break off or are damaged: bytes {}; expected {}",
            bytes.len() + 1,
            bytes.len()
        )
    );
    let mut newer = bytes.clone();
    newer[8] = 2;
    assert_eq!(check(&newer).unwrap_err().name(), "unknown-version");
    // A length of 4 GiB and more is read from no more bytes than there are.
    let mut huge = bytes;
    huge[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
    let error = check(&huge).unwrap_err();
    assert_eq!(*error.place(), At::Path("/index".to_owned()));
}
