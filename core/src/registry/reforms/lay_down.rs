//! What a sound reform says, written into the columns.

use super::{
    ground::Ground,
    seats::{self, Heirs},
};
use crate::{
    Day, Result,
    event::Code,
    hashed::{HashMap, HashSet},
    household::Placed,
    id::{CommitteeIx, HouseholdIx, TeamIx, UnitIx},
    place::{Coded, Named, Parented, Passage, Reform},
    registry::fold,
    team::{AnswersTo, Body, Committee, TeamMoved},
    time::Spell,
};

/// Writes a reform that [`check`](super::check) found sound; what another of the day
/// has written alike stays as it is. It fails only where there are more ids than can be
/// counted, and then before anything is written.
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
        if ground.unit(unit).is_none() {
            ground.open(unit, day, level);
        }
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
    let mut before: HashMap<HouseholdIx, Placed> = HashMap::default();
    let mut on_the_day: HashSet<HouseholdIx> = HashSet::default();
    let begun = |one: &&(HouseholdIx, Placed)| one.1.from.is_none_or(|from| from <= reform.day);
    for (household, place) in ground.batch.placed.iter().filter(begun) {
        if place.from == Some(reform.day) {
            on_the_day.insert(*household);
            continue;
        }
        let known = before.get_or(*household, *place);
        if known.from < place.from {
            before.insert(*household, *place);
        }
    }
    for one in &reform.places {
        let household = ground.batch.households.find(&one.household);
        let Some((household, unit)) = household.zip(ground.find(&one.unit)) else {
            continue;
        };
        if on_the_day.insert(household) {
            let known = before.get(&household);
            let lane = known.map_or(Code::NONE, |known| known.lane);
            let from = Some(reform.day);
            let placed = Placed { from, unit, lane };
            ground.batch.placed.push((household, placed));
        }
    }
}

/// Whoever sits in a committee that another takes over goes there with the role and
/// force that they had, and so do the teams that answer to it.
fn close_committees(ground: &mut Ground<'_>, reform: &Reform) {
    let day = reform.day;
    let mut heirs = Heirs::default();
    for one in &reform.close_committees {
        if let Some((closed, _)) = ground.committee(&one.committee) {
            let into = one.into.as_deref().and_then(|id| ground.committee(id));
            heirs.insert(closed, into.map(|(heir, _)| heir));
        }
    }
    if heirs.is_empty() {
        return;
    }
    ground.close_committees(heirs.keys().copied(), day);
    seats::follow(ground, &heirs, day);
    let mut answering: HashMap<TeamIx, (Option<Day>, AnswersTo)> = HashMap::default();
    for (team, record) in &ground.batch.team {
        if record.spell.until.is_none_or(|until| day < until) {
            answering.extend(record.answers_to.map(|to| (*team, (None, to))));
        }
    }
    for (team, moved) in ground
        .batch
        .team_moved
        .iter()
        .filter(|(_, own)| own.day <= day)
    {
        let Some(to) = moved.answers_to else { continue };
        let known = answering.get_or(*team, (None, to));
        let text = |to: AnswersTo| ground.batch.answered(to);
        if (known.0, text(known.1)) < (Some(moved.day), text(to)) {
            answering.insert(*team, (Some(moved.day), to));
        }
    }
    for (team, (_, to)) in answering {
        let AnswersTo::Committee(committee) = to else {
            continue;
        };
        if let Some(heir) = heirs.get(&committee).copied().flatten() {
            let answers_to = Some(AnswersTo::Committee(heir));
            let unit = None;
            ground.move_team(
                team,
                TeamMoved {
                    day,
                    unit,
                    answers_to,
                },
            );
        }
    }
}

fn teams(ground: &mut Ground<'_>, reform: &Reform) {
    let day = reform.day;
    for one in &reform.move_teams {
        let team = ground.team(&one.team).map(|(team, _)| team);
        if let Some((team, unit)) = team.zip(ground.find(&one.unit)) {
            let (unit, answers_to) = (Some(unit), None);
            ground.move_team(
                team,
                TeamMoved {
                    day,
                    unit,
                    answers_to,
                },
            );
        }
    }
    let closing = reform.close_teams.iter();
    let closing = closing.filter_map(|id| Some(ground.team(id)?.0));
    let closing: HashSet<TeamIx> = closing.collect();
    if !closing.is_empty() {
        ground.close_teams(&closing, day);
        end_seats(ground, &closing, day);
    }
}

/// The seats of teams that close end with them.
fn end_seats(ground: &mut Ground<'_>, closing: &HashSet<TeamIx>, day: Day) {
    for (_, seat) in &mut ground.batch.memberships {
        let closes = matches!(seat.body, Body::Team(team) if closing.contains(&team));
        let begun = seat.spell.from.is_none_or(|from| from < day);
        if closes && begun && seat.spell.until.is_none_or(|until| day < until) {
            fold::close(&mut seat.spell, day);
        }
    }
}
