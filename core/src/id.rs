//! Ids: opaque names that the host gives, and dense numbers for them inside.

use crate::{Error, ErrorKind, Result, order::Order};
use core::fmt;

/// An opaque id given by the host: 1 to 64 printable ASCII characters without
/// spaces. Nothing is ever read out of it.
///
/// ```
/// use noidai::Id;
/// assert!(Id::new("ho-0001").is_ok());
/// assert!(Id::new("hộ 1").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

/// Longest id, in bytes.
pub const LONGEST_ID: usize = 64;

impl Id {
    /// Checks the text and makes an id of it.
    pub fn new(text: &str) -> Result<Self> {
        check(text).map(Self::from_checked)
    }

    fn from_checked(text: &str) -> Self {
        Self(text.into())
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Says whether a text can be an id, and gives it back.
pub fn check(text: &str) -> Result<&str> {
    let fits = (1..=LONGEST_ID).contains(&text.len());
    if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(text)
    } else {
        Err(Error::new(ErrorKind::BadId).found(text))
    }
}

/// Whether an id has the shape of a 12-digit identity number (căn cước công
/// dân) or of a phone number. Such ids are refused unless the host allows them,
/// since an id stays where a person has been erased.
///
/// ```
/// assert!(noidai::id::looks_personal("0912345678"));
/// assert!(noidai::id::looks_personal("093123456789"));
/// assert!(!noidai::id::looks_personal("31441@2025-07-01"));
/// ```
pub fn looks_personal(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 10 {
        return false;
    }
    let (first, digits) = match bytes.split_first() {
        Some((b'+', rest)) => (b'+', rest),
        Some((first, _)) => (*first, bytes),
        None => return false,
    };
    digits.iter().all(u8::is_ascii_digit)
        && matches!(
            (first, digits.len()),
            (_, 12) | (b'0', 10 | 11) | (b'+', 10..=13) | (b'8', 11)
        )
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::str::FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> core::result::Result<Self, D::Error> {
        crate::json::word(from, crate::json::ID)
    }
}

macro_rules! dense {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(core::num::NonZeroU32);

        impl $name {
            /// The position in columns, from 0.
            pub fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl Dense for $name {
            fn from_index(index: usize) -> Option<Self> {
                let next = u32::try_from(index).ok()?.checked_add(1)?;
                core::num::NonZeroU32::new(next).map(Self)
            }
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.index())
            }
        }
    )*};
}

/// A dense number inside one registry, never shown outside it.
pub trait Dense: Copy + Ord {
    /// The number at a position, if it can be counted in 32 bits.
    fn from_index(index: usize) -> Option<Self>;
    /// The position, from 0.
    fn index(self) -> usize;
}

dense! {
    /// A person, whether resident, member or both.
    PersonIx
    /// A household (hộ).
    HouseholdIx
    /// A unit: province, district, commune, hamlet …
    UnitIx
    /// A team (tổ công nghệ số cộng đồng).
    TeamIx
    /// A steering committee (ban chỉ đạo).
    CommitteeIx
    /// An organisation within a unit, such as a commune's Youth Union.
    OrganisationIx
    /// A stall (sạp) in a market.
    StallIx
    /// An activity (hoạt động) of a team.
    ActivityIx
}

/// A table of ids: each text once, with its dense number.
///
/// ```
/// use noidai::id::{Ids, PersonIx};
/// let mut people: Ids<PersonIx> = Ids::default();
/// let first = people.intern("p1")?;
/// assert_eq!(people.intern("p1")?, first);
/// assert_eq!(people.text(first), "p1");
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ids<Ix> {
    text: String,
    ends: Vec<u32>,
    /// Open addressing: an index at each place that its mark says is taken.
    slots: Vec<u32>,
    /// By slot: 0 is free, else a byte of the hash, so that a walk over taken
    /// places reads nothing but these and, mostly, one text.
    marks: Vec<u8>,
    /// The index that was last asked for: tables name one id many times over, and
    /// ids in the order in which other tables named them.
    recent: usize,
    marker: core::marker::PhantomData<Ix>,
}

impl<Ix> Default for Ids<Ix> {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            slots: Vec::new(),
            marks: Vec::new(),
            recent: 0,
            marker: core::marker::PhantomData,
        }
    }
}

