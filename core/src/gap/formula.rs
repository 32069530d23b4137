//! A goal as a formula over possible changes: two-valued, without negation.
//!
//! *Known to hold* and *known to fail* are asked apart, so that three values and
//! `not` are gone before anything is sought.

use crate::rule::Condition;

/// One choice out of a few: a skill to raise, a platform to set up, a member to
/// add … or nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Who is asked to do something, where it is somebody.
    pub person: Option<u16>,
    /// Position of its first value.
    pub first: u16,
    /// How many values it has.
    pub count: u16,
}

/// A statement about one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lit {
    pub slot: u16,
    /// Whether it holds while nothing is chosen.
    pub base: bool,
    /// With which of the slot's values it holds, one bit each.
    pub good: u64,
}

/// Most values of one slot.
pub(super) const MOST_VALUES: usize = 64;

/// What must hold.
#[derive(Clone, Debug)]
pub(super) enum Node<'c> {
    True,
    /// No change brings it about, because of these conditions.
    Never(Vec<&'c Condition>),
    Lit(Lit),
    And(Vec<Node<'c>>),
    Or(Vec<Node<'c>>),
    AtLeast(usize, Vec<Node<'c>>),
    Share(Box<Share<'c>>),
}

/// A sum that must not be below 0 (or must be above it): each adds something if
/// `good` holds, nothing if only `neutral` does, and else takes something away.
#[derive(Clone, Debug)]
pub(super) struct Share<'c> {
    /// What is settled whatever is chosen.
    pub start: i64,
    pub good: i64,
    pub bad: i64,
    /// The least sum that will do.
    pub wanted: i64,
    pub of: Vec<(Node<'c>, Node<'c>)>,
    /// Why some of it can never be better.
    pub blocked: Vec<&'c Condition>,
}

impl<'c> Node<'c> {
    pub fn lit(slot: u16, count: usize, base: bool, good: u64, why: &'c Condition) -> Self {
        let every = if count >= MOST_VALUES {
            u64::MAX
        } else {
            (1 << count) - 1
        };
        let good = good & every;
        match (base, good) {
            (true, good) if good == every => Self::True,
            (false, 0) => Self::Never(vec![why]),
            _ => Self::Lit(Lit { slot, base, good }),
        }
    }

    pub fn settled(holds: bool, why: &'c Condition) -> Self {
        if holds {
            Self::True
        } else {
            Self::Never(vec![why])
        }
    }

    pub fn is_true(&self) -> bool {
        matches!(self, Self::True)
    }

    pub fn and(of: impl IntoIterator<Item = Self>) -> Self {
        let mut list: Vec<Self> = Vec::new();
        let mut blocked: Option<Vec<&'c Condition>> = None;
        for node in of {
            match node {
                Self::True => {}
                Self::Never(why) => blocked.get_or_insert_default().extend(why),
                Self::And(inner) => list.extend(inner),
                other => list.push(other),
            }
        }
        match (blocked, list.len()) {
            (Some(why), _) => Self::Never(why),
            (None, 0) => Self::True,
            (None, 1) => list.pop().unwrap_or(Self::True),
            _ => Self::And(list),
        }
    }

    pub fn or(of: impl IntoIterator<Item = Self>) -> Self {
        let mut list: Vec<Self> = Vec::new();
        let mut blocked = Vec::new();
        for node in of {
            match node {
                Self::True => return Self::True,
                Self::Never(why) => blocked.extend(why),
                Self::Or(inner) => list.extend(inner),
                other => list.push(other),
            }
        }
        match list.len() {
            0 => Self::Never(blocked),
            1 => list.pop().unwrap_or(Self::True),
            _ => Self::Or(list),
        }
    }

    /// At least so many; `why` is what asks for them.
    pub fn at_least(wanted: usize, of: impl IntoIterator<Item = Self>, why: &'c Condition) -> Self {
        let mut left = wanted;
        let mut list: Vec<Self> = Vec::new();
        let mut blocked = Vec::new();
        for node in of {
            match node {
                Self::True => left = left.saturating_sub(1),
                Self::Never(why) => blocked.extend(why),
                other => list.push(other),
            }
        }
        if left == 0 {
            Self::True
        } else if list.len() < left {
            // Where nobody is in the way, too few are there.
            if blocked.is_empty() {
                blocked.push(why);
            }
            Self::Never(blocked)
        } else if list.len() == left {
            Self::and(list)
        } else if left == 1 {
            Self::or(list)
        } else {
            Self::AtLeast(left, list)
        }
    }

    /// A sum of what members add; `wanted` is the least sum that will do.
    pub fn share(
        good: i64,
        bad: i64,
        wanted: i64,
        of: impl IntoIterator<Item = (Self, Self)>,
        why: &'c Condition,
    ) -> Self {
        let mut share = Share {
            start: 0,
            good,
            bad,
            wanted,
            of: Vec::new(),
            blocked: vec![why],
        };
        for (adds, neutral) in of {
            match (adds, neutral) {
                (Self::True, _) => share.start += good,
                (Self::Never(why), Self::True) => share.blocked.extend(why),
                (Self::Never(why), Self::Never(_)) => {
                    share.start -= bad;
                    share.blocked.extend(why);
                }
                pair => share.of.push(pair),
            }
        }
        let most = share.start + good * i64::try_from(share.of.len()).unwrap_or(i64::MAX);
        let least = share.start - bad * i64::try_from(share.of.len()).unwrap_or(i64::MAX);
        if least >= wanted {
            Self::True
        } else if most < wanted {
            Self::Never(share.blocked)
        } else {
            Self::Share(Box::new(share))
        }
    }

    /// Whether it holds with some choices: for each slot the position of the
    /// value chosen, from 1; 0 is none.
    pub fn holds(&self, chosen: &[u8]) -> bool {
        match self {
            Self::True => true,
            Self::Never(_) => false,
            Self::Lit(lit) => lit.holds(chosen),
            Self::And(of) => of.iter().all(|node| node.holds(chosen)),
            Self::Or(of) => of.iter().any(|node| node.holds(chosen)),
            Self::AtLeast(wanted, of) => {
                of.iter()
                    .filter(|node| node.holds(chosen))
                    .take(*wanted)
                    .count()
                    >= *wanted
            }
            Self::Share(share) => {
                let adds = share.of.iter().map(|(good, neutral)| {
                    if good.holds(chosen) {
                        share.good
                    } else if neutral.holds(chosen) {
                        0
                    } else {
                        -share.bad
                    }
                });
                share.start + adds.sum::<i64>() >= share.wanted
            }
        }
    }

    /// Calls for every statement in it.
    pub fn each_lit(&self, each: &mut impl FnMut(Lit)) {
        match self {
            Self::True | Self::Never(_) => {}
            Self::Lit(lit) => each(*lit),
            Self::And(of) | Self::Or(of) | Self::AtLeast(_, of) => {
                of.iter().for_each(|node| node.each_lit(each));
            }
            Self::Share(share) => {
                for (good, neutral) in &share.of {
                    good.each_lit(each);
                    neutral.each_lit(each);
                }
            }
        }
    }
}

impl Lit {
    pub fn holds(self, chosen: &[u8]) -> bool {
        match chosen.get(usize::from(self.slot)).copied().unwrap_or(0) {
            0 => self.base,
            at => self.with(usize::from(at) - 1),
        }
    }

    /// Whether it holds with a value of its slot.
    pub fn with(self, value: usize) -> bool {
        value < MOST_VALUES && self.good >> value & 1 == 1
    }
}
