//! The order of arrival never matters, and the same fact twice is one.

use crate::random::{self, day};
use noidai::{
    Registry,
    coverage::{Question, coverage},
    rule::built_in,
};
use proptest::prelude::*;

fn answers(facts: &[random::Fact], number: i64) -> Vec<String> {
    let (registry, _) = Registry::fold(random::batch(facts));
    built_in()
        .iter()
        .map(|rule| {
            format!(
                "{:?}",
                coverage(&registry, rule, &Question::on(day(number))).unwrap()
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_order_of_arrival(facts in random::facts(), shuffled in any::<prop::sample::Index>(), number in 0_i64..70) {
        let mut other = facts.clone();
        other.reverse();
        let turn = shuffled.index(other.len());
        other.rotate_left(turn);
        prop_assert_eq!(answers(&facts, number), answers(&other, number));
    }

    #[test]
    fn the_same_twice_is_once(facts in random::facts(), number in 0_i64..70) {
        let twice: Vec<_> = facts.iter().chain(&facts).cloned().collect();
        prop_assert_eq!(answers(&facts, number), answers(&twice, number));
        let found = |facts: &[random::Fact]| Registry::fold(random::batch(facts)).1.is_empty();
        prop_assert_eq!(found(&facts), found(&twice));
    }
}
