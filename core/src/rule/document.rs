//! The document of a rule, and the concrete rule once its parameters are set.

use super::{Condition, Given};
use crate::{Day, Error, ErrorKind, Result, json, skill::Names};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Residents, each by themselves.
    Resident,
    /// Households.
    Household,
    /// Teams.
    Team,
    /// Units.
    Unit,
}

impl Subject {
    /// The name in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Household => "household",
            Self::Team => "team",
            Self::Unit => "unit",
        }
    }
}

/// A rule as a document. Wherever a value can stand in its conditions,
/// `{"param": NAME}` can stand for the value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Version of the form of the document: 1.
    pub v: u32,
    /// Id of the rule.
    pub id: String,
    /// Names.
    pub names: Names,
    /// Where the rule comes from, and what was assumed.
    pub source: String,
    /// What it is about.
    pub subject: Subject,
    /// Code of the skill catalogue.
    pub catalogue: String,
    /// Parameters with their defaults.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// Who is considered; null: everybody.
    pub population: Value,
    /// Who is excluded; null: nobody.
    pub exclusions: Value,
    /// What is required.
    pub requirement: Value,
}

/// A parameter of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Name, as `{"param": NAME}` uses it.
    pub name: String,
    /// The value unless another is given. Null takes the clause away.
    pub default: Value,
    /// Values by unit and period; the nearest unit's holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Setting>,
}

/// A parameter's value in a unit and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// In this unit and below, named by its id or else by the code that it carries on
    /// the day asked about; null: everywhere.
    pub unit: Option<String>,
    /// From this day; null: since ever.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub from: Option<Day>,
    /// Until before this day; null: until further notice.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub until: Option<Day>,
    /// The value.
    pub value: Value,
}

/// A rule whose parameters are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concrete {
    /// Who is considered; absent: everybody.
    pub population: Option<Condition>,
    /// Who is excluded; absent: nobody.
    pub exclusions: Option<Condition>,
    /// What is required.
    pub requirement: Condition,
}

impl Rule {
    /// Reads a rule; refuses unknown fields and other versions.
    ///
    /// ```
    /// use noidai::rule::{Rule, built_in};
    /// let text = serde_json::to_string(&built_in()[0]).unwrap();
    /// assert_eq!(Rule::read(&text)?, built_in()[0]);
    /// assert_eq!(Rule::read("{}").unwrap_err().name(), "bad-json");
    /// # Ok::<(), noidai::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Self> {
        let rule: Self = json::read(text)?;
        if rule.v != 1 {
            return Err(Error::new(ErrorKind::UnknownVersion)
                .found(rule.v.to_string())
                .expected("1")
                .path("/v"));
        }
        rule.concrete(&[], None, &[])?;
        Ok(rule)
    }

    /// Sets the parameters: those `given` first, then the values for the unit
    /// nearest to the front of `units` on the day, then the defaults.
    pub fn concrete(&self, units: &[&str], day: Option<Day>, given: &[Given]) -> Result<Concrete> {
        self.resolve(&self.settings(units, day, given)?)
    }
}
