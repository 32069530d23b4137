//! Settings: which value each parameter of a rule has somewhere, on a day.

use super::{Concrete, Condition, Parameter, Rule};
use crate::{Day, Error, ErrorKind, Result, json, time::Spell};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The value of a parameter that a question gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Name of the parameter.
    pub name: String,
    /// Its value. Null takes the clause away.
    pub value: Value,
}

impl Given {
    /// A parameter's value.
    pub fn new(name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

/// The value of each parameter of a rule, comparable: a rule with equal settings
/// is the same concrete rule, so it need be made and checked only once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Settings {
    /// By position of the parameter: the value as compact JSON.
    values: Vec<String>,
}

/// Deepest nesting of a rule's conditions, in JSON levels.
const DEEPEST: usize = 64;

impl Rule {
    /// The values of the parameters: those `given` first, then those of the unit
    /// nearest to the front of `units` on the day, then those of every unit on
    /// the day, then the defaults.
    ///
    /// ```
    /// use noidai::{Day, rule::{Given, built_in}};
    /// let rule = &built_in()[0];
    /// let day: Day = "2025-06-30".parse()?;
    /// let everywhere = rule.settings(&[], Some(day), &[])?;
    /// assert_eq!(rule.settings(&["31441"], Some(day), &[])?, everywhere);
    ///
    /// let adults = rule.settings(&[], Some(day), &[Given::new("min_age", 18)])?;
    /// assert_ne!(adults, everywhere);
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn settings(&self, units: &[&str], day: Option<Day>, given: &[Given]) -> Result<Settings> {
        for (at, one) in given.iter().enumerate() {
            if self.parameter(&one.name).is_none() {
                let error = self.unknown_parameter(&one.name);
                return Err(error.path(format!("/parameters/{at}/name")));
            }
            if given.iter().take(at).any(|known| known.name == one.name) {
                return Err(Error::new(ErrorKind::DoubledName)
                    .found(&one.name)
                    .path(format!("/parameters/{at}/name")));
            }
        }
        let values = self.parameters.iter().map(|parameter| {
            let given = given.iter().find(|one| one.name == parameter.name);
            json::write(given.map_or_else(|| parameter.value(units, day), |one| &one.value))
        });
        Ok(Settings {
            values: values.collect::<Result<_>>()?,
        })
    }

    /// The concrete rule of some settings of this rule.
    ///
    /// ```
    /// use noidai::rule::built_in;
    /// let rule = &built_in()[0];
    /// let settings = rule.settings(&[], None, &[])?;
    /// assert_eq!(rule.resolve(&settings)?, rule.concrete(&[], None, &[])?);
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn resolve(&self, settings: &Settings) -> Result<Concrete> {
        let part = |path, value| self.resolve_part(settings, path, value);
        let requirement = part("/requirement", &self.requirement)?.ok_or_else(|| {
            Error::new(ErrorKind::MissingField)
                .expected("requirement")
                .path("/requirement")
        })?;
        Ok(Concrete {
            population: part("/population", &self.population)?,
            exclusions: part("/exclusions", &self.exclusions)?,
            requirement,
        })
    }

    /// One of the rule's three conditions with its parameters set.
    pub(super) fn resolve_part(
        &self,
        settings: &Settings,
        path: &str,
        value: &Value,
    ) -> Result<Option<Condition>> {
        let value_of = |name: &str| -> Result<Value> {
            let at = self.parameters.iter().position(|known| known.name == name);
            match at.and_then(|at| settings.values.get(at)) {
                Some(text) => json::read(text),
                None => Err(self.unknown_parameter(name)),
            }
        };
        let value = substitute(value, &value_of, path, 0)?;
        json::from_value(&value).map_err(|error| error.within(path))
    }

    /// The parameter of a name.
    pub(super) fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|known| known.name == name)
    }

    pub(super) fn unknown_parameter(&self, name: &str) -> Error {
        let known: Vec<&str> = self
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        Error::new(ErrorKind::UnknownParameter)
            .found(name)
            .expected(known.join(", "))
    }
}

impl Parameter {
    fn value(&self, units: &[&str], day: Option<Day>) -> &Value {
        let value_at = |unit: Option<&str>| {
            let here = self
                .values
                .iter()
                .filter(|setting| setting.unit.as_deref() == unit);
            here.filter(|setting| {
                let spell = Spell {
                    from: setting.from,
                    until: setting.until,
                };
                day.is_some_and(|day| spell.holds(day))
            })
            .map(|setting| &setting.value)
            .next()
        };
        units
            .iter()
            .find_map(|unit| value_at(Some(*unit)))
            .or_else(|| value_at(None))
            .unwrap_or(&self.default)
    }
}

/// Puts values in the place of parameters; a null one takes its field away.
fn substitute(
    value: &Value,
    value_of: &impl Fn(&str) -> Result<Value>,
    path: &str,
    depth: usize,
) -> Result<Value> {
    if depth > DEEPEST {
        return Err(Error::new(ErrorKind::RuleTooDeep)
            .expected(DEEPEST.to_string())
            .path(path));
    }
    if let Some(name) = parameter_named(value) {
        return value_of(name).map_err(|error| error.path(path));
    }
    Ok(match value {
        Value::Object(fields) => {
            let mut set = serde_json::Map::new();
            for (name, field) in fields {
                let inner = substitute(field, value_of, &format!("{path}/{name}"), depth + 1)?;
                if !inner.is_null() {
                    set.insert(name.clone(), inner);
                }
            }
            Value::Object(set)
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let set = items
                .map(|(at, item)| substitute(item, value_of, &format!("{path}/{at}"), depth + 1));
            Value::Array(set.collect::<Result<_>>()?)
        }
        other => other.clone(),
    })
}

/// The parameter that stands in the place of a value, if one does.
pub(super) fn parameter_named(value: &Value) -> Option<&str> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    fields.get("param")?.as_str()
}
