//! The obvious executor: the ministry's rule in a few lines on the public
//! surface alone, that the library's own is held to.

use crate::random::{self, day};
use noidai::{
    Day, Registry,
    coverage::{Counts, Question, Verdict, coverage},
    id::{HouseholdIx, PersonIx},
    rule::built_in,
};
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};

/// Whether somebody is fluent in all five: three values by counting.
fn fluent(registry: &Registry, person: PersonIx, on: Day) -> Option<bool> {
    let mut unknown = false;
    for position in 0..5 {
        let mut found: Vec<_> = registry
            .assessments(person)
            .iter()
            .filter(|one| one.skill.position() == position && one.day.is_none_or(|day| day <= on))
            .collect();
        found.sort();
        match found.last() {
            None => unknown = true,
            Some(last) if last.level < 3 => return Some(false),
            Some(_) => {}
        }
    }
    (!unknown).then_some(true)
}

/// Where somebody is counted: written from the sentence of the design, not
/// from the library's own reading.
fn home(registry: &Registry, person: PersonIx, on: Day) -> Option<HouseholdIx> {
    let on_day: Vec<_> = registry
        .residences(person)
        .iter()
        .filter(|stay| stay.spell.holds(on))
        .collect();
    let of = |kind: &str| {
        let of_kind = on_day
            .iter()
            .filter(|stay| registry.vocabulary().text(stay.kind) == kind);
        let last =
            of_kind.max_by_key(|stay| (stay.spell, registry.household_ids().text(stay.household)));
        last.map(|stay| stay.household)
    };
    of("temporary").or(of("permanent")).or(of("away"))
}

fn verdict(registry: &Registry, household: HouseholdIx, on: Day) -> Verdict {
    let residents: Vec<PersonIx> = registry
        .person_ids()
        .iter()
        .filter(|person| home(registry, *person, on) == Some(household))
        .collect();
    let open = !registry.is_listed_on(household, on);
    if residents.is_empty() && !open {
        return Verdict::Outside;
    }
    let answers: Vec<Option<bool>> = residents
        .iter()
        .map(|person| fluent(registry, *person, on))
        .collect();
    if answers.contains(&Some(true)) {
        Verdict::Covered
    } else if open || answers.contains(&None) {
        Verdict::NotAssessed
    } else {
        Verdict::NotCovered
    }
}

thread_local! {
    static SEEN: RefCell<BTreeMap<Verdict, usize>> = const { RefCell::new(BTreeMap::new()) };
}

fn agree(facts: &[random::Fact], on: Day) -> Result<(), TestCaseError> {
    let (registry, _) = Registry::fold(random::batch(facts));
    let rule = &built_in()[0];
    let mut expected = Counts::default();
    for household in registry.household_ids().iter() {
        let one = verdict(&registry, household, on);
        let id = registry.household_ids().text(household);
        let judged = noidai::coverage::verdict(&registry, rule, &Question::on(on), id).unwrap();
        prop_assert_eq!(judged, one, "{}", id);
        SEEN.with_borrow_mut(|seen| *seen.entry(one).or_default() += 1);
        expected.count(one);
    }
    let answer = coverage(&registry, rule, &Question::on(on)).unwrap();
    prop_assert_eq!(answer.total, expected);
    // The rows of every level add up to the whole.
    for level in ["province", "commune", "hamlet"] {
        let mut sum = Counts::default();
        let mut rows = 0;
        for row in answer.level(level) {
            sum.add(&row.counts);
            rows += 1;
        }
        prop_assert!(rows > 0);
        prop_assert_eq!(sum, expected, "{}", level);
    }
    Ok(())
}

#[test]
fn the_executors_agree_and_every_outcome_occurs() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    });
    runner
        .run(&(random::facts(), 0_i64..70), |(facts, number)| {
            agree(&facts, day(number))
        })
        .unwrap();
    let seen = SEEN.with_borrow(BTreeMap::clone);
    let all: usize = seen.values().sum();
    for verdict in [
        Verdict::Outside,
        Verdict::Covered,
        Verdict::NotCovered,
        Verdict::NotAssessed,
    ] {
        let count = seen.get(&verdict).copied().unwrap_or(0);
        assert!(
            count * 20 >= all,
            "{verdict:?} occurs {count} times of {all}"
        );
    }
}
