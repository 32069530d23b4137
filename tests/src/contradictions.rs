//! Contradictions between events: each is found and refused, whichever came
//! first, and what holds does not depend on that either.

use crate::tables::answers;
use noidai::{
    Language, Registry,
    event::{Batch, lines},
};

const WORLD: [&str; 16] = [
    r#"{"v":1,"kind":"unit-opened","about":[{"noun":"unit","id":"93"}],"data":{"name":"Tỉnh","level":"province"}}"#,
    r#"{"v":1,"kind":"unit-opened","unit":"93","about":[{"noun":"unit","id":"z"}],"data":{"name":"Xã Z","level":"commune"}}"#,
    r#"{"v":1,"kind":"unit-opened","unit":"93","about":[{"noun":"unit","id":"a"}],"data":{"name":"Xã A","level":"commune"}}"#,
    r#"{"v":1,"kind":"unit-opened","unit":"z","about":[{"noun":"unit","id":"z/1"}],"data":{"name":"Ấp 1"}}"#,
    r#"{"v":1,"kind":"household-opened","unit":"z/1","about":[{"noun":"household","id":"h1"}]}"#,
    r#"{"v":1,"kind":"household-opened","unit":"z/1","about":[{"noun":"household","id":"h2"}]}"#,
    r#"{"v":1,"kind":"household-opened","unit":"a","about":[{"noun":"household","id":"h3"}]}"#,
    r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p1"}]}"#,
    r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p2"}]}"#,
    r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"dead"}]}"#,
    r#"{"v":1,"kind":"person-died","on":"2025-01-10","about":[{"noun":"person","id":"dead"}]}"#,
    r#"{"v":1,"kind":"residence-begun","about":[{"noun":"person","id":"p1"},{"noun":"household","id":"h1"}],"data":{"kind":"permanent"}}"#,
    r#"{"v":1,"kind":"residence-begun","about":[{"noun":"person","id":"p2"},{"noun":"household","id":"h2"}],"data":{"kind":"permanent"}}"#,
    r#"{"v":1,"kind":"residence-begun","about":[{"noun":"person","id":"dead"},{"noun":"household","id":"h1"}],"data":{"kind":"permanent"}}"#,
    r#"{"v":1,"kind":"team-opened","unit":"z/1","about":[{"noun":"team","id":"t1"}]}"#,
    r#"{"v":1,"kind":"membership-begun","about":[{"noun":"person","id":"p1"},{"noun":"team","id":"t1"}],"data":{"role":"head"}}"#,
];

fn read(lines: &[&str]) -> Batch {
    let text = lines.join("\n");
    let source = lines::Source {
        file: "events.jsonl",
        bytes: text.as_bytes(),
    };
    let read = lines::read(Batch::default(), &[source], &lines::Options::default());
    read.unwrap_or_else(|faults| panic!("{:?}", faults.first))
        .batch
}

/// Adds events to the world, in every order that matters, and gives what is said.
fn said(events: &[&str]) -> (Vec<String>, String) {
    let mut forward: Vec<&str> = WORLD.to_vec();
    forward.extend(events);
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    // The ids meet in another order, the events in the same.
    let mut within: Vec<&str> = events.iter().rev().copied().collect();
    within.extend(WORLD);
    let mut all = Vec::new();
    for order in [&forward, &backward, &within] {
        let batch = read(order);
        let text = lines::write(&batch);
        let found = Registry::open(batch.clone());
        let first = found.expect_err("a contradiction");
        let (registry, findings) = Registry::fold(batch);
        assert!(findings.iter().any(|finding| finding.error == first));
        let mut messages: Vec<String> = findings
            .iter()
            .map(|finding| {
                let error = &finding.error;
                let (english, vietnamese) = (Language::English, Language::Vietnamese);
                format!("{} | {}", error.message(english), error.message(vietnamese))
            })
            .collect();
        messages.sort();
        all.push((messages, text, answers(&registry)));
    }
    assert!(all.windows(2).all(|two| two[0] == two[1]), "{events:#?}");
    let (messages, text, _) = all.swap_remove(0);
    (messages, text)
}

fn check(events: &[&str], message: &str) {
    let (messages, _) = said(events);
    assert!(!messages.is_empty());
    for found in messages {
        assert_eq!(found, message, "{events:#?}");
    }
}

