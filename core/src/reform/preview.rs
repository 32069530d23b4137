//! What a reform would do, before it is recorded.

use super::{
    bodies,
    flow::{Flow, counted},
    touched_targets::{TouchedTargets, touched as touched_targets},
};
use crate::{
    Day, Error, Registry,
    hashed::{HashMap, HashSet},
    id::{HouseholdIx, UnitIx},
    place::{Reform, Standing},
    team::Body,
};
use serde::Serialize;

/// What a reform would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Preview {
    /// Its day.
    pub day: Day,
    /// Its legal act.
    pub act: String,
    /// Units that it opens.
    pub opened: usize,
    /// Units that it closes.
    pub closed: usize,
    /// Units that it renames.
    pub renamed: usize,
    /// Units that it gives another code.
    pub recoded: usize,
    /// Units that go on under another unit, whether it says so or they follow the
    /// unit that they lie in.
    pub moved: usize,
    /// Teams whose unit is closed or lies in another unit afterwards.
    pub teams: usize,
    /// Seats in these teams and in the committees that close.
    pub members: usize,
    /// Steering committees that it closes.
    pub committees_closed: usize,
    /// Steering committees that it opens.
    pub committees_opened: usize,
    /// Seats that fall together with another of the same person in the committee that
    /// takes theirs over: of several the highest role goes on, and nobody sits twice.
    pub seats_joined: usize,
    /// Seats that end, or never begin, since nothing takes their committee over.
    pub seats_ended: usize,
    /// Households whose unit is closed or lies in another unit afterwards.
    pub households: u64,
    /// What becomes of targets.
    pub targets: TouchedTargets,
    /// Ids of households that it places and that are not there on its day: closed by
    /// then, or not yet opened. Their place changes nothing that is counted.
    pub not_there: Vec<String>,
    /// What goes where, with the households that go.
    pub flow: Flow,
    /// What stays unassigned: it is known only to be in one of several units.
    pub unassigned: Unassigned,
}

/// What a reform leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unassigned {
    /// Ids of the units that lie in a unit that is parted, and of which nobody says
    /// in which part.
    pub units: Vec<String>,
    /// Households.
    pub households: u64,
    /// Teams.
    pub teams: u64,
    /// Steering committees.
    pub committees: u64,
}

