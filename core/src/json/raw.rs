//! A value that is kept as it is written.

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned},
};
use std::fmt;

/// What the reader knows it by.
pub(super) const NAME: &str = "json::Raw";

/// The text of a value within a document, as it stands there.
///
/// ```
/// use noidai::json::{self, Raw};
/// let values: Vec<Raw> = json::borrow(b"[1, {\"a\" : 2}]", json::Limits::default())?;
/// assert_eq!(values[1].get(), "{\"a\" : 2}");
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raw<'a>(&'a str);

impl<'a> Raw<'a> {
    /// The text.
    pub fn get(self) -> &'a str {
        self.0
    }

    /// Reads it into a type; it was checked with its document.
    pub(crate) fn read<T: DeserializeOwned>(self) -> crate::Result<T> {
        super::reader::typed(self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Raw<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AsWritten;
        impl<'de> de::Visitor<'de> for AsWritten {
            type Value = Raw<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Raw<'de>, E> {
                Ok(Raw(text))
            }
        }
        from.deserialize_newtype_struct(NAME, AsWritten)
    }
}
