//! What a reform leaves open, and whose seats it joins or ends: told, never guessed.

use super::country::{asked, committee, day, drawn, household, open, reform, small};
use noidai::{
    Registry,
    event::{Batch, Code},
    gap::{Explanation, GapQuestion, explain},
    id::PersonIx,
    place::Reform,
    reform::{flow, posterity, preview},
    rule::{Rule, built_in},
    team::{Body, Membership},
    time::Spell,
};

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";

/// The hamlet A1 is split in two, in different communes; one of its three households
/// is placed. The commune C is split without a word about what lies in it.
fn split() -> Registry {
    let mut batch = small();
    for (id, unit) in [
        ("h1", "A1"),
        ("h2", "A1"),
        ("h3", "A1"),
        ("h4", "A2"),
        ("h5", "C"),
    ] {
        household(&mut batch, id, &[(unit, None)]);
    }
    batch.reforms.push(reform(
        r#"{"day":"2025-07-01","act":"1/NQ",
        "open":[{"unit":"N","code":"n","name":"Ấp Bắc","level":"hamlet","parent":"A"},
                {"unit":"S","name":"Ấp Nam","level":"hamlet","parent":"B"}],
        "succeed":[{"from":"A1","into":"S","part":true},{"from":"A1","into":"N","part":true},
                   {"from":"C","into":"A","part":true},{"from":"C","into":"B","part":true}],
        "close":["A1","C"],"places":[{"household":"h1","unit":"N"}]}"#,
    ));
    open(&batch)
}

fn rule(id: &str) -> Rule {
    let mut rules = built_in().into_iter();
    rules.find(|rule| rule.id == id).unwrap()
}

fn explained(registry: &Registry, id: &str, on: &str, map: &str) -> Explanation {
    let mut question = GapQuestion::on(day(on));
    question.map = map.to_owned();
    explain(registry, &rule("household-app"), &question, id).unwrap()
}

/// "To the remainder row of the lowest unit that contains all its candidates, never to
/// a guess": and the candidates are said.
#[test]
fn an_unplaced_household_is_explained_with_its_candidates() {
    let registry = split();
    let ids = |found: &[noidai::gap::InUnit]| -> Vec<String> {
        found.iter().map(|unit| unit.id.clone()).collect()
    };
    for (on, map) in [(BEFORE, AFTER), (AFTER, "then")] {
        let open = explained(&registry, "h2", on, map);
        assert_eq!(ids(&open.units), ["P", "D"], "{on} on {map}");
        // In the order of the map: A comes before B.
        assert_eq!(ids(&open.candidates), ["N", "S"]);
        assert_eq!(
            (
                open.candidates[0].code.as_str(),
                open.candidates[0].level.as_str()
            ),
            ("n", "hamlet")
        );
        let of_commune = explained(&registry, "h5", on, map);
        assert_eq!(ids(&of_commune.candidates), ["A", "B"]);
        let placed = explained(&registry, "h1", on, map);
        assert_eq!(
            (
                ids(&placed.units).last().unwrap().as_str(),
                placed.candidates.len()
            ),
            ("N", 0)
        );
    }
    let before = explained(&registry, "h2", AFTER, BEFORE);
    assert_eq!(
        (
            ids(&before.units).last().unwrap().as_str(),
            before.candidates.len()
        ),
        ("A1", 0)
    );
    let written = noidai::json::write(&explained(&registry, "h4", AFTER, "then")).unwrap();
    assert!(!written.contains("candidates"));
    assert_eq!(
        drawn(&asked(&registry, AFTER, "then"), "hamlet"),
        "unit A2 1, unit N 1, remainder D 3"
    );
}

/// "With the number and share of households that went each way where that is known":
/// and of how many it is not.
#[test]
fn a_lineage_says_how_many_nobody_placed() {
    let registry = split();
    let tree = |unit: &str| {
        let ix = registry.unit_ids().find(unit).unwrap();
        let mut tree = posterity(&registry, ix, day(BEFORE));
        tree.count(&flow(&registry, day(AFTER)));
        let each = tree.further.iter().map(|branch| {
            let by = branch.by.as_ref().unwrap();
            (branch.unit.clone(), by.households, by.share, by.unplaced)
        });
        each.collect::<Vec<_>>()
    };
    assert_eq!(
        tree("A1"),
        [
            // Nobody said that any went south.
            ("S".to_owned(), None, None, Some(2)),
            ("N".to_owned(), Some(1), Some(333_333), Some(2)),
        ]
    );
    assert_eq!(
        tree("C"),
        [
            ("A".to_owned(), None, None, Some(1)),
            ("B".to_owned(), None, None, Some(1)),
        ]
    );
}

fn seat(batch: &mut Batch, person: &str, committee: &str, from: Option<&str>, until: Option<&str>) {
    let person: PersonIx = match batch.people.find(person) {
        Some(known) => known,
        None => {
            let new = batch.people.intern(person).unwrap();
            batch.persons.push((new, Default::default()));
            new
        }
    };
    let body = Body::Committee(batch.committees.find(committee).unwrap());
    let spell = Spell {
        from: from.map(day),
        until: until.map(day),
    };
    let (role, force) = (Code::MEMBER, Code::NONE);
    let seat = Membership {
        spell,
        body,
        role,
        force,
    };
    batch.memberships.push((person, seat));
}

fn end(batch: &mut Batch, person: &str, committee: &str, on: &str) {
    let person = batch.people.find(person).unwrap();
    let body = Body::Committee(batch.committees.find(committee).unwrap());
    batch.membership_ends.push((person, body, day(on)));
}

