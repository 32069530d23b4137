//! The inputs that the decoders are fuzzed from. They are committed, so a change of the
//! form shows: `NOIDAI_WRITE=1 cargo test -p noidai-tests seeds` writes them anew.

use super::{
    record,
    world::{World, assessed, named},
    writer, written,
};
use noidai::{event::Event, journal::Journal};
use std::{fs, path::Path};

fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let mut world = World::home();
    let found = world.of("phone-1", assessed("p1", "2025-06-14", "fluent"));
    world.of("phone-2", assessed("p1", "2025-06-14", "guided"));
    world.retract("phone-2", &found);
    world.import("office", named("p3", "Lê Thị Ba"));
    let join = Event::new("person-records-joined")
        .about_as("from", "person", "p3")
        .about_as("into", "person", "p2");
    world.of("office", join);
    for event in world.journal.receipts_due("office") {
        world.of("office", event);
    }
    world.of(
        "office",
        Event::new("personal-erased").about("person", "p3"),
    );
    let (mut one, mut forked) = (Journal::default(), Journal::default());
    record(&mut one, &writer(1, 1), 1);
    forked.unite(&one);
    record(&mut one, &writer(1, 1), 2);
    record(&mut one, &writer(1, 1), 3);
    record(&mut forked, &writer(1, 1), 4);
    forked.unite(&one);
    let pack = |journal: &Journal| pack(&journal.to_packed());
    vec![
        ("pack/thirty", pack(&written(30).0)),
        ("pack/week", pack(&world.journal)),
        ("journal/week", world.journal.to_bytes()),
        ("journal/fork", forked.to_bytes()),
        ("journal/thirty", written(30).1),
        ("journal/packed", written(30).0.to_packed()),
        ("journal/packed-week", world.journal.to_packed()),
        ("summary/week", world.journal.summary().to_bytes()),
        ("summary/fork", forked.summary().to_bytes()),
    ]
}

/// The first pack of a packed journal, without its frame.
fn pack(packed: &[u8]) -> Vec<u8> {
    let frame = &packed[noidai::journal::file::header().len() + 1..];
    let (mut length, mut at) = (0, 0);
    while at == 0 || frame[at - 1] >= 0x80 {
        length |= usize::from(frame[at] & 0x7f) << (7 * at);
        at += 1;
    }
    frame[at..at + length].to_vec()
}

#[test]
fn the_seeds_are_what_the_library_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/fuzz/corpus");
    for (name, bytes) in seeds() {
        let path = folder.join(name);
        if std::env::var_os("NOIDAI_WRITE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        let committed = fs::read(&path).unwrap_or_default();
        assert!(committed == bytes, "{name}: the form has changed");
    }
}
