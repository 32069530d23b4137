//! Sorting in little code.
//!
//! The standard library's sorts are made anew for each type and each comparison, some
//! 6 KB each time: they were a quarter of what a page had to fetch. Here the steps
//! stand once, and a type adds a comparison and a swap. All of them are stable.

mod map;

pub(crate) use map::{Map, Set};

use core::cmp::Ordering;

/// Sorting a slice in place; equal items keep their order.
pub(crate) trait Order<T> {
    /// Sorts by the items' own order.
    fn order(&mut self)
    where
        T: Ord;

    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key, which is made anew for each comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        order(&mut Slice(self, compare));
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// What sorting needs of its items.
trait Items {
    fn len(&self) -> usize;
    /// Whether the item at one place belongs behind that at another.
    fn is_behind(&self, one: usize, other: usize) -> bool;
    fn swap(&mut self, one: usize, other: usize);
}

struct Slice<'a, T, C>(&'a mut [T], C);

impl<T, C: Fn(&T, &T) -> Ordering> Items for Slice<'_, T, C> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_behind(&self, one: usize, other: usize) -> bool {
        match (self.0.get(one), self.0.get(other)) {
            (Some(one), Some(other)) => (self.1)(one, other) == Ordering::Greater,
            _ => false,
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.0.swap(one, other);
    }
}

/// Up to so many items are sorted by insertion.
const FEW: usize = 12;

fn order(items: &mut dyn Items) {
    let len = items.len();
    if len > FEW {
        if (1..len).any(|at| items.is_behind(at - 1, at)) {
            let sequence = sequence(items);
            arrange(items, sequence);
        }
        return;
    }
    for new in 1..len {
        let mut at = new;
        while at > 0 && items.is_behind(at - 1, at) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Which item stands at each place once they are sorted.
fn sequence(items: &dyn Items) -> Vec<usize> {
    let mut runs: Vec<usize> = (0..items.len()).collect();
    let mut merged = runs.clone();
    let mut width = 1;
    while width < runs.len() {
        for (pair, into) in runs.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            let (one, other) = pair.split_at(width.min(pair.len()));
            merge(items, one, other, into);
        }
        core::mem::swap(&mut runs, &mut merged);
        width *= 2;
    }
    runs
}

fn merge<'a>(items: &dyn Items, mut one: &'a [usize], mut other: &'a [usize], into: &mut [usize]) {
    for slot in into {
        let from = match (one.first(), other.first()) {
            (Some(a), Some(b)) if items.is_behind(*a, *b) => &mut other,
            (None, _) => &mut other,
            _ => &mut one,
        };
        if let Some((first, rest)) = from.split_first() {
            *slot = *first;
            *from = rest;
        }
    }
}

/// Brings every item to its place, one cycle of them after the other.
fn arrange(items: &mut dyn Items, mut sequence: Vec<usize>) {
    for start in 0..sequence.len() {
        let mut at = start;
        while let Some(from) = sequence.get_mut(at) {
            let from = core::mem::replace(from, at);
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods)] // What it is compared with.

    use super::*;
    use proptest::{collection::vec, prelude::*};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_the_standard_library_sorts(keys in vec(0_u8..20, 0..200)) {
            let given: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let (mut wanted, mut own) = (given.clone(), given);
            wanted.sort_by_key(|(key, _)| *key);
            own.order_by_key(|(key, _)| *key);
            prop_assert_eq!(&own, &wanted);
            own.order_by(|a, b| b.cmp(a));
            wanted.reverse();
            wanted.sort_by(|a, b| b.cmp(a));
            prop_assert_eq!(&own, &wanted);
            own.order();
            wanted.sort_unstable();
            prop_assert_eq!(own, wanted);
        }
    }
}
