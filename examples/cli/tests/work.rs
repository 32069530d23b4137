//! The office's month in a village of three households: every count worked out by hand.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const TABLES: [(&str, &str); 15] = [
    (
        "units.csv",
        "id,code,name,kind,level,parent\n\
         93,93,Tỉnh Hậu Giang,Tỉnh,province,\n\
         935,935,Huyện Vị Thủy,Huyện,district,93\n\
         31441,31441,Thị trấn Nàng Mau,Thị trấn,commune,935\n\
         31441/1,,Ấp 1,Ấp,hamlet,31441\n\
         31441/2,,Ấp 2,Ấp,hamlet,31441\n",
    ),
    (
        "people.csv",
        "id,name,birth\n\
         p1,Nguyễn Thị Bé,1967\np2,Trần Văn Út,1990\n\
         p3,Lê Thị Hoa,1975\np4,Phạm Văn Tư,1980\np5,Võ Thị Năm,1959\n",
    ),
    (
        "households.csv",
        "id,unit,head,lane\nh1,31441/1,p3,Ngõ 3\nh2,31441/1,p4,Ngõ 3\nh3,31441/2,p5,Ngõ 5\n",
    ),
    (
        "residences.csv",
        "person,household,kind\np3,h1,permanent\np4,h2,permanent\np5,h3,permanent\n",
    ),
    (
        "teams.csv",
        "id,unit,name\nto-1,31441/1,Tổ công nghệ số cộng đồng Ấp 1\n",
    ),
    (
        "members.csv",
        "person,team,role,force\np1,to-1,head,hamlet-head\np2,to-1,member,youth-union\n",
    ),
    (
        "activities.csv",
        "id,day,part,kind,team,plan,counted\n\
         hd-0,2025-05-05,evening,home-visit,to-1,103/KH-UBND,\n\
         hd-1,2025-06-10,evening,home-visit,to-1,103/KH-UBND,\n\
         hd-2,2025-06-10,evening,class,to-1,103/KH-UBND,12\n\
         hd-3,2025-06-11,daytime,market,to-1,,\n",
    ),
    (
        "attendance.csv",
        "activity,person\nhd-0,p1\nhd-1,p1\nhd-1,p2\nhd-2,p1\nhd-3,p2\nhd-3,p4\n",
    ),
    (
        "visits.csv",
        "activity,household,outcome,next\n\
         hd-0,h1,met,\nhd-1,h1,met,2025-06-20\nhd-1,h2,nobody-home,\n",
    ),
    (
        "guided.csv",
        "activity,person,skill\nhd-1,p3,online-payment\n",
    ),
    (
        "setups.csv",
        "person,platform,state,day,activity\n\
         p3,vneid,activated,2025-06-10,hd-1\np5,vneid,activated,2025-06-10,\n",
    ),
    (
        "assessments.csv",
        "person,skill,level,day\n\
         p3,public-services,fluent,2025-06-01\np3,online-shopping,fluent,2025-06-01\n\
         p3,online-payment,can do it,2025-06-01\np3,online-safety,fluent,2025-06-01\n\
         p3,local-platforms,fluent,2025-06-01\n",
    ),
    (
        "targets.csv",
        "unit,level,rule,share,from,due,baseline,baseline_day,assumed,source\n\
         93,,household-app,50%,2025-01-01,2025-06-15,,,x,103/KH-UBND\n\
         93,commune,ministry-household,70%,2025-01-01,2025-12-31,20%,2025-01-01,,14/KH-UBND\n\
         93,,my-rule,70%,2025-01-01,2025-12-31,,,,14/KH-UBND\n",
    ),
    (
        "figures.csv",
        "figure,unit,from,until,edition,count,points,out_of,rank,among,source\n\
         dti,93,2022-01-01,2023-01-01,DTI 2022,,,,17,63,Báo Hậu Giang\n\
         dti,93,2023-01-01,2024-01-01,DTI 2024,,,,20,63,Báo Hậu Giang\n\
         par-index,93,2022-01-01,2023-01-01,PAR INDEX,,,,20,63,Báo Hậu Giang\n\
         par-index,93,2023-01-01,2024-01-01,PAR INDEX,,,,19,63,Báo Hậu Giang\n\
         par-index,93,2023-01-01,2024-01-01,PAR INDEX,,\"88,02\",100,,,Báo Hậu Giang\n\
         population,93,2019-04-01,2020-04-01,,391,,,,,Tổng điều tra 2019\n",
    ),
    (
        "problems.csv",
        "activity,person,problem,passed_to\n\
         hd-2,,VNeID chưa kích hoạt được,Công an xã\nhd-2,p3,mất sóng,\n",
    ),
];

