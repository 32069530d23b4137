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
    platform::{PlatformIx, Setup},
    skill::{Assessment, SkillIx},
};

/// The activities in which facts of persons were made; each fact's are taken as its
/// row is written, so what is left belongs to no row.
#[derive(Default)]
pub(super) struct Made {
    set_up: HashMap<(SetupOwner, PlatformIx, Day), Of<Setup>>,
    assessed: HashMap<(PersonIx, SkillIx, Day), Of<Assessment>>,
    /// References from activities without a record.
    undated: u64,
}

/// The activities of a fact.
struct Of<F> {
    left: Vec<ActivityIx>,
    /// The fact that has taken them.
    taken_by: Option<F>,
}

impl<F> Default for Of<F> {
    fn default() -> Self {
        Self {
            left: Vec::new(),
            taken_by: None,
        }
    }
}

impl<F> Of<F> {
    fn put(&mut self, own: ActivityIx) {
        if !self.left.contains(&own) {
            self.left.push(own);
        }
    }
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
            match (done, day) {
                (Done::SetUp { owner, platform }, Some(day)) => {
                    made.set_up
                        .change((*owner, *platform, day), |known| known.put(*own));
                }
                (Done::Assessed { person, skill }, Some(day)) => {
                    made.assessed
                        .change((*person, *skill, day), |known| known.put(*own));
                }
                (Done::SetUp { .. } | Done::Assessed { .. }, None) => made.undated += 1,
                _ => {}
            }
        }
        made
    }

    /// The activities of a set-up; a row for each, one without where there is none.
    pub fn of_setup(&mut self, owner: SetupOwner, own: &Setup) -> Vec<Option<ActivityIx>> {
        let key = own.day.map(|day| (owner, own.platform, day));
        rows(key.and_then(|key| self.set_up.get_mut(&key)), own)
    }

    /// The same of an assessment.
    pub fn of_assessment(&mut self, person: PersonIx, own: &Assessment) -> Vec<Option<ActivityIx>> {
        let key = own.day.map(|day| (person, own.skill, day));
        rows(key.and_then(|key| self.assessed.get_mut(&key)), own)
    }

    /// How many references no row could say.
    pub fn left(&self) -> u64 {
        let set_up = self.set_up.values().map(|of| of.left.len());
        let assessed = self.assessed.values().map(|of| of.left.len());
        let left: usize = set_up.chain(assessed).sum();
        u64::try_from(left).unwrap_or(u64::MAX) + self.undated
    }
}

/// What was found is said once: a fact that several rows said, one for each activity, is
/// there as often, and the first takes all of them.
fn rows<F: Copy + PartialEq>(found: Option<&mut Of<F>>, own: &F) -> Vec<Option<ActivityIx>> {
    match found {
        Some(of) if of.taken_by.as_ref() == Some(own) => Vec::new(),
        Some(of) if !of.left.is_empty() => {
            of.taken_by = Some(*own);
            let taken = core::mem::take(&mut of.left);
            taken.into_iter().map(Some).collect()
        }
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
