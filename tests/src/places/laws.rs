//! Conservation over random reforms, and two executors that agree.

use super::{
    country::{asked, day, rows, subjects},
    obvious,
    random::{Chance, DAYS, country, reforms, rivals, written},
};
use noidai::{
    Day, Error, Registry,
    coverage::{Coverage, Question, coverage},
    event::Batch,
    id::UnitIx,
    place::{Moved, NewUnit, Reform, Succession},
    registry::{Column, Finding},
    rule::Rule,
    team::Body,
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

/// What is known of the units, teams and committees, by id.
fn places(registry: &Registry) -> Vec<String> {
    let id = |unit: UnitIx| registry.unit_ids().text(unit).to_owned();
    let mut all: Vec<String> = Vec::new();
    for ix in registry.unit_ids().iter() {
        let Some(unit) = registry.unit(ix) else {
            continue;
        };
        let parents = unit.parents.iter();
        let parents: Vec<_> = parents.map(|one| (one.from, one.parent.map(id))).collect();
        let (names, codes, spell) = (&unit.names, &unit.codes, unit.spell);
        all.push(format!(
            "{} {spell:?} {names:?} {codes:?} {parents:?}",
            id(ix)
        ));
    }
    for ix in registry.team_ids().iter() {
        let text = registry.team_ids().text(ix);
        let spell = registry.team(ix).map(|team| team.spell);
        let units = DAYS.map(|text| {
            registry
                .team_unit_on(ix, day(text))
                .map(|(unit, _)| id(unit))
        });
        all.push(format!("{text} {spell:?} {units:?}"));
    }
    for ix in registry.committee_ids().iter() {
        let text = registry.committee_ids().text(ix);
        let known = registry.committee(ix);
        let known = known.map(|known| (known.spell, id(known.unit)));
        all.push(format!("{text} {known:?}"));
    }
    all.sort();
    all
}

/// Who sits in which committee on a day, by ids.
fn seats(registry: &Registry, on: Day) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for ix in registry.committee_ids().iter() {
        let committee = registry.committee_ids().text(ix);
        for (person, _) in registry.members_on(Body::Committee(ix), on) {
            let person = registry.person_ids().text(person);
            all.push((person.to_owned(), committee.to_owned()));
        }
    }
    all.sort();
    all
}

fn of_reforms(findings: &[Finding], reforms: &[Reform]) -> Vec<(Reform, Error)> {
    let own = findings
        .iter()
        .filter(|one| one.column == Column::Reforms)
        .map(|one| (reforms[one.index].clone(), one.error.clone()));
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(reform, error)| (reform.clone(), format!("{error:?}")));
    own.dedup();
    own
}

