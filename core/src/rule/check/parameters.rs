//! The check of parameters: their names, where their values hold, and the
//! conditions with each value in its place.

use super::{asked::Asked, condition::Conditions};
use crate::{
    Error, ErrorKind,
    error::At,
    event::{Vocabulary, vocabulary::check_code},
    id, json,
    rule::{Given, Parameter, Rule, Setting, settings::parameter_named},
    time::Spell,
};
use serde_json::Value;

/// A value that is tried in a parameter's place, and where it stands.
struct Tried<'a> {
    name: &'a str,
    value: &'a Value,
    path: String,
}

impl Rule {
    fn parts(&self) -> [(&'static str, &Value); 3] {
        [
            ("/population", &self.population),
            ("/exclusions", &self.exclusions),
            ("/requirement", &self.requirement),
        ]
    }

    /// Names of parameters, and units and spells of their values.
    pub(super) fn check_parameters(&self) -> Vec<Error> {
        let mut faults = Vec::new();
        for (at, parameter) in self.parameters.iter().enumerate() {
            let path = format!("/parameters/{at}");
            let name = &parameter.name;
            if let Err(error) = check_code(name) {
                faults.push(error.path(format!("{path}/name")));
            }
            let mut before = self.parameters.iter().take(at);
            if before.any(|known| known.name == *name) {
                let error = Error::new(ErrorKind::DoubledName).found(name);
                faults.push(error.path(format!("{path}/name")));
            }
            check_settings(parameter, &path, &mut faults);
        }
        faults
    }

    /// The conditions, first with the defaults and then with each other value by
    /// itself in the place of its parameter.
    pub(super) fn check_conditions(&self, vocabulary: &Vocabulary) -> Vec<Error> {
        let by_default = self.check_with(None, vocabulary);
        let mut faults = by_default.clone();
        for (at, parameter) in self.parameters.iter().enumerate() {
            for (number, setting) in parameter.values.iter().enumerate() {
                let tried = Tried {
                    name: &parameter.name,
                    value: &setting.value,
                    path: format!("/parameters/{at}/values/{number}/value"),
                };
                // A fault that only this value brings stands at the value.
                for error in self.check_with(Some(&tried), vocabulary) {
                    if by_default.contains(&error) {
                        continue;
                    }
                    let inside = path_of(&error).starts_with(&tried.path);
                    faults.push(if inside {
                        error
                    } else {
                        error.path(&tried.path)
                    });
                }
            }
        }
        faults
    }

    fn check_with(&self, tried: Option<&Tried>, vocabulary: &Vocabulary) -> Vec<Error> {
        let given: Vec<Given> = tried
            .iter()
            .map(|tried| Given::new(tried.name, tried.value.clone()))
            .collect();
        let settings = match self.settings(&[], None, &given) {
            Ok(settings) => settings,
            Err(error) => return vec![error],
        };
        let mut check = Conditions::new(vocabulary, &self.catalogue);
        for (path, value) in self.parts() {
            let mut faults = Vec::new();
            self.check_document(value, path, 0, &mut faults);
            let lacking = faults
                .iter()
                .any(|error| error.kind() == ErrorKind::UnknownParameter);
            faults.into_iter().for_each(|error| check.fault(error));
            if lacking {
                continue;
            }
            match self.resolve_part(&settings, path, value) {
                Ok(Some(condition)) => {
                    check.condition(&condition, Asked::subject(self.subject), path, 1);
                }
                Ok(None) if path == "/requirement" => {
                    let error = Error::new(ErrorKind::MissingField);
                    check.fault(error.expected("requirement").path(path));
                }
                Ok(None) => {}
                Err(error) => check.fault(error),
            }
        }
        let faults = check.faults().into_iter();
        faults.map(|error| self.at_value(error, tried)).collect()
    }

    /// What can be seen only before values are put in: parameters that are not
    /// there, and an age without bounds (with a parameter that may be null, it
    /// is one that a province may add).
    fn check_document(&self, value: &Value, path: &str, depth: usize, faults: &mut Vec<Error>) {
        // The depth of documents that were read is bounded; others' is here.
        if depth > crate::json::Limits::default().depth {
            return;
        }
        if let Some(name) = parameter_named(value) {
            if self.parameter(name).is_none() {
                faults.push(self.unknown_parameter(name).path(path));
            }
            return;
        }
        match value {
            Value::Object(fields) => {
                for (name, field) in fields {
                    let path = format!("{path}/{name}");
                    let bare =
                        |bounds: &serde_json::Map<_, Value>| bounds.values().all(Value::is_null);
                    if name == "age" && field.as_object().is_some_and(bare) {
                        let error = Error::new(ErrorKind::AlwaysHolds).found("age {}");
                        faults.push(error.path(path));
                    } else {
                        self.check_document(field, &path, depth + 1, faults);
                    }
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.check_document(item, &format!("{path}/{at}"), depth + 1, faults);
                }
            }
            _ => {}
        }
    }

    /// Moves a fault inside a value that was put in to where that value stands.
    fn at_value(&self, error: Error, tried: Option<&Tried>) -> Error {
        let path = path_of(&error);
        let Some((name, rest)) = self.through_parameter(path) else {
            return error;
        };
        let found = self.parameters.iter().enumerate();
        let Some((at, parameter)) = found.clone().find(|(_, known)| known.name == name) else {
            return error;
        };
        let (place, value) = match tried.filter(|tried| tried.name == name) {
            Some(tried) => (tried.path.clone(), tried.value),
            None => (format!("/parameters/{at}/default"), &parameter.default),
        };
        let found = json::write(value.pointer(rest).unwrap_or(value)).unwrap_or_default();
        let place = format!("{place}{rest}");
        if error.kind() != ErrorKind::BadJson {
            return error.path(place);
        }
        error
            .of_kind(ErrorKind::BadParameter)
            .found(found)
            .path(place)
    }

    /// Moves a fault inside a value that a question gives to where it gives it.
    pub(crate) fn at_given(&self, error: Error, given: &[Given]) -> Error {
        let through = self.through_parameter(path_of(&error));
        let name = through.map(|(name, _)| name);
        let mut all = given.iter().enumerate();
        let Some((at, one)) = all.find(|(_, one)| Some(one.name.as_str()) == name) else {
            return error;
        };
        let tried = Tried {
            name: &one.name,
            value: &one.value,
            path: format!("/parameters/{at}/value"),
        };
        self.at_value(error, Some(&tried))
    }

    /// The parameter that a path leads through, and the rest of the path.
    fn through_parameter<'a>(&'a self, path: &'a str) -> Option<(&'a str, &'a str)> {
        let (part, value) = self.parts().into_iter().find(|(part, _)| {
            let rest = path.strip_prefix(part);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })?;
        let inner = path.strip_prefix(part)?;
        let ends = inner.match_indices('/').map(|(at, _)| at);
        ends.chain([inner.len()]).find_map(|end| {
            let (way, rest) = inner.split_at_checked(end)?;
            Some((parameter_named(value.pointer(way)?)?, rest))
        })
    }
}

fn check_settings(parameter: &Parameter, path: &str, faults: &mut Vec<Error>) {
    let spell = |setting: &Setting| Spell {
        from: setting.from,
        until: setting.until,
    };
    for (at, setting) in parameter.values.iter().enumerate() {
        let path = format!("{path}/values/{at}");
        if let Some(Err(error)) = setting.unit.as_deref().map(id::check) {
            faults.push(error.path(format!("{path}/unit")));
        }
        if let (Some(from), Some(until)) = (setting.from, setting.until)
            && !spell(setting).is_real()
        {
            let error = Error::new(ErrorKind::EndsBeforeBegins).found(until.to_string());
            let error = error.expected(from.to_string());
            faults.push(error.path(format!("{path}/until")));
            continue;
        }
        let mut before = parameter.values.iter().take(at);
        if before.any(|other| {
            other.unit == setting.unit
                && spell(other).is_real()
                && spell(other).overlaps(spell(setting))
        }) {
            let unit = setting.unit.as_deref().unwrap_or("null");
            let error = Error::new(ErrorKind::DoubledName).found(unit);
            faults.push(error.path(path));
        }
    }
}

fn path_of(error: &Error) -> &str {
    match error.place() {
        At::Path(path) => path,
        _ => "",
    }
}
