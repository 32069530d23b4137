//! A store of several files: their union, whatever stands where.

use super::{
    SALT, cases, instant,
    world::{named, unit},
    writer, written,
};
use noidai::{
    event::Event,
    journal::{Entry, Journal, Opening, file::header},
};
use proptest::prelude::*;

/// The frames of a journal, each alone.
fn frames(journal: &Journal) -> Vec<Vec<u8>> {
    let mut behind = Journal::default();
    let mut frames = Vec::new();
    while let Some(piece) = journal.piece(&behind.summary(), 1) {
        behind.merge(&piece).unwrap();
        frames.push(piece[header().len()..].to_vec());
    }
    frames
}

fn opened(files: &[Vec<u8>]) -> Journal {
    let mut opening = Opening::default();
    for file in files {
        opening.go_on(file).unwrap();
    }
    let (journal, losses) = opening.finish();
    assert!(losses.is_empty());
    journal
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_are_opened_as_their_union(
        records in 1_u32..30,
        places in prop::collection::vec((0_usize..4, any::<bool>()), 30),
    ) {
        let (journal, stored) = written(records);
        let mut files = vec![header(); 4];
        for (frame, (place, twice)) in frames(&journal).iter().zip(&places) {
            files[*place].extend(frame);
            if *twice {
                files[(*place + 1) % 4].extend(frame);
            }
        }
        let again = opened(&files);
        prop_assert_eq!(again.to_bytes(), journal.to_bytes());
        prop_assert_eq!(again.summary(), Journal::open(&stored).unwrap().0.summary());
        prop_assert!(!again.must_rewrite());
    }

    #[test]
    fn what_is_packed_with_what_came_after_is_everything(records in 2_u32..30, cut in 1_usize..29) {
        let (journal, _) = written(records);
        let frames = frames(&journal);
        let (before, after) = frames.split_at(cut.min(frames.len()));
        let file = |frames: &[Vec<u8>]| [header(), frames.concat()].concat();
        let packed = opened(&[file(before)]).to_bytes();
        let again = opened(&[packed, file(after)]);
        prop_assert_eq!(again.to_bytes(), journal.to_bytes());
        let facts = |journal: &Journal| {
            let folded = journal.fold(&noidai::event::lines::Options::default());
            (noidai::event::lines::write(&folded.facts), folded.outcomes)
        };
        prop_assert_eq!(facts(&again), facts(&journal));
    }
}

#[test]
fn what_one_file_erases_is_gone_from_another_and_is_to_be_written_anew() {
    let name = "Trần Thị Khuyên";
    let mut journal = Journal::default();
    let mut files = Vec::new();
    let erasure = Event::new("personal-erased").about("person", "p3");
    for event in [unit("93", None), named("p3", name), erasure] {
        let entry = Entry::of(event, instant(0)).salted(SALT);
        let frame = journal.append(&writer(1, 1), &entry).unwrap();
        files.push([header(), frame].concat());
    }
    journal.confirm();
    let holds = |bytes: &[u8]| {
        bytes
            .windows(name.len())
            .any(|part| part == name.as_bytes())
    };
    assert!(holds(&files[1]));
    for order in [[0, 1, 2], [2, 1, 0]] {
        let files = order.map(|at| files[at].clone());
        let again = opened(&files);
        assert!(again.must_rewrite() && !holds(&again.to_bytes()));
        assert_eq!(again.to_bytes(), journal.to_bytes());
    }
}
