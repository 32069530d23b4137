//! What single cells mean.

use crate::{Day, ErrorKind, person::Sex};

/// Faults that spreadsheets write into cells.
const FAULTS: [&str; 17] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#EXTERNAL!",
    "#PYTHON!",
];

pub(super) fn is_spreadsheet_fault(cell: &str) -> bool {
    cell.starts_with('#') && FAULTS.contains(&cell.trim())
}

/// The cell without white space around it, and without the apostrophe that
/// keeps a spreadsheet from computing it.
pub(super) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_graphic() => cell,
        _ => {
            let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            crate::export::restored(cell)
        }
    }
}

/// Whether the first filled cell of a row says that it adds others up.
pub(super) fn is_total(cell: &str) -> bool {
    let likely = matches!(
        cell.as_bytes(),
        [
            b't' | b'T' | b'c' | b'C' | b'g' | b'G',
            b'o' | b'O' | b'r' | b'R' | 0xe1 | 0xc3,
            ..
        ]
    );
    if !likely || cell.len() > 40 {
        return false;
    }
    let folded = crate::text::fold(cell);
    let folded = folded.trim_end_matches([':', ' ']);
    matches!(folded, "tong cong" | "tong so" | "total" | "grand total")
        || folded.starts_with("tong cong ")
        || matches!(
            crate::text::fold_marks(cell).trim_end_matches([':', ' ']),
            "cộng" | "tổng"
        )
}

/// Reads a day as it is written in tables; slashed ones are day first unless
/// the caller says of the column that they are month first.
pub(super) fn day(text: &str, month_first: bool) -> Result<Day, ErrorKind> {
    if let Some(day) = Day::parse_iso(text.as_bytes()) {
        return Ok(day);
    }
    if let Some((before, time)) = text.split_once([' ', 'T'])
        && matches!(
            time,
            "00:00:00" | "00:00" | "0:00:00" | "00:00:00.000" | "00:00:00Z"
        )
    {
        return day(before, month_first);
    }
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return match whole.len() {
            1 | 2 => Err(ErrorKind::TwoDigitYear),
            _ => serial(whole).ok_or(ErrorKind::BadDay),
        };
    }
    let mut parts = text.split(['/', '-', '.']).map(str::trim);
    let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(ErrorKind::BadDay);
    };
    let number = |part: &str| -> Option<u32> {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    let (Some(x), Some(y), Some(z)) = (number(a), number(b), number(c)) else {
        return Err(ErrorKind::BadDay);
    };
    let make = |year: u32, month: u32, day: u32| Day::new(i32::try_from(year).ok()?, month, day);
    match (a.len(), b.len(), c.len()) {
        (4, 1..=2, 1..=2) => make(x, y, z).ok_or(ErrorKind::BadDay),
        (1..=2, 1..=2, 4) => {
            let (own, other) = match month_first {
                false => (make(z, y, x), make(z, x, y)),
                true => (make(z, x, y), make(z, y, x)),
            };
            match (own, other) {
                (Some(day), _) => Ok(day),
                (None, Some(_)) => Err(ErrorKind::DayOrderMixed),
                (None, None) => Err(ErrorKind::BadDay),
            }
        }
        (1..=2, 1..=2, 1..=2) => Err(ErrorKind::TwoDigitYear),
        _ => Err(ErrorKind::BadDay),
    }
}

/// A spreadsheet's day number: five digits, from 18 May 1927 to 31 December 2099. With
/// fewer digits it cannot be told from a year, whole, cut short or mistyped.
fn serial(text: &str) -> Option<Day> {
    let number: i64 = text.parse().ok()?;
    if text.len() != 5 || !(10_000..=73_050).contains(&number) {
        return None;
    }
    Some(Day::new(1899, 12, 30)?.plus(number))
}

/// A bare year of birth.
pub(super) fn year(text: &str) -> Option<i16> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.len() != 4 {
        return None;
    }
    text.parse()
        .ok()
        .filter(|year| (1800..=2199).contains(year))
}

pub(super) fn sex(text: &str) -> Option<Sex> {
    Some(match crate::text::fold(text).as_str() {
        "nu" | "female" | "f" => Sex::Female,
        "nam" | "male" | "m" => Sex::Male,
        "unknown" | "khong ro" => Sex::Unknown,
        _ => return None,
    })
}

pub(crate) fn yes_no(text: &str) -> Option<bool> {
    Some(match crate::text::fold(text).as_str() {
        "x" | "co" | "yes" | "y" | "true" | "1" | "✓" | "✔" => true,
        "khong" | "no" | "n" | "false" | "0" => false,
        _ => return None,
    })
}

/// The digits of a code that a spreadsheet took for a number: `31441.0`,
/// `3.1441E+04`. Nothing if it is not certain to be whole.
pub(crate) fn digits_of_number(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent.trim_start_matches('+').parse::<usize>().ok()?,
        ),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || exponent > 20 {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > exponent {
        return None;
    }
    let zeros = "0".repeat(exponent - fraction.len());
    Some(format!("{whole}{fraction}{zeros}"))
}
