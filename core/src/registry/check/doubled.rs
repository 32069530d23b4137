//! One key with different content: two records of an id, two values from one day.

use super::{
    checker::Checker,
    pairs::{each_owner, each_pair},
};
use crate::{
    Day, Error, ErrorKind,
    activity::Done,
    event::{
        Column,
        batch::{self, SetupOwner},
    },
    id::Dense,
    order::Order,
};
use core::cmp::Ordering;

/// Facts of owners that are numbered, each with a key.
trait Facts {
    fn len(&self) -> usize;
    fn owner(&self, at: usize) -> usize;
    /// How the keys of two facts of one owner stand to each other.
    fn compare(&self, one: usize, other: usize) -> Ordering;
    /// Whether two facts of one key say the same.
    fn agree(&self, one: usize, other: usize) -> bool;
}

struct Rows<'r, T, O, K, S> {
    rows: &'r [T],
    owner: O,
    key: K,
    same: S,
}

impl<T, O, C, K, S> Facts for Rows<'_, T, O, K, S>
where
    O: Fn(&T) -> usize,
    C: Ord,
    K: Fn(&T) -> C,
    S: Fn(&T, &T) -> bool,
{
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn owner(&self, at: usize) -> usize {
        self.rows.get(at).map_or(usize::MAX, &self.owner)
    }

    fn compare(&self, one: usize, other: usize) -> Ordering {
        let key = |at: usize| self.rows.get(at).map(&self.key);
        key(one).cmp(&key(other))
    }

    fn agree(&self, one: usize, other: usize) -> bool {
        match (self.rows.get(one), self.rows.get(other)) {
            (Some(one), Some(other)) => (self.same)(one, other),
            _ => true,
        }
    }
}

/// Positions of the facts whose key has different content: all of a key are
/// found, those too that repeat one another.
fn differing(owners: usize, facts: &dyn Facts) -> Vec<usize> {
    let mut found = Vec::new();
    each_owner(facts.len(), owners, |at| facts.owner(at), &mut |several| {
        let compare = |one: &u32, other: &u32| facts.compare(*one as usize, *other as usize);
        several.order_by(compare);
        for of_key in several.chunk_by(|one, other| compare(one, other).is_eq()) {
            let [one, others @ ..] = of_key else { continue };
            let differs = |other: &u32| !facts.agree(*one as usize, *other as usize);
            if others.iter().any(differs) {
                found.extend(of_key.iter().map(|at| *at as usize));
            }
        }
    });
    found.order();
    found
}

