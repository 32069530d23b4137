//! What can be asked.

use super::{
    exchange::{AskedAppend, AskedExchange},
    journals::{AskedAnswers, AskedRecords},
};
use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{Question, SeriesQuestion},
    event::Vocabulary,
    gap::GapQuestion,
    import::Faults,
    json,
    rule::{Rule, built_in},
    work::{
        change::ChangeQuestion,
        done::DoneQuestion,
        figures::{CompareFigures, FigureQuestion},
        members::MembersQuestion,
        places::PlacesQuestion,
        targets::TargetQuestion,
        worklist::WorklistQuestion,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The names that `ask` can have.
pub const REQUESTS: [&str; 28] = [
    "coverage",
    "series",
    "explain",
    "gaps",
    "change_events",
    "change",
    "targets",
    "figures",
    "compare_figures",
    "activity",
    "members",
    "places",
    "worklist",
    "rules",
    "check_rule",
    "vocabulary",
    "errors",
    "opened",
    "set_aside",
    "tables",
    "event_kinds",
    "journal",
    "answers",
    "records",
    "append",
    "exchange",
    "pack",
    "duplicates",
];

/// The fields of `coverage`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedCoverage {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question.
    pub question: Question,
}

/// The fields of `series`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedSeries {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question.
    pub question: SeriesQuestion,
}

/// The fields of `explain`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedExplanation {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question.
    pub question: GapQuestion,
    /// The id of the resident, household, team or unit that the rule is about; a unit
    /// also by its code on the day.
    pub subject: String,
}

/// The fields of `gaps`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedGaps {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question.
    pub question: GapQuestion,
}

/// The fields of `change_events`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedChange {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question whose explanation holds the smallest change.
    pub question: GapQuestion,
    /// The id of the household, team, unit or resident that the rule is about; a unit
    /// also by its code on the day.
    pub subject: String,
    /// The day of the events; null: the day asked about.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub on: Option<Day>,
    /// The ids of what is new.
    #[serde(default)]
    pub ids: Vec<NewId>,
}

/// The id of something that a change makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewId {
    /// `person`, `team` or `committee`, as the change says.
    pub noun: String,
    /// Which of the new ones of its noun, from 1.
    pub new: u32,
    /// Its id.
    pub id: String,
}

/// The fields of `change`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedDifference {
    /// The id of a built-in rule, or a rule's document.
    pub rule: Value,
    /// The question.
    pub question: ChangeQuestion,
}

/// The fields of `targets`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedTargets {
    /// The rules that targets may have, each the id of a built-in one or a rule's
    /// document; empty: the built-in ones.
    #[serde(default)]
    pub rules: Vec<Value>,
    /// The question.
    pub question: TargetQuestion,
}

/// The fields of `figures`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedFigures {
    /// The question.
    pub question: FigureQuestion,
}

/// The fields of `worklist`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedWorklist {
    /// The id of a built-in rule about households, or such a rule's document.
    pub rule: Value,
    /// The question.
    pub question: WorklistQuestion,
}

/// The fields of `activity`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedActivity {
    /// The question.
    pub question: DoneQuestion,
}

/// The fields of `members`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedMembers {
    /// The question.
    pub question: MembersQuestion,
}

/// The fields of `places`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedPlaces {
    /// The question.
    pub question: PlacesQuestion,
}

/// The fields of `check_rule`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedRule {
    /// The rule's document.
    pub rule: Value,
}

/// The fields of what is asked by its name alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoFields {}

pub(super) enum Request {
    Coverage(AskedCoverage),
    Series(AskedSeries),
    Explain(AskedExplanation),
    Gaps(AskedGaps),
    ChangeEvents(AskedChange),
    Change(AskedDifference),
    Targets(AskedTargets),
    Figures(AskedFigures),
    CompareFigures(CompareFigures),
    Activity(AskedActivity),
    Members(AskedMembers),
    Places(AskedPlaces),
    Worklist(AskedWorklist),
    Rules,
    CheckRule(AskedRule),
    Vocabulary,
    Errors,
    Opened,
    SetAside,
    Tables,
    EventKinds,
    Journal,
    Answers(AskedAnswers),
    Records(AskedRecords),
    Append(AskedAppend),
    Exchange(AskedExchange),
    Pack,
    Duplicates,
}

