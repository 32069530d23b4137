//! What a sound reform says, written into the columns.

use super::ground::Ground;
use crate::{
    Day, Result,
    event::Code,
    household::Placed,
    id::{CommitteeIx, HouseholdIx, PersonIx, UnitIx},
    place::{Coded, Named, Parented, Passage, Reform},
    registry::fold,
    team::{AnswersTo, Body, Committee, Membership, TeamMoved},
    time::Spell,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Writes a reform that [`check`](super::check) found sound. It fails only where
/// there are more ids than can be counted, and then before anything is written.
pub(super) fn lay_down(ground: &mut Ground<'_>, reform: &Reform, number: usize) -> Result<()> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let (day, from) = (reform.day, Some(reform.day));
    let mut opened: Vec<(UnitIx, Code)> = Vec::with_capacity(reform.open.len());
    for one in &reform.open {
        let level = ground.batch.vocabulary.code(&one.level)?;
        opened.push((ground.batch.units.intern(&one.unit)?, level));
    }
    let mut committees: Vec<CommitteeIx> = Vec::new();
    for one in &reform.open_committees {
        committees.push(ground.batch.committees.intern(&one.committee)?);
    }

    for (one, (unit, level)) in reform.open.iter().zip(opened) {
        ground.open(unit, day, level);
        let (name, kind) = (one.name.clone(), one.kind.clone());
        ground.name(unit, Named { from, name, kind });
        if !one.code.is_empty() {
            let code = one.code.clone();
            ground.code(unit, Coded { from, code });
        }
        let parent = one
            .parent
            .as_deref()
            .and_then(|id| ground.batch.units.find(id));
        ground.parent(unit, Parented { from, parent });
    }
    for id in reform.closing() {
        if let Some(unit) = ground.find(id) {
            ground.close(unit, day, number);
        }
    }
    for one in &reform.succeed {
        if let (Some(from), Some(into)) = (ground.find(&one.from), ground.find(&one.into)) {
            let (part, reform) = (one.part, number);
            ground.pass(Passage {
                from,
                day,
                into,
                part,
                reform,
            });
        }
    }
    for one in &reform.rename {
        if let Some(unit) = ground.find(&one.unit) {
            let (name, kind) = (one.name.clone(), one.kind.clone());
            ground.name(unit, Named { from, name, kind });
        }
    }
    for one in &reform.recode {
        if let Some(unit) = ground.find(&one.unit) {
            let code = one.code.clone();
            ground.code(unit, Coded { from, code });
        }
    }
    for one in &reform.moves {
        if let Some(unit) = ground.find(&one.unit) {
            let parent = one.parent.as_deref().and_then(|id| ground.find(id));
            ground.parent(unit, Parented { from, parent });
        }
    }
    places(ground, reform);
    for (one, ix) in reform.open_committees.iter().zip(committees) {
        if let Some(unit) = ground.find(&one.unit) {
            let spell = Spell { from, until: None };
            let name = one.name.clone();
            ground.open_committee(ix, Committee { spell, unit, name });
        }
    }
    close_committees(ground, reform);
    teams(ground, reform);
    Ok(())
}

/// Households keep their lane until somebody says otherwise.
fn places(ground: &mut Ground<'_>, reform: &Reform) {
    if reform.places.is_empty() {
        return;
    }
    let mut placed: FxHashMap<HouseholdIx, Placed> = FxHashMap::default();
    let before = |one: &&(HouseholdIx, Placed)| one.1.from.is_none_or(|from| from < reform.day);
    for (household, place) in ground.batch.placed.iter().filter(before) {
        let known = placed.entry(*household).or_insert(*place);
        if known.from < place.from {
            *known = *place;
        }
    }
    for one in &reform.places {
        let household = ground.batch.households.find(&one.household);
        if let (Some(household), Some(unit)) = (household, ground.find(&one.unit)) {
            let lane = placed
                .get(&household)
                .map_or(Code::NONE, |known| known.lane);
            let from = Some(reform.day);
            ground
                .batch
                .placed
                .push((household, Placed { from, unit, lane }));
        }
    }
}

/// Whoever sits in a committee that another takes over goes there with the role and
/// force that they had, and so do the teams that answer to it.
fn close_committees(ground: &mut Ground<'_>, reform: &Reform) {
    let day = reform.day;
    let mut heirs: FxHashMap<CommitteeIx, Option<CommitteeIx>> = FxHashMap::default();
    for one in &reform.close_committees {
        if let Some(closed) = ground.committee(&one.committee) {
            heirs.insert(
                closed,
                one.into.as_deref().and_then(|id| ground.committee(id)),
            );
        }
    }
    if heirs.is_empty() {
        return;
    }
    for (ix, committee) in &mut ground.batch.committee {
        if heirs.contains_key(ix) {
            fold::close(&mut committee.spell, day);
        }
    }
    let mut seated: FxHashSet<(PersonIx, CommitteeIx)> = ground
        .batch
        .memberships
        .iter()
        .filter(|(_, seat)| seat.spell.until.is_none_or(|until| day < until))
        .filter_map(|(person, seat)| match seat.body {
            Body::Committee(committee) => Some((*person, committee)),
            Body::Team(_) => None,
        })
        .collect();
    let mut moved: Vec<(PersonIx, Membership)> = Vec::new();
    for (person, seat) in &mut ground.batch.memberships {
        let Body::Committee(committee) = seat.body else {
            continue;
        };
        let Some(heir) = heirs.get(&committee) else {
            continue;
        };
        if seat.spell.until.is_some_and(|until| until <= day) {
            continue;
        }
        let until = seat.spell.until;
        fold::close(&mut seat.spell, day);
        let free = heir.filter(|heir| seated.insert((*person, *heir)));
        if let Some(heir) = free {
            let spell = Spell {
                from: Some(day),
                until,
            };
            moved.push((
                *person,
                Membership {
                    spell,
                    body: Body::Committee(heir),
                    ..*seat
                },
            ));
        }
    }
    ground.batch.memberships.extend(moved);
    let heirs = heirs
        .into_iter()
        .filter_map(|(closed, heir)| Some((closed, heir?)));
    let heirs: FxHashMap<CommitteeIx, CommitteeIx> = heirs.collect();
    let answering: Vec<_> = ground
        .batch
        .team
        .iter()
        .filter(|(_, team)| team.spell.until.is_none_or(|until| day < until))
        .filter_map(|(ix, team)| match team.answers_to {
            Some(AnswersTo::Committee(committee)) => Some((*ix, *heirs.get(&committee)?)),
            _ => None,
        })
        .collect();
    for (team, heir) in answering {
        let answers_to = Some(AnswersTo::Committee(heir));
        ground.batch.team_moved.push((
            team,
            TeamMoved {
                day,
                unit: None,
                answers_to,
            },
        ));
    }
}

fn teams(ground: &mut Ground<'_>, reform: &Reform) {
    let day = reform.day;
    for one in &reform.move_teams {
        if let (Some(team), Some(unit)) = (ground.team(&one.team), ground.find(&one.unit)) {
            let moved = TeamMoved {
                day,
                unit: Some(unit),
                answers_to: None,
            };
            ground.batch.team_moved.push((team, moved));
        }
    }
    let closing: FxHashSet<_> = reform
        .close_teams
        .iter()
        .filter_map(|id| ground.team(id))
        .collect();
    if closing.is_empty() {
        return;
    }
    for (ix, team) in &mut ground.batch.team {
        if closing.contains(ix) {
            fold::close(&mut team.spell, day);
        }
    }
    end_seats(ground, &closing, day);
}

/// The seats of teams that close end with them.
fn end_seats(ground: &mut Ground<'_>, closing: &FxHashSet<crate::id::TeamIx>, day: Day) {
    for (_, seat) in &mut ground.batch.memberships {
        let closes = matches!(seat.body, Body::Team(team) if closing.contains(&team));
        let begun = seat.spell.from.is_none_or(|from| from < day);
        if closes && begun && seat.spell.until.is_none_or(|until| day < until) {
            fold::close(&mut seat.spell, day);
        }
    }
}
