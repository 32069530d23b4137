//! Targets on a day: reached, missed or undecided, and whether they are on course.

mod answer;
mod course;
mod question;

pub use crate::reform::{Fallen, OldTarget, Reason};
pub use answer::{RuleOfTarget, TargetRow, Targets, WithoutRule};
pub use course::{Basis, Course, Outcome, behind};
pub use question::TargetQuestion;

use crate::{
    Day, Registry, Result,
    coverage::{ANSWERS, Counts, OnDay, Question, RowKind, coverage_on},
    event::Code,
    hashed::HashMap,
    id::UnitIx,
    order::{Map, Set},
    place::PlaceMap,
    reform::{TargetStanding, targets_on},
    rule::Rule,
};

/// Says of every target that stands on the map how far it is reached, by the rules
/// given. A target is judged by the coverage of its due day, before that by the
/// coverage of the day asked about.
///
/// ```
/// use noidai::{Registry, event::Batch, rule::built_in, work::targets::{TargetQuestion, targets}};
/// let registry = Registry::open(Batch::default())?;
/// let answer = targets(&registry, &built_in(), &TargetQuestion::on("2022-09-30".parse()?))?;
/// assert!(answer.rows.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question, or with a rule that a target has.
pub fn targets(registry: &Registry, rules: &[Rule], question: &TargetQuestion) -> Result<Targets> {
    let map_day = question.map_day()?;
    let crossing = registry.crossing(map_day);
    let map = crossing.map();
    let asked = question.asked(registry, map)?;
    let (mut standing, mut fallen) = targets_on(registry, &crossing);
    standing.retain(|own| asked.is_of(map, own.unit));
    fallen.retain(|own| asked.is_of(map, own.unit));
    let words = registry.vocabulary();
    let rule_of = |code: Code| rules.iter().find(|rule| rule.id == words.text(code));
    let mut counted = Counted::default();
    let mut needed: Map<(Day, Code), Set<UnitIx>> = Map::new();
    for own in standing.iter().filter(|own| rule_of(own.rule).is_some()) {
        let key = (own.due.min(question.day), own.rule);
        needed.change(key, |units| _ = units.insert(own.unit));
    }
    let mut on_day: Option<OnDay<'_>> = None;
    for ((day, code), units) in &needed {
        let Some(rule) = rule_of(*code) else { continue };
        if on_day.as_ref().is_none_or(|known| known.day() != *day) {
            on_day = Some(OnDay::new(registry, *day));
        }
        if let Some(on_day) = &on_day {
            counted.count(on_day, map, (rule, *code), (asked.within, units))?;
        }
    }
    let mut rows = Vec::new();
    let mut without: Map<&str, u64> = Map::new();
    for own in &standing {
        let day = own.due.min(question.day);
        match counted.by_target.get(&(day, own.rule, own.unit)) {
            Some(counts) => rows.push(answer::row(
                registry,
                map,
                own,
                *counts,
                question.day,
                previous(&standing, own),
            )),
            None => without.change(words.text(own.rule), |count| *count += 1),
        }
    }
    let used = |rule: &&Rule| rows.iter().any(|row| row.rule == rule.id);
    let rules = rules.iter().filter(used).map(RuleOfTarget::of).collect();
    let without = without.into_iter();
    Ok(Targets {
        v: ANSWERS,
        day: question.day,
        map: question.map.clone(),
        map_day,
        known_at: question.known_at.clone(),
        unit: question.unit.clone(),
        rules,
        rows,
        fallen: fallen
            .iter()
            .map(|own| Fallen::of(registry, map, own))
            .collect(),
        without_rule: without
            .map(|(rule, targets)| WithoutRule {
                rule: rule.to_owned(),
                targets,
            })
            .collect(),
    })
}

/// The target of the same unit and rule that is due last before another.
fn previous<'s>(
    standing: &'s [TargetStanding],
    own: &TargetStanding,
) -> Option<&'s TargetStanding> {
    let earlier = |other: &&TargetStanding| {
        (other.unit, other.rule) == (own.unit, own.rule) && other.due < own.due
    };
    standing
        .iter()
        .filter(earlier)
        .max_by_key(|other| other.due)
}

/// Counts of rules on days, by unit.
#[derive(Default)]
struct Counted {
    by_target: HashMap<(Day, Code, UnitIx), Counts>,
}

impl Counted {
    fn count(
        &mut self,
        on_day: &OnDay<'_>,
        map: &PlaceMap,
        (rule, code): (&Rule, Code),
        (within, units): (Option<UnitIx>, &Set<UnitIx>),
    ) -> Result<()> {
        let registry = on_day.registry();
        let day = on_day.day();
        let mut question = Question::on(day);
        question.map = map.day().to_string();
        let id = |unit: UnitIx| registry.unit_ids().text(unit).to_owned();
        // All of the units lie in the one asked about.
        question.unit = within.map(id);
        let level = |unit: &UnitIx| map.level(*unit);
        let levels: Set<Code> = units.iter().filter_map(level).collect();
        question.by = levels
            .iter()
            .map(|level| registry.vocabulary().text(*level).to_owned())
            .collect();
        if !levels.is_empty() {
            let answer = coverage_on(on_day, rule, &question)?;
            for row in answer.rows.iter().filter(|row| row.kind == RowKind::Unit) {
                let unit = registry.unit_ids().find(&row.unit);
                if let Some(unit) = unit.filter(|unit| units.contains(unit)) {
                    self.by_target.insert((day, code, unit), row.counts);
                }
            }
        }
        for unit in units.iter().filter(|unit| map.level(**unit).is_none()) {
            question.by = Vec::new();
            question.unit = Some(id(*unit));
            let answer = coverage_on(on_day, rule, &question)?;
            self.by_target.insert((day, code, *unit), answer.total);
        }
        Ok(())
    }
}
