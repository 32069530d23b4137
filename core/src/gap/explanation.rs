//! One subject explained: verdict, reasons, and what would close the gap.

use super::{
    FewestQuestions, GapQuestion, SmallestChange,
    reason::{Answer, Reason, Reasons, name},
    scene::Scene,
    sought,
    wants::Wants,
};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    coverage::{ANSWERS, Asked, OnDay, Verdict, Who},
    id::UnitIx,
    place::Crossing,
    rule::{Condition, Rule},
};
use serde::Serialize;

/// One subject explained. There are ids in it and no names: whoever shows it
/// joins them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Explanation {
    /// Version of the words and forms of answers: [`ANSWERS`].
    pub v: u32,
    /// Id of the rule.
    pub rule: String,
    /// Code of the rule's skill catalogue.
    pub catalogue: String,
    /// Edition of that catalogue.
    pub edition: String,
    /// The day.
    pub day: Day,
    /// On which map.
    pub map: String,
    /// The day of that map.
    pub map_day: Day,
    /// As known at which instant; null: all that is known.
    pub known_at: Option<String>,
    /// `resident`, `household`, `team` or `unit`.
    pub subject: &'static str,
    /// Its id.
    pub id: String,
    /// The units of the answer's map that it lies in, from the highest.
    pub units: Vec<InUnit>,
    /// Where a reform parted its unit and nobody said into which part it went: the
    /// units in which it can lie, in the order of the map. The last of `units` is the
    /// lowest that contains them all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<InUnit>,
    /// Where it went.
    pub verdict: Verdict,
    /// Whether it is considered.
    pub population: Answer,
    /// Whether it is excluded.
    pub exclusions: Answer,
    /// Whether it meets what is required.
    pub requirement: Answer,
    /// Why: the population, the exclusions and the requirement, as far as the
    /// rule has them.
    pub reasons: Vec<Reason>,
    /// Who may be asked to learn, as the question said.
    pub learners: Option<Condition>,
    /// If it is not covered, the smallest change that would cover it.
    pub smallest_change: Option<SmallestChange>,
    /// If it is not assessed, or undetermined, the fewest questions that could
    /// decide.
    pub fewest_questions: Option<FewestQuestions>,
}

/// A unit that a subject lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InUnit {
    /// Id.
    pub id: String,
    /// Its code on that map's day; may be empty.
    pub code: String,
    /// Its level; may be empty.
    pub level: String,
}

/// Explains one subject of a rule on a day.
///
/// ```
/// use noidai::{Registry, event::Batch, gap::{GapQuestion, explain}, rule::built_in};
/// let registry = Registry::open(Batch::default())?;
/// let question = GapQuestion::on("2025-06-30".parse()?);
/// let refused = explain(&registry, &built_in()[0], &question, "h1").unwrap_err();
/// assert_eq!(refused.name(), "unknown-subject");
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question or the rule, or that there is no such subject
/// on the day.
pub fn explain(
    registry: &Registry,
    rule: &Rule,
    question: &GapQuestion,
    id: &str,
) -> Result<Explanation> {
    explain_on(&OnDay::new(registry, question.day), rule, question, id)
}

/// Explains one subject on a day that was made before: for many subjects of one
/// day. `question.day` must be the day of `on_day`.
///
/// # Errors
///
/// As [`explain`].
pub fn explain_on(
    on_day: &OnDay,
    rule: &Rule,
    question: &GapQuestion,
    id: &str,
) -> Result<Explanation> {
    let of_coverage = question.coverage();
    let asked = Asked::new(on_day, rule, &of_coverage)?;
    explain_asked(&asked, question, id)
}

/// Explains one subject of a rule that was asked before: for many subjects of one
/// rule. `asked` must have been made of the question's own
/// [`coverage`](GapQuestion::coverage).
///
/// # Errors
///
/// As [`explain`].
pub fn explain_asked(asked: &Asked, question: &GapQuestion, id: &str) -> Result<Explanation> {
    let map_day = question.coverage().map_day()?;
    let on_day = asked.on_day();
    let elsewhere = (map_day != on_day.day()).then(|| on_day.registry().crossing(map_day));
    let crossing = elsewhere.as_ref().unwrap_or(on_day.crossing());
    explain_on_map(asked, question, crossing, id)
}

