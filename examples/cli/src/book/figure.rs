//! Figures of a report as numbers of a sheet.

use noidai::Language;
use noidai_workbook::Value;

/// What stands between the two ends of a share.
const BETWEEN: &str = " – ";

/// An end of a share.
#[derive(Clone, Copy)]
pub enum End {
    Low,
    High,
}

/// Whether a text is a share with two ends.
pub fn is_range(text: &str) -> bool {
    text.contains(BETWEEN) && text.ends_with('%')
}

/// An end of a share; of one with a single end that.
pub fn range(text: &str, end: End, language: Language) -> Value {
    let (low, high) = text.split_once(BETWEEN).unwrap_or((text, text));
    figure(
        match end {
            End::Low => low,
            End::High => high,
        },
        language,
    )
}

/// A figure as it is written in a language; what is none stays a text.
pub fn figure(text: &str, language: Language) -> Value {
    let (digits, is_share) = match text.strip_suffix('%') {
        Some(share) => (share.trim_end(), true),
        None => (text, false),
    };
    let (thousands, decimal) = match language {
        Language::Vietnamese => ('.', ','),
        Language::English => (',', '.'),
    };
    let unsigned = digits.trim_start_matches(['+', '−', '-']);
    let is_figure = unsigned.starts_with(|letter: char| letter.is_ascii_digit())
        && unsigned
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == thousands || letter == decimal);
    let plain: String = digits
        .chars()
        .filter(|letter| *letter != thousands && *letter != '+')
        .map(|letter| match letter {
            '−' => '-',
            letter if letter == decimal => '.',
            letter => letter,
        })
        .collect();
    match plain.parse::<f64>() {
        Ok(number) if is_figure && is_share => Value::Share(number / 100.0),
        Ok(number) if is_figure => Value::Number(number),
        _ => Value::Text(text.replace('\n', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers_in_either_language() {
        let (vi, en) = (Language::Vietnamese, Language::English);
        for (text, language, expected) in [
            ("1.234", vi, Value::Number(1234.0)),
            ("1,234", en, Value::Number(1234.0)),
            ("−1.234,5", vi, Value::Number(-1234.5)),
            ("+3", vi, Value::Number(3.0)),
            ("46,2%", vi, Value::Share(0.462)),
            ("100.0%", en, Value::Share(1.0)),
            ("—", vi, Value::Text("—".to_owned())),
            ("17/63", vi, Value::Text("17/63".to_owned())),
        ] {
            assert_eq!(figure(text, language), expected, "{text}");
        }
        assert!(is_range("46,2% – 50,1%") && !is_range("46,2%") && !is_range("A – B"));
        assert_eq!(range("46,2% – 50,1%", End::Low, vi), Value::Share(0.462));
        assert_eq!(range("46,2% – 50,1%", End::High, vi), Value::Share(0.501));
    }
}