#[test]
fn a_clean_world_has_none() {
    Registry::open(read(&WORLD)).unwrap();
}

#[test]
fn two_values_of_one_day() {
    let named = |name: &str| {
        format!(
            r#"{{"v":1,"kind":"unit-renamed","on":"2025-02-01","about":[{{"noun":"unit","id":"z"}}],"data":{{"name":"{name}"}}}}"#
        )
    };
    let of_z = "z has two different values from 2025-02-01 on | z có hai giá trị khác nhau, cùng từ ngày 2025-02-01";
    check(&[&named("Xã B"), &named("Xã C")], of_z);
    let coded = |code: &str| {
        format!(
            r#"{{"v":1,"kind":"unit-recoded","on":"2025-02-01","about":[{{"noun":"unit","id":"z"}}],"data":{{"code":"{code}"}}}}"#
        )
    };
    check(&[&coded("31001"), &coded("31002")], of_z);
    let moved = |unit: &str| {
        format!(
            r#"{{"v":1,"kind":"unit-moved","on":"2025-02-01","unit":"{unit}","about":[{{"noun":"unit","id":"z/1"}}]}}"#
        )
    };
    let of_hamlet = "z/1 has two different values from 2025-02-01 on | z/1 có hai giá trị khác nhau, cùng từ ngày 2025-02-01";
    check(&[&moved("a"), &moved("93")], of_hamlet);
    let of_h1 = "h1 has two different values from 2025-02-01 on | h1 có hai giá trị khác nhau, cùng từ ngày 2025-02-01";
    let placed = |unit: &str, lane: &str| {
        format!(
            r#"{{"v":1,"kind":"household-moved","on":"2025-02-01","unit":"{unit}","about":[{{"noun":"household","id":"h1"}}],"data":{{"lane":"{lane}"}}}}"#
        )
    };
    check(&[&placed("a", "T1"), &placed("z", "T1")], of_h1);
    check(&[&placed("a", "T1"), &placed("a", "T2")], of_h1);
    let headed = |person: &str| {
        format!(
            r#"{{"v":1,"kind":"head-named","on":"2025-02-01","about":[{{"noun":"household","id":"h1"}},{{"noun":"person","id":"{person}"}}]}}"#
        )
    };
    check(&[&headed("p1"), &headed("p2")], of_h1);
    let team = |unit: &str| {
        format!(
            r#"{{"v":1,"kind":"team-moved","on":"2025-02-01","unit":"{unit}","about":[{{"noun":"team","id":"t1"}}]}}"#
        )
    };
    check(
        &[&team("z"), &team("a")],
        "t1 has two different values from 2025-02-01 on | t1 có hai giá trị khác nhau, cùng từ ngày 2025-02-01",
    );
}

#[test]
fn one_key_with_different_content() {
    let twice = |id: &str| {
        format!(
            "{id} stands twice with different content | {id} xuất hiện hai lần với nội dung khác nhau"
        )
    };
    let dated = |kind: &str, on: &str, noun: &str, id: &str| {
        format!(
            r#"{{"v":1,"kind":"{kind}","on":"{on}","about":[{{"noun":"{noun}","id":"{id}"}}]}}"#
        )
    };
    for (kind, noun, id) in [
        ("person-died", "person", "p1"),
        ("household-closed", "household", "h2"),
        ("team-closed", "team", "t1"),
        ("unit-closed", "unit", "a"),
    ] {
        let both = ["2025-02-01", "2025-02-02"].map(|on| dated(kind, on, noun, id));
        check(&[&both[0], &both[1]], &twice(id));
    }
    let person = |year: u16| {
        format!(
            r#"{{"v":1,"kind":"person-recorded","about":[{{"noun":"person","id":"p9"}}],"data":{{"birth_year":{year}}}}}"#
        )
    };
    check(&[&person(1990), &person(1991)], &twice("p9"));
    let team = |unit: &str| {
        format!(
            r#"{{"v":1,"kind":"team-opened","unit":"{unit}","about":[{{"noun":"team","id":"t9"}}]}}"#
        )
    };
    check(&[&team("z"), &team("a")], &twice("t9"));
    let setup = |state: &str| {
        format!(
            r#"{{"v":1,"kind":"platform-set-up","on":"2025-02-01","about":[{{"noun":"person","id":"p1"}}],"data":{{"platform":"app-hau-giang","state":"{state}"}}}}"#
        )
    };
    check(
        &[&setup("absent"), &setup("activated")],
        &twice("app-hau-giang"),
    );
    let joined = |into: &str| {
        format!(
            r#"{{"v":1,"kind":"household-joined","on":"2025-02-01","about":[{{"as":"from","noun":"household","id":"h2"}},{{"as":"into","noun":"household","id":"{into}"}}]}}"#
        )
    };
    check(&[&joined("h1"), &joined("h3")], &twice("h2"));
}

