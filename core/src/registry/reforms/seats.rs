//! Seats in committees that close, in the committees that take them over.

use super::ground::Ground;
use crate::{
    Day,
    event::{Batch, Code},
    hashed::{HashMap, HashSet},
    id::{CommitteeIx, PersonIx},
    order::Order,
    registry::fold,
    team::{Body, Membership},
    time::Spell,
};

/// By closing committee, the one that takes it over.
pub(super) type Heirs = HashMap<CommitteeIx, Option<CommitteeIx>>;

type Seat = (PersonIx, CommitteeIx);

/// Ends every seat in the closing committees, and gives each person as long a seat in
/// the heir: one at a time, since somebody is a member of a body once. Of several
/// seats at once the highest role goes on. A seat that begins later, or is to end by
/// what was recorded apart, does so in the heir; where the person sits there all that
/// time already, that seat is theirs. One that begins later in a committee that nothing
/// takes over never begins in any.
pub(super) fn follow(ground: &mut Ground<'_>, heirs: &Heirs, day: Day) {
    let batch = &mut *ground.batch;
    let ends = Ends::of(batch);
    let mut used: HashSet<(PersonIx, CommitteeIx, Day)> = HashSet::default();
    let mut held: HashMap<Seat, Vec<Membership>> = HashMap::default();
    let mut late: Vec<(PersonIx, CommitteeIx, Membership, usize)> = Vec::new();
    let mut going: Vec<(PersonIx, CommitteeIx, Membership)> = Vec::new();
    let died: HashMap<PersonIx, Day> = batch.deaths.iter().copied().collect();
    let lives = |person: PersonIx, from: Option<Day>| {
        died.get(&person).is_none_or(|died| from <= Some(*died))
    };
    let heired: HashSet<CommitteeIx> = heirs.values().flatten().copied().collect();
    for (at, (person, seat)) in batch.memberships.iter_mut().enumerate() {
        let Body::Committee(committee) = seat.body else {
            continue;
        };
        if heired.contains(&committee) {
            let spell = ends.applied(*person, committee, seat.spell);
            let seat = Membership { spell, ..*seat };
            held.change((*person, committee), |own| own.push(seat));
        }
        let Some(heir) = heirs.get(&committee) else {
            continue;
        };
        let spell = ends.applied(*person, committee, seat.spell);
        if spell.until.is_some_and(|until| until <= day) {
            continue;
        }
        if spell.from.is_some_and(|from| from >= day) {
            let seat = Membership { spell, ..*seat };
            late.extend(heir.map(|heir| (*person, heir, seat, at)));
            continue;
        }
        // What was to end it later ends it with the committee.
        used.extend(spell.until.map(|end| (*person, committee, end)));
        fold::close(&mut seat.spell, day);
        if let Some(heir) = *heir {
            let from = Some(day);
            let spell = Spell { from, ..spell };
            going.push((*person, heir, Membership { spell, ..*seat }));
        }
    }
    for (person, body, end) in &mut batch.membership_ends {
        if let Body::Committee(committee) = *body
            && used.contains(&(*person, committee, *end))
        {
            *end = day;
        }
    }
    let order = order(batch);
    late.order_by_key(|(_, _, seat, _)| order(seat));
    going.order_by_key(|(_, _, seat)| order(seat));
    let mut seats: Vec<(PersonIx, Membership)> = Vec::new();
    let mut begun: Vec<(usize, Membership, Option<Day>)> = Vec::new();
    let mut taken: Vec<(usize, Membership, Option<Day>)> = Vec::new();
    for (person, heir, seat, at) in late {
        held.change((person, heir), |_| ());
        let Some(own) = held.get_mut(&(person, heir)) else {
            continue;
        };
        let body = Body::Committee(heir);
        let mut rest = free(seat.spell, own).into_iter();
        let Some(spell) = rest.next() else {
            let mut held = own.iter().filter(|held| held.spell.overlaps(seat.spell));
            taken.extend(held.next().map(|held| (at, *held, seat.spell.until)));
            continue;
        };
        let moved = Membership {
            spell,
            body,
            ..seat
        };
        begun.push((at, moved, seat.spell.until));
        let rest = rest.map(|spell| Membership {
            spell,
            body,
            ..seat
        });
        let rest: Vec<Membership> = rest.filter(|one| lives(person, one.spell.from)).collect();
        seats.extend(rest.iter().map(|seat| (person, *seat)));
        own.push(moved);
        own.extend(rest);
    }
    for (person, heir, seat) in going {
        held.change((person, heir), |_| ());
        let Some(own) = held.get_mut(&(person, heir)) else {
            continue;
        };
        let body = Body::Committee(heir);
        for spell in free(seat.spell, own) {
            let moved = Membership {
                spell,
                body,
                ..seat
            };
            if lives(person, spell.from) {
                own.push(moved);
                seats.push((person, moved));
            }
        }
    }
    drop(order);
    for (at, moved, end) in begun {
        if let Some((person, seat)) = batch.memberships.get_mut(at) {
            hand_over(
                &mut batch.membership_ends,
                *person,
                (seat.body, end),
                &moved,
            );
            *seat = moved;
        }
    }
    for (at, held, end) in taken {
        if let Some((person, seat)) = batch.memberships.get_mut(at) {
            let (person, body) = (*person, seat.body);
            *seat = held;
            for (own, of, until) in &mut batch.membership_ends {
                // What was to end it ends with the committee.
                if (*own, *of, Some(*until)) == (person, body, end) {
                    *until = day;
                }
            }
        }
    }
    batch.memberships.extend(seats);
}

