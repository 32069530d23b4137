#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
use super::*;
use crate::{Language, Registry};

const UNITS: &str = "id,code,name,level,parent,opened\n,92,Cần Thơ,province,,\n,31441,Xã Vị Thủy,commune,92,\n,01234,Xã Một,commune,92,\n,,Ấp 2,hamlet,31441,\n";

fn run(files: &[(&str, &[u8])]) -> Result<Imported, Faults> {
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    tables(&sources, &Options::default())
}

fn bad(file: &str, text: &[u8], english: &str, vietnamese: &str) {
    let faults = match run(&[("units.csv", UNITS.as_bytes()), (file, text)]) {
        Ok(_) => panic!("{file} was taken: {english}"),
        Err(faults) => faults,
    };
    let error = &faults.first[0];
    assert_eq!(error.message(Language::English), english);
    assert_eq!(error.message(Language::Vietnamese), vietnamese);
    assert_eq!(faults.count, 1, "{:?}", faults.first);
}

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
    let large = format!("id,name\np1,{}\n", "a".repeat(LARGEST_CELL + 1));
    bad(
        "people.csv",
        large.as_bytes(),
        "people.csv, row 2: a cell holds 1048577 bytes; at most 1048576",
        "people.csv, dòng 2: một ô chứa 1048577 byte; nhiều nhất 1048576",
    );
}

#[test]
fn bad_cells_are_named() {
    bad(
        "people.csv",
        b"id,birth\np1,31/2/1990\n",
        "people.csv, row 2, column birth: (hidden) is not a day of the calendar; expected YYYY-MM-DD between 1800 and 2199",
        "people.csv, dòng 2, cột birth: (ẩn) không phải ngày có thật; cần YYYY-MM-DD, từ năm 1800 đến 2199",
    );
    bad(
        "people.csv",
        b"id,died\np1,1/2/25\n",
        "people.csv, row 2, column died: 1/2/25 has a year of two digits; write all four",
        "people.csv, dòng 2, cột died: 1/2/25 chỉ có hai chữ số của năm; hãy ghi đủ bốn",
    );
    bad(
        "people.csv",
        b"id,died\np1,7/25/2025\n",
        "people.csv, row 2, column died: 7/25/2025 contradicts the order of day and month in its column (d/m/yyyy)",
        "people.csv, dòng 2, cột died: 7/25/2025 trái với thứ tự ngày và tháng của cột (d/m/yyyy)",
    );
    bad(
        "people.csv",
        b"id,name\np1,#REF!\n",
        "people.csv, row 2, column name: the cell holds the spreadsheet error #REF!",
        "people.csv, dòng 2, cột name: ô chứa lỗi bảng tính #REF!",
    );
    bad(
        "people.csv",
        b"id\n0912345678\n",
        "people.csv, row 2, column id: the id (hidden) looks like an identity number or a phone number; use an opaque id, or allow such ids",
        "people.csv, dòng 2, cột id: mã (ẩn) giống số định danh cá nhân hoặc số điện thoại; hãy dùng mã vô nghĩa, hoặc cho phép rõ ràng",
    );
    bad(
        "people.csv",
        b"id,sex\np1,maybe\n",
        "people.csv, row 2, column sex: maybe is not one of nữ, nam",
        "people.csv, dòng 2, cột sex: maybe không thuộc nữ, nam",
    );
    bad(
        "people.csv",
        b"id,name\n,A\n",
        "people.csv, row 2, column id: the cell is empty; expected p-000001",
        "people.csv, dòng 2, cột id: ô trống; cần p-000001",
    );
    bad(
        "teams.csv",
        b"id,unit,name\nt1,,T\n",
        "teams.csv, row 2, column unit: the team t1 has no unit",
        "teams.csv, dòng 2, cột unit: tổ t1 không thuộc đơn vị nào",
    );
    bad(
        "teams.csv",
        b"id,unit,name\nt1,999,T\n",
        "teams.csv, row 2, column unit: 999 refers to no unit",
        "teams.csv, dòng 2, cột unit: 999 không trỏ tới unit nào",
    );
    bad(
        "flags.csv",
        b"person,flag,from,until\np1,poor,2025-02-01,2025-02-01\n",
        "flags.csv, row 2, column until: the spell ends on 2025-02-01, not after it begins (2025-02-01)",
        "flags.csv, dòng 2, cột until: khoảng thời gian kết thúc ngày 2025-02-01, không sau ngày bắt đầu (2025-02-01)",
    );
    bad(
        "flags.csv",
        b"person,flag\np1,religion\n",
        "flags.csv, row 2, column flag: the flag religion is sensitive personal data; the host must allow it by name",
        "flags.csv, dòng 2, cột flag: dấu hiệu religion là dữ liệu cá nhân nhạy cảm; hệ thống phải cho phép đích danh",
    );
    let flags = "poor, near-poor, smartphone, unable, ethnic-minority, religion, disability";
    bad(
        "flags.csv",
        b"person,flag\np1,rich\n",
        &format!("flags.csv, row 2, column flag: there is no flag rich; known are {flags}"),
        &format!("flags.csv, dòng 2, cột flag: không có dấu hiệu rich; có: {flags}"),
    );
    bad(
        "assessments.csv",
        b"person,skill,level\np1,online-payment,4\n",
        "assessments.csv, row 2, column level: the ladder has no level 4; it has not-yet, guided, can-do, fluent",
        "assessments.csv, dòng 2, cột level: thang không có mức 4; có: not-yet, guided, can-do, fluent",
    );
    let skills = "public-services, online-shopping, online-payment, online-safety, local-platforms";
    bad(
        "assessments.csv",
        b"person,skill,level\np1,swim,1\n",
        &format!(
            "assessments.csv, row 2, column skill: the catalogue has no skill swim; it has {skills}"
        ),
        &format!(
            "assessments.csv, dòng 2, cột skill: danh mục không có kỹ năng swim; có: {skills}"
        ),
    );
    let platforms = "vneid, e-wallet, bank-account, bank-app, payment-qr, app-hau-giang, public-service-account";
    bad(
        "setups.csv",
        b"person,platform,state\np1,zalo,installed\n",
        &format!(
            "setups.csv, row 2, column platform: there is no platform zalo; known are {platforms}"
        ),
        &format!("setups.csv, dòng 2, cột platform: không có nền tảng zalo; có: {platforms}"),
    );
}

