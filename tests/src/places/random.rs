//! Random reforms over a small country.

use super::country::{committee, day, household, small, team, unit};
use noidai::{
    Day, Registry,
    event::{Batch, Code},
    id::UnitIx,
    json,
    place::{
        ClosedCommittee, HouseholdPlaced, Moved, MovedTeam, NewCommittee, NewUnit, PlaceMap,
        Recoded, Reform, Renamed, Succession,
    },
    reform::{CommitteesAt, with_bodies},
    team::{Body, Membership},
    time::Spell,
};

/// Draws from a seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// The days that are asked about and those of reforms lie among these.
pub const DAYS: [&str; 6] = [
    "2024-12-31",
    "2025-07-01",
    "2025-12-31",
    "2026-03-01",
    "2027-01-01",
    "2028-05-05",
];
const REFORM_DAYS: [&str; 3] = ["2025-07-01", "2026-03-01", "2027-01-01"];

/// Two districts, five communes, eight hamlets, with households and bodies anywhere.
pub fn country(chance: &mut Chance) -> Batch {
    let mut batch = small();
    unit(&mut batch, "E", "Huyện Tây", Code::DISTRICT, Some("P"));
    for (id, parent) in [("F", "E"), ("G", "E")] {
        unit(
            &mut batch,
            id,
            &format!("Xã {id}"),
            Code::COMMUNE,
            Some(parent),
        );
    }
    for (id, parent) in [("C1", "C"), ("F1", "F"), ("F2", "F"), ("G1", "G")] {
        unit(
            &mut batch,
            id,
            &format!("Ấp {id}"),
            Code::HAMLET,
            Some(parent),
        );
    }
    let units: Vec<String> = ids(&batch);
    for number in 0..14 {
        let at = units[chance.below(units.len())].clone();
        let mut places = vec![(at.as_str(), None)];
        if chance.one_in(4) {
            let other = units[chance.below(units.len())].as_str();
            places.push((other, Some(day(DAYS[chance.below(DAYS.len())]))));
        }
        household(&mut batch, &format!("h{number}"), &places);
    }
    for number in 0..4 {
        team(
            &mut batch,
            &format!("t{number}"),
            &units[chance.below(units.len())],
        );
    }
    for (id, unit) in [("c0", "A"), ("c1", "B"), ("c2", "F"), ("c3", "G")] {
        committee(&mut batch, id, unit);
    }
    for number in 0..6 {
        seats(chance, &mut batch, &format!("p{number}"));
    }
    batch
}

/// Seats of one person in some of the committees, with ends of either sort.
fn seats(chance: &mut Chance, batch: &mut Batch, id: &str) {
    let person = batch.people.intern(id).unwrap();
    batch.persons.push((person, Default::default()));
    for number in 0..4 {
        if chance.one_in(2) {
            continue;
        }
        let body = Body::Committee(batch.committees.find(&format!("c{number}")).unwrap());
        let begins = chance.below(DAYS.len());
        let from = (!chance.one_in(3)).then(|| day(DAYS[begins]));
        let mut until = None;
        if begins + 1 < DAYS.len() && chance.one_in(2) {
            let ends = begins + 1 + chance.below(DAYS.len() - begins - 1);
            until = Some(day(DAYS[ends]));
        }
        if let Some(end) = until.filter(|_| chance.one_in(2)) {
            batch.membership_ends.push((person, body, end));
            until = None;
        }
        let seat = Membership {
            spell: Spell { from, until },
            body,
            role: [Code::HEAD, Code::DEPUTY, Code::MEMBER][chance.below(3)],
            force: Code::NONE,
        };
        batch.memberships.push((person, seat));
    }
}

pub fn ids(batch: &Batch) -> Vec<String> {
    batch
        .units
        .iter()
        .map(|ix| batch.units.text(ix).to_owned())
        .collect()
}

/// Adds a random reform on each of the days, as far as it is sound; says how many.
pub fn reforms(chance: &mut Chance, batch: &mut Batch) -> usize {
    for (number, text) in REFORM_DAYS.iter().enumerate() {
        for again in 0..=chance.below(2) {
            let registry = Registry::open(batch.clone()).unwrap();
            let made = reform(chance, &registry, day(text), &format!("{number}{again}"));
            if registry.places_after(&made).is_ok() {
                batch.reforms.push(made);
            }
        }
    }
    // Households that move, or come to a new unit, between the reforms.
    for number in 0..chance.below(4) {
        let registry = Registry::open(batch.clone()).unwrap();
        let on = day(DAYS[chance.below(DAYS.len())]);
        let map = registry.map(on);
        let at = map.units()[chance.below(map.units().len())];
        let at = registry.unit_ids().text(at).to_owned();
        household(
            batch,
            &format!("m{number}"),
            &[("A", None), (&at, Some(on))],
        );
    }
    batch.reforms.len()
}