/// The same of facts whose key says all.
pub(super) fn differing_keys<T, C: Ord>(
    rows: &[T],
    key: impl Fn(&T) -> C,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<usize> {
    differing_of(1, rows, |_| 0, key, same)
}

/// The same of facts of owners that are numbered.
fn differing_of<T, C: Ord>(
    owners: usize,
    rows: &[T],
    owner: impl Fn(&T) -> usize,
    key: impl Fn(&T) -> C,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<usize> {
    differing(
        owners,
        &Rows {
            rows,
            owner,
            key,
            same,
        },
    )
}

fn twice(checker: &mut Checker<'_>, column: Column, index: usize, what: &str) {
    let error = Error::new(ErrorKind::DuplicateKeyOther).found(what);
    checker.add(column, index, error);
}

macro_rules! doubled {
    ($checker:ident; $($column:ident $rows:ident $ids:ident $same:expr;)*) => {
        let batch = $checker.batch;
        $(
            let facts = Rows {
                rows: &batch.$rows,
                owner: |(own, _): &(_, _)| Dense::index(*own),
                key: |_: &_| (),
                same: |(_, a): &(_, _), (_, b): &(_, _)| $same(a, b),
            };
            for index in differing(batch.$ids.len(), &facts) {
                if let Some((owner, _)) = batch.$rows.get(index) {
                    twice($checker, Column::$column, index, batch.$ids.text(*owner));
                }
            }
        )*
    };
}

/// Two records of one id.
pub(super) fn records(checker: &mut Checker<'_>) {
    let read = |text| checker.batch.read(text);
    doubled! { checker;
        UnitOpened unit_opened units |a, b| a == b;
        UnitClosed unit_closed units |a, b| a == b;
        Committee committee committees |a, b| a == b;
        CommitteeClosed committee_closed committees |a, b| a == b;
        Organisation organisation organisations |a, b| a == b;
        OrganisationClosed organisation_closed organisations |a, b| a == b;
        Team team teams |a, b| a == b;
        TeamClosed team_closed teams |a, b| a == b;
        Persons persons people |a: &batch::Person, b: &batch::Person| {
            (a.birth, a.sex, read(a.name), read(a.phone))
                == (b.birth, b.sex, read(b.name), read(b.phone))
        };
        Deaths deaths people |a, b| a == b;
        Household household households |a: &batch::Household, b: &batch::Household| {
            (a.opened, a.listed, read(a.address)) == (b.opened, b.listed, read(b.address))
        };
        HouseholdClosed household_closed households |a, b| a == b;
        Stall stall stalls |a, b| a == b;
        StallClosed stall_closed stalls |a, b| a == b;
        Activity activity activities |a, b| a == b;
    }
}

fn from_day(checker: &mut Checker<'_>, column: Column, index: usize, day: Option<Day>, what: &str) {
    let error = Error::new(ErrorKind::TwoFromOneDay)
        .found(day.map_or_else(String::new, |day| day.to_string()))
        .expected(what);
    checker.add(column, index, error);
}

macro_rules! from_one_day {
    ($checker:ident; $($column:ident $rows:ident $ids:ident $fact:ty, $day:expr;)*) => {
        let batch = $checker.batch;
        $(
            let day: fn(&$fact) -> Option<Day> = $day;
            let facts = Rows {
                rows: &batch.$rows,
                owner: |(own, _): &(_, _)| Dense::index(*own),
                key: |(_, fact): &(_, _)| day(fact),
                same: |(_, a): &(_, _), (_, b): &(_, _)| a == b,
            };
            for index in differing(batch.$ids.len(), &facts) {
                if let Some((owner, fact)) = batch.$rows.get(index) {
                    let what = batch.$ids.text(*owner);
                    from_day($checker, Column::$column, index, day(fact), what);
                }
            }
        )*
    };
}

/// Two names, codes, parents, places or heads of one thing from one day.
pub(super) fn from_one_day(checker: &mut Checker<'_>) {
    use crate::{household as h, place as p, team as t};
    from_one_day! { checker;
        UnitCodes unit_codes units p::Coded, |a| a.from;
        UnitNames unit_names units p::Named, |a| a.from;
        UnitParents unit_parents units p::Parented, |a| a.from;
        TeamMoved team_moved teams t::TeamMoved, |a| Some(a.day);
        Placed placed households h::Placed, |a| a.from;
        Heads heads households h::Head, |a| a.from;
    }
}

/// What has a key of several parts, and stands twice with different content.
pub(super) fn of_one_key(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let ends = &batch.residence_ends;
    let residence_ends = differing_keys(ends, |end| (end.0, end.1, end.2), |a, b| a == b);
    let splits = differing_keys(
        &batch.splits,
        |split| (split.from, split.into, split.day),
        |a, b| {
            let people = |split: &crate::household::Split| {
                let mut people = split.people.clone();
                people.order();
                people.dedup();
                people
            };
            people(a) == people(b)
        },
    );
    let joins = differing_keys(&batch.joins, |join| (join.from, join.day), |a, b| a == b);
    let flags = differing_keys(
        &batch.flags,
        |(owner, flagged)| (*owner, flagged.flag, flagged.spell.from),
        |a, b| a == b,
    );
    let advocates = differing_keys(
        &batch.advocates,
        |(person, advocacy)| (*person, advocacy.spell.from),
        |a, b| a == b,
    );
    let done = differing_of(
        batch.activities.len(),
        &batch.done,
        |(own, _)| own.index(),
        |(_, done)| done.key(),
        |a, b| a == b,
    );
    let home = |own| batch.households.text(own);
    let who = |own| batch.people.text(own);
    let mut add = |column, index: usize, found: Option<&str>| {
        twice(checker, column, index, found.unwrap_or(""));
    };
    for index in residence_ends {
        add(
            Column::ResidenceEnds,
            index,
            ends.get(index).map(|end| who(end.0)),
        );
    }
    for index in splits {
        let split = batch.splits.get(index);
        add(Column::Splits, index, split.map(|split| home(split.into)));
    }
    for index in joins {
        let join = batch.joins.get(index);
        add(Column::Joins, index, join.map(|join| home(join.from)));
    }
    for index in flags {
        let flagged = batch.flags.get(index);
        let flag = flagged.map(|(_, flagged)| batch.vocabulary.flag_code(flagged.flag));
        add(Column::Flags, index, flag);
    }
    for index in advocates {
        let advocate = batch.advocates.get(index);
        add(Column::Advocates, index, advocate.map(|(own, _)| who(*own)));
    }
    for index in done {
        let visited = batch.done.get(index).and_then(|(_, done)| match done {
            Done::Visited(visit) => Some(home(visit.household)),
            _ => None,
        });
        add(Column::Done, index, visited);
    }
}

/// Two levels of one skill, or two states of one platform, found on one day.
pub(super) fn assessments_and_setups(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let people = batch.people.len();
    let owner = |row: &(crate::id::PersonIx, _)| row.0.index();
    each_pair(
        &batch.assessments,
        people,
        owner,
        |one, two, (_, a), (_, b)| {
            if (a.skill, a.day) == (b.skill, b.day) && a != b {
                let (_, skill) = batch.vocabulary.skill_code(a.skill);
                for index in [one, two] {
                    twice(checker, Column::Assessments, index, skill);
                }
            }
        },
    );
    let households = batch.households.len();
    let owner = |row: &(SetupOwner, _)| match row.0 {
        SetupOwner::Person(own) => own.index(),
        SetupOwner::Household(own) => people + own.index(),
        SetupOwner::Stall(own) => people + households + own.index(),
    };
    let owners = people + households + batch.stalls.len();
    each_pair(&batch.setups, owners, owner, |one, two, (_, a), (_, b)| {
        if (a.platform, a.day) == (b.platform, b.day) && a != b {
            let platform = batch.vocabulary.platform_code(a.platform);
            for index in [one, two] {
                twice(checker, Column::Setups, index, platform);
            }
        }
    });
}
