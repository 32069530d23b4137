//! Who and what may be one: found, told why, and never joined by itself.

use super::world::{World, household, lives};
use noidai::{
    event::Event,
    journal::{Candidate, Likeness, candidates},
};

fn born(id: &str, name: &str, year: u32) -> Event {
    Event::new("person-recorded")
        .about("person", id)
        .data("birth_year", year)
        .personal_if("name", name)
}

fn at(id: &str, address: &str, lane: &str) -> Event {
    Event::new("household-opened")
        .unit("93/1")
        .about("household", id)
        .data_if("lane", lane)
        .personal_if("address", address)
}

fn found(world: &World) -> Vec<(&'static str, String, String, u32, Vec<Likeness>)> {
    let all = candidates(&world.fold().registry).into_iter();
    all.map(|found| {
        let Candidate {
            noun,
            one,
            other,
            score,
            reasons,
        } = found;
        (noun, one, other, score, reasons)
    })
    .collect()
}

#[test]
fn two_records_of_one_household_are_found_by_address_people_and_head() {
    let mut world = World::default();
    world.office(super::world::unit("93", None));
    world.office(super::world::unit("93/1", Some("93")));
    // Written twice by two devices: the marks of the address differ.
    world.office(at("h1", "Số 7, kênh Xáng", "Tuyến 1"));
    world.of("phone-1", at("h2", "số 7, kênh xáng", "Tuyến 1"));
    // The same address in another lane is another house.
    world.office(at("h3", "Số 7, kênh Xáng", "Tuyến 2"));
    for (device, home, people) in [
        ("office", "h1", ["p1", "p2"]),
        ("phone-1", "h2", ["q1", "q2"]),
    ] {
        for (who, (name, year)) in people
            .iter()
            .zip([("Trần Thị Lệ", 1967), ("Lê Văn Bé", 1990)])
        {
            world.of(device, born(who, name, year));
            world.of(device, lives(who, home));
        }
        let head = Event::new("head-named").about("household", home);
        world.of(device, head.about("person", people[0]));
    }
    let people = vec![Likeness::Name, Likeness::BirthYear];
    let home = vec![Likeness::Address, Likeness::Residents, Likeness::Head];
    let pair = |noun, one: &str, other: &str, score, why: &Vec<Likeness>| {
        (noun, one.to_owned(), other.to_owned(), score, why.clone())
    };
    assert_eq!(
        found(&world),
        [
            pair("household", "h1", "h2", 100, &home),
            pair("person", "p1", "q1", 55, &people),
            pair("person", "p2", "q2", 55, &people),
        ]
    );
    // Joined by somebody, they are one; retracted, they are two again.
    let joined = Event::new("household-records-joined")
        .about_as("from", "household", "h2")
        .about_as("into", "household", "h1");
    let joined = world.office(joined);
    assert!(found(&world).iter().all(|pair| pair.0 == "person"));
    world.retract("office", &joined);
    assert_eq!(found(&world).len(), 3);
}

#[test]
fn one_person_alike_or_another_time_is_no_household() {
    let mut world = World::home();
    world.office(household("h2"));
    // One record each of a person who moved: nothing of the households is alike but
    // the address, which both have from the same hand.
    world.office(born("p9", "p1", 1980));
    world.office(lives("p9", "h2"));
    let homes: Vec<_> = found(&world)
        .into_iter()
        .filter(|pair| pair.0 == "household")
        .collect();
    assert_eq!(homes.len(), 1);
    assert_eq!(homes[0].4, [Likeness::Address]);
    // One that closed before the other opened is another.
    let mut world = World::default();
    world.office(super::world::unit("93", None));
    world.office(super::world::unit("93/1", Some("93")));
    world.office(at("h1", "Số 7", "").data("until", "2020-01-01"));
    world.office(at("h2", "Số 7", "").on("2020-01-01".parse().unwrap()));
    assert_eq!(found(&world), []);
}
