//! What is written as a workbook.

use super::*;

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
