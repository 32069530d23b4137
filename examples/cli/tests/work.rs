//! The office's month in a village of three households: every count worked out by hand.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const TABLES: [(&str, &str); 13] = [
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
    ] {
        let output = noidai(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains(&format!(": {expected}: ")), "{errors}");
    }
}
