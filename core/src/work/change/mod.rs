//! What has changed between two days, and why: who entered and left each count of
//! each unit, each subject once, for the last change that altered its count.

mod answer;
mod cause;
mod course;
mod edges;
mod looks;
mod question;
mod rows;
mod scene;
mod tally;
mod touched;
mod why;

pub use answer::{ChangeRow, Changed, ChangedSubject, Flow, WhatChanged};
pub use cause::Cause;
pub use question::{ChangeQuestion, Moment};

use crate::{
    Error, ErrorKind, Registry, Result,
    coverage::{Asked, OnDay, within},
    event::Code,
    id::{Dense, HouseholdIx, PersonIx, TeamIx, UnitIx},
    place::{PlaceMap, no_such_level},
    rule::{Rule, Subject},
};
use course::{Course, Stretch};
use rows::Rows;
use scene::{Scene, Whose, epochs};
use tally::Tally;

/// Says what has changed of a rule's counts between two days.
///
/// ```
/// use noidai::{Registry, event::Batch, rule::built_in, work::change::{ChangeQuestion, change}};
/// let registry = Registry::open(Batch::default())?;
/// let question = ChangeQuestion::between("2025-05-31".parse()?, "2025-06-30".parse()?);
/// let answer = change(&registry, &built_in()[0], &question)?;
/// assert!(answer.total.flows.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question or the rule, with its path.
pub fn change(registry: &Registry, rule: &Rule, question: &ChangeQuestion) -> Result<WhatChanged> {
    let ends = question.ends()?;
    let [before, after] = &ends;
    let (from, to) = (before.day, after.day);
    let days = epochs(registry, rule, from, to);
    let maps: Vec<OnDay<'_>> = core::iter::once(from)
        .chain(days.iter().copied())
        .map(|day| OnDay::new(registry, day))
        .collect();
    let asked = maps.iter().map(|on_day| Asked::new(on_day, rule, after));
    let asked: Vec<Asked<'_>> = asked.collect::<Result<_>>()?;
    let scene = Scene::new(registry, &asked, after)?;
    let map_days = [before.map_day()?, after.map_day()?];
    let drawn: Vec<PlaceMap> = match question.map.as_str() {
        "then" => maps.iter().map(|on_day| on_day.map().clone()).collect(),
        _ => vec![registry.map(map_days[1])],
    };
    let (Some(first), Some(last)) = (drawn.first(), drawn.last()) else {
        return Err(Error::new(ErrorKind::Panicked).found("no map"));
    };
    let inside = within(registry, last, question.unit.as_deref())?;
    let levels = levels(registry, [first, last], &question.by)?;
    let rows = drawn
        .iter()
        .map(|map| Rows::of(registry, map, &levels, inside));
    let rows: Vec<Rows> = rows.collect();
    let stretch = Stretch::new(&scene, rule, (from, to), &days, &maps)?;
    let mut tally = Tally::new(&drawn, &rows, levels.len(), inside);
    let touched = stretch.touched();
    for at in 0..all(registry, rule.subject) {
        let Some(whose) = subject(rule.subject, at) else {
            continue;
        };
        let last = scene.state(whose, to, &[])?;
        let first = match &touched {
            Some(touched) if !touched.has(registry, whose) => last,
            _ => scene.state(whose, from, &[])?,
        };
        let states = [first, last];
        tally.count(states);
        if states[0] != states[1] {
            let mut course = Course::new(&stretch, whose, states[1])?;
            tally.changed(whose, states, &mut course)?;
        }
    }
    Ok(tally.answer(registry, question, rule, map_days, &levels))
}

/// How many subjects there ever were.
fn all(registry: &Registry, subject: Subject) -> usize {
    match subject {
        Subject::Resident => registry.person_ids().len(),
        Subject::Household => registry.household_ids().len(),
        Subject::Team => registry.team_ids().len(),
        Subject::Unit => registry.unit_ids().len(),
    }
}

fn subject(subject: Subject, at: usize) -> Option<Whose> {
    Some(match subject {
        Subject::Resident => Whose::Person(PersonIx::from_index(at)?),
        Subject::Household => Whose::Household(HouseholdIx::from_index(at)?),
        Subject::Team => Whose::Team(TeamIx::from_index(at)?),
        Subject::Unit => Whose::Unit(UnitIx::from_index(at)?),
    })
}

/// The levels asked for, else those of the later map and then those that only the
/// earlier one has.
fn levels(
    registry: &Registry,
    [before, after]: [&PlaceMap; 2],
    asked: &[String],
) -> Result<Vec<Code>> {
    let words = registry.vocabulary();
    let mut known: Vec<Code> = after.levels().to_vec();
    known.extend(
        before
            .levels()
            .iter()
            .filter(|own| !after.levels().contains(own)),
    );
    if asked.is_empty() {
        return Ok(known);
    }
    let find = |(at, text): (usize, &String)| {
        let level = words.find(text).filter(|level| known.contains(level));
        level.ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|level| words.text(*level)).collect();
            let mut days = vec![before.day(), after.day()];
            days.dedup();
            no_such_level(text, &names, &days).path(format!("/by/{at}"))
        })
    };
    asked.iter().enumerate().map(find).collect()
}
