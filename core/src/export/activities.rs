//! The tables of activities, and which set-ups and assessments were done in one.

use super::{
    Writer,
    writer::{DayCell, Put},
};
use crate::order::Map;
use crate::{
    Day, Result,
    activity::Done,
    event::{Batch, batch::SetupOwner},
    hashed::HashMap,
    id::{ActivityIx, PersonIx},
    platform::PlatformIx,
    skill::SkillIx,
};

/// The activities in which facts of persons were made; each fact's are taken as its
/// row is written, so what is left belongs to no row.
#[derive(Default)]
pub(super) struct Made {
    set_up: HashMap<(SetupOwner, PlatformIx, Day), Vec<ActivityIx>>,
    assessed: HashMap<(PersonIx, SkillIx, Day), Vec<ActivityIx>>,
    /// References from activities without a record.
    undated: u64,
}

impl Made {
    pub fn of(batch: &Batch) -> Self {
        let mut made = Self::default();
        let mut days: Map<ActivityIx, Day> = Map::new();
        for (own, activity) in &batch.activity {
            let known = days.get(own).copied().unwrap_or(activity.day);
            days.insert(*own, known.max(activity.day));
        }
        for (own, done) in &batch.done {
            let day = days.get(own).copied();
            let put = |known: &mut Vec<ActivityIx>| {
                if !known.contains(own) {
                    known.push(*own);
                }
            };
            match (done, day) {
                (Done::SetUp { owner, platform }, Some(day)) => {
                    made.set_up.change((*owner, *platform, day), put);
                }
                (Done::Assessed { person, skill }, Some(day)) => {
                    made.assessed.change((*person, *skill, day), put);
                }
                (Done::SetUp { .. } | Done::Assessed { .. }, None) => made.undated += 1,
                _ => {}
            }
        }
        made
    }

    /// The activities of a set-up; a row for each, one without where there is none.
    pub fn of_setup(
        &mut self,
        owner: SetupOwner,
        platform: PlatformIx,
        day: Option<Day>,
    ) -> Vec<Option<ActivityIx>> {
        let found = day.and_then(|day| self.set_up.get_mut(&(owner, platform, day)));
        rows(found)
    }

    /// The same of an assessment.
    pub fn of_assessment(
        &mut self,
        person: PersonIx,
        skill: SkillIx,
        day: Option<Day>,
    ) -> Vec<Option<ActivityIx>> {
        let found = day.and_then(|day| self.assessed.get_mut(&(person, skill, day)));
        rows(found)
    }

    /// How many references no row could say.
    pub fn left(&self) -> u64 {
        let left = self.set_up.values().chain(self.assessed.values());
        let left: usize = left.map(Vec::len).sum();
        u64::try_from(left).unwrap_or(u64::MAX) + self.undated
    }
}

/// What was found is said once.
fn rows(found: Option<&mut Vec<ActivityIx>>) -> Vec<Option<ActivityIx>> {
    match found.map(core::mem::take) {
        Some(found) if !found.is_empty() => found.into_iter().map(Some).collect(),
        _ => vec![None],
    }
}

pub(super) fn activities(batch: &Batch, put: Put<'_>) -> Result<()> {
    let word = |code| batch.vocabulary.text(code);
    let mut day = DayCell::new();
    let mut activities = Writer::new("activities", put);
    for (ix, activity) in &batch.activity {
        let counted = match activity.counted {
            0 => String::new(),
            counted => counted.to_string(),
        };
        activities.row([
            batch.activities.text(*ix),
            day.of(Some(activity.day)),
            activity.part.code(),
            word(activity.kind),
            activity.team.map_or("", |team| batch.teams.text(team)),
            activity.unit.map_or("", |unit| batch.units.text(unit)),
            word(activity.market),
            word(activity.plan),
            &counted,
        ])?;
    }
    activities.close()?;
    done(batch, put)
}

fn done(batch: &Batch, put: Put<'_>) -> Result<()> {
    let word = |code| batch.vocabulary.text(code);
    let of = |own: ActivityIx| batch.activities.text(own);
    let who = |person: PersonIx| batch.people.text(person);
    let mut next = DayCell::new();
    let mut attendance = Writer::new("attendance", put);
    for (own, done) in &batch.done {
        if let Done::Attended(person) = done {
            attendance.row([of(*own), who(*person)])?;
        }
    }
    attendance.close()?;
    let mut visits = Writer::new("visits", put);
    for (own, done) in &batch.done {
        if let Done::Visited(visit) = done {
            let household = batch.households.text(visit.household);
            let outcome = visit.outcome.code();
            visits.row([of(*own), household, outcome, next.of(visit.next)])?;
        }
    }
    visits.close()?;
    let mut met = Writer::new("met", put);
    for (own, done) in &batch.done {
        if let Done::Met { person, told } = done {
            met.row([of(*own), who(*person), word(*told)])?;
        }
    }
    met.close()?;
    let mut guided = Writer::new("guided", put);
    for (own, done) in &batch.done {
        if let Done::Guided { person, skill } = done {
            let (catalogue, skill) = batch.vocabulary.skill_code(*skill);
            guided.row([of(*own), who(*person), skill, catalogue])?;
        }
    }
    guided.close()?;
    let mut problems = Writer::new("problems", put);
    for (own, done) in &batch.done {
        if let Done::Problem {
            person,
            problem,
            passed_to,
        } = done
        {
            let person = person.map_or("", who);
            problems.row([of(*own), person, word(*problem), word(*passed_to)])?;
        }
    }
    problems.close()
}
