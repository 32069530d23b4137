//! What is read, and every fault with its message in both languages.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod activities;
mod between_rows;
mod budget;
mod cells;
mod codes;
mod excel;
mod files;
mod in_columns;
mod mapped;
mod steps;

use super::*;
use crate::Language;

const UNITS: &str = "id,code,name,level,parent,opened\n,92,Cần Thơ,province,,\n,31441,Xã Vị Thủy,commune,92,\n,01234,Xã Một,commune,92,\n,,Ấp 2,hamlet,31441,\n";

fn run_with(files: &[(&str, &[u8])], options: &Options) -> Result<Imported, Faults> {
    let sources: Vec<Source<'_>> = files
        .iter()
        .map(|(file, bytes)| Source { file, bytes })
        .collect();
    tables(&sources, options)
}

fn run(files: &[(&str, &[u8])]) -> Result<Imported, Faults> {
    run_with(files, &Options::default())
}

/// One fault, with its message in both languages.
fn bad(file: &str, text: &[u8], english: &str, vietnamese: &str) {
    let faults = match run(&[("units.csv", UNITS.as_bytes()), (file, text)]) {
        Ok(_) => panic!("{file} was taken: {english}"),
        Err(faults) => faults,
    };
    let error = &faults.first[0];
    assert_eq!(error.message(Language::English), english);
    assert_eq!(error.message(Language::Vietnamese), vietnamese);
    assert_eq!(faults.count, 1, "{:?}", faults.first);
}

#[test]
fn headers_of_a_table_are_distinct() {
    for table in schema::TABLES {
        for (at, column) in table.columns.iter().enumerate() {
            for name in [column.name, column.vi].iter().chain(column.also) {
                assert_eq!(
                    header::column(table, name),
                    Some(at),
                    "{} {name}",
                    table.name
                );
            }
        }
        assert!(rows::of(table).is_some());
    }
}
