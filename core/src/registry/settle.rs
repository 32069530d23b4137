//! What was recorded apart from the fact that it changes: ends, closings, splits
//! and joins, put into the facts that they lead to. Each touches only the facts
//! of the people and households that it names.

use super::{Column, Finding, fold::close};
use crate::{
    Day, Error, ErrorKind,
    event::{Batch, Code, batch::FlagOwner},
    hashed::HashMap,
    household::{Flagged, Placed, Residence},
    id::{Dense, HouseholdIx, Ids, PersonIx},
    order::Order,
    person::Advocacy,
    time::Spell,
};
use core::hash::Hash;

/// Residences as ends, splits and joins leave them.
pub(super) struct Residences {
    /// The residences that were recorded, changed in place, then those that
    /// splits and joins begin.
    pub rows: Vec<(PersonIx, Residence)>,
    /// Of each begun residence, the position of the one that it goes on from.
    pub origins: Vec<u32>,
    /// Households that joins close.
    pub closed: Vec<(HouseholdIx, Day)>,
    /// What had nothing to end.
    pub findings: Vec<Finding>,
}

enum Change<'b> {
    End(PersonIx, HouseholdIx, Code),
    Split(HouseholdIx, HouseholdIx, &'b [PersonIx]),
    Join(HouseholdIx, HouseholdIx),
}

/// Puts everything recorded apart into the facts of the batch.
pub(crate) fn settle(batch: &mut Batch) {
    if has_moves(batch) {
        let settled = residences(batch);
        batch.residences = settled.rows;
        batch.household_closed.extend(settled.closed);
        place_beside(batch);
        batch.residence_ends = Vec::new();
        batch.splits = Vec::new();
        batch.joins = Vec::new();
    }
    let mut memberships = core::mem::take(&mut batch.memberships);
    memberships_ended(batch, &mut memberships);
    batch.memberships = memberships;
    let mut flags = core::mem::take(&mut batch.flags);
    flags_ended(batch, &mut flags);
    batch.flags = flags;
    let mut advocates = core::mem::take(&mut batch.advocates);
    advocacies_ended(batch, &mut advocates);
    batch.advocates = advocates;
    close_all(&mut batch.team, &batch.team_closed, |team| &mut team.spell);
    close_all(&mut batch.committee, &batch.committee_closed, |own| {
        &mut own.spell
    });
    close_all(&mut batch.organisation, &batch.organisation_closed, |own| {
        &mut own.spell
    });
    close_all(&mut batch.stall, &batch.stall_closed, |stall| {
        &mut stall.spell
    });
    batch.membership_ends = Vec::new();
    batch.flag_ends = Vec::new();
    batch.advocate_ends = Vec::new();
    batch.team_closed = Vec::new();
    batch.committee_closed = Vec::new();
    batch.organisation_closed = Vec::new();
    batch.stall_closed = Vec::new();
}

/// Whether anything recorded apart changes where people live.
pub(super) fn has_moves(batch: &Batch) -> bool {
    !(batch.residence_ends.is_empty() && batch.splits.is_empty() && batch.joins.is_empty())
}

/// Applies the ends of memberships; gives the ends that had nothing to end.
pub(super) fn memberships_ended(
    batch: &Batch,
    rows: &mut [(PersonIx, crate::team::Membership)],
) -> Vec<usize> {
    let ends = batch.membership_ends.iter();
    let ends: Vec<_> = ends.map(|(own, body, day)| (*own, *day, *body)).collect();
    end(rows, &ends, |seat, body| {
        (seat.body == *body).then_some(&mut seat.spell)
    })
}

/// Applies the ends of flags; gives the ends that had nothing to end.
pub(super) fn flags_ended(batch: &Batch, rows: &mut [(FlagOwner, Flagged)]) -> Vec<usize> {
    let ends = batch.flag_ends.iter();
    let ends: Vec<(FlagOwner, Day, _)> = ends.map(|(own, flag, day)| (*own, *day, *flag)).collect();
    end(rows, &ends, |flagged, flag| {
        (flagged.flag == *flag).then_some(&mut flagged.spell)
    })
}

/// Applies the ends of advocacies; gives the ends that had nothing to end.
pub(super) fn advocacies_ended(batch: &Batch, rows: &mut [(PersonIx, Advocacy)]) -> Vec<usize> {
    let ends = batch.advocate_ends.iter();
    let ends: Vec<_> = ends.map(|(own, day)| (*own, *day, ())).collect();
    end(rows, &ends, |advocacy, ()| Some(&mut advocacy.spell))
}

