//! A year of activities (hoạt động): each hamlet's team goes from door to door on days
//! on which people were asked and helped, and gathers residents in between.
//!
//! Drawn from a source of its own, so that what is told of people stays what it was.
//! What was found and set up is not made here: activities name what is known of their
//! day.

mod doors;
mod gathering;
mod words;

pub use words::ActivityWords;

use super::{Maker, chance::Chance, hamlet::Settled, july, places::Hamlet};
use noidai::{
    Day, Result,
    activity::{Activity, Done, PartOfDay},
    event::{Batch, Code, batch::SetupOwner},
    household::Opened,
    id::{ActivityIx, HouseholdIx, PersonIx, TeamIx},
    platform::{PlatformIx, SetupState},
    skill::{Evidence, SkillIx},
    team::Body,
    time::Spell,
};

/// Rounds from door to door that a team of a whole hamlet makes before July.
const ROUNDS: u32 = 16;
/// Its other activities in the year.
const GATHERINGS: u32 = 10;
/// Residents of a whole hamlet, as the province has them.
const WHOLE: usize = 1_400;

/// How far the columns of a batch reached before a hamlet was settled.
pub struct Before {
    households: usize,
    placed: usize,
    residences: usize,
    setups: usize,
    assessments: usize,
}

impl Before {
    pub fn of(batch: &Batch) -> Self {
        Self {
            households: batch.household.len(),
            placed: batch.placed.len(),
            residences: batch.residences.len(),
            setups: batch.setups.len(),
            assessments: batch.assessments.len(),
        }
    }
}

/// What is known of a hamlet that activities can be made of.
pub(super) struct Known {
    team: TeamIx,
    /// Households of the hamlet itself, with when they are there.
    households: Vec<(HouseholdIx, Opened)>,
    /// Who lives where, by person, those who are away left out.
    homes: Vec<(PersonIx, HouseholdIx, Spell)>,
    /// What was seen on the days of rounds, by day and person.
    seen: Vec<(Day, PersonIx, SkillIx)>,
    /// What was set up on them, by day and person.
    set_up: Vec<(Day, PersonIx, PlatformIx)>,
}

impl Known {
    /// Where somebody lives on a day, if it is in the hamlet.
    fn home(&self, person: PersonIx, day: Day) -> Option<HouseholdIx> {
        let at = self.homes.partition_point(|(own, ..)| *own < person);
        let own = self.homes.get(at..).unwrap_or(&[]).iter();
        let mut own = own.take_while(|(other, ..)| *other == person);
        let stay = own.find(|(_, _, spell)| spell.holds(day))?;
        Some(stay.1)
    }
}

/// The part of a list that is of a day.
fn of_day<T>(list: &[T], day: Day, key: impl Fn(&T) -> Day) -> &[T] {
    let start = list.partition_point(|own| key(own) < day);
    let end = list.partition_point(|own| key(own) <= day);
    list.get(start..end).unwrap_or(&[])
}

impl Maker {
    /// The year of a hamlet's team.
    pub fn year(&mut self, settled: &Settled<'_>, before: &Before) -> Result<()> {
        let Some(team) = settled.hamlet.team else {
            return Ok(());
        };
        if settled.members.is_empty() {
            return Ok(());
        }
        let share = |whole: u32| {
            let all = whole as usize * settled.plan.residents;
            u32::try_from(all.div_ceil(WHOLE)).unwrap_or(whole)
        };
        let days = round_days(&self.batch, before, share(ROUNDS), &mut self.year);
        let known = known(&self.batch, before, team, settled, &days);
        let mut number = 0;
        let mut due = Vec::new();
        for day in days {
            number += 1;
            self.round(settled, &known, (number, day), &mut due)?;
        }
        for _ in 0..share(GATHERINGS).max(1) {
            number += 1;
            self.gathering(settled, &known, number)?;
        }
        Ok(())
    }

    /// The year of the teams of Youth Unions, whose members sit in hamlets' teams too.
    pub fn years_of_youth(&mut self, hamlets: &[Hamlet]) -> Result<()> {
        let first = hamlets.iter().filter(|hamlet| hamlet.place == 0);
        for hamlet in first {
            let Some(team) = hamlet.youth else {
                continue;
            };
            let seats = self.batch.memberships.iter();
            let seats = seats.filter(|(_, seat)| seat.body == Body::Team(team));
            let members: Vec<PersonIx> = seats.map(|(person, _)| *person).collect();
            self.mornings(hamlet, team, &members)?;
        }
        Ok(())
    }

