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
    for map in [
        "Trên bản đồ ngày 30/6/2025",
        "Trên bản đồ ngày 31/7/2025",
        "28 trong 103 xã, phường",
    ] {
        assert!(said.contains(map), "{map}: {said}");
    }
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
    let said = text(&[
        "coverage",
        "--by",
        "province",
        "--on=2025-06-30",
        "--format",
        "csv",
    ]);
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
        let said = text(&["explain", id, "--on=2025-06-30"]);
        assert!(said.contains(expected), "{id}: {said}");
        let reasons = said.lines().filter(|line| {
            let line = line.trim_start();
            ["✓ ", "✗ ", "? "].iter().any(|mark| line.starts_with(mark))
        });
        assert!(reasons.count() > 1, "{id}: {said}");
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

#[test]
fn faults_are_said_in_both_languages() {
    for (lang, expected) in [
        ("vi", "không có quy tắc tên no-such-rule"),
        ("en", "there is no rule named no-such-rule"),
    ] {
        let output = noidai(&["coverage", "--rule", "no-such-rule", "--lang", lang]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("unknown-rule (301): "), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn help_has_an_example_for_each_verb_and_the_exit_codes() {
    let verbs = [
        "generate", "check", "coverage", "explain", "export", "gaps", "activity", "members",
        "worklist", "change", "targets", "figures", "journal", "rules", "units", "reform",
        "schema",
    ];
    for verb in verbs {
        for (lang, example) in [("vi", "Ví dụ"), ("en", "Example")] {
            let said = text(&[verb, "--help", "--lang", lang]);
            assert!(
                said.contains(&format!("{example}: noidai {verb}")),
                "{said}"
            );
        }
    }
    assert!(text(&["--help"]).contains("Mã thoát: 0 có câu trả lời; 1 số liệu"));
    let english = text(&["--help", "--lang", "en"]);
    assert!(english.contains("Exit codes: 0 answered; 1 faults"));
}

#[test]
fn the_gap_list_and_one_explanation_agree() {
    let said = text(&["gaps", "--limit", "1", "--format", "json"]);
    let gaps: serde_json::Value = serde_json::from_str(&said).unwrap();
    let gap = &gaps["gaps"][0];
    let id = gap["id"].as_str().unwrap();
    let explained = text(&["explain", id, "--format", "json"]);
    let explained: serde_json::Value = serde_json::from_str(&explained).unwrap();
    assert_eq!(explained["verdict"], "not_covered");
    assert_eq!(explained["smallest_change"]["cost"], gap["steps"]);
    assert_eq!(explained["smallest_change"]["changes"], gap["changes"]);
}

#[test]
fn lines_of_events_are_read_like_tables() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines");
    fs::create_dir_all(&folder).unwrap();
    let lines = text(&["export"]);
    fs::write(folder.join("events.jsonl"), &lines).unwrap();
    let path = folder.to_str().unwrap();
    assert!(text(&["export", path]) == lines);
    let asked = [
        "coverage",
        "--by",
        "district,hamlet",
        "--format",
        "json",
        "--on=2025-06-30",
    ];
    assert_eq!(text(&[&asked[..], &[path]].concat()), text(&asked));
}

#[test]
fn the_hamlets_furthest_behind_are_hamlets() {
    let said = text(&["--lang", "en"]);
    assert!(!said.contains("(remainder)"), "{said}");
}

/// What a wrong command line is told, with its exit code.
fn refused(arguments: &[&str]) -> String {
    let output = noidai(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn faults_of_usage_are_told_in_the_language_asked_for() {
    for (arguments, vietnamese) in [
        (
            &["coverage", "--bys", "x"][..],
            "lỗi: không có tùy chọn hoặc đối số “--bys” ở đây\n  có phải là: --by?\n\nCách dùng: ",
        ),
        (
            &["coverage", "--format", "xml"],
            "lỗi: --format <FORMAT> không nhận “xml”; các giá trị: table, csv, json\n",
        ),
        (
            &["gaps", "--limit", "abc"],
            "lỗi: --limit <NUMBER> không nhận “abc”; cần một số nguyên\n",
        ),
        (&["explain"], "lỗi: còn thiếu: <DIR… ID>...\n"),
        (
            &["coverag"],
            "lỗi: không có lệnh “coverag”\n  có phải là: coverage?\n",
        ),
    ] {
        let said = refused(arguments);
        assert!(said.starts_with(vietnamese), "{said}");
        let english = refused(&[arguments, &["--lang", "en"]].concat());
        assert!(english.starts_with("error: "), "{english}");
    }
    let help = text(&["coverage", "--help"]);
    assert!(help.contains("Cách dùng: noidai coverage") && help.contains("Ví dụ: noidai"));
    let help = text(&["--lang", "en", "coverage", "--help"]);
    assert!(help.contains("Usage: noidai coverage") && !help.contains("vi:"));
}

#[test]
fn a_fault_of_the_question_names_the_option() {
    for (arguments, vietnamese) in [
        (
            &["coverage", "--set", "min_age=abc"][..],
            "bad-parameter (315): --set min_age: tham số này nhận số nguyên từ 0 đến 65535, không nhận \"abc\"\n",
        ),
        (
            &["coverage", "--on", "2025-02-30"],
            "bad-day (103): --on: 2025-02-30 không phải ngày có thật; cần YYYY-MM-DD, từ năm 1800 đến 2199\n",
        ),
        (
            &["coverage", "--stratify", "sex"],
            "stratifier-of-another (310): --stratify: quy tắc về hộ không thể phân tổ theo giới tính (sex)\n",
        ),
        (
            &["explain", "zzz"],
            "unknown-subject (317): không có hộ, nhân khẩu, tổ hoặc đơn vị mang mã định danh zzz\n",
        ),
        (
            &["coverage", "/khong/co"],
            "unusable-file (607): không dùng được tệp hoặc thư mục: /khong/co: không có ở đó\n",
        ),
    ] {
        assert_eq!(refused(arguments), vietnamese, "{arguments:?}");
    }
    let said = refused(&["explain", env!("CARGO_MANIFEST_DIR"), "--lang", "en"]);
    assert!(
        said.contains("noidai explain") && said.contains("h012-0034"),
        "{said}"
    );
}

/// An answer that cannot be written is told, and is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["rules", "list", "--lang", "en"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("stdout: No space left"), "{said}");
}

/// Two tables have the name of a document.
#[test]
fn a_table_of_a_documents_name() {
    assert!(text(&["schema", "figures"]).contains("\"$schema\""));
    let said = text(&["schema", "figures.csv", "--format", "csv"]);
    assert!(
        said.starts_with("table,column,") && said.contains("\nfigures,"),
        "{said}"
    );
}
