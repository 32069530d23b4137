//! The counts of members.

use crate::{Day, Registry, event::Code, id::PersonIx, order::Order, team::Body};
use core::ops::Range;
use serde::Serialize;

/// Teams, committees and seats in them, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MemberCounts {
    /// Teams.
    pub teams: u64,
    /// Teams that have a head.
    pub teams_with_head: u64,
    /// Seats in teams.
    pub team_seats: u64,
    /// Steering committees.
    pub committees: u64,
    /// Seats in committees.
    pub committee_seats: u64,
    /// People who sit in a team or committee, each once.
    pub people: u64,
    /// Seats in teams by the force (lực lượng) that the member comes from, in byte
    /// order; `none` last, those without left out.
    pub forces: Vec<SeatsOfForce>,
}

/// How many seats members of a force have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SeatsOfForce {
    /// The force; `none` where a seat has none.
    pub force: String,
    /// How many.
    pub seats: u64,
}

/// What is counted directly at one unit.
#[derive(Clone, Default)]
struct Direct {
    counts: MemberCounts,
    people: Vec<PersonIx>,
    /// The force of each seat in a team.
    forces: Vec<Code>,
}

/// Who sits where, by position on a map, the last for what no unit contains.
pub(super) struct Seated {
    at: Vec<Direct>,
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Seated {
    pub fn new(units: usize) -> Self {
        Self {
            at: vec![Direct::default(); units + 1],
        }
    }

    /// Takes a body with its seats of a day.
    pub fn take(&mut self, registry: &Registry, body: Body, day: Day, at: Option<usize>) {
        let nowhere = self.at.len().saturating_sub(1);
        let Some(own) = self.at.get_mut(at.unwrap_or(nowhere)) else {
            return;
        };
        let seats = registry.members_on(body, day);
        own.people.extend(seats.iter().map(|(person, _)| *person));
        let counts = &mut own.counts;
        match body {
            Body::Team(_) => {
                let has_head = seats.iter().any(|(_, seat)| seat.role == Code::HEAD);
                counts.teams += 1;
                counts.teams_with_head += u64::from(has_head);
                counts.team_seats += number(seats.len());
                own.forces.extend(seats.iter().map(|(_, seat)| seat.force));
            }
            Body::Committee(_) => {
                counts.committees += 1;
                counts.committee_seats += number(seats.len());
            }
        }
    }

    /// The counts of some positions together.
    pub fn counts(
        &self,
        registry: &Registry,
        positions: impl Iterator<Item = Range<usize>>,
    ) -> MemberCounts {
        let mut sum = MemberCounts::default();
        let mut people: Vec<PersonIx> = Vec::new();
        let mut forces: Vec<Code> = Vec::new();
        let stretches = positions.filter_map(|own| self.at.get(own));
        for own in stretches.flatten() {
            sum.teams += own.counts.teams;
            sum.teams_with_head += own.counts.teams_with_head;
            sum.team_seats += own.counts.team_seats;
            sum.committees += own.counts.committees;
            sum.committee_seats += own.counts.committee_seats;
            people.extend(&own.people);
            forces.extend(&own.forces);
        }
        people.order();
        people.dedup();
        sum.people = number(people.len());
        let text = |force: Code| registry.vocabulary().text(force);
        forces.order_by_key(|force| (*force == Code::NONE, text(*force)));
        for of_force in forces.chunk_by(|a, b| a == b) {
            let force = of_force.first().copied().unwrap_or(Code::NONE);
            let force = match force {
                Code::NONE => "none",
                force => text(force),
            };
            sum.forces.push(SeatsOfForce {
                force: force.to_owned(),
                seats: number(of_force.len()),
            });
        }
        sum
    }
}
