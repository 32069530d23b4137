//! Who lives where on a day, and who sits in what.

use super::world::{Body, Seat, World};
use noidai::{Day, event::batch::Listed};

impl World {
    pub fn is_alive(&self, person: usize, day: Day) -> bool {
        self.people[person].died.is_none_or(|died| day < died)
    }

    /// "One permanent and one temporary may coexist: the person is counted in the
    /// temporary one; away stands beside a permanent spell: the person is counted
    /// there, with that kind; unlisted kinds count as temporary." The dead are
    /// counted nowhere.
    pub fn stay(&self, person: usize, day: Day) -> Option<(usize, &'static str)> {
        if !self.is_alive(person, day) {
            return None;
        }
        let mut permanent = None;
        let mut temporary = None;
        let mut away = None;
        for stay in &self.residences {
            let home = &self.households[stay.household];
            if stay.person == person && stay.spell.holds(day) && home.spell.holds(day) {
                match stay.kind {
                    "permanent" => permanent = Some(stay),
                    "away" => away = Some(stay),
                    _ => temporary = Some(stay),
                }
            }
        }
        if let Some(stay) = temporary {
            return Some((stay.household, stay.kind));
        }
        match (permanent, away) {
            (Some(stay), Some(_)) => Some((stay.household, "away")),
            (Some(stay), None) | (None, Some(stay)) => Some((stay.household, stay.kind)),
            (None, None) => None,
        }
    }

    pub fn residents(&self, household: usize, day: Day) -> Vec<(usize, &'static str)> {
        let mut residents = Vec::new();
        for person in 0..self.people.len() {
            if let Some((home, kind)) = self.stay(person, day)
                && home == household
            {
                residents.push((person, kind));
            }
        }
        residents
    }

    /// "A household is open until an event says that its residents are listed (import
    /// says so for a household that has rows in `residences`; a column overrides)."
    pub fn is_open(&self, household: usize, day: Day) -> bool {
        let told = &self.households[household];
        let by_record = match told.listed {
            Listed::Yes => true,
            Listed::No => false,
            Listed::BySight => self.residences.iter().any(|row| row.household == household),
        };
        let by_event = told
            .listed_from
            .is_some_and(|from| from.is_none_or(|from| from <= day));
        !by_record && !by_event
    }

    /// The unit that a household is put at, and its lane.
    pub fn placed(&self, household: usize, day: Day) -> Option<(usize, &'static str)> {
        let mut placed = None;
        for (from, unit, lane) in &self.households[household].placed {
            if from.is_none_or(|from| from <= day) {
                placed = Some((*unit, *lane));
            }
        }
        placed
    }

    pub fn members(&self, body: Body, day: Day) -> Vec<&Seat> {
        let sitting = |seat: &&Seat| {
            seat.body == body && seat.spell.holds(day) && self.is_alive(seat.person, day)
        };
        self.seats.iter().filter(sitting).collect()
    }
}
