//! What becomes of each record, worked out by hand.

use super::world::{World, assessed, household, lives, named};
use noidai::{
    ErrorKind,
    event::{Event, lines},
    journal::Became::{
        Broken, Conflicting, InEffect, Pending, Repeated, Replaced, Retracted, UnknownKind,
    },
};

const DAY: &str = "2025-06-14";

#[test]
fn everything_clean_is_in_effect() {
    let world = World::home();
    for outcome in world.fold().outcomes {
        assert_eq!(
            (outcome.became, outcome.holds),
            (InEffect, true),
            "{outcome:?}"
        );
        assert!(outcome.reason.is_none() && outcome.others.is_empty());
    }
}

/// "On one day, by different devices, with different levels, neither naming the
/// other in `replaces`, they conflict"; "the last in this order holds, and all stay
/// readable".
#[test]
fn two_levels_of_one_day_by_two_devices_conflict() {
    let mut world = World::home();
    let one = world.of("phone-1", assessed("p1", DAY, "fluent"));
    let other = world.of("phone-2", assessed("p1", DAY, "guided"));
    assert_eq!(
        world.all([&one, &other]),
        [(Conflicting, false), (Conflicting, true)]
    );
    let outcome = world.outcome(&one);
    assert_eq!(outcome.others[0].to_string(), other);
    assert_eq!(outcome.reason.unwrap().kind(), ErrorKind::ContradictsRecord);
    // The retraction of one heals the other.
    world.retract("phone-2", &other);
    assert_eq!(
        world.all([&one, &other]),
        [(InEffect, true), (Retracted, false)]
    );
}

/// "Assessments of one skill on different days follow."
#[test]
fn another_day_follows() {
    let mut world = World::home();
    let one = world.of("phone-1", assessed("p1", DAY, "guided"));
    let other = world.of("phone-2", assessed("p1", "2025-06-15", "fluent"));
    assert_eq!(world.all([&one, &other]), [(InEffect, true); 2]);
}

#[test]
fn a_device_follows_itself() {
    let mut world = World::home();
    let first = world.of("phone-1", assessed("p1", DAY, "guided"));
    let again = world.of("phone-1", assessed("p1", DAY, "guided"));
    let last = world.of("phone-1", assessed("p1", DAY, "fluent"));
    assert_eq!(
        world.all([&first, &again, &last]),
        [(Replaced, false), (Replaced, false), (InEffect, true)]
    );
}

#[test]
fn the_same_level_found_twice_is_once() {
    let mut world = World::home();
    let one = world.of(
        "phone-1",
        assessed("p1", DAY, "fluent").about_as("by", "person", "p2"),
    );
    let other = world.of("phone-2", assessed("p1", DAY, "fluent"));
    assert_eq!(
        world.all([&one, &other]),
        [(InEffect, true), (Repeated, false)]
    );
    assert_eq!(world.outcome(&other).others[0].to_string(), one);
}

/// "References that arrive late heal by themselves."
#[test]
fn what_it_refers_to_arrives_later() {
    let mut world = World::home();
    let lived = world.of("phone-1", lives("p9", "h9"));
    let found = world.of("phone-1", assessed("p9", DAY, "fluent"));
    assert_eq!(world.all([&lived, &found]), [(Pending, false); 2]);
    let reason = world.outcome(&found).reason.unwrap();
    assert_eq!(reason.kind(), ErrorKind::UnknownReference);
    assert_eq!(
        (reason.found_text(true), reason.expected_text()),
        (Some("p9"), Some("person"))
    );
    world.of("phone-2", named("p9", "Lê Văn Chín"));
    assert_eq!(
        world.all([&lived, &found]),
        [(Pending, false), (InEffect, true)]
    );
    world.of("phone-3", household("h9"));
    assert_eq!(world.all([&lived, &found]), [(InEffect, true); 2]);
}

/// What waits for what waits is pending too: nothing of a place that has not come.
#[test]
fn what_waits_for_what_waits_is_pending_too() {
    let mut world = World::default();
    let home = world.of("phone-1", household("h1"));
    let person = world.of("phone-1", named("p1", "Bé"));
    let lived = world.of("phone-1", lives("p1", "h1"));
    assert_eq!(
        world.all([&home, &person, &lived]),
        [(Pending, false), (InEffect, true), (Pending, false)]
    );
}

#[test]
fn an_end_waits_for_its_beginning() {
    let mut world = World::home();
    world.of("phone-1", named("p3", "Ba"));
    let end = Event::new("residence-ended")
        .on(DAY.parse().unwrap())
        .about("person", "p3")
        .about("household", "h1")
        .data("reason", "moved");
    let end = world.of("phone-1", end);
    assert_eq!(world.became(&end), Pending);
    world.of("phone-2", lives("p3", "h1"));
    assert_eq!(world.became(&end), InEffect);
}

