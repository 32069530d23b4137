//! What a host had received by an instant, and clocks that are wrong.

use super::{
    instant,
    world::{World, assessed},
};
use noidai::journal::{Entry, Journal, KnownAt, Writer};

fn receive(journal: &mut Journal, minute: u32) {
    let host = Writer::new("office", 1).unwrap();
    for event in journal.receipts_due("office") {
        journal
            .append(&host, &Entry::of(event, instant(minute)))
            .unwrap();
    }
    journal.confirm();
}

fn known(journal: &Journal, minute: u32) -> Vec<String> {
    let known = KnownAt {
        host: "office".to_owned(),
        at: instant(minute),
    };
    let then = journal.known_at(&known).unwrap();
    let phones = then.records().filter(|record| record.device != "office");
    phones.map(|record| record.identity().to_string()).collect()
}

/// "What did we report on 14 June, and what do we know now about 14 June?"
#[test]
fn what_the_host_had_received_by_then() {
    let mut world = World::home();
    world.of("phone-1", assessed("p1", "2025-06-14", "guided"));
    receive(&mut world.journal, 100);
    // Recorded earlier by its own clock, and received later.
    let late = assessed("p2", "2025-06-13", "fluent");
    world.entry("phone-2", Entry::of(late, instant(50)));
    world.of("phone-1", assessed("p2", "2025-06-14", "fluent"));
    receive(&mut world.journal, 200);
    assert_eq!(known(&world.journal, 99), [""; 0]);
    assert_eq!(known(&world.journal, 100), ["phone-1/1/1"]);
    assert_eq!(known(&world.journal, 199), ["phone-1/1/1"]);
    assert_eq!(
        known(&world.journal, 200),
        ["phone-1/1/1", "phone-1/1/2", "phone-2/1/1"]
    );
    assert!(world.journal.receipts_due("office").is_empty());
    let nobody = KnownAt {
        host: "nobody".to_owned(),
        at: instant(0),
    };
    assert_eq!(world.journal.known_at(&nobody).unwrap_err().code(), 718);
}

#[test]
fn skew_is_judged_from_receipts_alone() {
    let mut world = World::home();
    // A clock of 1970 shows nothing by itself; one that is ahead shows.
    let clocks = [("phone-1", 0), ("phone-2", 1_749_100_000_000)];
    for (device, millis) in clocks {
        let at = noidai::time::Instant::from_millis(millis).unwrap();
        world.entry(
            device,
            Entry::of(assessed("p1", "2025-06-14", "fluent"), at),
        );
    }
    receive(&mut world.journal, 100);
    let skews = world.journal.skews();
    assert_eq!(skews.len(), 1);
    assert_eq!(
        (skews[0].device.as_str(), skews[0].host.as_str()),
        ("phone-2", "office")
    );
    assert_eq!(skews[0].ahead_ms, 100_000_000 - 100 * 60_000);
    assert_eq!(skews[0].record.to_string(), "phone-2/1/1");
    // That the first is behind shows once it receives something.
    let event = noidai::event::Event::new("records-received")
        .data("device", "office")
        .data("epoch", 1)
        .data("up_to", 7);
    let at = noidai::time::Instant::from_millis(60_000).unwrap();
    world.entry("phone-1", Entry::of(event, at));
    let skews = world.journal.skews();
    assert!(
        skews
            .iter()
            .any(|skew| skew.device == "office" && skew.host == "phone-1")
    );
}
