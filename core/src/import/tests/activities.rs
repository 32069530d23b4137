//! Activities: what is refused between their rows, and what is only told.

use super::*;

const TABLES: [(&str, &str); 5] = [
    ("units.csv", UNITS),
    ("people.csv", "id,died\np1,\np2,2025-03-01\np3,\n"),
    ("households.csv", "id,unit\nh1,31441\n"),
    ("teams.csv", "id,unit,name\nt1,31441,Tổ 1\n"),
    (
        "members.csv",
        "person,team,role,from,until\np1,t1,head,,2025-09-01\n",
    ),
];
const ACTIVITY: (&str, &str) = (
    "activities.csv",
    "Mã hoạt động,Ngày,Buổi,Loại hoạt động,Tổ,Số kế hoạch\nhd1,15/8/2025,buổi tối,đến nhà,t1,103/KH-UBND\n",
);

fn all<'t>(more: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t [u8])> {
    let own = TABLES.iter().chain([&ACTIVITY]);
    let own = own.filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let files = own.chain(more);
    files.map(|(name, text)| (*name, text.as_bytes())).collect()
}

fn refused(more: &[(&str, &str)]) -> Vec<(String, String)> {
    let faults = match run(&all(more)) {
        Ok(imported) => imported.open().unwrap_err(),
        Err(faults) => faults,
    };
    let said = faults.first.iter();
    said.map(|error| {
        let message = |language| error.message(language);
        (message(Language::English), message(Language::Vietnamese))
    })
    .collect()
}

fn check(more: &[(&str, &str)], expected: &[(&str, &str)]) {
    let found = refused(more);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_activities_of_one_id() {
    check(
        &[(
            "activities.csv",
            "id,day,kind\nhd1,2025-08-15,class\nhd1,2025-08-16,class\n",
        )],
        &[
            (
                "activities.csv, row 2, column id: hd1 stands twice with different content",
                "activities.csv, dòng 2, cột id: hd1 xuất hiện hai lần với nội dung khác nhau",
            ),
            (
                "activities.csv, row 3, column id: hd1 stands twice with different content",
                "activities.csv, dòng 3, cột id: hd1 xuất hiện hai lần với nội dung khác nhau",
            ),
        ],
    );
}

#[test]
fn a_household_is_visited_once_in_an_activity() {
    let rows = "activity,household,outcome\nhd1,h1,met\nhd1,h1,refused\n";
    let faults = refused(&[("visits.csv", rows)]);
    let first = "visits.csv, row 2, column outcome: h1 stands twice with different content";
    assert_eq!((faults.len(), faults[0].0.as_str()), (2, first));
}

#[test]
fn what_refers_to_nothing() {
    check(
        &[("attendance.csv", "activity,person\nhd9,p1\n")],
        &[(
            "attendance.csv, row 2, column activity: hd9 refers to no activity",
            "attendance.csv, dòng 2, cột activity: hd9 không trỏ tới hoạt động nào",
        )],
    );
    check(
        &[("visits.csv", "activity,household\nhd1,h9\n")],
        &[(
            "visits.csv, row 2, column household: h9 refers to no household",
            "visits.csv, dòng 2, cột household: h9 không trỏ tới hộ nào",
        )],
    );
}

#[test]
fn a_set_up_in_an_activity_is_of_its_day() {
    check(
        &[(
            "setups.csv",
            "person,platform,state,day,activity\np3,vneid,installed,2025-08-14,hd1\n",
        )],
        &[(
            "setups.csv, row 2, column activity: nothing of vneid was recorded on the day of the activity (2025-08-15)",
            "setups.csv, dòng 2, cột activity: không có dữ liệu về vneid vào đúng ngày của hoạt động (2025-08-15)",
        )],
    );
    let same = "person,skill,level,day,activity\np3,online-payment,fluent,2025-08-15,hd1\n";
    let opened = run(&all(&[("assessments.csv", same)])).unwrap().open();
    assert_eq!(opened.unwrap().note_count, 0);
}

#[test]
fn nobody_is_met_after_death_and_nobody_comes_again_before_coming() {
    check(
        &[("met.csv", "activity,person,told\nhd1,p2,\n")],
        &[(
            "met.csv, row 2, column person: a fact of 2025-08-15 lies after the person's death (2025-03-01)",
            "met.csv, dòng 2, cột person: dữ liệu ngày 2025-08-15 nằm sau ngày mất (2025-03-01)",
        )],
    );
    check(
        &[(
            "visits.csv",
            "activity,household,outcome,next\nhd1,h1,không có ai ở nhà,15/8/2025\n",
        )],
        &[(
            "visits.csv, row 2, column next: the next visit is set for 2025-08-15, not after the visit itself (2025-08-15)",
            "visits.csv, dòng 2, cột next: lần đến tiếp theo ghi ngày 2025-08-15, không sau chính lần đến này (2025-08-15)",
        )],
    );
}

#[test]
fn words_that_are_none() {
    check(
        &[(
            "activities.csv",
            "id,day,part,kind,counted\nhd1,2025-08-15,trưa,class,nhiều\n",
        )],
        &[
            (
                "activities.csv, row 2, column part: trưa is not one of daytime, evening",
                "activities.csv, dòng 2, cột part: trưa không thuộc daytime, evening",
            ),
            (
                "activities.csv, row 2, column counted: nhiều is not a whole number",
                "activities.csv, dòng 2, cột counted: nhiều không phải số nguyên",
            ),
        ],
    );
}

#[test]
fn attendance_from_outside_the_team_is_told_and_kept() {
    let rows = "activity,person\nhd1,p1\nhd1,p3\n";
    let opened = run(&all(&[("attendance.csv", rows)])).unwrap().open();
    let opened = opened.unwrap();
    let said: Vec<String> = opened
        .notes
        .iter()
        .map(|note| note.message(Language::Vietnamese))
        .collect();
    let expected = "attendance.csv, dòng 3, cột person: ngày đó p3 không thuộc tổ t1; vẫn giữ lượt tham gia này và tính riêng";
    assert_eq!(said, [expected]);
    let activity = opened.registry.activity_ids().find("hd1").unwrap();
    assert_eq!(opened.registry.done_in(activity).len(), 2);
    // On the day on which the seat has ended, its holder is outside too.
    let later = "id,day,kind,team\nhd1,2025-09-01,class,t1\n";
    let files = all(&[("attendance.csv", rows), ("activities.csv", later)]);
    let opened = run(&files).unwrap().open();
    assert_eq!(opened.unwrap().note_count, 2);
}
