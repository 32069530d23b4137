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