fn of_level(registry: &Registry, on: Day, level: Code) -> Vec<UnitIx> {
    let map = registry.map(on);
    map.units()
        .iter()
        .copied()
        .filter(|unit| map.level(*unit) == Some(level))
        .collect()
}

fn reform(chance: &mut Chance, registry: &Registry, on: Day, number: &str) -> Reform {
    let mut reform = of_units(chance, registry, on, number);
    let map = registry.map(on.before());
    further(chance, registry, &map, number, &mut reform);
    if chance.one_in(2) {
        reform = with_bodies(registry, reform, CommitteesAt::Open);
    }
    reform
}

/// Names, codes, parents, households and bodies besides.
fn further(
    chance: &mut Chance,
    registry: &Registry,
    map: &PlaceMap,
    number: &str,
    reform: &mut Reform,
) {
    let id = |unit: UnitIx| registry.unit_ids().text(unit).to_owned();
    let closing: Vec<String> = reform.closing().into_iter().map(str::to_owned).collect();
    let staying = map.units().iter().copied();
    let staying: Vec<UnitIx> = staying
        .filter(|unit| !closing.contains(&id(*unit)))
        .collect();
    let communes = staying.iter().copied();
    let communes: Vec<UnitIx> = communes
        .filter(|unit| map.level(*unit) == Some(Code::COMMUNE))
        .collect();
    let any = |chance: &mut Chance, units: &[UnitIx]| {
        (!units.is_empty()).then(|| units[chance.below(units.len())])
    };
    if let Some(unit) = any(chance, &staying).filter(|_| chance.one_in(3)) {
        let name = format!("Xã Đổi {}", chance.below(3));
        let (unit, kind) = (id(unit), "Xã".to_owned());
        reform.rename.push(Renamed { unit, name, kind });
    }
    if let Some(unit) = any(chance, &staying).filter(|_| chance.one_in(3)) {
        let code = format!("K{number}{}", chance.below(2));
        let unit = id(unit);
        reform.recode.push(Recoded { unit, code });
    }
    let moving = staying.iter().copied().filter(|unit| {
        let named = reform.moves.iter().any(|one| one.unit == id(*unit));
        map.level(*unit) == Some(Code::HAMLET) && !named
    });
    let moving: Vec<UnitIx> = moving.collect();
    let pair = any(chance, &moving).zip(any(chance, &communes));
    if let Some((unit, parent)) = pair.filter(|_| chance.one_in(3)) {
        let (unit, parent) = (id(unit), Some(id(parent)));
        reform.moves.push(Moved { unit, parent });
    }
    if let Some(unit) = any(chance, &staying).filter(|_| chance.one_in(3)) {
        let (household, unit) = (format!("h{}", chance.below(14)), id(unit));
        if !reform.places.iter().any(|one| one.household == household) {
            reform.places.push(HouseholdPlaced { household, unit });
        }
    }
    if let Some(unit) = any(chance, &staying).filter(|_| chance.one_in(3)) {
        let (team, unit) = (format!("t{}", chance.below(3)), id(unit));
        reform.move_teams.push(MovedTeam { team, unit });
    }
    if chance.one_in(8) {
        reform.close_teams.push("t3".to_owned());
    }
    if let Some(unit) = any(chance, &staying).filter(|_| chance.one_in(4)) {
        let new = format!("k{number}");
        reform.open_committees.push(NewCommittee {
            committee: new.clone(),
            unit: id(unit),
            name: String::new(),
        });
        for committee in ["c0", "c1", "c2", "c3"] {
            if chance.one_in(3) {
                reform.close_committees.push(ClosedCommittee {
                    committee: committee.to_owned(),
                    into: (!chance.one_in(4)).then(|| new.clone()),
                });
            }
        }
    }
}

/// Reforms of the days of those of a batch, as another device might have recorded
/// them: the same under another act, with one thing otherwise, made without knowing of
/// them, or naming what is not there.
pub fn rivals(chance: &mut Chance, batch: &Batch) -> Vec<Reform> {
    let mut made = Vec::new();
    if batch.reforms.is_empty() {
        return made;
    }
    for number in 0..1 + chance.below(3) {
        let mut one = batch.reforms[chance.below(batch.reforms.len())].clone();
        let on = one.day;
        // Before or after the other in the order of content.
        one.act = format!("{}{number}/NQ", ["!", "~"][chance.below(2)]);
        match chance.below(5) {
            0 => {}
            1 | 2 => otherwise(chance, &mut one),
            3 => {
                let mut earlier = batch.clone();
                earlier.reforms.retain(|other| other.day < on);
                let (registry, _) = Registry::fold(earlier);
                let act = one.act;
                one = reform(chance, &registry, on, &format!("r{number}"));
                one.act = act;
            }
            _ => one.rename.push(Renamed {
                unit: "nowhere".to_owned(),
                name: "Xã Không Có".to_owned(),
                kind: String::new(),
            }),
        }
        made.push(one);
    }
    made
}

