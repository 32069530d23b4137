//! Maps and sets that keep their keys in order, in little code.
//!
//! The standard library's trees are made anew for each key and value, some 2 KB each
//! time. Here the order stands once, as positions; a type adds a list and a comparison.

use core::{
    borrow::Borrow,
    cmp::Ordering,
    ops::{Bound, RangeBounds},
};

/// Longer stretches of positions are parted, so that an insertion moves few.
const MOST: usize = 256;

/// Positions in a list, in the order of what stands there.
#[derive(Clone, Debug, Default)]
struct Sequence(Vec<Vec<usize>>);

/// A place in a sequence: a stretch and a place within it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Spot(usize, usize);

impl Sequence {
    /// The place behind all that is before what is sought.
    fn behind(&self, is_before: &dyn Fn(usize) -> bool) -> Spot {
        let of = |stretch: &Vec<usize>| stretch.first().is_some_and(|item| is_before(*item));
        let stretch = self.0.partition_point(of).saturating_sub(1);
        let items = self.0.get(stretch).map_or(&[][..], Vec::as_slice);
        Spot(stretch, items.partition_point(|item| is_before(*item)))
    }

    /// The position of what is sought, else where it belongs.
    fn find(&self, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, Spot> {
        // Keys mostly come in their order, so the last is asked first.
        if let Some(stretch) = self.0.last()
            && let Some(last) = stretch.last()
        {
            match compare(*last) {
                Ordering::Less => return Err(Spot(self.0.len() - 1, stretch.len())),
                Ordering::Equal => return Ok(*last),
                Ordering::Greater => {}
            }
        }
        let spot = self.behind(&|item| compare(item) == Ordering::Less);
        let found = self.walk(spot, self.end()).next();
        let is_equal = |item: &usize| compare(*item) == Ordering::Equal;
        found.filter(is_equal).ok_or(spot)
    }

    fn insert(&mut self, spot: Spot, item: usize) {
        let Some(stretch) = self.0.get_mut(spot.0) else {
            self.0.push(vec![item]);
            return;
        };
        stretch.insert(spot.1, item);
        if stretch.len() > MOST {
            let rest = stretch.split_off(MOST / 2);
            self.0.insert(spot.0 + 1, rest);
        }
    }

    fn end(&self) -> Spot {
        Spot(self.0.len(), 0)
    }

    fn walk(&self, from: Spot, until: Spot) -> Walk<'_> {
        let stretches = &self.0;
        Walk {
            stretches,
            from,
            until,
        }
    }
}

/// The positions from one place up to another.
#[derive(Clone)]
struct Walk<'s> {
    stretches: &'s [Vec<usize>],
    from: Spot,
    until: Spot,
}

impl Iterator for Walk<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.from < self.until {
            let Spot(stretch, at) = self.from;
            if let Some(item) = self.stretches.get(stretch)?.get(at) {
                self.from.1 += 1;
                return Some(*item);
            }
            self.from = Spot(stretch + 1, 0);
        }
        None
    }
}

impl DoubleEndedIterator for Walk<'_> {
    fn next_back(&mut self) -> Option<usize> {
        while self.from < self.until {
            let Spot(stretch, at) = self.until;
            if let Some(before) = at.checked_sub(1) {
                self.until.1 = before;
                return self.stretches.get(stretch)?.get(before).copied();
            }
            let before = stretch.checked_sub(1)?;
            self.until = Spot(before, self.stretches.get(before)?.len());
        }
        None
    }
}

