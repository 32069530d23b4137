//! What a registrar would find wrong with a reform, each with its message in both
//! languages; a fault leaves the registry as it was.

use super::{
    country::{asked, open, reform, small},
    real::{SUCCESSION, table, until_june},
};
use noidai::{
    Error, Language, Registry,
    import::{self, Faults, Options, Source},
    reform::{Terms, preview, read},
};

pub fn says(error: &Error, name: &str, english: &str, vietnamese: &str) {
    assert_eq!(error.name(), name, "{error:?}");
    assert_eq!(error.message(Language::English), english);
    assert_eq!(error.message(Language::Vietnamese), vietnamese);
}

/// The faults of a table of these rows, against the real units until June.
fn faults(rows: &str) -> Faults {
    let registry = open(&until_june());
    let text = format!("old_code,old_name,new_code,new_name,partial\n{rows}");
    let before = asked(&registry, "2025-07-01", "then");
    let faults = table(&registry, &text).unwrap_err();
    assert_eq!(asked(&registry, "2025-07-01", "then"), before);
    faults
}

fn first(rows: &str) -> Error {
    faults(rows).first.remove(0)
}

#[test]
fn tables_of_reforms() {
    says(
        &first("31999,Xã Không Có,31321,Phường Vị Thanh,no\n"),
        "unit-missing",
        "succession.csv, row 2, column old_code: on that day there is no unit 31999 (Xã Không Có)",
        "succession.csv, dòng 2, cột old_code: ngày đó không có đơn vị 31999 (Xã Không Có)",
    );
    says(
        &first("31318,Phường I,31900,Phường Mới,no\n31318,Phường I,31901,Phường Hai,no\n"),
        "twice-whole",
        "succession.csv, row 2: 31318 (Phường I) goes into one unit as a whole and is named again",
        "succession.csv, dòng 2: 31318 (Phường I) đã nhập nguyên vẹn vào một đơn vị mà còn được nêu lần nữa",
    );
    says(
        &first("31318,Phường I,31900,Phường Mới,yes\n"),
        "parts-without-remainder",
        "succession.csv, row 2: only one part of 31318 (Phường I) is said to go anywhere, and nothing says where the rest is",
        "succession.csv, dòng 2: chỉ nêu một phần của 31318 (Phường I), không nói phần còn lại về đâu",
    );
    says(
        &first("31318,Phường I,31900,Phường Mới,có\n31318,Phường I,31900,Phường Mới,có\n"),
        "doubled-name",
        "succession.csv, row 3: 31318 (Phường I) → 31900@2025-07-01 stands twice; once is enough",
        "succession.csv, dòng 3: 31318 (Phường I) → 31900@2025-07-01 xuất hiện hai lần; chỉ cần một lần",
    );
    says(
        &first("31318,Phường I,92,Thành phố Cần Thơ,no\n"),
        "level-mismatch",
        "succession.csv, row 2, column new_code: 92 (Thành phố Cần Thơ) does not fit the level of 31318 (Phường I)",
        "succession.csv, dòng 2, cột new_code: cấp của 92 (Thành phố Cần Thơ) không phù hợp với 31318 (Phường I)",
    );
    // The code is another unit's, which goes on.
    says(
        &first("31318,Phường I,31327,Phường Vị Thanh,no\n"),
        "code-and-name",
        "succession.csv, row 2, column new_name: the name Phường Vị Thanh contradicts the code, which belongs to 31327 (Phường V) on that day",
        "succession.csv, dòng 2, cột new_name: tên Phường Vị Thanh không khớp với mã; ngày đó mã này là của 31327 (Phường V)",
    );
    says(
        &first("31318,Phường II,31321,Phường Vị Thanh,no\n"),
        "code-and-name",
        "succession.csv, row 2, column old_name: the name Phường II contradicts the code, which belongs to 31318 (Phường I) on that day",
        "succession.csv, dòng 2, cột old_name: tên Phường II không khớp với mã; ngày đó mã này là của 31318 (Phường I)",
    );
    says(
        &first("31318,Phường I,31900,Phường Mới,no\n31321,Phường III,31900,Phường Khác,no\n"),
        "code-and-name",
        "succession.csv, row 3, column new_name: the name Phường Khác contradicts the code, which belongs to 31900 (Phường Mới, 2) on that day",
        "succession.csv, dòng 3, cột new_name: tên Phường Khác không khớp với mã; ngày đó mã này là của 31900 (Phường Mới, 2)",
    );
    says(
        &first("31318,Phường I,,Phường Mới,no\n"),
        "missing-value",
        "succession.csv, row 2, column new_code: the cell is empty; expected new_code",
        "succession.csv, dòng 2, cột new_code: ô trống; cần new_code",
    );
    says(
        &first("31318,Phường I,31321,Phường Vị Thanh,nửa\n"),
        "unknown-value",
        "succession.csv, row 2, column partial: nửa is not one of yes, no",
        "succession.csv, dòng 2, cột partial: nửa không thuộc yes, no",
    );
    // The districts are gone on that day by the reform of the city.
    says(
        &first("31318,Phường I,31900,Phường Mới,no\n930,Thành phố Vị Thanh,31900,Phường Mới,no\n"),
        "reform-conflict",
        "succession.csv, row 3, column old_code: 930 (Thành phố Vị Thanh) was already changed by 202/2025/QH15; the whole reform is kept without effect",
        "succession.csv, dòng 3, cột old_code: 930 (Thành phố Vị Thanh) đã được sắp xếp theo 202/2025/QH15; toàn bộ đợt sắp xếp này được giữ lại, không có tác dụng",
    );
}

