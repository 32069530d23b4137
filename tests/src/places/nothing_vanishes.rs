//! "Nothing vanishes: no team, member, household, person, activity": residents and
//! activities beside households and teams, over random reforms.

use super::{
    country::{day, subjects},
    random::{Chance, DAYS, country, reforms},
};
use noidai::{
    Registry,
    activity::{Activity, PartOfDay},
    coverage::{Question, RowKind, coverage},
    event::{Batch, Code},
    household::Residence,
    id::PersonIx,
    rule::built_in,
    team::{Body, Membership},
    time::{Every, Spell},
    work::{
        done::{DoneQuestion, what_was_done},
        members::{MemberCounts, MembersQuestion, members},
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const LEVELS: [&str; 4] = ["province", "district", "commune", "hamlet"];

/// A random country with reforms; a resident in each of its first households, seats in
/// teams beside those in committees, and activities of teams and in units, on and between the days of reforms.
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
    for number in 0..9 {
        let person = batch.people.find(&format!("p{}", number % 6)).unwrap();
        let team = batch.teams.find(&format!("t{}", chance.below(4))).unwrap();
        let seat = Membership {
            spell: Spell {
                from: chance.one_in(2).then(|| day(DAYS[1 + chance.below(4)])),
                until: None,
            },
            body: Body::Team(team),
            role: [Code::HEAD, Code::MEMBER][chance.below(2)],
            force: [Code::NONE, Code::YOUTH_UNION][chance.below(2)],
        };
        let sits = |(own, held): &(PersonIx, Membership)| *own == person && held.body == seat.body;
        if !batch.memberships.iter().any(sits) {
            batch.memberships.push((person, seat));
        }
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

    /// "Nothing vanishes: no team, member": who sits in what on a day, counted on every
    /// map, is who sits there by the obvious count without any place.
    #[test]
    fn no_team_no_committee_and_no_member(seed: u64) {
        let batch = lively(seed);
        let registry = Registry::open(batch).unwrap();
        for text in DAYS {
            let on = day(text);
            let teams = registry.team_ids().iter().filter(|ix| registry.team(*ix).unwrap().spell.holds(on));
            let teams: Vec<Body> = teams.map(Body::Team).collect();
            let committees = registry.committee_ids().iter();
            let committees = committees.filter(|ix| registry.committee(*ix).unwrap().spell.holds(on));
            let committees: Vec<Body> = committees.map(Body::Committee).collect();
            let sit = |bodies: &[Body]| -> Vec<PersonIx> {
                let seats = bodies.iter().flat_map(|body| registry.members_on(*body, on));
                seats.map(|(person, _)| person).collect()
            };
            let (in_teams, in_committees) = (sit(&teams), sit(&committees));
            let people: BTreeSet<PersonIx> = in_teams.iter().chain(&in_committees).copied().collect();
            let wanted = [teams.len(), in_teams.len(), committees.len(), in_committees.len()];
            let bodies = |counts: &MemberCounts| {
                let forces = counts.forces.iter().map(|one| one.seats).sum::<u64>();
                assert_eq!(forces, counts.team_seats);
                [counts.teams, counts.team_seats, counts.committees, counts.committee_seats]
                    .map(|count| count as usize)
            };
            for map in DAYS.into_iter().chain(["then"]) {
                let mut question = MembersQuestion::on(on);
                question.map = map.to_owned();
                let answer = members(&registry, &question).unwrap();
                prop_assert_eq!(bodies(&answer.total), wanted);
                prop_assert_eq!(answer.total.people as usize, people.len());
                for level in LEVELS {
                    let rows: Vec<_> = answer.rows.iter().filter(|row| row.level == level).collect();
                    let sums = rows.iter().fold([0; 4], |mut sums, row| {
                        let own = bodies(&row.counts);
                        sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
                        sums
                    });
                    prop_assert!(rows.is_empty() || sums == wanted, "{} of {} on {}: {:?}", level, text, map, sums);
                    for row in rows {
                        let seats = row.counts.team_seats + row.counts.committee_seats;
                        prop_assert!(row.counts.people <= seats.min(answer.total.people));
                        prop_assert!((row.counts.people == 0) == (seats == 0));
                    }
                }
                prop_assert!(answer.rows.iter().all(|row| row.row != RowKind::Unassigned));
            }
            let then = members(&registry, &MembersQuestion::on(on)).unwrap();
            let as_of = MembersQuestion { map: text.to_owned(), ..MembersQuestion::on(on) };
            prop_assert_eq!(then.rows, members(&registry, &as_of).unwrap().rows);
        }
    }
}
