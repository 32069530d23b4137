//! The question of whom to visit, as a document.

use crate::{
    Day,
    gap::GapQuestion,
    rule::{Condition, Given},
};
use serde::{Deserialize, Serialize};

/// A question of whom to visit next, as a document. Where several of `unit`, `lane`,
/// `team` and `member` are given, all of them bound the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorklistQuestion {
    /// The day asked about.
    pub day: Day,
    /// On which map: `then`, the day's own; `now`, that of `today`; or that of a
    /// day. It says in which unit a household is listed, never which there are.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
    /// This unit and below, by its id or by its code on the day of the map; null:
    /// everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// This lane (ngõ, tuyến), marks and case aside; null: every lane.
    #[serde(default)]
    pub lane: Option<String>,
    /// The unit of this team on the day, by the team's id; null: whatever team.
    #[serde(default)]
    pub team: Option<String>,
    /// The units of the teams that this person is a member of on the day; null:
    /// whoever.
    #[serde(default)]
    pub member: Option<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<Given>,
    /// Who may be asked to learn, a condition asked of a resident; null: everybody.
    #[serde(default)]
    pub learners: Option<Condition>,
    /// Evidence is ageing if within so many days the household would not be covered
    /// by what is known now.
    #[serde(default = "a_month")]
    pub ageing_days: u32,
    /// Most households that the list names; null: all.
    #[serde(default)]
    pub limit: Option<u32>,
}

fn then() -> String {
    "then".to_owned()
}

fn a_month() -> u32 {
    30
}

impl WorklistQuestion {
    /// Everybody on a day.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            today: None,
            known_at: None,
            unit: None,
            lane: None,
            team: None,
            member: None,
            parameters: Vec::new(),
            learners: None,
            ageing_days: a_month(),
            limit: None,
        }
    }

    /// The same question of gaps.
    pub fn gaps(&self) -> GapQuestion {
        GapQuestion {
            map: self.map.clone(),
            today: self.today,
            known_at: self.known_at.clone(),
            unit: self.unit.clone(),
            parameters: self.parameters.clone(),
            learners: self.learners.clone(),
            ..GapQuestion::on(self.day)
        }
    }
}
