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
    /// On which map: `then`, the day's own; `now`, that of `today`; or that of a
    /// day. It says where subjects are counted, never which they are.
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
    /// On which map: `then`, each day's own; `now`, that of `today`; or that of a
    /// day, so that a series crosses a reform on one map.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Over which days or periods.
    pub over: Over,
    /// Levels to answer at; empty: every level, of `unit` and below where given.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below, by its id or by its code on the day of the map; null:
    /// everywhere.
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
            today: None,
            known_at: None,
            by: Vec::new(),
            unit: None,
            stratify: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// The day whose map the answer stands on.
    ///
    /// # Errors
    ///
    /// The map is no map, or `now` without `today`.
    pub fn map_day(&self) -> Result<Day> {
        match self.map.as_str() {
            "then" => Ok(self.day),
            "now" => self.today.ok_or_else(|| {
                let error = Error::new(ErrorKind::MissingField).expected("today");
                error.path("/today")
            }),
            text => text.parse().map_err(|_| {
                let error = Error::new(ErrorKind::UnknownValue).found(text);
                error.expected("then, now, YYYY-MM-DD").path("/map")
            }),
        }
    }

    /// Refuses what the question has wrong in itself, and a registry that is not as
    /// known at the instant asked for.
    pub(crate) fn check(&self, known_at: Option<&str>) -> Result<()> {
        self.map_day()?;
        if self.known_at.as_deref() != known_at {
            let said = |known: Option<&str>| known.unwrap_or("null").to_owned();
            let error = Error::new(ErrorKind::KnownOtherwise)
                .found(said(self.known_at.as_deref()))
                .expected(said(known_at));
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
            today,
            known_at,
            by,
            unit,
            stratify,
            parameters,
        } = question;
        Self {
            day,
            map,
            today,
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
            today: self.today,
            known_at: self.known_at.clone(),
            by: self.by.clone(),
            unit: self.unit.clone(),
            stratify: self.stratify.clone(),
            parameters: self.parameters.clone(),
        }
    }
}