fn bodies(rest: &str) -> Reform {
    reform(&format!(
        r#"{{"day":"2025-07-01","act":"1/NQ","close_committees":[{rest}]}}"#
    ))
}

fn members(registry: &Registry, committee: &str, on: &str) -> Vec<String> {
    let ix = registry.committee_ids().find(committee).unwrap();
    let members = registry.members_on(Body::Committee(ix), day(on));
    let ids = members
        .iter()
        .map(|(person, _)| registry.person_ids().text(*person));
    ids.map(str::to_owned).collect()
}

/// "Nothing vanishes: no member": a seat that begins after its committee closed, while
/// the person sits in the heir, is that seat in the heir and no seat in what is closed,
/// whether what ends it was recorded with it or apart.
#[test]
fn a_later_seat_of_somebody_who_sits_in_the_heir_is_that_seat() {
    for apart in [false, true] {
        for held_until in [None, Some("2027-01-01")] {
            let mut batch = small();
            committee(&mut batch, "cA", "A");
            committee(&mut batch, "cB", "B");
            seat(&mut batch, "p", "cB", None, held_until);
            let until = "2026-06-01";
            seat(
                &mut batch,
                "p",
                "cA",
                Some("2026-01-01"),
                (!apart).then_some(until),
            );
            if apart {
                end(&mut batch, "p", "cA", until);
            }
            batch
                .reforms
                .push(bodies(r#"{"committee":"cA","into":"cB"}"#));
            let registry = open(&batch);
            for on in [BEFORE, AFTER, "2026-02-01", "2026-07-01"] {
                assert_eq!(
                    members(&registry, "cB", on),
                    ["p"],
                    "{on} {apart} {held_until:?}"
                );
                assert!(members(&registry, "cA", on).is_empty());
            }
            let later = members(&registry, "cB", "2027-01-01");
            assert_eq!(later.is_empty(), held_until.is_some());
            let person = registry.person_ids().find("p").unwrap();
            assert_eq!(registry.memberships(person).count(), 1);
        }
    }
}

/// A preview says how many seats become one and how many end, and which households it
/// places that are not there.
#[test]
fn a_preview_tells_what_becomes_of_seats() {
    let mut batch = small();
    for (id, unit) in [("cA", "A"), ("cB", "B"), ("cC", "C")] {
        committee(&mut batch, id, unit);
    }
    for (person, at) in [("p", "cA"), ("p", "cB"), ("q", "cA"), ("r", "cC")] {
        seat(&mut batch, person, at, None, None);
    }
    // One that ends with the committee anyhow joins nothing.
    seat(&mut batch, "s", "cB", None, None);
    seat(&mut batch, "s", "cA", None, Some(AFTER));
    // One that never begins.
    seat(&mut batch, "q", "cC", Some("2026-01-01"), None);
    household(&mut batch, "h", &[("A1", None)]);
    household(&mut batch, "gone", &[("A1", None)]);
    let gone = batch.households.find("gone").unwrap();
    batch.household_closed.push((gone, day("2025-06-01")));
    let registry = open(&batch);
    let mut one = bodies(r#"{"committee":"cA","into":"cB"},{"committee":"cC"}"#);
    one.places =
        noidai::json::read(r#"[{"household":"h","unit":"A2"},{"household":"gone","unit":"A2"}]"#)
            .unwrap();
    let told = preview(&registry, &one).unwrap();
    assert_eq!((told.seats_joined, told.seats_ended), (1, 2));
    assert_eq!(told.not_there, ["gone"]);
    batch.reforms.push(one);
    let after = open(&batch);
    assert_eq!(members(&after, "cB", AFTER), ["p", "q", "s"]);
    assert!(members(&after, "cC", AFTER).is_empty());
    assert_eq!(drawn(&asked(&after, AFTER, "then"), "hamlet"), "unit A2 1");
}

/// A value of a parameter is for a unit by its id, else by its code of the day asked
/// about, which passes from unit to unit.
#[test]
fn a_parameters_value_is_for_the_unit_that_carries_the_code_that_day() {
    let mut batch = small();
    for unit in ["A", "B", "C"] {
        household(&mut batch, &format!("h{unit}"), &[(unit, None)]);
    }
    batch.reforms.push(reform(
        r#"{"day":"2025-07-01","act":"1/NQ","recode":[{"unit":"A","code":"x"},{"unit":"B","code":"y"}]}"#,
    ));
    batch.reforms.push(reform(
        r#"{"day":"2026-01-01","act":"2/NQ","recode":[{"unit":"A","code":"y"},{"unit":"B","code":"x"}]}"#,
    ));
    let registry = open(&batch);
    let text = r#"{"v":1,"id":"x","names":{"vi":"x","en":"x"},"source":"x","subject":"household",
        "catalogue":"basic-skills","parameters":[{"name":"kinds",
        "default":["dormitory"],"values":[{"unit":"x","value":["family"]}]}],
        "population":null,"exclusions":null,"requirement":{"kind":{"param":"kinds"}}}"#;
    let rule = Rule::read(text).unwrap();
    let covered = |on: &str| {
        let mut question = noidai::coverage::Question::on(day(on));
        question.by = vec!["commune".to_owned()];
        let answer = noidai::coverage::coverage(&registry, &rule, &question).unwrap();
        let rows = answer.rows.iter().filter(|row| row.counts.numerator() > 0);
        rows.map(|row| row.unit.clone()).collect::<Vec<_>>()
    };
    assert!(covered(BEFORE).is_empty());
    assert_eq!(covered(AFTER), ["A"]);
    assert_eq!(covered("2026-01-01"), ["B"]);
}