#[test]
fn what_excel_leaves_is_read() {
    let people = "\u{feff}DANH SÁCH\r\n\r\nSTT;Mã người;Họ và tên;Ngày sinh;Giới tính\r\n1;p1; Nguyễn\u{a0}\u{a0}Thị  Bé ;1967;nữ\r\n2;p2;\"Trần \"\"B\"\"\";1/7/1990;Nam\r\n3;p3;C;32874;\r\n;;;;\r\nTổng cộng;3;;;\r\n";
    let utf16: Vec<u8> = people.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [people.as_bytes(), &utf16] {
        let teams = b"id,unit,name\nt1,3.1441E+04,T\nt2,1234.0,T\nt3,31441/ap-2,T\n";
        let files: [(&str, &[u8]); 5] = [
            ("people-2.csv", bytes),
            ("units.csv", UNITS.as_bytes()),
            ("teams.csv", teams),
            ("assessments.csv", "person\tskill\tlevel\tday\np1\tonline-payment\tThành thạo\t45000\np1\tonline-safety\t2\t2025-01-02 00:00:00\n".as_bytes()),
            ("stalls.csv", b"id,household,market\n"),
        ];
        let imported = run(&files).unwrap();
        let batch = &imported.batch;
        assert_eq!(batch.read(batch.persons[0].1.name), "Nguyễn Thị Bé");
        assert_eq!(batch.read(batch.persons[1].1.name), "Trần \"B\"");
        assert_eq!(
            batch.persons[2].1.birth,
            crate::person::Birth::Day("1990-01-01".parse().unwrap())
        );
        assert_eq!(batch.units.text(batch.team[0].1.unit), "31441");
        assert_eq!(batch.units.text(batch.team[1].1.unit), "01234");
        assert_eq!(batch.assessments[0].1.level, 3);
        let notes: Vec<String> = imported
            .notes
            .iter()
            .map(|note| note.message(Language::English))
            .collect();
        assert!(
            notes[0].starts_with("teams.csv, row 2, column unit: 3.1441E+04 lost part of its code in a spreadsheet; read as 31441"),
            "{notes:?}"
        );
        assert!(
            notes
                .iter()
                .any(|note| note.contains("people-2.csv, row 8: this is a row of totals")),
            "{notes:?}"
        );
        assert!(
            notes.iter().any(|note| note.contains("column STT")),
            "{notes:?}"
        );
        assert_eq!(
            imported
                .place(Column::Persons, 1)
                .describe(Language::English)
                .unwrap(),
            "people-2.csv, row 5"
        );
        let (_, findings) = Registry::fold(batch.clone());
        assert!(findings.is_empty(), "{findings:?}");
    }
}

#[test]
fn headers_of_a_table_are_distinct() {
    for table in schema::TABLES {
        for (at, column) in table.columns.iter().enumerate() {
            for name in [column.name, column.vi].iter().chain(column.also) {
                assert_eq!(
                    header::column(table, name),
                    Some(at),
                    "{} {name}",
                    table.name
                );
            }
        }
        assert!(rows::of(table).is_some());
    }
}
