//! Packed journals: every record comes out as it went in, and damage is found.

use super::{SALT, cases, crc32, event, instant, record, world::named, writer, written};
use noidai::{
    event::{Event, lines},
    journal::{Entry, Journal, file::header},
};
use proptest::prelude::*;
use serde_json::json;

/// Texts of which parts are alike, and some that are like nothing.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]{0,2}[0-9]{0,3}",
        "p(0|9|10|99|100|099|18446744073709551615)",
        "2025-0[1-9]-[0-3][0-9]",
        Just("Ấp 3 Vị Thủy".to_owned()),
    ]
}

/// Events of kinds that are known and that are not, with values of every sort.
fn any_event() -> impl Strategy<Value = Event> {
    let foreign = (0_u32..3, text(), text(), any::<i32>(), 0_usize..4).prop_map(
        |(kind, one, other, number, items)| {
            Event::new(&format!("foreign-{kind}"))
                .about("thing", &format!("t{number}"))
                .data("text", one.as_str())
                .data(
                    "list",
                    json!(vec![json!({"a": other, "b": [number, null]}); items]),
                )
                .data("yes", number % 2 == 0)
                .data("number", number)
                .personal_if("name", &other)
        },
    );
    prop_oneof![any::<u32>().prop_map(event), foreign]
}

