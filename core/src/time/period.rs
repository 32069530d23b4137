//! Periods (kỳ báo cáo): by calendar, or from a day of the month on.

use super::Day;
use crate::{Error, ErrorKind, Result};
use core::fmt;

/// A stretch of days [from, until) that is reported on as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// First day after.
    pub until: Day,
}

impl Period {
    /// The last day, whose coverage is the period's.
    pub fn last(self) -> Day {
        self.until.before()
    }

    /// Whether a day lies in the period.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }
}

/// Most periods of one series.
pub const MOST_PERIODS: usize = 1200;
/// Every month has this day, so no period loses its first one.
const LAST_COMMON_DAY: u32 = 28;

/// How periods follow one another: `month`, `quarter` or `year`, by calendar or,
/// as `month:15`, from that day of the month before: state reports run from the
/// 15th to the 14th, so `month:15` of January 2025 begins on 15 December 2024,
/// and so does the first `quarter:15`.
///
/// ```
/// use noidai::{Day, time::Every};
/// let every: Every = "month:15".parse()?;
/// let june = every.around("2025-06-01".parse()?)?;
/// assert_eq!(june.from.to_string(), "2025-05-15");
/// assert_eq!(june.last().to_string(), "2025-06-14");
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Every {
    months: u8,
    begins: u8,
}

impl Every {
    /// Calendar months.
    pub const MONTH: Self = Self {
        months: 1,
        begins: 1,
    };
    /// Calendar quarters.
    pub const QUARTER: Self = Self {
        months: 3,
        begins: 1,
    };
    /// Calendar years.
    pub const YEAR: Self = Self {
        months: 12,
        begins: 1,
    };

    /// The same, from a day of the month before on (1 to 28; 1 is by calendar).
    pub fn beginning_on(self, day_of_month: u32) -> Option<Self> {
        let begins = u8::try_from(day_of_month).ok()?;
        (1..=LAST_COMMON_DAY)
            .contains(&day_of_month)
            .then_some(Self { begins, ..self })
    }

    const fn name(self) -> &'static str {
        match self.months {
            1 => "month",
            3 => "quarter",
            _ => "year",
        }
    }

    /// The period that a day lies in.
    ///
    /// # Errors
    ///
    /// An end of it lies outside the [years](super::YEARS) of the calendar.
    pub fn around(self, day: Day) -> Result<Period> {
        let months = i32::from(self.months);
        let begins = u32::from(self.begins);
        // Months since year 0; from its first day on, the next month's.
        let later = begins > 1 && day.day_of_month() >= begins;
        let month = day.year() * 12 + months_before(day) + i32::from(later);
        let first = month.div_euclid(months) * months;
        let edge = |month: i32| {
            let month = if begins > 1 { month - 1 } else { month };
            let number = u32::try_from(month.rem_euclid(12) + 1).ok()?;
            Day::new(month.div_euclid(12), number, begins)
        };
        edge(first)
            .zip(edge(first + months))
            .map(|(from, until)| Period { from, until })
            .ok_or_else(|| {
                Error::new(ErrorKind::BadPeriod)
                    .found(format!("{self} {day}"))
                    .expected("1800–2199")
            })
    }

    /// The periods, whole ones, that the days from `from` on and before `until`
    /// lie in: each day in exactly one, without a gap between them.
    ///
    /// # Errors
    ///
    /// There is no day between the two, there are more than [`MOST_PERIODS`], or
    /// one reaches out of the calendar.
    pub fn between(self, from: Day, until: Day) -> Result<Vec<Period>> {
        if until <= from {
            return Err(Error::new(ErrorKind::EndsBeforeBegins)
                .found(until.to_string())
                .expected(from.to_string()));
        }
        let mut periods = vec![self.around(from)?];
        while let Some(last) = periods.last().filter(|last| last.until < until) {
            if periods.len() == MOST_PERIODS {
                return Err(Error::new(ErrorKind::TooLarge)
                    .found(format!("{self} {from} – {until}"))
                    .expected(MOST_PERIODS.to_string()));
            }
            periods.push(self.around(last.until)?);
        }
        Ok(periods)
    }
}

fn months_before(day: Day) -> i32 {
    i32::try_from(day.month()).map_or(0, |month| month - 1)
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self.begins {
            1 => Ok(()),
            begins => write!(f, ":{begins}"),
        }
    }
}

