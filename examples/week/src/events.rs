//! What is recorded.

use super::Failure;
use noidai::{Day, event::Event};

/// The skills that everybody is asked about.
pub const SKILLS: [&str; 5] = [
    "public-services",
    "online-shopping",
    "online-payment",
    "online-safety",
    "local-platforms",
];

/// A household, its hamlet, and its residents: id, name, year of birth.
type Home = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, i32)],
);

/// What the office has in its tables: two hamlets, three households, their residents.
pub fn tables() -> Vec<Event> {
    let unit = |id: &str, name: &str, level: &str| {
        let event = Event::new("unit-opened").about("unit", id);
        event.data("name", name).data("level", level)
    };
    let mut events = vec![
        unit("31318", "Xã Vị Thanh", "commune"),
        unit("31318/1", "Ấp 1", "hamlet").unit("31318"),
        unit("31318/2", "Ấp 2", "hamlet").unit("31318"),
    ];
    let homes: [Home; 3] = [
        (
            "h1",
            "31318/1",
            &[("p1", "Nguyễn Thị Bé", 1967), ("p2", "Nguyễn Văn Út", 1990)],
        ),
        ("h2", "31318/1", &[("p3", "Trần Thị Lệ", 1985)]),
        ("h3", "31318/1", &[("p4", "Lê Văn Ba", 1972)]),
    ];
    for (household, unit, people) in homes {
        let opened = Event::new("household-opened").about("household", household);
        events.push(opened.unit(unit).data("listed", true));
        for (person, name, born) in people {
            let recorded = Event::new("person-recorded").about("person", person);
            events.push(recorded.data("birth_year", *born).personal_if("name", name));
            let lives = Event::new("residence-begun").about("person", person);
            events.push(
                lives
                    .about("household", household)
                    .data("kind", "permanent"),
            );
        }
    }
    events
}

/// Somebody's level in a skill, found at the door.
pub fn assessed(person: &str, on: Day, skill: &str, level: &str) -> Event {
    Event::new("skill-assessed")
        .on(on)
        .about("person", person)
        .data("catalogue", "basic-skills")
        .data("skill", skill)
        .data("level", level)
        .data("how", "observed")
}

/// A household moves into another hamlet.
pub fn moved(household: &str, on: Day, unit: &str) -> Event {
    let event = Event::new("household-moved").on(on);
    event.about("household", household).unit(unit)
}

/// A day of the week that is told.
pub fn june(day: u32) -> Result<Day, Failure> {
    Ok(Day::new(2025, 6, day).ok_or("no such day")?)
}
