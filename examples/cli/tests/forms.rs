//! Every verb in every form, and the page.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const STAMP: &str = "DỮ LIỆU MÔ PHỎNG, không phải số liệu thật / simulated data";

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.002"])
        .args(arguments)
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> (String, String) {
    let output = noidai(arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    (String::from_utf8(output.stdout).unwrap(), errors)
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The verbs that answer, with the header of their rows.
const ANSWERS: [(&[&str], &str); 13] = [
    (&[], "row,unit,code,name,level,population"),
    (&["coverage"], "row,unit,code,name,level,population"),
    (
        &["explain", "h000-0001"],
        "subject,id,unit,verdict,step,noun,whom,what,from,to,cost",
    ),
    (
        &["gaps"],
        "subject,id,unit,verdict,step,noun,whom,what,from,to,cost",
    ),
    (
        &["activity"],
        "row,unit,code,name,level,stratum,activities,households_reached",
    ),
    (
        &["members"],
        "row,unit,code,name,level,teams,teams_with_head,team_seats,committees,committee_seats,people,forces",
    ),
    (
        &["worklist", "--limit=3"],
        "household,unit,lane,reasons,due,last_visit,last_outcome,verdict,steps,persons,changes,questions,what",
    ),
    (
        &["change"],
        "row,unit,code,name,level,count,before,after,entered,left,learned,level_lowered",
    ),
    (&["targets"], "unit,code,name,level,rule,from,due,target"),
    (
        &["figures"],
        "figure,unit,code,name,from,until,edition,form",
    ),
    (&["rules", "list"], "id,subject,catalogue,name_vi"),
    (&["schema"], "table,column,column_vi,kind"),
    (&["schema", "people"], "table,column,column_vi,kind"),
];

#[test]
fn every_verb_answers_in_every_form() {
    for (verb, header) in ANSWERS {
        let (table, _) = said(verb);
        assert!(!table.contains('\u{1b}'), "{verb:?}: no colours in a pipe");
        let (english, _) = said(&[verb, &["--lang", "en"]].concat());
        assert_ne!(table, english, "{verb:?}");

        let (csv, _) = said(&[verb, &["--format", "csv"]].concat());
        let columns = csv.lines().next().unwrap();
        assert!(columns.starts_with(header), "{verb:?}: {columns}");
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        assert!(rows.records().all(|row| row.is_ok()), "{verb:?}");

        let (json, _) = said(&[verb, &["--format", "json"]].concat());
        assert_eq!(json.lines().count(), 1, "{verb:?}");
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
}

#[test]
fn simulated_figures_are_stamped_in_every_form() {
    for verb in [&["coverage"][..], &["explain", "h000-0001"], &["gaps"], &[]] {
        let (table, _) = said(verb);
        assert!(table.starts_with(STAMP) && table.trim_end().ends_with(STAMP));
        for form in ["csv", "json"] {
            let (answer, beside) = said(&[verb, &["--format", form]].concat());
            assert!(!answer.contains(STAMP), "a stamp is no row: {verb:?}");
            assert!(beside.contains(STAMP), "{verb:?} {form}");
        }
    }
    // Tables made from it say so too.
    let folder = file("stamped");
    let _ = fs::remove_dir_all(&folder);
    let path = folder.to_str().unwrap();
    said(&["generate", path]);
    assert!(said(&["coverage", path]).0.starts_with(STAMP));
    assert!(said(&["check", path]).0.starts_with(STAMP));
    fs::remove_file(folder.join("SIMULATED.txt")).unwrap();
    assert!(!said(&["coverage", path]).0.contains(STAMP));
}

#[test]
fn the_page_stands_by_itself_and_is_stamped() {
    let page = file("coverage.html");
    let path = page.to_str().unwrap();
    said(&[
        "coverage", "--by", "hamlet", "--every", "quarter", "--html", path,
    ]);
    let text = fs::read_to_string(&page).unwrap();
    for expected in [
        "NỘI BỘ / INTERNAL",
        STAMP,
        "<svg class=\"bar\"",
        "<svg class=\"trend\"",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    for elsewhere in [
        "http:", "https:", "src=", "<link", "<script", "@import", "url(",
    ] {
        assert!(!text.contains(elsewhere), "{elsewhere}");
    }
    said(&["explain", "h000-0001", "--lang", "en", "--html", path]);
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.contains("<html lang=\"en\">") && text.contains("NỘI BỘ / INTERNAL"));
}

#[test]
fn what_a_name_holds_is_no_markup() {
    let folder = file("markup");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("units.csv"),
        "id,name,level\n93,<script>alert(1)</script>,province\n",
    )
    .unwrap();
    let page = file("markup.html");
    let (folder, page) = (folder.to_str().unwrap(), page.to_str().unwrap());
    said(&[
        "coverage",
        folder,
        "--on=2025-06-30",
        "--by=province",
        "--html",
        page,
    ]);
    let text = fs::read_to_string(page).unwrap();
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script"));
}

#[test]
fn days_and_strata_follow_at_the_end() {
    let header = |arguments: &[&str]| {
        let (csv, beside) = said(&[&["coverage", "--format", "csv"], arguments].concat());
        let columns: Vec<String> = csv
            .lines()
            .next()
            .unwrap()
            .split(',')
            .map(str::to_owned)
            .collect();
        (columns[14..].join(","), csv, beside)
    };
    assert_eq!(header(&[]).0, "");
    let (columns, _, beside) = header(&["--stratify", "kind", "--stratify", "flag"]);
    assert_eq!(columns, "stratum_1,stratum_2");
    assert!(
        beside.contains("--on 2025-07-"),
        "the day is said: {beside}"
    );
    let (columns, csv, _) = header(&[
        "--every",
        "month:15",
        "--from=2025-03-20",
        "--on=2025-06-30",
        "--by=province",
        "--stratify=kind",
    ]);
    assert_eq!(columns, "day,stratum_1");
    let days: Vec<&str> = csv
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(14).unwrap())
        .collect();
    for day in ["2025-04-14", "2025-05-14", "2025-06-14", "2025-06-30"] {
        assert!(days.contains(&day), "{days:?}");
    }
    let output = noidai(&["coverage", "--stratify", "sex", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("--stratify: a rule about household cannot be stratified by sex"),
        "{error}"
    );
}

#[test]
fn a_parameter_is_set() {
    let covered = |arguments: &[&str]| {
        let asked = ["coverage", "--by=province", "--format=csv"];
        let (csv, _) = said(&[&asked, arguments].concat());
        csv.lines()
            .nth(1)
            .unwrap()
            .split(',')
            .nth(9)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    assert!(covered(&["--set", "min_age=60"]) < covered(&[]));
    assert!(covered(&["--set", "level=guided"]) > covered(&[]));
    let output = noidai(&["coverage", "--set", "no-such=1"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_schema_of_the_library_is_shown() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/schemas");
    for entry in fs::read_dir(schemas).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        // Where this fails, add the name to DOCUMENTS in src/verb/schema.rs.
        assert_eq!(
            said(&["schema", name]).0,
            fs::read_to_string(&file).unwrap(),
            "{name}"
        );
    }
}
