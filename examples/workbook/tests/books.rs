//! Workbooks as they come from Excel, and back.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use noidai_workbook::{Area, Book, Cell, Look, Row, Sheet, Spot, Unusable, Value, column_name};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Read, Write};

fn read(mut workbook: Workbook) -> Book {
    Book::read(&workbook.save_to_buffer().unwrap()).unwrap()
}

fn value<'b>(sheet: &'b Sheet, at: &str) -> &'b Value {
    let spot: Spot = at.parse().unwrap();
    &sheet.cell(spot).unwrap_or_else(|| panic!("{at}")).value
}

#[test]
fn cells_have_what_excel_shows_and_not_how_it_keeps_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Số liệu").unwrap();
    let format = |code: &str| Format::new().set_num_format(code);
    let day = |year, month, day| ExcelDateTime::from_ymd(year, month, day).unwrap();
    sheet.write(0, 0, "Nguyễn Thị Bé").unwrap();
    sheet.write(1, 0, 31441).unwrap();
    sheet.write(2, 0, 0.1 + 0.2).unwrap();
    sheet
        .write_with_format(3, 0, day(2025, 6, 30), &format("dd/mm/yyyy"))
        .unwrap();
    let noon = day(2025, 6, 30).and_hms(13, 30, 0).unwrap();
    sheet
        .write_with_format(4, 0, &noon, &format("dd/mm/yyyy hh:mm"))
        .unwrap();
    sheet.write(5, 0, true).unwrap();
    sheet
        .write_with_format(6, 0, 0.6667, &format("0.00%"))
        .unwrap();
    sheet
        .write(7, 0, Formula::new("=6*7").set_result("42"))
        .unwrap();
    sheet
        .write(8, 0, Formula::new("=NA()").set_result("#N/A"))
        .unwrap();
    sheet
        .write(9, 0, Formula::new("=A1").set_result("Nguyễn"))
        .unwrap();
    sheet.write(10, 0, 1234567.5).unwrap();
    sheet.write(11, 0, -12).unwrap();
    let book = read(workbook);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "Số liệu");
    let plain = (1..=12).map(|row| value(sheet, &format!("A{row}")).plain());
    let expected = [
        "Nguyễn Thị Bé",
        "31441",
        "0,3",
        "2025-06-30",
        "2025-06-30 13:30:00",
        "true",
        "66,67%",
        "42",
        "#N/A",
        "Nguyễn",
        "1234567,5",
        "-12",
    ];
    assert_eq!(plain.collect::<Vec<_>>(), expected);
    assert!(matches!(value(sheet, "A9"), Value::Fault(_)));
    assert!(sheet.uncomputed.is_empty());
}

#[test]
fn days_count_from_1904_where_the_workbook_does() {
    // 2025-06-30 is day 45838 from 1900, and 44376 from 1904.
    let mut workbook = Workbook::new();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.write_with_format(0, 0, 44376, &format).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let bytes = replaced(
        &bytes,
        "xl/workbook.xml",
        "<workbookPr ",
        "<workbookPr date1904=\"1\" ",
    );
    let book = Book::read(&bytes).unwrap();
    assert_eq!(value(&book.sheets[0], "A1").plain(), "2025-06-30");
}

#[test]
fn merged_areas_hidden_rows_and_hidden_sheets_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .merge_range(1, 0, 3, 0, "Ấp 1", &Format::new())
        .unwrap();
    sheet.write(2, 1, "b").unwrap();
    sheet.write(5, 1, "c").unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(4).unwrap();
    workbook
        .add_worksheet()
        .set_name("ẩn")
        .unwrap()
        .set_hidden(true);
    let book = read(workbook);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merged, ["A2:A4".parse::<Area>().unwrap()]);
    assert_eq!(value(sheet, "A2").plain(), "Ấp 1");
    let hidden: Vec<u32> = sheet
        .rows
        .iter()
        .filter(|row| row.is_hidden)
        .map(|row| row.number)
        .collect();
    // A hidden row without anything in it hides nothing.
    assert_eq!(hidden, [3]);
    assert_eq!(
        [book.sheets[0].is_hidden, book.sheets[1].is_hidden],
        [false, true]
    );
}

