//! Reached, missed or undecided; by how much behind; and the straight line to a
//! target.

use crate::{
    Day,
    coverage::{Counts, Verdict},
};
use serde::{Deserialize, Serialize};

/// All of something, in parts per million.
const WHOLE: u64 = 1_000_000;

/// What has become of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The low end of the share reaches it (đạt chỉ tiêu).
    Reached,
    /// The high end of the share does not reach it (chưa đạt chỉ tiêu).
    Missed,
    /// Neither, or there is nobody to divide by (chưa xác định).
    Undecided,
}

impl Outcome {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::Undecided => "undecided",
        }
    }
}

/// A share as a fraction: exact, where parts per million would round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    part: u128,
    whole: u128,
}

impl Share {
    pub(super) fn of(parts_per_million: u32) -> Self {
        Self {
            part: u128::from(parts_per_million),
            whole: u128::from(WHOLE),
        }
    }

    fn parts_per_million(self) -> u32 {
        let parts = self.part * u128::from(WHOLE);
        u32::try_from(parts.checked_div(self.whole).unwrap_or(0)).unwrap_or(u32::MAX)
    }

    /// How many subjects it takes.
    fn needed(self, counts: &Counts) -> u128 {
        let all = self.part * u128::from(counts.divisor());
        all.div_ceil(self.whole.max(1))
    }

    pub(super) fn outcome(self, counts: &Counts) -> Outcome {
        let needed = self.needed(counts);
        let low = u128::from(counts.numerator());
        let open = counts.of(Verdict::NotAssessed) + counts.of(Verdict::Undetermined);
        match counts.divisor() {
            0 => Outcome::Undecided,
            _ if low >= needed => Outcome::Reached,
            _ if low + u128::from(open) < needed => Outcome::Missed,
            _ => Outcome::Undecided,
        }
    }

    pub(super) fn behind(self, counts: &Counts) -> u64 {
        let low = u128::from(counts.numerator());
        u64::try_from(self.needed(counts).saturating_sub(low)).unwrap_or(u64::MAX)
    }
}

/// How many subjects are still lacking to a share, in parts per million: the least
/// number that brings the low end to it.
///
/// ```
/// use noidai::{coverage::{Counts, Verdict}, work::targets::behind};
/// let mut counts = Counts::default();
/// counts.add_many(Verdict::Covered, 60);
/// counts.add_many(Verdict::NotCovered, 37);
/// assert_eq!(behind(&counts, 700_000), 8); // 67.9 of 97, so 68
/// assert_eq!(behind(&counts, 600_000), 0);
/// ```
pub fn behind(counts: &Counts, share: u32) -> u64 {
    Share::of(share).behind(counts)
}

/// What the straight line to a target begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The target's own baseline.
    Baseline,
    /// The previous target of the rule and unit.
    PreviousTarget,
    /// Nothing, at the start of the target's period.
    Start,
}

impl Basis {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::PreviousTarget => "previous_target",
            Self::Start => "start",
        }
    }
}

/// Whether a target that is not due yet is on course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Course {
    /// What the straight line begins at.
    pub basis: Basis,
    /// The day that it begins on.
    pub since: Day,
    /// The share that it begins with, in parts per million.
    pub start: u32,
    /// The share that it has on the day asked about, in parts per million, rounded
    /// down.
    pub share: u32,
    /// Whether that is reached; compared exactly.
    pub outcome: Outcome,
    /// How many subjects are lacking to it.
    pub behind: u64,
}

/// The straight line from one share to another.
pub(super) struct Line {
    pub basis: Basis,
    pub since: Day,
    pub start: u32,
    pub due: Day,
    pub share: u32,
}

impl Line {
    /// The course on a day; nothing before the line begins, or once it has ended.
    pub(super) fn on(&self, day: Day, counts: &Counts) -> Option<Course> {
        if day < self.since || day >= self.due {
            return None;
        }
        let days = |days: i64| u128::try_from(days).unwrap_or(0);
        let all = days(self.due.days_since(self.since));
        let gone = days(day.days_since(self.since));
        let share = Share {
            part: u128::from(self.start) * (all - gone) + u128::from(self.share) * gone,
            whole: all * u128::from(WHOLE),
        };
        Some(Course {
            basis: self.basis,
            since: self.since,
            start: self.start,
            share: share.parts_per_million(),
            outcome: share.outcome(counts),
            behind: share.behind(counts),
        })
    }
}
