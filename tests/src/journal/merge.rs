//! Laws of merging: a union, in whatever order, with losses, repeats and cuts.

use super::{cases, event, instant, record, writer};
use noidai::{
    ErrorKind,
    journal::{Entry, Journal, Summary},
};
use proptest::prelude::*;

/// What happens between replicas.
#[derive(Clone, Debug)]
enum Step {
    /// A replica records an event.
    Record(usize, u32),
    /// One gives another a piece: how large, and what becomes of it on the way.
    Give(usize, usize, usize, Way),
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Whole,
    Twice,
    Lost,
    CutAt(usize),
    FlippedAt(usize),
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![
        3 => Just(Way::Whole),
        1 => Just(Way::Twice),
        1 => Just(Way::Lost),
        1 => any::<usize>().prop_map(Way::CutAt),
        1 => any::<usize>().prop_map(Way::FlippedAt),
    ]
}

/// Replicas, which of them carry the id of another, and what happens.
fn story() -> impl Strategy<Value = (Vec<usize>, Vec<Step>)> {
    let twins = prop::collection::vec(0_usize..12, 2..=8);
    twins.prop_flat_map(|twins| {
        let count = twins.len();
        let step = prop_oneof![
            3 => (0..count, any::<u32>()).prop_map(|(who, what)| Step::Record(who, what)),
            2 => (0..count, 0..count, 1_usize..2000, way())
                .prop_map(|(from, to, size, way)| Step::Give(from, to, size, way)),
        ];
        // Mostly each has an id of its own; now and then two have one.
        let ids = twins.into_iter().enumerate();
        let ids = ids.map(|(at, twin)| if twin < at { twin } else { at });
        (
            Just(ids.collect::<Vec<_>>()),
            prop::collection::vec(step, 0..60),
        )
    })
}

/// What of a piece arrives, one after another.
fn arriving(mut piece: Vec<u8>, way: Way) -> Vec<Vec<u8>> {
    match way {
        Way::Whole => vec![piece],
        Way::Twice => vec![piece.clone(), piece],
        Way::Lost => Vec::new(),
        Way::CutAt(at) => {
            piece.truncate(at % piece.len());
            vec![piece]
        }
        Way::FlippedAt(at) => {
            let bit = at % (piece.len() * 8);
            piece[bit / 8] ^= 1 << (bit % 8);
            vec![piece]
        }
    }
}

fn play(ids: &[usize], steps: &[Step]) -> Vec<Journal> {
    let mut replicas = vec![Journal::default(); ids.len()];
    let mut epochs = vec![1; ids.len()];
    for step in steps {
        match step {
            Step::Record(who, what) => {
                // A device that finds records of its own which it did not write
                // begins a new epoch.
                let entry = Entry::of(event(*what), instant(what % 10_000)).salted(super::SALT);
                let own = &mut replicas[*who];
                while let Err(faults) = own.append(&writer(ids[*who], epochs[*who]), &entry) {
                    assert_eq!(faults.first[0].kind(), ErrorKind::OwnChainForked);
                    epochs[*who] += 1;
                }
                own.confirm();
            }
            Step::Give(from, to, size, way) => {
                let summary = replicas[*to].summary();
                let summary = Summary::read(&summary.to_bytes()).unwrap();
                let Some(piece) = replicas[*from].piece(&summary, *size) else {
                    continue;
                };
                for bytes in arriving(piece, *way) {
                    // Bytes that are no journal any more change nothing.
                    let _ = replicas[*to].merge(&bytes);
                }
            }
        }
    }
    replicas
}

/// Exchanges until neither has anything for the other.
fn exchange(one: &mut Journal, other: &mut Journal, size: usize) {
    for _ in 0..1000 {
        let to_other = one.piece(&other.summary(), size);
        let to_one = other.piece(&one.summary(), size);
        if to_other.is_none() && to_one.is_none() {
            return;
        }
        if let Some(piece) = to_other {
            other.merge(&piece).unwrap();
        }
        if let Some(piece) = to_one {
            one.merge(&piece).unwrap();
        }
    }
    panic!("the exchange never ends");
}

fn union(all: &[&Journal]) -> Journal {
    let mut union = Journal::default();
    for one in all {
        union.unite(one);
    }
    union
}

