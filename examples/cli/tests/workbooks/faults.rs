//! Every fault with its sheet, its cell and the reason.

use super::*;

/// "Bad input, each with sheet, cell and reason: a formula error, a date typed as text."
#[test]
fn a_fault_names_its_sheet_its_cell_and_the_reason() {
    let file = book("faults", |workbook| {
        let people = sheet(
            workbook,
            "Người",
            &[
                &["Mã người", "Họ và tên", "Ngày sinh", "Ngày mất"],
                &["p1", "Nguyễn Thị Bé", "31/02/1990"],
                &["p2"],
                &["p3", "Trần Văn Ba", "", "25/12/2024"],
                &["p4"],
                &["p5"],
            ],
        );
        people
            .write(2, 1, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
        people
            .write_with_format(4, 3, day(2024, 5, 12), &as_day())
            .unwrap();
        let visits = sheet(
            workbook,
            "residences",
            &[
                &["person", "household", "kind"],
                &["p1", "nowhere", "permanent"],
            ],
        );
        visits.set_column_width(0, 20).unwrap();
    });
    for (lang, expected) in [
        (
            "vi",
            [
                "bad-day (103): so-lieu.xlsx [Người] C2 (Ngày sinh): (ẩn) không phải ngày có thật",
                "spreadsheet-fault (410): so-lieu.xlsx [Người] B3 (Họ và tên): ô chứa lỗi bảng tính #N/A",
                "day-as-text (428): so-lieu.xlsx [Người] D4 (Ngày mất): ngày 25/12/2024 được gõ dạng văn bản",
                "so-lieu.xlsx [residences] B2 (household): nowhere không trỏ tới hộ nào",
            ],
        ),
        (
            "en",
            [
                "so-lieu.xlsx [Người] C2 (Ngày sinh): (hidden) is not a day",
                "so-lieu.xlsx [Người] B3 (Họ và tên): the cell holds the spreadsheet error #N/A",
                "so-lieu.xlsx [Người] D4 (Ngày mất): the day 25/12/2024 is typed as text among days of Excel",
                "so-lieu.xlsx [residences] B2 (household): nowhere refers to no household",
            ],
        ),
    ] {
        let (said, has_faults) = checked(&file, &["--lang", lang]);
        assert!(has_faults);
        for expected in expected {
            is_said(&said, expected);
        }
    }
    let (said, _) = checked(&file, &["--format", "csv"]);
    assert!(
        said.contains("fault,so-lieu.xlsx [Người],2,Ngày sinh,103,bad-day,"),
        "{said}"
    );
    assert!(said.lines().any(|line| line.ends_with(",C2")), "{said}");
    let (said, _) = checked(&file, &["--format", "json"]);
    assert!(
        said.contains(r#""sheet":"Người","cell":"C2","column":"Ngày sinh""#),
        "{said}"
    );
    // Where nobody asked for the faults, they are told all the same, and nothing counted.
    let output = noidai(&["coverage", &file]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("so-lieu.xlsx [Người] C2"), "{errors}");
}

/// What is wrong with a cell is wrong with its row alone: where rows are set aside, it goes
/// with its reason and the rest is used.
#[test]
fn a_faulty_cell_sets_its_row_aside() {
    let file = book("aside-book", |workbook| {
        let people = sheet(
            workbook,
            "people",
            &[
                &["id", "name", "died"],
                &["p1", "Bé"],
                &["p2", "Út", "25/12/2024"],
                &["p3", "Ba"],
                &["p4"],
            ],
        );
        people
            .write_with_format(1, 2, day(2024, 5, 12), &as_day())
            .unwrap();
        people
            .write(3, 1, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
    });
    let place = |cell: &str| format!("so-lieu.xlsx [people] {cell}");
    let (said, _) = checked(&file, &[]);
    for cell in ["C3 (died)", "B4 (name)"] {
        is_said(&said, &place(cell));
    }
    let aside = folder("aside-of-book").join("bad");
    let aside = aside.to_str().unwrap();
    let output = noidai(&["export", &file, "--set-aside", aside, "--lang=en"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    let exported = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{errors}");
    is_said(
        &errors,
        &place("C3 (died): the day 25/12/2024 is typed as text"),
    );
    is_said(
        &errors,
        &place("B4 (name): the cell holds the spreadsheet error #N/A"),
    );
    assert!(
        exported.contains("\"p1\"") && exported.contains("\"p4\""),
        "{exported}"
    );
    assert!(
        !exported.contains("\"p2\"") && !exported.contains("\"p3\""),
        "{exported}"
    );
    let rows = fs::read_to_string(Path::new(aside).join("people.csv")).unwrap();
    assert!(rows.contains(",p2,Út,25/12/2024"), "{rows}");
    assert!(
        rows.contains("day-as-text,died,") && rows.contains("spreadsheet-fault,name,"),
        "{rows}"
    );
    // Mended there, it takes the place of the row of the workbook.
    let mended = rows
        .replace("25/12/2024", "2024-12-25")
        .replace("#N/A", "Ba");
    fs::write(Path::new(aside).join("people.csv"), mended).unwrap();
    let whole = noidai(&["export", &file, aside]);
    let exported = String::from_utf8(whole.stdout).unwrap();
    assert!(
        exported.contains("\"p2\"") && exported.contains("2024-12-25"),
        "{exported}"
    );
}

/// "A password-protected or broken workbook, an .xls."
#[test]
fn what_cannot_be_read_says_why() {
    let folder = folder("unreadable");
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let made = |name: &str| {
        let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
        fs::read(books.join(name)).unwrap()
    };
    for (name, bytes, vi, en) in [
        (
            "mat-khau.xlsx",
            made("protected.xlsx"),
            "có đặt mật khẩu",
            "protected by a password",
        ),
        (
            "cu.xls",
            made("units.xls"),
            "là tệp .xls (Excel trước 2007)",
            "it is an .xls workbook",
        ),
        (
            "hong.xlsx",
            b"PK\x03\x04...".to_vec(),
            "không phải tệp .xlsx, hoặc đã hỏng",
            "a damaged one",
        ),
        (
            "csv.xlsx",
            b"id,name\n".to_vec(),
            "không phải tệp .xlsx",
            "no .xlsx workbook",
        ),
    ] {
        let file = write(name, &bytes);
        for (lang, reason) in [("vi", vi), ("en", en)] {
            let (said, has_faults) = checked(&file, &["--lang", lang]);
            assert!(has_faults, "{said}");
            is_said(&said, "unusable-file (607)");
            is_said(&said, name);
            is_said(&said, reason);
        }
    }
    // Of a folder, the others are told beside; what Excel leaves beside an open
    // workbook is none.
    write("~$mat-khau.xlsx", b"open");
    let (said, _) = checked(folder.to_str().unwrap(), &["--lang", "en"]);
    is_said(&said, "4 faults");
}

/// "The faults written back as a copy in which bad cells are coloured and commented."
#[test]
fn the_marked_copy_has_each_fault_on_its_cell() {
    let file = book("marked", |workbook| {
        let people = sheet(
            workbook,
            "people",
            &[
                &["id", "name", "birth"],
                &["p1", "Nguyễn Thị Bé", "31/02/1990"],
                &["p2", "Trần Văn Ba", "12/5/67"],
                &["p3", "Lê Văn Tư"],
            ],
        );
        people.set_row_hidden(3).unwrap();
        sheet(workbook, "Ghi chú", &[&["giữ nguyên"]]);
    });
    let copy = Path::new(&file).with_file_name("loi.xlsx");
    let copy = copy.to_str().unwrap();
    let (said, has_faults) = checked(&file, &["--marked", copy, "--lang", "en"]);
    assert!(has_faults, "{said}");
    let marked = noidai_workbook::Book::read(&fs::read(copy).unwrap()).unwrap();
    let names: Vec<&str> = marked
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["Faults", "people", "Ghi chú"]);
    let held = |sheet: &noidai_workbook::Sheet| {
        let rows = sheet.rows.iter();
        let cells = rows.flat_map(|row| {
            row.cells
                .iter()
                .map(|cell| (row.number, row.is_hidden, cell.value.plain()))
        });
        cells.collect::<Vec<_>>()
    };
    let original = noidai_workbook::Book::read(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(
        held(&marked.sheets[1]),
        held(&original.sheets[0]),
        "the values stay"
    );
    let list = held(&marked.sheets[0]);
    for (row, expected) in [
        (2, "C2"),
        (2, "bad-day (103)"),
        (3, "C3"),
        (3, "two-digit-year (409)"),
    ] {
        let is_there = list
            .iter()
            .any(|(own, _, text)| *own == row && text == expected);
        assert!(is_there, "{expected}: {list:?}");
    }
    assert!(
        !list.iter().any(|(_, _, text)| text.contains("31/02")),
        "{list:?}"
    );
    // Mended in the copy, it is read like the first.
    let (said, _) = checked(copy, &["--lang", "en"]);
    is_said(&said, "2 faults");
    // Only a workbook can be marked, and never in place.
    for wrong in [
        &["check", &file, "--marked", &file][..],
        &["check", "--marked", copy],
    ] {
        assert_eq!(noidai(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

/// "Bad input, each with sheet, cell and reason: two activities of one id, attendance of
/// somebody not in the team that day (a warning), a target above 100 %, a figure without
/// period, a rank without n."
#[test]
fn faults_of_the_months_work_have_their_cells_too() {
    let file = book("work", |workbook| {
        sheet(
            workbook,
            "units",
            &[&["code", "name", "level"], &["93", "Tỉnh Ba", "province"]],
        );
        sheet(
            workbook,
            "teams",
            &[&["id", "unit", "name"], &["t1", "93", "Tổ 1"]],
        );
        sheet(workbook, "people", &[&["id"], &["p1"]]);
        let activities = sheet(
            workbook,
            "Hoạt động",
            &[&["Mã hoạt động", "Ngày", "Loại", "Tổ"]],
        );
        for (row, kind) in [(1, "họp ấp"), (2, "lớp học"), (3, "chợ")] {
            activities
                .write(row, 0, if row == 3 { "hd2" } else { "hd1" })
                .unwrap();
            activities
                .write_with_format(row, 1, day(2025, 6, 1), &as_day())
                .unwrap();
            activities.write(row, 2, kind).unwrap();
            activities.write(row, 3, "t1").unwrap();
        }
        sheet(
            workbook,
            "attendance",
            &[&["activity", "person"], &["hd2", "p1"]],
        );
        let targets = sheet(
            workbook,
            "Chỉ tiêu",
            &[
                &["Đơn vị", "Quy tắc", "Chỉ tiêu", "Từ ngày", "Hạn"],
                &["93", "ministry-household", "", "2025-01-01", "2025-12-31"],
            ],
        );
        let share = Format::new().set_num_format("0%");
        targets.write_with_format(1, 2, 1.2, &share).unwrap();
        sheet(
            workbook,
            "figures",
            &[
                &[
                    "figure", "unit", "from", "until", "edition", "rank", "among", "count",
                    "source",
                ],
                &["dti", "93", "", "", "", "", "", "5", "x"],
                &[
                    "dti",
                    "93",
                    "2022-01-01",
                    "2023-01-01",
                    "DTI 2022",
                    "17",
                    "",
                    "",
                    "x",
                ],
            ],
        );
    });
    let (said, has_faults) = checked(&file, &["--lang", "en", "--format", "csv"]);
    assert!(has_faults);
    let faults = said.lines().filter(|line| line.starts_with("fault,"));
    let told = faults.map(|line| {
        let (file, rest) = line.split_once(']').unwrap();
        let sheet = file.split_once('[').unwrap().1;
        let name = rest.split(',').nth(4).unwrap();
        let cell = line.rsplit(',').next().unwrap();
        [sheet, cell, name].map(str::to_owned)
    });
    let expected = [
        ["Chỉ tiêu", "C2", "target-above-all"],
        ["figures", "C2", "figure-without-period"],
        ["figures", "G3", "rank-without-among"],
        ["Hoạt động", "A2", "duplicate-other"],
        ["Hoạt động", "A3", "duplicate-other"],
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected, "{said}");
}

/// A warning names its cell as well, and stands against nothing.
#[test]
fn attendance_of_somebody_not_in_the_team_is_a_warning_with_its_cell() {
    let file = book("attendance", |workbook| {
        sheet(
            workbook,
            "units",
            &[&["code", "name", "level"], &["93", "Tỉnh Ba", "province"]],
        );
        sheet(
            workbook,
            "teams",
            &[&["id", "unit", "name"], &["t1", "93", "Tổ 1"]],
        );
        sheet(workbook, "people", &[&["id"], &["p1"]]);
        let header: &[&str] = &["id", "day", "kind", "team"];
        sheet(
            workbook,
            "activities",
            &[header, &["hd1", "1/6/2025", "chợ", "t1"]],
        );
        sheet(
            workbook,
            "Tham gia",
            &[&["Hoạt động", "Mã người"], &["hd1", "p1"]],
        );
    });
    let (said, has_faults) = checked(&file, &["--lang", "en", "--format", "csv"]);
    assert!(!has_faults, "{said}");
    let note = said
        .lines()
        .find(|line| line.starts_with("note,so-lieu.xlsx [Tham gia],2,"));
    let note = note.unwrap_or_else(|| panic!("{said}"));
    assert!(note.ends_with(",B2"), "{note}");
}
