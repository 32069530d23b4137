//! Units and reforms as a user asks for them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.002"])
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

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn the_units_of_either_day() {
    let count = |day: &str, level: &str| {
        let said = text(&["units", "at", day, "--level", level, "--format", "csv"]);
        said.lines().count() - 1
    };
    assert_eq!(
        (
            count("2025-06-30", "commune"),
            count("2025-07-01", "commune")
        ),
        (75, 28)
    );
    assert_eq!(count("2025-07-01", "hamlet"), 525);
    let output = noidai(&["units", "at", "2025-07-01", "--level", "district"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&["units", "check", "--on", "2025-07-01"]).contains("khớp"));
}

#[test]
fn a_name_that_passed_on() {
    let said = text(&[
        "units",
        "find",
        "xa vi thuy",
        "--on",
        "2025-06-30",
        "--format",
        "csv",
    ]);
    assert!(said.contains("name,31447,31447,Xã Vị Thủy,commune,"));
    assert!(said.contains(
        ",became,31453@2025-07-01,31453,Xã Vĩnh Thuận Đông,2025-07-01,1668/NQ-UBTVQH15,whole"
    ));
    let said = text(&["units", "lineage", "31441", "--on", "2025-07-01"]);
    for old in ["Thị trấn Nàng Mau", "Xã Vị Trung", "Xã Vị Thắng"] {
        assert!(said.contains(old), "{said}");
    }
    assert_eq!(
        noidai(&["units", "find", "Xã Không Có"]).status.code(),
        Some(2)
    );
}

/// June and July side by side on either map: the same households, other rows.
#[test]
fn coverage_on_either_map() {
    let asked = |on: &str, map: &str, by: &str| {
        text(&[
            "coverage", "--on", on, "--map", map, "--by", by, "--format", "csv",
        ])
    };
    let sum = |said: &str| -> u64 {
        let population = said
            .lines()
            .skip(1)
            .map(|row| row.split(',').nth(5).unwrap());
        population.map(|count| count.parse::<u64>().unwrap()).sum()
    };
    for on in ["2025-06-30", "2025-07-31"] {
        let old = asked(on, "2025-06-30", "commune");
        let new = asked(on, "2025-07-01", "commune");
        assert_eq!(sum(&old), sum(&new));
        assert_eq!((old.lines().count(), new.lines().count()), (76, 29));
    }
    assert_eq!(
        asked("2025-07-31", "then", "commune"),
        asked("2025-07-31", "2025-07-31", "commune")
    );
    assert!(asked("2025-07-31", "then", "province").contains("unit,92,92,Thành phố Cần Thơ"));
}

/// What the rows and lists stand on where nothing is said, and on a map asked for.
#[test]
fn every_question_takes_a_map() {
    let json = |arguments: &[&str]| -> serde_json::Value {
        let said = text(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&said).unwrap()
    };
    let levels = |arguments: &[&str]| {
        let answer = json(arguments);
        let rows = answer["rows"].as_array().unwrap();
        (rows[0]["level"].as_str().unwrap().to_owned(), rows.len())
    };
    assert_eq!(
        levels(&["coverage", "--on", "2025-06-30"]),
        ("district".to_owned(), 8)
    );
    // The last day in the data is in July, and the city has no districts.
    for july in [
        &["coverage"][..],
        &["coverage", "--on=2025-06-30", "--map=now"],
        &["coverage", "--map=now", "--today=2025-07-02"],
    ] {
        assert_eq!(levels(july), ("commune".to_owned(), 28));
    }
    let series = json(&["coverage", "--every", "month", "--from", "2025-05-01"]);
    for period in series["periods"].as_array().unwrap() {
        assert_eq!(period["coverage"]["rows"].as_array().unwrap().len(), 28);
    }

    let path = |map: &str| -> Vec<String> {
        let asked = ["explain", "h000-0001", "--on=2025-06-30", "--map", map];
        let explained = json(&asked);
        let units = explained["units"].as_array().unwrap();
        let code = |unit: &serde_json::Value| unit["code"].as_str().unwrap().to_owned();
        units.iter().take(3).map(code).collect()
    };
    assert_eq!(path("then"), ["93", "930", "31318"]);
    assert_eq!(path("now")[..2], ["92", "31321"]);
    let said = text(&[
        "explain",
        "h000-0001",
        "--on=2025-06-30",
        "--map=2025-07-01",
    ]);
    assert!(said.contains("Trên bản đồ ngày 1/7/2025: "), "{said}");
    assert!(
        said.contains("Phường Vị Thanh, Thành phố Cần Thơ"),
        "{said}"
    );

    // A list of the city is one of the province that became its part.
    let gaps = |on: &[&str], unit: &str| {
        let asked = ["gaps", "--on=2025-06-30", "--limit=9999", "--where", unit];
        json(&[&asked, on].concat())["gaps"]
            .as_array()
            .unwrap()
            .len()
    };
    let all = gaps(&["--map=now"], "92");
    assert_eq!(all, gaps(&[], "93"));
    assert!(all > 0);
}

