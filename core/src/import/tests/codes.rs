//! Codes of units that spreadsheets took for numbers, and ambiguous ones.

use super::*;

fn notes(imported: &Imported, language: Language) -> Vec<String> {
    imported
        .notes
        .iter()
        .map(|note| note.message(language))
        .collect()
}

#[test]
fn lost_zeros_come_back_where_the_table_of_units_settles_it_and_are_reported() {
    let teams = "id,unit,name\nt1,1234,T\nt2,1234,T\nt3,3.1441E+04,T\nt4,31441.0,T\n";
    let imported = run(&[
        ("units.csv", UNITS.as_bytes()),
        ("teams.csv", teams.as_bytes()),
    ])
    .unwrap();
    let units: Vec<&str> = imported
        .batch
        .team
        .iter()
        .map(|(_, team)| imported.batch.units.text(team.unit))
        .collect();
    assert_eq!(units, ["01234", "01234", "31441", "31441"]);
    assert_eq!(
        notes(&imported, Language::English),
        [
            "teams.csv, row 2, column unit: 1234 lost part of its code in a spreadsheet; read as 01234",
            "teams.csv, row 3, column unit: 1234 lost part of its code in a spreadsheet; read as 01234",
            "teams.csv, row 4, column unit: 3.1441E+04 lost part of its code in a spreadsheet; read as 31441",
            "teams.csv, row 5, column unit: 31441.0 lost part of its code in a spreadsheet; read as 31441",
        ]
    );
    assert_eq!(
        notes(&imported, Language::Vietnamese)[0],
        "teams.csv, dòng 2, cột unit: 1234 đã bị bảng tính làm mất một phần mã; được hiểu là 01234"
    );
    assert!(
        imported
            .notes
            .iter()
            .all(|note| note.kind() == crate::ErrorKind::RestoredCode)
    );
}

#[test]
fn codes_in_the_table_itself_are_restored_by_its_level() {
    let units = "code,name,level,parent\n9,Một,province,\n92,Hai,province,\n1234,Xã Một,commune,92\n31441,Xã Hai,commune,9\n";
    let imported = run(&[("units.csv", units.as_bytes())]).unwrap();
    let codes: Vec<&str> = imported
        .batch
        .unit_codes
        .iter()
        .map(|(_, coded)| coded.code.as_str())
        .collect();
    assert_eq!(codes, ["09", "92", "01234", "31441"]);
    // The two codes, and the parent 9 of the last.
    assert_eq!(imported.note_count, 3);
}

#[test]
fn a_code_that_several_units_have_had_names_their_ids() {
    let units = "code,name,level,opened,closed\n31441,Thị trấn Nàng Mau,commune,,2025-07-01\n31441,Xã Vị Thủy,commune,2025-07-01,\n";
    let faults = run(&[
        ("units.csv", units.as_bytes()),
        (
            "teams.csv",
            b"id,unit,name\nt1,31441@2025-07-01,T\nt2,31441.0,T\n",
        ),
    ])
    .unwrap_err();
    assert_eq!(faults.count, 1);
    assert_eq!(
        faults.first[0].message(Language::English),
        "teams.csv, row 3, column unit: several units have had the code 31441.0; use an id: 31441, 31441@2025-07-01"
    );
    assert_eq!(
        faults.first[0].message(Language::Vietnamese),
        "teams.csv, dòng 3, cột unit: nhiều đơn vị từng mang mã 31441.0; hãy dùng mã định danh: 31441, 31441@2025-07-01"
    );
}

#[test]
fn a_unit_changes_its_name_and_parent_on_a_day() {
    let units = "id,code,name,parent,opened,since\na,01,A,,,\nb,02,B,,,\nc,00003,Xã C,a,2020-01-01,\nc,00004,Phường C,b,2020-01-01,2024-05-01\n";
    let opened = run(&[("units.csv", units.as_bytes())])
        .unwrap()
        .open()
        .unwrap();
    let registry = &opened.registry;
    let unit = registry
        .unit(registry.unit_ids().find("c").unwrap())
        .unwrap();
    let (before, after) = ("2024-04-30".parse().unwrap(), "2024-05-01".parse().unwrap());
    assert_eq!(
        (unit.code_on(before), unit.name_on(before)),
        ("00003", "Xã C")
    );
    assert_eq!(
        (unit.code_on(after), unit.name_on(after)),
        ("00004", "Phường C")
    );
    assert_eq!(unit.parent_on(before), registry.unit_ids().find("a"));
    assert_eq!(unit.parent_on(after), registry.unit_ids().find("b"));
}

