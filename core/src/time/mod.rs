//! Days, instants, periods and ages. There is no clock here: days come in.

mod instant;
mod period;

pub use instant::Instant;
pub use period::{Every, MOST_PERIODS, Period};

use crate::{Error, ErrorKind, Result};
use chrono::{Datelike, NaiveDate};
use core::fmt;

/// A day of the Gregorian calendar from 1800 to 2199. An absent day
/// (`Option<Day>`) means *since ever* at the start of a spell and *until
/// further notice* at its end, and sorts first.
///
/// ```
/// use noidai::Day;
/// let day: Day = "2025-07-01".parse()?;
/// assert_eq!(day.to_string(), "2025-07-01");
/// assert_eq!(day.before().to_string(), "2025-06-30");
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// First and last year that a [`Day`] can lie in.
pub const YEARS: core::ops::RangeInclusive<i32> = 1800..=2199;

impl Day {
    /// The day of a year, month (1 to 12) and day of the month.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `YYYY-MM-DD`, strictly.
    pub fn parse_iso(text: &[u8]) -> Option<Self> {
        let [a, b, c, d, b'-', e, f, b'-', g, h] = text else {
            return None;
        };
        let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(*byte - b'0'));
        let year = digit(a)? * 1000 + digit(b)? * 100 + digit(c)? * 10 + digit(d)?;
        Self::new(
            i32::try_from(year).ok()?,
            digit(e)? * 10 + digit(f)?,
            digit(g)? * 10 + digit(h)?,
        )
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Whole days from `earlier` to this day; negative if `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The day so many days later (or earlier, if negative), kept in range.
    pub fn plus(self, days: i64) -> Self {
        let moved = chrono::TimeDelta::try_days(days)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .filter(|date| YEARS.contains(&date.year()));
        match moved {
            Some(date) => Self(date),
            None if days < 0 => FIRST,
            None => LAST,
        }
    }

    /// The day before.
    pub fn before(self) -> Self {
        self.plus(-1)
    }

    /// The day after.
    pub fn after(self) -> Self {
        self.plus(1)
    }

    /// Days since 1 January of the year 1, a number for columns and bytes.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The day of such a [number](Self::number).
    pub fn from_number(number: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(number)
            .filter(|date| YEARS.contains(&date.year()))
            .map(Self)
    }

    /// Completed years from `birth` to this day. Born on 29 February, one is a
    /// year older on 1 March in common years. Negative before birth.
    pub fn age_from(self, birth: Self) -> i32 {
        let years = self.year() - birth.year();
        let reached = (self.month(), self.day_of_month()) >= (birth.month(), birth.day_of_month());
        if reached { years } else { years - 1 }
    }
}

const FIRST: Day = Day(match NaiveDate::from_ymd_opt(1800, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
});
const LAST: Day = Day(match NaiveDate::from_ymd_opt(2199, 12, 31) {
    Some(date) => date,
    None => NaiveDate::MAX,
});

impl core::str::FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse_iso(text.as_bytes()).ok_or_else(|| Error::new(ErrorKind::BadDay).found(text))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day_of_month()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> core::result::Result<Self, D::Error> {
        crate::json::word(from, crate::json::DAY)
    }
}

/// A stretch of time [from, until): `until` is the first day that is no longer
/// in it. Either end may be absent.
///
/// ```
/// use noidai::{Day, time::Spell};
/// let day = |text: &str| text.parse::<Day>();
/// let spell = Spell { from: None, until: Some(day("2025-07-01")?) };
/// assert!(spell.holds(day("2025-06-30")?));
/// assert!(!spell.holds(day("2025-07-01")?));
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spell {
    /// First day; absent: since ever.
    pub from: Option<Day>,
    /// First day after; absent: until further notice.
    pub until: Option<Day>,
}

impl Spell {
    /// Whether a day lies in the spell.
    pub fn holds(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// The day of the spell that is nearest to a day.
    pub fn nearest(self, day: Day) -> Day {
        match (self.from, self.until) {
            (_, Some(until)) if until <= day => until.before(),
            (Some(from), _) => day.max(from),
            (None, _) => day,
        }
    }

    /// Whether two spells share a day.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_before_end = |a: Option<Day>, b: Option<Day>| match (a, b) {
            (Some(from), Some(until)) => from < until,
            _ => true,
        };
        begins_before_end(self.from, other.until) && begins_before_end(other.from, self.until)
    }

    /// Whether the spell has at least one day.
    pub fn is_real(self) -> bool {
        match (self.from, self.until) {
            (Some(from), Some(until)) => from < until,
            _ => true,
        }
    }
}
