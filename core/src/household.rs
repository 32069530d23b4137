//! Households (hộ): where they are, who lives there, and their stalls.

use crate::{
    Day,
    event::vocabulary::{Code, FlagIx},
    id::{HouseholdIx, PersonIx, UnitIx},
    time::Spell,
};

/// That somebody lives somewhere from a day until another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Residence {
    /// When.
    pub spell: Spell,
    /// Where.
    pub household: HouseholdIx,
    /// `permanent`, `temporary`, `away`, or a further kind of the host's, which
    /// counts as temporary.
    pub kind: Code,
    /// Why it ended (`moved`, `died`; open list); empty while it goes on.
    pub reason: Code,
}

impl Residence {
    /// The sort of the spell: two of a sort at once contradict each other.
    pub fn sort(self) -> Sort {
        match self.kind {
            Code::PERMANENT => Sort::Permanent,
            Code::AWAY => Sort::Away,
            _ => Sort::Temporary,
        }
    }
}

/// The sorts of residence that may stand beside one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Thường trú.
    Permanent,
    /// Tạm trú, and every unlisted kind.
    Temporary,
    /// Tạm vắng: beside a permanent spell.
    Away,
}

/// Where a household is from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed {
    /// From when; absent: since ever.
    pub from: Option<Day>,
    /// At which unit: a hamlet, or a commune where the hamlet is not known.
    pub unit: UnitIx,
    /// Lane (ngõ, tuyến), as a code of the vocabulary; may be empty.
    pub lane: Code,
}

/// A household as it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opened {
    /// When it exists; absent: since ever, until further notice.
    pub spell: Spell,
    /// Kind (`family`, `boarding-house`; open list).
    pub kind: Code,
}

/// Who heads the household from a day on (chủ hộ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    /// From when; absent: since ever.
    pub from: Option<Day>,
    /// Who.
    pub person: PersonIx,
}

/// That a flag (hộ nghèo, hộ cận nghèo …) stands during a spell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flagged {
    /// When.
    pub spell: Spell,
    /// Which flag.
    pub flag: FlagIx,
}

/// A stall (sạp): a place of activity run by a household, never a household.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stall {
    /// When it is run.
    pub spell: Spell,
    /// The household that runs it.
    pub household: HouseholdIx,
    /// The unit that the market stands in, where known.
    pub unit: Option<UnitIx>,
    /// The market's name.
    pub market: Code,
}

/// A household that splits (tách hộ): the people named move from one to the
/// other on the day, with the kinds of residence that they had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Split {
    /// The day.
    pub day: Day,
    /// The household that they leave.
    pub from: HouseholdIx,
    /// The household that they form.
    pub into: HouseholdIx,
    /// Who moves.
    pub people: Vec<PersonIx>,
}

/// A household that joins another (nhập hộ): whoever lives there moves into the
/// other on the day, and the first closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Join {
    /// The day.
    pub day: Day,
    /// The household that closes.
    pub from: HouseholdIx,
    /// The household that goes on.
    pub into: HouseholdIx,
}
