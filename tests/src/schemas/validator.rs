//! JSON Schema as far as the library's schemas use it; a keyword that is not
//! known here is a fault.

use serde_json::{Map, Value};

/// A schema with its definitions.
pub struct Schema(pub Value);

impl Schema {
    /// What is wrong with a document, if anything is, with its path.
    pub fn fault(&self, document: &Value) -> Option<String> {
        self.check(&self.0, document, "").err()
    }

    fn check(&self, schema: &Value, found: &Value, path: &str) -> Result<(), String> {
        match schema {
            Value::Bool(true) => Ok(()),
            Value::Object(fields) => fields
                .iter()
                .try_for_each(|(keyword, own)| self.keyword(keyword, own, fields, found, path)),
            other => Err(format!("{path}: {other} is no schema that allows this")),
        }
    }

    fn keyword(
        &self,
        keyword: &str,
        own: &Value,
        all: &Map<String, Value>,
        found: &Value,
        path: &str,
    ) -> Result<(), String> {
        let holds = |holds: bool| match holds {
            true => Ok(()),
            false => Err(format!("{path}: {found} against {keyword} {own}")),
        };
        let each = || own.as_array().unwrap().iter();
        let fits = |schema: &Value| self.check(schema, found, path).is_ok();
        match keyword {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" | "then"
            | "minContains" | "maxContains" => Ok(()),
            "$ref" => {
                let place = own.as_str().unwrap().strip_prefix('#').unwrap();
                self.check(self.0.pointer(place).unwrap(), found, path)
            }
            "type" => match own {
                Value::Array(names) => holds(names.iter().any(|name| is(name, found))),
                name => holds(is(name, found)),
            },
            "const" => holds(own == found),
            "enum" => holds(each().any(|one| one == found)),
            "anyOf" => holds(each().any(fits)),
            "oneOf" => holds(each().filter(|schema| fits(schema)).count() == 1),
            "allOf" => each().try_for_each(|schema| self.check(schema, found, path)),
            "if" if fits(own) => self.check(&all["then"], found, path),
            "if" => Ok(()),
            "minimum" => holds(found.as_i64().is_none_or(|n| n >= own.as_i64().unwrap())),
            "maximum" => holds(found.as_i64().is_none_or(|n| n <= own.as_i64().unwrap())),
            "minLength" => holds(length(found).is_none_or(|n| n >= own.as_u64().unwrap())),
            "maxLength" => holds(length(found).is_none_or(|n| n <= own.as_u64().unwrap())),
            "pattern" => {
                let fits = match own.as_str().unwrap() {
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => is_day,
                    "^(month|quarter|year)(:([1-9]|1[0-9]|2[0-8]))?$" => is_period,
                    other => panic!("the pattern {other} is not known to this test"),
                };
                holds(found.as_str().is_none_or(fits))
            }
            "maxItems" => {
                let most = own.as_u64().unwrap() as usize;
                holds(found.as_array().is_none_or(|items| items.len() <= most))
            }
            "items" => (0..)
                .zip(found.as_array().into_iter().flatten())
                .try_for_each(|(at, item): (usize, _)| {
                    self.check(own, item, &format!("{path}/{at}"))
                }),
            "contains" => {
                let Some(items) = found.as_array() else {
                    return Ok(());
                };
                let count = items
                    .iter()
                    .filter(|item| self.check(own, item, path).is_ok())
                    .count() as u64;
                let bound = |name: &str| all.get(name).and_then(Value::as_u64);
                holds(
                    count >= bound("minContains").unwrap_or(1)
                        && count <= bound("maxContains").unwrap_or(u64::MAX),
                )
            }
            "required" => {
                let Some(fields) = found.as_object() else {
                    return Ok(());
                };
                holds(each().all(|name| fields.contains_key(name.as_str().unwrap())))
            }
            "properties" => {
                let known = own.as_object().unwrap();
                let fields = found.as_object().into_iter().flatten();
                fields
                    .filter_map(|(name, value)| Some((name, value, known.get(name)?)))
                    .try_for_each(|(name, value, own)| {
                        self.check(own, value, &format!("{path}/{name}"))
                    })
            }
            "additionalProperties" => {
                let known = all.get("properties").and_then(Value::as_object);
                let mut fields = found.as_object().into_iter().flatten();
                fields.try_for_each(|(name, value)| {
                    match known.is_some_and(|known| known.contains_key(name)) {
                        true => Ok(()),
                        false => self.check(own, value, &format!("{path}/{name}")),
                    }
                })
            }
            other => panic!("the keyword {other} is not known to this test"),
        }
    }
}

fn is(name: &Value, found: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => found.is_null(),
        "boolean" => found.is_boolean(),
        "integer" => found.is_i64() || found.is_u64(),
        "number" => found.is_number(),
        "string" => found.is_string(),
        "array" => found.is_array(),
        "object" => found.is_object(),
        other => panic!("the type {other} is not known to this test"),
    }
}

fn length(found: &Value) -> Option<u64> {
    found.as_str().map(|text| text.chars().count() as u64)
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    lengths == [4, 2, 2] && parts.iter().all(digits)
}

fn is_period(text: &str) -> bool {
    let (name, first) = text.split_once(':').unwrap_or((text, "1"));
    let day = first.parse().is_ok_and(|day: u8| (1..=28).contains(&day));
    ["month", "quarter", "year"].contains(&name) && day && !first.starts_with(['0', '+'])
}
