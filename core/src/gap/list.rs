//! The gaps of a unit: who is not covered, and how far from it.

use super::{
    Ask, Change, Exact, GapQuestion, explanation::scene, reason::name, sought, wants::Wants,
};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    coverage::{ANSWERS, Asked, Counts, OnDay, Verdict, Who, within},
    id::UnitIx,
    order::{Map, Order},
    place::Crossing,
    rule::{Condition, Rule},
};
use serde::Serialize;

/// The gaps of a rule on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Gaps {
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
    /// The unit that was asked about, with what lies in it; null: everywhere.
    pub unit: Option<String>,
    /// `resident`, `household`, `team` or `unit`.
    pub subject: &'static str,
    /// Who may be asked to learn, as the question said.
    pub learners: Option<Condition>,
    /// Where all subjects went.
    pub total: Counts,
    /// How many are not covered and so many steps short, the fewest first; last
    /// those that no change was found for.
    pub short: Vec<Short>,
    /// How many are not assessed and so many questions short.
    pub unasked: Vec<Short>,
    /// The subjects that are not covered, fewest steps first, then by ids; then
    /// those not assessed, fewest questions first, then by ids.
    pub gaps: Vec<Gap>,
    /// Whether the list is all: the question may have limited it.
    pub complete: bool,
}

/// How many subjects are so far from covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Short {
    /// Steps or questions; null where none were found.
    pub steps: Option<u32>,
    /// How many subjects.
    pub subjects: u64,
}

/// One subject that is not covered or not assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Gap {
    /// Its id.
    pub id: String,
    /// Id of the unit that it is counted in; null where it is in none.
    pub unit: Option<String>,
    /// `not_covered` or `not_assessed`.
    pub verdict: Verdict,
    /// Steps, or questions; null where none were found.
    pub steps: Option<u32>,
    /// How many persons it takes.
    pub persons: u32,
    /// If it is not covered, the smallest change.
    pub changes: Vec<Change>,
    /// If it is not assessed, the fewest questions.
    pub questions: Vec<Ask>,
    /// What has been proven.
    pub exact: Exact,
}

/// Gaps that are being listed, some subjects at a time, so that a host can show
/// progress or stop. Dropping it changes nothing.
///
/// ```
/// use noidai::{Registry, coverage::OnDay, event::Batch, gap::{GapQuestion, GapsWork}, rule::built_in};
/// let registry = Registry::open(Batch::default())?;
/// let question = GapQuestion::on("2025-06-30".parse()?);
/// let on_day = OnDay::new(&registry, question.day);
/// let of_coverage = question.coverage();
/// let rules = built_in();
/// let mut work = GapsWork::new(&on_day, &rules[0], &question, &of_coverage)?;
/// while work.step(1_000)? {}
/// assert!(work.finish()?.gaps.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
pub struct GapsWork<'a> {
    asked: Asked<'a>,
    question: &'a GapQuestion,
    /// The way to the map of the answer, where it is not the day's own.
    elsewhere: Option<Crossing<'a>>,
    within: Option<UnitIx>,
    total: Counts,
    short: Map<u32, u64>,
    unasked: Map<u32, u64>,
    gaps: Vec<Gap>,
    dropped: bool,
    done: usize,
}

/// Sorts after every count of steps.
const NONE_FOUND: u32 = u32::MAX;

impl<'a> GapsWork<'a> {
    /// Takes a question up: it and the rule are checked, and nothing is sought yet.
    /// `question.day` must be the day of `on_day`, and `of_coverage` the question's
    /// own [`coverage`](GapQuestion::coverage).
    ///
    /// # Errors
    ///
    /// What is wrong with the question or the rule, with its path.
    pub fn new(
        on_day: &'a OnDay<'a>,
        rule: &'a Rule,
        question: &'a GapQuestion,
        of_coverage: &'a crate::coverage::Question,
    ) -> Result<Self> {
        let asked = Asked::new(on_day, rule, of_coverage)?;
        question.check_learners(rule, on_day.registry().vocabulary())?;
        let map_day = of_coverage.map_day()?;
        let elsewhere = (map_day != on_day.day()).then(|| on_day.registry().crossing(map_day));
        let map = elsewhere.as_ref().map_or(on_day.map(), Crossing::map);
        let within = within(on_day.registry(), map, question.unit.as_deref())?;
        Ok(Self {
            asked,
            question,
            within,
            elsewhere,
            total: Counts::default(),
            short: Map::new(),
            unasked: Map::new(),
            gaps: Vec::new(),
            dropped: false,
            done: 0,
        })
    }

