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
/// decimal, rounded down, so only a whole share is shown as 100,0%.
///
/// ```
/// use noidai::text::percent_vi;
/// assert_eq!(percent_vi(880_213), "88,0%");
/// assert_eq!(percent_vi(999_999), "99,9%");
/// ```
pub fn percent_vi(parts_per_million: u32) -> String {
    let (whole, tenth) = tenths(parts_per_million);
    format!("{whole},{tenth}%")
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

/// A number as it is written in Vietnamese tables, in millionths: a point or a
/// space between thousands, a comma before decimals (`3.740` is 3740, `88,02`
/// is 88.02). A point that does not stand before three digits is a decimal one,
/// as spreadsheets leave it (`88.02`, `31441.0`). Nothing else is a number.
///
/// ```
/// use noidai::text::number::read;
/// assert_eq!(read("3.740"), Some(3_740_000_000));
/// assert_eq!(read("88,02"), Some(88_020_000));
/// assert_eq!(read("3.74.0"), None);
/// ```
pub fn read(text: &str) -> Option<u64> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole, decimals),
        None => match text.rsplit_once('.') {
            Some((whole, last)) if last.len() != 3 && !whole.contains('.') => (whole, last),
            _ => (text, ""),
        },
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(decimals)
        || decimals.len() > 6
        || (decimals.is_empty() && text.ends_with([',', '.']))
    {
        return None;
    }
    let mut number: u64 = 0;
    for (at, group) in whole.split(|c| c == '.' || is_space(c)).enumerate() {
        let grouped = whole.len() > group.len();
        let fits = match (at, grouped) {
            (0, false) => !group.is_empty(),
            (0, true) => (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        };
        if !fits || !is_digits(group) {
            return None;
        }
        for digit in group.bytes() {
            number = number
                .checked_mul(10)?
                .checked_add(u64::from(digit - b'0'))?;
        }
    }
    let mut millionths = number.checked_mul(u64::from(WHOLE))?;
    let mut place = u64::from(WHOLE);
    for digit in decimals.bytes() {
        place /= 10;
        millionths = millionths.checked_add(u64::from(digit - b'0').checked_mul(place)?)?;
    }
    Some(millionths)
}

/// A whole number, written as in [`read`].
///
/// ```
/// use noidai::text::number::whole;
/// assert_eq!(whole("3.740"), Some(3740));
/// assert_eq!(whole("31441.0"), Some(31441));
/// assert_eq!(whole("88,02"), None);
/// ```
pub fn whole(text: &str) -> Option<u64> {
    let millionths = read(text)?;
    let whole = u64::from(WHOLE);
    (millionths % whole == 0).then_some(millionths / whole)
}

/// A percentage as it is written in tables, in parts per million: `70`, `70%`,
/// `66,67 %`. A point is a decimal one too, since no percentage has thousands. What
/// is below 1 is written with its sign, since a bare 0,7 may mean 70% of a
/// spreadsheet. A value above 100 is read, for the caller to refuse.
///
/// ```
/// use noidai::text::number::share;
/// assert_eq!(share("70 %"), Some(700_000));
/// assert_eq!(share("66,67"), Some(666_700));
/// assert_eq!(share("0,7"), None);
/// assert_eq!(share("0,7%"), Some(7_000));
/// ```
pub fn share(text: &str) -> Option<u32> {
    let (number, is_signed) = match text.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text, false),
    };
    let millionths = read(&number.replace('.', ","))?;
    let is_bare = !is_signed && millionths > 0 && millionths < u64::from(WHOLE);
    let parts = millionths / 100;
    let is_exact = millionths % 100 == 0 && !is_bare;
    u32::try_from(parts).ok().filter(|_| is_exact)
}

/// A share in parts per million as a percentage that [`share`] reads, exact.
///
/// ```
/// assert_eq!(noidai::text::number::percent(666_700), "66,67%");
/// assert_eq!(noidai::text::number::percent(700_000), "70%");
/// ```
pub fn percent(parts_per_million: u32) -> String {
    format!("{}%", decimal(u64::from(parts_per_million), 4))
}

/// A number of which so many digits stand behind the comma, without zeros at its
/// end. A comma, since [`read`] takes a point before three digits for one between
/// thousands.
pub fn decimal(number: u64, digits: u32) -> String {
    let one = 10_u64.saturating_pow(digits).max(1);
    let width = digits as usize;
    let text = format!("{},{:0width$}", number / one, number % one);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
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
    fn what_is_written_is_read() {
        for (text, millionths) in [
            ("0", Some(0)),
            ("3740", Some(3_740_000_000)),
            ("3.740", Some(3_740_000_000)),
            ("3\u{a0}740", Some(3_740_000_000)),
            ("1.234.567,5", Some(1_234_567_500_000)),
            ("88,02", Some(88_020_000)),
            ("88.02", Some(88_020_000)),
            ("88,000001", Some(88_000_001)),
            ("88,0000001", None),
            ("31441.0", Some(31_441_000_000)),
            ("1234.567", None),
            ("1.23", Some(1_230_000)),
            ("1,2,3", None),
            ("3.74.0", None),
            ("3,", None),
            (",5", None),
            ("", None),
            ("-1", None),
            ("18446744073709551615", None),
        ] {
            assert_eq!(read(text), millionths, "{text}");
        }
    }

    #[test]
    fn shares_are_rounded_down() {
        for (share, vi, en) in [
            (0, "0,0%", "0.0%"),
            (999, "0,0%", "0.0%"),
            (880_213, "88,0%", "88.0%"),
            (999_999, "99,9%", "99.9%"),
            (1_000_000, "100,0%", "100.0%"),
            (1_250_000, "125,0%", "125.0%"),
        ] {
            assert_eq!(
                (percent_vi(share).as_str(), percent_en(share).as_str()),
                (vi, en)
            );
        }
    }
}
