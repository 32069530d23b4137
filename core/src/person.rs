//! People: who somebody is, as far as the work needs to know.

use crate::Day;

/// What is known of a birth. A bare year counts as its 1 January.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Birth {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Only the year.
    Year(i16),
    /// The day (a personal value; the year alone stays after erasure).
    Day(Day),
}

impl Birth {
    /// Completed years on a day; nothing where the birth is unknown.
    ///
    /// ```
    /// use noidai::{Day, person::Birth};
    /// let on: Day = "2025-06-30".parse()?;
    /// assert_eq!(Birth::Year(2007).age_on(on), Some(18));
    /// assert_eq!(Birth::Day("2007-07-01".parse()?).age_on(on), Some(17));
    /// assert_eq!(Birth::Unknown.age_on(on), None);
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn age_on(self, day: Day) -> Option<i32> {
        self.counted_as().map(|birth| day.age_from(birth))
    }

    /// The day that ages are counted from.
    pub fn counted_as(self) -> Option<Day> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => Day::new(i32::from(year), 1, 1),
            Self::Day(day) => Some(day),
        }
    }

    /// The year, where known.
    pub fn year(self) -> Option<i32> {
        self.counted_as().map(Day::year)
    }
}

/// Sex as the papers say it, where known.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Not known.
    #[default]
    Unknown,
    /// Nữ.
    Female,
    /// Nam.
    Male,
}

impl Sex {
    /// The stable code; `unknown` where not known.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// One spell as the household's advocate (tuyên truyền viên): the person fluent
/// in the skills who teaches the rest of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Advocacy {
    /// When.
    pub spell: crate::time::Spell,
}

/// That an advocate has taught another person of the family a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Teaching {
    /// The day it happened; absent: some day.
    pub day: Option<Day>,
    /// Who was taught.
    pub learner: crate::id::PersonIx,
    /// Which skill.
    pub skill: crate::skill::SkillIx,
}