/// What the terms of a table say, and a table that says nothing.
#[test]
fn terms_of_tables() {
    let registry = open(&until_june());
    let told = |under: &str, rows: &str| {
        let text = format!("old_code,old_name,new_code,new_name,partial\n{rows}");
        let bytes = text.as_bytes();
        let file = "succession.csv";
        let terms = Terms {
            day: "2025-07-01".parse().unwrap(),
            act: "1/NQ".to_owned(),
            under: under.to_owned(),
        };
        let mut faults = read(Source { file, bytes }, &registry, &terms).unwrap_err();
        faults.first.remove(0)
    };
    let row = "31318,Phường I,31900,Phường Mới,no\n";
    says(
        &told("99", row),
        "unknown-unit",
        "/under: no unit has the id or the code 99",
        "/under: không có đơn vị nào mang mã hoặc mã định danh 99",
    );
    says(
        &told("31327", row),
        "level-mismatch",
        "succession.csv, row 2: 31900@2025-07-01 does not fit the level of 31327 (Phường V)",
        "succession.csv, dòng 2: cấp của 31900@2025-07-01 không phù hợp với 31327 (Phường V)",
    );
    says(
        &told("92", ""),
        "empty-reform",
        "succession.csv: the reform changes nothing",
        "succession.csv: đợt sắp xếp này không thay đổi gì",
    );
}

#[test]
fn a_table_as_it_is_typed() {
    let found = faults("31999,A,1,B,no\n31998,C,2,D,no\n,Phường I,3,E,no\n");
    assert_eq!(found.count, 3);
    let registry = open(&until_june());
    let typed = SUCCESSION
        .replace("Xã Hòa An", "Xã  Hoà An ")
        .replace("Xã Vị Thủy", "Xã Vị Thuỷ")
        .replace(
            "old_code,old_name,new_code,new_name,partial",
            "Mã cũ;Tên cũ;Mã mới;Tên mới;Một phần",
        )
        .replace(',', ";")
        .replace(";no", ";không");
    let read = table(&registry, &typed).unwrap();
    assert_eq!((read.reform.succeed.len(), read.mended), (75, 3));
    let kinds: Vec<_> = read
        .reform
        .open
        .iter()
        .map(|one| one.kind.as_str())
        .collect();
    assert!(kinds.iter().all(|kind| ["Phường", "Xã"].contains(kind)));
}

/// A spreadsheet takes codes for numbers; two of the north come back by their
/// digits, one of which is a province's too.
#[test]
fn codes_that_lost_their_zeros() {
    let units = "id,code,name,level,parent\n01,01,Tỉnh Bắc,province,\n\
                 00001,00001,Xã Một,commune,01\n00013,00013,Xã Mười Ba,commune,01\n";
    let source = |file, text: &'static str| Source {
        file,
        bytes: text.as_bytes(),
    };
    let opened = import::open(&[source("units.csv", units)], &Options::default()).unwrap();
    let terms = Terms {
        day: "2025-07-01".parse().unwrap(),
        act: "1/NQ".to_owned(),
        under: "01".to_owned(),
    };
    let rows = "old_code,old_name,new_code,new_name\n\
                1,Xã Một,13.0,Xã Mới\n13,Xã Mười Ba,13,Xã Mới\n";
    let table = read(source("succession.csv", rows), &opened.registry, &terms).unwrap();
    let went = table.reform.succeed.iter();
    let went: Vec<_> = went
        .map(|one| (one.from.as_str(), one.into.as_str()))
        .collect();
    assert_eq!(
        went,
        [("00001", "00013@2025-07-01"), ("00013", "00013@2025-07-01")]
    );
    assert_eq!(table.notes.len(), 4);
    says(
        &table.notes[0],
        "restored-code",
        "succession.csv, row 2, column old_code: 1 lost part of its code in a spreadsheet; read as 00001",
        "succession.csv, dòng 2, cột old_code: 1 đã bị bảng tính làm mất một phần mã; được hiểu là 00001",
    );
    // Without the name nothing says which of the two it is.
    let unnamed = rows.replace("1,Xã Một,", "1,,");
    let unnamed = Source {
        file: "succession.csv",
        bytes: unnamed.as_bytes(),
    };
    let faults = read(unnamed, &opened.registry, &terms).unwrap_err();
    assert_eq!(faults.first[0].name(), "unit-missing");
}

