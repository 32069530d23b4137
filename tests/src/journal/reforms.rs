//! Reforms through journals: one that contradicts another is kept and marked conflicting;
//! the same twice is once.

use super::{SALT, instant, world::World};
use noidai::{
    Language, Registry,
    event::{Event, lines},
    journal::{
        Became::{Conflicting, InEffect, Repeated},
        Entry, Journal, Writer,
    },
};

/// A district with communes A, B and C, as an office recorded it.
fn places() -> World {
    let mut world = World::default();
    let unit = |id: &str, level: &str| {
        let event = Event::new("unit-opened").about("unit", id);
        event.data("name", id).data("level", level)
    };
    world.office(unit("D", "district"));
    for commune in ["A", "B", "C"] {
        world.office(unit(commune, "commune").unit("D"));
    }
    world
}

/// That A goes into another commune by an act.
fn merger(act: &str, into: &str) -> Event {
    let pair = serde_json::json!([{"from": "A", "into": into}]);
    let event = Event::new("reform-enacted").on("2025-07-01".parse().unwrap());
    event.data("act", act).data("succeed", pair)
}

/// A device that has what is in a journal and records an event in its own copy of it.
fn device(home: &Journal, name: &str, event: Event) -> Journal {
    let mut own = home.clone();
    let entry = Entry::of(event, instant(100)).salted(SALT);
    own.append(&Writer::new(name, 1).unwrap(), &entry).unwrap();
    own.confirm();
    own
}

/// What is in effect, by act, and what each record of a reform became.
fn outcome(journal: &Journal) -> (Vec<String>, Vec<(String, noidai::journal::Became)>) {
    let folded = journal.fold(&lines::Options::default());
    let registry: &Registry = &folded.registry;
    let acts = registry.reforms().iter().map(|reform| reform.act.clone());
    let outcomes = folded.outcomes.iter();
    let outcomes = outcomes.map(|one| (one.record.to_string(), one.became));
    let of_devices = outcomes.filter(|(record, _)| !record.starts_with("office"));
    let mut of_devices: Vec<_> = of_devices.collect();
    of_devices.sort();
    (acts.collect(), of_devices)
}

/// The journals of two devices united in either order.
fn united(one: &Journal, other: &Journal) -> [Journal; 2] {
    [[one, other], [other, one]].map(|[first, second]| {
        let mut all = Journal::default();
        all.unite(first);
        all.unite(second);
        all
    })
}

#[test]
fn a_reform_that_contradicts_one_already_there_is_kept_and_marked() {
    let home = places().journal;
    let one = device(&home, "phone-1", merger("1/NQ", "B"));
    let other = device(&home, "phone-2", merger("2/NQ", "C"));
    let (alone, _) = outcome(&other);
    assert_eq!(alone, ["2/NQ"]);
    let all = united(&one, &other);
    assert_eq!(all[0].to_bytes(), all[1].to_bytes());
    for journal in &all {
        let (acts, became) = outcome(journal);
        // The first by content holds: the later was written for units that it has changed.
        assert_eq!(acts, ["1/NQ"]);
        let of = |device: &str| became.iter().find(|one| one.0 == device).unwrap().1;
        assert_eq!(of("phone-2/1/1"), Conflicting);
        assert_eq!(of("phone-1/1/1"), InEffect);
        let folded = journal.fold(&lines::Options::default());
        let mut told = folded.outcomes.iter().filter_map(|one| one.reason.as_ref());
        let reason = told.next().unwrap();
        assert_eq!(reason.name(), "reform-conflict");
        for (language, said) in [
            (Language::English, "the whole reform is kept without effect"),
            (
                Language::Vietnamese,
                "toàn bộ đợt sắp xếp này được giữ lại, không có tác dụng",
            ),
        ] {
            assert!(reason.message(language).ends_with(said));
        }
        // Kept: a retraction of the first lets it come into effect.
        let records = journal
            .records()
            .filter(|record| record.device.starts_with("phone"));
        assert_eq!(records.count(), 2);
        let mut world = World {
            journal: journal.clone(),
        };
        world.retract("phone-1", "phone-1/1/1");
        let (acts, became) = outcome(&world.journal);
        assert_eq!(acts, ["2/NQ"]);
        assert!(became.contains(&("phone-2/1/1".to_owned(), InEffect)));
    }
}

#[test]
fn the_same_reform_from_two_devices_is_once() {
    let home = places().journal;
    let one = device(&home, "phone-1", merger("1/NQ", "B"));
    let other = device(&home, "phone-2", merger("1/NQ", "B"));
    for journal in united(&one, &other) {
        let (acts, became) = outcome(&journal);
        assert_eq!(acts, ["1/NQ"]);
        let mut became: Vec<_> = became.into_iter().map(|(_, became)| became).collect();
        became.sort();
        assert_eq!(became, [InEffect, Repeated]);
    }
}

/// One act, told otherwise by two devices: both are marked, one holds on every replica.
#[test]
fn one_act_told_otherwise_by_two_devices() {
    let home = places().journal;
    let one = device(&home, "phone-1", merger("1/NQ", "B"));
    let other = device(&home, "phone-2", merger("1/NQ", "C"));
    let all = united(&one, &other);
    let into = all.each_ref().map(|journal| {
        let folded = journal.fold(&lines::Options::default());
        let [reform] = folded.registry.reforms() else {
            panic!("{:?}", folded.registry.reforms());
        };
        reform.succeed[0].into.clone()
    });
    assert_eq!(into[0], into[1]);
    for journal in &all {
        let (_, became) = outcome(journal);
        assert!(
            became.iter().all(|(_, became)| *became == Conflicting),
            "{became:?}"
        );
    }
}
