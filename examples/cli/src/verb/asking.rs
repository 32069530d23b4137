//! Which rule is asked, with which values, for which day.

use crate::failure::{Failure, unusable};
use noidai::{
    Day, Error, ErrorKind,
    rule::{Given, Rule, built_in},
};
use std::{fs, path::Path};

/// The rule and the day.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct Asking {
    /// Id of a built-in rule, or a file with a rule's document; by default the
    /// ministry's, or for `explain` the built-in one about what the id names.
    #[arg(long, value_name = "NAME|FILE")]
    pub rule: Option<String>,
    /// The day asked about, YYYY-MM-DD; by default the last day in the data.
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Value of a parameter of the rule, such as min_age=18; may be repeated.
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}

impl Asking {
    /// The values given.
    ///
    /// # Errors
    ///
    /// A value without a name.
    pub fn given(&self) -> Result<Vec<Given>, Failure> {
        let read = |text: &String| {
            let Some((name, value)) = text.split_once('=') else {
                let error = Error::new(ErrorKind::BadParameter).found(text);
                return Err(Failure::Usage(error.expected("NAME=VALUE")));
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
}

/// Whose map an answer stands on.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Question")]
pub struct OnMap {
    /// Whose map: then (the day's own), now (that of --today) or a day; by default
    /// then, and now for a series, which so crosses a reform on one map.
    #[arg(long, value_name = "MAP")]
    pub map: Option<String>,
    /// The day that the map `now` is of; by default the later of --on and the last
    /// day in the data.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

impl OnMap {
    /// The map, and the day to call now where it is of that day.
    ///
    /// # Errors
    ///
    /// What is given as today is no day.
    pub fn of(
        &self,
        default: &str,
        on: Day,
        last: Option<Day>,
    ) -> Result<(String, Option<Day>), Failure> {
        let map = self.map.as_deref().unwrap_or(default);
        let today = match &self.today {
            Some(day) => Some(day.parse().map_err(Failure::Usage)?),
            None => (map == "now").then(|| last.map_or(on, |last| last.max(on))),
        };
        Ok((map.to_owned(), today))
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
        return Err(Failure::Usage(error.expected(known.join(", "))));
    }
    let text = fs::read_to_string(path).map_err(|fault| Failure::Usage(unusable(path, fault)))?;
    Ok(Rule::read(&text)?)
}