impl Request {
    pub(super) fn read(text: &str) -> Result<Self> {
        let (name, fields) = named(text, "ask", &REQUESTS)?;
        let alone = |request| json::from_value::<NoFields>(&fields).map(|_| request);
        match name.as_str() {
            "coverage" => json::from_value(&fields).map(Self::Coverage),
            "explain" => json::from_value(&fields).map(Self::Explain),
            "gaps" => json::from_value(&fields).map(Self::Gaps),
            "change_events" => json::from_value(&fields).map(Self::ChangeEvents),
            "change" => json::from_value(&fields).map(Self::Change),
            "targets" => json::from_value(&fields).map(Self::Targets),
            "figures" => json::from_value(&fields).map(Self::Figures),
            "compare_figures" => json::from_value(&fields).map(Self::CompareFigures),
            "activity" => json::from_value(&fields).map(Self::Activity),
            "members" => json::from_value(&fields).map(Self::Members),
            "places" => json::from_value(&fields).map(Self::Places),
            "worklist" => json::from_value(&fields).map(Self::Worklist),
            "series" => json::from_value(&fields).map(Self::Series),
            "rules" => alone(Self::Rules),
            "check_rule" => json::from_value(&fields).map(Self::CheckRule),
            "vocabulary" => alone(Self::Vocabulary),
            "errors" => alone(Self::Errors),
            "opened" => alone(Self::Opened),
            "set_aside" => alone(Self::SetAside),
            "tables" => alone(Self::Tables),
            "event_kinds" => alone(Self::EventKinds),
            "journal" => alone(Self::Journal),
            "answers" => json::from_value(&fields).map(Self::Answers),
            "records" => json::from_value(&fields).map(Self::Records),
            "append" => json::from_value(&fields).map(Self::Append),
            "exchange" => json::from_value(&fields).map(Self::Exchange),
            "pack" => alone(Self::Pack),
            "duplicates" => alone(Self::Duplicates),
            _ => Err(unknown(&name, "ask", &REQUESTS)),
        }
    }
}

/// The name that a document has in a field, and its other fields.
pub(super) fn named(text: &str, field: &str, known: &[&str]) -> Result<(String, Value)> {
    let fields: Map<String, Value> = json::read(text)?;
    let name = match fields.get(field) {
        Some(Value::String(name)) => name.clone(),
        Some(_) => return Err(unknown("—", field, known)),
        None => {
            let error = Error::new(ErrorKind::MissingField).expected(field);
            return Err(error.path(""));
        }
    };
    Ok((name, Value::Object(json::without(fields, field))))
}

pub(super) fn unknown(name: &str, field: &str, known: &[&str]) -> Error {
    Error::new(ErrorKind::UnknownRequest)
        .found(name)
        .expected(known.join(", "))
        .path(format!("/{field}"))
}

/// The rule that a request names or carries, checked against the words of the
/// registry.
///
/// # Errors
///
/// No built-in rule has the id, or every fault of the document, below `/rule`.
pub(super) fn rule(value: &Value, vocabulary: &Vocabulary) -> Result<Rule, Faults> {
    if let Value::String(id) = value {
        let known = || {
            let rules = built_in();
            let known: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
            Error::new(ErrorKind::UnknownRule)
                .found(id.as_str())
                .expected(known.join(", "))
                .path("/rule")
        };
        return Ok(crate::rule::built_in_of(id).ok_or_else(known)?);
    }
    let rule: Rule = json::from_value(value).map_err(|error| error.within("/rule"))?;
    let faults = faults_of(&rule, vocabulary);
    if faults.count > 0 {
        Err(faults)
    } else {
        Ok(rule)
    }
}

/// The rules that a request names or carries, each checked; where there are none,
/// the built-in ones.
///
/// # Errors
///
/// As [`rule`], below `/rules`.
pub(super) fn rules(values: &[Value], vocabulary: &Vocabulary) -> Result<Vec<Rule>, Faults> {
    if values.is_empty() {
        return Ok(built_in());
    }
    let mut rules: Vec<Rule> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let found = rule(value, vocabulary).map_err(|faults| {
            let moved = |error: Error| {
                let place = match error.place() {
                    crate::error::At::Path(path) => path.clone(),
                    _ => String::new(),
                };
                let rest = place.strip_prefix("/rule").unwrap_or(&place);
                error.path(format!("/rules/{at}{rest}"))
            };
            Faults {
                count: faults.count,
                first: faults.first.into_iter().map(moved).collect(),
            }
        })?;
        if rules.iter().any(|known| known.id == found.id) {
            let error = Error::new(ErrorKind::DoubledName).found(found.id);
            return Err(error.path(format!("/rules/{at}")).into());
        }
        rules.push(found);
    }
    Ok(rules)
}

/// Every fault of a rule, below `/rule`.
pub(super) fn faults_of(rule: &Rule, vocabulary: &Vocabulary) -> Faults {
    let mut faults = Faults::default();
    for error in rule.check(vocabulary) {
        faults.push(error.within("/rule"));
    }
    faults
}