/// Of the 75 committees 28 are left, with the members of all; on either map nobody
/// vanishes.
#[test]
fn members_on_either_map() {
    let json = |on: &str, map: &str| -> serde_json::Value {
        let asked = [
            "members",
            "--on",
            on,
            "--map",
            map,
            "--by=commune",
            "--format=json",
        ];
        serde_json::from_str(&text(&asked)).unwrap()
    };
    for (on, committees) in [("2025-06-30", 75), ("2025-07-01", 28)] {
        let then = json(on, "then");
        for map in ["2025-06-30", "2025-07-01"] {
            let answer = json(on, map);
            assert_eq!(answer["total"], then["total"], "{on} on {map}");
            let rows = answer["rows"].as_array().unwrap();
            let sum =
                |name: &str| -> u64 { rows.iter().map(|row| row[name].as_u64().unwrap()).sum() };
            let total = &answer["total"];
            for name in ["teams", "team_seats", "committees", "committee_seats"] {
                assert_eq!(
                    Some(sum(name)),
                    total[name].as_u64(),
                    "{name} {on} on {map}"
                );
            }
            assert_eq!((sum("teams"), sum("committees")), (525, committees));
        }
    }
}

/// "A page that shows Cần Thơ shows a part of it and must say so": every answer on a map of
/// the city, and none on an earlier one.
#[test]
fn a_part_of_the_city_says_so() {
    let part = "28 trong 103 xã, phường của thành phố Cần Thơ";
    for verb in [
        "coverage", "gaps", "members", "activity", "targets", "figures", "worklist",
    ] {
        let on_map = |map: &str| text(&[verb, "--on=2025-06-30", "--map", map]);
        assert!(on_map("2025-07-01").contains(part), "{verb}");
        assert!(!on_map("then").contains(part), "{verb}");
    }
    assert!(text(&["units", "at", "2025-07-01"]).contains(part));
    let english = text(&["members", "--on=2025-07-01", "--lang=en"]);
    assert!(english.contains("28 of the 103 communes"), "{english}");
    let rows = noidai(&["members", "--on=2025-07-01", "--format=csv"]);
    assert!(String::from_utf8(rows.stderr).unwrap().contains(part));
    assert!(!String::from_utf8(rows.stdout).unwrap().contains(part));
}

/// A page draws what came from where; a terminal has the same in words.
#[test]
fn a_page_draws_the_lineage() {
    let page = folder("lineage.html");
    let file = page.to_str().unwrap();
    text(&[
        "units",
        "lineage",
        "31441",
        "--on=2025-07-01",
        "--html",
        file,
    ]);
    let drawn = fs::read_to_string(&page).unwrap();
    assert!(drawn.contains("<svg class=\"flow\""), "{drawn}");
    for end in ["Thị trấn Nàng Mau · 31441", "Xã Vị Thủy · 31441"] {
        assert!(drawn.contains(&format!("{end}</text>")), "{end}");
    }
}

