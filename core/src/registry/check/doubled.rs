//! One key with different content: two records of an id, two values from one day.

use super::{checker::Checker, pairs::each_pair};
use crate::{
    Day, Error, ErrorKind,
    activity::Done,
    event::{Column, batch::SetupOwner},
    id::{Dense, Ids},
    order::Order,
};
use core::hash::Hash;
use rustc_hash::{FxHashMap, FxHashSet};

/// Positions of the facts whose key has different content: all of a key are
/// found, those too that repeat one another.
pub(super) fn differing<T, K: Clone + Eq + Hash>(
    rows: &[T],
    key: impl Fn(&T) -> K,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<usize> {
    let mut first: FxHashMap<K, usize> = FxHashMap::default();
    let mut differ: FxHashSet<K> = FxHashSet::default();
    for (index, row) in rows.iter().enumerate() {
        let known = *first.entry(key(row)).or_insert(index);
        if known != index && !rows.get(known).is_some_and(|known| same(known, row)) {
            differ.insert(key(row));
        }
    }
    if differ.is_empty() {
        return Vec::new();
    }
    let facts = rows.iter().enumerate();
    let found = facts.filter(|(_, row)| differ.contains(&key(row)));
    found.map(|(index, _)| index).collect()
}

/// The same for keys that begin with an id of which most have one fact: only
/// those that have more are looked at.
fn differing_of<Ix: Dense + Hash, T, K: Copy + Eq + Hash>(
    ids: &Ids<Ix>,
    rows: &[(Ix, T)],
    key: impl Fn(&T) -> K,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<usize> {
    let mut seen = vec![false; ids.len()];
    let mut again: FxHashSet<Ix> = FxHashSet::default();
    for (owner, _) in rows {
        if let Some(slot) = seen.get_mut(owner.index())
            && core::mem::replace(slot, true)
        {
            again.insert(*owner);
        }
    }
    if again.is_empty() {
        return Vec::new();
    }
    let rows = rows.iter().enumerate();
    let several: Vec<_> = rows.filter(|(_, (own, _))| again.contains(own)).collect();
    let found = differing(
        &several,
        |(_, (own, fact))| (*own, key(fact)),
        |(_, (_, a)), (_, (_, b))| same(a, b),
    );
    let at = |at: usize| several.get(at).map(|(index, _)| *index);
    found.into_iter().filter_map(at).collect()
}

macro_rules! doubled {
    ($checker:ident; $($column:ident $rows:ident $ids:ident $same:expr;)*) => {
        let batch = $checker.batch;
        $(for index in differing_of(&batch.$ids, &batch.$rows, |_| (), $same) {
            if let Some((owner, _)) = batch.$rows.get(index) {
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(batch.$ids.text(*owner));
                $checker.add(Column::$column, index, error);
            }
        })*
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
        Persons persons people |a, b| {
            (a.birth, a.sex, read(a.name), read(a.phone))
                == (b.birth, b.sex, read(b.name), read(b.phone))
        };
        Deaths deaths people |a, b| a == b;
        Household household households |a, b| {
            (a.opened, a.listed, read(a.address)) == (b.opened, b.listed, read(b.address))
        };
        HouseholdClosed household_closed households |a, b| a == b;
        Stall stall stalls |a, b| a == b;
        StallClosed stall_closed stalls |a, b| a == b;
        Activity activity activities |a, b| a == b;
    }
}

macro_rules! from_one_day {
    ($checker:ident; $($column:ident $rows:ident $ids:ident $day:expr;)*) => {
        let batch = $checker.batch;
        $(for index in differing_of(&batch.$ids, &batch.$rows, $day, |a, b| a == b) {
            if let Some((owner, fact)) = batch.$rows.get(index) {
                let day: Option<Day> = $day(fact);
                let day = day.map_or_else(String::new, |day| day.to_string());
                let error = Error::new(ErrorKind::TwoFromOneDay)
                    .found(day)
                    .expected(batch.$ids.text(*owner));
                $checker.add(Column::$column, index, error);
            }
        })*
    };
}

/// Two names, codes, parents, places or heads of one thing from one day.
pub(super) fn from_one_day(checker: &mut Checker<'_>) {
    use crate::{household as h, place as p, team as t};
    from_one_day! { checker;
        UnitCodes unit_codes units |a: &p::Coded| a.from;
        UnitNames unit_names units |a: &p::Named| a.from;
        UnitParents unit_parents units |a: &p::Parented| a.from;
        TeamMoved team_moved teams |a: &t::TeamMoved| Some(a.day);
        Placed placed households |a: &h::Placed| a.from;
        Heads heads households |a: &h::Head| a.from;
    }
}

/// What has a key of several parts, and stands twice with different content.
pub(super) fn of_one_key(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let ends = &batch.residence_ends;
    let residence_ends = differing(ends, |end| (end.0, end.1, end.2), |a, b| a == b);
    let splits = differing(
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
    let joins = differing(&batch.joins, |join| (join.from, join.day), |a, b| a == b);
    let flags = differing(
        &batch.flags,
        |(owner, flagged)| (*owner, flagged.flag, flagged.spell.from),
        |a, b| a == b,
    );
    let advocates = differing(
        &batch.advocates,
        |(person, advocacy)| (*person, advocacy.spell.from),
        |a, b| a == b,
    );
    let done = differing(&batch.done, |(own, done)| (*own, done.key()), |a, b| a == b);
    let home = |own| batch.households.text(own);
    let who = |own| batch.people.text(own);
    let mut add = |column, index: usize, found: Option<&str>| {
        let error = Error::new(ErrorKind::DuplicateKeyOther).found(found.unwrap_or(""));
        checker.add(column, index, error);
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
                    let error = Error::new(ErrorKind::DuplicateKeyOther).found(skill);
                    checker.add(Column::Assessments, index, error);
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
                let error = Error::new(ErrorKind::DuplicateKeyOther).found(platform);
                checker.add(Column::Setups, index, error);
            }
        }
    });
}
