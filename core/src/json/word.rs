//! Values that are written as a word: ids, days, periods.

use serde::{Deserializer, de};
use std::{fmt, marker::PhantomData, str::FromStr};

/// Reads a value out of a text. Faults are placed at the text itself.
///
/// # Errors
///
/// What stands there is no such text.
pub(crate) fn word<'de, D, T>(from: D, expected: &'static str) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr,
{
    from.deserialize_str(Word(expected, PhantomData))
}

struct Word<T>(&'static str, PhantomData<T>);

impl<T: FromStr> de::Visitor<'_> for Word<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let wrong = |_| E::invalid_value(de::Unexpected::Str(text), &self);
        text.parse().map_err(wrong)
    }
}
