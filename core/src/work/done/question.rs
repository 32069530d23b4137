//! The question of what was done, as a document.

use crate::{
    Day, Error, ErrorKind, Result, coverage,
    time::{Every, Period},
};
use serde::{Deserialize, Serialize};

/// A question of what was done in a period, as a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DoneQuestion {
    /// The day asked about: the period that it lies in is answered up to this day.
    pub day: Day,
    /// How periods follow one another: `month`, `quarter`, `year`; `month:15` from
    /// the 15th of the month before to the 14th.
    #[serde(default = "month")]
    pub period: Every,
    /// On which map activities are counted: `then`, that of `day`; `now`, that of
    /// `today`; or that of a day. An activity is followed to it from its own day.
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
    /// By what the rows of a unit are parted further; null: by nothing.
    #[serde(default)]
    pub stratify: Option<DoneBy>,
}

/// By what the rows of a unit are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DoneBy {
    /// The team whose activity it is, by id.
    Team,
    /// Who took part, by id: an activity stands in the row of each.
    Member,
    /// The force (lực lượng) that those who took part come from in the activity's
    /// team: an activity stands in the row of each.
    Force,
    /// The kind of activity.
    Kind,
}

impl DoneBy {
    /// Everything that rows can be parted by.
    pub const ALL: [Self; 4] = [Self::Team, Self::Member, Self::Force, Self::Kind];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Member => "member",
            Self::Force => "force",
            Self::Kind => "kind",
        }
    }

    /// What a code parts by.
    ///
    /// # Errors
    ///
    /// It is none of [`Self::ALL`].
    pub fn read(code: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|by| by.code() == code);
        found.ok_or_else(|| {
            let all = Self::ALL.map(Self::code).join(", ");
            Error::new(ErrorKind::UnknownValue)
                .found(code)
                .expected(all)
        })
    }

    /// Whether activities are in one row each, so that the rows of a unit add up.
    pub(super) const fn adds_up(self) -> bool {
        matches!(self, Self::Team | Self::Kind)
    }
}

fn then() -> String {
    "then".to_owned()
}

fn month() -> Every {
    Every::MONTH
}

impl DoneQuestion {
    /// Everything about the calendar month of a day, at every level.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            period: Every::MONTH,
            map: then(),
            today: None,
            known_at: None,
            by: Vec::new(),
            unit: None,
            stratify: None,
        }
    }

    /// The period that the day lies in, up to the day.
    ///
    /// # Errors
    ///
    /// It reaches out of the calendar.
    pub fn asked_period(&self) -> Result<Period> {
        let whole = self.period.around(self.day);
        let whole = whole.map_err(|error| error.path("/period"))?;
        Ok(Period {
            until: whole.until.min(self.day.after()),
            ..whole
        })
    }

    /// The day whose map the answer stands on.
    ///
    /// # Errors
    ///
    /// The map is no map, or `now` without `today`.
    pub fn map_day(&self) -> Result<Day> {
        let question = coverage::Question {
            map: self.map.clone(),
            today: self.today,
            known_at: self.known_at.clone(),
            ..coverage::Question::on(self.day)
        };
        question.check(self.known_at.as_deref())?;
        question.map_day()
    }
}
