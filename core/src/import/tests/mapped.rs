//! A user's own headers and words.

use super::*;

fn mapping(columns: &str) -> String {
    format!(r#"{{"tables":[{{"table":"assessments","columns":[{columns}]}}]}}"#)
}

#[test]
fn own_headers_and_words_are_read() {
    let text = r#"{"tables":[
        {"table":"assessments","files":["Kỹ năng.csv"],"columns":[
            {"column":"person","header":"Số thẻ"},
            {"column":"level","header":"Kết quả","values":[{"own":"Biết làm","means":"can-do"},{"own":"x","means":"fluent"}]},
            {"column":"skill","header":"Nội dung"},
            {"column":"day","header":"Date","day_order":"m/d"},
            {"column":"catalogue","always":"basic-skills"}]},
        {"table":"flags","columns":[{"column":"flag","always":"poor"}]}]}"#;
    let options = Options {
        mapping: Mapping::read(text).unwrap(),
        ..Options::default()
    };
    let skills = "STT;Số thẻ;Nội dung;Kết quả;Date\n1;p1;Thanh toán trực tuyến;BIẾT  LÀM;12/31/2024\n2;p1;online-safety;X;1/2/2025\n";
    let imported = run_with(
        &[
            ("Kỹ năng.csv", skills.as_bytes()),
            ("flags.csv", b"household\nh1\n"),
        ],
        &options,
    )
    .unwrap();
    let batch = &imported.batch;
    let levels: Vec<(u8, String)> = batch
        .assessments
        .iter()
        .map(|(_, found)| (found.level, found.day.unwrap().to_string()))
        .collect();
    assert_eq!(
        levels,
        [(2, "2024-12-31".to_owned()), (3, "2025-01-02".to_owned())]
    );
    assert_eq!(batch.vocabulary.flag_code(batch.flags[0].1.flag), "poor");
}

#[test]
fn a_day_that_contradicts_the_order_named_for_its_column_is_a_fault() {
    let columns = r#"{"column":"day","day_order":"m/d"}"#;
    let options = Options {
        mapping: Mapping::read(&mapping(columns)).unwrap(),
        ..Options::default()
    };
    let text = b"person,skill,level,day\np1,online-payment,1,25/7/2025\n";
    let faults = run_with(&[("assessments.csv", text)], &options).unwrap_err();
    assert_eq!(
        faults.first[0].message(Language::English),
        "assessments.csv, row 2, column day: 25/7/2025 contradicts the order of day and month in its column (m/d/yyyy)"
    );
    let text = b"person,skill,level,day\np1,online-payment,1,2/30/2025\n";
    let faults = run_with(&[("assessments.csv", text)], &options).unwrap_err();
    assert_eq!(
        faults.first[0].message(Language::English),
        "assessments.csv, row 2, column day: 2/30/2025 is not a day of the calendar; expected YYYY-MM-DD or m/d/yyyy between 1800 and 2199"
    );
    assert_eq!(
        faults.first[0].message(Language::Vietnamese),
        "assessments.csv, dòng 2, cột day: 2/30/2025 không phải ngày có thật; cần YYYY-MM-DD hoặc m/d/yyyy, từ năm 1800 đến 2199"
    );
}

#[test]
fn what_a_mapping_names_and_no_file_has_is_told() {
    let text = r#"{"tables":[
        {"table":"people","files":["dan.csv","vang.csv"],"columns":[
            {"column":"id","header":"Số thẻ"},{"column":"name","header":"Họ tên"}]},
        {"table":"stalls","columns":[{"column":"id","header":"Số sạp"}]}]}"#;
    let options = Options {
        mapping: Mapping::read(text).unwrap(),
        ..Options::default()
    };
    let files: [(&str, &[u8]); 2] = [
        ("dan.csv", "Số thẻ\np1\n".as_bytes()),
        ("people-2.csv", "id\np2\n".as_bytes()),
    ];
    let imported = run_with(&files, &options).unwrap();
    let said = |language| {
        let notes = imported.notes.iter();
        notes.map(|note| note.message(language)).collect::<Vec<_>>()
    };
    assert_eq!(
        said(Language::English),
        [
            "/tables/0/files/1: the mapping names vang.csv, which is not there",
            "/tables/0/columns/1/header: the mapping names Họ tên, which is not there",
        ]
    );
    assert_eq!(
        said(Language::Vietnamese)[1],
        "/tables/0/columns/1/header: bảng ánh xạ nêu Họ tên nhưng không thấy có"
    );
}

#[test]
fn every_fault_of_a_mapping_has_its_path() {
    let text = r#"{"tables":[
        {"table":"peple"},
        {"table":"people","files":["a.csv","a.csv"],"columns":[
            {"column":"nam"},
            {"column":"name","header":"Tên","day_order":"d/m"},
            {"column":"sex","header":"TÊN:","values":[{"own":"có","means":"nữ"},{"own":"CÓ ","means":"nam"}]},
            {"column":"sex"}]},
        {"table":"people"}]}"#;
    let faults = Mapping::read(text).unwrap_err();
    let said: Vec<String> = faults
        .first
        .iter()
        .map(|error| error.place().describe(Language::English).unwrap() + " " + error.name())
        .collect();
    assert_eq!(
        said,
        [
            "/tables/0/table wrong-table",
            "/tables/1/columns/0/column unknown-column",
            "/tables/1/columns/1/day_order bad-mapping",
            "/tables/1/columns/2/header doubled-name",
            "/tables/1/columns/2/values/1/own doubled-name",
            "/tables/1/columns/3/column doubled-name",
            "/tables/1/files/0 doubled-name",
            "/tables/1/files/1 doubled-name",
            "/tables/2/table doubled-name",
        ]
    );
    let strict = Mapping::read(r#"{"tables":[{"table":"people","colums":[]}]}"#).unwrap_err();
    assert_eq!(strict.first[0].name(), "bad-json");
    let order = Mapping::read(&mapping(r#"{"column":"day","day_order":"y/m"}"#)).unwrap_err();
    assert!(
        order.first[0]
            .message(Language::English)
            .starts_with("/tables/0/columns/0/day_order")
    );
}
