//! Changes that close a gap, and questions that decide a verdict, as documents.

use crate::{platform::SetupState, skill::Evidence};
use serde::Serialize;

/// A thing named by its id, or one that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Named {
    /// `person`, `household`, `stall`, `team`, `committee` or `unit`.
    pub noun: &'static str,
    /// Its id; null: it is not there yet, and the host will give one.
    pub id: Option<String>,
    /// Which of the new ones of its noun, from 1; null for what is there.
    pub new: Option<u32>,
}

/// The level that a raise starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// There is evidence that counts.
    Found,
    /// The evidence is older than the rule allows: counts as the lowest level.
    Stale,
    /// There is none of a kind that counts: counts as the lowest level.
    NotAssessed,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Somebody learns a skill up to a level.
    Raise {
        /// Who.
        person: Named,
        /// Code of the skill.
        skill: String,
        /// What the present level rests on.
        basis: Basis,
        /// Code of the present level; null where there is none that counts.
        from: Option<String>,
        /// Code of the level to reach.
        to: String,
        /// The kind of evidence that the rule will count.
        evidence: Evidence,
        /// Levels to climb, 1 at least.
        cost: u32,
    },
    /// A platform is set up.
    SetUp {
        /// On whose behalf: a person, a household or a stall.
        owner: Named,
        /// Code of the platform.
        platform: String,
        /// How far it is now; null where nobody has asked.
        from: Option<SetupState>,
        /// How far it must be.
        to: SetupState,
        /// 1.
        cost: u32,
    },
    /// Somebody joins a team or committee.
    AddMember {
        /// Which.
        body: Named,
        /// The person who joins.
        person: Named,
        /// Code of the role.
        role: String,
        /// Code of the force that the rule wants; null where any will do.
        force: Option<String>,
        /// 1.
        cost: u32,
    },
    /// A member becomes the head.
    AppointHead {
        /// Of which team or committee.
        body: Named,
        /// Who.
        person: Named,
        /// 1.
        cost: u32,
    },
    /// A team is formed.
    FormTeam {
        /// Of which unit.
        unit: Named,
        /// The new team.
        team: Named,
        /// 1.
        cost: u32,
    },
    /// A steering committee is formed.
    FormCommittee {
        /// Of which unit.
        unit: Named,
        /// The new committee.
        committee: Named,
        /// 1.
        cost: u32,
    },
}

impl Change {
    /// What it costs, in steps.
    pub fn cost(&self) -> u32 {
        match self {
            Self::Raise { cost, .. }
            | Self::SetUp { cost, .. }
            | Self::AddMember { cost, .. }
            | Self::AppointHead { cost, .. }
            | Self::FormTeam { cost, .. }
            | Self::FormCommittee { cost, .. } => *cost,
        }
    }

    /// Who does something by it, where it is somebody.
    pub fn person(&self) -> Option<&Named> {
        match self {
            Self::Raise { person, .. }
            | Self::AddMember { person, .. }
            | Self::AppointHead { person, .. } => Some(person),
            Self::SetUp { owner, .. } => Some(owner).filter(|owner| owner.noun == "person"),
            Self::FormTeam { .. } | Self::FormCommittee { .. } => None,
        }
    }
}

/// One question to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// How well somebody can do something.
    Skill {
        /// Who.
        person: Named,
        /// Code of the skill.
        skill: String,
    },
    /// How far a platform is set up.
    Platform {
        /// On whose behalf.
        owner: Named,
        /// Code of the platform.
        platform: String,
    },
    /// Who else lives in a household that is not listed yet.
    WhoElse {
        /// Which.
        household: Named,
    },
}

/// What has been proven of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Exact {
    /// Nothing costs less (or: nothing at all will do).
    pub cost: bool,
    /// Of what costs as little, nothing takes fewer persons, then fewer changes,
    /// then comes earlier by ids and skills.
    pub persons: bool,
}

/// The smallest change that would cover a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SmallestChange {
    /// Steps in all; null where no change was found.
    pub cost: Option<u32>,
    /// How many persons are asked to do something.
    pub persons: u32,
    /// The changes, by ids and then skills.
    pub changes: Vec<Change>,
    /// No change costs less than this; null where nothing can cover it.
    pub bound: Option<u32>,
    /// What has been proven.
    pub exact: Exact,
    /// Where nothing can cover it: the rule's conditions that no change brings
    /// about, as paths in its document; where each could be met but not all at
    /// once, the parts of the rule as a whole.
    pub blocked: Vec<String>,
}

/// The fewest questions for which some answers decide a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FewestQuestions {
    /// How many questions; null where no set of them was found.
    pub cost: Option<u32>,
    /// How many persons they are about.
    pub persons: u32,
    /// The questions, by ids and then skills.
    pub questions: Vec<Ask>,
    /// What some answers would decide: `covered` or `not_covered`.
    pub decides: Option<crate::coverage::Verdict>,
    /// No set of questions is smaller than this; null where none decides.
    pub bound: Option<u32>,
    /// What has been proven.
    pub exact: Exact,
    /// Where no question decides: the conditions that none can, as paths.
    pub blocked: Vec<String>,
}