/// Journals of several devices, with forks, imports and gaps.
fn journal() -> impl Strategy<Value = Journal> {
    let step = (
        0_usize..3,
        any_event(),
        any::<bool>(),
        any::<u32>(),
        0_u8..40,
    );
    prop::collection::vec(step, 0..60).prop_map(|steps| {
        let (mut one, mut twin) = (Journal::default(), Journal::default());
        for (device, event, imported, minute, further) in steps {
            let entry = Entry::of(event, instant(minute % 1_000_000)).salted(SALT);
            let entry = if imported { entry.imported() } else { entry };
            if one.append(&writer(device, 1), &entry).is_ok() && further > 0 {
                // Mostly a twin has it too; if not, it goes on in another way.
                one.confirm();
                twin.unite(&one);
            } else {
                let _ = twin.append(&writer(device, 1), &entry);
                twin.confirm();
            }
        }
        one.confirm();
        one.unite(&twin);
        one
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(150), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_packed_opens_to_the_same(journal in journal()) {
        let packed = journal.to_packed();
        let (again, losses) = Journal::open(&packed).unwrap();
        prop_assert!(losses.is_empty());
        prop_assert_eq!(again.to_bytes(), journal.to_bytes());
        prop_assert_eq!(again.summary(), journal.summary());
        prop_assert_eq!(again.to_packed(), packed, "equal sets are equal bytes");
        let options = lines::Options::default();
        prop_assert_eq!(again.fold(&options).outcomes, journal.fold(&options).outcomes);
    }
}

/// Where each frame ends, how many records it has, and their bytes.
fn frames(packed: &[u8]) -> Vec<(usize, Vec<Vec<u8>>)> {
    let mut frames = Vec::new();
    let mut at = header().len();
    while at < packed.len() {
        let (mut end, mut length, mut shift) = (at + 1, 0, 0);
        loop {
            let byte = packed[end];
            length |= usize::from(byte & 0x7f) << shift;
            (end, shift) = (end + 1, shift + 7);
            if byte < 0x80 {
                break;
            }
        }
        end += length + 4;
        let alone = [&packed[..header().len()], &packed[at..end]].concat();
        let (journal, losses) = Journal::open(&alone).unwrap();
        assert!(losses.is_empty());
        frames.push((end, records(&journal)));
        at = end;
    }
    frames
}

fn records(journal: &Journal) -> Vec<Vec<u8>> {
    journal.records().map(|record| record.to_bytes()).collect()
}

/// Several packs and a record alone.
fn packed() -> Vec<u8> {
    let mut journal = Journal::default();
    for number in 0..cases(30).min(1000) {
        record(
            &mut journal,
            &writer(number as usize % 3 * 2 % 5, 1),
            number,
        );
    }
    record(&mut journal, &writer(9, 1), 1);
    journal.to_packed()
}

#[test]
fn a_packed_journal_cut_anywhere_opens_with_all_whole_frames() {
    let packed = packed();
    let frames = frames(&packed);
    assert!(frames.len() > 3 && frames.iter().any(|(_, own)| own.len() > 5));
    for cut in 0..packed.len() {
        let (journal, losses) = Journal::open(&packed[..cut]).unwrap();
        let mut whole = frames.iter().filter(|(end, _)| *end <= cut);
        let records: usize = whole.clone().map(|(_, own)| own.len()).sum();
        assert_eq!(journal.len(), records, "cut at {cut}");
        let start = whole.next_back().map_or(header().len(), |(end, _)| *end);
        let start = if cut < header().len() { 0 } else { start };
        match losses[..] {
            [] => assert_eq!(start, cut),
            [loss] => assert_eq!((loss.at, loss.length, loss.cut), (start, cut - start, true)),
            _ => panic!("cut at {cut}: {losses:?}"),
        }
    }
}

#[test]
fn a_flipped_bit_of_a_packed_journal_is_found_and_the_other_frames_are_usable() {
    let mut packed = packed();
    let frames = frames(&packed);
    for bit in 0..packed.len() * 8 {
        let (at, mask) = (bit / 8, 1 << (bit % 8));
        packed[at] ^= mask;
        let opened = Journal::open(&packed);
        packed[at] ^= mask;
        let (journal, losses) = opened.unwrap();
        let [loss] = losses[..] else {
            panic!("bit {bit}: {losses:?}");
        };
        assert!((loss.at..loss.at + loss.length).contains(&at), "bit {bit}");
        let hit = frames.iter().position(|(end, _)| at < *end).unwrap();
        let left = frames.iter().enumerate();
        let left = left.filter(|(number, _)| at < header().len() || *number != hit);
        let left: Vec<_> = left.flat_map(|(_, (_, own))| own.clone()).collect();
        assert_eq!(records(&journal), left, "bit {bit}");
    }
}

/// A pack with a byte changed on purpose, its checksum made anew: never taken for whole,
/// except where it is another form of the same records.
#[test]
fn a_pack_that_was_changed_on_purpose_gives_no_record() {
    let (journal, _) = written(40);
    let packed = journal.to_packed();
    let own = records(&journal);
    let start = header().len() + 1;
    let body = packed.len() - 4;
    for at in start + 2..body {
        for change in [1_u8, 0x80] {
            let mut changed = packed.clone();
            changed[at] = changed[at].wrapping_add(change);
            let sum = crc32(&changed[start..body]).to_le_bytes();
            changed[body..].copy_from_slice(&sum);
            let (opened, losses) = Journal::open(&changed).unwrap();
            if losses.is_empty() {
                assert_eq!(records(&opened), own, "byte {at}");
            } else {
                assert!(opened.is_empty(), "byte {at}");
                assert_eq!(losses[0].at, start - 1);
            }
        }
    }
}

#[test]
fn what_is_erased_is_not_packed() {
    let name = "Trần Thị Khuyên";
    let mut journal = Journal::default();
    for number in 0..10 {
        record(&mut journal, &writer(1, 1), number);
    }
    let erasure = Event::new("personal-erased").about("person", "p9");
    let mut has_it = Vec::new();
    for event in [named("p9", name), erasure] {
        let entry = Entry::of(event, instant(50)).salted(SALT);
        journal.append(&writer(1, 1), &entry).unwrap();
        has_it.push(has(&journal.to_packed(), name));
    }
    assert_eq!(has_it, [true, false]);
    let (again, _) = Journal::open(&journal.to_packed()).unwrap();
    assert_eq!(again.to_bytes(), journal.to_bytes());
}

fn has(bytes: &[u8], text: &str) -> bool {
    let mut windows = bytes.windows(text.len());
    windows.any(|window| window == text.as_bytes())
}

#[test]
fn a_text_of_many_records_does_not_make_a_pack_larger_than_it_may_be() {
    let mut journal = Journal::default();
    let long = "x".repeat(20_000);
    for _ in 0..100 {
        let event = Event::new("foreign").data("text", long.as_str());
        journal
            .append(&writer(1, 1), &Entry::of(event, instant(1)))
            .unwrap();
    }
    let packed = journal.to_packed();
    // Records are at most 64 times as large as their pack, and 2^20 bytes.
    assert!(packed.len() * 64 > journal.to_bytes().len());
    let (again, losses) = Journal::open(&packed).unwrap();
    assert!(losses.is_empty());
    assert_eq!(again.to_bytes(), journal.to_bytes());
}