/// States one thing otherwise.
fn otherwise(chance: &mut Chance, reform: &mut Reform) {
    let elsewhere = ["B", "C", "G"][chance.below(3)].to_owned();
    let sorts: [usize; 8] = [
        reform.rename.len(),
        reform.recode.len(),
        reform.moves.len(),
        reform.places.len(),
        reform.move_teams.len(),
        reform.close_committees.len(),
        reform.open.len(),
        reform.succeed.len(),
    ];
    let there: Vec<usize> = (0..sorts.len()).filter(|sort| sorts[*sort] > 0).collect();
    if there.is_empty() {
        return;
    }
    let sort = there[chance.below(there.len())];
    let at = chance.below(sorts[sort]);
    match sort {
        0 => reform.rename[at].name.push('!'),
        1 => reform.recode[at].code.push('9'),
        2 => reform.moves[at].parent = Some(elsewhere),
        3 => reform.places[at].unit = elsewhere,
        4 => reform.move_teams[at].unit = elsewhere,
        5 => reform.close_committees[at].into = None,
        6 => reform.open[at].name.push('!'),
        _ => reform.succeed[at].into = elsewhere,
    }
}

fn of_units(chance: &mut Chance, registry: &Registry, on: Day, number: &str) -> Reform {
    let before = on.before();
    let mut reform = Reform::new(on, format!("{number}/NQ"));
    let level = [Code::COMMUNE, Code::COMMUNE, Code::HAMLET][chance.below(3)];
    let units = of_level(registry, before, level);
    let map = registry.map(before);
    let text = |unit: UnitIx| registry.unit_ids().text(unit).to_owned();
    let level_text = registry.vocabulary().text(level).to_owned();
    let parent = |unit: UnitIx| map.parent(unit).map(text);
    if units.len() < 3 {
        return reform;
    }
    let one = units[chance.below(units.len())];
    let other = units[chance.below(units.len())];
    let opened = |name: &str, above: Option<String>| NewUnit {
        unit: format!("{name}{number}"),
        code: format!("{name}{number}"),
        name: format!("Xã {name}{number}"),
        kind: String::new(),
        level: level_text.clone(),
        parent: above,
    };
    let pass = |from: UnitIx, into: String, part: bool| Succession {
        from: text(from),
        into,
        part,
    };
    match chance.below(6) {
        // Merged into a new unit, or into an existing one.
        0 | 1 if one != other => {
            let new = opened("N", parent(one));
            reform.succeed.push(pass(one, new.unit.clone(), false));
            reform.succeed.push(pass(other, new.unit.clone(), false));
            reform.open.push(new);
        }
        2 if one != other => reform.succeed.push(pass(one, text(other), false)),
        // Split in two or three, some of what lies in it assigned.
        3 | 4 => {
            let mut names = vec![];
            for name in ["S", "T", "U"].iter().take(2 + chance.below(2)) {
                let new = opened(name, parent(one));
                names.push(new.unit.clone());
                reform.succeed.push(pass(one, new.unit.clone(), true));
                reform.open.push(new);
            }
            reform.close.push(text(one));
            for child in map.below(one) {
                if !chance.one_in(3) {
                    let parent = Some(names[chance.below(names.len())].clone());
                    reform.moves.push(Moved {
                        unit: text(child),
                        parent,
                    });
                }
            }
            assign(chance, registry, &map, one, &names, &mut reform);
        }
        // A part goes to another unit.
        _ if one != other => {
            reform.succeed.push(pass(one, text(other), true));
            for child in map.below(one) {
                if chance.one_in(2) {
                    let parent = Some(text(other));
                    reform.moves.push(Moved {
                        unit: text(child),
                        parent,
                    });
                }
            }
            assign(
                chance,
                registry,
                &map,
                one,
                &[text(one), text(other)],
                &mut reform,
            );
        }
        // A level goes: those above rise.
        _ => {
            let districts = of_level(registry, before, Code::DISTRICT);
            reform.close = districts.into_iter().map(text).collect();
        }
    }
    reform
}

/// Says of some households of a unit itself where they are.
fn assign(
    chance: &mut Chance,
    registry: &Registry,
    map: &noidai::place::PlaceMap,
    unit: UnitIx,
    names: &[String],
    reform: &mut Reform,
) {
    for ix in registry.household_ids().iter() {
        let placed = registry.placed_on(ix, map.day());
        // Two places from one day would contradict each other.
        let moves_itself = registry
            .placed_on(ix, reform.day)
            .is_some_and(|placed| placed.from == Some(reform.day));
        if placed.is_some_and(|placed| placed.unit == unit) && !moves_itself && !chance.one_in(3) {
            reform.places.push(HouseholdPlaced {
                household: registry.household_ids().text(ix).to_owned(),
                unit: names[chance.below(names.len())].clone(),
            });
        }
    }
}

/// A reform as text and back: what is recorded is what was written.
pub fn written(reform: &Reform) -> Reform {
    json::read(&json::write(reform).unwrap()).unwrap()
}
