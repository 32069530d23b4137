//! Parameters: which value holds where, put in the place of `{"param": NAME}`.

use noidai::{
    Day,
    rule::{Concrete, Given, Rule},
};
use serde_json::{Map, Value};

/// The rule as it stands in the first of some units on a day: "those given first,
/// then the nearest unit's, then everybody's, then the default".
pub fn concrete(rule: &Rule, units: &[&str], day: Day, given: &[Given]) -> Concrete {
    let value = |name: &str| -> Value {
        let parameter = rule.parameters.iter().find(|known| known.name == name);
        let parameter = parameter.unwrap();
        if let Some(given) = given.iter().find(|given| given.name == name) {
            return given.value.clone();
        }
        let mut places: Vec<Option<&str>> = units.iter().map(|unit| Some(*unit)).collect();
        places.push(None);
        for place in places {
            for setting in &parameter.values {
                if setting.unit.as_deref() == place
                    && setting.from.is_none_or(|from| from <= day)
                    && setting.until.is_none_or(|until| day < until)
                {
                    return setting.value.clone();
                }
            }
        }
        parameter.default.clone()
    };
    let part = |document: &Value| {
        let set = put_in(document, &value);
        serde_json::from_value(set).unwrap()
    };
    Concrete {
        population: part(&rule.population),
        exclusions: part(&rule.exclusions),
        requirement: serde_json::from_value(put_in(&rule.requirement, &value)).unwrap(),
    }
}

/// "A null value takes its clause away."
fn put_in(document: &Value, value: &impl Fn(&str) -> Value) -> Value {
    match document {
        Value::Object(fields) => {
            if let (1, Some(Value::String(name))) = (fields.len(), fields.get("param")) {
                return value(name);
            }
            let mut set = Map::new();
            for (name, field) in fields {
                let field = put_in(field, value);
                if !field.is_null() {
                    set.insert(name.clone(), field);
                }
            }
            Value::Object(set)
        }
        Value::Array(items) => items.iter().map(|item| put_in(item, value)).collect(),
        other => other.clone(),
    }
}
