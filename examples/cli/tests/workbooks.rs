//! Workbooks of Excel in the place of folders: the same answers, and every fault with
//! its sheet, cell and reason.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.002"])
        .args(arguments)
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("books-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A workbook whose sheets a function fills, in a folder of the test's own.
fn book(name: &str, fill: impl FnOnce(&mut Workbook)) -> String {
    let mut workbook = Workbook::new();
    fill(&mut workbook);
    let file = folder(name).join("so-lieu.xlsx");
    workbook.save(&file).unwrap();
    file.to_str().unwrap().to_owned()
}

fn sheet<'w>(workbook: &'w mut Workbook, name: &str, rows: &[&[&str]]) -> &'w mut Worksheet {
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    sheet
}

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

fn as_day() -> Format {
    Format::new().set_num_format("dd/mm/yyyy")
}

/// What `check` says of a file, and whether there were faults.
fn checked(file: &str, more: &[&str]) -> (String, bool) {
    let output = noidai(&[&["check", file], more].concat());
    let code = output.status.code().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(code < 2, "{errors}");
    (String::from_utf8(output.stdout).unwrap(), code == 1)
}

fn is_said(said: &str, expected: &str) {
    // Lines are broken to the width of a page.
    let whole: Vec<&str> = said.split_whitespace().collect();
    assert!(whole.join(" ").contains(expected), "{expected}\n{said}");
}

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

/// "Round trip": what is written as one workbook is counted as the folder of tables is.
#[test]
fn the_demonstration_as_a_workbook_is_the_demonstration() {
    let folder = folder("round-trip");
    let (tables, file) = (folder.join("tables"), folder.join("mo-phong.xlsx"));
    let (tables, file) = (tables.to_str().unwrap(), file.to_str().unwrap());
    for to in [tables, file] {
        let made = noidai(&["generate", to]);
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
    }
    let (said, has_faults) = checked(file, &["--lang", "en"]);
    assert!(!has_faults, "{said}");
    assert!(!said.contains("Left out or mended"), "{said}");
    assert!(noidai(&["export", file]).stdout == noidai(&["export", tables]).stdout);
    for map in ["then", "now"] {
        let asked = |path: &str| {
            let output = noidai(&[
                "coverage",
                path,
                "--by",
                "commune,hamlet",
                "--map",
                map,
                "--format",
                "csv",
            ]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("MÔ PHỎNG"), "the stamp stays: {said}");
            output.stdout
        };
        let counted = asked(tables);
        assert!(counted.len() > 1000);
        assert!(asked(file) == counted, "on the map {map}");
    }
    // Made again over itself, but never over what is not simulated.
    assert!(noidai(&["generate", file]).status.success());
    let own = book("not-simulated", |workbook| {
        sheet(workbook, "people", &[&["id"], &["p1"]]);
    });
    let before = fs::read(&own).unwrap();
    assert_eq!(noidai(&["generate", &own]).status.code(), Some(2));
    assert_eq!(fs::read(&own).unwrap(), before);
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

/// "Every figure of the workbook equals the command's CSV": counts are numbers, shares
/// too, and a sheet says how they are counted.
#[test]
fn an_answer_as_a_workbook_holds_the_figures_of_the_csv() {
    let file = folder("answer").join("coverage.xlsx");
    let path = file.to_str().unwrap();
    let output = noidai(&[
        "coverage",
        "--on=2025-06-30",
        "--by",
        "commune",
        "--format",
        "csv",
        "--xlsx",
        path,
    ]);
    let csv = String::from_utf8(output.stdout).unwrap();
    let book = noidai_workbook::Book::read(&fs::read(&file).unwrap()).unwrap();
    let [found, how] = &book.sheets[..] else {
        panic!("{} sheets", book.sheets.len());
    };
    assert_eq!([&*found.name, &*how.name], ["Kết quả", "Cách tính"]);
    let cells = |row: &noidai_workbook::Row| -> Vec<String> {
        row.cells.iter().map(|cell| cell.value.plain()).collect()
    };
    let rows: Vec<Vec<String>> = found.rows.iter().map(cells).collect();
    assert!(
        rows[0][0].contains("INTERNAL") && rows[1][0].contains("MÔ PHỎNG"),
        "{rows:?}"
    );
    let header = rows.iter().position(|row| row[0] == "Đơn vị").unwrap();
    let tenths = |share: &str| {
        let tenths = share.parse::<u32>().unwrap() / 1000;
        match tenths % 10 {
            0 => format!("{}%", tenths / 10),
            tenth => format!("{},{tenth}%", tenths / 10),
        }
    };
    let mut compared = 0;
    for (line, row) in csv.lines().skip(1).zip(&rows[header + 1..]) {
        let own: Vec<&str> = line.split(',').collect();
        // Name, population, covered, not covered, not assessed, and both ends.
        let expected = [3, 5, 9, 10, 11].map(|at| own[at].to_owned());
        let shares = [tenths(own[12]), tenths(own[13])];
        let expected: Vec<String> = expected.into_iter().chain(shares).collect();
        assert_eq!(row, &expected, "{:?}", rows[header]);
        compared += 1;
    }
    assert!(compared > 70, "{compared}");
    let told = how
        .rows
        .iter()
        .map(cells)
        .collect::<Vec<_>>()
        .concat()
        .join("\n");
    for expected in [
        "3240/BTTTT-CĐSQG",
        "Đạt ÷ (đối tượng xét − loại trừ + chưa xác định)",
    ] {
        assert!(told.contains(expected), "{told}");
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