/// A table is told first, then recorded whole, and comes back.
#[test]
fn a_reform_is_told_and_recorded() {
    let folder = folder("reform");
    text(&["generate", folder.to_str().unwrap()]);
    // The demonstration's folder without the reform of its communes.
    let recorded = fs::read_to_string(folder.join("reforms.jsonl")).unwrap();
    let city = recorded
        .lines()
        .find(|line| line.contains("202/2025/QH15"))
        .unwrap();
    fs::write(folder.join("reforms.jsonl"), format!("{city}\n")).unwrap();
    let table = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../demonstration/data/hau_giang_succession.csv"
    );
    let dir = folder.to_str().unwrap();
    let terms = ["--on", "2025-07-01", "--under", "92"];
    let mut preview = vec!["reform", "preview", table, dir];
    preview.extend(terms);
    // One target for every commune, and one that asks more of itself.
    let targets = "unit,level,rule,share,from,due\n93,commune,household-app,70%,2025-01-01,2025-12-31\n\
                   31318,,household-app,90%,2025-01-01,2025-12-31\n";
    fs::write(folder.join("targets.csv"), targets).unwrap();
    let told = text(&preview);
    for said in [
        "75 chỉ tiêu liên quan",
        "27 chỉ tiêu chuyển sang đơn vị mới",
        "Không còn chỉ tiêu",
        "90,0%",
        "các đơn vị cũ có tỷ lệ",
        "Không có gì bị bỏ sót",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let english = text(&[&["--lang", "en"], preview.as_slice()].concat());
    for said in [
        "75 targets touched",
        "27 targets stand on a new unit",
        "Left without a target",
        "90.0%",
    ] {
        assert!(english.contains(said), "{said}: {english}");
    }
    let rows = text(&[preview.as_slice(), &["--format", "csv"]].concat());
    assert!(rows.starts_with("from,"), "{rows}");
    let sums = rows.lines().skip(1).fold((0, 0), |sums, row| {
        let mut last = row.rsplit(',').map(|cell| cell.parse::<u64>().unwrap());
        let standing = last.next().unwrap();
        (sums.0 + last.next().unwrap(), sums.1 + standing)
    });
    assert_eq!(sums, (75, 72));
    fs::remove_file(folder.join("targets.csv")).unwrap();
    assert!(!folder.join("reforms-2025-07-01.jsonl").exists());
    let mut apply = vec!["reform", "apply", table, dir, "--act", "1668/NQ-UBTVQH15"];
    apply.extend(terms);
    text(&apply);
    assert!(folder.join("reforms-2025-07-01.jsonl").exists());
    let asked = |input: &[&str]| {
        let mut arguments = vec!["coverage"];
        arguments.extend(input);
        arguments.extend([
            "--on",
            "2025-07-15",
            "--by",
            "commune,hamlet",
            "--format",
            "csv",
        ]);
        text(&arguments)
    };
    assert_eq!(asked(&[dir]), asked(&[]));
    // Once more contradicts what is there: nothing is recorded.
    let output = noidai(&apply);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.join("reforms-2025-07-01-2.jsonl").exists());
}

/// A code of another day, a code with its name, a removed district and a hamlet have a
/// lineage; a hamlet's commune stands beside it; no verb answers for another day.
#[test]
fn what_became_of_any_unit() {
    let found = text(&["units", "find", "31447 Xã Vị Thuỷ", "--on", "2025-06-30"]);
    assert!(found.contains("Xã Vị Thủy · 31447"), "{found}");
    assert!(found.contains("Xã Vĩnh Thuận Đông"), "{found}");
    let later = text(&["units", "lineage", "31447", "--on", "2025-07-15"]);
    assert!(
        later.contains("Ngày này không có đơn vị nào mang mã hoặc tên đó"),
        "{later}"
    );
    assert!(
        later.contains("nhập nguyên vẹn vào Xã Vĩnh Thuận Đông"),
        "{later}"
    );
    let district = text(&["units", "lineage", "935", "--on", "2025-06-30"]);
    assert!(
        district.contains("1/7/2025: chấm dứt; các đơn vị trực thuộc chuyển về Thành phố Cần Thơ (92) · 202/2025/QH15"),
        "{district}"
    );
    let hamlets = text(&["units", "find", "Ấp 1", "--on", "2025-06-30"]);
    assert!(hamlets.contains(" · thuộc Xã "), "{hamlets}");
    let said = hamlets
        .lines()
        .find(|line| line.contains(" · thuộc Xã "))
        .unwrap();
    let hamlet = said.split_whitespace().next().unwrap();
    let moved = text(&["units", "lineage", hamlet, "--on", "2025-06-30"]);
    assert!(moved.contains("1/7/2025: thuộc "), "{moved}");
    assert!(moved.contains("trước đó thuộc "), "{moved}");
    for asked in [&["units", "check"][..], &["units", "find", "31441"]] {
        let said = text(asked);
        assert!(said.contains("31/7/2025"), "{said}");
    }
}

