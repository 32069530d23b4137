//! Instants as facts: what a device's clock showed. Nothing is ordered by them.

use super::Day;
use crate::{Error, ErrorKind, Result};
use core::fmt;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// What a clock showed: milliseconds since 1970 in UTC, from 1800 to 2199.
///
/// ```
/// use noidai::time::Instant;
/// let text = "2025-06-14T09:30:00.250Z";
/// let instant: Instant = text.parse()?;
/// assert_eq!(instant.to_string(), text);
/// assert_eq!(Instant::from_millis(0).map(|at| at.to_string()).as_deref(), Some("1970-01-01T00:00:00.000Z"));
/// assert!("2025-06-14T09:30:00+07:00".parse::<Instant>().is_err());
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant so many milliseconds after 1970, if it is in range.
    pub fn from_millis(millis: i64) -> Option<Self> {
        if (0..200 * 365 * DAY).contains(&millis) {
            return Some(Self(millis));
        }
        day_of(millis).map(|_| Self(millis))
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0
    }
}

/// The number of 1 January 1970.
const EPOCH: i64 = 719_163;

fn day_of(millis: i64) -> Option<Day> {
    let number = millis.div_euclid(DAY).checked_add(EPOCH)?;
    Day::from_number(i32::try_from(number).ok()?)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0.rem_euclid(DAY);
        let (seconds, millis) = (of_day / 1000, of_day % 1000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if let Some(day) = day_of(self.0) {
            write!(f, "{day}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z")?;
        }
        Ok(())
    }
}

impl core::str::FromStr for Instant {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fault = || Error::new(ErrorKind::BadInstant).found(text);
        let bytes = text.as_bytes();
        let part = |at: usize, length: usize| bytes.get(at..at + length).unwrap_or(b"");
        let number = |at: usize, length: usize, below: i64| {
            let digits = part(at, length);
            let all = digits.len() == length && digits.iter().all(u8::is_ascii_digit);
            let number = digits
                .iter()
                .fold(0, |sum, digit| sum * 10 + i64::from(digit & 15));
            (all && number < below).then_some(number)
        };
        let marks = [(10, b"T"), (13, b":"), (16, b":"), (19, b"."), (23, b"Z")];
        if bytes.len() != 24 || !marks.iter().all(|(at, mark)| part(*at, 1) == *mark) {
            return Err(fault());
        }
        let day = Day::parse_iso(part(0, 10)).ok_or_else(fault)?;
        let hours = number(11, 2, 24).ok_or_else(fault)?;
        let minutes = number(14, 2, 60).ok_or_else(fault)?;
        let seconds = number(17, 2, 60).ok_or_else(fault)?;
        let millis = number(20, 3, 1000).ok_or_else(fault)?;
        let days = i64::from(day.number()) - EPOCH;
        Ok(Self(
            days * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis,
        ))
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> core::result::Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Instant {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "What a clock showed: RFC 3339 in UTC with milliseconds."
        })
    }
}
