//! The question of change as a document.

use crate::{Day, Error, ErrorKind, Result, coverage::Question, rule::Given};
use serde::{Deserialize, Serialize};

/// A day, as it was known at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
}

/// A question of what has changed between two moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeQuestion {
    /// The earlier moment.
    pub from: Moment,
    /// The later moment.
    pub to: Moment,
    /// On which map: `then`, each day's own; `now`, that of `today`; or that of a
    /// day.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// Levels to answer at; empty: every level of either map.
    #[serde(default)]
    pub by: Vec<String>,
    /// This unit and below, by its id or code on the later map; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<Given>,
    /// How many of the subjects that changed are named, those of the last changes
    /// first.
    #[serde(default)]
    pub subjects: u32,
}

fn then() -> String {
    "then".to_owned()
}

impl ChangeQuestion {
    /// Everything that changed between two days, each on its own map.
    pub fn between(from: Day, to: Day) -> Self {
        let moment = |day| Moment {
            day,
            known_at: None,
        };
        Self {
            from: moment(from),
            to: moment(to),
            map: then(),
            today: None,
            by: Vec::new(),
            unit: None,
            parameters: Vec::new(),
            subjects: 0,
        }
    }

    /// The questions of coverage at either moment, of registries that are known at these
    /// instants.
    pub(super) fn ends(&self, known_at: [Option<&str>; 2]) -> Result<[Question; 2]> {
        if self.to.day < self.from.day {
            let error = Error::new(ErrorKind::EndsBeforeBegins).found(self.to.day.to_string());
            return Err(error.expected(self.from.day.to_string()).path("/to/day"));
        }
        let end = |moment: &Moment, known_at: Option<&str>, path: &str| {
            let mut question = Question::on(moment.day);
            question.map.clone_from(&self.map);
            question.today = self.today;
            question.known_at.clone_from(&moment.known_at);
            question.parameters.clone_from(&self.parameters);
            question
                .check(known_at)
                .map_err(|error| match error.kind() {
                    ErrorKind::KnownOtherwise => error.within(path),
                    _ => error,
                })?;
            Ok(question)
        };
        let [before, after] = known_at;
        Ok([
            end(&self.from, before, "/from")?,
            end(&self.to, after, "/to")?,
        ])
    }
}
