//! The office's month: every figure of the workbook is one of the other verbs' CSV.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use noidai_workbook::Book;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const STAMP: &str = "DỮ LIỆU MÔ PHỎNG";
/// The heading of each column that is compared, with the verb's name for it.
const DONE: [(&str, &str); 16] = [
    ("Hoạt động", "activities"),
    ("Hộ gặp được", "households_reached"),
    ("Đến lần đầu", "first_visits"),
    ("Đến trở lại", "return_visits"),
    ("Vắng nhà", "nobody_home"),
    ("Từ chối", "refused"),
    ("Đã chuyển đi", "moved"),
    ("Người gặp", "people_met"),
    ("Người khác", "people_counted"),
    ("Tuyên truyền", "people_told"),
    ("Hướng dẫn", "people_guided"),
    ("Đánh giá", "people_assessed"),
    ("Số công", "paid_units"),
    ("Công ngoài tổ", "paid_units_outside"),
    ("Vướng mắc", "problems"),
    ("Đã chuyển", "problems_passed_on"),
];
const COVERED: [(&str, &str); 6] = [
    ("Đối tượng xét", "population"),
    ("Đạt", "numerator"),
    ("Chưa đạt", "not_covered"),
    ("Chưa đánh giá", "not_assessed"),
    ("Tỷ lệ thấp nhất", "share_low"),
    ("Tỷ lệ cao nhất", "share_high"),
];
const CAUSES: [(&str, &str); 12] = [
    ("Đạt mức cao hơn", "learned"),
    ("Mức giảm", "level_lowered"),
    ("Mới được đánh giá", "newly_assessed"),
    ("Căn cứ đánh giá quá hạn", "evidence_aged"),
    ("Lập hộ", "household_opened"),
    ("Xóa hộ", "household_closed"),
    ("Tách hộ", "household_split"),
    ("Nhập hộ", "household_joined"),
    ("Mới sinh", "born"),
    ("Chuyển đến", "moved_in"),
    ("Chuyển đi", "moved_out"),
    ("Qua đời", "died"),
];
const TARGETS: [(&str, &str); 9] = [
    ("Hạn", "due"),
    ("Chỉ tiêu", "target"),
    ("Xét vào ngày", "judged_on"),
    ("Đối tượng xét", "population"),
    ("Đạt", "numerator"),
    ("Tỷ lệ thấp nhất", "share_low"),
    ("Tỷ lệ cao nhất", "share_high"),
    ("Còn thiếu", "behind"),
    ("Tiến độ phải đạt", "course_share"),
];

type Row = BTreeMap<String, String>;

