//! What contradicts itself between rows, each placed where it stands.

use super::*;

const PEOPLE: &[u8] = b"id,died\np1,\np2,2025-03-01\n";
const HOUSEHOLDS: &[u8] = b"id,unit\nh1,31441\nh2,31441\n";

/// The faults between rows, each in both languages.
fn contradictions(file: &str, text: &str) -> Vec<(String, String)> {
    let mut files = vec![
        ("units.csv", UNITS.as_bytes()),
        ("people.csv", PEOPLE),
        ("households.csv", HOUSEHOLDS),
    ];
    files.retain(|(name, _)| *name != file);
    files.push((file, text.as_bytes()));
    let faults = run(&files).unwrap().open().unwrap_err();
    let said = faults.first.iter();
    said.map(|error| {
        let message = |language| error.message(language);
        (message(Language::English), message(Language::Vietnamese))
    })
    .collect()
}

fn check(file: &str, text: &str, expected: &[(&str, &str)]) {
    let found = contradictions(file, text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected);
}

#[test]
fn an_id_that_refers_to_nothing() {
    check(
        "residences.csv",
        "person,household,kind\np1,h9,permanent\n",
        &[(
            "residences.csv, row 2, column household: h9 refers to no household",
            "residences.csv, dòng 2, cột household: h9 không trỏ tới hộ nào",
        )],
    );
    check(
        "members.csv",
        "person,team,role\np1,t9,head\n",
        &[(
            "members.csv, row 2, column team: t9 refers to no team",
            "members.csv, dòng 2, cột team: t9 không trỏ tới tổ nào",
        )],
    );
}

#[test]
fn an_id_that_stands_twice() {
    let english =
        |row| format!("people.csv, row {row}, column id: p1 stands twice with different content");
    let vietnamese = |row| {
        format!("people.csv, dòng {row}, cột id: p1 xuất hiện hai lần với nội dung khác nhau")
    };
    check(
        "people.csv",
        "id,sex\np1,nam\np1,nữ\np2,nam\np2,nam\n",
        &[
            (&*english(2), &*vietnamese(2)),
            (&*english(3), &*vietnamese(3)),
        ],
    );
}

#[test]
fn two_residences_of_one_sort_at_once() {
    let english = |row| {
        format!(
            "residences.csv, row {row}, column from: two permanent residences at once, from 2025-01-01"
        )
    };
    let vietnamese = |row| {
        format!(
            "residences.csv, dòng {row}, cột from: hai nơi thường trú cùng lúc, từ ngày 2025-01-01"
        )
    };
    check(
        "residences.csv",
        "person,household,kind,from\np1,h1,permanent,\np1,h2,permanent,2025-01-01\np1,h2,temporary,\n",
        &[
            (&*english(2), &*vietnamese(2)),
            (&*english(3), &*vietnamese(3)),
        ],
    );
}

#[test]
fn facts_after_a_death() {
    check(
        "assessments.csv",
        "person,skill,level,day\np2,online-payment,1,2025-02-28\np2,online-safety,1,2/3/2025\n",
        &[(
            "assessments.csv, row 3, column day: a fact of 2025-03-02 lies after the person's death (2025-03-01)",
            "assessments.csv, dòng 3, cột day: dữ liệu ngày 2025-03-02 nằm sau ngày mất (2025-03-01)",
        )],
    );
}

#[test]
fn a_unit_under_itself() {
    let found = contradictions(
        "units.csv",
        "id,code,name,level,parent\na,01,A,province,b\nb,02,B,province,a\n,31441,C,commune,a\n",
    );
    let expected = [
        (
            "units.csv, row 2, column parent: the unit a lies under itself",
            "units.csv, dòng 2, cột parent: đơn vị a nằm dưới chính nó",
        ),
        (
            "units.csv, row 3, column parent: the unit b lies under itself",
            "units.csv, dòng 3, cột parent: đơn vị b nằm dưới chính nó",
        ),
    ];
    for (english, vietnamese) in expected {
        assert!(
            found.contains(&(english.to_owned(), vietnamese.to_owned())),
            "{found:?}"
        );
    }
}

#[test]
fn of_two_columns_of_people_the_one_that_refers_to_nothing() {
    check(
        "assessments.csv",
        "person,skill,level,by\np1,online-payment,1,p9\np8,online-payment,1,p1\n",
        &[
            (
                "assessments.csv, row 2, column by: p9 refers to no person",
                "assessments.csv, dòng 2, cột by: p9 không trỏ tới người nào",
            ),
            (
                "assessments.csv, row 3, column person: p8 refers to no person",
                "assessments.csv, dòng 3, cột person: p8 không trỏ tới người nào",
            ),
        ],
    );
    check(
        "teaching.csv",
        "Tuyên truyền viên,Người học,Kỹ năng\np1,p9,online-payment\n",
        &[(
            "teaching.csv, row 2, column Người học: p9 refers to no person",
            "teaching.csv, dòng 2, cột Người học: p9 không trỏ tới người nào",
        )],
    );
    check(
        "households.csv",
        "id,unit,head\nh1,31441,p9\n",
        &[(
            "households.csv, row 2, column head: p9 refers to no person",
            "households.csv, dòng 2, cột head: p9 không trỏ tới người nào",
        )],
    );
}