    /// How many households, teams or units have been looked at.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.asked.on_day().all(self.asked.rule().subject)
    }

    /// Looks at so many more households, teams or units, and says whether any are
    /// left.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule as it stands in one of their units.
    pub fn step(&mut self, max_work: usize) -> Result<bool> {
        let on_day = self.asked.on_day();
        let end = self.done.saturating_add(max_work).min(self.all());
        let mut failed = None;
        let subject = self.asked.rule().subject;
        for at in self.done..end {
            let elsewhere = self.elsewhere.as_ref();
            let elsewhere = elsewhere.map(|crossing| on_day.unit_on(crossing, subject, at));
            on_day.each_subject_at(subject, at, |who, unit| {
                if let Err(error) = self.look(who, unit, elsewhere.unwrap_or(unit)) {
                    failed = Some(error);
                }
            });
            if let Some(error) = failed.take() {
                return Err(error);
            }
            // Many more than wanted are thinned out now and then.
            let limit = self
                .question
                .limit
                .map_or(usize::MAX, |limit| limit as usize);
            if self.gaps.len() > limit.saturating_mul(2).saturating_add(1024) {
                self.thin();
            }
        }
        self.done = end;
        Ok(self.done < self.all())
    }

    /// Looks at a subject that stands in one unit on its day's map, and is listed
    /// in another on the answer's.
    fn look(&mut self, who: Who, unit: Option<UnitIx>, listed: Option<UnitIx>) -> Result<()> {
        let own = self.asked.on_day().map();
        let map = self.elsewhere.as_ref().map_or(own, Crossing::map);
        let inside = |within| listed.is_some_and(|unit| map.lies_in(unit, within));
        if !self.within.is_none_or(inside) {
            return Ok(());
        }
        let verdict = self.asked.verdict(who, unit)?;
        self.total.count(verdict);
        if !matches!(verdict, Verdict::NotCovered | Verdict::NotAssessed) {
            return Ok(());
        }
        let learners = self.question.learners.as_ref();
        let gap = gap_of(&self.asked, learners, (who, verdict), unit, listed)?;
        let summed = match verdict {
            Verdict::NotCovered => &mut self.short,
            _ => &mut self.unasked,
        };
        summed.change(gap.steps.unwrap_or(NONE_FOUND), |count| *count += 1);
        self.gaps.push(gap);
        Ok(())
    }

    fn thin(&mut self) {
        self.gaps.order_by(|a, b| order(a).cmp(&order(b)));
        let limit = self
            .question
            .limit
            .map_or(usize::MAX, |limit| limit as usize);
        self.dropped |= self.gaps.len() > limit;
        self.gaps.truncate(limit);
    }

    /// Does what is left and gives the answer.
    ///
    /// # Errors
    ///
    /// As [`step`](Self::step).
    pub fn finish(mut self) -> Result<Gaps> {
        while self.step(usize::MAX)? {}
        self.thin();
        let scene = scene(&self.asked)?;
        let (question, rule) = (self.question, self.asked.rule());
        let units = scene.registry.unit_ids();
        Ok(Gaps {
            v: ANSWERS,
            rule: rule.id.clone(),
            catalogue: scene.catalogue.code.clone(),
            edition: scene.catalogue.version.clone(),
            day: scene.day,
            map: question.map.clone(),
            map_day: self
                .elsewhere
                .as_ref()
                .map_or(scene.day, |elsewhere| elsewhere.map().day()),
            known_at: question.known_at.clone(),
            unit: self.within.map(|unit| units.text(unit).to_owned()),
            subject: rule.subject.name(),
            learners: question.learners.clone(),
            total: self.total,
            short: summed(&self.short),
            unasked: summed(&self.unasked),
            gaps: self.gaps,
            complete: !self.dropped,
        })
    }
}

/// How far a subject is from covered that is not covered or not assessed. It stands in
/// one unit on its day's map, and is listed in another on the answer's.
///
/// # Errors
///
/// What is wrong with the rule as it stands in that unit.
pub(crate) fn gap_of(
    asked: &Asked<'_>,
    learners: Option<&Condition>,
    (who, verdict): (Who, Verdict),
    unit: Option<UnitIx>,
    listed: Option<UnitIx>,
) -> Result<Gap> {
    let scene = scene(asked)?;
    let rule = asked.concrete(unit)?;
    let vocabulary = scene.registry.vocabulary();
    let catalogue = vocabulary.catalogue(&asked.rule().catalogue);
    let catalogue = catalogue.ok_or_else(|| Error::new(ErrorKind::UnknownCatalogue))?;
    let wants = Wants::of(&rule, vocabulary, catalogue);
    let units = scene.registry.unit_ids();
    let mut gap = Gap {
        id: name(&scene, who).1.to_owned(),
        unit: listed.map(|unit| units.text(unit).to_owned()),
        verdict,
        steps: None,
        persons: 0,
        changes: Vec::new(),
        questions: Vec::new(),
        exact: Exact {
            cost: true,
            persons: true,
        },
    };
    if verdict == Verdict::NotCovered {
        let found = sought::smallest_change(scene, &wants, &rule, learners, who);
        (gap.steps, gap.persons, gap.exact) = (found.cost, found.persons, found.exact);
        gap.changes = found.changes;
    } else {
        let found = sought::fewest_questions(scene, &wants, &rule, who);
        (gap.steps, gap.persons, gap.exact) = (found.cost, found.persons, found.exact);
        gap.questions = found.questions;
    }
    Ok(gap)
}

fn order(gap: &Gap) -> (bool, u32, &str) {
    let steps = gap.steps.unwrap_or(NONE_FOUND);
    (gap.verdict == Verdict::NotAssessed, steps, &gap.id)
}

fn summed(counts: &Map<u32, u64>) -> Vec<Short> {
    let each = counts.iter().map(|(steps, subjects)| Short {
        steps: Some(*steps).filter(|steps| *steps != NONE_FOUND),
        subjects: *subjects,
    });
    each.collect()
}

/// The gaps of a rule on a day.
///
/// # Errors
///
/// What is wrong with the question or the rule.
pub fn gaps(registry: &Registry, rule: &Rule, question: &GapQuestion) -> Result<Gaps> {
    let on_day = OnDay::new(registry, question.day);
    gaps_on(&on_day, rule, question)
}

/// The gaps of a rule on a day that was made before. `question.day` must be the day
/// of `on_day`.
///
/// # Errors
///
/// As [`gaps`].
pub fn gaps_on(on_day: &OnDay, rule: &Rule, question: &GapQuestion) -> Result<Gaps> {
    let of_coverage = question.coverage();
    GapsWork::new(on_day, rule, question, &of_coverage)?.finish()
}
