//! The option that a field of a question is given by.

use crate::failure::Failure;
use noidai::{Error, error::At};

/// The option that a field of a question is given by, parameters and learners aside.
pub fn option_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "day" => "--on",
        "period" => "--period",
        "map" => "--map",
        "today" => "--today",
        "unit" => "--where",
        "by" => "--by",
        "stratify" => "--stratify",
        "over" => "--until",
        "limit" => "--limit",
        "team" => "--team",
        "member" => "--member",
        "from" => "--from",
        "to" => "--to",
        "figures" => "--figure",
        _ => return None,
    })
}

/// A fault of a question without a rule, placed at the option that gave what is wrong.
pub fn at_its_option(error: Error) -> Failure {
    let option = match error.place() {
        At::Path(path) => path.split('/').nth(1).and_then(option_of),
        _ => None,
    };
    Failure::Usage(match option {
        Some(option) => error.path(option),
        None => error,
    })
}
