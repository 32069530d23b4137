//! What the demonstration promises of itself.

use super::{Scale, day, last_day, make};
use noidai::{
    Registry,
    coverage::{OnDay, Question, Verdict, Who, coverage},
    rule::{MINISTRY, Subject, built_in},
    team::Body,
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
