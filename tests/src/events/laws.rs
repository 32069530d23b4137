//! Laws of events: nothing is lost, and no order of arrival shows.

use super::read;
use crate::tables::{answers, dice::Dice, everything};
use noidai::{
    Registry,
    event::{Envelope, binary::NO_SALT, kind, lines},
};
use proptest::prelude::*;

/// The examples of all kinds, one of an unknown kind, and one with further fields.
fn examples() -> Vec<&'static str> {
    let mut all: Vec<_> = kind::ALL
        .iter()
        .flat_map(|family| family.iter())
        .map(|kind| kind.example)
        .collect();
    all.push(r#"{"v":1, "kind":"robot-hired","on":"2025-01-02","data":{"x":[1,{"y":null}]},"personal":{"name":"Rô"}}"#);
    all.push(r#"{"v":1,"kind":"person-died","on":"2025-03-02","unit":"93","about":[{"noun":"person","id":"p8"}],"data":{"where":"home"},"personal":{"notes":"ở nhà"}}"#);
    all
}

#[test]
fn every_kind_has_an_example_that_comes_back_as_it_was() {
    for family in kind::ALL {
        for kind in *family {
            // Words that only another line defines are not in an example's reach.
            let read = read(kind.example.as_bytes())
                .unwrap_or_else(|faults| panic!("{}: {:?}", kind.name, faults.first));
            assert_eq!(read.notes.count, 0, "{}", kind.name);
            assert_eq!(lines::write(&read.batch), format!("{}\n", kind.example));
        }
    }
}

#[test]
fn ranks_rise_and_names_differ() {
    let all: Vec<_> = kind::ALL.iter().flat_map(|family| family.iter()).collect();
    for pair in all.windows(2) {
        assert!(pair[0].rank < pair[1].rank, "{}", pair[1].name);
        assert!(all.iter().filter(|kind| kind.name == pair[0].name).count() == 1);
    }
}

#[test]
fn what_was_received_is_kept_and_erasure_takes_its_part() {
    for text in examples() {
        let event = Envelope::read(text.as_bytes()).unwrap();
        assert_eq!(event.text(), text);
        let erased = event.without_personal();
        assert!(!erased.contains(r#""personal":"#), "{erased}");
        let rest = Envelope::read(erased.as_bytes()).unwrap();
        assert_eq!(rest.body().unwrap(), event.body().unwrap());
        assert_eq!(rest.key().unwrap(), event.key().unwrap());
        let same = rest.digest(&NO_SALT).unwrap() == event.digest(&NO_SALT).unwrap();
        assert_eq!(same, event.personal.is_none());
    }
}

#[test]
fn further_fields_and_unknown_kinds_survive() {
    let text = examples().join("\n");
    let once = read(text.as_bytes()).unwrap();
    let kinds: Vec<_> = once.notes.first.iter().map(|note| note.name()).collect();
    assert_eq!(
        kinds,
        ["unknown-kind", "unknown-field"],
        "{:?}",
        once.notes.first
    );
    let written = lines::write(&once.batch);
    assert!(written.contains(r#""where":"home""#) && written.contains(r#""notes":"ở nhà""#));
    assert!(
        written.contains(examples()[examples().len() - 2]),
        "byte for byte"
    );
    let twice = read(written.as_bytes()).unwrap();
    assert_eq!(lines::write(&twice.batch), written);
}

/// The digest of one event, laid down: another implementation must find the same.
#[test]
fn a_digest_by_hand() {
    let text = r#"{"v":1,"kind":"x"}"#;
    let event = Envelope::read(text.as_bytes()).unwrap();
    // 01 | v 1 | 1 "x" | no day | no unit | about none | no replaces | {} of none
    let body = [1, 1, 1, b'x', 0, 0, 0, 0, 0, 0, 0, 7, 0];
    assert_eq!(event.body().unwrap(), body);
    // printf '\001\001\001x\000\000\000\000\000\000\000\007\000\000' | sha256sum
    assert_eq!(
        event.digest(&NO_SALT).unwrap().to_string(),
        "51b8bf9f922ea5a672289578c6cacccb9279ae892c130e841bc341d50f0d9e05"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn events_lose_nothing(seed in any::<u64>(), turn in any::<prop::sample::Index>()) {
        let batch = everything::batch(&mut Dice::new(seed));
        let text = lines::write(&batch);
        let back = read(text.as_bytes()).map_err(|faults| TestCaseError::fail(format!("{:?}", faults.first)))?;
        prop_assert_eq!(back.notes.count, 0);
        prop_assert_eq!(&lines::write(&back.batch), &text, "written, read and written");
        // In another order, some twice, with blank lines.
        let mut shuffled: Vec<&str> = text.lines().collect();
        let turn = turn.index(shuffled.len());
        shuffled.rotate_left(turn);
        shuffled.reverse();
        shuffled.push(shuffled[0]);
        let shuffled = read(shuffled.join("\n\n").as_bytes()).unwrap();
        prop_assert_eq!(&lines::write(&shuffled.batch), &text, "in another order");
        let (registry, findings) = Registry::fold(batch);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let expected = answers(&registry);
        let (back, findings) = Registry::fold(back.batch);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        prop_assert_eq!(answers(&back), expected.clone());
        let (shuffled, _) = Registry::fold(shuffled.batch);
        prop_assert_eq!(answers(&shuffled), expected);
    }

    #[test]
    fn equal_content_has_equal_bytes(seed in any::<u64>()) {
        let batch = everything::batch(&mut Dice::new(seed));
        for line in lines::write(&batch).lines().take(20) {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let other = serde_json::to_string_pretty(&value).unwrap();
            let (one, other) = (Envelope::read(line.as_bytes()).unwrap(), Envelope::read(other.as_bytes()).unwrap());
            prop_assert_eq!(one.body().unwrap(), other.body().unwrap());
            prop_assert_eq!(one.digest(&NO_SALT).unwrap(), other.digest(&NO_SALT).unwrap());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn changed_lines_are_read_or_refused(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let all = examples();
        let mut bytes = all[which.index(all.len())].as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Ok(read) = read(&bytes) {
            let text = lines::write(&read.batch);
            let (_, findings) = Registry::fold(read.batch);
            drop((text, findings));
        }
    }
}
