//! Faulty rows set aside, mended and fed back; a user's own headers and words.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.002", "--lang", "en"])
        .args(arguments)
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn coverage(folders: &[&Path]) -> String {
    let folders = folders.iter().map(|folder| folder.to_str().unwrap());
    let mut arguments = vec![
        "coverage",
        "--on=2025-06-30",
        "--by",
        "district,hamlet",
        "--format",
        "json",
    ];
    arguments.extend(folders);
    let output = noidai(&arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn rows_set_aside_mended_and_fed_back_are_the_clean_tables() {
    let tables = folder("aside-tables");
    let path = tables.to_str().unwrap();
    noidai(&["generate", path]);
    let clean = coverage(&[&tables]);

    // The first person's birth becomes a day that never was.
    let people = tables.join("people.csv");
    let text = fs::read_to_string(&people).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let good = lines[1].clone();
    let mut cells: Vec<&str> = good.split(',').collect();
    cells[2] = "31/02/1990";
    lines[1] = cells.join(",");
    fs::write(&people, lines.join("\n") + "\n").unwrap();

    let refused = noidai(&["coverage", path]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.stdout.is_empty());

    let aside = folder("aside");
    let aside_path = aside.to_str().unwrap();
    let used = noidai(&[
        "coverage",
        path,
        "--set-aside",
        aside_path,
        "--format",
        "json",
    ]);
    assert_eq!(used.status.code(), Some(0), "the rest is used");
    let errors = String::from_utf8(used.stderr).unwrap();
    assert!(
        errors.contains("people.csv, row 2, column birth"),
        "{errors}"
    );
    assert!(
        !errors.contains("31/02"),
        "personal values only where asked: {errors}"
    );
    assert!(errors.contains("rows set aside in"), "{errors}");
    let advice = fs::read_to_string(aside.join("README.txt")).unwrap();
    assert!(advice.contains("aside_drop"), "{advice}");
    // What may be mended there already is not mixed with what is new.
    let again = noidai(&["check", path, "--set-aside", aside_path]);
    assert_eq!(again.status.code(), Some(2));
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("holds tables already"), "{said}");
    let other = folder("aside-shown");
    let shown = noidai(&[
        "check",
        path,
        "--set-aside",
        other.to_str().unwrap(),
        "--show-personal",
    ]);
    assert_eq!(
        shown.status.code(),
        Some(1),
        "check says that there were faults"
    );
    assert!(
        String::from_utf8(shown.stdout)
            .unwrap()
            .contains("31/02/1990")
    );

    // Mended where it stands, and fed back beside the tables.
    for entry in fs::read_dir(&aside).unwrap() {
        let file = entry.unwrap().path();
        let text = fs::read_to_string(&file).unwrap();
        fs::write(
            &file,
            text.replace("31/02/1990", good.split(',').nth(2).unwrap()),
        )
        .unwrap();
    }
    assert_eq!(coverage(&[&tables, &aside]), clean);
}

#[test]
fn a_users_own_headers_and_words() {
    let tables = folder("own-words");
    fs::write(
        tables.join("danh-sach.csv"),
        "Mã;Tên;Phái;Ghi chú\np1;Nguyễn Thị Bé;F;x\n",
    )
    .unwrap();
    let mapping = tables.join("mapping.json");
    let document = r#"{"tables":[{"table":"people","files":["danh-sach.csv"],"columns":[
        {"column":"id","header":"Mã"},{"column":"name","header":"Tên"},
        {"column":"sex","header":"Phái","values":[{"own":"F","means":"female"}]}]}]}"#;
    fs::write(&mapping, document).unwrap();
    let (path, mapping) = (tables.to_str().unwrap(), mapping.to_str().unwrap());
    assert_eq!(noidai(&["check", path]).status.code(), Some(1));
    let checked = noidai(&["check", path, "--mapping", mapping, "--format", "csv"]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(0), "{said}");
    assert!(
        said.contains("note,danh-sach.csv") && said.contains("Ghi chú"),
        "{said}"
    );

    fs::write(
        tables.join("mapping.json"),
        document.replace("\"sex\"", "\"no-such\""),
    )
    .unwrap();
    let refused = noidai(&["check", path, "--mapping", mapping]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stdout).unwrap();
    assert!(said.contains("/tables/0/columns/2"), "{said}");
}

/// What was left out or mended is told beside the faults, of cells and between rows.
#[test]
fn notes_are_shown_beside_faults() {
    let units = "id,code,name,level\n,31441,Xã Ba,commune\n";
    let tables = folder("notes-beside-faults");
    fs::write(tables.join("units.csv"), units).unwrap();
    fs::write(tables.join("people.csv"), "STT,id,birth\n1,p1,31/2/1990\n").unwrap();
    let path = tables.to_str().unwrap();
    let said = |arguments: &[&str]| {
        let output = noidai(arguments);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    let table = said(&["check", path]);
    assert!(table.contains("bad-day (103)"), "{table}");
    assert!(table.contains("Left out or mended"), "{table}");
    assert!(table.contains("column STT: "), "{table}");
    let csv = said(&["check", path, "--format", "csv"]);
    assert!(csv.contains("note,people.csv,1,STT,419"), "{csv}");
    let json = said(&["check", path, "--format", "json"]);
    assert!(json.contains("unknown-column"), "{json}");
    // No fault of a cell, and a contradiction.
    fs::write(tables.join("people.csv"), "STT,id\n1,p1\n").unwrap();
    fs::write(
        tables.join("residences.csv"),
        "person,household,kind\np1,h9,permanent\n",
    )
    .unwrap();
    let table = said(&["check", path]);
    assert!(table.contains("h9 refers to no household"), "{table}");
    assert!(table.contains("column STT: "), "{table}");
}

/// Tables are never written over: not by rows set aside, not by the demonstration.
#[test]
fn tables_of_the_users_own_are_left_alone() {
    let own = folder("own-tables");
    let people = own.join("people.csv");
    let bad = "id,birth\np1,31/2/1990\np2,1967\n";
    fs::write(&people, bad).unwrap();
    let own = own.to_str().unwrap();
    let output = noidai(&["check", own, "--set-aside", own]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is being read"));
    let output = noidai(&["generate", own]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not simulated"));
    assert_eq!(fs::read_to_string(&people).unwrap(), bad);
}