/// How many cases a law is tried on, where nobody asks for more.
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("NOIDAI_CASES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: cases(40),
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
            let mut all_teams = subjects(&on(&plain, &teams, text, "then").total);
            // All but the one that a reform has closed.
            let so_far = registry.reforms().iter().filter(|one| one.day <= day(text));
            all_teams -= u64::from(so_far.into_iter().any(|one| !one.close_teams.is_empty()));
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

    /// A reform is applied whole or not at all, and of two that contradict each other
    /// one holds, whatever came first: where others are recorded, what is in effect
    /// is what those in effect bring about alone, each of the others contradicts them,
    /// and sums agree on every map.
    #[test]
    fn contradicting_reforms_are_whole_or_without_effect(seed: u64) {
        let (mut batch, _) = world(seed);
        let mut chance = Chance(seed ^ 1);
        let mut all = batch.reforms.clone();
        all.extend(rivals(&mut chance, &batch));
        batch.reforms = all.clone();
        let (registry, findings) = Registry::fold(batch.clone());
        let mut shuffled = batch.clone();
        for at in (1..all.len()).rev() {
            shuffled.reforms.swap(at, chance.below(at + 1));
        }
        let reforms = shuffled.reforms.clone();
        let (other, other_findings) = Registry::fold(shuffled);
        prop_assert_eq!(registry.reforms(), other.reforms());
        prop_assert_eq!(of_reforms(&findings, &all), of_reforms(&other_findings, &reforms));
        prop_assert_eq!(places(&registry), places(&other));

        let mut only = batch.clone();
        only.reforms = registry.reforms().to_vec();
        // Households may stand in what only those without effect would open.
        let (alone, found) = Registry::fold(only.clone());
        prop_assert_eq!(of_reforms(&found, &only.reforms), []);
        prop_assert_eq!(places(&registry), places(&alone));
        for text in DAYS {
            prop_assert_eq!(seats(&registry, day(text)), seats(&alone, day(text)));
            prop_assert_eq!(asked(&registry, DAYS[0], text), asked(&alone, DAYS[0], text));
            prop_assert_eq!(asked(&registry, text, "then"), asked(&alone, text, "then"));
        }
        for refused in all.iter().filter(|one| !registry.reforms().contains(one)) {
            let mut with = only.clone();
            with.reforms.push(refused.clone());
            let found = of_reforms(&Registry::fold(with.clone()).1, &with.reforms);
            prop_assert!(!found.is_empty(), "{:?}", refused);
        }
    }

    /// A preview finds something wrong exactly where the set with the reform would
    /// contradict itself, whatever days the others have; else it shows the places as
    /// they then are.
    #[test]
    fn a_preview_is_what_recording_brings_about(seed: u64) {
        let (batch, _) = world(seed);
        let mut chance = Chance(seed ^ 2);
        let registry = Registry::open(batch.clone()).unwrap();
        // One of those recorded is the one that is told, the others are there.
        let mut told = rivals(&mut chance, &batch);
        let mut cases: Vec<(Batch, Reform)> = Vec::new();
        for at in 0..batch.reforms.len() {
            let mut others = batch.clone();
            let one = others.reforms.remove(at);
            if Registry::fold(others.clone()).1.is_empty() {
                cases.push((others, one));
            }
        }
        cases.extend(told.drain(..).map(|one| (batch.clone(), one)));
        for (others, one) in cases {
            let before = Registry::open(others.clone()).unwrap();
            let after = before.places_after(&one);
            let mut with = others;
            with.reforms.push(one.clone());
            let (recorded, findings) = Registry::fold(with);
            match after {
                Ok(after) => {
                    prop_assert_eq!(&findings, &[]);
                    prop_assert_eq!(places(&after), places(&recorded));
                }
                Err(errors) if errors[0].name() == "reform-repeated" => {
                    prop_assert_eq!(&findings, &[]);
                    prop_assert_eq!(places(&before), places(&recorded));
                }
                Err(_) => prop_assert!(!findings.is_empty(), "{:?}", one),
            }
        }
        prop_assert_eq!(places(&registry), places(&Registry::open(batch).unwrap()));
    }

    /// "With the members of all": who would sit in a committee sits in the one that
    /// took it over, once, as long as without the reforms.
    #[test]
    fn nobody_loses_a_seat(seed: u64) {
        let (batch, _) = world(seed);
        let mut unreformed = batch.clone();
        unreformed.reforms.clear();
        let (plain, _) = Registry::fold(unreformed);
        let registry = Registry::open(batch).unwrap();
        for text in DAYS {
            let on = day(text);
            let mut wanted = Vec::new();
            for (person, committee) in seats(&plain, on) {
                let mut at = Some(committee);
                for reform in registry.reforms().iter().filter(|reform| reform.day <= on) {
                    let mut closed = reform.close_committees.iter();
                    if let Some(one) = closed.find(|one| Some(&one.committee) == at.as_ref()) {
                        at = one.into.clone();
                    }
                }
                wanted.extend(at.map(|committee| (person, committee)));
            }
            wanted.sort();
            wanted.dedup();
            let mut found = seats(&registry, on);
            // Only what would begin after its committee has closed for good, taken over
            // by none, stays there.
            let ended = |id: &str| {
                let closed = registry.reforms().iter().flat_map(|one| &one.close_committees);
                closed.into_iter().any(|one| one.committee == id && one.into.is_none())
            };
            let is_closed = |id: &str| {
                let ix = registry.committee_ids().find(id).unwrap();
                registry.committee(ix).is_some_and(|known| !known.spell.holds(on))
            };
            found.retain(|(_, committee)| !(ended(committee) && is_closed(committee)));
            prop_assert_eq!(found, wanted, "on {}", text);
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
    let mut sorts = [0_usize; 12];
    let mut outcomes = [0_usize; 2];
    for seed in 0..150 {
        let (batch, count) = world(seed * 7919);
        reforms += count;
        for one in &batch.reforms {
            sorts[0] += usize::from(one.succeed.len() > 1 && one.close.is_empty());
            sorts[1] += usize::from(one.succeed.len() == 1 && !one.succeed[0].part);
            sorts[2] += usize::from(one.succeed.len() > 1 && !one.close.is_empty());
            sorts[3] += usize::from(one.succeed.len() == 1 && one.succeed[0].part);
            sorts[4] += usize::from(one.succeed.is_empty() && !one.close.is_empty());
            sorts[5] += one.rename.len();
            sorts[6] += one.recode.len();
            sorts[7] += usize::from(one.succeed.is_empty() && !one.moves.is_empty());
            sorts[8] += one.places.len();
            sorts[9] += one.move_teams.len() + one.close_teams.len();
            sorts[10] += one.open_committees.len();
            sorts[11] += one
                .close_committees
                .iter()
                .filter(|one| one.into.is_some())
                .count();
        }
        let mut with = batch.clone();
        with.reforms.extend(rivals(&mut Chance(seed), &batch));
        let conflicting = Registry::fold(with).1;
        let conflicting = conflicting
            .iter()
            .any(|one| one.error.name() == "reform-conflict");
        outcomes[usize::from(conflicting)] += 1;
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
    assert!(outcomes.iter().all(|count| *count > 20), "{outcomes:?}");
    assert!(
        inexact * 20 > all && inexact * 2 < all,
        "{inexact} of {all}"
    );
}
