//! What an event says, lent: from an event that was read whole, or from the bytes of its
//! binary form.

use super::About;
use crate::json;
use core::cmp::Ordering;
use serde_json::{Map, Value};

/// A value of `data` or `personal`; null is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar<'e> {
    /// True or false.
    YesNo(bool),
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(&'e str),
    /// A number of another sort, an array or an object.
    Other(&'e Value),
}

impl<'e> Scalar<'e> {
    fn of(value: &'e Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::Bool(said) => Some(Self::YesNo(*said)),
            Value::String(text) => Some(Self::Text(text)),
            Value::Number(number) => Some(number.as_i64().map_or(Self::Other(value), Self::Whole)),
            _ => Some(Self::Other(value)),
        }
    }

    /// The text, if it is one.
    pub fn text(self) -> Option<&'e str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As messages show it: a text as it is, all else as JSON.
    pub fn shown(self) -> String {
        self.text().map_or_else(|| self.json(), str::to_owned)
    }

    /// As JSON.
    pub fn json(self) -> String {
        json::write(&self.value()).unwrap_or_default()
    }

    fn value(self) -> Value {
        match self {
            Self::YesNo(said) => said.into(),
            Self::Whole(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::Other(value) => value.clone(),
        }
    }
}

/// Fields of `data` or `personal`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fields<'e> {
    /// Of an event that was read whole.
    Whole(&'e Map<String, Value>),
    /// In byte order of the names.
    Plain(&'e [(&'e str, Scalar<'e>)]),
}

impl<'e> Fields<'e> {
    /// What a field says.
    #[inline(never)]
    pub fn get(self, name: &str) -> Option<Scalar<'e>> {
        match self {
            Self::Whole(fields) => fields.get(name).and_then(Scalar::of),
            Self::Plain(fields) => {
                let field = fields.iter().find(|(own, _)| *own == name);
                field.map(|(_, value)| *value)
            }
        }
    }

    /// The names.
    pub fn names(self) -> impl Iterator<Item = &'e str> {
        let (whole, plain) = match self {
            Self::Whole(fields) => (Some(fields), &[][..]),
            Self::Plain(fields) => (None, fields),
        };
        let whole = whole.into_iter().flat_map(Map::keys).map(String::as_str);
        whole.chain(plain.iter().map(|(name, _)| *name))
    }

    /// The fields, read whole.
    pub fn to_map(self) -> Map<String, Value> {
        match self {
            Self::Whole(fields) => fields.clone(),
            Self::Plain(fields) => {
                let mut map = Map::new();
                for (name, value) in fields {
                    map.insert((*name).to_owned(), value.value());
                }
                map
            }
        }
    }
}

/// An id that an event is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'e> {
    /// As what; empty: by its noun alone.
    pub role: &'e str,
    /// The noun.
    pub noun: &'e str,
    /// The id.
    pub id: &'e str,
}

impl<'e> Named<'e> {
    pub fn of(about: &'e About) -> Self {
        Self {
            role: about.role.as_deref().unwrap_or(""),
            noun: &about.noun,
            id: &about.id,
        }
    }

    /// How it stands to another in byte order.
    pub fn compare(&self, other: &Self) -> Ordering {
        let roles = match (self.role.is_empty(), other.role.is_empty()) {
            (true, true) => Ordering::Equal,
            _ => self.role.cmp(other.role),
        };
        roles.then_with(|| (self.noun, self.id).cmp(&(other.noun, other.id)))
    }

    pub fn to_about(self) -> About {
        About {
            role: (!self.role.is_empty()).then(|| self.role.to_owned()),
            noun: self.noun.to_owned(),
            id: self.id.to_owned(),
        }
    }

    /// Whether it is named as this; empty: by its noun alone.
    pub fn is_as(&self, role: &str) -> bool {
        // Empty texts are not compared by their bytes: some processors take a hundred
        // times as long for none as for a few.
        self.role.len() == role.len() && (role.is_empty() || self.role == role)
    }
}

/// The ids that an event is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Abouts<'e> {
    /// Of an event that was read whole.
    Whole(&'e [About]),
    /// In byte order, each once.
    Plain(&'e [Named<'e>]),
}

impl<'e> Abouts<'e> {
    /// Each, in order.
    pub fn iter(self) -> impl Iterator<Item = Named<'e>> + Clone {
        let (whole, plain) = match self {
            Self::Whole(all) => (all, &[][..]),
            Self::Plain(all) => (&[][..], all),
        };
        whole.iter().map(Named::of).chain(plain.iter().copied())
    }
}
