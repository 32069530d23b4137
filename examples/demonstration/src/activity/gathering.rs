//! Where a team meets many at once: at a market, in a class, at a hamlet's meeting, at
//! the one-stop desk; and what it says over the loudspeaker.

use super::Known;
use crate::{Maker, chance::Chance, hamlet::Settled, places::Hamlet, stalls::market_of};
use noidai::{
    Day, Result,
    activity::{Activity, Done, PartOfDay},
    event::Code,
    id::{ActivityIx, PersonIx, TeamIx},
};

/// Days of the whole year that the demonstration covers.
const DAYS: u32 = 365;
/// Most people whom a class guides by id.
const LEARNERS: u32 = 5;

/// Gatherings of a Youth Union's team in the year.
const OF_YOUTH: u32 = 12;

const KINDS: [Code; 7] = [
    Code::CLASS,
    Code::CLASS,
    Code::MARKET,
    Code::MARKET,
    Code::HAMLET_MEETING,
    Code::ONE_STOP_DESK,
    Code::LOUDSPEAKER,
];

/// A day of the year.
fn day(chance: &mut Chance) -> Option<Day> {
    let (year, month, day) = crate::chance::FIRST_DAY;
    Some(Day::new(year, month, day)?.plus(i64::from(chance.below(DAYS))))
}

/// A gathering of a team, before anything is drawn of it.
struct Gathering<'a> {
    id: String,
    hamlet: &'a Hamlet,
    team: TeamIx,
    members: &'a [PersonIx],
    kind: Code,
    /// Who may come to a class, and be known by id.
    known: Option<&'a Known>,
}

impl Maker {
    /// One gathering of a hamlet's team.
    pub(super) fn gathering(
        &mut self,
        settled: &Settled<'_>,
        known: &Known,
        number: u32,
    ) -> Result<()> {
        let kind = self.year.one_of(&KINDS).unwrap_or(Code::CLASS);
        self.gather(&Gathering {
            id: format!("hd-{:03}-{number:02}", settled.number),
            hamlet: settled.hamlet,
            team: known.team,
            members: &settled.members,
            kind,
            known: Some(known),
        })
    }

    /// Mornings at the market and classes of a Youth Union's team.
    pub(super) fn mornings(
        &mut self,
        hamlet: &Hamlet,
        team: TeamIx,
        members: &[PersonIx],
    ) -> Result<()> {
        let id = self.batch.teams.text(team).to_owned();
        for number in 1..=OF_YOUTH {
            self.gather(&Gathering {
                id: format!("hd-{id}-{number:02}"),
                hamlet,
                team,
                members,
                kind: match number % 2 {
                    0 => Code::MARKET,
                    _ => Code::CLASS,
                },
                known: None,
            })?;
        }
        Ok(())
    }

    fn gather(&mut self, gathering: &Gathering<'_>) -> Result<()> {
        let Some(day) = day(&mut self.year) else {
            return Ok(());
        };
        let (kind, hamlet) = (gathering.kind, gathering.hamlet);
        let market = match kind {
            Code::MARKET => self.batch.vocabulary.code(market_of(&hamlet.district))?,
            _ => Code::NONE,
        };
        let part = match kind {
            Code::CLASS => self.part(800),
            Code::HAMLET_MEETING => PartOfDay::Evening,
            _ => PartOfDay::Daytime,
        };
        let (present, counted) = match kind {
            Code::LOUDSPEAKER => (1, 0),
            Code::HAMLET_MEETING => (3, 25 + self.year.below(40)),
            Code::ONE_STOP_DESK => (1, 2 + self.year.below(9)),
            Code::MARKET => (3, 8 + self.year.below(30)),
            _ => (2, 5 + self.year.below(16)),
        };
        let activity = Activity {
            day,
            part,
            kind,
            unit: None,
            market,
            team: Some(gathering.team),
            plan: self.plan(day),
            counted,
        };
        let activity = self.begin(&gathering.id, activity, gathering.members, present)?;
        if kind == Code::CLASS {
            self.teach(gathering, activity, day);
        }
        if counted > 0 && self.year.per_mille(80) {
            self.raise(activity, None);
        }
        Ok(())
    }

    /// Some of those who come to a class are known by id.
    fn teach(&mut self, gathering: &Gathering<'_>, activity: ActivityIx, day: Day) {
        let Some(known) = gathering.known else {
            return;
        };
        for _ in 0..self.year.below(LEARNERS + 1) {
            let learner = self.year.one_of(&known.homes).map(|own| own.0);
            let skill = self.year.one_of(&self.words.skills);
            let here = learner.filter(|own| known.home(*own, day).is_some());
            if let (Some(person), Some(skill)) = (here, skill) {
                self.did(activity, Done::Guided { person, skill });
            }
        }
    }
}