/// The same contradiction at two rows of a file.
fn at_both_rows(file: &str, text: &str, column: &str, english: &str, vietnamese: &str) {
    let in_english = |row| format!("{file}, row {row}, column {column}: {english}");
    let in_vietnamese = |row| format!("{file}, dòng {row}, cột {column}: {vietnamese}");
    let expected = [2, 3].map(|row| (in_english(row), in_vietnamese(row)));
    assert_eq!(contradictions(file, text), expected);
}

#[test]
fn two_values_from_one_day() {
    at_both_rows(
        "households.csv",
        "id,unit,since\nh1,31441,2025-02-01\nh1,01234,2025-02-01\n",
        "unit",
        "h1 has two different values from 2025-02-01 on",
        "h1 có hai giá trị khác nhau, cùng từ ngày 2025-02-01",
    );
    at_both_rows(
        "households.csv",
        "id,unit,lane\nh1,31441,Tuyến 1\nh1,31441,Tuyến 2\n",
        "unit",
        "h1 has two different values from the beginning on",
        "h1 có hai giá trị khác nhau, cùng từ ngày đầu",
    );
    at_both_rows(
        "households.csv",
        "id,unit,head\nh1,31441,p1\nh1,31441,p2\nh2,31441,p1\n",
        "head",
        "h1 has two different values from the beginning on",
        "h1 có hai giá trị khác nhau, cùng từ ngày đầu",
    );
}

#[test]
fn one_key_with_different_content() {
    at_both_rows(
        "people.csv",
        "id,died\np1,2025-01-01\np1,2025-01-02\np2,\n",
        "died",
        "p1 stands twice with different content",
        "p1 xuất hiện hai lần với nội dung khác nhau",
    );
    at_both_rows(
        "setups.csv",
        "person,platform,state,day\np1,vneid,installed,2025-01-01\np1,vneid,activated,2025-01-01\n",
        "state",
        "vneid stands twice with different content",
        "vneid xuất hiện hai lần với nội dung khác nhau",
    );
    at_both_rows(
        "flags.csv",
        "household,flag,from,until\nh1,poor,2025-01-01,\nh1,poor,2025-01-01,2026-01-01\n",
        "until",
        "poor stands twice with different content",
        "poor xuất hiện hai lần với nội dung khác nhau",
    );
    at_both_rows(
        "teaching.csv",
        "advocate,day,until\np1,2025-01-01,\np1,2025-01-01,2026-01-01\n",
        "until",
        "p1 stands twice with different content",
        "p1 xuất hiện hai lần với nội dung khác nhau",
    );
}

#[test]
fn nobody_does_anything_after_their_death() {
    let row = |file: &str, text: &str, column: &str| {
        let english = format!(
            "{file}, row 2, column {column}: a fact of 2025-03-02 lies after the person's death (2025-03-01)"
        );
        let vietnamese = format!(
            "{file}, dòng 2, cột {column}: dữ liệu ngày 2025-03-02 nằm sau ngày mất (2025-03-01)"
        );
        check(file, text, &[(&*english, &*vietnamese)]);
    };
    row(
        "flags.csv",
        "person,flag,from\np2,unable,2025-03-02\n",
        "from",
    );
    row(
        "teaching.csv",
        "advocate,learner,skill,day\np2,p1,online-payment,2025-03-02\n",
        "day",
    );
    row(
        "teaching.csv",
        "advocate,learner,skill,day\np1,p2,online-payment,2025-03-02\n",
        "day",
    );
    row("teaching.csv", "advocate,day\np2,2025-03-02\n", "day");
    row(
        "households.csv",
        "id,unit,head,since\nh1,31441,p2,2025-03-02\n",
        "head",
    );
    row(
        "assessments.csv",
        "person,skill,level,day,by\np1,online-payment,1,2025-03-02,p2\n",
        "day",
    );
    row(
        "setups.csv",
        "person,platform,state,day\np2,vneid,activated,2025-03-02\n",
        "day",
    );
    let found = contradictions(
        "members.csv",
        "person,team,role,from\np2,t1,head,2025-03-02\n",
    );
    assert!(
        found[0].0.starts_with(
            "members.csv, row 2, column from: a fact of 2025-03-02 lies after the person's death"
        ) || found[1].0.starts_with(
            "members.csv, row 2, column from: a fact of 2025-03-02 lies after the person's death"
        ),
        "{found:?}"
    );
}