impl<Ix: Dense> Ids<Ix> {
    /// How many ids there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every number, in order of arrival.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Ix> + use<Ix> {
        (0..self.ends.len()).filter_map(Ix::from_index)
    }

    /// The text of a number; empty for a number of another table.
    pub fn text(&self, ix: Ix) -> &str {
        self.text_at(ix.index())
    }

    fn text_at(&self, index: usize) -> &str {
        let end = self.ends.get(index).copied().unwrap_or(0) as usize;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        self.text.get(start..end).unwrap_or("")
    }

    /// The number of a text, if it has one.
    pub fn find(&self, text: &str) -> Option<Ix> {
        self.seek(text, Hash::of(text))
            .ok()
            .and_then(Ix::from_index)
    }

    /// The index of a text, or the free slot where its walk ends.
    fn seek(&self, text: &str, hash: Hash) -> core::result::Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash.place & mask;
        loop {
            match self.marks.get(at) {
                Some(mark) if *mark == hash.mark => {
                    let index = self.slots.get(at).map_or(0, |slot| *slot as usize);
                    if self.text_at(index) == text {
                        return Ok(index);
                    }
                }
                None | Some(0) => return Err(at),
                Some(_) => {}
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a text, made where it has none; refuses what is no id.
    pub fn intern(&mut self, text: &str) -> Result<Ix> {
        for near in [self.recent, self.recent + 1] {
            if near < self.ends.len() && self.text_at(near) == text {
                self.recent = near;
                return Ix::from_index(near).ok_or_else(too_many);
            }
        }
        if self.slots.len() * 4 <= (self.ends.len() + 1) * 5 {
            self.grow();
        }
        let hash = Hash::of(text);
        let free = match self.seek(text, hash) {
            Ok(known) => {
                self.recent = known;
                return Ix::from_index(known).ok_or_else(too_many);
            }
            Err(free) => free,
        };
        check(text)?;
        let ix = Ix::from_index(self.ends.len()).ok_or_else(too_many)?;
        let end = u32::try_from(self.text.len() + text.len()).map_err(|_| too_many())?;
        self.recent = self.ends.len();
        self.take(free, hash, self.ends.len());
        self.text.push_str(text);
        self.ends.push(end);
        Ok(ix)
    }

    fn take(&mut self, at: usize, hash: Hash, index: usize) {
        if let (Some(slot), Some(mark)) = (self.slots.get_mut(at), self.marks.get_mut(at)) {
            *slot = u32::try_from(index).unwrap_or(0);
            *mark = hash.mark;
        }
    }

    fn grow(&mut self) {
        let wanted = (self.slots.len() * 2).max(16);
        self.slots = vec![0; wanted];
        self.marks = vec![0; wanted];
        for index in 0..self.ends.len() {
            let hash = Hash::of(self.text_at(index));
            let mut at = hash.place & (wanted - 1);
            while self.marks.get(at).is_some_and(|mark| *mark != 0) {
                at = (at + 1) & (wanted - 1);
            }
            self.take(at, hash, index);
        }
    }

    /// Numbers sorted by the bytes of their texts: an order that does not
    /// depend on arrival.
    pub fn sorted(&self) -> Vec<Ix> {
        let mut all: Vec<Ix> = self.iter().collect();
        all.order_by(|a, b| self.text(*a).cmp(self.text(*b)));
        all
    }

    /// Gives back memory kept for growth.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

fn too_many() -> Error {
    Error::new(ErrorKind::TooLarge)
        .found_words("số mã định danh", "the number of ids")
        .expected("4294967294")
}

/// Where the walk for a text begins, and the mark that its place carries.
#[derive(Clone, Copy)]
struct Hash {
    place: usize,
    mark: u8,
}

impl Hash {
    fn of(text: &str) -> Self {
        use core::hash::Hasher;
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(text.as_bytes());
        let full = hasher.finish();
        // 32 bits, which any platform can count with.
        let folded = (full >> 32) ^ (full & 0xffff_ffff);
        Self {
            place: folded as usize,
            mark: ((folded >> 24) as u8).max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ids, PersonIx};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        /// Each text has one number, in the order in which texts first came, and is
        /// found again by it.
        #[test]
        fn a_text_has_one_number(texts in prop::collection::vec("[a-c]{1,4}|p[0-9]{1,5}", 0..400)) {
            let mut ids: Ids<PersonIx> = Ids::default();
            let mut first: Vec<&str> = Vec::new();
            prop_assert_eq!(ids.find("p1"), None);
            for text in &texts {
                let known = first.iter().position(|known| known == text);
                prop_assert_eq!(ids.find(text).map(PersonIx::index), known);
                let ix = ids.intern(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(ix.index(), known.unwrap_or(first.len()));
                prop_assert_eq!(ids.text(ix), text);
                if known.is_none() {
                    first.push(text);
                }
            }
            prop_assert_eq!(ids.len(), first.len());
            for (at, text) in first.iter().enumerate() {
                prop_assert_eq!(ids.find(text).map(PersonIx::index), Some(at));
            }
        }
    }
}
