//! What a person cannot be twice at once: a member of one body, a resident of one
//! sort.

use super::{super::settle, checker::Checker, pairs::each_pair};
use crate::{
    Error, ErrorKind,
    event::{Code, Column},
    household::Sort,
    id::{PersonIx, TeamIx},
    team::Body,
    time::Spell,
};

fn later(a: Spell, b: Spell) -> String {
    a.from
        .max(b.from)
        .map_or_else(String::new, |day| day.to_string())
}

pub(super) fn memberships(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let mut seats = std::borrow::Cow::Borrowed(batch.memberships.as_slice());
    if !batch.membership_ends.is_empty() {
        settle::memberships_ended(batch, seats.to_mut());
    }
    let owner = |row: &(PersonIx, _)| row.0.index();
    each_pair(
        &seats,
        batch.people.len(),
        owner,
        |one, two, (_, a), (_, b)| {
            if a.body == b.body && a != b && a.spell.overlaps(b.spell) {
                let body = match a.body {
                    Body::Team(team) => batch.teams.text(team),
                    Body::Committee(committee) => batch.committees.text(committee),
                };
                for index in [one, two] {
                    let error = Error::new(ErrorKind::TwoMemberships)
                        .found(later(a.spell, b.spell))
                        .expected(body);
                    checker.add(Column::Memberships, index, error);
                }
            }
        },
    );
}

/// Two heads of one team at once.
pub(super) fn heads(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let mut seats = batch.memberships.clone();
    settle::memberships_ended(batch, &mut seats);
    let heads: Vec<_> = seats
        .into_iter()
        .enumerate()
        .filter_map(|(at, (person, seat))| match seat.body {
            Body::Team(team) if seat.role == Code::HEAD => Some((team, at, person, seat.spell)),
            _ => None,
        })
        .collect();
    let owner = |row: &(TeamIx, usize, PersonIx, Spell)| row.0.index();
    let teams = batch.teams.len();
    each_pair(
        &heads,
        teams,
        owner,
        |_, _, (team, one, a, spell), (_, two, b, other)| {
            if a != b && spell.overlaps(*other) {
                for index in [*one, *two] {
                    let error = Error::new(ErrorKind::TwoHeads)
                        .found(later(*spell, *other))
                        .expected(batch.teams.text(*team));
                    checker.add(Column::Memberships, index, error);
                }
            }
        },
    );
}

pub(super) fn residences(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    // Two at once are two after what was recorded apart has ended the first.
    let settled = settle::has_moves(batch).then(|| settle::residences(batch));
    let (rows, origins) = match &settled {
        None => (batch.residences.as_slice(), &[][..]),
        Some(settled) => (settled.rows.as_slice(), settled.origins.as_slice()),
    };
    let recorded = batch.residences.len();
    let place = |row: usize| match row.checked_sub(recorded) {
        None => row,
        Some(begun) => origins.get(begun).map_or(row, |origin| *origin as usize),
    };
    if let Some(settled) = &settled {
        checker.list.extend(settled.findings.iter().cloned());
    }
    let owner = |row: &(PersonIx, _)| row.0.index();
    each_pair(
        rows,
        batch.people.len(),
        owner,
        |one, two, (_, a), (_, b)| {
            if a.sort() == b.sort() && a != b && a.spell.overlaps(b.spell) {
                let kind = match a.sort() {
                    Sort::Permanent => "permanent",
                    Sort::Temporary => "temporary",
                    Sort::Away => "away",
                };
                for index in [one, two] {
                    let error = Error::new(ErrorKind::TwoResidences)
                        .found(later(a.spell, b.spell))
                        .expected(kind);
                    checker.add(Column::Residences, place(index), error);
                }
            }
        },
    );
}