#[test]
fn a_word_of_a_table_is_repeated_by_an_event_and_not_contradicted() {
    let event = |english: &str| {
        format!(
            r#"{{"v":1,"kind":"platform-defined","data":{{"code":"zalo","names":{{"en":"{english}","vi":"Zalo"}}}}}}"#
        )
    };
    let given = |event: &str| {
        run(&[
            ("platforms.csv", b"code,name_vi,name_en\nzalo,Zalo,Zalo\n"),
            ("events.jsonl", event.as_bytes()),
        ])
    };
    assert!(given(&event("Zalo")).is_ok());
    let faults = given(&event("Zalo 2")).unwrap_err();
    let error = &faults.first[0];
    assert_eq!(
        error.message(Language::English),
        "events.jsonl, line 1, /data/code: zalo stands twice with different content"
    );
    assert_eq!(
        error.message(Language::Vietnamese),
        "events.jsonl, dòng 1, /data/code: zalo xuất hiện hai lần với nội dung khác nhau"
    );
}

/// A catalogue's rows are one record: what contradicts is named where it stands.
#[test]
fn a_catalogue_whose_rows_contradict_each_other() {
    let own = |more: &str| {
        let mut text = "catalogue,version,entry,code,name_vi,fluent\n".to_owned();
        for skill in ["s0", "s1", "s2", "s3", "s4"] {
            text += &format!("fw,1,skill,{skill},{skill},\n");
        }
        text += "fw,1,level,none,none,\nfw,1,level,some,some,\nfw,1,level,all,all,yes\n";
        let text = text + more;
        let told = match run(&[("skills.csv", text.as_bytes())]) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.first,
        };
        let message = |language| told.iter().map(|one| one.message(language)).collect();
        let all: (Vec<String>, Vec<String>) =
            (message(Language::English), message(Language::Vietnamese));
        all
    };
    assert_eq!(own("").0, [""; 0]);
    let (english, vietnamese) = own("fw,1,skill,s1,other,\n");
    assert_eq!(
        english,
        [
            "skills.csv, row 3, column code: s1 stands twice with different content",
            "skills.csv, row 10, column code: s1 stands twice with different content",
        ]
    );
    assert_eq!(vietnamese.len(), 2);
    assert!(vietnamese[0].starts_with("skills.csv, dòng 3, cột code: s1 "));
    let (english, _) = own("fw,1,level,most,most,yes\n");
    assert_eq!(
        english,
        [
            "skills.csv, row 9, column fluent: all stands twice with different content",
            "skills.csv, row 10, column fluent: most stands twice with different content",
        ]
    );
    let (english, _) = own("fw,2,level,most,most,\n");
    assert!(english[0].starts_with("skills.csv, row 2, column version: 1 "));
    assert!(english[1].starts_with("skills.csv, row 10, column version: 2 "));
    // One cell that cannot be read is one fault.
    let (english, _) = own("fw,1,thing,x,x,\n");
    assert_eq!(english.len(), 1, "{english:?}");
    assert!(english[0].starts_with("skills.csv, row 10, column entry: thing "));
}

#[test]
fn a_catalogue_without_a_fluent_level() {
    let mut text = "catalogue,entry,code,name_vi\n".to_owned();
    for skill in ["s0", "s1", "s2", "s3", "s4"] {
        text += &format!("fw,skill,{skill},{skill}\n");
    }
    text += "fw,level,none,none\nfw,level,some,some\nfw,level,all,all\n";
    bad(
        "skills.csv",
        text.as_bytes(),
        "skills.csv, row 2: the catalogue is not usable: no fluent level; expected a level of the ladder",
        "skills.csv, dòng 2: danh mục không dùng được: không có mức thành thạo; cần một mức của thang",
    );
}

/// A unit that cannot be used is one fault, and not one more for whatever lies in it.
#[test]
fn what_lies_in_an_unreadable_unit_is_no_fault_of_its_own() {
    let units = "id,name,level,parent,opened\n93,P,province,,31/2/2004\n930,D,district,93,\n931,E,district,999,\nx,C,commune,930,\n";
    let households = "id,unit\nh1,930\nh2,x\nh3,nowhere\n";
    let told = |units: &str| -> Vec<String> {
        let files: [(&str, &[u8]); 2] = [
            ("units.csv", units.as_bytes()),
            ("households.csv", households.as_bytes()),
        ];
        let faults = run(&files).unwrap_err();
        let said = faults.first.iter();
        said.map(|fault| fault.message(Language::English)).collect()
    };
    let found = told(units);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("units.csv, row 2, column opened: 31/2/2004 "));
    assert_eq!(
        found[1],
        "units.csv, row 4, column parent: 999 refers to no unit"
    );
    assert_eq!(
        found[2],
        "households.csv, row 4, column unit: nowhere refers to no unit"
    );
    // The same of a unit that stands twice.
    let found = told("id,name,level\n930,D,district\n930,E,district\nx,C,commune\n");
    assert!(
        found.iter().all(|said| !said.contains("930 refers")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|said| said.contains("nowhere refers to no unit"))
    );
}
