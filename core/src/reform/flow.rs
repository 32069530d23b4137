//! How many households went which way on the day of a reform.

use crate::{
    Day, Registry,
    hashed::HashMap,
    id::{HouseholdIx, UnitIx},
    order::Order,
    place::{Crossing, Passage},
};
use serde::Serialize;

/// What went where on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Flow {
    /// The first day of the new units.
    pub day: Day,
    /// Each succession of the day, by the codes of the old unit and of the new.
    pub ways: Vec<Way>,
}

/// A succession with what went that way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Way {
    /// Id of the old unit.
    pub from: String,
    /// Its code on the day before.
    pub from_code: String,
    /// Its name on the day before.
    pub from_name: String,
    /// Id of the new unit.
    pub into: String,
    /// Its code on the day.
    pub into_code: String,
    /// Its name on the day.
    pub into_name: String,
    /// Whether only a part went there.
    pub part: bool,
    /// Households of the old unit that are in the new one.
    pub households: u64,
    /// Their share of the old unit's households, in parts per million, rounded
    /// down; null where it had none.
    pub share: Option<u32>,
    /// Households of the old unit of which nobody said where they went.
    pub unplaced: u64,
}

/// What went where on a day, as the registry has it.
pub fn flow(registry: &Registry, day: Day) -> Flow {
    let before = registry.crossing(day.before());
    let after = registry.crossing(day);
    let stand = |household: HouseholdIx| {
        registry
            .household_standing(household, day.before(), &after)?
            .unit
    };
    counted(registry, registry, day, &before, &after, stand)
}

/// The same, with the units and successions of another registry after the day.
pub(super) fn counted(
    registry: &Registry,
    reformed: &Registry,
    day: Day,
    before: &Crossing<'_>,
    after: &Crossing<'_>,
    stand: impl Fn(HouseholdIx) -> Option<UnitIx>,
) -> Flow {
    let passages: Vec<Passage> = reformed
        .lineage()
        .iter()
        .filter(|one| one.day == day)
        .copied()
        .collect();
    let mut takers: HashMap<UnitIx, Vec<(UnitIx, usize)>> = HashMap::default();
    for (at, one) in passages.iter().enumerate() {
        takers.change(one.from, |own| own.push((one.into, at)));
    }
    let mut households = vec![0_u64; passages.len()];
    let mut all: HashMap<UnitIx, (u64, u64)> = HashMap::default();
    for household in registry.household_ids().iter() {
        if !registry.is_household_on(household, day.before()) {
            continue;
        }
        let old = registry.household_standing(household, day.before(), before);
        let Some(old) = old.and_then(|standing| standing.unit) else {
            continue;
        };
        let new = stand(household);
        for giver in before.map().upwards(old) {
            let Some(ways) = takers.get(&giver) else {
                continue;
            };
            let into = |taker: UnitIx| new.is_some_and(|new| after.map().lies_in(new, taker));
            let way = ways.iter().find(|(taker, _)| into(*taker));
            // What a unit that goes on keeps is placed, too.
            let kept = way.is_none() && into(giver);
            if let Some(slot) = way.and_then(|(_, at)| households.get_mut(*at)) {
                *slot += 1;
            }
            all.change(giver, |(count, placed)| {
                *count += 1;
                *placed += u64::from(way.is_some() || kept);
            });
        }
    }
    let mut ways: Vec<Way> = passages
        .iter()
        .zip(households)
        .map(|(one, households)| {
            let (count, placed) = all.get(&one.from).copied().unwrap_or((0, 0));
            let named = |unit: UnitIx, day: Day| {
                let known = reformed.unit(unit);
                (
                    reformed.unit_ids().text(unit).to_owned(),
                    known.map_or("", |known| known.code_on(day)).to_owned(),
                    known.map_or("", |known| known.name_on(day)).to_owned(),
                )
            };
            let (from, from_code, from_name) = named(one.from, day.before());
            let (into, into_code, into_name) = named(one.into, day);
            Way {
                from,
                from_code,
                from_name,
                into,
                into_code,
                into_name,
                part: one.part,
                households,
                share: share(households, count),
                unplaced: count - placed,
            }
        })
        .collect();
    ways.order_by(|a, b| {
        let key = |way: &Way| {
            (
                way.from_code.clone(),
                way.from.clone(),
                way.into_code.clone(),
                way.into.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    Flow { day, ways }
}

fn share(part: u64, all: u64) -> Option<u32> {
    let millions = u128::from(part) * 1_000_000;
    u32::try_from(millions.checked_div(u128::from(all))?).ok()
}
