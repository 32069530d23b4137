//! Which rule is asked, with which values of its parameters.

use super::option::option_of;
use crate::failure::{Failure, in_file, unusable};
use noidai::{
    Error, ErrorKind,
    error::At,
    rule::{Given, Rule, built_in},
};
use std::{fs, path::Path};

/// The rule, and the values of its parameters.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct OfRule {
    /// Id of a built-in rule, or a file with a rule's document; by default the
    /// ministry's, or for `explain` the built-in one about what the id names.
    ///
    /// vi: Tên của quy tắc có sẵn, hoặc tệp chứa tài liệu của quy tắc; mặc định là quy
    /// tắc của Bộ, với explain là quy tắc có sẵn về loại mà mã chỉ tới.
    #[arg(long, value_name = "NAME|FILE")]
    pub rule: Option<String>,
    /// Value of a parameter of the rule, such as min_age=18; may be repeated.
    ///
    /// vi: Giá trị của một tham số của quy tắc, như min_age=18; nêu được nhiều lần.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}

impl OfRule {
    /// The values given.
    ///
    /// # Errors
    ///
    /// A value without a name.
    pub fn given(&self) -> Result<Vec<Given>, Failure> {
        let read = |text: &String| {
            let Some((name, value)) = text.split_once('=') else {
                let error = Error::new(ErrorKind::BadParameter).found(text);
                return Err(Failure::Usage(error.expected("NAME=VALUE").path("--set")));
            };
            // A word that is no JSON is a text.
            let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
            Ok(Given {
                name: name.to_owned(),
                value,
            })
        };
        self.set.iter().map(read).collect()
    }

    /// A fault of the question, placed at the option that gave what is wrong.
    pub fn wrong(&self, error: Error) -> Failure {
        let option = match error.place() {
            At::Path(path) => self.option(path),
            _ => None,
        };
        Failure::Usage(match option {
            Some(option) => error.path(option),
            None => error,
        })
    }

    /// The option that a place of a question was given by.
    fn option(&self, path: &str) -> Option<String> {
        let mut steps = path.split('/').skip(1);
        let (first, second) = (steps.next()?, steps.next());
        let option = match first {
            "learners" => {
                let inner = path
                    .strip_prefix("/learners")
                    .filter(|inner| !inner.is_empty());
                return Some(format!("--learners {}", inner.unwrap_or("/")));
            }
            "parameters" => {
                let given = second.and_then(|at| self.set.get(at.parse::<usize>().ok()?));
                let name = given.and_then(|given| given.split('=').next());
                return Some(format!("--set {}", name.unwrap_or_default()));
            }
            other => option_of(other)?,
        };
        Some(option.to_owned())
    }
}

/// A built-in rule by its id, else the document of a file.
///
/// # Errors
///
/// There is neither, or the document has a fault.
pub fn rule_of(name: &str) -> Result<Rule, Failure> {
    let rules = built_in();
    if let Some(rule) = rules.iter().find(|rule| rule.id == name) {
        return Ok(rule.clone());
    }
    let path = Path::new(name);
    if !path.exists() {
        let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let error = Error::new(ErrorKind::UnknownRule).found(name);
        return Err(Failure::Usage(
            error.expected(known.join(", ")).path("--rule"),
        ));
    }
    let text = fs::read_to_string(path).map_err(|fault| Failure::Usage(unusable(path, fault)))?;
    Rule::read(&text).map_err(|error| in_file(path, error).into())
}
