//! Rounds from door to door (đi từng ngõ, gõ từng nhà).

use super::{Known, of_day};
use crate::{Maker, hamlet::Settled};
use noidai::{
    Day, Result,
    activity::{Activity, Done, Outcome, Visit},
    event::{Code, batch::SetupOwner},
    id::{ActivityIx, HouseholdIx, PersonIx},
};

/// Most people whom a round asks.
const ASKED: usize = 3;
/// Most set-ups of a round.
const SET_UP: usize = 4;
/// Most households that a round comes back to.
const AGAIN: usize = 2;

/// A round that is going on.
struct Round<'k> {
    known: &'k Known,
    activity: ActivityIx,
    day: Day,
    visited: Vec<HouseholdIx>,
}

impl Maker {
    /// One round: whoever was asked or helped on the day is met at home; somebody is not
    /// home; and some are come back to, as was agreed.
    pub(super) fn round(
        &mut self,
        settled: &Settled<'_>,
        known: &Known,
        (number, day): (u32, Day),
        due: &mut Vec<(Day, HouseholdIx)>,
    ) -> Result<()> {
        let record = Activity {
            day,
            part: self.part(700),
            kind: Code::HOME_VISIT,
            unit: None,
            market: Code::NONE,
            team: Some(known.team),
            plan: self.plan(day),
            counted: 0,
        };
        let present = 2 + self.year.below(2);
        let id = format!("hd-{:03}-{number:02}", settled.number);
        let activity = self.begin(&id, record, &settled.members, present)?;
        let mut round = Round {
            known,
            activity,
            day,
            visited: Vec::new(),
        };
        self.come_back(&mut round, due);
        let seen = of_day(&known.seen, day, |own| own.0);
        let mut people: Vec<PersonIx> = seen.iter().map(|(_, person, _)| *person).collect();
        people.dedup();
        people.retain(|person| known.home(*person, day).is_some());
        for person in people.into_iter().take(ASKED) {
            self.meet(&mut round, person, due);
            for (_, _, skill) in seen.iter().filter(|(_, own, _)| *own == person) {
                let skill = *skill;
                self.did(activity, Done::Assessed { person, skill });
            }
            self.guide(&round, person);
        }
        let set_up = of_day(&known.set_up, day, |own| own.0);
        let here = set_up.iter().filter(|own| known.home(own.1, day).is_some());
        for (_, person, platform) in here.take(SET_UP) {
            self.meet(&mut round, *person, due);
            let (owner, platform) = (SetupOwner::Person(*person), *platform);
            self.did(activity, Done::SetUp { owner, platform });
        }
        self.knock_in_vain(&mut round);
        Ok(())
    }

    /// Somebody is met at home, once a household, and perhaps a day to return is agreed.
    fn meet(&mut self, round: &mut Round<'_>, person: PersonIx, due: &mut Vec<(Day, HouseholdIx)>) {
        let Some(household) = round.known.home(person, round.day) else {
            return;
        };
        if round.visited.contains(&household) {
            return;
        }
        let next = self.year.per_mille(300);
        let days = i64::from(10 + self.year.below(20));
        let next = next.then(|| round.day.plus(days));
        due.extend(next.map(|next| (next, household)));
        self.visit_to(round, household, Outcome::Met, next);
    }

    fn visit_to(
        &mut self,
        round: &mut Round<'_>,
        household: HouseholdIx,
        outcome: Outcome,
        next: Option<Day>,
    ) {
        round.visited.push(household);
        let visit = Visit {
            household,
            outcome,
            next,
        };
        self.did(round.activity, Done::Visited(visit));
    }

    /// Who was asked is mostly guided in something, often told of something, and
    /// sometimes raises a problem.
    fn guide(&mut self, round: &Round<'_>, person: PersonIx) {
        let skill = self.year.one_of(&self.words.skills);
        if let Some(skill) = skill.filter(|_| self.year.per_mille(600)) {
            self.did(round.activity, Done::Guided { person, skill });
        }
        let told = self.year.one_of(&self.activity_words.topics);
        if let Some(told) = told.filter(|_| self.year.per_mille(250)) {
            self.did(round.activity, Done::Met { person, told });
        }
        if self.year.per_mille(40) {
            self.raise(round.activity, Some(person));
        }
    }

    /// Somebody raises a problem.
    pub(super) fn raise(&mut self, activity: ActivityIx, person: Option<PersonIx>) {
        let problem = self.year.one_of(&self.activity_words.problems);
        let Some((problem, passed_to)) = problem else {
            return;
        };
        // Of five, one is noted and not passed on yet.
        let passed_to = match self.year.per_mille(800) {
            true => passed_to,
            false => Code::NONE,
        };
        let raised = Done::Problem {
            person,
            problem,
            passed_to,
        };
        self.did(activity, raised);
    }

    /// What was agreed earlier and is due.
    fn come_back(&mut self, round: &mut Round<'_>, due: &mut Vec<(Day, HouseholdIx)>) {
        for _ in 0..AGAIN {
            let Some(at) = due.iter().position(|(next, _)| *next <= round.day) else {
                return;
            };
            let (_, household) = due.remove(at);
            if round.visited.contains(&household) {
                continue;
            }
            let outcome = match self.year.per_mille(850) {
                true => Outcome::Met,
                false => Outcome::NobodyHome,
            };
            self.visit_to(round, household, outcome, None);
        }
    }

    /// A door or two that does not open.
    fn knock_in_vain(&mut self, round: &mut Round<'_>) {
        for _ in 0..=self.year.below(2) {
            let drawn = self.year.one_of(&round.known.households);
            let Some((household, opened)) = drawn else {
                return;
            };
            let has_begun = opened.spell.from.is_none_or(|from| from <= round.day);
            if !has_begun || round.visited.contains(&household) {
                continue;
            }
            let outcome = match self.year.below(10) {
                _ if !opened.spell.holds(round.day) => Outcome::Moved,
                0 => Outcome::Refused,
                _ => Outcome::NobodyHome,
            };
            let again = outcome == Outcome::NobodyHome && self.year.per_mille(500);
            let next = again.then(|| round.day.plus(7));
            self.visit_to(round, household, outcome, next);
        }
    }
}
