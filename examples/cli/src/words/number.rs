//! Numbers as each language writes them.

use super::say;
use noidai::{Language, text};
use std::time::Duration;

/// A number with its thousands apart.
pub fn number(number: u64, language: Language) -> String {
    let grouped = text::group(number);
    match language {
        Language::Vietnamese => grouped,
        Language::English => grouped.replace('.', ","),
    }
}

/// A number of things.
pub fn count(number: usize, language: Language) -> String {
    self::number(number as u64, language)
}

/// The word for so many things: English has one for a single one.
pub fn noun<'t>(number: u64, vi: &'t str, en: [&'t str; 2], language: Language) -> &'t str {
    let [one, several] = en;
    say(language, vi, if number == 1 { one } else { several })
}

/// A share in parts per million as a percentage.
pub fn percent(share: u32, language: Language) -> String {
    match language {
        Language::Vietnamese => text::percent_vi(share),
        Language::English => text::percent_en(share),
    }
}

/// Both ends of a share; one where they are equal, a dash where there is none.
pub fn share(low: Option<u32>, high: Option<u32>, language: Language) -> String {
    let (Some(low), Some(high)) = (low, high) else {
        return "—".to_owned();
    };
    if low == high {
        return percent(low, language);
    }
    format!("{} – {}", percent(low, language), percent(high, language))
}

/// By how many points of percent a share rose or fell.
pub fn points(from: u32, to: u32, language: Language) -> String {
    let sign = if to < from { "−" } else { "+" };
    let tenths = from.abs_diff(to) / 1000;
    let comma = say(language, ",", ".");
    format!("{sign}{}{comma}{}", tenths / 10, tenths % 10)
}

/// A number with its sign; 0 has none.
pub fn signed(number: i64, language: Language) -> String {
    let size = self::number(number.unsigned_abs(), language);
    match number {
        0 => size,
        ..0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

/// A number of which so many digits stand behind the comma.
pub fn decimal(number: u64, digits: u32, language: Language) -> String {
    let decimal = text::number::decimal(number, digits);
    match language {
        Language::Vietnamese => decimal,
        Language::English => decimal.replace(',', "."),
    }
}
/// A time in the unit that suits it.
pub fn lasted(time: Duration, language: Language) -> String {
    let micros = time.as_micros();
    let (number, unit) = match micros {
        0..1_000 => return format!("{micros} µs"),
        1_000..1_000_000 => (micros / 100, "ms"),
        _ => (micros / 100_000, say(language, "giây", "s")),
    };
    let comma = say(language, ",", ".");
    format!("{}{comma}{} {unit}", number / 10, number % 10)
}
