//! Activities (hoạt động) of the teams: when, where and by whom something was done,
//! and what was done with whom.
//!
//! An activity says *that* somebody was guided, set up or assessed in it. What a
//! person can do and has set up are facts of the person: an activity refers to
//! them and never carries them, so a level has one home, whoever corrects or takes
//! away the activity.

use crate::{
    Day,
    event::{Code, batch::SetupOwner},
    id::{HouseholdIx, PersonIx, TeamIx, UnitIx},
    platform::PlatformIx,
    skill::SkillIx,
};
use serde::Serialize;

/// One activity: an evening along a lane, a class, a morning at a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Activity {
    /// The day.
    pub day: Day,
    /// Daytime or evening, which are paid apart.
    pub part: PartOfDay,
    /// Kind (`home-visit`, `market`, `class` …; open list).
    pub kind: Code,
    /// Where; absent: in the unit that the team is of on the day.
    pub unit: Option<UnitIx>,
    /// In which market; may be empty.
    pub market: Code,
    /// Whose it is; absent: no team's.
    pub team: Option<TeamIx>,
    /// Number of the plan that it is done under; may be empty.
    pub plan: Code,
    /// People who were met and only counted, besides those met by id.
    pub counted: u32,
}

/// Daytime or evening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PartOfDay {
    /// By day (ban ngày).
    #[default]
    Daytime,
    /// In the evening (buổi tối).
    Evening,
}

impl PartOfDay {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Daytime, Self::Evening];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daytime => "daytime",
            Self::Evening => "evening",
        }
    }

    /// The part of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// How a visit to a household went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Somebody was met: the household is reached.
    #[default]
    Met,
    /// Nobody was home.
    NobodyHome,
    /// The household did not want to.
    Refused,
    /// The household no longer lives there.
    Moved,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Met, Self::NobodyHome, Self::Refused, Self::Moved];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NobodyHome => "nobody-home",
            Self::Refused => "refused",
            Self::Moved => "moved",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// A visit to a household in an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visit {
    /// Which household.
    pub household: HouseholdIx,
    /// How it went.
    pub outcome: Outcome,
    /// When to come again.
    pub next: Option<Day>,
}

/// Something done in an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Done {
    /// Somebody took part for the team: attendance.
    Attended(PersonIx),
    /// A household was visited.
    Visited(Visit),
    /// Somebody was met, and told of something (open list; may be empty).
    Met {
        /// Who.
        person: PersonIx,
        /// What of.
        told: Code,
    },
    /// Somebody was guided in a skill. It raises no level: only an assessment
    /// says what a person can do.
    Guided {
        /// Who.
        person: PersonIx,
        /// In which skill.
        skill: SkillIx,
    },
    /// What was recorded of a platform on the activity's day was done in it.
    SetUp {
        /// For whom.
        owner: SetupOwner,
        /// Which platform.
        platform: PlatformIx,
    },
    /// What was found of a skill on the activity's day was found in it.
    Assessed {
        /// Whose skill.
        person: PersonIx,
        /// Which skill.
        skill: SkillIx,
    },
    /// A problem was raised, and passed on or not.
    Problem {
        /// By whom, where that is known.
        person: Option<PersonIx>,
        /// Which problem (open list).
        problem: Code,
        /// To whom it was passed on (open list); empty: to nobody.
        passed_to: Code,
    },
}

impl Done {
    /// What no two differing facts of one activity may share: how a visit went is
    /// said once.
    pub(crate) fn key(self) -> Self {
        match self {
            Self::Visited(visit) => Self::Visited(Visit {
                outcome: Outcome::Met,
                next: None,
                ..visit
            }),
            other => other,
        }
    }

    /// The person that it is about, where it is about one.
    pub fn person(self) -> Option<PersonIx> {
        match self {
            Self::Attended(person)
            | Self::Met { person, .. }
            | Self::Guided { person, .. }
            | Self::Assessed { person, .. } => Some(person),
            Self::SetUp { owner, .. } => match owner {
                SetupOwner::Person(person) => Some(person),
                _ => None,
            },
            Self::Problem { person, .. } => person,
            Self::Visited(_) => None,
        }
    }
}