/// What was to end a seat ends the one that goes on in its place.
fn hand_over(
    ends: &mut [(PersonIx, Body, Day)],
    person: PersonIx,
    (from, end): (Body, Option<Day>),
    into: &Membership,
) {
    for (own, body, day) in ends {
        if (*own, *body, Some(*day)) == (person, from, end) {
            *body = into.body;
            *day = into.spell.until.unwrap_or(*day);
        }
    }
}

/// The stretches of a spell on which nobody of these sits.
fn free(spell: Spell, taken: &[Membership]) -> Vec<Spell> {
    let mut left = vec![spell];
    for other in taken {
        let other = other.spell;
        left = left
            .into_iter()
            .flat_map(|own| {
                if !own.overlaps(other) {
                    return vec![own];
                }
                let (from, until) = (other.from, other.until);
                let before = from.map(|until| Spell {
                    until: Some(until),
                    ..own
                });
                let after = until.map(|from| Spell {
                    from: Some(from),
                    ..own
                });
                let begins = |own: Spell| own.from.is_none_or(|begin| from > Some(begin));
                let goes_on =
                    |own: Spell| own.until.is_none_or(|end| until.is_some_and(|u| u < end));
                let before = before.filter(|_| begins(own));
                let after = after.filter(|_| goes_on(own));
                before.into_iter().chain(after).collect()
            })
            .collect();
    }
    left
}

/// Heads first, then deputies, plain members last; by texts where that is the same.
fn order(batch: &Batch) -> impl Fn(&Membership) -> (u8, String, String, String, Spell) + use<'_> {
    let text = |code| batch.vocabulary.text(code).to_owned();
    move |seat| {
        let rank = match seat.role {
            Code::HEAD => 0,
            Code::DEPUTY => 1,
            Code::MEMBER => 3,
            _ => 2,
        };
        let body = match seat.body {
            Body::Committee(committee) => batch.committees.text(committee),
            Body::Team(team) => batch.teams.text(team),
        };
        (
            rank,
            text(seat.role),
            text(seat.force),
            body.to_owned(),
            seat.spell,
        )
    }
}

/// Ends that were recorded apart from the seats, by seat, in the order of days.
struct Ends {
    of: HashMap<Seat, Vec<Day>>,
}

impl Ends {
    fn of(batch: &Batch) -> Self {
        let mut of: HashMap<Seat, Vec<Day>> = HashMap::default();
        for (person, body, day) in &batch.membership_ends {
            if let Body::Committee(committee) = body {
                of.change((*person, *committee), |own| own.push(*day));
            }
        }
        for days in of.values_mut() {
            days.order();
        }
        Self { of }
    }

    fn days(
        &self,
        person: PersonIx,
        committee: CommitteeIx,
    ) -> impl Iterator<Item = Day> + use<'_> {
        let days = self.of.get(&(person, committee));
        days.into_iter().flatten().copied()
    }

    /// A spell as the ends leave it.
    fn applied(&self, person: PersonIx, committee: CommitteeIx, mut spell: Spell) -> Spell {
        for day in self.days(person, committee) {
            if spell.holds(day.before()) {
                spell.until = Some(day);
            }
        }
        spell
    }
}
