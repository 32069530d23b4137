//! Ends that had nothing to end; those of residences are found with what they end.

use super::{super::settle, checker::Checker};
use crate::{Day, Error, ErrorKind, event::Column};

pub(super) fn idle(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    if !batch.membership_ends.is_empty() {
        let idle = settle::memberships_ended(batch, &mut batch.memberships.clone());
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
