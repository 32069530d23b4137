//! The question of gaps as a document.

use crate::{
    Day, Result, coverage,
    error::At,
    rule::{Concrete, Condition, Given, Rule, Subject},
};
use serde::{Deserialize, Serialize};

/// A question about what is missing, as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GapQuestion {
    /// The day asked about.
    pub day: Day,
    /// On which map: `then`, the day's own; `now`, that of `today`; or that of a
    /// day. It says in which unit a gap is listed, never which there are.
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
    /// everywhere. For a list of gaps.
    #[serde(default)]
    pub unit: Option<String>,
    /// Values of the rule's parameters.
    #[serde(default)]
    pub parameters: Vec<Given>,
    /// Who may be asked to learn, a condition asked of a resident or member;
    /// null: everybody. It never changes a count.
    #[serde(default)]
    pub learners: Option<Condition>,
    /// Most subjects that a list of gaps names; null: all.
    #[serde(default)]
    pub limit: Option<u32>,
}

fn then() -> String {
    "then".to_owned()
}

impl GapQuestion {
    /// Everything about a day; everybody may be asked to learn.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            today: None,
            known_at: None,
            unit: None,
            parameters: Vec::new(),
            learners: None,
            limit: None,
        }
    }

    /// The same question of coverage.
    pub fn coverage(&self) -> coverage::Question {
        coverage::Question {
            map: self.map.clone(),
            today: self.today,
            known_at: self.known_at.clone(),
            unit: self.unit.clone(),
            parameters: self.parameters.clone(),
            ..coverage::Question::on(self.day)
        }
    }

    /// Refuses a condition on learners that cannot be asked of a person.
    pub(crate) fn check_learners(
        &self,
        rule: &Rule,
        vocabulary: &crate::event::Vocabulary,
    ) -> Result<()> {
        let Some(learners) = &self.learners else {
            return Ok(());
        };
        let asked = Concrete {
            population: None,
            exclusions: None,
            requirement: learners.clone(),
        };
        let faults = asked.check(Subject::Resident, &rule.catalogue, vocabulary);
        match faults.into_iter().next() {
            None => Ok(()),
            Some(fault) => {
                let path = match fault.place() {
                    At::Path(path) => path.strip_prefix("/requirement").unwrap_or("").to_owned(),
                    _ => String::new(),
                };
                Err(fault.path(format!("/learners{path}")))
            }
        }
    }
}
