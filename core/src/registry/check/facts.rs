//! Each fact by itself: its spell, what it refers to, and the people's deaths.

use super::checker::Checker;
use crate::{
    event::{
        Column,
        batch::{FlagOwner, SetupOwner},
    },
    team::{AnswersTo, Body},
};

fn answers_to(checker: &mut Checker<'_>, column: Column, index: usize, to: Option<AnswersTo>) {
    match to {
        Some(AnswersTo::Committee(own)) => checker.committee(column, index, own),
        Some(AnswersTo::Organisation(own)) => checker.organisation(column, index, own),
        None => {}
    }
}

/// Units, and the organisations of the work.
pub(super) fn bodies(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    for (index, (_, opened)) in batch.unit_opened.iter().enumerate() {
        checker.spell(Column::UnitOpened, index, opened.spell);
    }
    for (index, (_, committee)) in batch.committee.iter().enumerate() {
        checker.spell(Column::Committee, index, committee.spell);
        checker.unit(Column::Committee, index, committee.unit);
    }
    for (index, (_, organisation)) in batch.organisation.iter().enumerate() {
        checker.spell(Column::Organisation, index, organisation.spell);
        checker.unit(Column::Organisation, index, organisation.unit);
    }
    for (index, (_, team)) in batch.team.iter().enumerate() {
        checker.spell(Column::Team, index, team.spell);
        checker.unit(Column::Team, index, team.unit);
        answers_to(checker, Column::Team, index, team.answers_to);
        if let Some(organisation) = team.organisation {
            checker.organisation(Column::Team, index, organisation);
        }
    }
    for (index, (person, seat)) in batch.memberships.iter().enumerate() {
        let column = Column::Memberships;
        checker.spell(column, index, seat.spell);
        checker.person(column, index, *person);
        checker.alive(column, index, *person, seat.spell.from);
        match seat.body {
            Body::Team(team) => checker.team(column, index, team),
            Body::Committee(committee) => checker.committee(column, index, committee),
        }
    }
}

/// Households, who heads them and lives there, and their stalls.
pub(super) fn households(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    for (index, (_, household)) in batch.household.iter().enumerate() {
        checker.spell(Column::Household, index, household.opened.spell);
    }
    for (index, (household, placed)) in batch.placed.iter().enumerate() {
        checker.household(Column::Placed, index, *household);
        checker.unit(Column::Placed, index, placed.unit);
    }
    for (index, (household, head)) in batch.heads.iter().enumerate() {
        checker.household(Column::Heads, index, *household);
        checker.person(Column::Heads, index, head.person);
        checker.alive(Column::Heads, index, head.person, head.from);
    }
    for (index, (person, stay)) in batch.residences.iter().enumerate() {
        checker.spell(Column::Residences, index, stay.spell);
        checker.person(Column::Residences, index, *person);
        checker.household(Column::Residences, index, stay.household);
        checker.alive(Column::Residences, index, *person, stay.spell.from);
    }
    for (index, split) in batch.splits.iter().enumerate() {
        for person in &split.people {
            checker.alive(Column::Splits, index, *person, Some(split.day));
        }
    }
    for (index, (_, stall)) in batch.stall.iter().enumerate() {
        checker.spell(Column::Stall, index, stall.spell);
        checker.household(Column::Stall, index, stall.household);
        if let Some(unit) = stall.unit {
            checker.unit(Column::Stall, index, unit);
        }
    }
}

/// What people and households carry, have set up, can do and have taught.
pub(super) fn skills(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    for (index, (owner, flagged)) in batch.flags.iter().enumerate() {
        checker.spell(Column::Flags, index, flagged.spell);
        match owner {
            FlagOwner::Person(person) => {
                checker.person(Column::Flags, index, *person);
                checker.alive(Column::Flags, index, *person, flagged.spell.from);
            }
            FlagOwner::Household(household) => checker.household(Column::Flags, index, *household),
        }
    }
    for (index, (owner, setup)) in batch.setups.iter().enumerate() {
        match owner {
            SetupOwner::Person(person) => {
                checker.person(Column::Setups, index, *person);
                checker.alive(Column::Setups, index, *person, setup.day);
            }
            SetupOwner::Household(household) => {
                checker.household(Column::Setups, index, *household);
            }
            SetupOwner::Stall(stall) => checker.stall(Column::Setups, index, *stall),
        }
    }
    for (index, (person, found)) in batch.assessments.iter().enumerate() {
        for person in [Some(*person), found.by].into_iter().flatten() {
            checker.person(Column::Assessments, index, person);
            checker.alive(Column::Assessments, index, person, found.day);
        }
    }
    for (index, (person, advocacy)) in batch.advocates.iter().enumerate() {
        checker.spell(Column::Advocates, index, advocacy.spell);
        checker.person(Column::Advocates, index, *person);
        checker.alive(Column::Advocates, index, *person, advocacy.spell.from);
    }
    for (index, (person, teaching)) in batch.teachings.iter().enumerate() {
        for person in [*person, teaching.learner] {
            checker.person(Column::Teachings, index, person);
            checker.alive(Column::Teachings, index, person, teaching.day);
        }
    }
}