#[test]
fn a_retraction_can_be_retracted_and_a_correction_too() {
    let mut world = World::home();
    let wrong = world.of("phone-1", assessed("p1", DAY, "guided"));
    let right = world.naming(&wrong, assessed("p1", "2025-06-13", "fluent"));
    let right = world.of("phone-2", right);
    assert_eq!(
        world.all([&wrong, &right]),
        [(Replaced, false), (InEffect, true)]
    );
    assert_eq!(world.outcome(&wrong).others[0].to_string(), right);
    // A correction of the correction: the first stays replaced.
    let better = world.naming(&right, assessed("p1", "2025-06-12", "fluent"));
    let better = world.of("phone-3", better);
    assert_eq!(
        world.all([&wrong, &right, &better]),
        [(Replaced, false), (Replaced, false), (InEffect, true)]
    );
    // Without both corrections it holds again.
    let away = world.retract("phone-1", &better);
    assert_eq!(
        world.all([&wrong, &right, &better]),
        [(Replaced, false), (InEffect, true), (Retracted, false)]
    );
    world.retract("phone-1", &right);
    assert_eq!(
        world.all([&wrong, &right, &better]),
        [(InEffect, true), (Retracted, false), (Retracted, false)]
    );
    // And the retraction of a retraction.
    world.retract("phone-1", &away);
    assert_eq!(
        world.all([&away, &better]),
        [(Retracted, false), (InEffect, true)]
    );
}

#[test]
fn a_retraction_waits_for_what_it_retracts() {
    let mut phone = World::home();
    let found = phone.of("phone-1", assessed("p1", DAY, "fluent"));
    let retraction = phone.naming(&found, Event::new("event-retracted"));
    let mut other = World::home();
    let retracted = other.of("phone-2", retraction);
    let outcome = other.outcome(&retracted);
    assert_eq!(outcome.became, Pending);
    assert_eq!(
        outcome.reason.unwrap().found_text(true),
        Some(found.as_str())
    );
    other.journal.unite(&phone.journal);
    assert_eq!(
        other.all([&retracted, &found]),
        [(InEffect, true), (Retracted, false)]
    );
}

/// "Same key and content: one event. Same key, other content: merge marks
/// conflicting." A correction of an imported event outlives the old table.
#[test]
fn imports_of_two_offices() {
    let mut world = World::home();
    let one = world.import("office-1", named("p5", "Lê Thị Năm"));
    let same = world.import("office-2", named("p5", "Lê Thị Năm"));
    let mut before = world.all([&one, &same]);
    before.sort();
    assert_eq!(before, [(InEffect, true), (Repeated, false)]);
    let other = world.import("office-2", named("p5", "Lê Thị Năn"));
    assert_eq!(world.became(&other), Conflicting);
    world.retract("office-1", &other);
    let corrected = world.naming(&one, named("p5", "Lê Thị Nam"));
    let corrected = world.of("office-1", corrected);
    let again = world.import("office-3", named("p5", "Lê Thị Năm"));
    assert_eq!(
        world.all([&one, &same, &again, &corrected]),
        [
            (Replaced, false),
            (Replaced, false),
            (Replaced, false),
            (InEffect, true)
        ]
    );
    assert!(world.facts().contains("Lê Thị Nam") && !world.facts().contains("Năm"));
}

#[test]
fn two_records_of_one_person_are_joined_and_parted_again() {
    let mut world = World::home();
    let second = world.of("phone-1", named("p1-b", "P. Một"));
    let found = world.of("phone-1", assessed("p1-b", DAY, "fluent"));
    let join = Event::new("person-records-joined")
        .about_as("from", "person", "p1-b")
        .about_as("into", "person", "p1");
    let join = world.of("phone-2", join);
    let folded = world.fold();
    let p1 = folded.registry.person_ids().find("p1").unwrap();
    assert_eq!(folded.registry.name(p1), "p1");
    assert_eq!(folded.registry.assessments(p1).len(), 1);
    assert_eq!(
        world.all([&second, &found]),
        [(Replaced, false), (InEffect, true)]
    );
    world.retract("phone-1", &join);
    let folded = world.fold();
    let p1 = folded.registry.person_ids().find("p1").unwrap();
    assert_eq!(folded.registry.assessments(p1).len(), 0);
    assert_eq!(world.all([&second, &found]), [(InEffect, true); 2]);
}

