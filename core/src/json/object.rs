//! Objects are written as objects: serde would also take an array of the fields.

use core::marker::PhantomData;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::Value;
use std::fmt;

/// Something that is read from an object alone.
#[derive(Debug)]
pub(crate) struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OfMap<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_map(OfMap(PhantomData)).map(Self)
    }
}

/// Reads a list of objects.
pub(crate) fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let list = Vec::<Object<T>>::deserialize(deserializer)?;
    Ok(list.into_iter().map(|Object(own)| own).collect())
}

/// The first place at which a list was given for what is written as an object.
pub(super) fn listed(given: &Value, written: &Value) -> Option<String> {
    match (given, written) {
        (Value::Array(_), Value::Object(_)) => Some(String::new()),
        (Value::Array(given), Value::Array(written)) if given.len() == written.len() => {
            let mut items = given.iter().zip(written).enumerate();
            items.find_map(|(at, (given, written))| within(&at.to_string(), given, written))
        }
        (Value::Object(given), Value::Object(written)) => given
            .iter()
            .find_map(|(key, given)| within(key, given, written.get(key)?)),
        _ => None,
    }
}

fn within(step: &str, given: &Value, written: &Value) -> Option<String> {
    let below = listed(given, written)?;
    let step = step.replace('~', "~0").replace('/', "~1");
    Some(format!("/{step}{below}"))
}
