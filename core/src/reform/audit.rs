//! Whether the units of a day fit together.

use crate::{Day, Error, ErrorKind, Registry, event::Code, id::UnitIx};
use rustc_hash::FxHashMap;

/// What does not fit together among the units of a day, by their order on its map:
/// two with one code, one below the top without a unit above it, one in a unit that
/// is no higher, and one that skips a level that its siblings by level have: a part
/// of a unit of which nobody said where it went.
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
    let mut above: FxHashMap<(Option<Code>, Option<Code>), usize> = FxHashMap::default();
    for unit in map.units() {
        let parent = map.parent(*unit).and_then(|parent| map.level(parent));
        *above.entry((map.level(*unit), parent)).or_default() += 1;
    }
    let usual = |level: Option<Code>| {
        let own = above.iter().filter(|((known, _), _)| *known == level);
        let most = own.max_by_key(|((_, parent), count)| (**count, *parent));
        most.and_then(|((_, parent), _)| *parent)
    };
    let mut faults = Vec::new();
    let mut carrier: FxHashMap<&str, UnitIx> = FxHashMap::default();
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