/// As libraries write formulas that nobody has computed.
#[test]
fn a_formula_that_was_never_computed_is_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write(0, 0, Formula::new("=6*7").set_result("42"))
        .unwrap();
    sheet
        .write(0, 1, Formula::new("=6*8").set_result("48"))
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    for none in ["", "<v></v>", "<v/>"] {
        let bytes = replaced(&bytes, "xl/worksheets/sheet1.xml", "<v>48</v>", none);
        let book = Book::read(&bytes).unwrap();
        assert_eq!(
            book.sheets[0].uncomputed,
            [Spot { row: 1, column: 1 }],
            "{none}"
        );
        assert_eq!(value(&book.sheets[0], "A1").plain(), "42");
    }
}

/// Errors that Excel has known since 2019 only, and ones that nobody knows yet.
#[test]
fn an_error_of_a_formula_is_told_whichever_it_is() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write(0, 0, Formula::new("=NA()").set_result("#N/A"))
        .unwrap();
    sheet.write(0, 1, "beside").unwrap();
    sheet.write(1, 0, "below").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    for error in ["#N/A", "#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#NEXT!"] {
        let bytes = replaced(
            &bytes,
            "xl/worksheets/sheet1.xml",
            "<v>#N/A</v>",
            &format!("<v>{error}</v>"),
        );
        let book = Book::read(&bytes).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(value(sheet, "A1"), &Value::Fault(error.to_owned()));
        assert_eq!(value(sheet, "B1").plain(), "beside");
        assert_eq!(value(sheet, "A2").plain(), "below");
        // Where cells do not say where they stand, none is put at a guess.
        let moved = replaced(&bytes, "xl/worksheets/sheet1.xml", " r=\"B1\"", "");
        assert_eq!(Book::read(&moved).is_err(), error != "#N/A", "{error}");
    }
}

#[test]
fn a_stray_cell_far_away_takes_no_room() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "x").unwrap();
    sheet.write(1_048_575, 16_383, "y").unwrap();
    let book = read(workbook);
    assert_eq!(book.sheets[0].rows.len(), 2);
    assert_eq!(value(&book.sheets[0], "XFD1048576").plain(), "y");
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    let compound = |stream: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(2048, 0);
        Book::read(&bytes)
    };
    assert!(matches!(
        compound("EncryptedPackage"),
        Err(Unusable::Protected)
    ));
    assert!(matches!(compound("Workbook"), Err(Unusable::Old)));
    assert!(matches!(compound("WordDocument"), Err(Unusable::Broken(_))));
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "x").unwrap();
    let whole = workbook.save_to_buffer().unwrap();
    for broken in [
        &b""[..],
        b"id,name\n",
        b"PK\x03\x04",
        &whole[..whole.len() / 2],
    ] {
        assert!(
            matches!(Book::read(broken), Err(Unusable::Broken(_))),
            "{}",
            broken.len()
        );
    }
    let torn = replaced(&whole, "xl/worksheets/sheet1.xml", "</c>", "</");
    assert!(matches!(Book::read(&torn), Err(Unusable::Broken(why)) if why.contains("[Sheet1]")));
}

#[test]
fn a_book_comes_back_as_it_was_written() {
    let mut sheet = Sheet::new("people");
    sheet.push([
        Cell::text("id").look(Look::Header),
        Cell::text("=1+1").look(Look::Header),
    ]);
    let day = Value::Day {
        year: 1967,
        month: 7,
        day: 12,
    };
    sheet.push([Cell::text("007"), day.into(), Cell::number(3.0)]);
    sheet.push([
        Cell::blank(),
        Cell::from(Value::Truth(true)),
        Cell::from(Value::Share(0.462)),
    ]);
    sheet.rows.push(Row {
        number: 7,
        cells: vec![Cell::text("x")],
        is_hidden: true,
    });
    sheet.merged.push("A2:A3".parse().unwrap());
    sheet.frozen = 1;
    let book = Book {
        sheets: vec![sheet],
    };
    let read = Book::read(&book.write().unwrap()).unwrap();
    let held = |book: &Book| {
        let rows = book.sheets[0].rows.iter();
        let cells = rows.flat_map(|row| {
            row.cells
                .iter()
                .map(|cell| (row.number, row.is_hidden, cell.column, cell.value.clone()))
        });
        cells.collect::<Vec<_>>()
    };
    assert_eq!(held(&read), held(&book));
    assert_eq!(read.sheets[0].merged, book.sheets[0].merged);
}

