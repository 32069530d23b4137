//! The question of targets as a document.

use crate::{
    Day, Error, ErrorKind, Registry, Result, coverage::Question, event::Code, id::UnitIx,
    place::PlaceMap,
};
use serde::{Deserialize, Serialize};

/// A question of targets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TargetQuestion {
    /// The day asked about.
    pub day: Day,
    /// On which map: `then`, the day's own; `now`, that of `today`; or that of a
    /// day. A target stands on a merged unit where all its old units had the same
    /// share and due day.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Targets of units of these levels; empty: of every level.
    #[serde(default)]
    pub by: Vec<String>,
    /// Targets of this unit and of those in it; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
}

fn then() -> String {
    "then".to_owned()
}

/// Which units are asked about.
pub(super) struct Asked {
    levels: Vec<Code>,
    pub within: Option<UnitIx>,
}

impl Asked {
    pub(super) fn is_of(&self, map: &PlaceMap, unit: UnitIx) -> bool {
        let level = map.level(unit);
        let fits = |known: &Code| Some(*known) == level;
        (self.levels.is_empty() || self.levels.iter().any(fits))
            && self.within.is_none_or(|above| map.lies_in(unit, above))
    }
}

impl TargetQuestion {
    /// Every target on a day, on its own map.
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
        let mut question = Question::on(self.day);
        question.map.clone_from(&self.map);
        question.today = self.today;
        question.known_at.clone_from(&self.known_at);
        question.check(self.known_at.as_deref())?;
        question.map_day()
    }

    pub(super) fn asked(&self, registry: &Registry, map: &PlaceMap) -> Result<Asked> {
        let mut known = Question::on(self.day);
        known.known_at.clone_from(&self.known_at);
        known.check(registry.known_at())?;
        let words = registry.vocabulary();
        let known = map.levels();
        let level = |(at, text): (usize, &String)| {
            let level = words.find(text).filter(|level| known.contains(level));
            level.ok_or_else(|| {
                let names = known.iter().map(|level| words.text(*level));
                let error = Error::new(ErrorKind::UnknownUnitLevel).found(text.clone());
                let error = error.expected(names.collect::<Vec<_>>().join(", "));
                error.path(format!("/by/{at}"))
            })
        };
        let unit = |text: &String| {
            let found = registry.unit_on(map, text);
            found.map_err(|error| error.path("/unit"))
        };
        Ok(Asked {
            levels: self
                .by
                .iter()
                .enumerate()
                .map(level)
                .collect::<Result<_>>()?,
            within: self.unit.as_ref().map(unit).transpose()?,
        })
    }
}