fn village(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, text) in TABLES {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn noidai(arguments: &[&str]) -> Output {
    let command = &mut Command::new(env!("CARGO_BIN_EXE_noidai"));
    command.args(arguments).output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = noidai(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The rows of an answer in CSV, each by the names of its columns.
fn rows(arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let text = said(&[arguments, &["--format", "csv"]].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn only(mut rows: Vec<BTreeMap<String, String>>) -> BTreeMap<String, String> {
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

/// Two evening activities of one person under one plan are one unit; who is not in the
/// team is counted apart; a household is reached once; who opens the door a second time
/// is a return visit.
#[test]
fn june_of_the_village_is_counted() {
    let village = village("june");
    let folder = village.to_str().unwrap();
    let asked = ["activity", folder, "--on=2025-06-30", "--by=commune"];
    let row = only(rows(&asked));
    let count = |name: &str| row[name].as_str();
    assert_eq!((count("unit"), count("activities")), ("31441", "3"));
    assert_eq!(
        (count("households_reached"), count("nobody_home")),
        ("1", "1")
    );
    assert_eq!((count("first_visits"), count("return_visits")), ("0", "1"));
    assert_eq!(
        (count("people_counted"), count("people_guided")),
        ("12", "1")
    );
    // p1 and p2 in the evening of the 10th, p2 by day of the 11th; p4 is no member.
    assert_eq!(
        (count("paid_units"), count("paid_units_outside")),
        ("3", "1")
    );
    assert_eq!(count("paid"), "none=1; 103/KH-UBND=2");
    assert_eq!((count("problems"), count("problems_passed_on")), ("2", "1"));
    assert_eq!(count("guided"), "basic-skills/online-payment=1");
    // That of p5 was in no activity.
    assert_eq!(count("set_ups"), "vneid=1");

    let of_kind = rows(&[&asked[..], &["--stratify=kind"]].concat());
    let kinds: Vec<_> = of_kind.iter().map(|row| row["stratum"].as_str()).collect();
    assert_eq!(kinds, ["class", "home-visit", "market"]);
    // From 15 May to 14 June: hd-0 is in the period before.
    let month = rows(&[
        "activity",
        folder,
        "--on=2025-06-14",
        "--period=month:15",
        "--by=commune",
    ]);
    assert_eq!(only(month)["activities"], "3");
    let may = rows(&["activity", folder, "--on=2025-05-31", "--by=commune"]);
    assert_eq!(
        (
            may[0]["activities"].as_str(),
            may[0]["first_visits"].as_str()
        ),
        ("1", "1")
    );

    let report = said(&[&asked[..], &["--stratify=member"]].concat());
    for expected in ["Nguyễn Thị", "thanh toán trực tuyến", "3 công", "mỗi hộ"] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    assert!(said(&[&asked[..], &["--lang=en"]].concat()).contains("paid units: 3"));
    let july = said(&["activity", folder, "--on=2025-07-31"]);
    assert!(
        july.contains("Không có hoạt động nào được ghi nhận"),
        "{july}"
    );
}

/// Nobody home is no visit; a return that is due stands before what has never been asked
/// only where nobody was met before.
#[test]
fn the_worklist_says_whom_why_and_with_what() {
    let village = village("worklist");
    let folder = village.to_str().unwrap();
    let list = rows(&["worklist", folder, "--on=2025-06-30"]);
    let told =
        |column: &str| -> Vec<String> { list.iter().map(|row| row[column].clone()).collect() };
    assert_eq!(told("household"), ["h2", "h3", "h1"]);
    assert_eq!(
        told("reasons"),
        [
            "never_visited; not_assessed",
            "never_visited; not_assessed",
            "return_due; one_step_short"
        ]
    );
    assert_eq!(told("due"), ["", "", "2025-06-20"]);
    assert_eq!(told("last_outcome"), ["nobody-home", "", "met"]);
    assert_eq!(list[2]["what"], "raise p3 online-payment fluent");
    let of_team = rows(&["worklist", folder, "--on=2025-06-30", "--team=to-1"]);
    assert_eq!(of_team.len(), 2);
    let of_lane = rows(&["worklist", folder, "--on=2025-06-30", "--lane=ngo 5"]);
    assert_eq!(only(of_lane)["household"], "h3");
    // Before the day that was set, the return is not due.
    let early = rows(&["worklist", folder, "--on=2025-06-15", "--member=p1"]);
    assert_eq!(early[1]["reasons"], "one_step_short");
    let report = said(&["worklist", folder, "--on=2025-06-30", "--team=to-1"]);
    for expected in [
        "Tổ công nghệ số cộng đồng Ấp 1",
        "đến hẹn trở lại (20/6/2025)",
        "Ngõ 3",
    ] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
}

/// h1 was not assessed in May and is not covered in June, since p3 lacks one skill: the
/// causes add up to the difference, for every count.
#[test]
fn causes_add_up_to_the_difference() {
    let village = village("change");
    let folder = village.to_str().unwrap();
    let asked = ["change", folder, "--to=2025-06-30", "--by=commune"];
    let counts = rows(&asked);
    let number = |row: &BTreeMap<String, String>, name: &str| row[name].parse::<i64>().unwrap();
    let known = ["row", "unit", "code", "name", "level", "count"];
    let sums = ["before", "after", "entered", "left"];
    for row in &counts {
        let causes = row.keys().filter(|name| !known.contains(&name.as_str()));
        let causes = causes.filter(|name| !sums.contains(&name.as_str()));
        let sum: i64 = causes.map(|cause| number(row, cause)).sum();
        let difference = number(row, "after") - number(row, "before");
        assert_eq!(
            (sum, number(row, "entered") - number(row, "left")),
            (difference, difference)
        );
    }
    let of = |count: &str| counts.iter().find(|row| row["count"] == count).unwrap();
    assert_eq!(
        (
            of("not_covered")["before"].as_str(),
            of("not_covered")["after"].as_str()
        ),
        ("0", "1")
    );
    assert_eq!(of("not_assessed")["newly_assessed"], "-1");

    let who = only(rows(&[&asked[..], &["--subjects=9"]].concat()));
    let told = ["subject", "from", "to", "cause", "on", "person"].map(|name| who[name].as_str());
    let expected = [
        "h1",
        "not_assessed",
        "not_covered",
        "newly_assessed",
        "2025-06-01",
        "p3",
    ];
    assert_eq!(told, expected);
    let report = said(&[&asked[..], &["--subjects=9"]].concat());
    for expected in [
        "31/5/2025 → 30/6/2025",
        "mới được đánh giá (Lê Thị Hoa)",
        "−1",
    ] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    // The day before the quarter began, and a day that is named.
    for (period, from) in [
        ("--period=quarter", "2025-03-31"),
        ("--from=2025-06-09", "2025-06-09"),
    ] {
        let json = said(&[&asked[..], &[period, "--format=json"]].concat());
        let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (answer["from"]["day"].as_str(), answer["map"].as_str()),
            (Some(from), Some("2025-06-30"))
        );
    }
}

/// 70 % of three households are three. The line from 20 % on 1 January to 70 % on 31
/// December is at 20 + 50 × 180/364 = 44.7 % on 30 June: two of three households.
#[test]
fn targets_are_judged_with_their_line() {
    let village = village("targets");
    let folder = village.to_str().unwrap();
    let asked = ["targets", folder, "--on=2025-06-30"];
    let targets = rows(&asked);
    let of = |rule: &str| targets.iter().find(|row| row["rule"] == rule).unwrap();
    let own = of("ministry-household");
    let told = [
        "unit",
        "outcome",
        "behind",
        "course_share",
        "course_outcome",
        "course_behind",
    ];
    let expected = ["31441", "missed", "3", "447252", "undecided", "2"];
    assert_eq!(told.map(|name| own[name].as_str()), expected);
    let due = of("household-app");
    assert_eq!(
        (due["judged_on"].as_str(), due["assumed"].as_str()),
        ("2025-06-15", "true")
    );
    let report = said(&asked);
    for expected in [
        "Nguồn không nêu cách tính",
        "44,7%",
        "1 chỉ tiêu theo quy tắc my-rule",
    ] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    assert_eq!(
        rows(&["targets", folder, "--on=2025-06-30", "--by=commune"]).len(),
        1
    );
}

/// How things stand in a period is how they stand on its last day; while it runs, on the
/// last day of the data.
#[test]
fn the_state_of_a_period_is_that_of_its_last_day() {
    let village = village("periods");
    let folder = village.to_str().unwrap();
    for verb in ["worklist", "targets", "members", "gaps", "coverage"] {
        let asked = |more: &[&str]| said(&[&[verb, folder, "--format=csv"], more].concat());
        let may = asked(&["--on=2025-05-03", "--period=month"]);
        assert_eq!(may, asked(&["--on=2025-05-31"]), "{verb}");
        // The data end on 11 June.
        let june = asked(&["--on=2025-06-01", "--period=month"]);
        assert_eq!(june, asked(&["--on=2025-06-11"]), "{verb}");
    }
    let said = noidai(&[
        "targets",
        folder,
        "--on=2025-05-03",
        "--period=quarter",
        "--format=csv",
    ]);
    assert_eq!(String::from_utf8_lossy(&said.stderr), "--on 2025-06-11\n");
}

/// Of another edition nothing is compared: asking is refused. Two members among 391
/// inhabitants are 0.51 by 100.
#[test]
fn figures_of_one_edition_are_compared() {
    let village = village("figures");
    let folder = village.to_str().unwrap();
    let all = rows(&["figures", folder, "--on=2025-06-30"]);
    let of = |name: &str, form: &str, from: &str| {
        let fits = |row: &&BTreeMap<String, String>| {
            row["figure"] == name && row["form"] == form && row["from"] == from
        };
        all.iter().find(fits).unwrap()
    };
    let rank = of("par-index", "rank", "2023-01-01");
    assert_eq!(
        (rank["rank"].as_str(), rank["change"].as_str()),
        ("19", "1")
    );
    assert_eq!(of("par-index", "score", "2023-01-01")["points"], "88020");
    assert_eq!(of("dti", "rank", "2023-01-01")["change"], "");
    // Each figure is one of the period that its own ends in.
    let of_year = |year: &str| {
        let on = format!("--on={year}-06-30");
        rows(&["figures", folder, &on, "--period=year"])
    };
    let own = |rows: &[BTreeMap<String, String>]| {
        let own = rows.iter().filter(|row| row["form"] != "members");
        own.map(|row| row["figure"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(own(&of_year("2022")), ["dti", "par-index"]);
    assert_eq!(own(&of_year("2023")), ["dti", "par-index", "par-index"]);
    assert_eq!(own(&of_year("2024")), [""; 0]);
    let report = said(&["figures", folder, "--on=2025-06-30"]);
    for expected in ["88,02 trên 100", "tăng 1", "0,51", "năm 2022"] {
        assert!(report.contains(expected), "{expected}: {report}");
    }
    let days = "--compare=2022-12-31,2023-12-31";
    let par = [
        "figures",
        folder,
        "--figure=par-index",
        "--form=rank",
        "--where=93",
        days,
    ];
    assert!(said(&par).contains("hạng 20 trên 63 → hạng 19 trên 63 (tăng 1)"));
    let dti = [
        "figures",
        folder,
        "--figure=dti",
        "--form=rank",
        "--where=93",
        days,
    ];
    let output = noidai(&dti);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    for expected in ["--compare", "DTI 2022", "DTI 2024"] {
        assert!(errors.contains(expected), "{expected}: {errors}");
    }
}

#[test]
fn faults_of_these_questions_name_their_option() {
    let village = village("faults-of-work");
    let folder = village.to_str().unwrap();
    for (arguments, expected) in [
        (["activity", folder, "--period=week"], "--period"),
        (["activity", folder, "--stratify=lane"], "--stratify"),
        (["activity", folder, "--by=no-such-level"], "--by"),
        (["worklist", folder, "--team=no-such-team"], "--team"),
        (["worklist", folder, "--member=no-such-person"], "--member"),
        (["worklist", folder, "--rule=team-complete"], "--rule"),
        (["change", folder, "--to=2025-02-30"], "--to"),
        (["change", folder, "--from=2030-01-01"], "--to"),
        (["change", folder, "--map=no-such-map"], "--map"),
        (["change", folder, "--period=week"], "--period"),
        (["targets", folder, "--by=no-such-level"], "--by"),
        (["targets", folder, "--period=month:29"], "--period"),
        (["worklist", folder, "--period=week"], "--period"),
        (["figures", folder, "--period=week"], "--period"),
        (["figures", folder, "--where=no-such-unit"], "--where"),
    ] {
        let output = noidai(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains(&format!(": {expected}: ")), "{errors}");
    }
}
