//! Ids: opaque names that the host gives, and dense numbers for them inside.

use crate::{Error, ErrorKind, Result};
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
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::new(&text).map_err(serde::de::Error::custom)
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
    /// Open addressing; 0 is free, else index + 1.
    slots: Vec<u32>,
    marker: core::marker::PhantomData<Ix>,
}

impl<Ix> Default for Ids<Ix> {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            slots: Vec::new(),
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
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(text) & mask;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            let index = (slot as usize).checked_sub(1)?;
            if self.text_at(index) == text {
                return Ix::from_index(index);
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a text, made where it has none; refuses what is no id.
    pub fn intern(&mut self, text: &str) -> Result<Ix> {
        if self.slots.len() * 4 <= (self.ends.len() + 1) * 5 {
            self.grow();
        }
        let mask = self.slots.len().saturating_sub(1);
        let mut at = hash(text) & mask;
        while let Some(slot) = self.slots.get(at).copied().filter(|slot| *slot != 0) {
            let index = slot as usize - 1;
            if self.text_at(index) == text {
                return Ix::from_index(index).ok_or_else(too_many);
            }
            at = (at + 1) & mask;
        }
        check(text)?;
        let ix = Ix::from_index(self.ends.len()).ok_or_else(too_many)?;
        let end = u32::try_from(self.text.len() + text.len()).map_err(|_| too_many())?;
        self.text.push_str(text);
        self.ends.push(end);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u32::try_from(self.ends.len()).unwrap_or(0);
        }
        Ok(ix)
    }

    fn grow(&mut self) {
        let wanted = (self.slots.len() * 2).max(16);
        let mask = wanted - 1;
        let mut slots = vec![0_u32; wanted];
        for index in 0..self.ends.len() {
            let mut at = hash(self.text_at(index)) & mask;
            while slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = u32::try_from(index + 1).unwrap_or(0);
            }
        }
        self.slots = slots;
    }

    /// Numbers sorted by the bytes of their texts: an order that does not
    /// depend on arrival.
    pub fn sorted(&self) -> Vec<Ix> {
        let mut all: Vec<Ix> = self.iter().collect();
        all.sort_unstable_by(|a, b| self.text(*a).cmp(self.text(*b)));
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
        .found("ids")
        .expected("4294967294")
}

fn hash(text: &str) -> usize {
    use core::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    // A 32-bit result, so that tables are laid out alike on every platform.
    let full = hasher.finish();
    ((full >> 32) ^ (full & 0xffff_ffff)) as usize
}
