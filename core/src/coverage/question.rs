//! The question of coverage as a document.

use crate::{Day, Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A question of coverage as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The day asked about.
    #[cfg_attr(test, schemars(with = "String"))]
    pub day: Day,
    /// On which map: `then`, the day's own. Other maps are not built yet.
    #[serde(default = "then")]
    pub map: String,
    /// As known at which instant: null, all that is known. Others are not built
    /// yet.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Levels to answer at; empty: every level.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<(String, Value)>,
}

fn then() -> String {
    "then".to_owned()
}

impl Question {
    /// Everything about a day, at every level.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            known_at: None,
            by: Vec::new(),
            unit: None,
            parameters: Vec::new(),
        }
    }

    /// Refuses by name what is not built yet.
    pub(crate) fn check(&self) -> Result<()> {
        if self.map != "then" {
            let error = Error::new(ErrorKind::NotYetBuilt)
                .found(format!("map {}", self.map))
                .expected("map then");
            return Err(error.path("/map"));
        }
        if let Some(instant) = &self.known_at {
            let error = Error::new(ErrorKind::NotYetBuilt)
                .found(format!("known_at {instant}"))
                .expected("known_at null");
            return Err(error.path("/known_at"));
        }
        Ok(())
    }
}
