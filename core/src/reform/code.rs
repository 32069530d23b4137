//! Codes in a reform's table that a spreadsheet took for numbers: `1` is what it
//! leaves of `00001`.

use crate::{hashed::HashMap, import::digits_of_number, text::fold_marks};

/// The codes of a day by what a spreadsheet leaves of them.
pub(super) struct Codes<'a> {
    by_digits: HashMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Codes<'a> {
    /// Of codes, each with its unit's name.
    pub fn new(codes: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_digits: HashMap<_, Vec<_>> = HashMap::default();
        for (code, name) in codes.filter(|(code, _)| is_digits(code)) {
            let digits = code.trim_start_matches('0');
            by_digits.change(digits, |own| own.push((code, name)));
        }
        Self { by_digits }
    }

    /// The only code with these digits; where there are several, the only one whose
    /// unit is so called.
    pub fn restored(&self, text: &str, name: &str) -> Option<&'a str> {
        let digits = digits_of_number(text)?;
        let found = self.by_digits.get(digits.trim_start_matches('0'))?;
        if let [(code, _)] = found.as_slice() {
            return Some(code);
        }
        let called = fold_marks(name);
        let mut named = found
            .iter()
            .filter(|(_, known)| fold_marks(known) == called);
        match (named.next(), named.next()) {
            (Some((code, _)), None) => Some(code),
            _ => None,
        }
    }
}

/// A new code beside the old one of its row, which shows how many digits there are.
pub(super) fn as_long_as(text: &str, old: &str) -> Option<String> {
    let digits = digits_of_number(text)?;
    let length = if is_digits(old) { old.len() } else { 0 };
    Some(format!("{digits:0>length$}"))
}

fn is_digits(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())
}
