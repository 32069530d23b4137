//! Conservation over random reforms, and two executors that agree.

use super::{
    country::{asked, day, rows, subjects},
    obvious,
    random::{Chance, DAYS, country, reforms, written},
};
use noidai::{
    Registry,
    coverage::{Coverage, Question, coverage},
    event::Batch,
    place::{Moved, NewUnit, Reform, Succession},
    rule::Rule,
};
use proptest::prelude::*;

const TEAMS: &str = r#"{"v":1,"id":"x","names":{"vi":"x","en":"x"},"source":"x","subject":"SUBJECT",
    "catalogue":"basic-skills","population":null,"exclusions":null,"requirement":{"level":["commune"]}}"#;

fn rule(subject: &str) -> Rule {
    Rule::read(&TEAMS.replace("SUBJECT", subject)).unwrap()
}

fn on(registry: &Registry, rule: &Rule, day_text: &str, map: &str) -> Coverage {
    let mut question = Question::on(day(day_text));
    question.map = map.to_owned();
    coverage(registry, rule, &question).unwrap()
}

fn world(seed: u64) -> (Batch, usize) {
    let mut chance = Chance(seed);
    let mut batch = country(&mut chance);
    let count = reforms(&mut chance, &mut batch);
    (batch, count)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: std::env::var("NOIDAI_CASES")
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(40),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// "The sum over any level of rows, remainders and unassigned is the same on every
    /// map", for households and for teams; nothing vanishes; as then on a day equals
    /// as of that day.
    #[test]
    fn every_level_of_every_map_adds_up(seed: u64) {
        let (batch, _) = world(seed);
        let mut unreformed = batch.clone();
        unreformed.reforms.clear();
        let registry = Registry::open(batch).unwrap();
        let (plain, _) = Registry::fold(unreformed);
        let teams = rule("team");
        for text in DAYS {
            let all = subjects(&asked(&plain, text, "then").total);
            let all_teams = subjects(&on(&plain, &teams, text, "then").total);
            for map in DAYS {
                for (answer, all) in [(asked(&registry, text, map), all), (on(&registry, &teams, text, map), all_teams)] {
                    prop_assert_eq!(subjects(&answer.total), all);
                    for level in ["province", "district", "commune", "hamlet"] {
                        let rows = rows(&answer, level);
                        if answer.level(level).next().is_some() {
                            prop_assert_eq!(rows.iter().map(|row| row.2).sum::<u64>(), all, "{} on {} {}", text, map, level);
                        }
                    }
                }
            }
            prop_assert_eq!(asked(&registry, text, "then").rows, asked(&registry, text, text).rows);
            // One province from first to last: nothing is outside it.
            for map in DAYS {
                let provinces = rows(&asked(&registry, text, map), "province");
                prop_assert!(provinces.iter().all(|row| row.0 == "unit"));
            }
        }
    }

    /// The obvious walk over the documents of reforms, one day after another, places
    /// every household where the library does.
    #[test]
    fn the_obvious_walk_agrees(seed: u64) {
        let (batch, _) = world(seed);
        let registry = Registry::open(batch).unwrap();
        for text in DAYS {
            for map in DAYS {
                let crossing = registry.crossing(day(map));
                for ix in registry.household_ids().iter() {
                    let found = registry.household_standing(ix, day(text), &crossing);
                    let wanted = obvious::standing(&registry, ix, day(text), day(map));
                    let id = registry.household_ids().text(ix);
                    prop_assert_eq!(found.and_then(|found| found.unit), wanted, "{} of {} on {}", id, text, map);
                }
            }
        }
    }

    /// The order in which reforms arrive never matters, nor that one comes twice, nor
    /// that it went through its document.
    #[test]
    fn the_order_of_arrival_never_matters(seed: u64) {
        let (batch, _) = world(seed);
        let mut other = batch.clone();
        other.reforms.reverse();
        let doubled: Vec<Reform> = other.reforms.iter().map(written).collect();
        other.reforms.extend(doubled);
        let (one, other) = (Registry::open(batch).unwrap(), Registry::open(other).unwrap());
        for (text, map) in [(DAYS[0], DAYS[5]), (DAYS[5], DAYS[0]), (DAYS[3], DAYS[3])] {
            prop_assert_eq!(asked(&one, text, map), asked(&other, text, map));
        }
    }

    /// Splitting and merging back gives equal counts, not equal ids.
    #[test]
    fn splitting_and_merging_back_gives_equal_counts(seed: u64) {
        let mut chance = Chance(seed);
        let mut batch = country(&mut chance);
        let registry = Registry::open(batch.clone()).unwrap();
        let new = |unit: &str| NewUnit {
            unit: unit.to_owned(),
            code: unit.to_owned(),
            name: format!("Xã {unit}"),
            kind: String::new(),
            level: "commune".to_owned(),
            parent: Some("D".to_owned()),
        };
        let pass = |from: &str, into: &str, part: bool| Succession {
            from: from.to_owned(),
            into: into.to_owned(),
            part,
        };
        let mut split = Reform::new(day("2025-07-01"), "1");
        split.open = vec![new("X"), new("Y")];
        split.succeed = vec![pass("A", "X", true), pass("A", "Y", true)];
        split.close = vec!["A".to_owned()];
        let part = |chance: &mut Chance| ["X", "Y"][chance.below(2)].to_owned();
        for hamlet in ["A1", "A2"] {
            split.moves.push(Moved { unit: hamlet.to_owned(), parent: Some(part(&mut chance)) });
        }
        let mut merge = Reform::new(day("2026-03-01"), "2");
        merge.open = vec![new("Z")];
        merge.succeed = vec![pass("X", "Z", false), pass("Y", "Z", false)];
        batch.reforms = vec![split, merge];
        let after = Registry::open(batch).unwrap();
        let in_commune = |registry: &Registry, map: &str, unit: &str| {
            let rows = rows(&asked(registry, "2024-12-31", map), "commune");
            rows.iter().filter(|row| row.1 == unit).map(|row| row.2).sum::<u64>()
        };
        prop_assert_eq!(in_commune(&after, "2026-03-01", "Z"), in_commune(&registry, "2024-12-31", "A"));
        prop_assert_eq!(in_commune(&after, "2024-12-31", "A"), in_commune(&registry, "2024-12-31", "A"));
    }
}

