//! Whether the units of a day fit together.

use crate::{
    Day, Error, ErrorKind, Registry,
    event::Code,
    hashed::HashMap,
    id::UnitIx,
    order::Order,
    place::{Parented, PlaceMap, Walk},
};

/// What does not fit together among the units of a day, by their order on its map:
/// two with one code, one below the top without a unit above it, one in a unit that
/// is no higher, one that a reform left without saying into which part of its parted
/// unit it went, and one that skips a level that most of its own level have.
pub fn audit(registry: &Registry, day: Day) -> Vec<Error> {
    let map = registry.map(day);
    let called = |unit: UnitIx| {
        let name = registry.unit(unit).map_or("", |known| known.name_on(day));
        format!("{} ({name})", registry.unit_ids().text(unit))
    };
    let levels = map.levels();
    let rank = |unit: UnitIx| {
        let level = map.level(unit)?;
        levels.iter().position(|known| *known == level)
    };
    // The level that units of a level mostly lie in.
    let mut above: HashMap<(Option<Code>, Option<Code>), usize> = HashMap::default();
    for unit in map.units() {
        let parent = map.parent(*unit).and_then(|parent| map.level(parent));
        above.change((map.level(*unit), parent), |count| *count += 1);
    }
    let position = |level: Option<Code>| levels.iter().position(|known| Some(*known) == level);
    let usual = |level: Option<Code>| {
        let own = above.iter().filter(|((known, _), _)| *known == level);
        let most = own.max_by_key(|((_, parent), count)| (**count, position(*parent)));
        most.and_then(|((_, parent), _)| *parent)
    };
    let mut faults = Vec::new();
    let mut carrier: HashMap<&str, UnitIx> = HashMap::default();
    for unit in map.units().iter().copied() {
        let code = registry.unit(unit).map_or("", |known| known.code_on(day));
        if !code.is_empty() {
            match carrier.get(code) {
                Some(other) => {
                    let error = Error::new(ErrorKind::CodeTaken).found(code);
                    faults.push(error.expected(called(*other)));
                }
                None => {
                    carrier.insert(code, unit);
                }
            }
        }
        match map.parent(unit) {
            None if rank(unit).is_some_and(|rank| rank > 0) => {
                faults.push(Error::new(ErrorKind::LeftWithoutParent).found(called(unit)));
            }
            Some(parent) => {
                let parts = left_over(registry, &map, unit);
                if !parts.is_empty() {
                    let parts = parts.into_iter().map(called).collect::<Vec<_>>();
                    let error = Error::new(ErrorKind::PartNotAssigned).found(called(unit));
                    faults.push(error.expected(parts.join(", ")));
                    continue;
                }
                let higher = rank(parent) < rank(unit);
                let wanted = usual(map.level(unit));
                let skips = wanted.is_some_and(|level| {
                    let wanted = levels.iter().position(|known| *known == level);
                    wanted > rank(parent)
                });
                if !higher || skips {
                    let error = Error::new(ErrorKind::LevelMismatch).found(called(unit));
                    faults.push(error.expected(called(parent)));
                }
            }
            None => {}
        }
    }
    faults
}

/// The units of the map into which parts of the unit went that one lay in, where none
/// of them contains it. What the unit above became as a whole later changes nothing.
fn left_over(registry: &Registry, map: &PlaceMap, unit: UnitIx) -> Vec<UnitIx> {
    let Some(known) = registry.unit(unit) else {
        return Vec::new();
    };
    let begun = |entry: &&Parented| entry.from <= Some(map.day());
    for entry in known.parents.iter().filter(begun).rev() {
        let before = |since: Day| known.parent_on(since.before());
        let Some((since, before)) = entry.from.and_then(|since| Some((since, before(since)?)))
        else {
            break;
        };
        let given = registry.lineage().out_of(before).iter();
        let given: Vec<_> = given.filter(|one| one.day == since).collect();
        if given.iter().any(|one| one.part) {
            let walk = Walk {
                units: &registry.units,
                lineage: &registry.lineage,
                day: map.day(),
            };
            let taken = given
                .iter()
                .map(|one| walk.candidates(one.into, Some(since)));
            let mut parts: Vec<UnitIx> = taken.flatten().map(|(part, _)| part).collect();
            parts.order_by_key(|part| map.position_of(*part));
            parts.dedup();
            let is_assigned = map.upwards(unit).any(|above| parts.contains(&above));
            return if is_assigned { Vec::new() } else { parts };
        }
        let stands = registry
            .unit(before)
            .is_some_and(|unit| unit.spell.holds(since));
        if stands && given.is_empty() {
            break;
        }
    }
    Vec::new()
}
