//! Workbooks of Excel in the place of folders: the same answers, and every fault with
//! its sheet, cell and reason.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod answers;
mod faults;
mod reading;

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
