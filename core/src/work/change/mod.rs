//! What has changed between two days, and why: who entered and left each count of
//! each unit, each subject once, for the last change that altered its count.

mod answer;
mod cause;
mod course;
mod earlier;
mod edges;
mod epochs;
mod looks;
mod question;
mod rows;
mod scene;
mod tally;
mod touched;
mod units;
mod whose;
mod why;

pub use answer::{ChangeRow, Changed, ChangedSubject, Flow, WhatChanged};
pub use cause::Cause;
pub use question::{ChangeQuestion, Moment};

use crate::{
    Day, Error, ErrorKind, Registry, Result,
    coverage::{Asked, OnDay, level_names, within},
    place::{PlaceMap, no_such_level},
    rule::Rule,
};
use course::{Course, Stretch};
use earlier::Earlier;
use epochs::Epochs;
use rows::Rows;
use scene::Scene;
use tally::Tally;
use units::Units;
use whose::Whose;

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
    between(&Units::of_one(registry), rule, question, false)
}

/// Says what has changed of a rule's counts between two moments that are known at
/// different instants: the earlier as one registry knows it, the later as another.
///
/// First what was known of the earlier day becomes what is known of it at the later
/// instant: what that alters is *corrected*. Then the days go by as they are known at the
/// later instant. So what was recorded late about the days in between has its own cause,
/// and only what was recorded late about the earlier day itself is corrected.
///
/// # Errors
///
/// What is wrong with the question or the rule, with its path.
pub fn change_known(
    then: &Registry,
    now: &Registry,
    rule: &Rule,
    question: &ChangeQuestion,
) -> Result<WhatChanged> {
    between(&Units::of(then, now), rule, question, true)
}

fn between(
    units: &Units<'_>,
    rule: &Rule,
    question: &ChangeQuestion,
    is_known_otherwise: bool,
) -> Result<WhatChanged> {
    let [then, now] = [units.registry(0), units.registry(1)];
    let ends = question.ends([then.known_at(), now.known_at()])?;
    let [before, after] = &ends;
    let map_days = [before.map_day()?, after.map_day()?];
    let (from, to) = (before.day, after.day);
    let epochs = Epochs::of(now, rule, (from, to));
    let first_days = core::iter::once(from).chain(epochs.days.iter().copied());
    let on_days: Vec<OnDay<'_>> = first_days.map(|day| OnDay::new(now, day)).collect();
    let asked = on_days.iter().map(|on_day| Asked::new(on_day, rule, after));
    let asked: Vec<Asked<'_>> = asked.collect::<Result<_>>()?;
    let scene = Scene::new(now, &asked, after, usize::from(is_known_otherwise))?;
    let earlier_day = is_known_otherwise.then(|| OnDay::new(then, from));
    let earlier_asked = earlier_day.iter();
    let earlier_asked = earlier_asked.map(|on_day| Asked::new(on_day, rule, before));
    let earlier_asked: Vec<Asked<'_>> = earlier_asked.collect::<Result<_>>()?;
    let earlier = match earlier_asked.is_empty() {
        true => None,
        false => Some(Earlier::new(rule, &earlier_asked, before, units)?),
    };
    let mut drawn: Vec<(usize, PlaceMap)> = Vec::new();
    let earlier_map = earlier.as_ref().and_then(Earlier::map);
    drawn.extend(earlier_map.map(|map| (0, map.of_day(map_days[0]))));
    match scene.map() {
        Some(map) => drawn.push((1, map.of_day(map_days[1]))),
        None => drawn.extend(on_days.iter().map(|on_day| (1, on_day.map().clone()))),
    }
    let (Some(first), Some(last)) = (drawn.first(), drawn.last()) else {
        return Err(Error::new(ErrorKind::Panicked).found("no map"));
    };
    let inside = within(now, &last.1, question.unit.as_deref())?;
    let inside = inside.map(|unit| now.unit_ids().text(unit));
    let levels = [level_names(then, &first.1), level_names(now, &last.1)];
    let levels = asked_levels(levels, map_days, &question.by)?;
    let rows = drawn.iter();
    let rows = rows.map(|(end, map)| Rows::of(units, (*end, map), &levels, inside));
    let rows: Vec<Rows> = rows.collect();
    let stretch = Stretch::new(
        &scene,
        rule,
        (from, to),
        (&epochs, &on_days),
        is_known_otherwise,
    )?;
    let mut tally = Tally::new(&rows, &levels);
    let touched = stretch.touched();
    for number in 0..Whose::all(now, rule.subject) {
        let Some(whose) = Whose::at(rule.subject, number) else {
            continue;
        };
        let last = scene.state(whose, to, &[])?;
        let first = match (&earlier, &touched) {
            (Some(earlier), _) => earlier.of(number)?,
            (None, Some(touched)) if !touched.has(now, whose) => last,
            _ => scene.state(whose, from, &[])?,
        };
        let states = [first, last];
        tally.count(states);
        if first != last {
            let mut course = Course::new(&stretch, whose, states)?;
            tally.changed(whose.id(now), states, &mut course)?;
        }
    }
    for whose in earlier.iter().flat_map(|earlier| &earlier.unknown) {
        let first = earlier.as_ref().map(|earlier| earlier.state(*whose));
        let states = [first.transpose()?.flatten(), None];
        tally.count(states);
        let mut course = Course::unknown(&stretch, states[0]);
        tally.changed(whose.id(then), states, &mut course)?;
    }
    Ok(tally.answer(units, question, rule, map_days, inside))
}

/// The levels asked for, else those of the later map and then those that only the
/// earlier one has.
fn asked_levels(
    [before, after]: [Vec<String>; 2],
    days: [Day; 2],
    asked: &[String],
) -> Result<Vec<String>> {
    let mut known = after;
    for level in before {
        if !known.contains(&level) {
            known.push(level);
        }
    }
    let unknown = asked.iter().position(|level| !known.contains(level));
    if let Some((at, text)) = unknown.and_then(|at| Some((at, asked.get(at)?))) {
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut days = days.to_vec();
        days.dedup();
        return Err(no_such_level(text, &names, &days).path(format!("/by/{at}")));
    }
    Ok(match asked {
        [] => known,
        asked => asked.to_vec(),
    })
}
