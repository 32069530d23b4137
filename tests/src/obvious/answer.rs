//! The answer of the obvious executor: every subject by itself, then every row by
//! looking at every subject.

use super::{
    judge::{Judge, Thing},
    lay_down::{household_id, organisation_id, person_id, team_id},
    settings::concrete,
    world::{Body, Owner, World, catalogues},
};
use noidai::{
    Day,
    coverage::{Question, Verdict},
    event::Flag,
    person::Sex,
    rule::{Rule, Stratifier, Subject},
};
use std::collections::BTreeMap;

/// A subject with its verdict, place and strata.
pub struct Judged {
    pub id: String,
    pub verdict: Verdict,
    /// The unit of the map that it is counted in, and all above.
    pub places: Vec<usize>,
    /// In each of these combinations of strata.
    pub strata: Vec<Vec<Stratum>>,
}

/// What a stratum is called; the numbers before it say where it stands.
pub type Stratum = (u8, usize, String);

/// A row: kind, unit, code, level, strata, and how many subjects have each verdict.
pub type Row = (&'static str, String, String, String, Vec<String>, [u64; 6]);

pub struct Answer {
    pub judged: Vec<Judged>,
    pub rows: Vec<Row>,
    pub total: [u64; 6],
    pub open_households: u64,
}

/// Answers a question about a rule; nothing of the library's own reading is used.
pub fn answer(world: &World, rule: &Rule, question: &Question) -> Answer {
    let day = question.day;
    let by: Vec<Stratifier> = question
        .stratify
        .iter()
        .map(|text| Stratifier::read(rule.subject, text).unwrap())
        .collect();
    let within = question
        .unit
        .as_ref()
        .map(|id| world.units.iter().position(|unit| unit.id == *id).unwrap());
    let is_within = |places: &[usize]| within.is_none_or(|within| places.contains(&within));

    let catalogues = catalogues();
    let mut named = catalogues.iter();
    let at = named.position(|known| known.code == rule.catalogue);
    let judge = Judge {
        world,
        day,
        at: at.unwrap(),
        catalogue: &catalogues[at.unwrap()],
    };
    let mut judged = Vec::new();
    for (id, thing, unit) in subjects(world, rule.subject, day) {
        let holder = unit.and_then(|unit| world.holder(unit, day));
        let places = holder.map_or(Vec::new(), |unit| world.upwards(unit, day));
        if !is_within(&places) {
            continue;
        }
        let units: Vec<&str> = places
            .iter()
            .map(|unit| world.units[*unit].id.as_str())
            .collect();
        let rule = concrete(rule, &units, day, &question.parameters);
        let values = by.iter().map(|by| stratum(world, by, thing, day));
        judged.push(Judged {
            id,
            verdict: judge.verdict(&rule, thing),
            places,
            strata: combined(&values.collect::<Vec<_>>()),
        });
    }
    let mut open_households = 0;
    if rule.subject == Subject::Resident {
        for (_, thing, unit) in subjects(world, Subject::Household, day) {
            let holder = unit.and_then(|unit| world.holder(unit, day));
            let places = holder.map_or(Vec::new(), |unit| world.upwards(unit, day));
            if let Thing::Household(household) = thing
                && is_within(&places)
                && world.is_open(household, day)
            {
                open_households += 1;
            }
        }
    }
    let mut total = [0; 6];
    for one in &judged {
        total[one.verdict as usize] += 1;
    }
    let rows = rows(world, question, within, by.len(), &judged);
    Answer {
        judged,
        rows,
        total,
        open_households,
    }
}

/// Every subject of the day: id, itself, the unit it is put at.
fn subjects(world: &World, subject: Subject, day: Day) -> Vec<(String, Thing<'_>, Option<usize>)> {
    let mut subjects = Vec::new();
    let at = |household| world.placed(household, day).map(|(unit, _)| unit);
    match subject {
        Subject::Household => {
            for household in 0..world.households.len() {
                if world.households[household].spell.holds(day) {
                    let thing = Thing::Household(household);
                    subjects.push((household_id(household), thing, at(household)));
                }
            }
        }
        Subject::Resident => {
            for person in 0..world.people.len() {
                if let Some((household, kind)) = world.stay(person, day) {
                    let thing = Thing::Resident(person, household, kind);
                    subjects.push((person_id(person), thing, at(household)));
                }
            }
        }
        Subject::Team => {
            for (number, team) in world.teams.iter().enumerate() {
                if team.spell.holds(day) {
                    subjects.push((team_id(number), Thing::Team(number), Some(team.unit)));
                }
            }
        }
        Subject::Unit => {
            for unit in world.walk(day) {
                subjects.push((world.units[unit].id.clone(), Thing::Unit(unit), Some(unit)));
            }
        }
    }
    subjects
}

/// The strata of one stratifier that a subject is in.
fn stratum(world: &World, by: &Stratifier, thing: Thing<'_>, day: Day) -> Vec<Stratum> {
    let none = || (1, 0, "none".to_owned());
    let unknown = || (2, 0, "unknown".to_owned());
    let known = |at: usize, text: &str| (0, at, text.to_owned());
    let word = |text: &str| {
        if text.is_empty() {
            none()
        } else {
            known(0, text)
        }
    };
    let one = match (by, thing) {
        (Stratifier::AgeBand(bounds), Thing::Resident(person, ..)) => {
            match world.people[person].birth.age_on(day) {
                None => unknown(),
                Some(age) => {
                    let mut band = (0, String::new());
                    let mut least = 0;
                    for (at, bound) in bounds.iter().enumerate() {
                        if age < i32::from(*bound) {
                            band = (at, format!("{least}-{}", bound - 1));
                            break;
                        }
                        least = *bound;
                        band = (at + 1, format!("{least}+"));
                    }
                    known(band.0, &band.1)
                }
            }
        }
        (Stratifier::Sex, Thing::Resident(person, ..)) => match world.people[person].sex {
            Sex::Unknown => unknown(),
            Sex::Female => known(0, "female"),
            Sex::Male => known(1, "male"),
        },
        (Stratifier::Kind, Thing::Household(household)) => word(world.households[household].kind),
        (Stratifier::Kind, Thing::Unit(unit)) => word(world.units[unit].kind),
        (Stratifier::Lane, Thing::Household(household)) => {
            word(world.placed(household, day).map_or("", |(_, lane)| lane))
        }
        (Stratifier::Size, Thing::Household(household)) => {
            if world.is_open(household, day) {
                unknown()
            } else {
                let size = world.residents(household, day).len();
                known(size, &size.to_string())
            }
        }
        (Stratifier::Level, Thing::Team(_) | Thing::Unit(_)) => {
            let unit = match thing {
                Thing::Team(team) => world.teams[team].unit,
                Thing::Unit(unit) => unit,
                _ => unreachable!(),
            };
            let levels = world.levels(&world.walk(day), day);
            let level = world.units[unit].level;
            match levels.iter().position(|known| *known == level) {
                Some(at) if world.unit_exists(unit, day) => known(at, level),
                _ => none(),
            }
        }
        (Stratifier::Organisation, Thing::Team(team)) => match world.teams[team].organisation {
            Some(organisation) => known(0, &organisation_id(organisation)),
            None => none(),
        },
        (Stratifier::Flag, Thing::Household(household)) => {
            let mut strata = Vec::new();
            for (at, flag) in Flag::built_in().iter().enumerate() {
                if world.flags.iter().any(|row| {
                    row.owner == Owner::Household(household)
                        && row.flag == flag.code
                        && row.spell.holds(day)
                }) {
                    strata.push(known(at, &flag.code));
                }
            }
            if strata.is_empty() {
                strata.push(none());
            }
            return strata;
        }
        (Stratifier::Force, Thing::Team(team)) => {
            let mut strata: Vec<Stratum> = Vec::new();
            for seat in world.members(Body::Team(team), day) {
                if !seat.force.is_empty() && !strata.contains(&known(0, seat.force)) {
                    strata.push(known(0, seat.force));
                }
            }
            if strata.is_empty() {
                strata.push(none());
            }
            return strata;
        }
        _ => panic!("{by:?} of {thing:?}"),
    };
    vec![one]
}

fn combined(values: &[Vec<Stratum>]) -> Vec<Vec<Stratum>> {
    let Some((first, rest)) = values.split_first() else {
        return vec![vec![]];
    };
    let mut all = Vec::new();
    for value in first {
        for more in combined(rest) {
            all.push([vec![value.clone()], more].concat());
        }
    }
    all
}

/// "A roll-up by level has every unit of the level, then under the lowest higher unit
/// that holds something directly a remainder row; one row *unassigned* holds only what
/// no unit contains."
fn rows(
    world: &World,
    question: &Question,
    within: Option<usize>,
    stratifiers: usize,
    judged: &[Judged],
) -> Vec<Row> {
    let day = question.day;
    let mut units = world.walk(day);
    if let Some(within) = within {
        units.retain(|unit| world.upwards(*unit, day).contains(&within));
    }
    let levels: Vec<&str> = match question.by.as_slice() {
        [] => {
            let levels = world.levels(&world.walk(day), day).into_iter();
            let there = |level: &&str| units.iter().any(|unit| world.units[*unit].level == *level);
            levels.filter(there).collect()
        }
        by => by.iter().map(String::as_str).collect(),
    };
    let mut rows = Vec::new();
    for level in levels {
        let of_level = |unit: &usize| world.units[*unit].level == level;
        let mut add = |kind, unit: Option<usize>, own: &dyn Fn(&Judged) -> bool| {
            let mut strata: BTreeMap<Vec<Stratum>, [u64; 6]> = BTreeMap::new();
            for one in judged.iter().filter(|one| own(one)) {
                for stratum in &one.strata {
                    strata.entry(stratum.clone()).or_default()[one.verdict as usize] += 1;
                }
            }
            if strata.is_empty() && kind == "unit" {
                let nobody = vec![(1, 0, "none".to_owned()); stratifiers];
                strata.insert(nobody, [0; 6]);
            }
            for (stratum, counts) in strata {
                let (id, code) = unit.map_or_else(Default::default, |unit| {
                    (world.units[unit].id.clone(), world.units[unit].code.clone())
                });
                let called = stratum.into_iter().map(|(_, _, text)| text).collect();
                rows.push((kind, id, code, level.to_owned(), called, counts));
            }
        };
        for unit in units.iter().filter(|unit| of_level(unit)) {
            add("unit", Some(*unit), &|one| one.places.contains(unit));
        }
        // A lower unit that no unit of the level holds is in the remainder of a higher.
        let order = world.levels(&world.walk(day), day);
        let place = |level: &str| order.iter().position(|known| *known == level);
        let is_lower = |unit: &usize| {
            let is_after = place(world.units[*unit].level) > place(level);
            let is_there = place(level).is_some();
            (is_there && is_after)
                || world.walk(day).iter().any(|other| {
                    let above = world.upwards(*other, day);
                    world.units[*other].level == world.units[*unit].level
                        && !of_level(other)
                        && above.iter().any(of_level)
                })
        };
        let remainder_of = |one: &Judged| {
            let asked = one.places.iter().filter(|unit| units.contains(unit));
            let asked: Vec<usize> = asked.copied().collect();
            let higher = asked.iter().find(|unit| !is_lower(unit)).or(asked.last());
            higher.filter(|_| !asked.iter().any(of_level)).copied()
        };
        for unit in &units {
            add("remainder", Some(*unit), &|one| {
                remainder_of(one) == Some(*unit)
            });
        }
        add("unassigned", None, &|one| one.places.is_empty());
    }
    rows
}
