//! What the demonstration promises of itself.

use super::{Scale, day, last_day, make};
use noidai::{
    Registry,
    activity::Done,
    coverage::{OnDay, Question, RowKind, Verdict, Who, coverage},
    rule::{MINISTRY, Subject, built_in},
    team::Body,
    time::Every,
    work::{
        done::{DoneQuestion, what_was_done},
        figures::{FigureQuestion, figures},
        targets::{TargetQuestion, targets},
    },
};
use std::collections::BTreeSet;

#[test]
fn places_bodies_and_residents_are_as_many_as_promised() -> noidai::Result<()> {
    let scale = Scale::times(0.1, 1);
    let registry = Registry::open(make(scale)?)?;
    let on_day = OnDay::new(&registry, day()?);
    let level = |name: &str| {
        let units = on_day.map().units().iter();
        let code = registry.vocabulary().find(name);
        units
            .filter(|unit| on_day.map().level(**unit) == code)
            .count()
    };
    assert_eq!(
        ["province", "district", "commune", "hamlet"].map(level),
        [1, 8, 75, 525]
    );
    assert_eq!(registry.team_ids().len(), 525);
    let committees = registry.committee_ids().iter();
    let committees = committees.filter_map(|ix| registry.committee(ix));
    let on = day()?;
    assert_eq!(committees.filter(|known| known.spell.holds(on)).count(), 75);
    assert_eq!(registry.memberships_in_teams(), 3740);
    let mut people = BTreeSet::new();
    for team in registry.team_ids().iter() {
        let members = registry.members_on(Body::Team(team), day()?);
        people.extend(members.into_iter().map(|(person, _)| person));
    }
    // Five of each Youth Union's team sit in their hamlet's too.
    assert_eq!(people.len(), 3740 - 20);
    let mut residents = 0;
    on_day.each_subject(Subject::Resident, |_, _| residents += 1);
    assert_eq!(residents, scale.residents);
    let dead = registry.person_ids().len() - residents as usize;
    assert!(dead > 50, "{dead}");
    let mut households = 0;
    on_day.each_subject(Subject::Household, |who, _| {
        // The census counted 3.6 people a household; empty ones have nobody.
        if let Who::Household(household) = who {
            households += u32::from(
                registry
                    .residents_on(household, on_day.day())
                    .next()
                    .is_some(),
            );
        }
    });
    let mean = f64::from(residents) / f64::from(households);
    assert!((3.4..3.8).contains(&mean), "{mean}");
    Ok(())
}

#[test]
fn every_rule_has_something_to_show() -> noidai::Result<()> {
    let registry = Registry::open(make(Scale::times(0.1, 1))?)?;
    for rule in built_in() {
        let answer = coverage(&registry, &rule, &Question::on(day()?))?;
        for verdict in [Verdict::Covered, Verdict::NotCovered] {
            assert!(
                answer.total.of(verdict) > 0,
                "{}: {}",
                rule.id,
                verdict.code()
            );
        }
        if rule.id != "commune-organised" {
            assert!(answer.total.of(Verdict::NotAssessed) > 0, "{}", rule.id);
        }
    }
    Ok(())
}

/// The 75 communes' rows, with remainders, add up to the districts' and the
/// province's, for every rule.
#[test]
fn rows_add_up_with_their_remainders() -> noidai::Result<()> {
    let mut batch = make(Scale::times(0.02, 1))?;
    // Households whose hamlet, and even commune, is not known.
    let own = |id: &str| batch.units.find(id);
    let above = [own("93"), own("930"), own("31318")];
    let above: Vec<_> = above.into_iter().flatten().collect();
    let moved = batch.placed.iter_mut().step_by(40);
    for ((_, placed), unit) in moved.zip(above.iter().cycle()).take(12) {
        placed.unit = *unit;
    }
    let registry = Registry::open(batch)?;
    let map = OnDay::new(&registry, day()?);
    let map = map.map();
    let units = registry.unit_ids();
    let levels = ["province", "district", "commune"];
    for rule in built_in() {
        let mut question = Question::on(day()?);
        question.by = levels.map(str::to_owned).to_vec();
        let answer = coverage(&registry, &rule, &question)?;
        // Of each row of a level, with what of it lies in no lower unit.
        let sum = |level: &str, within: Option<&str>, verdict: Verdict| -> u64 {
            let rows = answer.level(level).filter(|row| match within {
                None => true,
                Some(within) => match (units.find(&row.unit), units.find(within)) {
                    (Some(unit), Some(within)) => map.lies_in(unit, within),
                    _ => false,
                },
            });
            rows.map(|row| row.counts.of(verdict)).sum()
        };
        let rows = |level: &str, kind: RowKind| {
            let rows = answer.level(level);
            rows.filter(|row| row.kind == kind).count()
        };
        let counts = levels.map(|level| rows(level, RowKind::Unit));
        assert_eq!(counts, [1, 8, 75], "{}", rule.id);
        if rule.subject == Subject::Household {
            // In the province and in a district, below none of the level's units.
            assert_eq!(rows("commune", RowKind::Remainder), 2, "{}", rule.id);
            assert_eq!(rows("district", RowKind::Remainder), 1, "{}", rule.id);
        }
        for verdict in Verdict::ALL {
            for level in levels {
                assert_eq!(
                    sum(level, None, verdict),
                    answer.total.of(verdict),
                    "{}",
                    rule.id
                );
            }
            for district in answer
                .level("district")
                .filter(|row| row.kind == RowKind::Unit)
            {
                let of_communes = sum("commune", Some(&district.unit), verdict);
                assert_eq!(
                    of_communes,
                    district.counts.of(verdict),
                    "{}: {}",
                    rule.id,
                    district.name
                );
            }
        }
    }
    Ok(())
}