fn config(ordinary: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::with_cases(cases(ordinary))
    }
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn a_union_is_commutative_associative_and_idempotent((ids, steps) in story()) {
        let replicas = play(&ids, &steps);
        let all: Vec<&Journal> = replicas.iter().collect();
        let bytes = union(&all).to_bytes();
        let backwards: Vec<&Journal> = all.iter().rev().copied().collect();
        prop_assert_eq!(&union(&backwards).to_bytes(), &bytes);
        let (left, right) = all.split_at(all.len() / 2);
        prop_assert_eq!(&union(&[&union(right), &union(left)]).to_bytes(), &bytes);
        let mut twice = union(&all);
        let merged = twice.merge(&bytes).unwrap();
        prop_assert_eq!((merged.new, merged.bytes.len()), (0, 0));
        prop_assert_eq!(&twice.to_bytes(), &bytes);
        // From bytes, in any order of frames.
        let (opened, losses) = Journal::open(&bytes).unwrap();
        prop_assert!(losses.is_empty());
        prop_assert_eq!(opened.summary(), union(&backwards).summary());
        prop_assert_eq!(opened.forks(), union(&backwards).forks());
    }

    #[test]
    fn exchanges_end_in_equal_bytes((ids, steps) in story(), size in 1_usize..5000) {
        let mut replicas = play(&ids, &steps);
        let all: Vec<&Journal> = replicas.iter().collect();
        let whole = union(&all).to_bytes();
        // Twice round a ring: everything has reached everybody.
        for _ in 0..2 {
            for at in 0..replicas.len() {
                let next = (at + 1) % replicas.len();
                let mut one = core::mem::take(&mut replicas[at]);
                exchange(&mut one, &mut replicas[next], size);
                replicas[at] = one;
            }
        }
        for one in &replicas {
            prop_assert_eq!(&one.to_bytes(), &whole);
            prop_assert_eq!(one.summary(), replicas[0].summary());
        }
    }

    /// Nothing that a replica recorded is ever lost, and its numbers have no gap.
    #[test]
    fn a_replica_keeps_what_it_recorded((ids, steps) in story()) {
        let recorded = steps.iter().filter(|step| matches!(step, Step::Record(..))).count();
        let replicas = play(&ids, &steps);
        let all: Vec<&Journal> = replicas.iter().collect();
        let whole = union(&all);
        // Two devices of one id may have written the very same record.
        let twins = ids.iter().enumerate().any(|(at, id)| *id != at);
        prop_assert!(whole.len() == recorded || (twins && whole.len() < recorded));
        prop_assert!(whole.gaps().is_empty());
        prop_assert!(twins || whole.forks().is_empty());
    }
}

#[test]
fn two_devices_with_one_id_are_found_and_both_branches_kept() {
    let (mut one, mut other) = (Journal::default(), Journal::default());
    let phone = writer(1, 1);
    record(&mut one, &phone, 1);
    other.unite(&one);
    // Restored from a backup, the other goes on in the same epoch.
    record(&mut one, &phone, 2);
    record(&mut one, &phone, 3);
    record(&mut other, &phone, 4);
    exchange(&mut one, &mut other, 1);
    assert_eq!(one.to_bytes(), other.to_bytes());
    assert_eq!(one.len(), 4);
    let forks = one.forks();
    assert_eq!((forks.len(), forks[0].number, forks[0].branches), (1, 2, 2));
    assert_eq!(forks[0].error().code(), 709);
    // From now on the device must begin a new epoch.
    let entry = Entry::of(event(2), instant(5));
    let refused = one.append(&phone, &entry).unwrap_err();
    assert_eq!(refused.first[0].kind(), ErrorKind::OwnChainForked);
    record(&mut one, &writer(1, 2), 5);
    exchange(&mut one, &mut other, 1);
    assert_eq!(other.len(), 5);
}

#[test]
fn what_is_not_confirmed_is_not_shared() {
    let mut own = Journal::default();
    let phone = writer(1, 1);
    record(&mut own, &phone, 1);
    let entry = Entry::of(event(2), instant(5));
    own.append(&phone, &entry).unwrap();
    own.append(&phone, &entry).unwrap();
    assert_eq!(own.summary().reached()[0].number, 1);
    let mut other = Journal::default();
    other
        .merge(&own.piece(&other.summary(), usize::MAX).unwrap())
        .unwrap();
    assert_eq!(other.len(), 1);
    assert!(own.piece(&other.summary(), usize::MAX).is_none());
    own.confirm();
    assert_eq!(own.summary().reached()[0].number, 3);
    assert!(own.piece(&other.summary(), usize::MAX).is_some());
}

#[test]
fn counters_follow_what_was_seen_and_no_clock() {
    let (mut one, mut other) = (Journal::default(), Journal::default());
    for number in 1..=5 {
        record(&mut one, &writer(1, 1), number);
    }
    other.unite(&one);
    // A clock that shows 1970, and one that shows 2199.
    for (device, millis) in [(2, 0), (3, 7_258_032_000_000)] {
        let entry = Entry::of(
            event(2),
            noidai::time::Instant::from_millis(millis).unwrap(),
        );
        other.append(&writer(device, 1), &entry).unwrap();
    }
    let lamports: Vec<u64> = other.records().map(|record| record.lamport).collect();
    assert_eq!(lamports, [1, 2, 3, 4, 5, 6, 7]);
}
