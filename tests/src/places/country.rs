//! A small country to lay facts and reforms down on.

use noidai::{
    Day, Registry,
    coverage::{Counts, Coverage, Question, Verdict, coverage},
    event::{
        Batch, Code,
        batch::{Household, Listed, UnitOpened},
    },
    household::{Opened, Placed},
    json,
    place::{Coded, Named, Parented, Reform},
    rule::built_in,
    target::Target,
    team::{Committee, Team},
    time::Spell,
};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Opens a unit since ever.
pub fn unit(batch: &mut Batch, id: &str, name: &str, level: Code, parent: Option<&str>) {
    let unit = batch.units.intern(id).unwrap();
    let parent = parent.map(|id| batch.units.intern(id).unwrap());
    let opened = UnitOpened {
        spell: Spell::default(),
        level: Some(level),
    };
    batch.unit_opened.push((unit, opened));
    let kind = name.split(' ').next().unwrap_or("").to_owned();
    let (from, name) = (None, name.to_owned());
    batch.unit_names.push((unit, Named { from, name, kind }));
    let code = id.to_owned();
    batch.unit_codes.push((unit, Coded { from, code }));
    batch.unit_parents.push((unit, Parented { from, parent }));
}

/// Puts a household, listed and empty of residents, at a unit from a day on.
pub fn household(batch: &mut Batch, id: &str, places: &[(&str, Option<Day>)]) {
    let ix = batch.households.intern(id).unwrap();
    let opened = Opened {
        spell: Spell::default(),
        kind: Code::FAMILY,
    };
    let (listed, address) = (Listed::No, Default::default());
    batch.household.push((
        ix,
        Household {
            opened,
            listed,
            address,
        },
    ));
    for (unit, from) in places {
        let unit = batch.units.intern(unit).unwrap();
        let (from, lane) = (*from, Code::NONE);
        batch.placed.push((ix, Placed { from, unit, lane }));
    }
}

pub fn team(batch: &mut Batch, id: &str, unit: &str) {
    let ix = batch.teams.intern(id).unwrap();
    let team = Team {
        spell: Spell::default(),
        unit: batch.units.intern(unit).unwrap(),
        name: id.to_owned(),
        organisation: None,
        answers_to: None,
    };
    batch.team.push((ix, team));
}

pub fn committee(batch: &mut Batch, id: &str, unit: &str) {
    let ix = batch.committees.intern(id).unwrap();
    let committee = Committee {
        spell: Spell::default(),
        unit: batch.units.intern(unit).unwrap(),
        name: id.to_owned(),
    };
    batch.committee.push((ix, committee));
}

/// Sets a target of a rule about households, from 2025 on, for a unit or for each unit of
/// a level in it.
pub fn target(batch: &mut Batch, of: (&str, Code), share: u32, due: &str) {
    let target = Target {
        unit: batch.units.intern(of.0).unwrap(),
        level: of.1,
        rule: batch.vocabulary.code("household-app").unwrap(),
        due: day(due),
        from: day("2025-01-01"),
        share,
        baseline: None,
        is_assumed: false,
        source: "1/KH".into(),
    };
    batch.targets.push(target);
}

/// A province, a district, communes A, B and C; two hamlets in A and B each.
pub fn small() -> Batch {
    let mut batch = Batch::default();
    unit(&mut batch, "P", "Tỉnh Cũ", Code::PROVINCE, None);
    unit(&mut batch, "D", "Huyện Đông", Code::DISTRICT, Some("P"));
    for (id, name) in [("A", "Xã An"), ("B", "Xã Bình"), ("C", "Xã Cường")] {
        unit(&mut batch, id, name, Code::COMMUNE, Some("D"));
    }
    for (id, parent) in [("A1", "A"), ("A2", "A"), ("B1", "B"), ("B2", "B")] {
        unit(
            &mut batch,
            id,
            &format!("Ấp {id}"),
            Code::HAMLET,
            Some(parent),
        );
    }
    batch
}

/// Reads a reform.
pub fn reform(text: &str) -> Reform {
    json::read(text).unwrap()
}

pub fn open(batch: &Batch) -> Registry {
    Registry::open(batch.clone()).unwrap()
}

/// Coverage of all households (none is assessed), on a map.
pub fn asked(registry: &Registry, on: &str, map: &str) -> Coverage {
    let rules = built_in();
    let rule = rules
        .iter()
        .find(|rule| rule.id == "household-app")
        .unwrap();
    let mut question = Question::on(day(on));
    question.map = map.to_owned();
    coverage(registry, rule, &question).unwrap()
}

/// How many subjects went anywhere.
pub fn subjects(counts: &Counts) -> u64 {
    Verdict::ALL.iter().map(|verdict| counts.of(*verdict)).sum()
}

/// The rows of a level that count anybody: what, unit, how many.
pub fn rows(answer: &Coverage, level: &str) -> Vec<(String, String, u64)> {
    let counted = answer.level(level).filter(|row| subjects(&row.counts) > 0);
    counted
        .map(|row| {
            (
                row.kind.code().to_owned(),
                row.unit.clone(),
                subjects(&row.counts),
            )
        })
        .collect()
}

/// The same as one text: `unit A 2, remainder D 1`.
pub fn drawn(answer: &Coverage, level: &str) -> String {
    let rows = rows(answer, level);
    let each = rows.iter().map(|(kind, unit, count)| match unit.as_str() {
        "" => format!("{kind} {count}"),
        unit => format!("{kind} {unit} {count}"),
    });
    each.collect::<Vec<_>>().join(", ")
}
