//! Teams, steering committees and who sits in them, by place.

mod answer;
mod count;
mod question;

pub use answer::{MADE_ANEW, MembersByPlace, MembersOfPlace};
pub use count::{MemberCounts, SeatsOfForce};
pub use question::MembersQuestion;

use crate::{
    Registry, Result,
    coverage::{ANSWERS, Places, RowKind, level_names, levels, rows_of, within},
    place::{PlaceMap, Standing},
    team::Body,
};
use count::Seated;

/// Counts the teams and committees of a day, and who sits in them, in each unit of each
/// level asked for. Bodies and seats add up over the rows of any level, on any map;
/// people, each once, are counted anew for each row.
///
/// ```
/// use noidai::{Registry, event::Batch, work::members::{MembersQuestion, members}};
/// let registry = Registry::open(Batch::default())?;
/// let answer = members(&registry, &MembersQuestion::on("2025-06-30".parse()?))?;
/// assert_eq!((answer.total.teams, answer.total.people), (0, 0));
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question, with its path.
pub fn members(registry: &Registry, question: &MembersQuestion) -> Result<MembersByPlace> {
    let crossing = registry.crossing(question.checked_map_day(registry)?);
    let map = crossing.map();
    let within = within(registry, map, question.unit.as_deref())?;
    let levels = levels(registry, map, &question.by, within)?;
    let day = question.day;
    let mut bodies: Vec<(Body, Option<Standing>)> = Vec::new();
    for ix in registry.team_ids().iter() {
        if registry.team(ix).is_some_and(|own| own.spell.holds(day)) {
            let standing = registry.team_standing(ix, day, &crossing);
            bodies.push((Body::Team(ix), standing));
        }
    }
    for ix in registry.committee_ids().iter() {
        let known = registry.committee(ix);
        if known.is_some_and(|own| own.spell.holds(day)) {
            let standing = registry.committee_standing(ix, &crossing);
            bodies.push((Body::Committee(ix), standing));
        }
    }
    let mut seated = Seated::new(map.units().len());
    for (body, standing) in bodies {
        let at = standing.and_then(|own| position(map, own));
        seated.take(registry, body, day, at);
    }
    let places = Places::of(registry, map);
    let names = level_names(registry, map);
    let asked = within.and_then(|unit| map.position_of(unit));
    let all = match asked {
        Some(at) => places.stretch(at),
        None => 0..places.units.len() + 1,
    };
    let mut rows = Vec::new();
    for level in levels {
        let level = registry.vocabulary().text(level);
        for row in rows_of((&places, &names), asked, level) {
            let counts = seated.counts(registry, row.positions());
            if row.kind == RowKind::Unit || counts != MemberCounts::default() {
                let place = row.place.and_then(|at| places.units.get(at));
                rows.push(MembersOfPlace::of(row.kind, place, level, counts));
            }
        }
    }
    Ok(MembersByPlace {
        v: ANSWERS,
        day,
        map: question.map.clone(),
        map_day: map.day(),
        known_at: question.known_at.clone(),
        unit: within.map(|unit| registry.unit_ids().text(unit).to_owned()),
        made_anew: MADE_ANEW.to_vec(),
        total: seated.counts(registry, core::iter::once(all)),
        rows,
    })
}

fn position(map: &PlaceMap, standing: Standing) -> Option<usize> {
    map.position_of(standing.unit?)
}
