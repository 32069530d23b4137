//! Activities, and what was done in them.

use super::{super::settle, checker::Checker};
use crate::{
    Day, Error, ErrorKind,
    activity::Done,
    event::{Batch, Column, batch::SetupOwner},
    hashed::{HashMap, HashSet},
    id::{ActivityIx, PersonIx, TeamIx},
    platform::PlatformIx,
    skill::SkillIx,
    team::Body,
};

/// The day and team of each activity that has a record.
fn recorded(batch: &Batch) -> Vec<Option<(Day, Option<TeamIx>)>> {
    let mut known = vec![None; batch.activities.len()];
    for (own, activity) in &batch.activity {
        if let Some(slot) = known.get_mut(own.index()) {
            *slot = (*slot).max(Some((activity.day, activity.team)));
        }
    }
    known
}

pub(super) fn activities(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    for (index, (_, activity)) in batch.activity.iter().enumerate() {
        if let Some(unit) = activity.unit {
            checker.unit(Column::Activity, index, unit);
        }
        if let Some(team) = activity.team {
            checker.team(Column::Activity, index, team);
        }
    }
    let known = recorded(batch);
    let day_of = |own: ActivityIx| known.get(own.index()).copied().flatten().map(|own| own.0);
    let column = Column::Done;
    for (index, (own, done)) in batch.done.iter().enumerate() {
        checker.activity(column, index, *own);
        let day = day_of(*own);
        if let Some(person) = done.person() {
            checker.person(column, index, person);
            checker.alive(column, index, person, day);
        }
        match done {
            Done::Visited(visit) => {
                checker.household(column, index, visit.household);
                if let (Some(day), Some(next)) = (day, visit.next)
                    && next <= day
                {
                    let error = Error::new(ErrorKind::NextBeforeVisit)
                        .found(next.to_string())
                        .expected(day.to_string());
                    checker.add(column, index, error);
                }
            }
            Done::SetUp { owner, .. } => match owner {
                SetupOwner::Household(own) => checker.household(column, index, *own),
                SetupOwner::Stall(own) => checker.stall(column, index, *own),
                SetupOwner::Person(_) => {}
            },
            _ => {}
        }
    }
    references(checker, day_of);
}

/// That what an activity set up or assessed was recorded on its day.
fn references(checker: &mut Checker<'_>, day_of: impl Fn(ActivityIx) -> Option<Day>) {
    let batch = checker.batch;
    let mut set_up: HashMap<(SetupOwner, PlatformIx, Day), bool> = HashMap::default();
    let mut assessed: HashMap<(PersonIx, SkillIx, Day), bool> = HashMap::default();
    // Few people are met among many: of the others nothing is looked up.
    let mut is_met = vec![false; batch.people.len()];
    for (own, done) in &batch.done {
        if let Some(slot) = done.person().and_then(|own| is_met.get_mut(own.index())) {
            *slot = true;
        }
        let Some(day) = day_of(*own) else { continue };
        match done {
            Done::SetUp { owner, platform } => {
                set_up.insert((*owner, *platform, day), false);
            }
            Done::Assessed { person, skill } => {
                assessed.insert((*person, *skill, day), false);
            }
            _ => {}
        }
    }
    let is_met = |person: &PersonIx| is_met.get(person.index()).copied().unwrap_or(false);
    if !set_up.is_empty() {
        for (owner, setup) in &batch.setups {
            let may_be = match owner {
                SetupOwner::Person(person) => is_met(person),
                SetupOwner::Household(_) | SetupOwner::Stall(_) => true,
            };
            if let Some(day) = setup.day.filter(|_| may_be)
                && let Some(found) = set_up.get_mut(&(*owner, setup.platform, day))
            {
                *found = true;
            }
        }
    }
    if !assessed.is_empty() {
        for (person, own) in &batch.assessments {
            if let Some(day) = own.day.filter(|_| is_met(person))
                && let Some(found) = assessed.get_mut(&(*person, own.skill, day))
            {
                *found = true;
            }
        }
    }
    for (index, (own, done)) in batch.done.iter().enumerate() {
        let Some(day) = day_of(*own) else { continue };
        let (found, of) = match done {
            Done::SetUp { owner, platform } => (
                set_up.get(&(*owner, *platform, day)),
                batch.vocabulary.platform_code(*platform),
            ),
            Done::Assessed { person, skill } => (
                assessed.get(&(*person, *skill, day)),
                batch.vocabulary.skill_code(*skill).1,
            ),
            _ => continue,
        };
        if found == Some(&false) {
            let error = Error::new(ErrorKind::NotThatDay)
                .found(of)
                .expected(day.to_string());
            checker.add(Column::Done, index, error);
        }
    }
}

/// Attendance of people who are not in the activity's team on the day.
pub(super) fn outsiders(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    if batch.done.is_empty() {
        return;
    }
    let mut seats = std::borrow::Cow::Borrowed(batch.memberships.as_slice());
    if !batch.membership_ends.is_empty() {
        settle::memberships_ended(batch, seats.to_mut());
    }
    let known = recorded(batch);
    let attended = batch.done.iter().enumerate();
    let attended = attended.filter_map(|(index, (own, done))| match done {
        Done::Attended(person) => {
            let (day, team) = known.get(own.index()).copied().flatten()?;
            Some((index, *person, team?, day))
        }
        _ => None,
    });
    let attended: Vec<_> = attended.collect();
    let of_interest: HashSet<PersonIx> = attended.iter().map(|row| row.1).collect();
    let mut own: HashMap<PersonIx, Vec<_>> = HashMap::default();
    for (person, seat) in seats.iter().filter(|(who, _)| of_interest.contains(who)) {
        own.change(*person, |own| own.push(*seat));
    }
    for (index, person, team, day) in attended {
        let seats = own.get(&person).map_or(&[][..], Vec::as_slice);
        let is_in = seats
            .iter()
            .any(|seat| seat.body == Body::Team(team) && seat.spell.holds(day));
        if !is_in {
            let error = Error::new(ErrorKind::NotInTeam)
                .found(batch.people.text(person))
                .expected(batch.teams.text(team));
            checker.add(Column::Done, index, error);
        }
    }
}
