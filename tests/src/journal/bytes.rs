//! Bytes that break off, are damaged, or are no journal: what is whole is used, and
//! nothing that is not is taken for whole.

use super::{crc32, written};
use noidai::{
    ErrorKind,
    journal::{Journal, Opening, Summary, file::header},
};

/// The bytes of each record, and where its frame ends.
fn frames(records: u32) -> (Vec<u8>, Vec<(usize, Vec<u8>)>) {
    let (journal, stored) = written(records);
    let mut end = header().len();
    let mut ends = Vec::new();
    for record in journal.records() {
        let bytes = record.to_bytes();
        // Mark, number of the length, record, checksum.
        end += 1 + if bytes.len() < 128 { 1 } else { 2 } + bytes.len() + 4;
        ends.push((end, bytes));
    }
    assert_eq!(end, stored.len());
    (stored, ends)
}

fn records(journal: &Journal) -> Vec<Vec<u8>> {
    journal.records().map(|record| record.to_bytes()).collect()
}

#[test]
fn what_was_written_opens_as_it_was() {
    let (journal, stored) = written(30);
    assert_eq!(journal.to_bytes(), stored);
    let (again, losses) = Journal::open(&stored).unwrap();
    assert!(losses.is_empty());
    assert_eq!(again.to_bytes(), stored);
    assert_eq!(again.summary(), journal.summary());
    let mut steps = Opening::new(&stored).unwrap();
    let mut count = 1;
    while steps.step(7) {
        count += 1;
    }
    assert_eq!((count, steps.finish().0.to_bytes() == stored), (5, true));
}

/// At every byte: all whole records before it, and what is left is said.
#[test]
fn a_journal_cut_anywhere_opens_with_all_whole_records() {
    let (stored, frames) = frames(super::cases(30).min(1000));
    for cut in 0..stored.len() {
        let (journal, losses) = Journal::open(&stored[..cut]).unwrap();
        let whole: Vec<_> = frames.iter().filter(|(end, _)| *end <= cut).collect();
        assert_eq!(journal.len(), whole.len(), "cut at {cut}");
        let start = whole.last().map_or(header().len(), |(end, _)| *end);
        let start = if cut < header().len() { 0 } else { start };
        match losses[..] {
            [] => assert_eq!(start, cut),
            [loss] => assert_eq!((loss.at, loss.length, loss.cut), (start, cut - start, true)),
            _ => panic!("cut at {cut}: {losses:?}"),
        }
    }
}

/// Every bit: the damage is found, it is said where, and everything else is there.
#[test]
fn a_flipped_bit_is_found_and_the_rest_is_usable() {
    let (mut stored, frames) = frames(super::cases(30).min(1000));
    let all: Vec<&Vec<u8>> = frames.iter().map(|(_, bytes)| bytes).collect();
    for bit in 0..stored.len() * 8 {
        let (at, mask) = (bit / 8, 1 << (bit % 8));
        stored[at] ^= mask;
        let (journal, losses) = Journal::open(&stored).unwrap();
        stored[at] ^= mask;
        let [loss] = losses[..] else {
            panic!("bit {bit}: {losses:?}");
        };
        assert!((loss.at..loss.at + loss.length).contains(&at), "bit {bit}");
        let hit = frames.iter().position(|(end, _)| at < *end).unwrap();
        let header_hit = at < header().len();
        let found = records(&journal);
        let left = all.iter().enumerate();
        let left = left.filter(|(number, _)| header_hit || *number != hit);
        let left: Vec<_> = left.map(|(_, bytes)| (*bytes).clone()).collect();
        assert_eq!(found, left, "bit {bit}, {at}, {loss:?}");
        if !header_hit && hit + 1 < all.len() {
            let gap = journal.gaps();
            assert_eq!(
                (gap[0].from, gap[0].until),
                (hit as u64 + 1, hit as u64 + 2)
            );
        }
    }
}

#[test]
fn a_damaged_record_heals_when_another_journal_gives_it() {
    let (whole, mut stored) = written(10);
    let middle = stored.len() / 2;
    stored[middle] ^= 0x40;
    let (mut damaged, _) = Journal::open(&stored).unwrap();
    let piece = whole.piece(&damaged.summary(), usize::MAX).unwrap();
    assert_eq!(damaged.merge(&piece).unwrap().new, 1);
    assert_eq!(damaged.to_bytes(), whole.to_bytes());
    assert!(whole.piece(&damaged.summary(), usize::MAX).is_none());
}

#[test]
fn what_is_no_journal_is_refused() {
    let kind = |bytes: &[u8]| Journal::open(bytes).err().map(|error| error.kind());
    assert_eq!(
        kind(b"id,name,level\n93,Province,province\n"),
        Some(ErrorKind::NotAJournal)
    );
    assert_eq!(kind(&[0; 4096]), Some(ErrorKind::NotAJournal));
    for version in [0, 3, 255] {
        let mut newer = header()[..8].to_vec();
        newer[7] = version;
        let sum = crc32(&newer).to_le_bytes();
        newer.extend(sum);
        assert_eq!(kind(&newer), Some(ErrorKind::UnknownVersion));
    }
    assert_eq!(kind(b""), None, "nothing was written yet");
}

#[test]
fn lengths_that_nothing_stands_behind_are_damage() {
    // A frame that claims 4 GiB, one that claims more than there is, and a count of
    // chains that nothing follows.
    for claim in [
        &[0xd4, 0x80, 0x80, 0x80, 0x80, 0x10][..],
        &[0xd4, 0xff, 0x3f, 1, 2, 3],
    ] {
        let mut bytes = header();
        bytes.extend(claim);
        let (journal, losses) = Journal::open(&bytes).unwrap();
        assert!(journal.is_empty());
        assert_eq!(
            (losses[0].at, losses[0].length),
            (header().len(), claim.len())
        );
    }
    let mut summary = b"NDSUMM\0\x01\x80\x80\x80\x80\x10".to_vec();
    summary.extend(crc32(&summary).to_le_bytes());
    assert_eq!(
        Summary::read(&summary).unwrap_err().kind(),
        ErrorKind::BrokenBytes
    );
}

#[test]
fn a_newer_record_is_kept() {
    let (_, mut stored) = written(2);
    let newer = [9, 1, 2, 3, 4];
    let mut framed = vec![5];
    framed.extend(newer);
    stored.push(0xd4);
    stored.extend(&framed);
    stored.extend(crc32(&framed).to_le_bytes());
    let mut opening = Opening::new(&stored).unwrap();
    while opening.step(10) {}
    let unread = opening.unread();
    assert_eq!(unread[0].error.kind(), ErrorKind::NewerRecord);
    let (journal, losses) = opening.finish();
    assert!(losses.is_empty());
    assert_eq!(journal.to_bytes(), stored);
    let mut other = Journal::default();
    other.merge(&stored).unwrap();
    assert_eq!(other.to_bytes(), stored);
}
