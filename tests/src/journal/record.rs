//! A record's bytes and digest, by hand.

use noidai::{
    event::Event,
    journal::{Personal, Record},
    time::Instant,
};

fn instant(millis: i64) -> Instant {
    Instant::from_millis(millis).unwrap()
}

/// One record, laid down to the byte: another implementation must write the
/// same.
#[test]
fn a_record_by_hand() {
    let body = Event::new("x").body();
    let record = Record {
        device: "d1",
        epoch: 1,
        number: 2,
        lamport: 300,
        instant: instant(-1),
        previous: [7; 24],
        imported: false,
        body: &body,
        personal: Personal::None,
    };
    let mut bytes = vec![1, 0, 2, b'd', b'1', 1, 2, 0xac, 0x02, 1];
    bytes.extend([7; 24]);
    bytes.extend([13, 1, 1, 1, b'x', 0, 0, 0, 0, 0, 0, 0, 7, 0]);
    assert_eq!(record.to_bytes(), bytes);
    assert_eq!(Record::read(&bytes).as_ref(), Ok(&record));
    // (printf '\001\000\002d1\001\002\254\002\001'; printf '\007%.0s' {1..24};
    //  printf '\001\001\001x\000\000\000\000\000\000\000\007\000\000' | sha256sum |
    //  cut -c1-64 | xxd -r -p) | sha256sum
    assert_eq!(record.digest().to_string(), DIGEST);
}

const DIGEST: &str = "e526f9d4e1b87e63431ba0a1b77e61ad486dfbb3d960430fb380045e21614400";

#[test]
fn erasure_leaves_the_digest_and_no_name() {
    let event = Event::new("person-recorded").about("person", "p1");
    let part = event
        .personal_if("name", "Nguyễn Thị Bé")
        .personal_part()
        .unwrap();
    let body = Event::new("person-recorded").about("person", "p1").body();
    let record = Record {
        device: "d1",
        epoch: 1,
        number: 1,
        lamport: 1,
        instant: instant(1_750_000_000_000),
        previous: [0; 24],
        imported: true,
        body: &body,
        personal: Personal::There {
            salt: [9; 16],
            part: &part,
        },
    };
    let (whole, erased) = (record.to_bytes(), record.erased().to_bytes());
    let read = Record::read(&erased).unwrap();
    assert_eq!(read.digest(), record.digest());
    assert_eq!(Record::read(&whole).as_ref(), Ok(&record));
    let name = "Thị".as_bytes();
    let holds = |bytes: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    assert!(holds(&whole) && !holds(&erased));
}
