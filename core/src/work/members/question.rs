//! The question of members as a document.

use crate::{Day, Registry, Result, coverage};
use serde::{Deserialize, Serialize};

/// A question of teams, committees and who sits in them, as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MembersQuestion {
    /// The day asked about.
    pub day: Day,
    /// On which map bodies are counted: `then`, the day's own; `now`, that of `today`;
    /// or that of a day.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Levels to answer at; empty: every level, of `unit` and below where given.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below, by its id or by its code on the day of the map; null:
    /// everywhere.
    #[serde(default)]
    pub unit: Option<String>,
}

fn then() -> String {
    "then".to_owned()
}

impl MembersQuestion {
    /// Everything about a day, at every level, on its own map.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            today: None,
            known_at: None,
            by: Vec::new(),
            unit: None,
        }
    }

    /// The day whose map the answer stands on.
    ///
    /// # Errors
    ///
    /// The map is no map, or `now` without `today`.
    pub fn map_day(&self) -> Result<Day> {
        self.of_coverage().map_day()
    }

    /// The same of a registry that is as known when the question asks.
    pub(super) fn checked_map_day(&self, registry: &Registry) -> Result<Day> {
        self.of_coverage().check(registry.known_at())?;
        self.map_day()
    }

    fn of_coverage(&self) -> coverage::Question {
        coverage::Question {
            map: self.map.clone(),
            today: self.today,
            known_at: self.known_at.clone(),
            ..coverage::Question::on(self.day)
        }
    }
}
