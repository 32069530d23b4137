//! The frame against the explaining executor: the same answers to the byte, over
//! random registries, households of every size at the ends of words, and every
//! construct that the frame has.

use crate::random::{self, Fact, UNITS, batch, day};
use noidai::{
    Registry,
    coverage::{OnDay, Question, coverage},
    event::{Code, batch::Listed},
    frame::Frame,
    person::{Birth, Sex},
    rule::{Rule, Subject, built_in},
    skill::Evidence,
    time::Spell,
};
use proptest::prelude::*;

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
    let own = |rule: &Rule| matches!(rule.subject, Subject::Household | Subject::Resident);
    rules.extend(built_in().into_iter().filter(own));
    rules
}

fn agree(registry: &Registry, number: i64) -> Result<(), TestCaseError> {
    let mut question = Question::on(day(number));
    let on_day = OnDay::new(registry, question.day);
    let rules = constructs();
    let all: Vec<&Rule> = rules.iter().collect();
    let frame = Frame::for_rules(&on_day, &all, &question).unwrap();
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
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn the_same_bytes(facts in random::facts(), number in 0_i64..70) {
        let (registry, _) = Registry::fold(batch(&facts));
        agree(&registry, number)?;
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
    assert_eq!(error.found_text(false), Some(r#"HouseholdFlag("poor")"#));
    let old = rule("resident", "null", r#"{"age":{"min":126}}"#);
    assert_eq!(
        frame
            .coverage(&old, &question)
            .unwrap_err()
            .found_text(false),
        Some("age 126")
    );
}
