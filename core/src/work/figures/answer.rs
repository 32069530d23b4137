//! Question and answer of figures as documents.

use crate::{
    Day, Registry, Result,
    coverage::Question,
    figure::{Figure, Value},
    id::UnitIx,
    place::PlaceMap,
    time::{Every, Period},
};
use serde::{Deserialize, Serialize};

/// A question of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FigureQuestion {
    /// The day asked about.
    pub day: Day,
    /// On which map units lie in one another: `then`, the day's own; `now`, that of
    /// `today`; or that of a day.
    #[serde(default = "then")]
    pub map: String,
    /// The day that the question calls now; needed where the map is `now`.
    #[serde(default)]
    pub today: Option<Day>,
    /// As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a
    /// journal was opened; null: all that is known.
    #[serde(default)]
    pub known_at: Option<String>,
    /// Figures of this unit and of those in it; null: everywhere.
    #[serde(default)]
    pub unit: Option<String>,
    /// Only figures of these names; empty: of every name.
    #[serde(default)]
    pub figures: Vec<String>,
    /// Only figures whose own period ends in the period that the day lies in: `month`,
    /// `quarter`, `year`; `month:15` from the 15th of the month before to the 14th. Null:
    /// of every period.
    #[serde(default)]
    pub period: Option<Every>,
}

fn then() -> String {
    "then".to_owned()
}

impl FigureQuestion {
    /// Every figure on a day.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            map: then(),
            today: None,
            known_at: None,
            unit: None,
            figures: Vec::new(),
            period: None,
        }
    }

    /// The period that figures must end in.
    pub(super) fn asked_period(&self) -> Result<Option<Period>> {
        let period = self.period.map(|every| every.around(self.day)).transpose();
        period.map_err(|error| error.path("/period"))
    }

    pub(super) fn map_day(&self) -> Result<Day> {
        let mut question = Question::on(self.day);
        question.map.clone_from(&self.map);
        question.today = self.today;
        question.known_at.clone_from(&self.known_at);
        question.check(self.known_at.as_deref())?;
        question.map_day()
    }

    pub(super) fn within(&self, registry: &Registry, map: &PlaceMap) -> Result<Option<UnitIx>> {
        let mut known = Question::on(self.day);
        known.known_at.clone_from(&self.known_at);
        known.check(registry.known_at())?;
        let Some(text) = &self.unit else {
            return Ok(None);
        };
        let found = registry.unit_on(map, text);
        found.map(Some).map_err(|error| error.path("/unit"))
    }
}

/// The answer to a question of figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Figures {
    /// Version of the words and forms of answers.
    pub v: u32,
    /// The day.
    pub day: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// The unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// How the periods follow one another that figures must end in one of; null: figures
    /// of every period.
    pub period: Option<Every>,
    /// Figures by name, unit, period and form.
    pub rows: Vec<FigureRow>,
    /// Members of teams by inhabitants: of each unit of the map that has a count
    /// named `population`.
    pub members: Vec<super::MembersRow>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FigureRow {
    /// What it is of.
    pub figure: String,
    /// Id of the unit.
    pub unit: String,
    /// The unit's code on the last day of the period.
    pub code: String,
    /// The unit's name on the last day of the period.
    pub name: String,
    /// First day of the period.
    pub from: Day,
    /// First day after it.
    pub until: Day,
    /// The edition that it is measured by; empty where it has none.
    pub edition: String,
    /// What it says.
    #[serde(flatten)]
    pub said: Said,
    /// Who says so.
    pub source: String,
    /// The figure before it of the same name, unit, form and edition; null where
    /// there is none.
    pub before: Option<Before>,
}

/// What a figure says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Said {
    /// So many of so many.
    Share {
        /// How many.
        numerator: u32,
        /// Of how many.
        denominator: u32,
        /// In parts per million, rounded down.
        share: u32,
    },
    /// So many.
    Count {
        /// How many.
        count: u32,
    },
    /// A score, in thousandths of a point.
    Score {
        /// How many.
        points: u32,
        /// Of how many.
        out_of: u32,
    },
    /// A place, from 1.
    Rank {
        /// The place.
        rank: u32,
        /// Among how many.
        among: u32,
    },
}

/// An earlier figure that another can be compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Before {
    /// First day of its period.
    pub from: Day,
    /// First day after it.
    pub until: Day,
    /// What it said.
    #[serde(flatten)]
    pub said: Said,
    /// How much more it is since: parts per million of a share, thousandths of a
    /// point, or so many; for a rank how many places up.
    pub change: i64,
}

impl Said {
    pub(super) fn of(value: Value) -> Self {
        match value {
            Value::Share {
                numerator,
                denominator,
            } => Self::Share {
                numerator,
                denominator,
                share: share(numerator, denominator),
            },
            Value::Count(count) => Self::Count { count },
            Value::Score { points, out_of } => Self::Score { points, out_of },
            Value::Rank { place, among } => Self::Rank { rank: place, among },
        }
    }
}

fn share(numerator: u32, denominator: u32) -> u32 {
    let parts = u64::from(numerator) * 1_000_000;
    let parts = parts.checked_div(u64::from(denominator)).unwrap_or(0);
    u32::try_from(parts).unwrap_or(u32::MAX)
}

/// How much more a value is than another of its form; of a rank, how many places up.
pub(super) fn change(from: Value, to: Value) -> i64 {
    let size = |value: Value| match value {
        Value::Share {
            numerator,
            denominator,
        } => i64::from(share(numerator, denominator)),
        Value::Count(count) => i64::from(count),
        Value::Score { points, .. } => i64::from(points),
        Value::Rank { place, .. } => -i64::from(place),
    };
    size(to) - size(from)
}

/// Whether two figures are of one name, unit and form.
pub(super) fn is_same(one: &Figure, other: &Figure) -> bool {
    (one.name, one.unit, one.value.form()) == (other.name, other.unit, other.value.form())
}

pub(super) fn row(registry: &Registry, figure: &Figure) -> FigureRow {
    let earlier = |other: &&Figure| {
        is_same(figure, other) && other.edition == figure.edition && other.from < figure.from
    };
    let before = registry.figures().iter().filter(earlier);
    let before = before.max_by_key(|other| (other.from, other.until));
    let last = figure.until.before();
    let unit = registry.unit(figure.unit);
    FigureRow {
        figure: registry.vocabulary().text(figure.name).to_owned(),
        unit: registry.unit_ids().text(figure.unit).to_owned(),
        code: unit.map_or("", |unit| unit.code_on(last)).to_owned(),
        name: unit.map_or("", |unit| unit.name_on(last)).to_owned(),
        from: figure.from,
        until: figure.until,
        edition: figure.edition.to_string(),
        said: Said::of(figure.value),
        source: figure.source.to_string(),
        before: before.map(|before| Before {
            from: before.from,
            until: before.until,
            said: Said::of(before.value),
            change: change(before.value, figure.value),
        }),
    }
}
