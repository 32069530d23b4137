//! Whom to visit, as a document.

use crate::{
    Day,
    activity::Outcome,
    coverage::Verdict,
    gap::{Ask, Change, Exact},
};
use serde::Serialize;

/// Why a household is to be visited, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No visit has found anybody: there was none, or nobody was home.
    NeverVisited,
    /// The last visit set a day for the next, and that has come.
    ReturnDue,
    /// The rule cannot be decided by what is known.
    NotAssessed,
    /// One step would cover it.
    OneStepShort,
    /// It is covered, and would not be with evidence that is older by the days asked
    /// about.
    EvidenceAgeing,
    /// It is covered, and nobody of it is its advocate (tuyên truyền viên).
    AdvocateToBeNamed,
}

impl Reason {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::NeverVisited,
        Self::ReturnDue,
        Self::NotAssessed,
        Self::OneStepShort,
        Self::EvidenceAgeing,
        Self::AdvocateToBeNamed,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverVisited => "never_visited",
            Self::ReturnDue => "return_due",
            Self::NotAssessed => "not_assessed",
            Self::OneStepShort => "one_step_short",
            Self::EvidenceAgeing => "evidence_ageing",
            Self::AdvocateToBeNamed => "advocate_to_be_named",
        }
    }
}

/// Whom to visit next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Worklist {
    /// Version of the words and forms of answers:
    /// [`ANSWERS`](crate::coverage::ANSWERS).
    pub v: u32,
    /// Id of the rule.
    pub rule: String,
    /// Code of the rule's skill catalogue.
    pub catalogue: String,
    /// The day.
    pub day: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// Id of the unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// The lane that was asked about.
    pub lane: Option<String>,
    /// The team that was asked about.
    pub team: Option<String>,
    /// The member that was asked about.
    pub member: Option<String>,
    /// How many days ahead evidence was looked at.
    pub ageing_days: u32,
    /// How many households are to be visited.
    pub households: u64,
    /// How many for each reason, all reasons in order; a household counts in each of
    /// its own, so they do not add up.
    pub reasons: Vec<InReason>,
    /// The households, by their first reason, then the earliest day set, then fewest
    /// steps or questions, then lanes (in none: last), then ids.
    pub list: Vec<ToVisit>,
    /// Whether the list is all: the question may have limited it.
    pub complete: bool,
}

/// How many households there are for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InReason {
    /// The reason.
    pub reason: Reason,
    /// How many.
    pub households: u64,
}

/// A household to be visited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ToVisit {
    /// Its id.
    pub household: String,
    /// Id of the unit that it is listed in; null where it is in none.
    pub unit: Option<String>,
    /// Its lane on the day; empty where it is in none.
    pub lane: String,
    /// Why, the first reason first.
    pub reasons: Vec<Reason>,
    /// The day set for a return that has come.
    pub due: Option<Day>,
    /// The last visit, where there was one.
    pub last_visit: Option<LastVisit>,
    /// Where the rule puts it.
    pub verdict: Verdict,
    /// Steps to covered, or questions to a verdict; null where none were found, or
    /// none are wanting.
    pub steps: Option<u32>,
    /// How many persons that takes.
    pub persons: u32,
    /// If it is not covered, the smallest change.
    pub changes: Vec<Change>,
    /// If it is not assessed, the fewest questions.
    pub questions: Vec<Ask>,
    /// What of this has been proven.
    pub exact: Exact,
}

/// A visit to a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LastVisit {
    /// Id of the activity.
    pub activity: String,
    /// Its day.
    pub day: Day,
    /// How it went.
    pub outcome: Outcome,
}
