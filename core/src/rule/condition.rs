//! Conditions: what can be asked of a subject, in three values.

use crate::{platform::SetupState, skill::Evidence};
use serde::{Deserialize, Serialize};

/// A condition of a rule. Each is asked of something (a household, a resident,
/// a member, a stall, a team, a unit) and answers true, false or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// Each of these holds.
    AllOf(Vec<Condition>),
    /// One of these holds at least.
    AnyOf(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// So many of a collection, of those who match `where`, do `who`.
    Some(HowMany),
    /// Everybody of a collection does; over an empty one this is true.
    All(HowMany),
    /// A share of a collection does, in parts per million.
    Share(HowMany),
    /// The collection has the skills between them: each skill that is needed,
    /// somebody has.
    Together {
        /// Of what.
        of: Collection,
        /// Which skills.
        skills: Skills,
    },
    /// Somebody has skills.
    Skills(Skills),
    /// Age in completed years on the day, both bounds included.
    Age {
        /// At least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u16>,
        /// At most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u16>,
    },
    /// Sex is this one.
    Sex(crate::person::Sex),
    /// The residence is of one of these kinds.
    Residence(Vec<String>),
    /// A flag stands.
    Flag(String),
    /// A platform is set up so far. Asked of a household, its own set-ups.
    Platform {
        /// One of these platforms.
        any_of: Vec<String>,
        /// In one of these states.
        states: Vec<SetupState>,
    },
    /// The resident is the household's advocate (tuyên truyền viên).
    Advocate {
        /// And has taught another resident of the household.
        #[serde(default)]
        taught_another: bool,
    },
    /// The member's role is one of these.
    Role(Vec<String>),
    /// The member's force is one of these.
    Force(Vec<String>),
    /// The household's or unit's kind is one of these.
    Kind(Vec<String>),
    /// The unit, or the team's unit, is of one of these levels.
    Level(Vec<String>),
    /// The household's residents are listed, and there is none.
    Empty,
}

impl Condition {
    /// The name in documents.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::AllOf(_) => "all_of",
            Self::AnyOf(_) => "any_of",
            Self::Not(_) => "not",
            Self::Some(_) => "some",
            Self::All(_) => "all",
            Self::Share(_) => "share",
            Self::Together { .. } => "together",
            Self::Skills(_) => "skills",
            Self::Age { .. } => "age",
            Self::Sex(_) => "sex",
            Self::Residence(_) => "residence",
            Self::Flag(_) => "flag",
            Self::Platform { .. } => "platform",
            Self::Advocate { .. } => "advocate",
            Self::Role(_) => "role",
            Self::Force(_) => "force",
            Self::Kind(_) => "kind",
            Self::Level(_) => "level",
            Self::Empty => "empty",
        }
    }
}

/// How many of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HowMany {
    /// For `some` the least count, for `share` the least share in parts per
    /// million; `all` takes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// Of what.
    pub of: Collection,
    /// Only those of whom this holds.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub matching: Option<Box<Condition>>,
    /// What they must meet; absent: to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Box<Condition>>,
}

/// What a quantifier ranges over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Collection {
    /// A household's residents.
    Residents,
    /// The stalls that a household runs.
    Stalls,
    /// The members of a team or committee.
    Members,
    /// The teams of a unit.
    Teams,
    /// The steering committees of a unit.
    Committees,
    /// The units of a level below a unit.
    Units(String),
}

impl Collection {
    /// The name in documents.
    pub fn name(&self) -> &str {
        match self {
            Self::Residents => "residents",
            Self::Stalls => "stalls",
            Self::Members => "members",
            Self::Teams => "teams",
            Self::Committees => "committees",
            Self::Units(_) => "units",
        }
    }
}

/// Skills at a level or above, with evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Skills {
    /// The skills; absent: all of the rule's catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Vec<String>>,
    /// At least so many of them; absent: each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// At this level or above; absent: the catalogue's fluent level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// With evidence no older than so many days; older is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_days: Option<u32>,
    /// With evidence of these kinds only; absent: of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<Evidence>>,
}