/// Ends the spells that hold on the day before, in the order of days. Gives the
/// positions of the ends that found none.
fn end<K: Copy + Eq + Hash, T, W>(
    rows: &mut [(K, T)],
    ends: &[(K, Day, W)],
    mut spell: impl for<'t> FnMut(&'t mut T, &W) -> Option<&'t mut Spell>,
) -> Vec<usize> {
    if ends.is_empty() {
        return Vec::new();
    }
    let mut touched: HashMap<K, Vec<u32>> =
        ends.iter().map(|(own, ..)| (*own, Vec::new())).collect();
    for (at, (own, _)) in (0_u32..).zip(rows.iter()) {
        if let Some(list) = touched.get_mut(own) {
            list.push(at);
        }
    }
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.order_by_key(|at| ends.get(*at).map(|(_, day, _)| *day));
    let mut idle = Vec::new();
    for at in order {
        let Some((own, day, what)) = ends.get(at) else {
            continue;
        };
        let mut found = false;
        for row in touched.get(own).into_iter().flatten() {
            if let Some((_, fact)) = rows.get_mut(*row as usize)
                && let Some(spell) = spell(fact, what)
                && spell.holds(day.before())
            {
                spell.until = Some(*day);
                found = true;
            }
        }
        if !found {
            idle.push(at);
        }
    }
    idle
}

fn close_all<Ix: Dense + Hash, T>(
    rows: &mut [(Ix, T)],
    closed: &[(Ix, Day)],
    spell: impl Fn(&mut T) -> &mut Spell,
) {
    if closed.is_empty() {
        return;
    }
    let mut days: HashMap<Ix, Day> = HashMap::default();
    for (own, day) in closed {
        let first = days.get(own).map_or(*day, |known| *day.min(known));
        days.insert(*own, first);
    }
    for (own, record) in rows {
        if let Some(day) = days.get(own) {
            close(spell(record), *day);
        }
    }
}

