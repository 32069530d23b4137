//! The order of arrival never matters, and the same fact twice is one: of clean
//! facts and of those that contradict one another alike.

use crate::{
    contradicting,
    random::{self, HOUSEHOLDS, day},
};
use noidai::{
    Registry,
    coverage::{Question, coverage},
    event::{Batch, lines},
    gap::{GapQuestion, explain},
    json,
    rule::{Subject, built_in},
};
use proptest::prelude::*;

/// One thing that arrives.
#[derive(Clone, Debug)]
enum Arriving {
    /// The province, its commune and hamlets.
    Places,
    Plain(random::Fact),
    Contradicting(contradicting::Fact),
}

fn laid_down(arriving: &[Arriving]) -> Batch {
    let mut batch = Batch::default();
    for one in arriving {
        match one {
            Arriving::Places => random::places(&mut batch),
            Arriving::Plain(fact) => random::lay_down(&mut batch, fact),
            Arriving::Contradicting(fact) => contradicting::lay_down(&mut batch, fact),
        }
    }
    batch
}

/// Facts, and the same in another order with some of them twice.
fn two_orders() -> impl Strategy<Value = (Vec<Arriving>, Vec<Arriving>)> {
    let all = (random::facts(), contradicting::facts()).prop_map(|(plain, contradicting)| {
        let plain = plain.into_iter().map(Arriving::Plain);
        let contradicting = contradicting.into_iter().map(Arriving::Contradicting);
        let places = core::iter::once(Arriving::Places);
        places.chain(plain).chain(contradicting).collect::<Vec<_>>()
    });
    all.prop_flat_map(|all| {
        let twice = all.iter().step_by(3).cloned();
        let doubled: Vec<_> = all.iter().cloned().chain(twice).collect();
        (Just(all), Just(doubled).prop_shuffle())
    })
}

/// What every built-in rule says of everything, and why of each household.
fn answers(registry: &Registry, number: i64) -> Vec<String> {
    let mut question = Question::on(day(number));
    let mut said = Vec::new();
    for rule in built_in() {
        question.stratify = Vec::new();
        said.push(json::write(&coverage(registry, &rule, &question).unwrap()).unwrap());
        if rule.subject != Subject::Household {
            continue;
        }
        for number in 0..HOUSEHOLDS {
            let why = explain(
                registry,
                &rule,
                &GapQuestion::on(question.day),
                &format!("h{number}"),
            );
            said.push(match why {
                Ok(why) => json::write(&why).unwrap(),
                Err(error) => error.to_string(),
            });
        }
        question.stratify = vec!["flag".to_owned(), "lane".to_owned()];
        let strata = coverage(registry, &rule, &question);
        said.push(strata.map_or_else(
            |error| error.to_string(),
            |strata| json::write(&strata).unwrap(),
        ));
    }
    said
}

/// What is wrong, whatever order it was found in.
fn faults(findings: &[noidai::registry::Finding]) -> Vec<String> {
    let mut said: Vec<_> = findings
        .iter()
        .map(|finding| format!("{:?} {}", finding.column, finding.error))
        .collect();
    said.sort();
    said.dedup();
    said
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_order_of_arrival_and_any_repetition((one, other) in two_orders(), number in 0_i64..70) {
        let (one, other) = (laid_down(&one), laid_down(&other));
        prop_assert_eq!(lines::write(&one), lines::write(&other));
        let (one, found) = Registry::fold(one);
        let (other, also) = Registry::fold(other);
        prop_assert_eq!(faults(&found), faults(&also));
        for (one, other) in answers(&one, number).iter().zip(answers(&other, number)) {
            prop_assert_eq!(one, &other);
        }
    }

    #[test]
    fn the_same_twice_is_once(facts in random::facts(), number in 0_i64..70) {
        let twice: Vec<_> = facts.iter().chain(&facts).cloned().collect();
        let (once, found) = Registry::fold(random::batch(&facts));
        let (twice, also) = Registry::fold(random::batch(&twice));
        prop_assert_eq!(answers(&once, number), answers(&twice, number));
        prop_assert_eq!(found.is_empty(), also.is_empty());
    }
}
