//! Coverage as a series over days or periods.

use super::{ANSWERS, InPeriod, Over, Series, SeriesQuestion, coverage, within};
use crate::{Error, ErrorKind, Registry, Result, rule::Rule, time::MOST_PERIODS, time::Period};

/// Says how far a rule is met on the last day of each period asked for.
///
/// ```
/// use noidai::{Registry, coverage::{Over, Question, SeriesQuestion, series}, event::Batch, rule::built_in};
/// let registry = Registry::open(Batch::default())?;
/// let over = Over::Periods {
///     from: "2025-01-01".parse()?,
///     until: "2025-07-01".parse()?,
///     every: "quarter".parse()?,
/// };
/// let question = SeriesQuestion::over(Question::on("2025-06-10".parse()?), over);
/// let answer = series(&registry, &built_in()[0], &question)?;
/// let days: Vec<_> = answer.periods.iter().map(|period| period.coverage.day.to_string()).collect();
/// // The second quarter is still running on the day of the question.
/// assert_eq!(days, ["2025-03-31", "2025-06-10"]);
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// The unit that it is bounded to is looked up once, on the map of the question's own
/// day, and is one unit in all periods.
///
/// # Errors
///
/// What is wrong with the question or the rule, with its path.
pub fn series(registry: &Registry, rule: &Rule, question: &SeriesQuestion) -> Result<Series> {
    let mut question = question.clone();
    if let Some(text) = &question.unit {
        // A code can be that of another unit in another period: it is looked up once.
        let map = registry.map(question.on(question.day).map_day()?);
        let unit = within(registry, &map, Some(text))?;
        question.unit = unit.map(|unit| registry.unit_ids().text(unit).to_owned());
    }
    let mut answered = Vec::new();
    for period in question.periods()? {
        let day = period.last().min(question.day);
        answered.push(InPeriod {
            from: period.from,
            until: period.until,
            coverage: coverage(registry, rule, &question.on(day))?,
        });
    }
    Ok(Series {
        v: ANSWERS,
        rule: rule.id.clone(),
        periods: answered,
    })
}

impl SeriesQuestion {
    /// The periods asked for; a day is a period by itself.
    ///
    /// # Errors
    ///
    /// There is none or too many, or one lies after the day of the question.
    pub fn periods(&self) -> Result<Vec<Period>> {
        let late = |found: crate::Day, path: String| {
            let error = Error::new(ErrorKind::OutOfRange).found(found.to_string());
            error.expected(format!("≤ {}", self.day)).path(path)
        };
        match &self.over {
            Over::Days(days) => {
                if !(1..=MOST_PERIODS).contains(&days.len()) {
                    let error = Error::new(ErrorKind::OutOfRange);
                    let error = error.found(days.len().to_string());
                    return Err(error
                        .expected(format!("1–{MOST_PERIODS}"))
                        .path("/over/days"));
                }
                let each = days.iter().enumerate().map(|(at, day)| {
                    if *day > self.day {
                        return Err(late(*day, format!("/over/days/{at}")));
                    }
                    Ok(Period {
                        from: *day,
                        until: day.after(),
                    })
                });
                each.collect()
            }
            Over::Periods { from, until, every } => {
                let found = every.between(*from, *until);
                let periods = found.map_err(|error| error.path("/over/periods/until"))?;
                match periods.last() {
                    Some(last) if last.from > self.day => {
                        Err(late(last.from, "/over/periods/until".to_owned()))
                    }
                    _ => Ok(periods),
                }
            }
        }
    }
}
