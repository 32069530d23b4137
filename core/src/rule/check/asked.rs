//! What a condition is asked of, and which collections that has.

use crate::rule::{Collection, Condition, Subject};

/// What a condition is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Resident,
    Member,
    Household,
    Stall,
    Team,
    Committee,
    Unit,
}

impl Asked {
    pub(super) const fn subject(subject: Subject) -> Self {
        match subject {
            Subject::Resident => Self::Resident,
            Subject::Household => Self::Household,
            Subject::Team => Self::Team,
            Subject::Unit => Self::Unit,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Member => "member",
            Self::Household => "household",
            Self::Stall => "stall",
            Self::Team => "team",
            Self::Committee => "committee",
            Self::Unit => "unit",
        }
    }

    pub(super) const fn is_person(self) -> bool {
        matches!(self, Self::Resident | Self::Member)
    }

    /// What one of a collection is, where there is such a collection.
    pub(super) const fn each_of(self, of: &Collection) -> Option<Self> {
        match (self, of) {
            (Self::Household, Collection::Residents) => Some(Self::Resident),
            (Self::Household, Collection::Stalls) => Some(Self::Stall),
            (Self::Team | Self::Committee, Collection::Members) => Some(Self::Member),
            (Self::Unit, Collection::Teams) => Some(Self::Team),
            (Self::Unit, Collection::Committees) => Some(Self::Committee),
            (Self::Unit, Collection::Units(_)) => Some(Self::Unit),
            _ => None,
        }
    }

    /// Whether a condition can be asked of this. Quantifiers can if the
    /// collection is there, which is another question.
    pub(super) const fn can_answer(self, condition: &Condition) -> bool {
        match condition {
            Condition::AllOf(_)
            | Condition::AnyOf(_)
            | Condition::Not(_)
            | Condition::Some(_)
            | Condition::All(_)
            | Condition::Share(_)
            | Condition::Together { .. } => true,
            Condition::Skills(_) | Condition::Age { .. } | Condition::Sex(_) => self.is_person(),
            Condition::Residence(_) | Condition::Advocate { .. } => matches!(self, Self::Resident),
            Condition::Flag(_) => self.is_person() || matches!(self, Self::Household),
            Condition::Platform { .. } => {
                self.is_person() || matches!(self, Self::Household | Self::Stall)
            }
            Condition::Role(_) | Condition::Force(_) => matches!(self, Self::Member),
            Condition::Kind(_) => matches!(self, Self::Household | Self::Unit),
            Condition::Level(_) => matches!(self, Self::Team | Self::Committee | Self::Unit),
            Condition::Empty => matches!(self, Self::Household),
        }
    }
}