/// As a `BTreeMap`.
#[derive(Clone, Debug)]
pub(crate) struct Map<K, V> {
    /// As they came.
    items: Vec<(K, V)>,
    sequence: Sequence,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            sequence: Sequence::default(),
        }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K, V> Map<K, V> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(crate) fn iter(&self) -> Iter<'_, K, V> {
        let all = self.sequence.walk(Spot(0, 0), self.sequence.end());
        Iter(&self.items, all)
    }

    pub(crate) fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    pub(crate) fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, Spot>
    where
        K: Borrow<Q>,
    {
        let compare = |at: usize| match self.items.get(at) {
            Some((own, _)) => own.borrow().cmp(key),
            None => Ordering::Greater,
        };
        self.sequence.find(&compare)
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.items.get(at).map(|(_, value)| value)
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.items.get_mut(at).map(|(_, value)| value)
    }

    pub(crate) fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    fn add(&mut self, spot: Spot, key: K, value: V) {
        self.sequence.insert(spot, self.items.len());
        self.items.push((key, value));
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Puts a value in, and gives the one that stood there.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => {
                let (_, own) = self.items.get_mut(at)?;
                Some(core::mem::replace(own, value))
            }
            Err(spot) => {
                self.add(spot, key, value);
                None
            }
        }
    }

    /// Changes a key's value, which is the default where there was none.
    pub(crate) fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let at = self.find(&key).unwrap_or_else(|spot| {
            self.add(spot, key, V::default());
            self.len() - 1
        });
        if let Some((_, value)) = self.items.get_mut(at) {
            change(value);
        }
    }

    /// What stands from one key to another.
    pub(crate) fn range(&self, range: impl RangeBounds<K>) -> Iter<'_, K, V> {
        let own = |at: usize| self.items.get(at).map(|(key, _)| key);
        let before = |bound: &K| {
            self.sequence
                .behind(&|at| own(at).is_some_and(|key| key < bound))
        };
        let up_to = |bound: &K| {
            self.sequence
                .behind(&|at| own(at).is_some_and(|key| key <= bound))
        };
        let from = match range.start_bound() {
            Bound::Included(bound) => before(bound),
            Bound::Excluded(bound) => up_to(bound),
            Bound::Unbounded => Spot(0, 0),
        };
        let until = match range.end_bound() {
            Bound::Included(bound) => up_to(bound),
            Bound::Excluded(bound) => before(bound),
            Bound::Unbounded => self.sequence.end(),
        };
        Iter(&self.items, self.sequence.walk(from, until))
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, items: I) {
        for (key, value) in items {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut all = Self::new();
        all.extend(items);
        all
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        let mut items: Vec<Option<(K, V)>> = self.items.into_iter().map(Some).collect();
        let all = self.sequence.walk(Spot(0, 0), self.sequence.end());
        let ordered: Vec<(K, V)> = all.filter_map(|at| items.get_mut(at)?.take()).collect();
        ordered.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Iter<'m, K, V> {
        self.iter()
    }
}

/// What stands in a map, by key.
pub(crate) struct Iter<'m, K, V>(&'m [(K, V)], Walk<'m>);

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self(self.0, self.1.clone())
    }
}

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.get(self.1.next()?)?;
        Some((key, value))
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.get(self.1.next_back()?)?;
        Some((key, value))
    }
}

/// As a `BTreeSet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set<T>(Map<T, ()>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Map::new())
    }
}

impl<T> Set<T> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.keys()
    }

    pub(crate) fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(item)
    }
}

impl<T: Ord> Set<T> {
    /// Puts an item in, and says whether it is new.
    pub(crate) fn insert(&mut self, item: T) -> bool {
        self.0.insert(item, ()).is_none()
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut all = Self::new();
        all.extend(items);
        all
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(T, ())>, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(item, ())| item)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_types)] // What it is compared with.

    use super::*;
    use proptest::{collection::vec, prelude::*};
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        /// Whatever is done with it, it is as the standard library's.
        #[test]
        fn as_a_tree(
            steps in vec((0_u16..1500, 0_u8..3), 0..2000),
            from in 0_u16..1600,
            until in 0_u16..1600,
        ) {
            let (mut own, mut tree) = (Map::new(), BTreeMap::new());
            for (at, (key, step)) in steps.iter().enumerate() {
                match step {
                    0 => prop_assert_eq!(own.insert(*key, at), tree.insert(*key, at)),
                    1 => {
                        own.change(*key, |value| *value += 1);
                        *tree.entry(*key).or_default() += 1;
                    }
                    _ => prop_assert_eq!(own.get(key), tree.get(key)),
                }
            }
            prop_assert_eq!(own.len(), tree.len());
            prop_assert!(own.iter().eq(&tree));
            prop_assert!(own.iter().rev().eq(tree.iter().rev()));
            let (mut mixed, mut wanted) = (own.iter(), tree.iter());
            while let Some(last) = wanted.next_back() {
                prop_assert_eq!(mixed.next_back(), Some(last));
                prop_assert_eq!(mixed.next(), wanted.next());
            }
            prop_assert_eq!(mixed.next(), None);
            let (from, until) = (from.min(until), from.max(until));
            prop_assert!(own.range(from..until).eq(tree.range(from..until)));
            prop_assert!(own.range(from..).rev().eq(tree.range(from..).rev()));
            prop_assert!(own.range(..=until).eq(tree.range(..=until)));
            let backwards: Map<u16, usize> = own.iter().rev().map(|(key, at)| (*key, *at)).collect();
            prop_assert_eq!(&backwards, &own);
            prop_assert!(own.into_iter().eq(tree));
            let keys = steps.iter().map(|(key, _)| *key);
            let (own, tree): (Set<u16>, BTreeSet<u16>) = (keys.clone().collect(), keys.collect());
            prop_assert!(own.into_iter().eq(tree));
        }
    }
}