#[test]
fn bad_cells_are_coloured_and_have_a_note() {
    let mut sheet = Sheet::new("people");
    sheet.push([Cell::text("id")]);
    let cell = sheet.cell_mut("C14".parse().unwrap()).unwrap();
    cell.look = Look::Bad;
    cell.note = Some("31/02 không phải ngày có thật".to_owned());
    let bytes = Book {
        sheets: vec![sheet],
    }
    .write()
    .unwrap();
    let comments = part(&bytes, "xl/comments1.xml");
    assert!(
        comments.contains("ref=\"C14\"") && comments.contains("31/02 không phải"),
        "{comments}"
    );
    assert!(part(&bytes, "xl/styles.xml").contains("FFD0CC"));
}

/// Headers break between words, so a long one does not make its column wide; a text is as
/// wide as its column may be and takes further lines, and its row is as high.
#[test]
fn columns_fit_what_they_hold() {
    let long = "Tổ công nghệ số cộng đồng Khu vực 2, Phường I";
    let mut sheet = Sheet::new("to");
    let headings = ["Tổ", "Cần cử tuyên truyền viên", "Đối tượng xét"];
    sheet.push(headings.map(|text| Cell::text(text).look(Look::Header)));
    let cells = [Cell::text(long), Cell::number(3.0), Cell::number(2370.0)];
    sheet.push(cells.map(|cell| cell.look(Look::Boxed)));
    sheet.widest = vec![28];
    let bytes = Book {
        sheets: vec![sheet],
    }
    .write()
    .unwrap();
    let text = part(&bytes, "xl/worksheets/sheet1.xml");
    let widths: Vec<f64> = text
        .split("<col ")
        .skip(1)
        .map(|column| {
            let width = column.split("width=\"").nth(1).unwrap();
            width.split('"').next().unwrap().parse().unwrap()
        })
        .collect();
    let [team, reason, population] = widths[..] else {
        panic!("{widths:?}");
    };
    assert!((28.0..32.0).contains(&team), "{widths:?}");
    assert!((12.0..17.0).contains(&reason), "{widths:?}");
    assert!((9.0..14.0).contains(&population), "{widths:?}");
    // Two lines each.
    assert_eq!(text.matches("ht=\"30\"").count(), 2, "{text}");
}

#[test]
fn a_sheet_longer_than_excel_allows_is_refused_by_name() {
    let mut sheet = Sheet::new("assessments");
    sheet.rows.push(Row {
        number: 1_048_577,
        cells: vec![Cell::text("x")],
        is_hidden: false,
    });
    let refused = Book {
        sheets: vec![sheet],
    }
    .write();
    assert!(
        matches!(refused, Err(Unusable::TooLong { sheet, rows: 1_048_577 }) if sheet == "assessments")
    );
}

#[test]
fn columns_and_cells_have_the_names_of_excel() {
    for (column, name) in [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (701, "ZZ"),
        (702, "AAA"),
        (16_383, "XFD"),
    ] {
        assert_eq!(column_name(column), name);
        assert_eq!(format!("{name}9").parse(), Ok(Spot { row: 9, column }));
    }
    for wrong in ["", "A", "9", "A0", "a1", "XFE1", "A1048577", "A-1", "A1B"] {
        assert!(wrong.parse::<Spot>().is_err(), "{wrong}");
    }
}

#[test]
fn days_typed_as_texts_are_known() {
    let is_day = |text: &str| Value::Text(text.to_owned()).is_day_as_text();
    for text in [
        "25/12/2024",
        "5/1/2024",
        "25-12-2024",
        "25.12.2024",
        "2024-12-25",
    ] {
        assert!(is_day(text), "{text}");
    }
    for text in [
        "1967",
        "12/2024",
        "Ấp 3",
        "1.234.567",
        "093/184/000123",
        "25/12/24",
        "1/5/1899",
        "1899-05-01",
    ] {
        assert!(!is_day(text), "{text}");
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The package with a text of one part replaced.
fn replaced(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let own = archive.by_index(at).unwrap().name().unwrap().into_owned();
        let mut text = part(bytes, &own);
        if own == name {
            assert!(text.contains(from), "{text}");
            text = text.replacen(from, to, 1);
        }
        written
            .start_file(own, zip::write::SimpleFileOptions::default())
            .unwrap();
        written.write_all(text.as_bytes()).unwrap();
    }
    written.finish().unwrap().into_inner()
}
