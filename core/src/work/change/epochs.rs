//! The days on which units, bodies of units and parameters of a rule change.

use super::{cause::Cause, whose::Whose};
use crate::{
    Day, Registry,
    id::TeamIx,
    order::Order,
    rule::{Rule, Subject},
};

/// The days of a stretch on which units, bodies of units and parameters of a rule change:
/// from one to the next the rule stands on the same map.
pub(super) struct Epochs {
    pub days: Vec<Day>,
    /// Of these, those on which units change.
    of_units: Vec<Day>,
    /// Those on which teams and committees do, where units are what is counted.
    of_bodies: Vec<Day>,
}

impl Epochs {
    /// Those after a day, and up to another.
    pub(super) fn of(registry: &Registry, rule: &Rule, (from, to): (Day, Day)) -> Self {
        let inside = |days: Vec<Option<Day>>| {
            let mut days: Vec<Day> = days.into_iter().flatten().collect();
            days.retain(|day| from < *day && *day <= to);
            days.order();
            days.dedup();
            days
        };
        let of_units = inside(unit_days(registry));
        let of_bodies = match rule.subject {
            Subject::Team | Subject::Unit => inside(body_days(registry)),
            Subject::Household | Subject::Resident => Vec::new(),
        };
        let settings = rule.parameters.iter().flat_map(|own| &own.values);
        let mut days: Vec<Option<Day>> = settings.flat_map(|own| [own.from, own.until]).collect();
        days.extend(of_units.iter().chain(&of_bodies).copied().map(Some));
        Self {
            days: inside(days),
            of_units,
            of_bodies,
        }
    }

    /// Of the changes that an epoch begins with, the last in canonical order: of bodies
    /// where the subject has to do with them, of units, of the rule.
    pub(super) fn cause(&self, registry: &Registry, rule: &Rule, whose: Whose, day: Day) -> Cause {
        let of_bodies = match whose {
            Whose::Person(_) | Whose::Household(_) => false,
            Whose::Team(team) => is_day_of(registry, team, day),
            Whose::Unit(_) => self.of_bodies.contains(&day),
        };
        if of_bodies {
            return Cause::TeamChanged;
        }
        let settings = rule.parameters.iter().flat_map(|own| &own.values);
        let mut settings = settings.flat_map(|own| [own.from, own.until]);
        match self.of_units.contains(&day) {
            false if settings.any(|own| own == Some(day)) => Cause::RuleChanged,
            _ => Cause::PlaceReformed,
        }
    }
}

/// Whether a team is opened, closed or moved on a day.
fn is_day_of(registry: &Registry, team: TeamIx, day: Day) -> bool {
    let spell = registry.team(team).map(|own| own.spell).unwrap_or_default();
    let mut moves = registry.moves_of(team).iter();
    spell.from == Some(day) || spell.until == Some(day) || moves.any(|(_, own)| own.day == day)
}

/// The days on which units change.
fn unit_days(registry: &Registry) -> Vec<Option<Day>> {
    let mut days: Vec<Option<Day>> = Vec::new();
    for unit in registry
        .unit_ids()
        .iter()
        .filter_map(|ix| registry.unit(ix))
    {
        days.extend([unit.spell.from, unit.spell.until]);
        days.extend(unit.names.iter().map(|named| named.from));
        days.extend(unit.parents.iter().map(|parented| parented.from));
    }
    days.extend(registry.lineage().iter().map(|one| Some(one.day)));
    days
}

/// The days on which teams and committees change.
fn body_days(registry: &Registry) -> Vec<Option<Day>> {
    let mut days: Vec<Option<Day>> = Vec::new();
    for team in registry
        .team_ids()
        .iter()
        .filter_map(|ix| registry.team(ix))
    {
        days.extend([team.spell.from, team.spell.until]);
    }
    days.extend(registry.team_moves().map(|(_, moved)| Some(moved.day)));
    let committees = registry.committee_ids().iter();
    for committee in committees.filter_map(|ix| registry.committee(ix)) {
        days.extend([committee.spell.from, committee.spell.until]);
    }
    days
}
