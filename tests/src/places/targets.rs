//! Targets across random reforms: where the library lets them stand, an obvious executor
//! does too.

use super::{
    country::{day, open, reform, small, target},
    random::{Chance, DAYS, country, reforms},
};
use noidai::{
    Day, Registry,
    event::{Batch, Code},
    id::UnitIx,
    reform::preview,
    rule::built_in,
    target::Target,
    work::targets::{Reason, TargetQuestion, Targets, targets},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const LEVELS: [(Code, &str); 3] = [
    (Code::DISTRICT, "district"),
    (Code::COMMUNE, "commune"),
    (Code::HAMLET, "hamlet"),
];
/// Days on which targets are set: before the reforms and between them.
const SET: [&str; 3] = ["2024-12-31", "2025-12-31", "2026-06-01"];
const DUE: [&str; 2] = ["2026-12-31", "2028-05-05"];

/// A random country with reforms and targets: mostly for all units of a level in the
/// province, and for many communes of their own.
fn world(seed: u64) -> Batch {
    let mut chance = Chance(seed);
    let mut batch = country(&mut chance);
    reforms(&mut chance, &mut batch);
    let registry = Registry::open(batch.clone()).unwrap();
    let rule = batch.vocabulary.code("household-app").unwrap();
    let mut keys = BTreeSet::new();
    for number in 0..20 {
        let from = day(SET[chance.below(3)]);
        let map = registry.map(from);
        let is_low =
            |unit: &UnitIx| [Some(Code::COMMUNE), Some(Code::HAMLET)].contains(&map.level(*unit));
        let units: Vec<UnitIx> = map.units().iter().copied().filter(is_low).collect();
        let unit = units[chance.below(units.len())];
        let (unit, level) = match number {
            0 => (batch.units.find("P").unwrap(), LEVELS[chance.below(3)].0),
            1 => (
                map.units()[chance.below(map.units().len())],
                LEVELS[1 + chance.below(2)].0,
            ),
            _ => (unit, Code::NONE),
        };
        let due = day(DUE[usize::from(chance.one_in(4))]);
        if keys.insert((unit, level, due)) {
            batch.targets.push(Target {
                unit,
                level,
                rule,
                due,
                from,
                share: [500_000, 700_000][chance.below(2)],
                baseline: None,
                is_assumed: false,
                source: "1/KH".into(),
            });
        }
    }
    batch
}

fn asked(registry: &Registry, map: &str) -> Targets {
    let mut question = TargetQuestion::on(day(DAYS[5]));
    question.map = map.to_owned();
    targets(registry, &built_in(), &question).unwrap()
}

/// What the library says: share, or why there is none, by unit and due day.
type Stands = BTreeMap<(String, Day), Result<u32, Reason>>;

fn said(answer: &Targets) -> Stands {
    let rows = answer.rows.iter();
    let rows = rows.map(|row| ((row.unit.clone(), row.due), Ok(row.target)));
    let fallen = answer.fallen.iter();
    let fallen = fallen.map(|own| ((own.unit.clone(), own.due), Err(own.reason)));
    rows.chain(fallen).collect()
}

/// What the obvious executor holds of a unit: nothing, a share, or what each of the units
/// that it came from had.
#[derive(Clone, Debug, PartialEq)]
enum Has {
    Nothing,
    Share(u32),
    Fallen(BTreeSet<(UnitIx, Option<u32>)>),
}

/// "A target stands on a merged unit where all its old units had the same share and due
/// day; otherwise none, with the reason": from one reform's day to the next through the
/// documents, and back for maps before the target's day. A unit's own target holds before
/// one for its level, that of the lowest unit above before others; what a unit became
/// before what it came from, as that was set last.
fn obvious_of(registry: &Registry, map_day: Day) -> Stands {
    let mut stands = Stands::new();
    for due in DUE.map(day) {
        for unit in registry.map(map_day).units() {
            let walks = [false, true].map(|back| has(registry, due, *unit, map_day, back));
            let share = |has: &Has| match has {
                Has::Share(share) => Some(*share),
                _ => None,
            };
            let [forwards, backwards] = &walks;
            let found = match share(backwards).or_else(|| share(forwards)) {
                Some(share) => Ok(share),
                None => match (backwards, forwards) {
                    (Has::Fallen(of), _) | (_, Has::Fallen(of)) => {
                        let all = of.iter().all(|(_, share)| share.is_some());
                        Err(if all {
                            Reason::DifferentShares
                        } else {
                            Reason::NotAll
                        })
                    }
                    _ => continue,
                },
            };
            let id = registry.unit_ids().text(*unit).to_owned();
            stands.insert((id, due), found);
        }
    }
    stands
}

/// What a unit has on the map of a day, looking forwards or back.
fn has(registry: &Registry, due: Day, unit: UnitIx, on: Day, back: bool) -> Has {
    if let Some(share) = own(registry, due, unit, on) {
        return Has::Share(share);
    }
    let find = |id: &str| registry.unit_ids().find(id).unwrap();
    let days = registry.reforms().iter().map(|reform| reform.day);
    let mut days: BTreeSet<Day> = days.filter(|day| (*day > on) == back).collect();
    loop {
        let next = if back {
            days.pop_first()
        } else {
            days.pop_last()
        };
        let Some(next) = next else {
            return Has::Nothing;
        };
        let of_day = registry
            .reforms()
            .iter()
            .filter(|reform| reform.day == next);
        let pairs = of_day.flat_map(|reform| &reform.succeed);
        let pairs = pairs.map(|one| (find(&one.from), find(&one.into)));
        let mut others: BTreeSet<UnitIx> = match back {
            true => pairs
                .filter(|pair| pair.0 == unit)
                .map(|pair| pair.1)
                .collect(),
            false => pairs
                .filter(|pair| pair.1 == unit)
                .map(|pair| pair.0)
                .collect(),
        };
        if others.is_empty() {
            continue;
        }
        let beyond = if back { next } else { next.before() };
        if registry.unit(unit).unwrap().spell.holds(beyond) {
            others.insert(unit);
        }
        let all = others.into_iter();
        let all: Vec<(UnitIx, Has)> = all
            .map(|other| (other, has(registry, due, other, beyond, back)))
            .collect();
        if all.iter().all(|(_, has)| *has == Has::Nothing) {
            return Has::Nothing;
        }
        if all
            .iter()
            .all(|(_, has)| *has == all[0].1 && matches!(has, Has::Share(_)))
        {
            return all[0].1.clone();
        }
        let mut of = BTreeSet::new();
        for (other, has) in all {
            match has {
                Has::Nothing => of.extend([(other, None)]),
                Has::Share(share) => of.extend([(other, Some(share))]),
                Has::Fallen(further) => of.extend(further),
            }
        }
        return Has::Fallen(of);
    }
}

/// The target set for a unit as it is on a day: not before others went into it, nor after
/// a part of it went away.
fn own(registry: &Registry, due: Day, unit: UnitIx, on: Day) -> Option<u32> {
    let map = registry.map(on);
    let id = registry.unit_ids().text(unit);
    let changes = |since: Day| {
        registry.reforms().iter().any(|reform| {
            let mut pairs = reform.succeed.iter();
            match since <= on {
                true => since < reform.day && reform.day <= on && pairs.any(|one| one.into == id),
                false => on < reform.day && reform.day <= since && pairs.any(|one| one.from == id),
            }
        })
    };
    let mut found: Option<((usize, Day), u32)> = None;
    for target in registry.targets().iter().filter(|one| one.due == due) {
        let then = registry.map(
            registry
                .unit(target.unit)
                .unwrap()
                .spell
                .nearest(target.from),
        );
        let is_for = match target.level {
            Code::NONE => unit == target.unit,
            level => {
                let lies = |map: &noidai::place::PlaceMap| {
                    map.level(unit) == Some(level) && map.lies_in(unit, target.unit)
                };
                let mut came = registry.reforms().iter().flat_map(|reform| &reform.succeed);
                let opened = registry.unit(unit).unwrap().spell.from;
                let is_new = opened > Some(then.day()) && !came.any(|one| one.into == id);
                unit != target.unit && (lies(&then) || (is_new && lies(&map)))
            }
        };
        let since = registry.unit(unit).unwrap().spell.nearest(target.from);
        let rank = match target.level {
            Code::NONE => usize::MAX,
            _ => then.depth(target.unit),
        };
        if is_for && !changes(since) && found.is_none_or(|found| found.0 < (rank, since)) {
            found = Some(((rank, since), target.share));
        }
    }
    found.map(|found| found.1)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: super::laws::cases(24),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// On every map each target stands where the obvious executor lets it stand, or is
    /// told with the same reason; and the order of arrival decides nothing.
    #[test]
    fn targets_stand_where_all_old_units_had_the_same(seed: u64) {
        let batch = world(seed);
        let registry = Registry::open(batch.clone()).unwrap();
        let mut other = batch;
        other.targets.reverse();
        other.reforms.reverse();
        let other = Registry::open(other).unwrap();
        for map in DAYS {
            let answer = asked(&registry, map);
            prop_assert_eq!(said(&answer), obvious_of(&registry, day(map)), "on {}", map);
            prop_assert_eq!(&answer, &asked(&other, map));
            prop_assert!(answer.without_rule.is_empty());
        }
    }

    /// A preview tells of targets what the answers on the maps of the two days show.
    #[test]
    fn a_preview_of_targets_is_true(seed: u64) {
        let mut batch = world(seed);
        let Some(reform) = batch.reforms.pop() else { return Ok(()) };
        let (registry, findings) = Registry::fold(batch.clone());
        prop_assume!(findings.is_empty());
        let Ok(told) = preview(&registry, &reform) else { return Ok(()) };
        batch.reforms.push(reform.clone());
        let after = Registry::open(batch).unwrap();
        let before = said(&asked(&registry, &reform.day.before().to_string()));
        let after = said(&asked(&after, &reform.day.to_string()));
        let not_past = |key: &&(String, Day)| key.1 >= reform.day;
        let new = after.iter().filter(|(key, own)| own.is_ok() && !matches!(before.get(*key), Some(Ok(_))));
        prop_assert_eq!(told.targets.passed_on as usize, new.map(|(key, _)| key).filter(not_past).count());
        let lost = after.iter().filter(|(key, own)| own.is_err() && !matches!(before.get(*key), Some(Err(_))));
        let lost: BTreeSet<&(String, Day)> = lost.map(|(key, _)| key).filter(not_past).collect();
        let fallen: Vec<(String, Day)> = told.targets.fallen.iter().map(|own| (own.unit.clone(), own.due)).collect();
        prop_assert_eq!(fallen.iter().collect::<BTreeSet<_>>(), lost);
        let gone = before.iter().filter(|(key, own)| own.is_ok() && after.get(*key) != Some(own));
        let gone = gone.map(|(key, _)| key).filter(not_past).count();
        prop_assert!(told.targets.touched as usize >= gone);
        for way in &told.targets.ways {
            let of = |set: &Stands, unit: &String| {
                let own = set.iter().filter(|((id, due), own)| id == unit && *due >= reform.day && own.is_ok());
                own.map(|((_, due), own)| (*due, *own)).collect::<Vec<_>>()
            };
            let (old, new) = (of(&before, &way.from), of(&after, &way.into));
            let standing = old.iter().filter(|own| new.contains(own)).count();
            prop_assert_eq!((way.targets as usize, way.standing as usize), (old.len(), standing));
        }
    }
}

/// The laws would be empty if targets hardly ever met a merger, or never fell.
#[test]
fn random_targets_meet_mergers() {
    let mut outcomes = [0; 3];
    for seed in 0..150 {
        let registry = Registry::open(world(seed * 7919)).unwrap();
        let took = |id: &str| {
            let unit = registry.unit_ids().find(id).unwrap();
            registry.lineage().into(unit).next().is_some()
        };
        let answer = asked(&registry, DAYS[5]);
        outcomes[0] += answer.rows.iter().filter(|row| took(&row.unit)).count();
        for own in &answer.fallen {
            outcomes[1 + usize::from(own.reason == Reason::DifferentShares)] += 1;
        }
    }
    let all: usize = outcomes.iter().sum();
    assert!(
        outcomes.iter().all(|count| count * 25 >= all),
        "{outcomes:?}"
    );
}

/// A merger of two with the same, a merger of two with different shares, and one where
/// one had none.
#[test]
fn mergers_by_hand() {
    for (share, wanted) in [
        (Some(700_000), Ok(700_000)),
        (Some(800_000), Err(Reason::DifferentShares)),
        (None, Err(Reason::NotAll)),
    ] {
        let mut batch = small();
        target(&mut batch, ("A", Code::NONE), 700_000, "2026-12-31");
        if let Some(share) = share {
            target(&mut batch, ("B", Code::NONE), share, "2026-12-31");
        }
        batch.reforms.push(reform(
            r#"{"day":"2025-07-01","act":"1/NQ",
            "open":[{"unit":"N","name":"Xã Mới","level":"commune","parent":"D"}],
            "succeed":[{"from":"A","into":"N"},{"from":"B","into":"N"}]}"#,
        ));
        let stands = said(&asked(&open(&batch), "2025-07-01"));
        let wanted = Stands::from([(("N".to_owned(), day("2026-12-31")), wanted)]);
        assert_eq!(stands, wanted);
    }
}
