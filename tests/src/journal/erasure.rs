//! Erasure: the name is sought in every byte that is produced, after it and after
//! whatever arrives later.

use super::{
    SALT, instant,
    world::{World, assessed, household, named},
};
use noidai::{
    coverage::{Question, coverage},
    event::{Event, lines},
    journal::{Entry, Journal, Writer},
    json,
    rule::built_in,
};

const NAME: &str = "Trần Thị Khuyên";

fn erasure() -> Event {
    Event::new("personal-erased")
        .about("person", "p3")
        .about("household", "h3")
}

/// A home whose third person is to be erased.
fn world() -> World {
    let mut world = World::home();
    world.of("phone-1", household("h3").personal_if("address", NAME));
    world.of(
        "phone-1",
        named("p3", NAME).personal_if("phone", "0912345678"),
    );
    world.of("phone-1", super::world::lives("p3", "h3"));
    let noted = assessed("p3", "2025-06-14", "fluent").personal_if("notes", NAME);
    world.of("phone-1", noted);
    // An unknown kind that is about the person.
    let robot = Event::new("robot-hired")
        .about("person", "p3")
        .personal_if("name", NAME);
    world.of("phone-1", robot);
    world
}

fn holds(bytes: &[u8]) -> bool {
    let name = NAME.as_bytes();
    bytes.windows(name.len()).any(|part| part == name)
}

/// Everything that the library writes of a journal.
fn everything(journal: &Journal) -> Vec<Vec<u8>> {
    let folded = journal.fold(&lines::Options::default());
    let mut all = vec![
        journal.to_bytes(),
        journal.summary().to_bytes(),
        journal
            .piece(&Journal::default().summary(), usize::MAX)
            .unwrap(),
        lines::write(&folded.facts).into_bytes(),
        format!("{:?}", folded.registry).into_bytes(),
        format!("{:?}", folded.outcomes).into_bytes(),
        format!("{:?}", journal.records().collect::<Vec<_>>()).into_bytes(),
    ];
    for rule in built_in() {
        let answer = coverage(
            &folded.registry,
            &rule,
            &Question::on("2025-06-30".parse().unwrap()),
        );
        all.push(json::write(&answer.unwrap()).unwrap().into_bytes());
    }
    all
}

fn counts(journal: &Journal) -> Vec<String> {
    let registry = journal.fold(&lines::Options::default()).registry;
    let question = Question::on("2025-06-30".parse().unwrap());
    built_in()
        .iter()
        .map(|rule| json::write(&coverage(&registry, rule, &question).unwrap()).unwrap())
        .collect()
}

#[test]
fn the_name_is_gone_from_every_byte_and_the_counts_stay() {
    let mut world = world();
    assert!(everything(&world.journal).iter().any(|bytes| holds(bytes)));
    let before = counts(&world.journal);
    let (stored, summary) = (world.journal.to_bytes(), world.journal.summary());
    assert!(!world.journal.must_rewrite());
    world.of("office", erasure());
    assert!(
        world.journal.must_rewrite(),
        "the stored bytes hold the name"
    );
    for bytes in everything(&world.journal) {
        assert!(!holds(&bytes), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(counts(&world.journal), before);
    // The chain of the phone is whole: not one digest has changed.
    assert!(world.journal.gaps().is_empty() && world.journal.forks().is_empty());
    assert_eq!(world.journal.summary().reached()[1], summary.reached()[1]);
    // Opened from what is stored now, and from the old bytes with the erasure after.
    let (again, _) = Journal::open(&world.journal.to_bytes()).unwrap();
    assert_eq!(again.to_bytes(), world.journal.to_bytes());
    assert!(!again.must_rewrite());
    let mut old = stored;
    let whole = world.journal.piece(&summary, usize::MAX).unwrap();
    old.extend(&whole[noidai::journal::file::header().len()..]);
    let (again, _) = Journal::open(&old).unwrap();
    assert!(again.must_rewrite());
    assert_eq!(again.to_bytes(), world.journal.to_bytes());
}

#[test]
fn what_arrives_later_is_dropped() {
    // A device that never heard of it.
    let ignorant = world();
    let mut office = World::home();
    office.of("office-2", erasure());
    let merged = office.journal.merge(&ignorant.journal.to_bytes()).unwrap();
    assert!(!holds(&merged.bytes));
    assert!(
        everything(&office.journal)
            .iter()
            .all(|bytes| !holds(bytes))
    );
    // An old journal merged again, and an import of the old table.
    office.journal.unite(&ignorant.journal);
    office.import("office-3", named("p3", NAME));
    office.of(
        "phone-9",
        assessed("p3", "2025-06-20", "fluent").personal_if("notes", NAME),
    );
    assert!(
        everything(&office.journal)
            .iter()
            .all(|bytes| !holds(bytes))
    );
    // And the other way round.
    let mut ignorant = ignorant;
    ignorant.journal.unite(&office.journal);
    assert!(
        everything(&ignorant.journal)
            .iter()
            .all(|bytes| !holds(bytes))
    );
    assert_eq!(ignorant.journal.to_bytes(), office.journal.to_bytes());
}

#[test]
fn records_joined_with_an_erased_one_are_erased_too() {
    for join_first in [true, false] {
        let mut world = World::home();
        world.of("phone-1", named("p4", NAME));
        let join = Event::new("person-records-joined")
            .about_as("from", "person", "p4")
            .about_as("into", "person", "p3");
        if join_first {
            world.of("phone-1", join.clone());
        }
        world.of("office", erasure());
        assert_eq!(
            everything(&world.journal).iter().any(|bytes| holds(bytes)),
            !join_first
        );
        if !join_first {
            world.of("phone-1", join);
        }
        assert!(everything(&world.journal).iter().all(|bytes| !holds(bytes)));
    }
}

#[test]
fn an_erasure_is_final_and_comes_back_at_no_instant() {
    let mut world = world();
    let host = Writer::new("office", 1).unwrap();
    for event in world.journal.receipts_due("office") {
        world
            .journal
            .append(&host, &Entry::of(event, instant(500)))
            .unwrap();
    }
    world.journal.confirm();
    let which = world.entry("office", Entry::of(erasure(), instant(600)));
    let retraction = world.naming(&which, Event::new("event-retracted"));
    let retracted = world.of("phone-1", retraction);
    assert_eq!(world.outcome(&retracted).reason.unwrap().code(), 715);
    assert!(everything(&world.journal).iter().all(|bytes| !holds(bytes)));
    let known = noidai::journal::KnownAt {
        host: "office".to_owned(),
        at: instant(550),
    };
    let then = world.journal.known_at(&known).unwrap();
    assert!(then.len() > 10 && then.len() < world.journal.len());
    assert!(everything(&then).iter().all(|bytes| !holds(bytes)));
}

#[test]
fn a_salt_keeps_the_commitment_from_being_guessed() {
    let mut world = World::default();
    let entry = Entry::of(named("p3", NAME), instant(1))
        .salted(SALT)
        .imported();
    let writer = Writer::new("office", 1).unwrap();
    world.journal.append(&writer, &entry).unwrap();
    world.of("office", erasure());
    let part = named("p3", NAME).personal_part().unwrap();
    let guess = noidai::event::binary::commitment(&noidai::event::binary::NO_SALT, &part);
    let bytes = world.journal.to_bytes();
    assert!(!bytes.windows(32).any(|part| part == guess.0));
    assert!(!bytes.windows(16).any(|part| part == SALT));
}
