//! Numbers as they are written in Vietnamese and in English.

const WHOLE: u32 = 1_000_000;

/// A whole number with a point between thousands, as in Vietnamese.
///
/// ```
/// assert_eq!(noidai::text::group(3740), "3.740");
/// ```
pub fn group(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// A share, given in parts per million, as a percentage in Vietnamese. One
/// decimal, rounded down, so only a whole share is shown as 100,0 %.
///
/// ```
/// use noidai::text::percent_vi;
/// assert_eq!(percent_vi(880_213), "88,0 %");
/// assert_eq!(percent_vi(999_999), "99,9 %");
/// ```
pub fn percent_vi(parts_per_million: u32) -> String {
    let (whole, tenth) = tenths(parts_per_million);
    format!("{whole},{tenth} %")
}

/// A share, given in parts per million, as a percentage in English, rounded as
/// in [`percent_vi`].
///
/// ```
/// assert_eq!(noidai::text::percent_en(880_213), "88.0%");
/// ```
pub fn percent_en(parts_per_million: u32) -> String {
    let (whole, tenth) = tenths(parts_per_million);
    format!("{whole}.{tenth}%")
}

fn tenths(parts_per_million: u32) -> (u32, u32) {
    let tenths = parts_per_million / (WHOLE / 1000);
    (tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1.000"),
            (3740, "3.740"),
            (123_456, "123.456"),
            (u64::MAX, "18.446.744.073.709.551.615"),
        ] {
            assert_eq!(group(n), text);
        }
    }

    #[test]
    fn shares_are_rounded_down() {
        for (share, vi, en) in [
            (0, "0,0 %", "0.0%"),
            (999, "0,0 %", "0.0%"),
            (880_213, "88,0 %", "88.0%"),
            (999_999, "99,9 %", "99.9%"),
            (1_000_000, "100,0 %", "100.0%"),
            (1_250_000, "125,0 %", "125.0%"),
        ] {
            assert_eq!(
                (percent_vi(share).as_str(), percent_en(share).as_str()),
                (vi, en)
            );
        }
    }
}