/// Says what a reform would do to a registry, which stays as it is.
///
/// # Errors
///
/// Every fault of the reform, with its path; every reform in effect that would no
/// longer be.
pub fn preview(registry: &Registry, reform: &Reform) -> Result<Preview, Vec<Error>> {
    let after = registry.places_after(reform)?;
    let day = reform.day;
    let before_map = registry.crossing(day.before());
    let after_map = after.crossing(day);
    let above = |unit: UnitIx, registry: &Registry, day: Day| {
        registry.unit(unit).and_then(|known| known.parent_on(day))
    };
    let goes_on = |unit: UnitIx| after_map.map().position_of(unit).is_some();

    let mut moved: HashSet<UnitIx> = HashSet::default();
    let mut open_units = Vec::new();
    let parted: HashSet<UnitIx> = {
        let mut parts: HashMap<UnitIx, usize> = HashMap::default();
        for one in after.lineage().iter().filter(|one| one.day == day) {
            parts.change(one.from, |count| *count += 1);
        }
        parts
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(unit, _)| unit)
            .collect()
    };
    let named: HashSet<&str> = reform.moves.iter().map(|one| one.unit.as_str()).collect();
    for unit in before_map
        .map()
        .units()
        .iter()
        .copied()
        .filter(|unit| goes_on(*unit))
    {
        let old = above(unit, registry, day.before());
        if old != above(unit, &after, day) {
            moved.insert(unit);
        }
        let id = after.unit_ids().text(unit);
        if old.is_some_and(|old| parted.contains(&old) && !goes_on(old)) && !named.contains(id) {
            open_units.push(id.to_owned());
        }
    }
    // Whatever lies in a unit that is closed or moved is touched.
    let touched = |unit: UnitIx| {
        before_map
            .map()
            .upwards(unit)
            .any(|unit| !goes_on(unit) || moved.contains(&unit))
    };

    let told: HashMap<HouseholdIx, UnitIx> = reform
        .places
        .iter()
        .filter_map(|one| {
            Some((
                registry.household_ids().find(&one.household)?,
                after.unit_ids().find(&one.unit)?,
            ))
        })
        .collect();
    let stand = |household: HouseholdIx| -> Option<Standing> {
        if let Some(unit) = told.get(&household) {
            return Some(Standing {
                unit: Some(*unit),
                exact: true,
            });
        }
        registry.household_standing(household, day.before(), &after_map)
    };
    let mut flow = counted(
        registry,
        &after,
        day,
        &before_map,
        &after_map,
        |household| stand(household)?.unit,
    );
    // Another reform of the day may stand in the registry already.
    let own = |way: &super::Way| {
        let mut own = reform.succeed.iter();
        own.any(|one| one.from == way.from && one.into == way.into)
    };
    flow.ways.retain(own);
    let mut households = 0;
    let mut unassigned = Unassigned::default();
    let open_set: HashSet<UnitIx> = open_units
        .iter()
        .filter_map(|id| after.unit_ids().find(id))
        .collect();
    let in_open = |unit: UnitIx| {
        after_map
            .map()
            .upwards(unit)
            .any(|unit| open_set.contains(&unit))
    };
    for household in registry.household_ids().iter() {
        if !registry.is_household_on(household, day.before()) {
            continue;
        }
        let old = registry.household_standing(household, day.before(), &before_map);
        let Some(Standing {
            unit: Some(old),
            exact: was_exact,
        }) = old
        else {
            continue;
        };
        let new = stand(household);
        let changed = new.is_some_and(|new| new.unit != Some(old));
        households += u64::from(changed || touched(old));
        let lost = was_exact && new.is_some_and(|new| !new.exact);
        let open = new.and_then(|new| new.unit).is_some_and(in_open);
        unassigned.households += u64::from(lost || open);
    }
    let lost = |old: Option<Standing>, new: Option<Standing>| {
        let new_unit = new.and_then(|new| new.unit);
        old.is_some_and(|old| old.exact)
            && (new.is_some_and(|new| !new.exact) || new_unit.is_some_and(in_open))
    };
    let mut teams = 0;
    let mut members = 0;
    for ix in registry.team_ids().iter() {
        if !registry
            .team(ix)
            .is_some_and(|team| team.spell.holds(day.before()))
        {
            continue;
        }
        let old = registry.team_standing(ix, day.before(), &before_map);
        let new = after.team_standing(ix, day, &after_map);
        let closes = after.team(ix).is_some_and(|team| !team.spell.holds(day));
        let unit = old.and_then(|old| old.unit);
        if closes || unit != new.and_then(|new| new.unit) || unit.is_some_and(touched) {
            teams += 1;
            members += registry.members_on(Body::Team(ix), day.before()).len();
        }
        unassigned.teams += u64::from(!closes && lost(old, new));
    }
    for ix in registry.committee_ids().iter() {
        if !registry
            .committee(ix)
            .is_some_and(|known| known.spell.holds(day.before()))
        {
            continue;
        }
        if after
            .committee(ix)
            .is_some_and(|known| !known.spell.holds(day))
        {
            members += registry.members_on(Body::Committee(ix), day.before()).len();
            continue;
        }
        let old = registry.committee_standing(ix, &before_map);
        let new = after.committee_standing(ix, &after_map);
        unassigned.committees += u64::from(lost(old, new));
    }
    unassigned.units = open_units;
    let targets = touched_targets(
        (registry, &before_map),
        (&after, &after_map),
        reform,
        &flow,
        touched,
    );
    let (seats_joined, seats_ended) = bodies::seats(registry, reform);
    let is_there = |id: &&str| {
        let household = registry.household_ids().find(id);
        household.is_some_and(|ix| registry.is_household_on(ix, day))
    };
    let placed = reform.places.iter().map(|one| one.household.as_str());
    let not_there = placed.filter(|id| !is_there(id)).map(str::to_owned);
    Ok(Preview {
        day,
        act: reform.act.clone(),
        opened: reform.open.len(),
        closed: reform.closing().len(),
        renamed: reform.rename.len(),
        recoded: reform.recode.len(),
        moved: moved.len(),
        teams,
        members,
        committees_closed: reform.close_committees.len(),
        committees_opened: reform.open_committees.len(),
        seats_joined,
        seats_ended,
        households,
        targets,
        not_there: not_there.collect(),
        flow,
        unassigned,
    })
}