#[test]
fn two_heads_of_one_team_conflict_until_one_ends() {
    let mut world = World::home();
    world.office(
        Event::new("team-opened")
            .unit("93/1")
            .about("team", "t1")
            .data("name", "Tổ 1"),
    );
    let head = |person: &str, day: &str| {
        Event::new("membership-begun")
            .on(day.parse().unwrap())
            .about("person", person)
            .about("team", "t1")
            .data("role", "head")
    };
    let one = world.of("phone-1", head("p1", "2025-01-01"));
    let other = world.of("phone-2", head("p2", "2025-03-01"));
    assert_eq!(world.all([&one, &other]), [(Conflicting, true); 2]);
    assert_eq!(world.outcome(&one).others[0].to_string(), other);
    assert_eq!(
        world.outcome(&one).reason.unwrap().kind(),
        ErrorKind::TwoHeads
    );
    let end = Event::new("membership-ended")
        .on("2025-03-01".parse().unwrap())
        .about("person", "p1")
        .about("team", "t1");
    world.of("phone-1", end);
    assert_eq!(world.all([&one, &other]), [(InEffect, true); 2]);
}

#[test]
fn two_residences_of_one_sort() {
    let mut world = World::home();
    world.office(household("h2"));
    let other = world.of("phone-1", lives("p1", "h2"));
    let own = "office/1/5";
    assert_eq!(
        world.all([own, &other]),
        [(Conflicting, false), (Conflicting, true)]
    );
    let folded = world.fold();
    let p1 = folded.registry.person_ids().find("p1").unwrap();
    let stays = folded.registry.residences(p1);
    let home = folded.registry.household_ids().text(stays[0].household);
    assert_eq!((stays.len(), home), (1, "h2"));
}

#[test]
fn what_this_version_does_not_know_or_cannot_use_is_kept() {
    let mut world = World::home();
    let robot = world.of("phone-1", Event::new("robot-hired").data("x", 1));
    assert_eq!(world.became(&robot), UnknownKind);
    let flag = Event::new("flag-set")
        .about("person", "p1")
        .data("flag", "ethnic-minority");
    let flag = world.of("phone-1", flag);
    let outcome = world.outcome(&flag);
    assert_eq!(outcome.became, Broken);
    assert_eq!(outcome.reason.unwrap().kind(), ErrorKind::SensitiveFlag);
    let allowing = lines::Options {
        allow_sensitive: vec!["ethnic-minority".to_owned()],
        allow_personal_ids: false,
    };
    let outcomes = world.journal.fold(&allowing).outcomes;
    let found = outcomes.iter().find(|one| one.record.to_string() == flag);
    assert_eq!(found.unwrap().became, InEffect);
    // A catalogue that has come lacks the skill, or the level, and always will.
    for (field, code, kind) in [
        ("skill", "dancing", ErrorKind::UnknownSkill),
        ("level", "expert", ErrorKind::UnknownLevel),
    ] {
        let found = assessed("p1", DAY, "fluent").data(field, code);
        let found = world.of("phone-1", found);
        let outcome = world.outcome(&found);
        assert_eq!((outcome.became, outcome.holds), (Broken, false));
        assert_eq!(outcome.reason.unwrap().kind(), kind);
    }
    // A catalogue that has not come is waited for.
    let found = assessed("p1", DAY, "fluent").data("catalogue", "of-2026");
    let found = world.of("phone-1", found);
    assert_eq!(world.became(&found), Pending);
    // A word that a later record defines.
    let later = Event::new("flag-set")
        .about("person", "p1")
        .data("flag", "remote");
    let later = world.of("phone-1", later);
    assert_eq!(world.became(&later), Pending);
    let word = Event::new("flag-defined").data("code", "remote").data(
        "names",
        serde_json::json!({"en": "remote", "vi": "vùng sâu"}),
    );
    world.of("phone-2", word);
    assert_eq!(world.became(&later), InEffect);
}

#[test]
fn what_is_no_event_is_not_written() {
    let mut world = World::home();
    let writer = noidai::journal::Writer::new("phone-1", 1).unwrap();
    let before = world.journal.to_bytes();
    let bad = [
        Event::new("person-died").about("person", "p1"),
        Event::new("person-recorded")
            .about("person", "p1")
            .data("phone", "0912345678"),
        Event::new("person-recorded").about("person", "0912345678"),
        Event::new("person-died")
            .on(DAY.parse().unwrap())
            .about("person", "dấu"),
    ];
    for event in bad {
        let entry = noidai::journal::Entry::of(event, super::instant(1));
        assert!(world.journal.append(&writer, &entry).is_err());
    }
    let entry = noidai::journal::Entry::of(named("p7", "Bảy"), super::instant(1));
    let refused = world.journal.append(&writer, &entry).unwrap_err();
    assert_eq!(refused.first[0].kind(), ErrorKind::SaltMissing);
    assert_eq!(world.journal.to_bytes(), before);
}
