//! Reforms laid down on the columns: each whole or not at all, in the order of days.

mod check;
mod claims;
mod follow;
mod ground;
mod laid;
mod lay_down;
mod places;
mod seats;

pub(super) use laid::Laid;

use super::{Column, Finding};
use crate::{
    event::Batch,
    hashed::HashMap,
    order::Order,
    place::{Lineage, Reform},
};
use claims::{About, Claim, Known, Stated};
use ground::Ground;

/// What came of the reforms of a batch.
#[derive(Default)]
pub(super) struct Applied {
    /// Those in effect, by day.
    pub reforms: Vec<Reform>,
    /// What went where.
    pub lineage: Lineage,
    /// What they laid down.
    pub laid: Laid,
    /// Those without effect, and recorded facts that contradict them.
    pub findings: Vec<Finding>,
}

/// A reform, with its position in the batch and what it states.
struct Waiting<'a> {
    reform: &'a Reform,
    index: usize,
    claims: Vec<Claim<'a>>,
}

/// Lays the reforms of a batch down. Reforms of one day may build on one another in
/// any order; of two that contradict each other the first in the order of days and
/// then of content holds, since the later one was written for units that the first
/// has changed. What was recorded from the day of a reform holds against it.
pub(super) fn apply(batch: &mut Batch) -> Applied {
    let mut applied = Applied::default();
    let mut sorted: Vec<(Reform, usize)> = core::mem::take(&mut batch.reforms)
        .into_iter()
        .enumerate()
        .map(|(at, reform)| (reform, at))
        .collect();
    if sorted.is_empty() {
        return applied;
    }
    sorted.order();
    sorted.dedup_by(|two, one| two.0 == one.0);
    let mut ground = Ground::new(batch);
    let mut acts: Vec<String> = Vec::new();
    for of_day in sorted.chunk_by(|one, two| one.0.day == two.0.day) {
        let Some((first, _)) = of_day.first() else {
            continue;
        };
        let waiting = of_day.iter().map(|(reform, index)| Waiting {
            reform,
            index: *index,
            claims: claims::of(reform),
        });
        let mut day = OfDay {
            ground: &mut ground,
            acts: &mut acts,
            known: Known::default(),
            in_effect: Vec::new(),
        };
        let refused = day.lay_down(waiting.collect());
        applied.reforms.append(&mut day.in_effect);
        applied.findings.extend(refused);
        follow::follow(&mut ground, first.day);
    }
    applied.findings.order_by_key(|one| (one.column, one.index));
    applied.findings.dedup();
    let passages = core::mem::take(&mut ground.passages);
    applied.lineage = Lineage::new(passages);
    applied.laid = core::mem::take(&mut ground.laid);
    applied
}

/// The reforms of a day while they are laid down.
struct OfDay<'g, 'b, 'a> {
    ground: &'g mut Ground<'b>,
    acts: &'g mut Vec<String>,
    /// What those in effect state.
    known: Known<'a>,
    in_effect: Vec<Reform>,
}

impl<'a> OfDay<'_, '_, 'a> {
    /// Lays down what can be, and says what is wrong with the rest.
    fn lay_down(&mut self, mut waiting: Vec<Waiting<'a>>) -> Vec<Finding> {
        // One that contradicts an earlier one waits until that one is decided.
        while self.pass(&mut waiting, true) || self.pass(&mut waiting, false) {}
        let mut findings = Vec::new();
        for one in waiting {
            let faults = self.faults(&one);
            let (column, index) = (Column::Reforms, one.index);
            findings.extend(faults.own.into_iter().map(|error| Finding {
                column,
                index,
                error,
            }));
            findings.extend(faults.facts);
        }
        findings
    }

    /// Goes through those that wait; says whether any came into effect. A patient pass
    /// leaves those that contradict an earlier one; another ends with the first that
    /// comes into effect.
    fn pass(&mut self, waiting: &mut Vec<Waiting<'a>>, is_patient: bool) -> bool {
        let before = waiting.len();
        let mut earlier: HashMap<About<'a>, Stated<'a>> = HashMap::default();
        let mut left: Vec<Waiting<'a>> = Vec::new();
        let mut all = core::mem::take(waiting).into_iter();
        for one in all.by_ref() {
            let waits = is_patient && claims::contradict(&one.claims, &earlier, |stated| stated);
            if !waits && self.comes_into_effect(&one) {
                if is_patient {
                    continue;
                }
                break;
            }
            if is_patient {
                let stated = one.claims.iter();
                earlier.extend(stated.map(|claim| (claim.about, claim.stated.clone())));
            }
            left.push(one);
        }
        left.extend(all);
        *waiting = left;
        waiting.len() < before
    }

    fn faults(&self, one: &Waiting<'a>) -> check::Faults {
        check::faults(self.ground, one.reform, &one.claims, &self.known, self.acts)
    }

    fn comes_into_effect(&mut self, one: &Waiting<'a>) -> bool {
        let number = self.acts.len();
        let is_sound = self.faults(one).own.is_empty();
        if !is_sound || lay_down::lay_down(self.ground, one.reform, number).is_err() {
            return false;
        }
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for claim in &one.claims {
            let stated = (claim.stated.clone(), number);
            if !self.known.contains_key(&claim.about) {
                self.known.insert(claim.about, stated);
            }
        }
        self.acts.push(one.reform.act.clone());
        self.in_effect.push(one.reform.clone());
        true
    }
}