    /// Begins an activity, with so many of the members present, or all.
    fn begin(
        &mut self,
        id: &str,
        activity: Activity,
        members: &[PersonIx],
        present: u32,
    ) -> Result<ActivityIx> {
        let ix = self.batch.activities.intern(id)?;
        self.batch.activity.push((ix, activity));
        let many = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let first = self.year.below(many) as usize;
        let around = members.iter().cycle().skip(first);
        for member in around.take(present.min(many) as usize) {
            self.did(ix, Done::Attended(*member));
        }
        Ok(ix)
    }

    fn did(&mut self, activity: ActivityIx, done: Done) {
        self.batch.done.push((activity, done));
    }

    /// Three in four activities are done under the year's plan.
    fn plan(&mut self, day: Day) -> Code {
        match self.year.per_mille(750) {
            true => self.activity_words.plan(day.year()),
            false => Code::NONE,
        }
    }

    fn part(&mut self, evenings: u32) -> PartOfDay {
        match self.year.per_mille(evenings) {
            true => PartOfDay::Evening,
            false => PartOfDay::Daytime,
        }
    }
}

/// The days of rounds: days on which somebody of the hamlet was asked, and of July one
/// or two more.
fn round_days(batch: &Batch, before: &Before, rounds: u32, chance: &mut Chance) -> Vec<Day> {
    let rows = batch.assessments.get(before.assessments..).unwrap_or(&[]);
    let (year, month, _) = july::LAST_DAY;
    let july = |day: &Day| Day::new(year, month, 1).is_some_and(|first| first <= *day);
    let mut days: Vec<Day> = Vec::new();
    for _ in 0..rounds {
        days.extend(chance.one_of(rows).and_then(|(_, found)| found.day));
    }
    let in_july = rows.iter().filter_map(|(_, found)| found.day).filter(july);
    let in_july: Vec<Day> = in_july.collect();
    for _ in 0..2 {
        days.extend(chance.one_of(&in_july));
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn known(
    batch: &Batch,
    before: &Before,
    team: TeamIx,
    settled: &Settled<'_>,
    days: &[Day],
) -> Known {
    let is_round = |day: &Day| days.binary_search(day).is_ok();
    let households = batch.household.get(before.households..).unwrap_or(&[]);
    let placed = batch.placed.get(before.placed..).unwrap_or(&[]);
    // Each household's record and place are laid down together.
    let own = households.iter().zip(placed);
    let own = own.filter(|(_, (_, placed))| placed.unit == settled.hamlet.unit);
    let households = own.map(|((home, record), _)| (*home, record.opened));
    let mut households: Vec<(HouseholdIx, Opened)> = households.collect();
    households.sort_unstable_by_key(|own| own.0);
    let is_here = |home: &HouseholdIx| households.binary_search_by_key(home, |own| own.0).is_ok();
    let mut homes: Vec<(PersonIx, HouseholdIx, Spell)> = Vec::new();
    let mut away: Vec<PersonIx> = Vec::new();
    for (person, stay) in batch.residences.get(before.residences..).unwrap_or(&[]) {
        if stay.kind == Code::AWAY {
            away.push(*person);
        } else if is_here(&stay.household) {
            homes.push((*person, stay.household, stay.spell));
        }
    }
    away.sort_unstable();
    homes.retain(|(person, ..)| away.binary_search(person).is_err());
    homes.sort_unstable();
    let assessed = batch.assessments.get(before.assessments..).unwrap_or(&[]);
    let seen = assessed.iter().filter_map(|(person, found)| {
        let day = found.day.filter(is_round)?;
        (found.how == Evidence::Observed).then_some((day, *person, found.skill))
    });
    let mut seen: Vec<_> = seen.collect();
    seen.sort_unstable();
    let setups = batch.setups.get(before.setups..).unwrap_or(&[]);
    let set_up = setups.iter().filter_map(|(owner, setup)| {
        let day = setup.day.filter(is_round)?;
        match owner {
            SetupOwner::Person(person) if setup.state != SetupState::Absent => {
                Some((day, *person, setup.platform))
            }
            _ => None,
        }
    });
    let mut set_up: Vec<_> = set_up.collect();
    set_up.sort_unstable();
    Known {
        team,
        households,
        homes,
        seen,
        set_up,
    }
}
