//! Journals by hand: devices that record events, and what becomes of each.

use super::{SALT, instant};
use noidai::{
    event::{Event, lines},
    journal::{Became, Entry, Folded, Journal, Outcome, Writer},
};

/// Several devices that write into one journal.
#[derive(Default)]
pub struct World {
    pub journal: Journal,
}

impl World {
    /// A hamlet, a household and two persons who live in it.
    pub fn home() -> Self {
        let mut world = Self::default();
        world.office(unit("93", None));
        world.office(unit("93/1", Some("93")));
        world.office(household("h1"));
        for person in ["p1", "p2"] {
            world.office(named(person, person));
            world.office(lives(person, "h1"));
        }
        world
    }

    pub fn office(&mut self, event: Event) -> String {
        self.of("office", event)
    }

    /// Records an event with a device; gives its identity.
    pub fn of(&mut self, device: &str, event: Event) -> String {
        self.entry(device, Entry::of(event, instant(self.journal.len() as u32)))
    }

    /// An office imports an event.
    pub fn import(&mut self, device: &str, event: Event) -> String {
        let entry = Entry::of(event, instant(self.journal.len() as u32));
        self.entry(device, entry.imported())
    }

    pub fn entry(&mut self, device: &str, entry: Entry) -> String {
        let writer = Writer::new(device, 1).unwrap();
        self.journal.append(&writer, &entry.salted(SALT)).unwrap();
        self.journal.confirm();
        let number = self
            .journal
            .records()
            .filter(|record| record.device == device)
            .count();
        format!("{device}/1/{number}")
    }

    pub fn fold(&self) -> Folded {
        self.journal.fold(&lines::Options::default())
    }

    /// What became of a record.
    pub fn outcome(&self, which: &str) -> Outcome {
        let mut outcomes = self.fold().outcomes.into_iter();
        outcomes
            .find(|one| one.record.to_string() == which)
            .unwrap()
    }

    pub fn became(&self, which: &str) -> Became {
        self.outcome(which).became
    }

    /// What became of some, and whether each holds.
    pub fn all<const N: usize>(&self, which: [&str; N]) -> [(Became, bool); N] {
        which.map(|which| {
            let outcome = self.outcome(which);
            (outcome.became, outcome.holds)
        })
    }

    /// An event that replaces another.
    pub fn naming(&self, which: &str, event: Event) -> Event {
        let found = self.journal.find(&which.parse().unwrap());
        Event {
            replaces: Some(noidai::event::Replaces {
                event: which.to_owned(),
                digest: found[0].event_digest().to_string(),
            }),
            ..event
        }
    }

    pub fn retract(&mut self, device: &str, which: &str) -> String {
        let event = self.naming(
            which,
            Event::new("event-retracted").data("reason", "mistake"),
        );
        self.of(device, event)
    }

    /// Everything that holds, as events.
    pub fn facts(&self) -> String {
        lines::write(&self.fold().facts)
    }
}

pub fn unit(id: &str, parent: Option<&str>) -> Event {
    let event = Event::new("unit-opened")
        .about("unit", id)
        .data("name", id)
        .data(
            "level",
            if parent.is_some() {
                "hamlet"
            } else {
                "province"
            },
        );
    match parent {
        Some(parent) => event.unit(parent),
        None => event,
    }
}

pub fn household(id: &str) -> Event {
    Event::new("household-opened")
        .unit("93/1")
        .about("household", id)
        .data("listed", true)
        .personal_if("address", "số 7, đường Kênh Xáng")
}

pub fn named(id: &str, name: &str) -> Event {
    Event::new("person-recorded")
        .about("person", id)
        .data("birth_year", 1980)
        .personal_if("name", name)
}

pub fn lives(person: &str, household: &str) -> Event {
    Event::new("residence-begun")
        .about("person", person)
        .about("household", household)
        .data("kind", "permanent")
}

pub fn assessed(person: &str, day: &str, level: &str) -> Event {
    Event::new("skill-assessed")
        .on(day.parse().unwrap())
        .about("person", person)
        .data("catalogue", "basic-skills")
        .data("skill", "online-payment")
        .data("level", level)
        .data("how", "observed")
}
