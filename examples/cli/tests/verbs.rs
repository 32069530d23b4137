//! The verbs as a user runs them: answers, stamps and exit codes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.005"])
        .args(arguments)
        .output()
        .unwrap()
}

fn text(arguments: &[&str]) -> String {
    let output = noidai(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_demonstration_is_stamped_and_plain_in_a_pipe() {
    let said = text(&[]);
    assert!(said.starts_with("DỮ LIỆU MÔ PHỎNG, không phải số liệu thật / simulated data\n"));
    assert!(said.ends_with("simulated data\n"));
    assert!(said.contains("Huyện Phụng Hiệp") && said.contains("Một hộ chưa đạt ở đó"));
    assert!(!said.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn the_same_seed_gives_the_same_and_another_does_not() {
    let asked = |seed| {
        text(&[
            "coverage", "--by", "hamlet", "--format", "csv", "--seed", seed,
        ])
    };
    assert_eq!(asked("5"), asked("5"));
    assert_ne!(asked("5"), asked("6"));
}

#[test]
fn rows_have_stable_names_in_every_language() {
    let said = text(&["coverage", "--by", "province", "--format", "csv"]);
    let header = "row,unit,code,name,level,population,excluded,undetermined,outside,numerator,\
                  not_covered,not_assessed,share_low,share_high";
    assert_eq!(said.lines().next(), Some(header));
    assert!(said.contains("\nunit,93,93,Tỉnh Hậu Giang,province,"));
}

#[test]
fn each_noun_is_explained() {
    for (id, expected) in [
        ("h000-0001", "chủ hộ"),
        ("p000-0001-0", "Người thành thạo"),
        ("to-31318-1", "trưởng ấp / khu vực"),
        ("31318", "Khu vực 7"),
    ] {
        let said = text(&["explain", id]);
        assert!(said.contains(expected), "{id}: {said}");
    }
}

#[test]
fn what_is_asked_for_and_not_there_is_wrong_usage() {
    for arguments in [
        ["coverage", "--rule", "no-such-rule"],
        ["coverage", "--by", "no-such-level"],
        ["coverage", "--where", "no-such-unit"],
        ["coverage", "--on", "2025-02-30"],
        ["coverage", "/no/such/folder", "--by=district"],
        ["explain", "no-such-id", "--on=2025-06-30"],
        ["rules", "show", "no-such-rule"],
        ["check", "--no-such-option", "x"],
    ] {
        let output = noidai(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
}

#[test]
fn rules_are_shown_and_checked() {
    let shown = text(&["rules", "show", "household-app"]);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule.json");
    fs::write(&file, &shown).unwrap();
    let path = file.to_str().unwrap();
    assert!(text(&["rules", "check", path]).contains("không có lỗi"));
    let asked = |rule| text(&["coverage", "--rule", rule, "--format", "csv"]);
    assert_eq!(asked(path), asked("household-app"));

    fs::write(&file, shown.replace("app-hau-giang", "app-no-such")).unwrap();
    let output = noidai(&["--lang", "en", "rules", "check", path]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("app-no-such"), "{said}");
}
