#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::disallowed_types)] // Maps of others are written, too.

use super::*;
use crate::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Shape {
    Point { x: i32, y: Option<u8> },
    Many(Vec<Shape>),
    Named(String),
}

fn refused<T: DeserializeOwned>(text: &str) -> (&'static str, String) {
    match read::<T>(text) {
        Ok(_) => ("accepted", text.to_owned()),
        Err(error) => {
            let place = error.place().describe(Language::English);
            (error.name(), place.unwrap_or_default())
        }
    }
}

#[test]
fn what_the_grammar_or_the_design_refuses() {
    for (text, name, place) in [
        (r#"{"a":[{"b":1,"c":2,"b":3}]}"#, "duplicate-key", "/a/0/b"),
        (r#"{"a":1,"\u0061":2}"#, "duplicate-key", "/a"),
        (r#"{"a/b~":{"x":1,"x":1}}"#, "duplicate-key", "/a~1b~0/x"),
        (r#"["\ud800"]"#, "bad-text", "/0"),
        (r#"["a\udc00"]"#, "bad-text", "/0"),
        (r#"["\ud800\u0041"]"#, "bad-text", "/0"),
        (r#"["\ud83dx"]"#, "bad-text", "/0"),
        (r#"{"\ud800":1}"#, "bad-text", "/"),
        ("[0,9007199254740992]", "number-too-large", "/1"),
        ("-9007199254740992", "number-too-large", "/"),
        ("[123456789012345678901234567890]", "number-too-large", "/0"),
        (r#"{"a":1.0}"#, "number-too-large", "/a"),
        ("[1e3]", "number-too-large", "/0"),
        ("[-0]", "number-too-large", "/0"),
        ("{} x", "trailing-bytes", "line 1, column 4"),
        ("1\n2", "trailing-bytes", "line 2, column 1"),
        ("", "bad-json", "line 1, column 1"),
        ("[1,\n 2,]", "bad-json", "line 2, column 4"),
        ("{a:1}", "bad-json", "line 1, column 2"),
        (r#"{"a" 1}"#, "bad-json", "line 1, column 6"),
        (r#"{"a":1,}"#, "bad-json", "line 1, column 8"),
        ("[1 2]", "bad-json", "line 1, column 4"),
        ("01", "bad-json", "line 1, column 2"),
        ("-", "bad-json", "line 1, column 2"),
        ("1.", "bad-json", "line 1, column 3"),
        ("1e", "bad-json", "line 1, column 3"),
        ("nul", "bad-json", "line 1, column 1"),
        ("NaN", "bad-json", "line 1, column 1"),
        ("\"a\tb\"", "bad-json", "line 1, column 3"),
        (r#""\x""#, "bad-json", "line 1, column 3"),
        (r#""\u12é4""#, "bad-json", "line 1, column 3"),
        (r#""\u+123""#, "bad-json", "line 1, column 3"),
        (r#""abc"#, "bad-json", "line 1, column 5"),
        ("\u{feff}{}", "bad-json", "line 1, column 1"),
    ] {
        assert_eq!(refused::<Value>(text), (name, place.to_owned()), "{text}");
    }
}

#[test]
fn what_is_accepted() {
    for text in [
        " {\r\n\t} ",
        "[9007199254740991,-9007199254740991,0]",
        r#"{"a":"\ud83d\ude00 \"\\\/\b\f\n\r\t\u00e0","à":[],"b":[null,true,false]}"#,
        r#"[{"a":1},{"a":1}]"#,
    ] {
        assert_eq!(
            read::<Value>(text).ok(),
            serde_json::from_str(text).ok(),
            "{text}"
        );
    }
}

#[test]
fn types_and_fields_are_refused_where_they_stand() {
    for (text, place) in [
        (r#"[{"point":{"x":1,"z":2}}]"#, "/0/point/z"),
        (r#"[{"point":{"x":1,"z" : 2}}]"#, "/0/point/z"),
        (r#"[{"point":{"x":"1"}}]"#, "/0/point/x"),
        (r#"[{"point":{"x": [1] }}]"#, "/0/point/x"),
        (r#"[{"point":{"x":1,"y":256}}]"#, "/0/point/y"),
        (r#"[{"point":{"y":1}}]"#, "/0/point"),
        (
            r#"[{"named":"a"},{"many":[{"named":"b"},{"line":1}]}]"#,
            "/1/many/1/line",
        ),
        (r#"[{"many":[{"named":{"a":1}}]}]"#, "/0/many/0/named"),
        ("[{\"named\":\"à\"},\n\n {\"named\":\n 7}]", "/1/named"),
        (r#"[7]"#, "/0"),
        (r#"[{"named":"a"},[]]"#, "/1"),
        (r#"{}"#, "/"),
    ] {
        assert_eq!(
            refused::<Vec<Shape>>(text),
            ("bad-json", place.to_owned()),
            "{text}"
        );
    }
    let error = read::<Vec<Shape>>(r#"[{"point":{"x":1,"z":2}}]"#).unwrap_err();
    assert_eq!(
        error.message(Language::English),
        "/0/point/z: this is not the JSON document that was expected: \
         z stands where one of x, y is due"
    );
}

#[test]
fn depth_and_size() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(read::<Value>(&nested(64)).is_ok());
    let (name, place) = refused::<Value>(&nested(65));
    assert_eq!((name, place), ("too-deep", "/0".repeat(64)));
    assert_eq!(refused::<Value>(&nested(1_000_000)).0, "too-deep");
    let deep = Limits {
        depth: usize::MAX,
        ..Limits::default()
    };
    assert!(read_within::<Value>(nested(127).as_bytes(), deep).is_ok());
    assert_eq!(
        read_within::<Value>(nested(1_000_000).as_bytes(), deep)
            .unwrap_err()
            .name(),
        "too-deep"
    );
    let small = Limits {
        bytes: 3,
        ..Limits::default()
    };
    assert!(read_within::<Value>(b"123", small).is_ok());
    assert_eq!(
        read_within::<Value>(b"1234", small)
            .unwrap_err()
            .to_string(),
        "4 B is larger than the limit of 3 B"
    );
}

#[test]
fn bytes_that_are_not_unicode() {
    let error = read_bytes::<Value>(b"[\n\"ho\xe0\"]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column 4: the text is not valid Unicode: 0xE0"
    );
}

/// Few keys and many are compared in two ways.
#[test]
fn one_of_many_keys_twice() {
    for again in [0, 15, 16, 39] {
        let key = |number: usize| format!("\"k{number}\":0");
        let mut keys: Vec<String> = (0..40).map(key).collect();
        assert!(
            check(
                format!("{{{}}}", keys.join(",")).as_bytes(),
                Limits::default()
            )
            .is_ok()
        );
        keys.push(key(again));
        let text = format!("{{{}}}", keys.join(","));
        let found = refused::<Value>(&text);
        assert_eq!(found, ("duplicate-key", format!("/k{again}")));
    }
}

/// Documents hold whole numbers alone.
#[test]
fn a_fraction_is_not_written() {
    assert_eq!(write(&1.5).unwrap_err().name(), "bad-json");
}

#[test]
fn written_is_read_back() {
    let text = r#"{"a":[1,"à\n"],"b":null}"#;
    let value: Value = read(text).unwrap();
    assert_eq!(write(&value).unwrap(), text);
}

proptest::proptest! {
    /// Every shape that a type can have, written as serde_json writes it.
    #[test]
    fn written_as_others_write(
        text in r#"([ -~\u{1}-\u{20}\u{7f}"\\é\u{2028}😀]){0,8}"#,
        number in proptest::prelude::any::<i64>(),
        own in proptest::prelude::any::<u8>(),
    ) {
        let shape = Shape::Many(vec![
            Shape::Point { x: number as i32, y: None },
            Shape::Many(Vec::new()),
            Shape::Point { x: 0, y: Some(own) },
            Shape::Named(text.clone()),
        ]);
        let by_number = std::collections::BTreeMap::from([(number, [(); 2]), (7, [(); 2])]);
        let by_name = std::collections::BTreeMap::from([(text.clone(), (own, number > 0))]);
        let all = (shape, by_number, by_name, number as u64, text.chars().next(), [[0_u8; 0]; 2]);
        assert_eq!(write(&all).unwrap(), serde_json::to_string(&all).unwrap());
    }

    /// What is JSON is told alike by this pass and by serde_json; what only this
    /// pass refuses, it refuses by a kind of its own.
    #[test]
    fn the_grammar_is_that_of_json(text in r#"([\[\]{},: \n]|"a"|"b":|"\\u[d0][8c]3d"|"\\[nux/]1?"|-?[0-9]|[0-9.eE+-]{1,3}|true|nul|é|"){0,12}"#) {
        let ours = check(text.as_bytes(), Limits::default());
        let theirs = serde_json::from_str::<Value>(&text);
        let kinds = [ErrorKind::DuplicateKey, ErrorKind::NumberTooLarge];
        match ours {
            Ok(_) => assert!(theirs.is_ok(), "{text:?}: {theirs:?}"),
            Err(error) => assert!(theirs.is_err() || kinds.contains(&error.kind()), "{text:?}: {error}"),
        }
    }
}

/// Serde reads `[1]` where `{"x":1}` is due.
#[test]
fn a_list_is_no_object() {
    for (text, place) in [
        (r#"[{"point":[1]}]"#, "/0/point"),
        (
            r#"[{"many":[{"named":"a"},{"point":[1,2]}]}]"#,
            "/0/many/1/point",
        ),
    ] {
        let found = refused::<Vec<Shape>>(text);
        assert_eq!(found, ("bad-json", place.to_owned()), "{text}");
    }
    let told = refused::<Vec<Shape>>(r#"[{"point":{"x":1}},{"many":[]}]"#);
    assert_eq!(told.0, "accepted");
}

/// What has so many items is read to its end, and no further.
#[test]
fn pairs() {
    type Pairs = Vec<(u8, Option<String>)>;
    let read = super::read::<Pairs>(r#"[[1,"a"],[2,null]]"#).unwrap();
    assert_eq!(read, [(1, Some("a".to_owned())), (2, None)]);
    for (text, place) in [("[[1,null],[2]]", "/1"), ("[[1,null,3]]", "/0/2")] {
        assert_eq!(
            refused::<Pairs>(text),
            ("bad-json", place.to_owned()),
            "{text}"
        );
    }
}