/// The same, on the question's map, to which the way was found before.
pub(crate) fn explain_on_map(
    asked: &Asked,
    question: &GapQuestion,
    crossing: &Crossing<'_>,
    id: &str,
) -> Result<Explanation> {
    let vocabulary = asked.on_day().registry().vocabulary();
    question.check_learners(asked.rule(), vocabulary)?;
    let (who, unit) = asked.subject(id)?;
    let scene = scene(asked)?;
    let rule = asked.concrete(unit)?;
    let catalogue = vocabulary.catalogue(&asked.rule().catalogue);
    let catalogue = catalogue.ok_or_else(|| Error::new(ErrorKind::UnknownCatalogue))?;
    let wants = Wants::of(&rule, vocabulary, catalogue);
    let verdict = scene.judge.verdict(&rule, who);
    let reasons = Reasons {
        scene,
        wants: &wants,
    };
    let parts = [
        ("/population", rule.population.as_ref()),
        ("/exclusions", rule.exclusions.as_ref()),
        ("/requirement", Some(&rule.requirement)),
    ];
    let [population, exclusions, requirement] =
        parts.map(|(path, part)| part.map(|part| reasons.of(part, who, path)));
    let answer = |reason: &Option<Reason>, absent: Answer| {
        reason.as_ref().map_or(absent, |reason| reason.answer)
    };
    let learners = question.learners.as_ref();
    let smallest = || sought::smallest_change(scene, &wants, &rule, learners, who);
    let fewest = || sought::fewest_questions(scene, &wants, &rule, who);
    let unsure = matches!(verdict, Verdict::NotAssessed | Verdict::Undetermined);
    let (units, candidates) = units(asked.on_day(), crossing, who, unit);
    Ok(Explanation {
        v: ANSWERS,
        rule: asked.rule().id.clone(),
        catalogue: scene.catalogue.code.clone(),
        edition: scene.catalogue.version.clone(),
        day: scene.day,
        map: question.map.clone(),
        map_day: crossing.map().day(),
        known_at: question.known_at.clone(),
        subject: asked.rule().subject.name(),
        id: name(&scene, who).1.to_owned(),
        units,
        candidates,
        verdict,
        population: answer(&population, Answer::True),
        exclusions: answer(&exclusions, Answer::False),
        requirement: answer(&requirement, Answer::Unknown),
        reasons: [population, exclusions, requirement]
            .into_iter()
            .flatten()
            .collect(),
        learners: question.learners.clone(),
        smallest_change: (verdict == Verdict::NotCovered).then(smallest),
        fewest_questions: unsure.then(fewest),
    })
}

/// The units of a map that a subject lies in, from the highest, and those that
/// it can lie in where there are several; `own` is the lowest of the first on its own
/// day's map.
fn units(
    on_day: &OnDay,
    crossing: &Crossing<'_>,
    who: Who,
    own: Option<UnitIx>,
) -> (Vec<InUnit>, Vec<InUnit>) {
    let registry = on_day.registry();
    let (map, map_day) = (crossing.map(), crossing.map().day());
    let lowest = match map_day == on_day.day() {
        true => own,
        false => on_day.unit_of(crossing, who),
    };
    let in_unit = |unit: UnitIx| InUnit {
        id: registry.unit_ids().text(unit).to_owned(),
        code: registry
            .unit(unit)
            .map_or("", |unit| unit.code_on(map_day))
            .to_owned(),
        level: map
            .level(unit)
            .map_or("", |level| registry.vocabulary().text(level))
            .to_owned(),
    };
    let upwards = lowest.into_iter().flat_map(|unit| map.upwards(unit));
    let mut units: Vec<InUnit> = upwards.map(in_unit).collect();
    units.reverse();
    let candidates = on_day.candidates_of(crossing, who);
    let several = candidates.len() > 1;
    let candidates = candidates.into_iter().filter(|_| several);
    (units, candidates.map(in_unit).collect())
}

pub(super) fn scene<'s>(asked: &'s Asked) -> Result<Scene<'s>> {
    let on_day = asked.on_day();
    let registry = on_day.registry();
    let catalogue = registry.vocabulary().catalogue(&asked.rule().catalogue);
    let (_, catalogue) = catalogue.ok_or_else(|| Error::new(ErrorKind::UnknownCatalogue))?;
    Ok(Scene {
        registry,
        on_day,
        judge: asked.judge(),
        catalogue,
        day: on_day.day(),
    })
}