/// Applies ends, splits and joins to the residences: by day, then in the order of
/// their ranks, then by ids, so that chains of them hold.
pub(super) fn residences(batch: &Batch) -> Residences {
    let mut changes: Vec<(Day, u8, Column, usize, Change<'_>)> = Vec::new();
    for (at, (person, household, day, reason)) in batch.residence_ends.iter().enumerate() {
        let change = Change::End(*person, *household, *reason);
        changes.push((*day, 0, Column::ResidenceEnds, at, change));
    }
    for (at, split) in batch.splits.iter().enumerate() {
        let change = Change::Split(split.from, split.into, &split.people);
        changes.push((split.day, 1, Column::Splits, at, change));
    }
    for (at, join) in batch.joins.iter().enumerate() {
        let change = Change::Join(join.from, join.into);
        changes.push((join.day, 2, Column::Joins, at, change));
    }
    changes.order_by(|a, b| {
        let key = |change: &(Day, u8, Column, usize, Change<'_>)| (change.0, change.1);
        key(a)
            .cmp(&key(b))
            .then_with(|| texts(batch, &a.4).cmp(&texts(batch, &b.4)))
    });
    let mut moves = Moves::of(batch, &changes);
    for (day, _, column, at, change) in &changes {
        match change {
            Change::End(person, household, reason) => {
                if !moves.end(*person, *household, *day, *reason) {
                    moves.idle(*column, *at, *day, "residence");
                }
            }
            Change::Split(from, into, people) => {
                for person in *people {
                    let rows = moves.by_person.get(person).cloned().unwrap_or_default();
                    if !moves.move_all(&rows, *from, *into, *day, Code::SPLIT) {
                        moves.idle(*column, *at, *day, "residence");
                    }
                }
            }
            Change::Join(from, into) => {
                let rows = moves.by_household.get(from).cloned().unwrap_or_default();
                moves.move_all(&rows, *from, *into, *day, Code::JOINED);
                moves.settled.closed.push((*from, *day));
            }
        }
    }
    moves.settled
}

/// What a change is ordered by among those of its day and rank.
fn texts<'b>(batch: &'b Batch, change: &Change<'_>) -> (&'b str, &'b str, &'b str) {
    let home = |own: &HouseholdIx| batch.households.text(*own);
    match change {
        Change::End(person, household, reason) => (
            batch.people.text(*person),
            home(household),
            batch.vocabulary.text(*reason),
        ),
        Change::Split(from, into, _) | Change::Join(from, into) => (home(from), home(into), ""),
    }
}

struct Moves {
    settled: Residences,
    recorded: usize,
    by_person: HashMap<PersonIx, Vec<u32>>,
    by_household: HashMap<HouseholdIx, Vec<u32>>,
}

impl Moves {
    /// Finds, in one pass, the residences that the changes can touch.
    fn of(batch: &Batch, changes: &[(Day, u8, Column, usize, Change<'_>)]) -> Self {
        let mut by_person: HashMap<PersonIx, Vec<u32>> = HashMap::default();
        let mut by_household: HashMap<HouseholdIx, Vec<u32>> = HashMap::default();
        for (.., change) in changes {
            match change {
                Change::End(person, ..) => {
                    by_person.change(*person, |_| ());
                }
                Change::Split(_, _, people) => {
                    for person in *people {
                        by_person.change(*person, |_| ());
                    }
                }
                Change::Join(from, _) => {
                    by_household.change(*from, |_| ());
                }
            }
        }
        let mut rows = batch.residences.clone();
        rows.shrink_to_fit();
        let mut moves = Self {
            recorded: rows.len(),
            settled: Residences {
                rows: Vec::new(),
                origins: Vec::new(),
                closed: Vec::new(),
                findings: Vec::new(),
            },
            by_person,
            by_household,
        };
        for (at, (person, stay)) in (0..).zip(&rows) {
            moves.index(at, *person, stay.household);
        }
        moves.settled.rows = rows;
        moves
    }

    fn index(&mut self, at: u32, person: PersonIx, household: HouseholdIx) {
        for list in [
            self.by_person.get_mut(&person),
            self.by_household.get_mut(&household),
        ]
        .into_iter()
        .flatten()
        {
            if !list.contains(&at) {
                list.push(at);
            }
        }
    }

    fn idle(&mut self, column: Column, index: usize, day: Day, what: &str) {
        let error = Error::new(ErrorKind::NothingToEnd)
            .found(day.to_string())
            .expected(what);
        self.settled.findings.push(Finding {
            column,
            index,
            error,
        });
    }

    fn end(&mut self, person: PersonIx, household: HouseholdIx, day: Day, reason: Code) -> bool {
        let mut found = false;
        for row in self.by_person.get(&person).into_iter().flatten() {
            if let Some((_, stay)) = self.settled.rows.get_mut(*row as usize)
                && stay.household == household
                && stay.spell.holds(day.before())
            {
                stay.spell.until = Some(day);
                stay.reason = reason;
                found = true;
            }
        }
        found
    }

    fn move_all(
        &mut self,
        rows: &[u32],
        from: HouseholdIx,
        into: HouseholdIx,
        day: Day,
        reason: Code,
    ) -> bool {
        let mut found = false;
        for row in rows {
            let Some((person, stay)) = self.settled.rows.get_mut(*row as usize) else {
                continue;
            };
            if stay.household == into && stay.spell.from == Some(day) {
                // The same change twice is once.
                found = true;
            }
            if stay.household != from || !stay.spell.holds(day) {
                continue;
            }
            found = true;
            let person = *person;
            if stay.spell.from == Some(day) {
                stay.household = into;
                self.index(*row, person, into);
                continue;
            }
            let spell = Spell {
                from: Some(day),
                until: stay.spell.until,
            };
            let begun = Residence {
                spell,
                household: into,
                ..*stay
            };
            stay.spell.until = Some(day);
            stay.reason = reason;
            let at = u32::try_from(self.settled.rows.len()).unwrap_or(u32::MAX);
            let recorded = (*row as usize).checked_sub(self.recorded);
            let origin = recorded.and_then(|at| self.settled.origins.get(at));
            let origin = origin.copied().unwrap_or(*row);
            self.settled.rows.push((person, begun));
            self.settled.origins.push(origin);
            self.index(at, person, into);
        }
        found
    }
}

/// A household that splits off stands where the first one stands, unless it has a
/// place of its own, and is like it, unless it has a record of its own.
fn place_beside(batch: &mut Batch) {
    let splits = core::mem::take(&mut batch.splits);
    let mut order: Vec<_> = splits.iter().map(|split| (split.day, split)).collect();
    let name = |ids: &Ids<HouseholdIx>, own: HouseholdIx| ids.text(own).to_owned();
    order.order_by_key(|(day, split)| {
        let ids = &batch.households;
        (*day, name(ids, split.from), name(ids, split.into))
    });
    let mut places: HashMap<HouseholdIx, Vec<Placed>> = HashMap::default();
    let mut records: HashMap<HouseholdIx, Option<crate::event::batch::Household>> =
        HashMap::default();
    for split in &splits {
        for own in [split.from, split.into] {
            places.change(own, |_| ());
            records.change(own, |_| ());
        }
    }
    for (own, placed) in &batch.placed {
        if let Some(list) = places.get_mut(own) {
            list.push(*placed);
        }
    }
    for (own, record) in &batch.household {
        if let Some(slot) = records.get_mut(own) {
            slot.get_or_insert(*record);
        }
    }
    for (day, split) in order {
        let into = split.into;
        let text = |placed: &&Placed| {
            let unit = batch.units.text(placed.unit);
            (placed.from, unit, batch.vocabulary.text(placed.lane))
        };
        let begun = |placed: &&Placed| placed.from.is_none_or(|from| from <= day);
        let old = places.get(&split.from).map_or(&[][..], Vec::as_slice);
        let place = old.iter().filter(begun).max_by_key(text).copied();
        if let Some(place) = place
            && let Some(own) = places.get_mut(&into)
            && own.is_empty()
        {
            let from = Some(day);
            own.push(Placed { from, ..place });
            batch.placed.push((into, Placed { from, ..place }));
        }
        let like = records.get(&split.from).copied().flatten();
        if let Some(mut record) = like
            && let Some(slot @ None) = records.get_mut(&into)
        {
            record.opened.spell = Spell {
                from: Some(day),
                until: None,
            };
            record.address = Default::default();
            *slot = Some(record);
            batch.household.push((into, record));
        }
    }
}