/// The faults of a document against the small country.
fn of(text: &str) -> Error {
    let registry = open(&small());
    let errors = registry.places_after(&reform(text)).unwrap_err();
    assert_eq!(preview(&registry, &reform(text)).unwrap_err(), errors);
    let mut batch = small();
    batch.reforms.push(reform(text));
    let (after, findings) = Registry::fold(batch);
    assert_eq!(after.reforms().len(), 0);
    let found = findings.into_iter().map(|finding| finding.error);
    assert_eq!(found.collect::<Vec<_>>(), errors);
    let before = asked(&registry, "2025-07-01", "then");
    assert_eq!(asked(&after, "2025-07-01", "then"), before);
    errors[0].clone()
}

#[test]
fn documents_of_reforms() {
    let with = |rest: &str| format!(r#"{{"day":"2025-07-01","act":"1/NQ",{rest}}}"#);
    says(
        &of(r#"{"day":"2025-07-01","act":" ","succeed":[{"from":"A","into":"B"}]}"#),
        "missing-field",
        "/act: the field act is missing",
        "/act: thiếu trường act",
    );
    says(
        &of(&with(r#""succeed":[{"from":"A","into":"X"}]"#)),
        "successor-missing",
        "/succeed/0/into: X neither exists on that day nor is opened",
        "/succeed/0/into: X không tồn tại vào ngày đó và cũng không được thành lập",
    );
    says(
        &of(&with(
            r#""succeed":[{"from":"A","into":"B"},{"from":"B","into":"A"}]"#,
        )),
        "succeeds-itself",
        "/succeed/0/into: A (Xã An) goes into a unit that ends on the same day",
        "/succeed/0/into: A (Xã An) nhập vào đơn vị chấm dứt ngay trong ngày đó",
    );
    says(
        &of(&with(r#""succeed":[{"from":"A","into":"D"}]"#)),
        "level-mismatch",
        "/succeed/0/into: D (Huyện Đông) does not fit the level of A (Xã An)",
        "/succeed/0/into: cấp của D (Huyện Đông) không phù hợp với A (Xã An)",
    );
    says(
        &of(&with(
            r#""open":[{"unit":"N","code":"C","name":"Xã Mới","level":"commune","parent":"D"}]"#,
        )),
        "code-taken",
        "/open/0/code: on that day the code C belongs to C (Xã Cường)",
        "/open/0/code: ngày đó mã C là của C (Xã Cường)",
    );
    says(
        &of(&with(
            r#""open":[{"unit":"A","name":"Xã Mới","level":"commune","parent":"D"}]"#,
        )),
        "unit-exists",
        "/open/0/unit: there is a unit A (Xã An) already",
        "/open/0/unit: đã có đơn vị A (Xã An)",
    );
    says(
        &of(&with(
            r#""open":[{"unit":"N","name":"Xã Mới","level":"commune"}]"#,
        )),
        "left-without-parent",
        "/open/0/parent: N is left without a unit above it",
        "/open/0/parent: N không còn đơn vị cấp trên",
    );
    // Closing one commune of several leaves its hamlets without a unit.
    says(
        &of(&with(r#""close":["A"]"#)),
        "left-without-parent",
        "/close/0: A1 (Ấp A1) is left without a unit above it",
        "/close/0: A1 (Ấp A1) không còn đơn vị cấp trên",
    );
    says(
        &of(&with(r#""moves":[{"unit":"A1","parent":"B1"}]"#)),
        "level-mismatch",
        "/moves/0/parent: A1 (Ấp A1) does not fit the level of B1 (Ấp B1)",
        "/moves/0/parent: cấp của A1 (Ấp A1) không phù hợp với B1 (Ấp B1)",
    );
    says(
        &of(&with(r#""places":[{"household":"h","unit":"A1"}]"#)),
        "unknown-reference",
        "/places/0/household: h refers to no household",
        "/places/0/household: h không trỏ tới hộ nào",
    );
}

/// Of two that contradict each other one holds, whichever came first; the same twice
/// is once.
#[test]
fn reforms_of_two_devices() {
    let one = reform(r#"{"day":"2025-07-01","act":"1/NQ","succeed":[{"from":"A","into":"C"}]}"#);
    let two = reform(r#"{"day":"2025-07-01","act":"2/NQ","succeed":[{"from":"A","into":"B"}]}"#);
    for reforms in [[&one, &two, &one], [&two, &one, &one]] {
        let mut batch = small();
        batch.reforms = reforms.map(Clone::clone).to_vec();
        let (registry, findings) = Registry::fold(batch);
        assert_eq!(registry.reforms(), core::slice::from_ref(&one));
        assert_eq!(findings.len(), 1);
        says(
            &findings[0].error,
            "reform-conflict",
            "/succeed/0/from: A (Xã An) was already changed by 1/NQ; the whole reform is kept without effect",
            "/succeed/0/from: A (Xã An) đã được sắp xếp theo 1/NQ; toàn bộ đợt sắp xếp này được giữ lại, không có tác dụng",
        );
    }
}
