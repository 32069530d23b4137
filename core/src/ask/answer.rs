//! What is answered.

use super::{
    Messages, Report, change,
    kept::Kept,
    request::{AskedCoverage, AskedDifference, Request, faults_of, rules},
};
use crate::{
    Day, Error, ErrorKind, Language, Registry, Result,
    coverage::{Asked, Coverage, coverage_on, series},
    error::At,
    event::{Flag, kind},
    export::File,
    gap::{Explanation, GapQuestion, explain_on_map, gaps_on},
    import::Faults,
    json,
    platform::Platform,
    rule::{Rule, built_in},
    skill::Catalogue,
    work::{
        change::{change as changed, change_known},
        done::what_was_done,
        figures::{compare, figures},
        members::members,
        places::places,
        targets::targets,
        worklist::worklist,
    },
};
use serde::Serialize;
use serde_json::Value;

/// What is asked, with what is kept of it.
pub(super) type Known<'k> = (&'k Registry, &'k Kept);

/// The answer to `rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rules {
    /// The built-in rules, the ministry's first.
    pub rules: Vec<Rule>,
}

/// The answer to `vocabulary`: the words that this registry knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Words<'a> {
    /// Skill catalogues, the five basic skills first.
    pub catalogues: &'a [Catalogue],
    /// Platforms.
    pub platforms: &'a [Platform],
    /// Flags.
    pub flags: &'a [Flag],
}

/// The answer to `errors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Kinds {
    /// Every kind of fault.
    pub kinds: Vec<Kind>,
}

/// A kind of fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Kind {
    /// The stable number.
    pub code: u16,
    /// The stable name.
    pub name: &'static str,
    /// The texts, in which `{found}` and `{expected}` stand for what was there
    /// and what was expected.
    pub messages: Messages,
}

/// The answer to `opened`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    /// The last day on which something began or was found; null where no fact
    /// has a day.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub last_day: Option<Day>,
    /// Units that are recorded, whatever the day.
    pub units: usize,
    /// Steering committees.
    pub committees: usize,
    /// Organisations.
    pub organisations: usize,
    /// Teams.
    pub teams: usize,
    /// People, whether residents, members or both.
    pub people: usize,
    /// Households.
    pub households: usize,
    /// Stalls.
    pub stalls: usize,
    /// Activities.
    pub activities: usize,
    /// What was left out or mended while the files were read.
    pub notes: Report,
    /// Why rows were set aside; none unless the options asked for that.
    pub set_aside: Report,
}

/// Files as a document: the answer to `set_aside`, and a part of that of a
/// conversion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Files<'a> {
    /// The files.
    pub files: &'a [File],
}

/// The answer to `duplicates`: records that may be of one person or household. Nothing
/// is joined by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Duplicates {
    /// By score, the highest first, then by ids.
    pub candidates: Vec<crate::journal::Candidate>,
}

/// The answer to `event_kinds`: what can happen.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EventKinds {
    /// Version of the envelope that events travel in.
    pub v: u32,
    /// Every kind, in the canonical order of a day.
    pub kinds: Vec<&'static kind::Kind>,
}

/// The answer to `coverage`, as a value.
pub(super) fn covered(
    (registry, kept): Known<'_>,
    asked: &AskedCoverage,
) -> Result<Coverage, Faults> {
    let rule = kept.rule(&asked.rule, registry.vocabulary())?;
    let question = &asked.question;
    question.check(registry.known_at()).map_err(placed)?;
    let on_day = kept.on_day(registry, question.day);
    Ok(coverage_on(&on_day, &rule.1, question).map_err(placed)?)
}

/// One subject explained.
fn explained(
    (registry, kept): Known<'_>,
    rule: &Value,
    question: &GapQuestion,
    subject: &str,
) -> Result<Explanation, Faults> {
    let rule = kept.rule(rule, registry.vocabulary())?;
    let on_day = kept.on_day(registry, question.day);
    let of_coverage = question.coverage();
    let explained = Asked::new(&on_day, &rule.1, &of_coverage).and_then(|asked| {
        let map_day = of_coverage.map_day()?;
        let elsewhere = (map_day != question.day).then(|| kept.on_day(registry, map_day));
        let crossing = elsewhere.as_ref().unwrap_or(&on_day).crossing();
        explain_on_map(&asked, question, crossing, subject)
    });
    Ok(explained.map_err(placed_with_subject)?)
}

/// What changed between two moments, the earlier of which another registry may know.
pub(super) fn difference(
    then: Option<&Registry>,
    (now, kept): Known<'_>,
    asked: &AskedDifference,
) -> Result<String, Faults> {
    let (rule, question) = (kept.rule(&asked.rule, now.vocabulary())?, &asked.question);
    let answer = match then {
        Some(then) => change_known(then, now, &rule.1, question),
        None => changed(now, &rule.1, question),
    };
    Ok(json::write(&answer.map_err(placed)?)?)
}