/// The units that the teams of a file name, and the notes on the way.
fn teams_of(units: &str, teams: &str) -> (Vec<String>, Vec<String>) {
    let files = [
        ("units.csv", units.as_bytes()),
        ("teams.csv", teams.as_bytes()),
    ];
    let imported = run(&files).unwrap();
    let batch = &imported.batch;
    let units = batch.team.iter().map(|(_, team)| team.unit);
    let units = units.map(|unit| batch.units.text(unit).to_owned());
    (units.collect(), notes(&imported, Language::English))
}

#[test]
fn ids_of_digits_are_restored_as_codes_are() {
    let units = "id,name,level\n01234,Xã Một,commune\n31441,Xã Hai,commune\n";
    let teams = "id,unit,name\nt1,1234,T\nt2,3.1441E+04,T\nt3,31441.0,T\nt4,31441,T\n";
    let (units, notes) = teams_of(units, teams);
    assert_eq!(units, ["01234", "31441", "31441", "31441"]);
    assert_eq!(
        notes,
        [
            "teams.csv, row 2, column unit: 1234 lost part of its code in a spreadsheet; read as 01234",
            "teams.csv, row 3, column unit: 3.1441E+04 lost part of its code in a spreadsheet; read as 31441",
            "teams.csv, row 4, column unit: 31441.0 lost part of its code in a spreadsheet; read as 31441",
        ]
    );
    // 007 and 07 both fit 7: nothing is guessed.
    let units = "id,name\n007,A\n07,B\n";
    let faults = run(&[
        ("units.csv", units.as_bytes()),
        ("teams.csv", b"id,unit,name\nt1,7,T\n"),
    ])
    .unwrap_err();
    assert_eq!(faults.first[0].name(), "unknown-reference");
}

#[test]
fn an_id_is_mended_only_where_it_is_the_national_code_of_its_level() {
    let units = "id,name,level\n9.2E+01,Cần Thơ,province\n31441.0,Xã Hai,commune\n1.0,Ấp Một,hamlet\n1234,Xã Một,commune\n";
    let teams = "id,unit,name\nt1,92,T\nt2,31441,T\nt3,1.0,T\nt4,1234,T\n";
    let (units, notes) = teams_of(units, teams);
    assert_eq!(units, ["92", "31441", "1.0", "1234"]);
    assert_eq!(
        notes,
        [
            "units.csv, row 2, column id: 9.2E+01 lost part of its code in a spreadsheet; read as 92",
            "units.csv, row 3, column id: 31441.0 lost part of its code in a spreadsheet; read as 31441",
        ]
    );
}

#[test]
fn a_bare_header_is_the_code_of_units_unless_another_column_is() {
    let plain = "Mã;Tên;Cấp;Ngày thành lập\n1234;Xã Một;Xã;\n31441;Xã Hai;Xã;1/7/2025\n";
    let teams = "id,unit,name\nt1,01234,T\nt2,31441.0,T\n";
    let (units, notes) = teams_of(plain, teams);
    assert_eq!(units, ["01234", "31441@2025-07-01"]);
    assert_eq!(
        notes,
        [
            "units.csv, row 2, column Mã: 1234 lost part of its code in a spreadsheet; read as 01234",
            "teams.csv, row 3, column unit: 31441.0 lost part of its code in a spreadsheet; read as 31441",
        ]
    );
    let coded = "Mã;Mã đơn vị;Tên\nu1;01234;Xã Một\nu2;31441;Xã Hai\n";
    let (units, _) = teams_of(coded, teams);
    assert_eq!(units, ["u1", "u2"]);
    let both = "Mã định danh;Mã;Tên\nu1;01234;Xã Một\nu2;31441;Xã Hai\n";
    let (units, _) = teams_of(both, teams);
    assert_eq!(units, ["u1", "u2"]);
    let changing = "Mã;Tên;Áp dụng từ ngày\n01234;Xã Một;\n31441;Xã Hai;\n31441;Xã Ba;2025-07-01\n";
    let (units, _) = teams_of(changing, teams);
    assert_eq!(units, ["01234", "31441"]);
}
