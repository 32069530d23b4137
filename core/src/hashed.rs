//! Maps and sets by hash, in little code.
//!
//! The standard library's are made anew for each key and value, most of all where they
//! grow. Here places by hash stand once, and a type adds a list and a comparison. What
//! is in them stands as it came, so that even a mistaken walk gives the same twice.

use core::{
    borrow::Borrow,
    hash::{Hash, Hasher},
};
use rustc_hash::FxHasher;

/// Positions in a list, by the hash of what stands there.
#[derive(Clone, Debug, Default)]
struct Places {
    /// The hash of each position.
    hashes: Vec<u32>,
    /// Positions from 1, 0 where nothing is; none or a power of two.
    slots: Vec<u32>,
}

impl Places {
    /// The slots in the order in which a hash is looked for.
    fn walk(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len().wrapping_sub(1);
        (0..self.slots.len()).map(move |step| (hash as usize).wrapping_add(step) & mask)
    }

    fn find(&self, hash: u32, is_it: &dyn Fn(usize) -> bool) -> Option<usize> {
        for slot in self.walk(hash) {
            let at = (*self.slots.get(slot)? as usize).checked_sub(1)?;
            if self.hashes.get(at) == Some(&hash) && is_it(at) {
                return Some(at);
            }
        }
        None
    }

    fn put(&mut self, hash: u32, at: usize) {
        for slot in self.walk(hash) {
            if let Some(slot @ 0) = self.slots.get_mut(slot) {
                *slot = u32::try_from(at + 1).unwrap_or(u32::MAX);
                return;
            }
        }
    }

    /// Puts the next position in. Three quarters of the slots are used at most.
    fn add(&mut self, hash: u32) {
        let at = self.hashes.len();
        self.hashes.push(hash);
        if self.hashes.len() * 4 <= self.slots.len() * 3 {
            self.put(hash, at);
            return;
        }
        let wider = (self.slots.len() * 2).max(8);
        self.slots.clear();
        self.slots.resize(wider, 0);
        for at in 0..self.hashes.len() {
            let hash = self.hashes.get(at).copied().unwrap_or(0);
            self.put(hash, at);
        }
    }
}

fn hash<Q: Hash + ?Sized>(key: &Q) -> u32 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// As the standard library's, without taking anything out.
#[derive(Clone, Debug)]
pub(crate) struct HashMap<K, V> {
    items: Vec<(K, V)>,
    places: Places,
}

impl<K, V> Default for HashMap<K, V> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            places: Places::default(),
        }
    }
}

impl<K: Eq + Hash, V: PartialEq> PartialEq for HashMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let is_there = |(key, value): (&K, &V)| other.get(key) == Some(value);
        self.len() == other.len() && self.iter().all(is_there)
    }
}

impl<K: Eq + Hash, V: Eq> Eq for HashMap<K, V> {}

impl<K, V> HashMap<K, V> {
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.items.iter().map(|(key, value)| (key, value))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.items.iter().map(|(key, _)| key)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.items.iter().map(|(_, value)| value)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.items.iter_mut().map(|(_, value)| value)
    }

    fn find<Q: Eq + Hash + ?Sized>(&self, key: &Q, hash: u32) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        let is_it = |at: usize| {
            self.items
                .get(at)
                .is_some_and(|(own, _)| own.borrow() == key)
        };
        self.places.find(hash, &is_it)
    }

    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key, hash(key))?;
        self.items.get(at).map(|(_, value)| value)
    }

    pub(crate) fn get_mut<Q: Eq + Hash + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key, hash(key))?;
        self.items.get_mut(at).map(|(_, value)| value)
    }

    pub(crate) fn contains_key<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key, hash(key)).is_some()
    }

    fn add(&mut self, hash: u32, key: K, value: V) {
        self.places.add(hash);
        self.items.push((key, value));
    }
}

impl<K: Eq + Hash, V> HashMap<K, V> {
    /// Puts a value in, and gives the one that stood there.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let hash = hash(&key);
        if let Some(at) = self.find(&key, hash) {
            let (_, own) = self.items.get_mut(at)?;
            return Some(core::mem::replace(own, value));
        }
        self.add(hash, key, value);
        None
    }

    /// Changes a key's value, which is made where there was none.
    pub(crate) fn change_or<T>(
        &mut self,
        key: K,
        made: impl FnOnce() -> V,
        change: impl FnOnce(&mut V) -> T,
    ) -> Option<T> {
        let hash = hash(&key);
        let at = self.find(&key, hash).unwrap_or_else(|| {
            self.add(hash, key, made());
            self.len() - 1
        });
        self.items.get_mut(at).map(|(_, value)| change(value))
    }

    /// Changes a key's value, which is the default where there was none.
    pub(crate) fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        self.change_or(key, V::default, change);
    }

    /// A key's value, which is put there where there was none.
    pub(crate) fn get_or(&mut self, key: K, value: V) -> V
    where
        V: Copy,
    {
        self.change_or(key, || value, |own| *own).unwrap_or(value)
    }
}

impl<K: Eq + Hash, V> Extend<(K, V)> for HashMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, items: I) {
        for (key, value) in items {
            self.insert(key, value);
        }
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for HashMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all
    }
}

impl<K, V> IntoIterator for HashMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

/// As the standard library's, without taking anything out.
#[derive(Clone, Debug)]
pub(crate) struct HashSet<T>(HashMap<T, ()>);

impl<T> Default for HashSet<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Eq + Hash> PartialEq for HashSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Eq + Hash> Eq for HashSet<T> {}

impl<T> HashSet<T> {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.keys()
    }

    pub(crate) fn contains<Q: Eq + Hash + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(item)
    }
}

impl<T: Eq + Hash> HashSet<T> {
    /// Puts an item in, and says whether it is new.
    pub(crate) fn insert(&mut self, item: T) -> bool {
        self.0.insert(item, ()).is_none()
    }
}

impl<T: Eq + Hash> Extend<T> for HashSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Eq + Hash> FromIterator<T> for HashSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all
    }
}

impl<T> IntoIterator for HashSet<T> {
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

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 64,
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        /// Whatever is done with it, it is as the standard library's.
        #[test]
        fn as_the_standard_librarys(steps in vec((0_u16..600, 0_u8..4), 0..2000)) {
            let (mut own, mut other) = (HashMap::default(), std::collections::HashMap::new());
            for (at, (key, step)) in steps.iter().enumerate() {
                // Hashes that meet: all keys but few differ in their high bits alone.
                let key = (u64::from(*key) << 40) | u64::from(key % 3);
                match step {
                    0 => prop_assert_eq!(own.insert(key, at), other.insert(key, at)),
                    1 => {
                        own.change(key, |value| *value += 1);
                        *other.entry(key).or_default() += 1;
                    }
                    2 => prop_assert_eq!(own.get_or(key, at), *other.entry(key).or_insert(at)),
                    _ => prop_assert_eq!(own.get(&key), other.get(&key)),
                }
            }
            prop_assert_eq!(own.len(), other.len());
            prop_assert!(own.iter().all(|(key, value)| other.get(key) == Some(value)));
            let backwards: HashMap<u64, usize> = own.clone().into_iter().rev().collect();
            prop_assert_eq!(backwards, own);
        }
    }
}
