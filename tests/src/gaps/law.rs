//! What the laws of gaps share: how often, what was seen, what a rule's text says.

use super::worlds::Dice;
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeMap};

/// What a rule's text says of something.
pub fn says(rule: &str, word: &str) -> bool {
    rule.contains(&format!("\"{word}\""))
}

/// The greatest `at_least` that is a count.
pub fn most_wanted(rule: &str) -> u32 {
    let counts = rule.split("\"at_least\":").skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    });
    counts
        .filter(|count| *count < 1000)
        .max()
        .unwrap_or(1)
        .max(1)
}

/// How many there are, as steps are counted.
pub fn count<T>(of: impl Iterator<Item = T>) -> u32 {
    u32::try_from(of.count()).unwrap()
}

thread_local! {
    static SEEN: RefCell<BTreeMap<&'static str, usize>> = const { RefCell::new(BTreeMap::new()) };
}

pub fn seen(what: &'static str) {
    SEEN.with_borrow_mut(|seen| *seen.entry(what).or_default() += 1);
}

pub fn cases() -> u32 {
    let given = std::env::var("NOIDAI_CASES").ok();
    given.and_then(|cases| cases.parse().ok()).unwrap_or(3_000)
}

pub fn run(law: fn(&mut Dice) -> Result<(), TestCaseError>) -> BTreeMap<&'static str, usize> {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases())
    });
    runner.run(&Dice::any(), |mut dice| law(&mut dice)).unwrap();
    SEEN.take()
}

/// That each outcome was seen in a hundredth of the cases, and each noun at all.
pub fn saw(seen: &BTreeMap<&'static str, usize>, outcomes: &[&str]) {
    for what in outcomes {
        let count = seen.get(what).copied().unwrap_or(0);
        assert!(
            count * 100 >= cases() as usize,
            "{what}: {count} of {seen:?}"
        );
    }
    for noun in ["h1", "t1", "31400"] {
        assert!(seen.contains_key(noun), "{noun} of {seen:?}");
    }
}
