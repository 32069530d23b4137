//! One word for the spellings of it: the tone on either letter, either case.
//!
//! Which spelling came first must not matter, so the one whose bytes come first
//! is kept, once everything is read.

use crate::order::Map;
use crate::{
    activity::Done,
    event::{Batch, Code},
    text::fold_marks,
};

/// For each word that is spelt in another way too, the spelling that is kept;
/// empty where there is none such.
fn kept(batch: &Batch) -> Map<Code, Code> {
    let words = &batch.vocabulary;
    let mut spellings: Map<String, Vec<Code>> = Map::new();
    for code in words.codes().filter(|code| !code.is_built_in()) {
        let key = fold_marks(words.text(code));
        spellings.change(key, |codes| codes.push(code));
    }
    let mut kept = Map::new();
    for spellings in spellings.into_values() {
        let first = spellings.iter().min_by_key(|code| words.text(**code));
        let Some(first) = first.copied() else {
            continue;
        };
        kept.extend(
            spellings
                .into_iter()
                .filter(|code| *code != first)
                .map(|code| (code, first)),
        );
    }
    kept
}

/// Gives every word of open lists one spelling.
pub(super) fn unite(batch: &mut Batch) {
    let kept = kept(batch);
    if kept.is_empty() {
        return;
    }
    let unite = |code: &mut Code| {
        if let Some(first) = kept.get(code) {
            *code = *first;
        }
    };
    for (_, opened) in &mut batch.unit_opened {
        opened.level.iter_mut().for_each(unite);
    }
    for (_, organisation) in &mut batch.organisation {
        unite(&mut organisation.kind);
    }
    for (_, seat) in &mut batch.memberships {
        unite(&mut seat.role);
        unite(&mut seat.force);
    }
    for (_, household) in &mut batch.household {
        unite(&mut household.opened.kind);
    }
    for (_, placed) in &mut batch.placed {
        unite(&mut placed.lane);
    }
    for (_, stay) in &mut batch.residences {
        unite(&mut stay.kind);
        unite(&mut stay.reason);
    }
    for target in &mut batch.targets {
        unite(&mut target.level);
    }
    for figure in &mut batch.figures {
        unite(&mut figure.name);
    }
    for (_, stall) in &mut batch.stall {
        unite(&mut stall.market);
    }
    for (_, activity) in &mut batch.activity {
        unite(&mut activity.kind);
        unite(&mut activity.market);
        unite(&mut activity.plan);
    }
    for (_, done) in &mut batch.done {
        match done {
            Done::Met { told, .. } => unite(told),
            Done::Problem {
                problem, passed_to, ..
            } => {
                unite(problem);
                unite(passed_to);
            }
            _ => {}
        }
    }
}