/// "Unit by id, or by the code of the map's day", in each verb that takes one.
#[test]
fn a_code_names_the_unit_of_the_maps_day() {
    let json = |arguments: &[&str]| -> serde_json::Value {
        let said = text(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&said).unwrap()
    };
    for verb in ["coverage", "gaps"] {
        let answer = json(&[verb, "--where", "31441"]);
        assert_eq!(answer["unit"], "31441@2025-07-01", "{verb}");
        let answer = json(&[verb, "--where", "31441", "--on", "2025-06-30"]);
        assert_eq!(answer["unit"], "31441", "{verb}");
        let refused = noidai(&[verb, "--where", "31447"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2));
        assert!(said.contains("đã chấm dứt từ ngày 2025-07-01"), "{said}");
    }
    let answer = json(&["explain", "31441"]);
    assert_eq!(answer["id"], "31441@2025-07-01");
    // Rows below stand on the map asked for: the old commune is a part of the new.
    let said = text(&["explain", "31441", "--on=2025-06-30", "--map=now"]);
    assert!(said.contains("(bản đồ ngày 31/7/2025)"), "{said}");
    assert!(said.contains(" Xã Vị Thủy "), "{said}");
}

/// Of places alone it is not known how many households went where, and not said.
#[test]
fn households_nobody_counted_are_not_zero() {
    let folder = folder("places-alone");
    text(&["generate", folder.to_str().unwrap()]);
    let other = folder.join("alone");
    fs::create_dir_all(&other).unwrap();
    for file in ["units.csv", "committees.csv", "reforms.jsonl"] {
        fs::copy(folder.join(file), other.join(file)).unwrap();
    }
    let dir = other.to_str().unwrap();
    let said = text(&["units", "lineage", "31441", dir, "--on=2025-07-01"]);
    assert!(said.contains("từ toàn bộ Xã Vị Thắng"), "{said}");
    assert!(!said.contains(" hộ"), "{said}");
}

/// A unit above that is not there is told once, not at each row that it opens.
#[test]
fn an_unknown_unit_above_is_told_once() {
    let table = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../demonstration/data/hau_giang_succession.csv"
    );
    let asked = [
        "reform",
        "preview",
        table,
        "--on=2026-01-01",
        "--under=nope",
    ];
    let folder = folder("under");
    text(&["generate", folder.to_str().unwrap()]);
    fs::remove_file(folder.join("reforms.jsonl")).unwrap();
    let refused = noidai(&[&asked[..], &[folder.to_str().unwrap()]].concat());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(said.matches("nope").count(), 1, "{said}");
    assert!(
        said.contains("không có đơn vị nào mang mã hoặc mã định danh nope"),
        "{said}"
    );
}

/// What is wrong with a document is said before anything is recorded.
#[test]
fn a_reform_that_cannot_be_recorded() {
    let folder = folder("reform-refused");
    text(&["generate", folder.to_str().unwrap()]);
    let dir = folder.to_str().unwrap();
    let files = || fs::read_dir(&folder).unwrap().count();
    let document = folder.with_extension("json");
    let file = document.to_str().unwrap();
    let said = |reform: &str, further: &[&str]| {
        fs::write(&document, reform).unwrap();
        let before = files();
        let mut asked = vec!["reform", "apply", file, dir];
        asked.extend(further);
        let output = noidai(&asked);
        assert_eq!(output.status.code(), Some(1), "{reform}");
        assert_eq!(files(), before);
        String::from_utf8(output.stderr).unwrap()
    };
    let one = r#"{"day":"2025-06-15","act":"9/NQ","succeed":[{"from":"31318","into":"31321"}]}"#;
    // An earlier one that the recorded reform of 1 July would contradict.
    assert!(said(one, &[]).contains("1668/NQ-UBTVQH15 (2025-07-01)"));
    assert!(said(one, &["--on", "2025-07-01"]).contains("/day"));
    assert!(said(one, &["--act", "8/NQ"]).contains("/act"));
    let empty = r#"{"day":"2025-06-15","act":"9/NQ"}"#;
    assert!(said(empty, &[]).contains("không thay đổi gì"));
    let opening = r#"{"day":"2025-07-02","act":"9/NQ","open":[{"unit":"x","name":"Xã X","level":"commune","parent":"92"}]}"#;
    assert!(said(opening, &["--under", "93"]).contains("/open/0/parent"));
    // One that leaves it alone is recorded, and the folder opens.
    let sound = r#"{"day":"2025-06-15","act":"9/NQ","rename":[{"unit":"31318","name":"Phường Một","kind":"Phường"}]}"#;
    fs::write(&document, sound).unwrap();
    text(&["reform", "apply", file, dir, "--on", "2025-06-15"]);
    let found = text(&[
        "units",
        "find",
        "31318",
        dir,
        "--on",
        "2025-06-20",
        "--format",
        "csv",
    ]);
    assert!(found.contains("Phường Một"), "{found}");
}
