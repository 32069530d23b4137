//! Members of teams by inhabitants: of the registry and of a count of people.

use crate::{
    Day, Registry,
    event::Code,
    figure::{Figure, Value},
    hashed::HashSet,
    id::{PersonIx, UnitIx},
    order::{Map, Order},
    place::Crossing,
    team::Body,
};
use serde::Serialize;

/// Members of teams by inhabitants of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MembersRow {
    /// Id of the unit.
    pub unit: String,
    /// Its code on the day of the map.
    pub code: String,
    /// Its name on the day of the map.
    pub name: String,
    /// Who sits in a team of the unit, or of one in it, on the day; each once.
    pub members: u64,
    /// Inhabitants, by the last count whose period has begun.
    pub inhabitants: u32,
    /// First day of that count's period.
    pub from: Day,
    /// First day after it.
    pub until: Day,
    /// Who counted them.
    pub source: String,
    /// Members by a million inhabitants, rounded down: 5,102 are 0.51 by 100. Null
    /// where there are no inhabitants.
    pub per_million: Option<u64>,
}

pub(super) fn rows(
    registry: &Registry,
    day: Day,
    crossing: &Crossing<'_>,
    within: Option<UnitIx>,
) -> Vec<MembersRow> {
    let map = crossing.map();
    let mut counted: Map<usize, (&Figure, u32)> = Map::new();
    for figure in registry.figures() {
        if figure.name != Code::POPULATION || figure.from > day {
            continue;
        }
        let asked = within.is_none_or(|above| map.lies_in(figure.unit, above));
        if let (Value::Count(inhabitants), Some(at)) = (figure.value, map.position_of(figure.unit))
            && asked
        {
            // They stand by period, so the last one stays.
            counted.insert(at, (figure, inhabitants));
        }
    }
    if counted.is_empty() {
        return Vec::new();
    }
    let mut seated: Vec<(usize, PersonIx)> = Vec::new();
    for team in registry.team_ids().iter() {
        let known = registry.team(team).is_some_and(|own| own.spell.holds(day));
        let standing = registry.team_standing(team, day, crossing);
        let at = standing.and_then(|own| map.position_of(own.unit?));
        if let Some(at) = at.filter(|_| known) {
            let members = registry.members_on(Body::Team(team), day);
            seated.extend(members.into_iter().map(|(person, _)| (at, person)));
        }
    }
    seated.order();
    let row = |(figure, inhabitants): &(&Figure, u32)| {
        let stretch = map.stretch(figure.unit);
        let start = seated.partition_point(|(at, _)| *at < stretch.start);
        let end = seated.partition_point(|(at, _)| *at < stretch.end);
        let own = seated.get(start..end).unwrap_or(&[]);
        let people: HashSet<PersonIx> = own.iter().map(|(_, person)| *person).collect();
        let members = u64::try_from(people.len()).unwrap_or(u64::MAX);
        let unit = registry.unit(figure.unit);
        MembersRow {
            unit: registry.unit_ids().text(figure.unit).to_owned(),
            code: unit.map_or("", |unit| unit.code_on(map.day())).to_owned(),
            name: unit.map_or("", |unit| unit.name_on(map.day())).to_owned(),
            members,
            inhabitants: *inhabitants,
            from: figure.from,
            until: figure.until,
            source: figure.source.to_string(),
            per_million: (members * 1_000_000).checked_div(u64::from(*inhabitants)),
        }
    };
    counted.values().map(row).collect()
}
