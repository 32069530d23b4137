//! What is refused in a line, with its place and its message.

use super::read;
use noidai::{
    Language, Registry,
    event::{Batch, lines},
};

fn faults(text: &str) -> Vec<String> {
    match read(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .first
            .iter()
            .map(|error| format!("{} {}", error.name(), error.message(Language::English)))
            .collect(),
    }
}

#[test]
fn every_fault_has_its_line_and_place() {
    let person = r#""about":[{"noun":"person","id":"p1"}]"#;
    let line = |rest: &str| format!(r#"{{"v":1,{rest}}}"#);
    let cases = [
        (
            r#"{"v":2,"kind":"x"}"#.to_owned(),
            "unknown-version events.jsonl, line 1, /v: version 2 is not known here; expected 1",
        ),
        (
            line(r#""kind":"x","who":1"#),
            "bad-json events.jsonl, line 1, /who: this is not the JSON document that was expected: who stands where one of v, kind, on, unit, about, replaces, data, personal is due",
        ),
        (
            line(r#""kind":"x","kind":"y""#),
            "duplicate-key events.jsonl, line 1, /kind: the key kind stands twice in one object",
        ),
        (
            line(r#""kind":"x","data":[]"#),
            "wrong-value events.jsonl, line 1, /data: this should be {…}, not —",
        ),
        (
            line(&format!(r#""kind":"person-died",{person}"#)),
            "missing-field events.jsonl, line 1, /on: the field on is missing",
        ),
        (
            line(&format!(
                r#""kind":"person-recorded","on":"2025-01-01",{person}"#
            )),
            "field-not-of-kind events.jsonl, line 1, /on: an event of this kind has no on (2025-01-01)",
        ),
        (
            line(
                r#""kind":"person-recorded","about":[{"noun":"household","id":"h1"},{"noun":"person","id":"p1"}]"#,
            ),
            "wrong-about events.jsonl, line 1, /about/0: an event of this kind is about person, not household",
        ),
        (
            line(&format!(
                r#""kind":"person-recorded",{person},"data":{{"name":"Bé"}}"#
            )),
            "personal-in-data events.jsonl, line 1, /data/name: name is personal and belongs in the personal part",
        ),
        (
            line(&format!(
                r#""kind":"robot-hired",{person},"data":{{"phone":"1"}}"#
            )),
            "personal-in-data events.jsonl, line 1, /data/phone: phone is personal and belongs in the personal part",
        ),
        (
            line(r#""kind":"person-recorded","about":[{"noun":"person","id":"093123456789"}]"#),
            "id-looks-personal events.jsonl, line 1, /about/0/id: ",
        ),
        (
            line(&format!(
                r#""kind":"skill-assessed",{person},"data":{{"catalogue":"basic-skills","skill":"online-safety","level":"master","how":"observed"}}"#
            )),
            "unknown-level events.jsonl, line 1, /data/level: the ladder has no level master; it has not-yet, guided, can-do, fluent",
        ),
        (
            line(&format!(
                r#""kind":"flag-set",{person},"data":{{"flag":"religion"}}"#
            )),
            "sensitive-flag events.jsonl, line 1, /data/flag: the flag religion is sensitive personal data; the host must allow it by name",
        ),
        (
            line(&format!(
                r#""kind":"person-recorded",{person},"personal":{{"birth_day":"30/2/1990"}}"#
            )),
            "bad-day events.jsonl, line 1, /personal/birth_day: (hidden) is not a day of the calendar; expected YYYY-MM-DD between 1800 and 2199",
        ),
        (
            line(&format!(
                r#""kind":"advocate-named","on":"2025-02-01",{person},"data":{{"until":"2025-02-01"}}"#
            )),
            "ends-before-begins events.jsonl, line 1, /data/until: the spell ends on 2025-02-01, not after it begins (2025-02-01)",
        ),
    ];
    for (text, expected) in cases {
        let found = faults(&text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found[0].starts_with(expected),
            "{text}\n{}\n{expected}",
            found[0]
        );
    }
}

#[test]
fn all_faults_of_all_lines_and_nothing_applied() {
    let text =
        "{\"v\":1,\"kind\":\"person-died\"}\n\n{\n{\"v\":1,\"kind\":\"x\",\"data\":{\"a\":1.5}}\n";
    let found = faults(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[2].contains("line 3"), "{found:?}");
    assert!(found[3].contains("line 4, /data/a"), "{found:?}");
}

#[test]
fn somebody_moves_in_the_middle_of_the_year() {
    let mut text = lines::write(&Batch::default());
    for line in [
        r#"{"v":1,"kind":"unit-opened","about":[{"noun":"unit","id":"a"}],"data":{"name":"Ấp 1"}}"#,
        r#"{"v":1,"kind":"household-opened","unit":"a","about":[{"noun":"household","id":"h1"}]}"#,
        r#"{"v":1,"kind":"household-opened","unit":"a","about":[{"noun":"household","id":"h2"}]}"#,
        r#"{"v":1,"kind":"person-recorded","about":[{"noun":"person","id":"p1"}]}"#,
        r#"{"v":1,"kind":"residence-begun","about":[{"noun":"person","id":"p1"},{"noun":"household","id":"h1"}],"data":{"kind":"permanent"}}"#,
        r#"{"v":1,"kind":"residence-begun","on":"2025-06-15","about":[{"noun":"person","id":"p1"},{"noun":"household","id":"h2"}],"data":{"kind":"permanent"}}"#,
    ] {
        text.push_str(line);
        text.push('\n');
    }
    let end = |household: &str| {
        format!(
            r#"{{"v":1,"kind":"residence-ended","on":"2025-06-15","about":[{{"noun":"person","id":"p1"}},{{"noun":"household","id":"{household}"}}],"data":{{"reason":"moved"}}}}"#
        )
    };
    let whole = read(format!("{text}{}", end("h1")).as_bytes()).unwrap();
    let registry = Registry::open(whole.batch).unwrap();
    let person = registry.person_ids().find("p1").unwrap();
    let home = |on: &str| {
        let stay = registry.stay_on(person, on.parse().unwrap()).unwrap();
        registry.household_ids().text(stay.household)
    };
    assert_eq!((home("2025-06-14"), home("2025-06-15")), ("h1", "h2"));

    // Without the end there are two at once, each placed at its line.
    let open = read(text.as_bytes()).unwrap();
    let (_, findings) = Registry::fold(open.batch.clone());
    let said: Vec<_> = findings
        .iter()
        .map(|found| {
            let place = open.place(found.column, found.index);
            format!(
                "{:?} {}",
                place.describe(Language::English),
                found.error.name()
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "Some(\"events.jsonl, line 5\") two-residences",
            "Some(\"events.jsonl, line 6\") two-residences"
        ]
    );

    // An end that ends nothing is said, never lost.
    let idle = read(format!("{text}{}\n{}", end("h1"), end("h2")).as_bytes()).unwrap();
    let error = Registry::open(idle.batch).unwrap_err();
    assert_eq!(
        error.message(Language::English),
        "there is no residence that could end on 2025-06-15"
    );
}
