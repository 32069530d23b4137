//! An activity as it is counted.

use super::DoneBy;
use crate::{
    Day, Registry,
    activity::{Activity, Done, Outcome},
    event::Code,
    hashed::HashMap,
    id::{ActivityIx, HouseholdIx, PersonIx},
    order::Order,
    time::Period,
};

/// In which seat somebody took part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// Not being in the activity's team on the day.
    pub outside: bool,
    /// The force that the team's member comes from; [`Code::NONE`] without one.
    pub force: Code,
}

/// An activity of the period.
pub(super) struct Item<'r> {
    pub ix: ActivityIx,
    pub activity: &'r Activity,
    /// Position of its unit on the map; the number of units where none contains it.
    pub at: usize,
    pub attended: Vec<(PersonIx, Seat)>,
    pub done: &'r [Done],
}

impl<'r> Item<'r> {
    pub fn of(registry: &'r Registry, ix: ActivityIx, activity: &'r Activity, at: usize) -> Self {
        let done = registry.done_in(ix);
        let attended = done.iter().filter_map(|done| match done {
            Done::Attended(person) => Some(*person),
            _ => None,
        });
        let seat = |person| {
            let seat = activity
                .team
                .map(|team| registry.seat_on(person, team, activity.day));
            Seat {
                outside: seat.is_some_and(|seat| seat.is_none()),
                force: seat.flatten().map_or(Code::NONE, |seat| seat.force),
            }
        };
        Self {
            ix,
            activity,
            at,
            attended: attended.map(|person| (person, seat(person))).collect(),
            done,
        }
    }

    /// The strata that the activity stands in, each once, with its text.
    pub fn strata(&self, registry: &Registry, by: DoneBy) -> Vec<Stratum> {
        let force = |seat: &Seat| match seat.force {
            Code::NONE => Stratum::None,
            force => Stratum::Force(force),
        };
        let mut strata: Vec<Stratum> = match by {
            DoneBy::Team => {
                let team = self.activity.team;
                let text = |team| registry.team_ids().text(team).to_owned();
                vec![team.map_or(Stratum::None, |team| Stratum::Text(text(team)))]
            }
            DoneBy::Kind => {
                let kind = registry.vocabulary().text(self.activity.kind);
                vec![Stratum::Text(kind.to_owned())]
            }
            DoneBy::Member => {
                let people = self.attended.iter().map(|(person, _)| *person);
                people.map(Stratum::Person).collect()
            }
            DoneBy::Force => self.attended.iter().map(|(_, seat)| force(seat)).collect(),
        };
        if strata.is_empty() {
            strata.push(Stratum::None);
        }
        strata.order();
        strata.dedup();
        strata
    }
}

/// A stratum as long as it is counted: what it is called orders the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stratum {
    Text(String),
    Person(PersonIx),
    Force(Code),
    None,
}

impl Stratum {
    pub fn called(&self, registry: &Registry) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Person(person) => registry.person_ids().text(*person).to_owned(),
            Self::Force(force) => registry.vocabulary().text(*force).to_owned(),
            Self::None => "none".to_owned(),
        }
    }

    /// Whether what somebody did in a seat belongs to the stratum: rows of members
    /// and forces pay their own people only.
    pub fn pays(&self, person: PersonIx, seat: Seat) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Person(own) => *own == person,
            Self::Force(own) => seat.force == *own,
            Self::None => seat.force == Code::NONE,
        }
    }
}

/// Of each household that was visited in a period, the activity that met it first
/// of all.
pub(super) fn first_met(
    registry: &Registry,
    items: &[Item<'_>],
    period: Period,
) -> HashMap<HouseholdIx, ActivityIx> {
    let mut first = HashMap::default();
    let last: Day = period.last();
    for done in items.iter().flat_map(|item| item.done) {
        let Done::Visited(visit) = done else { continue };
        if first.contains_key(&visit.household) {
            continue;
        }
        let visits = registry.visits_until(visit.household, last);
        let mut met = visits
            .into_iter()
            .filter(|(_, _, visit)| visit.outcome == Outcome::Met);
        first.insert(visit.household, met.next().map(|(own, ..)| own));
    }
    first
        .into_iter()
        .filter_map(|(household, own)| Some((household, own?)))
        .collect()
}