/// Answers everything that needs nothing but the registry.
pub(super) fn answer(known: Known<'_>, request: &Request) -> Result<String, Faults> {
    let (registry, kept) = known;
    let vocabulary = registry.vocabulary();
    let text = match request {
        Request::Coverage(asked) => json::write(&covered(known, asked)?),
        Request::Series(asked) => {
            let rule = kept.rule(&asked.rule, vocabulary)?;
            let answer = series(registry, &rule.1, &asked.question).map_err(placed)?;
            json::write(&answer)
        }
        Request::Explain(asked) => {
            let (rule, question) = (&asked.rule, &asked.question);
            json::write(&explained(known, rule, question, &asked.subject)?)
        }
        Request::Gaps(asked) => {
            let rule = kept.rule(&asked.rule, vocabulary)?;
            let on_day = kept.on_day(registry, asked.question.day);
            json::write(&gaps_on(&on_day, &rule.1, &asked.question).map_err(placed)?)
        }
        Request::ChangeEvents(asked) => {
            let (rule, question) = (&asked.rule, &asked.question);
            let found = explained(known, rule, question, &asked.subject)?;
            json::write(&Files {
                files: &change::files(registry, asked, &found)?,
            })
        }
        Request::Change(asked) => return difference(None, known, asked),
        Request::Targets(asked) => {
            let rules = rules(&asked.rules, vocabulary)?;
            let answer = targets(registry, &rules, &asked.question).map_err(placed)?;
            json::write(&answer)
        }
        Request::Figures(asked) => {
            json::write(&figures(registry, &asked.question).map_err(placed)?)
        }
        Request::CompareFigures(asked) => json::write(&compare(registry, asked)?),
        Request::Worklist(asked) => {
            let rule = kept.rule(&asked.rule, vocabulary)?;
            let answer = worklist(registry, &rule.1, &asked.question);
            let answer = answer.map_err(|error| match error.kind() {
                ErrorKind::NotOfHouseholds => error.path("/rule"),
                _ => placed(error),
            })?;
            json::write(&answer)
        }
        Request::Activity(asked) => {
            let answer = what_was_done(registry, &asked.question);
            json::write(&answer.map_err(|error| error.within("/question"))?)
        }
        Request::Members(asked) => {
            json::write(&members(registry, &asked.question).map_err(placed)?)
        }
        Request::Places(asked) => json::write(&places(registry, &asked.question).map_err(placed)?),
        Request::Rules => json::write(&Rules { rules: built_in() }),
        Request::CheckRule(asked) => {
            let faults = match json::from_value::<Rule>(&asked.rule) {
                Ok(rule) => faults_of(&rule, vocabulary),
                Err(error) => Faults::from(error.within("/rule")),
            };
            json::write(&Report::of(&faults))
        }
        Request::Vocabulary => json::write(&Words {
            catalogues: vocabulary.catalogues(),
            platforms: vocabulary.platforms(),
            flags: vocabulary.flags(),
        }),
        Request::Errors => {
            let kinds = ErrorKind::ALL.iter().map(|kind| Kind {
                code: kind.code(),
                name: kind.name(),
                messages: Messages {
                    en: kind.template(Language::English).to_owned(),
                    vi: kind.template(Language::Vietnamese).to_owned(),
                },
            });
            json::write(&Kinds {
                kinds: kinds.collect(),
            })
        }
        Request::Tables => Ok(crate::import::schema::document()),
        Request::EventKinds => json::write(&EventKinds {
            v: crate::event::envelope::VERSION,
            kinds: kind::ALL.iter().flat_map(|family| family.iter()).collect(),
        }),
        Request::Duplicates => json::write(&Duplicates {
            candidates: crate::journal::candidates(registry),
        }),
        Request::Opened
        | Request::SetAside
        | Request::Journal
        | Request::Answers(_)
        | Request::Records(_)
        | Request::Append(_)
        | Request::Exchange(_)
        | Request::Pack => {
            let error = Error::new(ErrorKind::UnknownRequest);
            let error =
                error.found("opened, set_aside, journal, answers, records, append, exchange, pack");
            return Err(error.expected("files").path("/ask").into());
        }
    };
    Ok(text?)
}

/// Places a fault of the subject, the question or the rule in the request.
fn placed_with_subject(error: Error) -> Error {
    let of_subject = matches!(
        error.kind(),
        ErrorKind::UnknownSubject
            | ErrorKind::UnknownUnit
            | ErrorKind::UnitClosed
            | ErrorKind::UnitNotYetOpen
            | ErrorKind::CodeOfAnotherDay
            | ErrorKind::SeveralUnits
    );
    if of_subject && *error.place() == At::Unplaced {
        error.path("/subject")
    } else {
        placed(error)
    }
}

/// Places a fault of the question, or of the rule, in the request.
pub(super) fn placed(error: Error) -> Error {
    const OF_THE_RULE: [&str; 4] = ["/catalogue", "/population", "/exclusions", "/requirement"];
    let in_rule = match error.place() {
        At::Path(path) => OF_THE_RULE.iter().any(|part| path.starts_with(part)),
        _ => false,
    };
    error.within(if in_rule { "/rule" } else { "/question" })
}