impl core::str::FromStr for Every {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (name, begins) = match text.split_once(':') {
            Some((name, begins)) => (name, Some(begins)),
            None => (text, None),
        };
        let every = match name {
            "month" => Some(Self::MONTH),
            "quarter" => Some(Self::QUARTER),
            "year" => Some(Self::YEAR),
            _ => None,
        };
        let day = |begins: &str| {
            let digits = begins.bytes().all(|byte| byte.is_ascii_digit());
            begins.parse().ok().filter(|_| digits)
        };
        every
            .and_then(|every| match begins {
                Some(begins) => every.beginning_on(day(begins)?),
                None => Some(every),
            })
            .ok_or_else(|| {
                Error::new(ErrorKind::BadPeriod)
                    .found(text)
                    .expected(crate::json::PERIOD)
            })
    }
}

impl serde::Serialize for Every {
    fn serialize<S: serde::Serializer>(&self, to: S) -> core::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Every {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> core::result::Result<Self, D::Error> {
        crate::json::word(from, crate::json::PERIOD)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Every {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Every".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(month|quarter|year)(:([1-9]|1[0-9]|2[0-8]))?$"
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn ends(every: &str, on: &str) -> String {
        let period = every.parse::<Every>().unwrap().around(day(on)).unwrap();
        format!("{} {}", period.from, period.last())
    }

    #[test]
    fn by_calendar_and_from_the_15th_to_the_14th() {
        for (every, on, expected) in [
            ("month", "2024-02-29", "2024-02-01 2024-02-29"),
            ("month", "2025-12-31", "2025-12-01 2025-12-31"),
            ("quarter", "2025-05-31", "2025-04-01 2025-06-30"),
            ("year", "2025-01-01", "2025-01-01 2025-12-31"),
            ("month:15", "2025-06-14", "2025-05-15 2025-06-14"),
            ("month:15", "2025-06-15", "2025-06-15 2025-07-14"),
            ("month:15", "2025-12-15", "2025-12-15 2026-01-14"),
            ("quarter:15", "2024-12-15", "2024-12-15 2025-03-14"),
            ("year:15", "2025-12-14", "2024-12-15 2025-12-14"),
            ("month:1", "2025-06-30", "2025-06-01 2025-06-30"),
        ] {
            assert_eq!(ends(every, on), expected, "{every} {on}");
        }
    }

    #[test]
    fn what_is_no_period() {
        for text in [
            "", "week", "month:", "month:0", "month:29", "month:+5", "Month",
        ] {
            assert_eq!(text.parse::<Every>().unwrap_err().name(), "bad-period");
        }
        let between = |from, until| Every::MONTH.between(day(from), day(until));
        let error = between("2025-06-30", "2025-06-30").unwrap_err();
        assert_eq!(error.name(), "ends-before-begins");
        let error = between("1900-01-01", "2025-06-30").unwrap_err();
        assert_eq!(error.name(), "too-large");
        assert_eq!(
            Every::YEAR.around(day("2199-12-31")).unwrap_err().name(),
            "bad-period"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        /// Periods tile the range: each day lies in exactly one, there is no gap,
        /// and the last day is the one before the next begins.
        #[test]
        fn periods_tile_the_range(
            months in prop::sample::select(&[Every::MONTH, Every::QUARTER, Every::YEAR][..]),
            begins in 1_u32..=28,
            start in 0_i64..140_000,
            length in 1_i64..3_000,
            inside in any::<prop::sample::Index>(),
        ) {
            let every = months.beginning_on(begins).unwrap();
            prop_assert_eq!(every.to_string().parse::<Every>().unwrap(), every);
            let from = day("1801-01-01").plus(start);
            let until = from.plus(length);
            let periods = every.between(from, until).unwrap();
            prop_assert!(periods[0].holds(from));
            prop_assert!(periods[periods.len() - 1].holds(until.before()));
            for pair in periods.windows(2) {
                prop_assert_eq!(pair[0].until, pair[1].from);
                prop_assert_eq!(pair[0].last().after(), pair[1].from);
            }
            for period in &periods {
                let starts = [period.from, period.until];
                prop_assert!(starts.iter().all(|start| start.day_of_month() == begins));
                prop_assert_eq!(every.around(period.from).unwrap(), *period);
                prop_assert_eq!(every.around(period.last()).unwrap(), *period);
            }
            let some = from.plus(inside.index(usize::try_from(length).unwrap()) as i64);
            let holding = periods.iter().filter(|period| period.holds(some)).count();
            prop_assert_eq!(holding, 1);
        }
    }
}