/// The laws would be empty if random reforms were mostly unsound or placed everything
/// exactly.
#[test]
fn random_reforms_are_of_all_sorts() {
    let (mut reforms, mut inexact, mut all) = (0, 0, 0);
    let mut sorts = [0_usize; 5];
    for seed in 0..150 {
        let (batch, count) = world(seed * 7919);
        reforms += count;
        for one in &batch.reforms {
            sorts[0] += usize::from(one.succeed.len() > 1 && one.close.is_empty());
            sorts[1] += usize::from(one.succeed.len() == 1 && !one.succeed[0].part);
            sorts[2] += usize::from(one.succeed.len() > 1 && !one.close.is_empty());
            sorts[3] += usize::from(one.succeed.len() == 1 && one.succeed[0].part);
            sorts[4] += usize::from(one.succeed.is_empty() && !one.close.is_empty());
        }
        let registry = Registry::open(batch).unwrap();
        let crossing = registry.crossing(day("2028-05-05"));
        for ix in registry.household_ids().iter() {
            let standing = registry.household_standing(ix, day("2024-12-31"), &crossing);
            all += standing.iter().count();
            inexact += standing.iter().filter(|standing| !standing.exact).count();
        }
    }
    assert!(reforms > 300, "{reforms}");
    assert!(sorts.iter().all(|count| *count > 10), "{sorts:?}");
    assert!(
        inexact * 20 > all && inexact * 2 < all,
        "{inexact} of {all}"
    );
}