#[test]
fn the_same_seed_makes_the_same() -> noidai::Result<()> {
    let made = |seed| make(Scale::times(0.005, seed)).map(|batch| (batch.arena, batch.assessments));
    assert_eq!(made(7)?, made(7)?);
    assert_ne!(made(7)?, made(8)?);
    Ok(())
}

/// Work goes on after the reform, and nobody is lost by it.
#[test]
fn july_has_its_own_facts() -> noidai::Result<()> {
    let scale = Scale::times(0.1, 1);
    let batch = make(scale)?;
    assert_eq!(batch.last_day(), Some(last_day()?));
    let registry = Registry::open(batch)?;
    let counted = |on| {
        let on_day = OnDay::new(&registry, on);
        let mut residents = 0;
        on_day.each_subject(Subject::Resident, |_, unit| {
            residents += u32::from(unit.is_some());
        });
        residents
    };
    assert_eq!(
        (counted(day()?), counted(last_day()?)),
        (scale.residents, scale.residents)
    );
    for rule in built_in().iter().filter(|rule| rule.id == MINISTRY) {
        let covered =
            |on| Ok::<_, noidai::Error>(coverage(&registry, rule, &Question::on(on))?.total);
        let (june, july) = (covered(day()?)?, covered(last_day()?)?);
        assert!(june.of(Verdict::Covered) < july.of(Verdict::Covered));
        assert!(june.of(Verdict::NotAssessed) > july.of(Verdict::NotAssessed));
    }
    Ok(())
}

/// Every team has a year of activities; whoever took part was in it, and whoever was met
/// lives there. What is told of a month and of the year is of every sort.
#[test]
fn every_team_has_a_year_of_activities() -> noidai::Result<()> {
    let batch = make(Scale::times(0.05, 1))?;
    assert_eq!(Registry::warnings(&batch), Vec::new());
    let teams: BTreeSet<_> = batch.activity.iter().map(|(_, own)| own.team).collect();
    assert_eq!(teams.len(), 525);
    let registry = Registry::open(batch)?;
    let mut activities = 0;
    for on in ["2024-12-31", "2025-07-31"] {
        let question = DoneQuestion {
            period: Every::YEAR,
            ..DoneQuestion::on(on.parse()?)
        };
        let answer = what_was_done(&registry, &question)?;
        let total = &answer.total;
        activities += total.activities;
        for count in [
            total.first_visits,
            total.nobody_home,
            total.refused,
            total.people_counted,
            total.people_guided,
            total.people_told,
            total.people_assessed,
            total.problems,
        ] {
            assert!(count > 0, "{on}: {total:?}");
        }
        assert!(total.problems_passed_on < total.problems);
        assert_eq!((total.set_ups.len(), total.guided.len()), (7, 5), "{on}");
        assert_eq!(total.paid_units_outside, 0);
        assert!(answer.rows.iter().all(|row| row.row != RowKind::Unassigned));
    }
    assert_eq!(activities, registry.activity_ids().len() as u64);
    Ok(())
}

/// Somebody who is visited lives in the hamlet of the team on that day.
#[test]
fn visits_are_to_homes_of_the_hamlet() -> noidai::Result<()> {
    let registry = Registry::open(make(Scale::times(0.05, 1))?)?;
    let mut met = 0;
    for ix in registry.activity_ids().iter() {
        let Some(activity) = registry.activity(ix) else {
            continue;
        };
        let unit = registry.activity_unit(ix);
        for done in registry.done_in(ix) {
            let home = match *done {
                Done::Visited(visit) => visit.household,
                Done::Assessed { person, .. } => {
                    let stay = registry.stay_on(person, activity.day);
                    met += 1;
                    stay.map(|stay| stay.household)
                        .ok_or_else(|| noidai::Error::new(noidai::ErrorKind::UnknownSubject))?
                }
                _ => continue,
            };
            let placed = registry.placed_on(home, activity.day.min(day()?));
            if let Some(placed) = placed {
                assert_eq!(Some(placed.unit), unit);
            }
        }
    }
    assert!(met > 1_000, "{met}");
    Ok(())
}

/// Targets of the plan's shares stand on the province and, after the reform, on the city
/// that it went into; members are counted among the census's inhabitants.
#[test]
fn targets_and_figures_are_told() -> noidai::Result<()> {
    let registry = Registry::open(make(Scale::times(0.05, 1))?)?;
    for (on, unit, communes) in [(day()?, "93", 75), (last_day()?, "92", 28)] {
        let answer = targets(&registry, &built_in(), &TargetQuestion::on(on))?;
        let rows = |level: &str| answer.rows.iter().filter(|row| row.level == level).count();
        assert_eq!((rows("province"), rows("commune")), (4, communes), "{on}");
        assert!(answer.rows.iter().any(|row| row.unit == unit));
        assert!(answer.fallen.is_empty() && answer.without_rule.is_empty());
    }
    let told = figures(&registry, &FigureQuestion::on(day()?))?;
    let province = told.members.iter().find(|row| row.unit == "93");
    let province = province.map(|row| (row.members, row.inhabitants, row.per_million));
    assert_eq!(province, Some((3720, 733_017, Some(5074))));
    assert_eq!((told.rows.len(), told.members.len()), (15, 9));
    Ok(())
}