#[test]
fn nothing_begins_after_a_death() {
    let message = "a fact of 2025-01-11 lies after the person's death (2025-01-10) | dữ liệu ngày 2025-01-11 nằm sau ngày mất (2025-01-10)";
    for (kind, about, data) in [
        (
            "membership-begun",
            r#"{"noun":"person","id":"dead"},{"noun":"team","id":"t1"}"#,
            r#""role":"member""#,
        ),
        (
            "flag-set",
            r#"{"noun":"person","id":"dead"}"#,
            r#""flag":"unable""#,
        ),
        (
            "head-named",
            r#"{"noun":"household","id":"h1"},{"noun":"person","id":"dead"}"#,
            "",
        ),
        ("advocate-named", r#"{"noun":"person","id":"dead"}"#, ""),
        (
            "skill-taught",
            r#"{"noun":"person","id":"dead"},{"as":"learner","noun":"person","id":"p1"}"#,
            r#""catalogue":"basic-skills","skill":"online-payment""#,
        ),
        (
            "skill-taught",
            r#"{"noun":"person","id":"p1"},{"as":"learner","noun":"person","id":"dead"}"#,
            r#""catalogue":"basic-skills","skill":"online-payment""#,
        ),
        (
            "skill-assessed",
            r#"{"noun":"person","id":"p1"},{"as":"by","noun":"person","id":"dead"}"#,
            r#""catalogue":"basic-skills","how":"observed","level":"fluent","skill":"online-payment""#,
        ),
        (
            "household-split",
            r#"{"as":"from","noun":"household","id":"h1"},{"as":"into","noun":"household","id":"h9"},{"noun":"person","id":"dead"}"#,
            "",
        ),
    ] {
        let event = format!(
            r#"{{"v":1,"kind":"{kind}","on":"2025-01-11","about":[{about}],"data":{{{data}}}}}"#
        );
        check(&[&event], message);
        let on_the_day = event.replace("2025-01-11", "2025-01-10");
        let mut lines = WORLD.to_vec();
        lines.push(&on_the_day);
        let found = Registry::open(read(&lines));
        assert!(found.is_ok(), "{kind}: {:?}", found.err());
    }
}

#[test]
fn words_stand_in_one_order() {
    let flag = |code: &str| {
        format!(
            r#"{{"v":1,"kind":"flag-defined","data":{{"code":"{code}","names":{{"en":"{code}","vi":"{code}"}}}}}}"#
        )
    };
    let set = |code: &str| {
        format!(
            r#"{{"v":1,"kind":"flag-set","about":[{{"noun":"household","id":"h1"}}],"data":{{"flag":"{code}"}}}}"#
        )
    };
    let [one, two, stands] = [flag("b-far"), flag("a-near"), set("b-far")];
    let mut codes = Vec::new();
    for order in [[&one, &two, &stands], [&stands, &two, &one]] {
        let mut lines = WORLD.to_vec();
        lines.extend(order.map(String::as_str));
        let registry = Registry::open(read(&lines)).unwrap();
        let words = registry.vocabulary();
        let home = registry.household_ids().find("h1").unwrap();
        let owner = noidai::event::batch::FlagOwner::Household(home);
        let day = "2025-02-01".parse().unwrap();
        for (code, stands) in [("b-far", true), ("a-near", false)] {
            let flag = words.flag(code).unwrap();
            assert_eq!(registry.is_flagged(owner, flag, day), stands);
        }
        codes.push(words.flags().iter().map(|flag| flag.code.clone()).collect());
    }
    let all: &Vec<String> = &codes[0];
    assert_eq!(codes[0], codes[1]);
    assert_eq!(&all[all.len() - 2..], ["a-near", "b-far"]);
}
