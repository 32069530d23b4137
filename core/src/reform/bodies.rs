//! What happens to steering committees where a reform's document does not say it.

use crate::{
    Registry,
    hashed::{HashMap, HashSet},
    id::{CommitteeIx, PersonIx, UnitIx},
    order::Order,
    place::{ClosedCommittee, NewCommittee, Reform},
    team::{Body, Membership},
};

/// What becomes of the committees of units that go into a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CommitteesAt {
    /// All close and one opens for the new unit, with the members of all, in the
    /// roles that they had: the default.
    #[default]
    Open,
    /// They go on, all for the new unit.
    Continue,
}

/// Adds to a reform what becomes of the committees that it does not name. Where a
/// unit goes in parts, its committee goes on: nobody said where it belongs.
pub fn with_bodies(registry: &Registry, mut reform: Reform, committees: CommitteesAt) -> Reform {
    if committees == CommitteesAt::Continue {
        return reform;
    }
    let before = reform.day.before();
    let mut of: HashMap<UnitIx, Vec<CommitteeIx>> = HashMap::default();
    for ix in registry.committee_ids().iter() {
        if let Some(committee) = registry
            .committee(ix)
            .filter(|known| known.spell.holds(before))
        {
            of.change(committee.unit, |own| own.push(ix));
        }
    }
    let named: HashSet<String> = reform
        .close_committees
        .iter()
        .map(|one| one.committee.clone())
        .collect();
    let mut old: HashMap<&str, Vec<&str>> = HashMap::default();
    for one in reform.succeed.iter().filter(|one| !one.part) {
        let unit = registry.unit_ids().find(&one.from);
        for ix in unit.and_then(|unit| of.get(&unit)).into_iter().flatten() {
            let id = registry.committee_ids().text(*ix);
            if !named.contains(id) {
                old.change(&one.into, |own| own.push(id));
            }
        }
    }
    let has_own: HashSet<&str> = reform
        .open_committees
        .iter()
        .map(|one| one.unit.as_str())
        .collect();
    let mut opened = Vec::new();
    let mut closed = Vec::new();
    for unit in &reform.open {
        let old = old.get_mut(unit.unit.as_str()).map(core::mem::take);
        let Some(mut old) = old.filter(|old| !old.is_empty()) else {
            continue;
        };
        if has_own.contains(unit.unit.as_str()) {
            continue;
        }
        let Some(id) = free_id(registry, &unit.unit) else {
            continue;
        };
        old.order();
        opened.push(NewCommittee {
            committee: id.clone(),
            unit: unit.unit.clone(),
            name: format!("Ban chỉ đạo chuyển đổi số {}", unit.name),
        });
        closed.extend(old.into_iter().map(|committee| ClosedCommittee {
            committee: committee.to_owned(),
            into: Some(id.clone()),
        }));
    }
    reform.open_committees.extend(opened);
    reform.close_committees.extend(closed);
    reform
}

/// An id for the committee of a new unit; nothing where it would be too long.
fn free_id(registry: &Registry, unit: &str) -> Option<String> {
    let mut ids = (1..1000).map(|number| match number {
        1 => format!("bcd-{unit}"),
        number => format!("bcd-{unit}-{number}"),
    });
    let free = ids.find(|id| registry.committee_ids().find(id).is_none())?;
    crate::id::check(&free).is_ok().then_some(free)
}

/// How many seats fall together with another of the same person in the committee that
/// takes theirs over, and how many end with a committee that nothing takes over.
pub(super) fn seats(registry: &Registry, reform: &Reform) -> (usize, usize) {
    let (day, before) = (reform.day, reform.day.before());
    let body = |id: &str| registry.committee_ids().find(id).map(Body::Committee);
    let mut sitting: HashSet<(PersonIx, &str)> = HashSet::default();
    for heir in reform
        .close_committees
        .iter()
        .filter_map(|one| one.into.as_deref())
    {
        let members = body(heir).map_or_else(Vec::new, |body| registry.members_on(body, day));
        sitting.extend(members.iter().map(|(person, _)| (*person, heir)));
    }
    let goes_on = |seat: &Membership| seat.spell.until.is_none_or(|end| day < end);
    let (mut joined, mut ended) = (0, 0);
    for one in &reform.close_committees {
        let Some(body) = body(&one.committee) else {
            continue;
        };
        match one.into.as_deref() {
            Some(heir) => {
                for (person, seat) in registry.members_on(body, before) {
                    joined += usize::from(goes_on(&seat) && !sitting.insert((person, heir)));
                }
            }
            None => {
                let people = registry.person_ids().iter();
                let seats = people.flat_map(|person| registry.memberships(person));
                ended += seats
                    .filter(|seat| seat.body == body && goes_on(seat))
                    .count();
            }
        }
    }
    (joined, ended)
}
