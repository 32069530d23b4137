//! "Nothing vanishes: no team, member, household, person, activity": residents and
//! activities beside households and teams, over random reforms.

use super::{
    country::{day, subjects},
    random::{Chance, DAYS, country, reforms},
};
use noidai::{
    Registry,
    activity::{Activity, PartOfDay},
    coverage::{Question, coverage},
    event::{Batch, Code},
    household::Residence,
    rule::built_in,
    time::{Every, Spell},
    work::done::{DoneQuestion, what_was_done},
};
use proptest::prelude::*;

const LEVELS: [&str; 4] = ["province", "district", "commune", "hamlet"];

/// A random country with reforms; a resident in each of its first households, and
/// activities of teams and in units, on and between the days of reforms.
fn lively(seed: u64) -> Batch {
    let mut chance = Chance(seed);
    let mut batch = country(&mut chance);
    reforms(&mut chance, &mut batch);
    let registry = Registry::open(batch.clone()).unwrap();
    for number in 0..14 {
        let person = batch.people.intern(&format!("r{number}")).unwrap();
        batch.persons.push((person, Default::default()));
        let residence = Residence {
            spell: Spell::default(),
            household: batch.households.find(&format!("h{number}")).unwrap(),
            kind: Code::PERMANENT,
            reason: Code::NONE,
        };
        batch.residences.push((person, residence));
    }
    for number in 0..12 {
        let on = day(DAYS[chance.below(DAYS.len())]);
        let map = registry.map(on);
        let unit = map.units()[chance.below(map.units().len())];
        let team = batch.teams.find(&format!("t{}", chance.below(3))).unwrap();
        let (unit, team) = match chance.below(3) {
            0 => (None, Some(team)),
            1 => (Some(unit), Some(team)),
            _ => (Some(unit), None),
        };
        let unit = unit.map(|unit| batch.units.intern(registry.unit_ids().text(unit)).unwrap());
        let activity = batch.activities.intern(&format!("a{number}")).unwrap();
        let record = Activity {
            day: on,
            part: PartOfDay::Daytime,
            kind: Code::NONE,
            unit,
            market: Code::NONE,
            team,
            plan: Code::NONE,
            counted: 3,
        };
        batch.activity.push((activity, record));
    }
    batch
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: super::laws::cases(24),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// "The sum over any level of rows, remainders and unassigned is the same on every
    /// map", for residents and for activities, and nothing is outside the one province.
    #[test]
    fn no_resident_and_no_activity(seed: u64) {
        let batch = lively(seed);
        let registry = Registry::open(batch.clone()).unwrap();
        let rules = built_in();
        let residents = rules.iter().find(|rule| rule.id == "resident-fluent").unwrap();
        for text in DAYS {
            let mut question = Question::on(day(text));
            let mut done = DoneQuestion::on(day(text));
            done.period = Every::YEAR;
            let year = &text[..4];
            let of_year = batch.activity.iter().map(|(_, one)| one.day.to_string());
            let wanted = of_year.filter(|on| on.starts_with(year) && on.as_str() <= text).count();
            for map in DAYS.into_iter().chain(["then"]) {
                (question.map, done.map) = (map.to_owned(), map.to_owned());
                let answer = coverage(&registry, residents, &question).unwrap();
                prop_assert_eq!(subjects(&answer.total), 14);
                let told = what_was_done(&registry, &done).unwrap();
                prop_assert_eq!(told.total.activities, wanted as u64);
                for level in LEVELS {
                    let all: u64 = answer.level(level).map(|row| subjects(&row.counts)).sum();
                    let is_there = answer.level(level).next().is_some();
                    prop_assert!(!is_there || all == 14, "{} residents {} on {}", all, level, map);
                    let rows = told.rows.iter().filter(|row| row.level == level);
                    let (activities, met) = rows.clone().fold((0, 0), |(all, met), row| {
                        (all + row.counts.activities, met + row.counts.people_counted)
                    });
                    let is_there = rows.count() > 0;
                    prop_assert!(!is_there || (activities, met) == (wanted as u64, 3 * wanted as u64),
                        "{} activities {} of {} on {}", activities, level, text, map);
                }
                let outside = told.rows.iter().filter(|row| row.row.code() == "unassigned");
                prop_assert_eq!(outside.map(|row| row.counts.activities).sum::<u64>(), 0);
            }
            let then = what_was_done(&registry, &DoneQuestion { map: "then".to_owned(), ..done.clone() });
            let as_of = what_was_done(&registry, &DoneQuestion { map: text.to_owned(), ..done });
            prop_assert_eq!(then.unwrap().rows, as_of.unwrap().rows);
        }
    }
}
