//! Units as subjects: few, so each is answered by itself, from what is known of its
//! teams and committees and of the units below it.

use super::{Frame, mark::lacking, plan::quantified};
use crate::{
    Result,
    coverage::Verdict,
    rule::{Collection, Concrete, Condition, HowMany},
};

/// What holds of each unit, in three values.
type Held = Vec<Option<bool>>;

impl Frame {
    /// Where each unit of the day's map goes.
    pub(super) fn unit_verdicts(&self, rule: &Concrete) -> Result<Vec<Verdict>> {
        let of = |condition: Option<&Condition>, absent| match condition {
            Some(condition) => self.units(condition),
            None => Ok(vec![Some(absent); self.own_places().len()]),
        };
        let population = of(rule.population.as_ref(), true)?;
        let excluded = of(rule.exclusions.as_ref(), false)?;
        let covered = self.units(&rule.requirement)?;
        let all = population.into_iter().zip(excluded).zip(covered);
        Ok(all
            .map(|((population, excluded), covered)| Verdict::of(population, excluded, covered))
            .collect())
    }

    /// Whether a condition holds of each unit of the day's map.
    fn units(&self, condition: &Condition) -> Result<Held> {
        let places = self.own_places();
        // Until one is so, all are not.
        let each = |list: &[Condition], until: bool| {
            let mut held = vec![Some(!until); places.len()];
            for inner in list {
                for (known, more) in held.iter_mut().zip(self.units(inner)?) {
                    *known = match (*known, more) {
                        (Some(one), _) if one == until => Some(until),
                        (_, Some(other)) if other == until => Some(until),
                        (None, _) | (_, None) => None,
                        _ => Some(!until),
                    };
                }
            }
            Ok(held)
        };
        match condition {
            Condition::AllOf(list) => each(list, false),
            Condition::AnyOf(list) => each(list, true),
            Condition::Not(inner) => {
                let held = self.units(inner)?.into_iter();
                Ok(held.map(|held| held.map(|held| !held)).collect())
            }
            Condition::Kind(kinds) => {
                let held = self
                    .unit_kinds
                    .iter()
                    .map(|kind| Some(kinds.contains(kind)));
                Ok(held.collect())
            }
            Condition::Level(levels) => {
                let held = places.iter();
                let held = held.map(|place| Some(levels.contains(&place.level)));
                Ok(held.collect())
            }
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                let counts = self.counts_by_unit(many)?.into_iter();
                Ok(counts
                    .map(|counts| quantified(condition, many, &counts))
                    .collect())
            }
            other => Err(lacking(other.name())),
        }
    }

    /// Of each unit's collection, how many match and do: see `Many`.
    fn counts_by_unit(&self, many: &HowMany) -> Result<Vec<[u32; 6]>> {
        let places = self.own_places();
        let mut counts = vec![[0; 6]; places.len()];
        let (matching, who) = (many.matching.as_deref(), many.who.as_deref());
        if let Collection::Units(level) = &many.of {
            let of = |condition: Option<&Condition>| match condition {
                Some(condition) => self.units(condition),
                None => Ok(vec![Some(true); places.len()]),
            };
            let held: Vec<_> = of(matching)?.into_iter().zip(of(who)?).collect();
            for ((at, place), counts) in places.iter().enumerate().zip(&mut counts) {
                let below = places.iter().zip(&held).take(place.end).skip(at + 1);
                for (_, held) in below.filter(|(below, _)| below.level == *level) {
                    count(counts, *held);
                }
            }
            return Ok(counts);
        }
        let teams = many.of == Collection::Teams;
        let held = self.of_bodies(matching)?.into_iter();
        let held = held.zip(self.of_bodies(who)?);
        for (body, held) in self.bodies.iter().zip(held) {
            let unit = body.unit.and_then(|unit| counts.get_mut(unit as usize));
            if let Some(counts) = unit.filter(|_| body.is_team == teams) {
                count(counts, held);
            }
        }
        Ok(counts)
    }
}

/// Counts one of a collection: whether it matches, and whether it does.
pub(super) fn count(counts: &mut [u32; 6], (matches, does): (Option<bool>, Option<bool>)) {
    let of = |does| match does {
        Some(true) => 0,
        Some(false) => 1,
        None => 2,
    };
    let at = match matches {
        Some(false) => return,
        Some(true) => of(does),
        None => 3 + of(does),
    };
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
