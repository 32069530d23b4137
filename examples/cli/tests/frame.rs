//! The frame in the command: the same bytes as the answers from tables.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use noidai::{
    ask::Opened,
    coverage::{OnDay, Who},
    import::Source,
    rule::{Subject, built_in},
    skill::SkillIx,
};
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

/// The residents of tables on a day, in the columns that `--residents` takes.
fn residents(folder: &str, day: &str) -> String {
    let files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.ends_with(".csv"))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect();
    let sources: Vec<Source> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    let opened = Opened::open(&sources, "{}").unwrap();
    let registry = opened.registry();
    let day = day.parse().unwrap();
    let on_day = OnDay::new(registry, day);
    let mut homes = Vec::new();
    on_day.each_subject(Subject::Household, |who, unit| {
        if let (Who::Household(household), Some(unit)) = (who, unit) {
            let id = registry.household_ids().text(household).to_owned();
            homes.push((on_day.map().position_of(unit).unwrap(), id, household, unit));
        }
    });
    homes.sort();
    let catalogue = &registry.vocabulary().catalogues()[0];
    let skills: Vec<&str> = catalogue.skills.iter().map(|skill| &*skill.code).collect();
    let mut lines = vec![format!(
        "household,unit,birth,{},open,nobody",
        skills.join(",")
    )];
    for (_, id, household, unit) in homes {
        let open = u8::from(!registry.is_listed_on(household, day));
        let unit = registry.unit_ids().text(unit);
        let mut people: Vec<_> = registry
            .residents_on(household, day)
            .map(|(own, _)| Some(own))
            .collect();
        if people.is_empty() {
            people.push(None);
        }
        for person in people {
            let birth = person.and_then(|own| registry.person(own)?.birth.counted_as());
            let birth = birth.map_or_else(String::new, |day| day.to_string());
            let levels = (0..skills.len()).map(|skill| {
                let skill = SkillIx::new(0, skill).unwrap();
                let found = person.and_then(|own| registry.assessed_on(own, skill, day, |_| true));
                found.map_or_else(String::new, |found| {
                    catalogue.levels[usize::from(found.level)].code.clone()
                })
            });
            let levels: Vec<String> = levels.collect();
            let nobody = u8::from(person.is_none());
            lines.push(format!(
                "{id},{unit},{birth},{},{open},{nobody}",
                levels.join(",")
            ));
        }
    }
    lines.join("\n") + "\n"
}

/// A frame of columns answers what columns can say as that of the tables does.
#[test]
fn columns_make_the_same_frame() {
    let tables = path("columns");
    let tables = tables.to_str().unwrap();
    answered(&["generate", tables]);
    let file = path("residents.csv");
    fs::write(&file, residents(tables, "2025-06-30")).unwrap();
    let (streamed, whole) = (path("streamed.frame"), path("whole.frame"));
    let [file, streamed, whole] = [&file, &streamed, &whole].map(|path| path.to_str().unwrap());
    let build = ["frame", "build", tables, "--on=2025-06-30", "-o"];
    answered(&[&build[..], &[streamed, "--residents", file]].concat());
    answered(&[&build[..], &[whole]].concat());
    for rule in [
        "ministry-household",
        "household-together",
        "resident-fluent",
    ] {
        let asked = |frame| {
            let asked = [
                "frame",
                "coverage",
                frame,
                "--rule",
                rule,
                "--by=hamlet",
                "--format=csv",
            ];
            answered(&asked)
        };
        assert_eq!(asked(streamed), asked(whole), "{rule}");
    }
}

#[test]
fn residents_that_are_refused() {
    let units = path("few-units");
    fs::create_dir_all(&units).unwrap();
    let lines = "id,code,name,level,parent\n93,93,Province,province,\n1,1,One,commune,93\n2,2,Two,commune,93\n";
    fs::write(units.join("units.csv"), lines).unwrap();
    let file = path("refused.csv");
    let header = "household,unit,birth,public-services,online-shopping,online-payment,online-safety,local-platforms";
    let out = path("refused.frame");
    let [units, file, out] = [&units, &file, &out].map(|path| path.to_str().unwrap());
    for (rows, further, expected) in [
        ("h1,1,1980,3,3,3,3,3\nh2,1,,,,,,", "", ""),
        ("h1,1,,,,,,\nh2,1,,,,,,\nh1,1,,,,,,", "", "broken-household"),
        ("h1,2,,,,,,\nh2,1,,,,,,", "", "broken-household"),
        ("h1,1,,4,,,,", "", "unknown-level"),
        ("h1,1,,master,,,,", "", "unknown-level"),
        ("h1,7,,,,,,", "", "unknown-unit"),
        ("h1,1,31/02/1980,,,,,", "", "bad-day"),
        ("h1,1,,,,,,\nh2,1,,,,,,", "--households=1", "out-of-range"),
        ("h1,1,,,", "", "unusable-file"),
    ] {
        fs::write(file, format!("{header}\n{rows}\n")).unwrap();
        let asked = [
            "frame",
            "build",
            units,
            "--on=2025-06-30",
            "-o",
            out,
            "--residents",
            file,
        ];
        let asked: Vec<&str> = asked
            .into_iter()
            .chain((!further.is_empty()).then_some(further))
            .collect();
        let output = noidai(&asked);
        assert_eq!(
            output.status.success(),
            expected.is_empty(),
            "{rows}: {}",
            said(&output)
        );
        assert!(
            said(&output).contains(expected),
            "{rows}: {}",
            said(&output)
        );
    }
    for (header, expected) in [
        ("household,unit", "missing-column"),
        ("household,unit,shoe", "unknown-column"),
    ] {
        fs::write(file, format!("{header}\n")).unwrap();
        let output = noidai(&[
            "frame",
            "build",
            units,
            "--on=2025-06-30",
            "-o",
            out,
            "--residents",
            file,
        ]);
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
}