fn noidai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_noidai"))
        .args(["--scale", "0.003"])
        .args(arguments)
        .output()
        .unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("month")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn said(arguments: &[&str]) -> String {
    let output = noidai(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The rows of a verb's CSV.
fn csv(arguments: &[&str]) -> Vec<Row> {
    let text = said(&[arguments, &["--format", "csv"]].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The workbook of a month.
fn month(name: &str, arguments: &[&str]) -> Book {
    let file = folder(name).join("thang.xlsx");
    said(&[&["month"], arguments, &["--xlsx", file.to_str().unwrap()]].concat());
    Book::read(&fs::read(file).unwrap()).unwrap()
}

/// The rows of a sheet under the headings of its fourth row.
fn sheet(book: &Book, name: &str) -> Vec<Row> {
    let known = book.sheets.iter().find(|sheet| sheet.name == name);
    let sheet = known.unwrap_or_else(|| panic!("no sheet {name}"));
    let header = sheet.rows.iter().find(|row| row.number == 4).unwrap();
    let headings: BTreeMap<u32, String> = header
        .cells
        .iter()
        .map(|cell| (cell.column, cell.value.plain()))
        .collect();
    let rows = sheet.rows.iter().filter(|row| row.number > 4);
    let cells = |row: &noidai_workbook::Row| -> Row {
        let own = row.cells.iter();
        let mut cells: Row = headings
            .values()
            .map(|name| (name.clone(), String::new()))
            .collect();
        cells.extend(own.map(|cell| (headings[&cell.column].clone(), cell.value.plain())));
        cells
    };
    rows.map(cells).collect()
}

/// A cell of CSV as a workbook shows it: shares down to a tenth of a percent.
fn shown(name: &str, text: &str) -> String {
    let is_share = name.starts_with("share_") || name == "target" || name == "course_share";
    let Some(share) = text.parse::<u64>().ok().filter(|_| is_share) else {
        return text.to_owned();
    };
    match (share / 10_000, share / 1_000 % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole},{tenth}%"),
    }
}

/// Holds columns of a sheet's rows against the rows of CSV, one by one.
fn compare(what: &str, sheet: &[Row], csv: &[Row], columns: &[(&str, &str)]) {
    assert_eq!(sheet.len(), csv.len(), "{what}: rows");
    for (own, row) in sheet.iter().zip(csv) {
        for (heading, name) in columns {
            let expected = shown(name, &row[*name]);
            assert_eq!(own[*heading], expected, "{what}: {heading} of {row:?}");
        }
    }
}

/// "Every figure of the workbook equals the command's CSV": of a commune and of the
/// province with all communes.
#[test]
fn every_figure_is_that_of_the_commands() {
    let mut causes = 0;
    for (unit, levels, own) in [
        ("31318", "commune,hamlet", "commune"),
        ("93", "province,commune", "province"),
    ] {
        let book = month(unit, &[unit, "--on=2025-06-30", "--limit=5"]);
        let on = ["--where", unit, "--on", "2025-06-30"];
        let by = |verb: &'static str, more: &[&'static str]| -> Vec<Row> {
            csv(&[&[verb][..], &on, more].concat())
        };
        let done = by("activity", &["--by", levels]);
        compare("activity", &sheet(&book, "Hoạt động"), &done, &DONE);
        let strata = |by: &str| -> Vec<Row> {
            let asked = ["--by", own, "--stratify", by];
            let mut rows = csv(&[&["activity"][..], &on, &asked].concat());
            rows.retain(|row| row["activities"] != "0");
            rows
        };
        let some = |names: &[&str]| -> Vec<(&str, &str)> {
            let known = DONE.into_iter();
            known
                .filter(|(heading, _)| names.contains(heading))
                .collect()
        };
        let by_team = sheet(&book, "Hoạt động theo tổ");
        let columns = some(&[
            "Hoạt động",
            "Hộ gặp được",
            "Hướng dẫn",
            "Số công",
            "Đã chuyển",
        ]);
        compare("by team", &by_team, &strata("team"), &columns);
        let mut parted = sheet(&book, "Theo loại, lực lượng");
        let details = parted.split_off(strata("kind").len() + strata("force").len());
        let kinds_and_forces = [strata("kind"), strata("force")].concat();
        let columns = some(&["Hoạt động", "Hộ gặp được", "Người gặp", "Số công"]);
        compare("by kind and force", &parted, &kinds_and_forces, &columns);
        // Pairs of a code and a count, in the order of the rows.
        let whole = &done[0];
        let pairs = ["guided", "set_ups", "paid"].map(|name| whole[name].as_str());
        let pairs: Vec<&str> = pairs
            .iter()
            .flat_map(|pairs| pairs.split("; "))
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.rsplit_once('=').unwrap().1)
            .collect();
        let counts = details.iter().map(|row| {
            let columns = ["Hướng dẫn", "Lượt cài đặt", "Số công"];
            columns.map(|name| row[name].as_str()).concat()
        });
        assert_eq!(counts.collect::<Vec<_>>(), pairs);
        if unit == "31318" {
            let members = sheet(&book, "Hoạt động theo thành viên");
            let columns = [("Mã người", "stratum"), ("Số công", "paid_units")];
            compare("by member", &members, &strata("member"), &columns);
        } else {
            assert!(
                !book
                    .sheets
                    .iter()
                    .any(|sheet| sheet.name.contains("thành viên"))
            );
        }

        let covered = by("coverage", &["--by", levels]);
        compare("coverage", &sheet(&book, "Tỷ lệ đạt"), &covered, &COVERED);
        let requirements = sheet(&book, "Các yêu cầu");
        for (name, rule) in [
            ("Hộ có App Hậu Giang", "household-app"),
            (
                "Người thành thạo cả năm kỹ năng số cơ bản",
                "resident-fluent",
            ),
            ("Xã có ban chỉ đạo và mỗi ấp có một tổ", "commune-organised"),
        ] {
            let row = requirements.iter().find(|row| row["Yêu cầu"] == name);
            let row = row.unwrap_or_else(|| panic!("{name}: {requirements:?}"));
            let asked = csv(&[&["coverage", "--rule", rule, "--by", own][..], &on].concat());
            compare(rule, std::slice::from_ref(row), &asked[..1], &COVERED);
        }

        let days = [
            "--where",
            unit,
            "--from",
            "2025-05-31",
            "--to",
            "2025-06-30",
        ];
        let mut changed = csv(&[&["change", "--by", levels][..], &days].concat());
        changed.retain(|row| row["count"] == "covered" || row["level"] == own);
        let sheets = sheet(&book, "Thay đổi");
        let counts = [
            ("Trước kỳ", "before"),
            ("Thêm vào", "entered"),
            ("Ra khỏi", "left"),
            ("Cuối kỳ", "after"),
        ];
        compare("change", &sheets, &changed, &counts);
        let headings: Vec<&String> = sheets[0].keys().collect();
        for cause in changed[0].keys().filter(|name| is_cause(name)) {
            let happened = changed.iter().any(|row| row[cause] != "0");
            let known = CAUSES.into_iter().find(|(_, name)| name == cause);
            let shown = known.is_some_and(|(own, _)| headings.iter().any(|name| *name == own));
            assert_eq!(shown, happened, "{cause}: {headings:?}");
            if happened {
                compare(cause, &sheets, &changed, &[known.unwrap()]);
                causes += 1;
            }
        }

        let targets = by("targets", &[]);
        // The same as among the targets of everywhere.
        let mut everywhere = csv(&["targets", "--on", "2025-06-30"]);
        everywhere.retain(|row| unit == "93" || row["unit"] == unit);
        assert!(!targets.is_empty() && targets == everywhere, "{targets:?}");
        compare("targets", &sheet(&book, "Chỉ tiêu"), &targets, &TARGETS);
    }
    assert!(causes > 1, "{causes}");
}

/// Whether a column of change is a cause.
fn is_cause(name: &str) -> bool {
    let others = [
        "row", "unit", "code", "name", "level", "count", "before", "after", "entered", "left",
    ];
    !others.contains(&name)
}

/// Teams stand furthest behind first, each with the figures of its area, its own work
/// and its own list.
#[test]
fn each_team_has_its_own_figures_and_list() {
    let on = ["--on", "2025-06-30"];
    let book = month("teams", &["31318", "--on=2025-06-30", "--limit=4"]);
    let teams = sheet(&book, "Các tổ, chậm nhất trước");
    let visits = sheet(&book, "Hộ cần đến theo tổ");
    let areas = csv(&[&["coverage", "--where=31318", "--by=hamlet"][..], &on].concat());
    let mut lows = Vec::new();
    let mut named = 0;
    assert!(teams.len() > 5, "{teams:?}");
    for team in &teams {
        let area: Vec<Row> = areas
            .iter()
            .filter(|row| row["row"] == "unit" && row["name"] == team["Địa bàn"])
            .cloned()
            .collect();
        compare("area", std::slice::from_ref(team), &area, &COVERED);
        lows.push(area[0]["share_low"].parse::<u32>().unwrap());
        let id = team["Mã tổ"].clone();
        let all = csv(&[&["worklist", "--team", &id, "--limit=10000"][..], &on].concat());
        assert_eq!(team["Hộ cần đến"], all.len().to_string(), "{id}");
        for (heading, reason) in [
            ("Chưa gặp lần nào", "never_visited"),
            ("Cần đánh giá", "not_assessed"),
            ("Cần cử tuyên truyền viên", "advocate_to_be_named"),
        ] {
            let of = all
                .iter()
                .filter(|row| row["reasons"].split("; ").any(|own| own == reason));
            assert_eq!(team[heading], of.count().to_string(), "{id}: {reason}");
        }
        let own: Vec<Row> = visits
            .iter()
            .filter(|row| row["Tổ"] == team["Tổ"])
            .cloned()
            .collect();
        named += own.len();
        let columns = [
            ("Hộ", "household"),
            ("Ngõ, tuyến", "lane"),
            ("Lần đến trước", "last_visit"),
            ("Số bước", "steps"),
        ];
        compare(&id, &own, &all[..all.len().min(4)], &columns);
    }
    assert!(lows.is_sorted(), "{lows:?}");
    assert_eq!(named, visits.len());
}

/// A cover with what it stands on, stamps on every sheet, definitions of every heading
/// and the commands that give the same, in both languages.
#[test]
fn the_workbook_says_what_it_is() {
    let asked = ["31318", "--on=2025-05-20", "--period=month:15"];
    let book = month("cover", &asked);
    let text = |sheet: &noidai_workbook::Sheet| -> String {
        let rows = sheet.rows.iter().flat_map(|row| &row.cells);
        rows.map(|cell| cell.value.plain() + "\n").collect()
    };
    for sheet in &book.sheets {
        let text = text(sheet);
        assert!(
            text.contains("NỘI BỘ / INTERNAL") && text.contains(STAMP),
            "{}",
            sheet.name
        );
        assert!(
            text.contains("15/5/2025 – 14/6/2025"),
            "{}: {text}",
            sheet.name
        );
    }
    let cover = text(&book.sheets[0]);
    for expected in [
        "Phường I (31318)",
        "Bản đồ đơn vị ngày: 14/6/2025",
        "ministry-household",
        "Đọc từ: bản mô phỏng",
    ] {
        assert!(cover.contains(expected), "{expected}: {cover}");
    }
    // A main figure is that of the sheet that it names.
    let covered = sheet(&book, "Tỷ lệ đạt");
    assert!(
        cover.contains(&format!("Đạt\n{}\nTỷ lệ đạt\n", covered[0]["Đạt"])),
        "{cover}"
    );
    let how = text(
        book.sheets
            .iter()
            .find(|sheet| sheet.name == "Cách tính")
            .unwrap(),
    );
    for sheet in &book.sheets[1..book.sheets.len() - 2] {
        for heading in sheet
            .rows
            .iter()
            .filter(|row| row.number == 4)
            .flat_map(|row| &row.cells)
        {
            let heading = heading.value.plain();
            assert!(how.contains(&heading), "{heading} of {}", sheet.name);
        }
    }
    let contents = text(book.sheets.last().unwrap());
    let command = "noidai change DIR --where 31318 --from 2025-05-14 --to 2025-06-14 --by commune,hamlet --format csv";
    assert!(contents.contains(command), "{contents}");

    let asked = ["31321", "--period=month:15", "--lang=en"];
    let running = month("running", &asked);
    let cover = text(&running.sheets[0]);
    for expected in [
        "The period is not over (it ends on 14 August 2025): counted up to 31 July 2025.",
        "These are only 28 of the 103 communes",
    ] {
        assert!(cover.contains(expected), "{cover}");
    }
    let names: Vec<&str> = running
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names[0..3], ["Cover", "Activities", "Activities by team"]);
}

