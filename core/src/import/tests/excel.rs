//! What spreadsheets leave.

use super::*;

#[test]
fn what_excel_leaves_is_read() {
    let people = "\u{feff}DANH SÁCH\r\n\r\nSTT;Mã người;Họ và tên;Ngày sinh;Giới tính\r\n1;p1; Nguyễn\u{a0}\u{a0}Thị  Bé ;1967;nữ\r\n2;p2;\"Trần \"\"B\"\"\";1/7/1990;Nam\r\n3;p3;C;32874;\r\n;;;;\r\nTổng cộng;3;;;\r\n";
    let little: Vec<u8> = people.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = people.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [people.as_bytes(), &little, &big] {
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
fn both_forms_of_unicode_and_both_places_of_the_tone_are_one() {
    // Ho\u{300}a in pieces, and the tone on the other letter; wide spaces.
    let people = "M\u{61}\u{303} ngu\u{31b}\u{1a1}\u{300}i;Họ và tên\np1;Ho\u{300}a\u{3000} An\n";
    let people = people.replace("u\u{31b}\u{1a1}\u{300}", "u\u{31b}o\u{31b}\u{300}");
    let setups =
        "Mã người;Nền tảng;Tình trạng\np1;VNeID;đã cài đặt\np1;Ví điện tư\u{309};ĐÃ  KÍCH HOẠT\n";
    let stalls = "id,household,market\n";
    let households = "Mã hộ;Đơn vị;Loại hộ\nh1;31441;Hộ gia đình\n";
    let residences = "Mã người;Mã hộ;Loại cư trú\np1;h1;Thường trú\n";
    let imported = run(&[
        ("units.csv", UNITS.as_bytes()),
        ("people.csv", people.as_bytes()),
        ("setups.csv", setups.as_bytes()),
        ("stalls.csv", stalls.as_bytes()),
        ("households.csv", households.as_bytes()),
        ("residences.csv", residences.as_bytes()),
    ])
    .unwrap();
    let batch = &imported.batch;
    assert_eq!(batch.read(batch.persons[0].1.name), "Hòa An");
    assert_eq!(batch.setups.len(), 2);
    assert_eq!(batch.residences[0].1.kind, crate::event::Code::PERMANENT);
    assert_eq!(batch.household[0].1.opened.kind, crate::event::Code::FAMILY);
    // Skills and flags by name, with the tone on either letter.
    let flags = "household,flag\nh1,Hộ nghèo\nh1,hô\u{323} câ\u{323}n ngheo\u{300}\n";
    let imported = run(&[("flags.csv", flags.as_bytes())]).unwrap();
    assert_eq!(imported.batch.flags.len(), 2);
}

#[test]
fn a_lane_spelt_in_two_ways_is_one_whichever_comes_first() {
    let rows = [
        "h1,31441,Hẻm Hòa Bình",
        "h2,31441,hẻm  Hoà bình",
        "h3,31441,Hẻm Hoà Bình",
    ];
    let lanes = |rows: &[&str]| {
        let text = format!("id,unit,lane\n{}\n", rows.join("\n"));
        let files = [
            ("units.csv", UNITS.as_bytes()),
            ("households.csv", text.as_bytes()),
        ];
        let batch = run(&files).unwrap().batch;
        let placed = batch.placed.iter();
        placed
            .map(|(_, placed)| batch.vocabulary.text(placed.lane).to_owned())
            .collect::<Vec<_>>()
    };
    let expected = vec!["Hẻm Hoà Bình".to_owned(); 3];
    assert_eq!(lanes(&rows), expected);
    let mut turned = rows;
    turned.reverse();
    assert_eq!(lanes(&turned), expected);
}
