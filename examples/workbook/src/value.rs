//! What a cell holds.

use core::fmt::Write;

/// What a cell holds; of a formula, its value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that is shown as a percentage: 1 is 100 %.
    Share(f64),
    /// A day, as Excel holds days: a number with the format of a day.
    Day {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month, 1 to 31.
        day: u8,
    },
    /// Yes or no.
    Truth(bool),
    /// The error of a formula, such as `#N/A`.
    Fault(String),
}

impl Value {
    /// The value as a table of CSV has it: days as `YYYY-MM-DD`, whole numbers without
    /// decimals, others with a decimal comma (a point before three digits would stand
    /// between thousands), shares with their `%`.
    ///
    /// ```
    /// use noidai_workbook::Value;
    /// assert_eq!(Value::Number(31441.0).plain(), "31441");
    /// assert_eq!(Value::Number(88.125).plain(), "88,125");
    /// assert_eq!(Value::Share(0.6667).plain(), "66,67%");
    /// ```
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Share(share) => plain_number(share * 100.0) + "%",
            Self::Day { year, month, day } => {
                let mut text = String::with_capacity(10);
                // Writing to a text never fails.
                let _ = write!(text, "{year:04}-{month:02}-{day:02}");
                text
            }
            Self::Truth(true) => "true".to_owned(),
            Self::Truth(false) => "false".to_owned(),
        }
    }

    /// Whether it is a day written as a text with slashes: `25/12/2024`. Beside days
    /// that Excel holds as days it is what Excel could not take for one; it may then
    /// have turned day and month of the others around.
    pub fn is_day_as_text(&self) -> bool {
        let Self::Text(text) = self else {
            return false;
        };
        let mut parts = text.trim().split(['/', '-', '.']);
        let (Some(one), Some(two), Some(three), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        // Excel has no days before 1900, so those can be typed in no other way.
        let year = [one, three].into_iter().find(|part| part.len() == 4);
        if year.is_some_and(|year| year <= "1900") {
            return false;
        }
        let has = |part: &str, digits: core::ops::RangeInclusive<usize>| {
            digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        has(two, 1..=2)
            && ((has(one, 1..=2) && has(three, 4..=4)) || has(one, 4..=4) && has(three, 1..=2))
    }
}

/// A number with the 15 digits that Excel keeps.
fn plain_number(number: f64) -> String {
    let kept = format!("{number:.14e}").parse().unwrap_or(number);
    let text = format!("{kept}");
    match text.strip_prefix("-0") {
        Some("") => "0".to_owned(),
        _ => text.replace('.', ","),
    }
}
