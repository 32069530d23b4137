//! Reforms laid down on the columns: each whole or not at all, in the order of days.

mod check;
mod follow;
mod ground;
mod lay_down;
mod places;

use super::{Column, Finding};
use crate::{
    Error,
    event::Batch,
    place::{Lineage, Reform},
};
use ground::Ground;

/// What came of the reforms of a batch.
#[derive(Default)]
pub(super) struct Applied {
    /// Those in effect, by day.
    pub reforms: Vec<Reform>,
    /// What went where.
    pub lineage: Lineage,
    /// Those without effect.
    pub findings: Vec<Finding>,
}

/// Lays the reforms of a batch down. Reforms of one day may build on one another in
/// any order; of two that contradict each other the first in the order of days and
/// then of content holds, since the later one was written for units that the first
/// has changed.
pub(super) fn apply(batch: &mut Batch) -> Applied {
    apply_after(batch, Applied::default())
}

/// The same after reforms that were laid down on the batch's columns before.
fn apply_after(batch: &mut Batch, mut applied: Applied) -> Applied {
    let mut waiting: Vec<(Reform, usize)> = core::mem::take(&mut batch.reforms)
        .into_iter()
        .enumerate()
        .map(|(at, reform)| (reform, at))
        .collect();
    if waiting.is_empty() {
        return applied;
    }
    waiting.sort();
    waiting.dedup_by(|two, one| two.0 == one.0);
    let mut ground = Ground::new(batch);
    ground.remember(&applied);
    let mut acts: Vec<String> = applied.reforms.iter().map(|one| one.act.clone()).collect();
    let days: Vec<Vec<(Reform, usize)>> = waiting
        .chunk_by(|one, two| one.0.day == two.0.day)
        .map(<[_]>::to_vec)
        .collect();
    for mut of_day in days {
        let Some(day) = of_day.first().map(|(reform, _)| reform.day) else {
            continue;
        };
        loop {
            let before = of_day.len();
            let mut refused: Vec<((Reform, usize), Vec<Error>)> = Vec::new();
            for (reform, at) in of_day {
                let faults = check::faults(&ground, &reform, &acts);
                if !faults.is_empty() {
                    refused.push(((reform, at), faults));
                    continue;
                }
                match lay_down::lay_down(&mut ground, &reform, acts.len()) {
                    Ok(()) => {
                        acts.push(reform.act.clone());
                        applied.reforms.push(reform);
                    }
                    Err(error) => refused.push(((reform, at), vec![error])),
                }
            }
            if refused.is_empty() || refused.len() == before {
                applied
                    .findings
                    .extend(refused.into_iter().flat_map(|((_, index), faults)| {
                        let column = Column::Reforms;
                        faults.into_iter().map(move |error| Finding {
                            column,
                            index,
                            error,
                        })
                    }));
                break;
            }
            of_day = refused.into_iter().map(|(waiting, _)| waiting).collect();
        }
        follow::follow(&mut ground, day);
    }
    let passages = core::mem::take(&mut ground.passages);
    applied.lineage = Lineage::new(passages);
    applied
}
