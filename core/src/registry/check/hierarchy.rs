//! Units that lie under themselves, or under a unit that nothing recorded.

use super::{super::fold, checker::Checker};
use crate::{Error, ErrorKind, event::Column, place::Parented};

/// Follows the parents of each unit as they stand after each change.
pub(super) fn units_under_themselves(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let mut parents: Vec<Vec<Parented>> = vec![Vec::new(); batch.units.len()];
    for (index, (unit, parented)) in batch.unit_parents.iter().enumerate() {
        if let Some(parent) = parented.parent {
            checker.unit(Column::UnitParents, index, parent);
        }
        if let Some(own) = parents.get_mut(unit.index()) {
            own.push(*parented);
        }
    }
    for own in &mut parents {
        fold::sort_parents(own, &batch.units);
    }
    for (index, (unit, parented)) in batch.unit_parents.iter().enumerate() {
        let mut above = parented.parent;
        let mut steps = 0;
        while let Some(next) = above {
            if next == *unit {
                let error = Error::new(ErrorKind::UnitUnderItself).found(batch.units.text(*unit));
                checker.add(Column::UnitParents, index, error);
                break;
            }
            steps += 1;
            if steps > 64 {
                break;
            }
            above = parents
                .get(next.index())
                .and_then(|own| {
                    own.iter()
                        .rev()
                        .find(|entry| entry.from <= parented.from)
                        .or(own.first())
                })
                .and_then(|entry| entry.parent);
        }
    }
}
