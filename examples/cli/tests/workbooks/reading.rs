//! Sheets, days and merged cells as they are read.

use super::*;

/// "It reads .xlsx: several sheets a book, formulas' values, dates as Excel holds them."
#[test]
fn sheets_are_tables_by_their_names_in_either_language() {
    let file = book("names", |workbook| {
        let units = sheet(
            workbook,
            "Đơn vị",
            &[
                &["DANH SÁCH ĐƠN VỊ"],
                &[],
                &["Mã đơn vị", "Tên đơn vị", "Cấp", "Ngày thành lập"],
            ],
        );
        units.write(3, 0, 31441).unwrap();
        units.write(3, 1, "Xã Ba").unwrap();
        units
            .write(
                3,
                2,
                Formula::new("=\"comm\"&\"une\"").set_result("commune"),
            )
            .unwrap();
        units
            .write_with_format(3, 3, day(2020, 1, 2), &as_day())
            .unwrap();
        sheet(
            workbook,
            "people-2",
            &[&["id", "Họ và tên", "sex"], &["p1", "=Bé", "nữ"]],
        );
        sheet(workbook, "Ghi chú", &[&["Lập ngày 1/7/2025"]]);
        workbook.add_worksheet();
    });
    let (said, has_faults) = checked(&file, &[]);
    assert!(!has_faults, "{said}");
    is_said(&said, "1 đơn vị");
    is_said(&said, "1 nhân khẩu");
    is_said(
        &said,
        "other-sheet (427): so-lieu.xlsx [Ghi chú]: không có bảng tên Ghi chú",
    );
    assert!(
        !said.contains("[Sheet4]"),
        "a blank sheet is nothing to tell: {said}"
    );
    let exported = noidai(&["export", &file]);
    let exported = String::from_utf8(exported.stdout).unwrap();
    is_said(&exported, "31441@2020-01-02");
    is_said(&exported, r#""name":"=Bé""#);
}

/// Without a day of Excel beside it, a day that is a text is read day first, as in CSV.
#[test]
fn a_column_of_texts_alone_is_read_day_first() {
    let file = book("texts", |workbook| {
        sheet(
            workbook,
            "people",
            &[
                &["id", "birth"],
                &["p1", "5/12/1990"],
                &["p2", "25/12/1990"],
            ],
        );
    });
    let (said, has_faults) = checked(&file, &[]);
    assert!(!has_faults, "{said}");
}

/// "Merged cells and blank cells below them; hidden rows reported."
#[test]
fn a_merged_cell_is_all_its_rows_and_hidden_rows_are_told() {
    let households: &[&[&str]] = &[
        &["Mã hộ", "Đơn vị", "lane"],
        &["h1", "", "Tuyến 1"],
        &["h2", "", "Tuyến 1"],
        &["h3", "", "Tuyến 2"],
        &["h4", "31442", "Tuyến 2"],
    ];
    let units: &[&[&str]] = &[
        &["code", "name", "level"],
        &["31441", "Xã Ba", "commune"],
        &["31442", "Xã Bảy", "commune"],
    ];
    let merged = book("merged", |workbook| {
        sheet(workbook, "units", units);
        let sheet = sheet(workbook, "households", households);
        sheet
            .merge_range(1, 1, 3, 1, "31441", &Format::new())
            .unwrap();
        for row in [2, 3, 4] {
            sheet.set_row_hidden(row).unwrap();
        }
    });
    let filled: Vec<Vec<&str>> = households
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| if cell.is_empty() { "31441" } else { cell })
                .collect()
        })
        .collect();
    let filled: Vec<&[&str]> = filled.iter().map(Vec::as_slice).collect();
    let plain = book("filled", |workbook| {
        sheet(workbook, "units", units);
        sheet(workbook, "households", &filled);
    });
    let exported = |file: &str| noidai(&["export", file]).stdout;
    assert!(!exported(&plain).is_empty());
    assert_eq!(exported(&merged), exported(&plain));
    let (said, has_faults) = checked(&merged, &[]);
    assert!(!has_faults, "{said}");
    is_said(
        &said,
        "merged-cells (425): so-lieu.xlsx [households] B2:B4 (Đơn vị): các ô được gộp",
    );
    is_said(
        &said,
        "hidden-rows (426): so-lieu.xlsx [households]: đang bị ẩn nhưng vẫn được đọc: dòng 3–5",
    );
    let (said, _) = checked(&plain, &[]);
    assert!(
        !said.contains("merged-cells") && !said.contains("hidden-rows"),
        "{said}"
    );
}

#[test]
fn a_workbook_without_a_table_is_a_fault_and_a_users_own_sheet_can_be_mapped() {
    let file = book("own", |workbook| {
        sheet(
            workbook,
            "Danh sách",
            &[&["Mã người", "Giới"], &["p1", "gái"]],
        );
    });
    let (said, has_faults) = checked(&file, &[]);
    assert!(has_faults);
    is_said(
        &said,
        "wrong-table (403): so-lieu.xlsx [Danh sách]: không có bảng tên Danh sách",
    );
    let mapping = Path::new(&file).with_file_name("mapping.json");
    let document = r#"{"tables":[{"table":"people","files":["Danh sách"],"columns":[
        {"column":"sex","header":"Giới","values":[{"own":"gái","means":"female"}]}]}]}"#;
    fs::write(&mapping, document).unwrap();
    let (said, has_faults) = checked(&file, &["--mapping", mapping.to_str().unwrap()]);
    assert!(!has_faults, "{said}");
    assert!(!said.contains("unused-mapping"), "{said}");
}
