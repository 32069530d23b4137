//! The frame in the command: the same bytes as the answers from tables.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use noidai::rule::built_in;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.005", "--lang", "en"])
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn answered(arguments: &[&str]) -> Vec<u8> {
    let output = noidai(arguments);
    let said = said(&output);
    assert!(output.status.success(), "{arguments:?}: {said}");
    output.stdout
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The frame of the demonstration on its day.
fn frame(name: &str) -> String {
    let file = path(name).to_str().unwrap().to_owned();
    answered(&["frame", "build", "-o", &file, "--on=2025-06-30"]);
    file
}

/// On its own map and on that after the reform.
#[test]
fn every_built_in_rule_has_the_same_bytes() {
    let file = path("every.frame");
    let file = file.to_str().unwrap();
    let maps = ["--on=2025-06-30", "--maps=2025-07-01"];
    answered(&[&["frame", "build", "-o", file][..], &maps].concat());
    for rule in built_in() {
        for (format, map) in [("csv", "then"), ("table", "then"), ("json", "2025-07-01")] {
            let asked = [
                "--rule",
                &rule.id,
                "--by=commune",
                "--map",
                map,
                "--format",
                format,
            ];
            let framed = noidai(&[&["frame", "coverage", file][..], &asked].concat());
            let tables = answered(&[&["coverage", "--on=2025-06-30"][..], &asked].concat());
            let told = said(&framed);
            let is_timed = told.contains(&format!("{}: planes taken", rule.id));
            assert!(is_timed, "{told}");
            assert_eq!(framed.stdout, tables, "{} {format}", rule.id);
        }
    }
}

#[test]
fn strata_have_the_same_bytes() {
    let file = frame("strata.frame");
    for (rule, strata) in [
        ("household-app", "kind flag lane"),
        ("household-app", "size"),
        ("resident-fluent", "age-band:6,18,60 sex"),
        ("team-complete", "level organisation force"),
        ("commune-organised", "kind level"),
    ] {
        let mut asked = vec!["--rule", rule, "--by=district", "--format=csv"];
        asked.extend(strata.split(' ').flat_map(|by| ["--stratify", by]));
        let framed = answered(&[&["frame", "coverage", &file], &asked[..]].concat());
        let tables = answered(&[&["coverage", "--on=2025-06-30"], &asked[..]].concat());
        assert_eq!(framed, tables, "{rule} {strata}");
    }
}

#[test]
fn several_rules_in_one_call() {
    let file = frame("several.frame");
    let rules = ["--rule", "ministry-household", "--rule", "resident-fluent"];
    let asked = |format| {
        let asked = [
            "frame",
            "coverage",
            &file,
            "--where=934",
            "--format",
            format,
        ];
        let output = noidai(&[&asked[..], &rules].concat());
        assert_eq!(said(&output).matches("counted ").count(), 2);
        String::from_utf8(output.stdout).unwrap()
    };
    let rows = asked("csv");
    let lines: Vec<&str> = rows.lines().collect();
    assert!(lines[0].ends_with(",share_high,rule"));
    for rule in ["ministry-household", "resident-fluent"] {
        assert!(lines.iter().any(|line| line.ends_with(&format!(",{rule}"))));
    }
    let json = asked("json");
    let documents: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(documents[1]["rule"], "resident-fluent");
}

/// A rule with a bound on evidence that the frame was not built for.
#[test]
fn what_the_frame_cannot_answer_is_named_or_left_to_tables() {
    let file = frame("bounds.frame");
    let tables = path("bounds");
    let tables = tables.to_str().unwrap();
    answered(&["generate", tables]);
    let known = ["frame", "coverage", &file, "--set=max_age_days=180"];
    answered(&known);
    let asked = [
        "frame",
        "coverage",
        &file,
        "--set=max_age_days=200",
        "--format=csv",
    ];
    let refused = noidai(&asked);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).starts_with("not-in-frame") || said(&refused).contains("\nnot-in-frame")
    );
    let left = answered(&[&asked[..], &["--tables", tables]].concat());
    let own = [
        "coverage",
        tables,
        "--on=2025-06-30",
        "--set=max_age_days=200",
        "--format=csv",
    ];
    assert_eq!(left, answered(&own));
    // A map that it was not built with, and one that a file cannot know.
    for (map, name) in [("2025-07-01", "not-in-frame"), ("now", "unknown-value")] {
        let other = noidai(&["frame", "coverage", &file, "--map", map]);
        assert!(said(&other).contains(name), "{}", said(&other));
    }
    // What is wrong with the rule itself is no gap of the frame.
    let wrong = noidai(&[
        "frame",
        "coverage",
        &file,
        "--set=level=master",
        "--tables",
        tables,
    ]);
    assert!(said(&wrong).contains("unknown-level"), "{}", said(&wrong));
}

#[test]
fn a_frames_file_is_told_and_its_damage_named() {
    let file = frame("damaged.frame");
    let shown = String::from_utf8(answered(&["frame", "info", &file, "--verify"])).unwrap();
    assert!(shown.starts_with("DỮ LIỆU MÔ PHỎNG") && shown.contains("Every byte is sound."));
    let planes = String::from_utf8(answered(&["frame", "info", &file, "--format=csv"])).unwrap();
    assert_eq!(planes.lines().next(), Some("plane,bytes"));
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&file, &bytes).unwrap();
    answered(&["frame", "info", &file]);
    let output = noidai(&["frame", "info", &file, "--verify"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("broken-bytes"), "{}", said(&output));
}

/// A country household by household, without tables.
#[test]
fn a_country_is_generated() {
    let file = path("country.frame");
    let file = file.to_str().unwrap();
    answered(&["frame", "generate", "-o", file, "--households", "2000"]);
    let asked = ["frame", "coverage", file, "--by=province", "--format=json"];
    let answer: serde_json::Value = serde_json::from_slice(&answered(&asked)).unwrap();
    assert_eq!(answer["total"]["population"], 2000);
}