/// The page and the terminal say the same; rows of csv name part and column.
#[test]
fn the_month_in_other_forms() {
    let page = folder("page").join("thang.html");
    let asked = ["month", "31318", "--on=2025-06-30", "--limit=2"];
    let report = said(&[&asked[..], &["--html", page.to_str().unwrap()]].concat());
    let page = fs::read_to_string(page).unwrap();
    for expected in [
        "Báo cáo tháng: Phường I",
        "Đã làm trong kỳ",
        "Thay đổi trong kỳ",
        "Các tổ, chậm nhất trước",
        "Hộ cần đến: Tổ công nghệ số cộng đồng",
    ] {
        assert!(page.contains(expected), "{expected}");
        assert!(report.contains(expected), "{expected}");
    }
    assert!(page.contains("NỘI BỘ / INTERNAL") && page.contains(STAMP));
    let rows = csv(&asked);
    let covered = rows
        .iter()
        .find(|row| row["part"] == "coverage" && row["column"] == "numerator");
    assert_eq!(covered.unwrap()["row"], "1");
    let json = said(&[&asked[..], &["--format=json"]].concat());
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
}

/// What cannot be answered is said with its place, and leaves no file half-written; what
/// is merely empty is answered.
#[test]
fn what_is_wrong_and_what_is_empty() {
    let folder = folder("wrong");
    let file = folder.join("thang.xlsx");
    let path = file.to_str().unwrap();
    let nowhere = folder.join("none").join("thang.html");
    for (arguments, expected) in [
        (&["99999"][..], "UNIT"),
        (&["31318", "--period=week"], "--period"),
        (&["31318", "--on=30/6/2025"], "--on"),
        (
            &[
                "31318",
                "--on=2025-06-30",
                "--html",
                nowhere.to_str().unwrap(),
            ],
            "thang.html",
        ),
        (&[folder.to_str().unwrap()], "noidai month"),
        (&["31318"], "31321@2025-07-01"),
        (
            &["31318", "--on=2025-06-30", "--rule=team-complete"],
            "--rule",
        ),
    ] {
        let output = noidai(&[&["month"], arguments, &["--xlsx", path]].concat());
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{expected}: {errors}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{arguments:?}");
    }
    // What stands there already stays where the new one cannot be written.
    fs::create_dir_all(&file).unwrap();
    let output = noidai(&["month", "31318", "--on=2025-06-30", "--xlsx", path]);
    assert_eq!(output.status.code(), Some(2));

    let village = folder.join("village");
    fs::create_dir_all(&village).unwrap();
    for (name, text) in [
        (
            "units.csv",
            "id,code,name,level\n31441,31441,Thị trấn Nàng Mau,commune\n",
        ),
        ("households.csv", "id,unit\nh1,31441\n"),
    ] {
        fs::write(village.join(name), text).unwrap();
    }
    let village = village.to_str().unwrap();
    let asked = ["31441", village, "--on=2025-07-31"];
    let book = month("empty", &asked);
    let other = month("empty", &[village, "31441", "--on=2025-07-31"]);
    assert_eq!(book, other, "the unit stands first or last");
    let text = |name: &str| -> String {
        let sheet = book.sheets.iter().find(|sheet| sheet.name == name).unwrap();
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.value.plain() + "\n").collect()
    };
    assert!(text("Các tổ, chậm nhất trước").contains("Không có tổ nào"));
    assert!(text("Hoạt động theo tổ").contains("Không có hoạt động nào"));
    assert!(text("Chỉ tiêu").contains("Không có chỉ tiêu nào"));
    assert_eq!(sheet(&book, "Tỷ lệ đạt")[0]["Chưa đánh giá"], "1");
}
