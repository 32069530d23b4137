//! Figures (số liệu) that come from elsewhere and are not counted here: procedures
//! filed online, scores and ranks of indices, inhabitants.

use crate::{Day, Error, ErrorKind, event::vocabulary::Code, id::UnitIx};

/// A figure of a unit and period, from a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure {
    /// What it is of, such as `dti` (open list).
    pub name: Code,
    /// Of which unit.
    pub unit: UnitIx,
    /// The first day of its period.
    pub from: Day,
    /// The first day after its period.
    pub until: Day,
    /// The edition that it is measured by, such as "DTI 2024"; empty where it has
    /// none. Scores and ranks of different editions are never compared.
    pub edition: Box<str>,
    /// What it says.
    pub value: Value,
    /// Who says so.
    pub source: Box<str>,
}

/// What a figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// So many of so many.
    Share {
        /// How many.
        numerator: u32,
        /// Of how many; never 0.
        denominator: u32,
    },
    /// So many.
    Count(u32),
    /// So many points of so many, in thousandths of a point.
    Score {
        /// How many.
        points: u32,
        /// Of how many; never 0.
        out_of: u32,
    },
    /// A place among so many.
    Rank {
        /// The place, from 1.
        place: u32,
        /// Among how many.
        among: u32,
    },
}

impl Value {
    /// The forms that figures have.
    pub const FORMS: &'static [&'static str] = &["share", "count", "score", "rank"];

    /// The form's stable code.
    pub const fn form(self) -> &'static str {
        match self {
            Self::Share { .. } => "share",
            Self::Count(_) => "count",
            Self::Score { .. } => "score",
            Self::Rank { .. } => "rank",
        }
    }

    /// Whether it is measured by an edition, and says nothing without it.
    pub const fn has_edition(self) -> bool {
        matches!(self, Self::Score { .. } | Self::Rank { .. })
    }
}

impl Value {
    /// Refuses what can be no figure, with the name of its part.
    pub(crate) fn check(self) -> core::result::Result<(), (Error, &'static str)> {
        let (part, whole, least, name) = match self {
            Self::Share {
                numerator,
                denominator,
            } => (numerator, denominator, 0, "numerator"),
            Self::Score { points, out_of } => (points, out_of, 0, "points"),
            Self::Rank { place, among } => (place, among, 1, "rank"),
            Self::Count(_) => return Ok(()),
        };
        if part >= least && part <= whole && whole > 0 {
            return Ok(());
        }
        let error = Error::new(ErrorKind::OutOfRange).found(part.to_string());
        Err((error.expected(format!("{least}–{whole}")), name))
    }
}
