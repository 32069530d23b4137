//! Ends that had nothing to end; those of residences are found with what they end.

use super::{super::settle, checker::Checker};
use crate::{
    Day, Error, ErrorKind,
    event::{Batch, Column},
    team::Body,
};

pub(super) fn idle(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    if !batch.membership_ends.is_empty() {
        let mut idle = settle::memberships_ended(batch, &mut batch.memberships.clone());
        // A reform ends seats with their committee, and those that would have begun.
        idle.retain(|at| {
            let end = batch.membership_ends.get(*at);
            !end.is_some_and(|(_, body, day)| closes(batch, *body, *day))
        });
        add(checker, Column::MembershipEnds, idle, "membership", |at| {
            Some(batch.membership_ends.get(at)?.2)
        });
    }
    if !batch.flag_ends.is_empty() {
        let idle = settle::flags_ended(batch, &mut batch.flags.clone());
        add(checker, Column::FlagEnds, idle, "flag", |at| {
            Some(batch.flag_ends.get(at)?.2)
        });
    }
    if !batch.advocate_ends.is_empty() {
        let idle = settle::advocacies_ended(batch, &mut batch.advocates.clone());
        add(checker, Column::AdvocateEnds, idle, "advocate", |at| {
            Some(batch.advocate_ends.get(at)?.1)
        });
    }
}

/// Whether a committee closes on a day.
fn closes(batch: &Batch, body: Body, day: Day) -> bool {
    let mut committees = batch.committee.iter();
    committees.any(|(ix, own)| Body::Committee(*ix) == body && own.spell.until == Some(day))
}

fn add(
    checker: &mut Checker<'_>,
    column: Column,
    ends: Vec<usize>,
    what: &str,
    day: impl Fn(usize) -> Option<Day>,
) {
    for index in ends {
        let day = day(index).map_or_else(String::new, |day| day.to_string());
        let error = Error::new(ErrorKind::NothingToEnd)
            .found(day)
            .expected(what);
        checker.add(column, index, error);
    }
}
