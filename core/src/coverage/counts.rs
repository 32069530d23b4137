//! The counts of an answer, and the share between its two ends.

use serde::{Deserialize, Serialize};

/// Where a subject went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Not in the population.
    Outside,
    /// Not known whether it is in the population, or excluded (chưa xác định).
    Undetermined,
    /// Excluded (loại trừ).
    Excluded,
    /// Covered (đạt).
    Covered,
    /// Not covered (chưa đạt).
    NotCovered,
    /// Not assessed (chưa đánh giá).
    NotAssessed,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 6] = [
        Self::Outside,
        Self::Undetermined,
        Self::Excluded,
        Self::Covered,
        Self::NotCovered,
        Self::NotAssessed,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Undetermined => "undetermined",
            Self::Excluded => "excluded",
            Self::Covered => "covered",
            Self::NotCovered => "not_covered",
            Self::NotAssessed => "not_assessed",
        }
    }

    /// The verdict of three answers: in the population, excluded, covered; an
    /// absent answer is *unknown*.
    ///
    /// DESIGN, "Counting".
    pub fn of(population: Option<bool>, excluded: Option<bool>, covered: Option<bool>) -> Self {
        match (population, excluded, covered) {
            (Some(false), _, _) => Self::Outside,
            (None, _, _) | (Some(true), None, _) => Self::Undetermined,
            (Some(true), Some(true), _) => Self::Excluded,
            (Some(true), Some(false), Some(true)) => Self::Covered,
            (Some(true), Some(false), Some(false)) => Self::NotCovered,
            (Some(true), Some(false), None) => Self::NotAssessed,
        }
    }
}

/// How many subjects went where. `population = excluded + numerator +
/// not_covered + not_assessed`; `undetermined` and `outside` stand beside it.
///
/// ```
/// use noidai::coverage::{Counts, Verdict};
/// let mut counts = Counts::default();
/// for verdict in [Verdict::Covered, Verdict::NotCovered, Verdict::NotAssessed, Verdict::Outside] {
///     counts.count(verdict);
/// }
/// assert_eq!(counts.population(), 3);
/// assert_eq!(counts.share_low(), Some(333_333));
/// assert_eq!(counts.share_high(), Some(666_666));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(with = "Named"))]
#[serde(into = "Named")]
pub struct Counts {
    by_verdict: [u64; 6],
}

impl Counts {
    /// Counts one subject.
    pub fn count(&mut self, verdict: Verdict) {
        if let Some(count) = self.by_verdict.get_mut(verdict as usize) {
            *count += 1;
        }
    }

    /// Counts so many subjects.
    pub fn add_many(&mut self, verdict: Verdict, subjects: u64) {
        if let Some(count) = self.by_verdict.get_mut(verdict as usize) {
            *count += subjects;
        }
    }

    /// Adds other counts: partial results merge by addition.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.by_verdict.iter_mut().zip(other.by_verdict) {
            *count += more;
        }
    }

    /// Takes away other counts, which are part of it.
    pub(crate) fn take(&mut self, other: &Self) {
        for (count, less) in self.by_verdict.iter_mut().zip(other.by_verdict) {
            *count = count.saturating_sub(less);
        }
    }

    /// How many subjects have a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.by_verdict.get(verdict as usize).copied().unwrap_or(0)
    }

    /// Whether nothing has been counted at all.
    pub fn is_zero(&self) -> bool {
        self.by_verdict.iter().all(|count| *count == 0)
    }

    /// Subjects considered (đối tượng xét).
    pub fn population(&self) -> u64 {
        [
            Verdict::Excluded,
            Verdict::Covered,
            Verdict::NotCovered,
            Verdict::NotAssessed,
        ]
        .into_iter()
        .map(|verdict| self.of(verdict))
        .sum()
    }

    /// Subjects covered (đạt).
    pub fn numerator(&self) -> u64 {
        self.of(Verdict::Covered)
    }

    /// What shares divide by: the population without the excluded, and the
    /// undetermined.
    pub fn divisor(&self) -> u64 {
        self.population() - self.of(Verdict::Excluded) + self.of(Verdict::Undetermined)
    }

    fn share(&self, numerator: u64) -> Option<u32> {
        let share = u128::from(numerator) * 1_000_000;
        share
            .checked_div(u128::from(self.divisor()))
            .and_then(|share| u32::try_from(share).ok())
    }

    /// The low end of the share, in parts per million rounded down: nobody who
    /// is not assessed is covered. Nothing where there is nobody to divide by.
    pub fn share_low(&self) -> Option<u32> {
        self.share(self.numerator())
    }

    /// The high end of the share: everybody who is not assessed or undetermined
    /// is covered.
    pub fn share_high(&self) -> Option<u32> {
        self.share(
            self.numerator() + self.of(Verdict::NotAssessed) + self.of(Verdict::Undetermined),
        )
    }
}

/// The counts with their names, in the order of the answer's columns.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Named {
    /// Subjects considered (đối tượng xét).
    population: u64,
    /// Excluded (loại trừ).
    excluded: u64,
    /// Not known whether in the population, or excluded (chưa xác định).
    undetermined: u64,
    /// Not in the population.
    outside: u64,
    /// Covered (đạt).
    numerator: u64,
    /// Not covered (chưa đạt).
    not_covered: u64,
    /// Not assessed (chưa đánh giá).
    not_assessed: u64,
    /// Low end of the share, in parts per million.
    share_low: Option<u32>,
    /// High end of the share, in parts per million.
    share_high: Option<u32>,
}

impl From<Counts> for Named {
    fn from(counts: Counts) -> Self {
        Self {
            population: counts.population(),
            excluded: counts.of(Verdict::Excluded),
            undetermined: counts.of(Verdict::Undetermined),
            outside: counts.of(Verdict::Outside),
            numerator: counts.numerator(),
            not_covered: counts.of(Verdict::NotCovered),
            not_assessed: counts.of(Verdict::NotAssessed),
            share_low: counts.share_low(),
            share_high: counts.share_high(),
        }
    }
}
