//! The journal: bytes that break, journals that meet.

mod bytes;
mod duplicates;
mod erasure;
mod files;
mod known;
mod ledger;
mod merge;
mod outcomes;
mod packs;
mod record;
mod reforms;
mod seeds;
mod tables;
mod world;

use noidai::{
    event::Event,
    journal::{Entry, Journal, Writer},
    time::Instant,
};

/// The salt of every personal part: the host's to draw, here the same.
const SALT: [u8; 16] = *b"0123456789abcdef";

/// An instant some minutes after a fixed one.
fn instant(minute: u32) -> Instant {
    Instant::from_millis(1_749_000_000_000 + i64::from(minute) * 60_000).unwrap()
}

fn writer(device: usize, epoch: u32) -> Writer {
    Writer::new(&format!("phone-{device}"), epoch).unwrap()
}

/// Events of several kinds, known and unknown, with and without a personal part.
fn event(number: u32) -> Event {
    let person = format!("p{}", number % 7);
    let day = noidai::Day::new(2025, 1 + number % 6, 1 + number % 28).unwrap();
    match number % 4 {
        0 => Event::new("person-recorded")
            .about("person", &person)
            .data("birth_year", 1950 + number % 50)
            .personal_if("name", &format!("Nguyễn Thị Bé {number}")),
        1 => Event::new("robot-hired")
            .on(day)
            .about("household", &format!("h{}", number % 3))
            .data("x", number)
            .personal_if("notes", "sát kênh"),
        2 => Event::new("person-died").on(day).about("person", &person),
        _ => Event::new("skill-assessed")
            .on(day)
            .about("person", &person)
            .data("catalogue", "basic-skills")
            .data("skill", "online-payment")
            .data(
                "level",
                ["not-yet", "guided", "can-do", "fluent"][number as usize % 3],
            )
            .data("how", "observed"),
    }
}

/// Records an event; gives the bytes to store.
fn record(journal: &mut Journal, writer: &Writer, number: u32) -> Vec<u8> {
    let entry = Entry::of(event(number), instant(number)).salted(SALT);
    let bytes = journal.append(writer, &entry).unwrap();
    journal.confirm();
    bytes
}

/// A journal of one device, and its bytes as its host stored them.
fn written(records: u32) -> (Journal, Vec<u8>) {
    let mut journal = Journal::default();
    let mut stored = noidai::journal::file::header();
    for number in 0..records {
        stored.extend(record(&mut journal, &writer(1, 1), number));
    }
    (journal, stored)
}

/// How many cases: `NOIDAI_CASES` for the long mode.
fn cases(ordinary: u32) -> u32 {
    let long = std::env::var("NOIDAI_CASES").ok();
    long.and_then(|number| number.parse().ok())
        .unwrap_or(ordinary)
}

/// CRC-32 as it is laid down, bit by bit: the form can be written by others.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}
