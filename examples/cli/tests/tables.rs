//! Tables out and in again through the program: the same answers, whatever the
//! order of rows, the number of files, or how often they come.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const SCALE: &str = "0.008";

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", SCALE])
        .args(arguments)
        .output()
        .unwrap()
}

fn text(output: Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn generated(name: &str) -> PathBuf {
    let folder = folder(name);
    text(noidai(&["generate", folder.to_str().unwrap()]));
    folder
}

const RULES: [&str; 8] = [
    "ministry-household",
    "household-together",
    "resident-fluent",
    "household-app",
    "household-online-payment",
    "household-advocate",
    "team-complete",
    "commune-organised",
];

fn answers(folders: &[&Path]) -> Vec<String> {
    let levels = "province,district,commune,hamlet";
    let each = RULES.iter().map(|rule| {
        let mut arguments = vec![
            "coverage",
            "--on=2025-06-30",
            "--rule",
            rule,
            "--by",
            levels,
            "--format",
            "csv",
        ];
        arguments.extend(folders.iter().map(|folder| folder.to_str().unwrap()));
        text(noidai(&arguments))
    });
    each.collect()
}

/// The numbers of some columns, summed over the rows.
fn sums(csv: &str) -> Vec<u64> {
    let columns = 5..12;
    let rows: Vec<Vec<&str>> = csv
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').collect())
        .collect();
    assert!(!rows.is_empty());
    // From the right: names may hold commas, numbers may not.
    columns
        .map(|column| {
            rows.iter()
                .map(|row| row[13 - column].parse::<u64>().unwrap())
                .sum()
        })
        .collect()
}

#[test]
fn the_same_answers_whatever_the_tables_look_like() {
    let in_memory = answers(&[]);
    let clean = generated("clean");
    assert!(answers(&[&clean]) == in_memory, "tables lost something");
    assert!(answers(&[&clean, &clean]) == in_memory, "imported twice");

    let (one, two) = (folder("one"), folder("two"));
    for entry in fs::read_dir(&clean).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let whole = fs::read_to_string(&file).unwrap();
        let (header, rows) = whole.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        let middle = rows.len() / 3;
        rows.rotate_left(middle);
        let (first, second) = rows.split_at(middle);
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let join = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n"));
        fs::write(one.join(format!("{stem}-a.csv")), join(first)).unwrap();
        fs::write(two.join(format!("{stem}.csv")), join(second)).unwrap();
    }
    assert!(
        answers(&[&one, &two]) == in_memory,
        "shuffled and split in two"
    );
}

#[test]
fn rows_of_every_level_add_up_for_every_rule_of_households() {
    for rule in RULES {
        let level = |level| {
            sums(&text(noidai(&[
                "coverage",
                "--on=2025-06-30",
                "--rule",
                rule,
                "--by",
                level,
                "--format",
                "csv",
            ])))
        };
        let province = level("province");
        assert!(province.iter().sum::<u64>() > 0, "{rule}");
        for lower in ["district", "commune", "hamlet"] {
            assert_eq!(level(lower), province, "{rule} by {lower}");
        }
    }
}

#[test]
fn every_fault_in_one_pass_and_nothing_applied() {
    let folder = generated("faulty");
    let people = folder.join("people.csv");
    let mut rows = fs::read_to_string(&people).unwrap();
    rows.push_str("q1,Nguyễn Thị Bé,31/02/1967,nữ,,\nq2,Trần Văn Ba,12/5/67,nam,,\n");
    let line = rows.lines().count();
    fs::write(&people, rows).unwrap();
    let output = noidai(&["--lang", "en", "check", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    let expected = [
        format!("bad-day (103): people.csv, row {}, column birth", line - 1),
        format!("two-digit-year (409): people.csv, row {line}, column birth"),
    ];
    let faults: Vec<&str> = said.lines().filter(|line| line.contains(" ✗ ")).collect();
    assert_eq!(faults.len(), expected.len(), "{said}");
    for (fault, expected) in faults.iter().zip(&expected) {
        assert!(fault.contains(expected.as_str()), "{fault}");
    }
    let shown = said.contains("31/02") || said.contains("12/5");
    assert!(!shown, "a personal value was shown: {said}");

    let output = noidai(&["--lang", "en", "coverage", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "nothing was applied");
}

#[test]
fn contradictions_between_rows_are_placed() {
    let folder = generated("contradicting");
    let residences = folder.join("residences.csv");
    let mut rows = fs::read_to_string(&residences).unwrap();
    rows.push_str("p000-0001-0,h000-0002,permanent,2025-01-01,2025-02-01,\n");
    rows.push_str("p000-0001-0,h000-0003,permanent,2025-01-15,,\n");
    rows.push_str("p000-0001-0,nowhere,away,2020-01-01,2020-02-01,\n");
    let line = rows.lines().count();
    fs::write(&residences, rows).unwrap();
    let output = noidai(&["--lang", "en", "coverage", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    for row in [line - 2, line - 1] {
        let expected = format!(
            "residences.csv, row {row}, column from: two permanent residences at once, from 2025-01-15"
        );
        assert!(said.contains(&expected), "both rows are named: {said}");
    }
    let nowhere =
        format!("residences.csv, row {line}, column household: nowhere refers to no household");
    assert!(said.contains(&nowhere), "{said}");
}

/// A folder in TCVN3 gives what the same folder in UTF-8 gives, a set-aside folder beside
/// it stays UTF-8, and without the option the first byte is named.
#[test]
fn tables_in_tcvn3_are_read_as_they_are() {
    let folders = ["tcvn3-old", "tcvn3-new"].map(folder);
    let units = "id,name,level\n93,Tỉnh Hậu Giang,province\n31441,Xã Vị Thủy,commune\n";
    let letters = [
        ("ỉ", 0xd8),
        ("ậ", 0xcb),
        ("ã", 0xb7),
        ("ị", 0xde),
        ("ủ", 0xf1),
    ];
    let mut old = Vec::new();
    for letter in units.chars() {
        let byte = letters.iter().find(|(known, _)| known.starts_with(letter));
        old.push(byte.map_or_else(|| u8::try_from(letter).unwrap(), |(_, byte)| *byte));
    }
    fs::write(folders[0].join("units.csv"), old).unwrap();
    fs::write(folders[1].join("units.csv"), units).unwrap();
    for own in &folders {
        fs::write(own.join("households.csv"), "id,unit\nh1,31441\n").unwrap();
    }
    let [old, new] = folders.each_ref().map(|own| own.to_str().unwrap());
    let ask = ["--on", "2025-06-30", "--format", "csv"];
    let asked = |folder, more: &[&str]| {
        let all: Vec<&str> = [&["coverage", folder][..], &ask, more].concat();
        noidai(&all)
    };
    let expected = text(asked(new, &[]));
    assert!(expected.contains("Xã Vị Thủy"), "{expected}");
    for more in [["--encoding", "tcvn3"], ["--encoding", "units.csv=tcvn3"]] {
        assert_eq!(text(asked(old, &more)), expected, "{more:?}");
    }
    let refused = asked(old, &[]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("0xd8"), "{said}");
    let refused = asked(old, &["--encoding", "latin1"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("tcvn3, vni"),
        "{said}"
    );
}
