//! What stands in the way of reading or writing a type.

use super::{
    pointer::{Step, pointer},
    told,
};
use serde::{
    de::{self, Expected, Unexpected},
    ser,
};
use std::fmt;

/// What a type refused, and where it stands. In a box, since each type carries it
/// through each of its fields.
#[derive(Debug)]
pub(super) struct Fault(Box<Detail>);

#[derive(Debug)]
struct Detail {
    message: String,
    path: String,
}

impl Fault {
    #[inline(never)]
    pub(super) fn new(message: String) -> Self {
        let path = String::new();
        Self(Box::new(Detail { message, path }))
    }

    #[inline(never)]
    pub(super) fn below(mut self, step: Step<'_>) -> Self {
        self.0.path.insert_str(0, &pointer(&[step]));
        self
    }

    #[inline(never)]
    pub(super) fn told(self) -> crate::Error {
        told::error(&self.0.message).path(self.0.path)
    }

    /// The message alone.
    pub(super) fn message(self) -> String {
        self.0.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl core::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    #[inline(never)]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        other(found, expected)
    }

    #[inline(never)]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        other(found, expected)
    }
}

/// The fault that something stands where something else is due. What a document cannot
/// hold is not told: the text of a fraction alone takes 8 KB of a page's wasm.
fn other(found: Unexpected<'_>, expected: &dyn Expected) -> Fault {
    let found = match found {
        Unexpected::Bool(own) => own.to_string(),
        Unexpected::Unsigned(own) => own.to_string(),
        Unexpected::Signed(own) => own.to_string(),
        Unexpected::Str(own) => super::write(own).unwrap_or_default(),
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Seq => "[…]".to_owned(),
        Unexpected::Map => "{…}".to_owned(),
        _ => "unit variant".to_owned(),
    };
    Fault::new(format!("invalid value {found}, expected {expected}"))
}
