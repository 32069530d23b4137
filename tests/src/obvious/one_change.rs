//! Undoing the named change alone restores the count, where it is the only one: in a
//! random world everything of a day but one fact is put off to the next day. What that
//! day then changed is named after the fact, and putting the fact off too leaves nothing
//! changed.

use super::{chance::Chance, lay_down, make_rule, make_world};
use noidai::{
    Day, Registry,
    event::Batch,
    rule::{Rule, Subject, built_in},
    work::change::{Cause, ChangeQuestion, WhatChanged, change},
};
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeSet};

thread_local! {
    static SEEN: RefCell<BTreeSet<Cause>> = const { RefCell::new(BTreeSet::new()) };
}

const ASSESSED: &[Cause] = &[Cause::Learned, Cause::LevelLowered, Cause::NewlyAssessed];
const STAY_BEGUN: &[Cause] = &[Cause::MovedIn, Cause::Born];
const STAY_ENDED: &[Cause] = &[
    Cause::MovedOut,
    Cause::Died,
    Cause::HouseholdSplit,
    Cause::HouseholdJoined,
];

const OPENED: &[Cause] = &[Cause::HouseholdOpened, Cause::HouseholdSplit];
const CLOSED: &[Cause] = &[Cause::HouseholdClosed, Cause::HouseholdJoined];

/// A day of a fact, with the causes that the fact can be.
type Dated<'b> = (&'static [Cause], &'b mut Day);

/// Adds a day where there is one.
fn add<'b>(all: &mut Vec<Dated<'b>>, causes: &'static [Cause], day: &'b mut Option<Day>) {
    all.extend(day.as_mut().map(|day| (causes, day)));
}

/// Every day of the facts of people, households and bodies; those of units aside.
fn dated(batch: &mut Batch) -> Vec<Dated<'_>> {
    let mut all: Vec<Dated<'_>> = Vec::new();
    for (_, own) in &mut batch.assessments {
        add(&mut all, ASSESSED, &mut own.day);
    }
    for (_, own) in &mut batch.setups {
        add(&mut all, &[Cause::SetUp], &mut own.day);
    }
    for (_, own) in &mut batch.teachings {
        add(&mut all, &[Cause::AdvocateChanged], &mut own.day);
    }
    for (_, own) in &mut batch.flags {
        add(&mut all, &[Cause::FlagChanged], &mut own.spell.from);
        add(&mut all, &[Cause::FlagChanged], &mut own.spell.until);
    }
    for (_, own) in &mut batch.advocates {
        add(&mut all, &[Cause::AdvocateChanged], &mut own.spell.from);
        add(&mut all, &[Cause::AdvocateChanged], &mut own.spell.until);
    }
    for (_, own) in &mut batch.residences {
        add(&mut all, STAY_BEGUN, &mut own.spell.from);
        add(&mut all, STAY_ENDED, &mut own.spell.until);
    }
    for (_, own) in &mut batch.household {
        add(&mut all, OPENED, &mut own.opened.spell.from);
        add(&mut all, CLOSED, &mut own.opened.spell.until);
    }
    for (_, own) in &mut batch.placed {
        add(&mut all, &[Cause::HouseholdMoved], &mut own.from);
    }
    for (_, from) in &mut batch.listed {
        add(&mut all, &[Cause::HouseholdListed], from);
    }
    for (_, own) in &mut batch.stall {
        add(&mut all, &[Cause::StallChanged], &mut own.spell.from);
        add(&mut all, &[Cause::StallChanged], &mut own.spell.until);
    }
    for (_, own) in &mut batch.memberships {
        add(&mut all, &[Cause::MemberChanged], &mut own.spell.from);
        add(&mut all, &[Cause::MemberChanged], &mut own.spell.until);
    }
    for (_, own) in &mut batch.team {
        add(&mut all, &[Cause::TeamChanged], &mut own.spell.from);
        add(&mut all, &[Cause::TeamChanged], &mut own.spell.until);
    }
    for (_, own) in &mut batch.committee {
        add(&mut all, &[Cause::TeamChanged], &mut own.spell.from);
        add(&mut all, &[Cause::TeamChanged], &mut own.spell.until);
    }
    all.extend(
        batch
            .deaths
            .iter_mut()
            .map(|(_, day)| (&[Cause::Died][..], day)),
    );
    let moved = batch.team_moved.iter_mut();
    all.extend(moved.map(|(_, own)| (&[Cause::TeamChanged][..], &mut own.day)));
    all
}

