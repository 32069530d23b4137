//! The organisations of the work: committees, organisations, teams, members.

use crate::{
    Day,
    event::vocabulary::Code,
    id::{CommitteeIx, OrganisationIx, TeamIx, UnitIx},
    time::Spell,
};

/// A steering committee (ban chỉ đạo chuyển đổi số), one a commune.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Committee {
    /// When it exists.
    pub spell: Spell,
    /// Of which unit.
    pub unit: UnitIx,
    /// Its name.
    pub name: String,
}

/// An organisation within a unit, such as a commune's Youth Union or a
/// district's Phòng Văn hóa và Thông tin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Organisation {
    /// When it exists.
    pub spell: Spell,
    /// In which unit.
    pub unit: UnitIx,
    /// Its name.
    pub name: String,
    /// Kind (`youth-union`, `district-office`; open list).
    pub kind: Code,
}

/// A team (tổ công nghệ số cộng đồng) of a unit of any level, or of an
/// organisation within one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Team {
    /// When it exists.
    pub spell: Spell,
    /// Of which unit.
    pub unit: UnitIx,
    /// Its name.
    pub name: String,
    /// Of which organisation, where it is one's.
    pub organisation: Option<OrganisationIx>,
    /// Whom it answers to.
    pub answers_to: Option<AnswersTo>,
}

/// What of a team is another from a day on; absent: as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamMoved {
    /// From when.
    pub day: Day,
    /// Of which unit it is.
    pub unit: Option<UnitIx>,
    /// Whom it answers to.
    pub answers_to: Option<AnswersTo>,
}

/// Whom a team answers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswersTo {
    /// A steering committee.
    Committee(CommitteeIx),
    /// An organisation, a district's office included.
    Organisation(OrganisationIx),
}

/// What somebody can be a member of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// A team.
    Team(TeamIx),
    /// A steering committee.
    Committee(CommitteeIx),
}

/// A spell as a member. Who belongs to two teams is one person where people
/// are counted and two where seats are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Membership {
    /// When.
    pub spell: Spell,
    /// Of what.
    pub body: Body,
    /// Role (`head`, `deputy`, `member`; open list).
    pub role: Code,
    /// Force (lực lượng) that the member comes from (`youth-union`; open list);
    /// may be empty.
    pub force: Code,
}
