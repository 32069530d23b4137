//! Files that cannot be used.

use super::*;

#[test]
fn bad_files_are_named() {
    bad(
        "people.csv",
        b"",
        "people.csv: the file is empty; expected a header row",
        "people.csv: tệp rỗng; cần ít nhất dòng tiêu đề",
    );
    bad(
        "pepole.csv",
        b"id\n",
        &format!(
            "pepole.csv: no table is called pepole.csv; tables are {}",
            schema::Table::names()
        ),
        &format!(
            "pepole.csv: không có bảng tên pepole.csv; các bảng: {}",
            schema::Table::names()
        ),
    );
    bad(
        "people.csv",
        b"id,name\np1,\xb5\n",
        "people.csv, byte 11: byte 0xb5 is not UTF-8",
        "people.csv, byte 11: byte 0xb5 không thuộc bảng mã UTF-8",
    );
    bad(
        "people.csv",
        b"id,name\np1,a\0\n",
        "people.csv, byte 12: there is a NUL byte",
        "people.csv, byte 12: có byte NUL",
    );
    bad(
        "people.csv",
        b"name\nA\n",
        "people.csv, row 1: the column id (Mã người) is missing",
        "people.csv, dòng 1: thiếu cột id (Mã người)",
    );
    bad(
        "people.csv",
        "id,Mã người\np,p\n".as_bytes(),
        "people.csv, row 1, column id: two columns mean id",
        "people.csv, dòng 1, cột id: hai cột cùng mang nghĩa id",
    );
    bad(
        "people.csv",
        b"id,name\np1,\"a\n",
        "people.csv, row 2: a quote is opened and never closed",
        "people.csv, dòng 2: có dấu ngoặc kép mở mà không đóng",
    );
    bad(
        "people.csv",
        b"id,name\np1\n",
        "people.csv, row 2: the row has 1 cells where the header has 2",
        "people.csv, dòng 2: dòng có 1 ô, trong khi tiêu đề có 2 cột",
    );
    let large = format!("id,name\np1,{}\n", "a".repeat(100 << 20));
    bad(
        "people.csv",
        large.as_bytes(),
        "people.csv, row 2: a cell holds 104857600 bytes; at most 1048576",
        "people.csv, dòng 2: một ô chứa 104857600 byte; nhiều nhất 1048576",
    );
    bad(
        "people.csv",
        b"\xff\xfei\0d\0\n\0p\0x",
        "people.csv, byte 10: byte 0x78 is not UTF-16",
        "people.csv, byte 10: byte 0x78 không thuộc bảng mã UTF-16",
    );
    bad(
        "people.csv",
        b"\xfe\xff\0i\0d\0\n\xd8\0\0p",
        "people.csv, byte 8: byte 0xd8 is not UTF-16",
        "people.csv, byte 8: byte 0xd8 không thuộc bảng mã UTF-16",
    );
}

#[test]
fn a_header_alone_is_no_fault() {
    let imported = run(&[
        ("people.csv", b"id,name\n"),
        ("stalls.csv", b"id;household;market"),
    ]);
    let imported = imported.unwrap();
    assert!(imported.batch.persons.is_empty() && imported.batch.stall.is_empty());
    assert_eq!(imported.note_count, 0);
}

#[test]
fn a_column_that_is_not_known_is_noted_and_passed_over() {
    let imported = run(&[(
        "platforms.csv",
        "code,name_vi,Ghi chú\nzalo,Zalo,=1\n".as_bytes(),
    )]);
    let note = &imported.unwrap().notes[0];
    assert_eq!(
        note.message(Language::English),
        "platforms.csv, row 1, column Ghi chú: no column of the table is called Ghi chú, so it is ignored; columns are code, name_vi, name_en"
    );
    assert_eq!(
        note.message(Language::Vietnamese),
        "platforms.csv, dòng 1, cột Ghi chú: bảng không có cột Ghi chú nên cột này được bỏ qua; các cột: code, name_vi, name_en"
    );
}

#[test]
fn all_faults_in_one_pass_of_which_the_first_thousand_are_kept() {
    let rows: String = (0..1500).map(|at| format!("p{at},31/2/1990\n")).collect();
    let people = format!("id,birth\n{rows}");
    let faults = run(&[
        ("people.csv", people.as_bytes()),
        ("stalls.csv", b""),
        ("teams.csv", b"id\n"),
    ])
    .unwrap_err();
    // 1,500 days; an empty file; a table without two of its columns.
    assert_eq!(faults.count, 1500 + 1 + 2);
    assert_eq!(faults.first.len(), MOST_KEPT);
}

/// What contradicts itself between rows is told beside what is wrong in cells, and
/// what only follows from a row that could not be read is not.
#[test]
fn contradictions_in_the_same_pass() {
    let people = "id,birth\np1,1967\np2,31/2/1990\n";
    let residences = "person,household,kind\np1,h1,permanent\np1,h2,permanent\np2,h1,permanent\np9,h1,temporary\n";
    let faults = run(&[
        ("units.csv", b"id,name\nx1,X\n"),
        ("households.csv", b"id,unit\nh1,x1\nh2,x1\n"),
        ("people.csv", people.as_bytes()),
        ("residences.csv", residences.as_bytes()),
    ])
    .unwrap_err();
    let found: Vec<(&str, String)> = faults
        .first
        .iter()
        .map(|error| (error.name(), error.to_string()))
        .collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "bad-day",
            "two-residences",
            "two-residences",
            "unknown-reference"
        ],
        "{found:?}"
    );
    assert!(found[3].1.contains("p9"), "{found:?}");
}

#[test]
fn a_header_of_megabytes_is_no_missing_column() {
    let text = format!("id,name,{}\np1,a,b\n", "a".repeat(2 << 20));
    let faults = run(&[("people.csv", text.as_bytes())]).unwrap_err();
    let said: Vec<String> = faults
        .first
        .iter()
        .map(|fault| fault.message(Language::English))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("people.csv, row 1: "), "{said:?}");
    assert_eq!(faults.first[0].kind(), ErrorKind::FieldTooLarge);
}