/// Whether the batch has ends recorded apart, which are not looked at here.
fn has_ends(batch: &Batch) -> bool {
    !(batch.residence_ends.is_empty()
        && batch.flag_ends.is_empty()
        && batch.advocate_ends.is_empty()
        && batch.membership_ends.is_empty()
        && batch.splits.is_empty()
        && batch.joins.is_empty())
}

/// Puts everything of a day off to the next, but the fact at one place.
fn put_off(batch: &mut Batch, day: Day, but: Option<usize>) {
    for (at, (_, own)) in dated(batch).into_iter().enumerate() {
        if *own == day && Some(at) != but {
            *own = day.after();
        }
    }
}

fn asked(batch: Batch, rule: &Rule, day: Day) -> Option<WhatChanged> {
    let (registry, findings) = Registry::fold(batch);
    if !findings.is_empty() || !rule.check(registry.vocabulary()).is_empty() {
        return None;
    }
    let mut question = ChangeQuestion::between(day.before(), day);
    question.subjects = u32::MAX;
    change(&registry, rule, &question).ok()
}

fn case(numbers: &[u32]) -> Result<(), TestCaseError> {
    let chance = &mut Chance(numbers);
    let subject = chance.of(&[
        Subject::Household,
        Subject::Resident,
        Subject::Household,
        Subject::Team,
    ]);
    let built_in_at = chance.below(20);
    let drawn = chance.below(1 << 16);
    let world = make_world::world(chance);
    let mut rule = make_rule::rule(chance, subject, &world);
    if let Some(known) = built_in().into_iter().nth(built_in_at) {
        rule = known;
    }
    let mut batch = lay_down::batch(&world);
    if has_ends(&batch) {
        return Ok(());
    }
    let all = dated(&mut batch);
    let Some(chosen) = drawn.checked_rem(all.len()) else {
        return Ok(());
    };
    let (causes, day) = (all[chosen].0, *all[chosen].1);
    let mut alone = batch.clone();
    put_off(&mut alone, day, Some(chosen));
    put_off(&mut batch, day, None);
    let (Some(found), Some(undone)) = (asked(alone, &rule, day), asked(batch, &rule, day)) else {
        return Ok(());
    };
    // Where time itself or a reform changed something too, it is no one-change case.
    if !undone.subjects.is_empty() {
        return Ok(());
    }
    prop_assert_eq!(undone.total.before, found.total.before);
    prop_assert_eq!(undone.total.after, found.total.before);
    for own in &found.subjects {
        let context = format!("{own:?} {}", noidai::json::write(&rule).unwrap_or_default());
        prop_assert!(causes.contains(&own.cause), "{:?} {}", causes, context);
        prop_assert_eq!(own.on, day, "{}", context);
        SEEN.with_borrow_mut(|seen| seen.insert(own.cause));
    }
    Ok(())
}

/// The causes that the random worlds must have met.
const EXPECTED: [Cause; 5] = [
    Cause::Learned,
    Cause::NewlyAssessed,
    Cause::SetUp,
    Cause::MovedIn,
    Cause::MovedOut,
];

#[test]
fn undoing_the_named_change_alone_restores_the_count() {
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::with_cases(400)
    };
    let numbers = prop::collection::vec(any::<u32>(), 2000);
    let missing = || {
        let seen = SEEN.with_borrow(Clone::clone);
        let expected = EXPECTED.into_iter();
        expected
            .filter(|cause| !seen.contains(cause))
            .collect::<Vec<_>>()
    };
    for _ in 0..40 {
        proptest::test_runner::TestRunner::new(config.clone())
            .run(&numbers, |numbers| case(&numbers))
            .unwrap_or_else(|error| panic!("{error}"));
        if missing().is_empty() {
            break;
        }
    }
    assert!(missing().is_empty(), "{:?} never occurred", missing());
}
