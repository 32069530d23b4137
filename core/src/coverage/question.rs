//! The questions of coverage as documents.

use crate::{Day, Error, ErrorKind, Result, rule::Given, time::Every};
use serde::{Deserialize, Serialize};

/// A question of coverage as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The day asked about.
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
    /// Up to three stratifiers of the rule's subject, as
    /// [`Stratifier::read`](crate::rule::Stratifier::read) reads them.
    #[serde(default)]
    pub stratify: Vec<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<Given>,
}

/// A question of coverage over days or periods as a document. Apart from `over`
/// its fields are those of [`Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeriesQuestion {
    /// The day on which it is asked: the period that it lies in is answered as of
    /// this day, and later ones are refused.
    pub day: Day,
    /// On which map: `then`, each day's own. Other maps are not built yet.
    #[serde(default = "then")]
    pub map: String,
    /// As known at which instant: null, all that is known. Others are not built
    /// yet.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Over which days or periods.
    pub over: Over,
    /// Levels to answer at; empty: every level.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// Up to three stratifiers of the rule's subject.
    #[serde(default)]
    pub stratify: Vec<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<Given>,
}

/// What a series goes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Over {
    /// These days, in this order.
    Days(Vec<Day>),
    /// The periods, whole ones, that the days of a stretch lie in.
    Periods {
        /// First day of the stretch.
        from: Day,
        /// First day after it.
        until: Day,
        /// How periods follow one another.
        every: Every,
    },
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
            stratify: Vec::new(),
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

impl SeriesQuestion {
    /// A question on its day, asked over days or periods.
    pub fn over(question: Question, over: Over) -> Self {
        let Question {
            day,
            map,
            known_at,
            by,
            unit,
            stratify,
            parameters,
        } = question;
        Self {
            day,
            map,
            known_at,
            over,
            by,
            unit,
            stratify,
            parameters,
        }
    }

    /// The same question about one day.
    pub fn on(&self, day: Day) -> Question {
        Question {
            day,
            map: self.map.clone(),
            known_at: self.known_at.clone(),
            by: self.by.clone(),
            unit: self.unit.clone(),
            stratify: self.stratify.clone(),
            parameters: self.parameters.clone(),
        }
    }
}
