//! Tables in columns are read as the same tables of CSV.

use super::*;
use crate::event::lines;
use proptest::prelude::*;

/// Cells that lie elsewhere than in a text.
#[derive(Debug)]
struct Held {
    file: &'static str,
    headers: Vec<&'static str>,
    cells: Vec<Vec<String>>,
}

impl InColumns for Held {
    fn file(&self) -> &str {
        self.file
    }

    fn headers(&self) -> &[&str] {
        &self.headers
    }

    fn rows(&self) -> usize {
        self.cells.len()
    }

    fn bytes(&self) -> u64 {
        let cells = self.cells.iter().flatten();
        (cells.map(String::len).sum::<usize>() + self.cells.len()) as u64
    }

    fn row(&self, row: usize, at: &mut [usize], text: &mut String, ends: &mut Vec<usize>) {
        for (cell, at) in self.cells[row].iter().zip(at) {
            assert_eq!(*at, row, "rows are asked for one after another");
            *at += 1;
            text.push_str(cell);
            ends.push(text.len());
        }
    }
}

impl Held {
    fn csv(&self) -> String {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let row = |cells: Vec<String>| cells.join(",") + "\n";
        let headers = row(self.headers.iter().map(|cell| quoted(cell)).collect());
        let rows = self.cells.iter();
        let rows = rows.map(|cells| row(cells.iter().map(|cell| quoted(cell)).collect()));
        headers + &rows.collect::<String>()
    }
}

type Said = Result<(String, Vec<Error>, Aside), Faults>;

fn said(imported: Result<Imported, Faults>) -> Said {
    imported.map(|imported| {
        let (notes, aside) = (imported.notes.clone(), imported.aside.clone());
        (lines::write(&imported.batch), notes, aside)
    })
}

/// What can stand in a cell of any column, right or wrong there.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ph][1-9]",
        2 => Just(String::new()),
        2 => "(19|20)[0-9]{2}-0[1-9]-[0-3][0-9]",
        1 => "(nữ|nam|female|permanent|temporary|x|Trần, \"Bé\"|#N/A|Tổng cộng|'=1| a )",
        1 => "[0-9]{9}",
    ]
}

fn table(file: &'static str, headers: &[&'static str]) -> impl Strategy<Value = Held> {
    let headers = headers.to_vec();
    let row = proptest::collection::vec(cell(), headers.len());
    proptest::collection::vec(row, 0..8).prop_map(move |cells| Held {
        file,
        headers: headers.clone(),
        cells,
    })
}

fn tables_of() -> impl Strategy<Value = [Held; 3]> {
    let people = table("people.csv", &["id", "Giới tính", "birth", "poems", "died"]);
    let homes = table("households.csv", &["id", "aside_origin", "closed"]);
    let stays = table(
        "residences.csv",
        &["person", "household", "kind", "from", "until"],
    );
    (people, homes, stays).prop_map(|(people, homes, stays)| [people, homes, stays])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn columns_give_what_csv_gives(tables in tables_of(), set_aside: bool, work in 1_u64..200) {
        let options = Options { set_aside, ..Options::default() };
        let texts = tables.each_ref().map(|table| (table.file, table.csv()));
        let texts = texts.each_ref().map(|(file, text)| (*file, text.as_bytes()));
        let wanted = said(run_with(&texts, &options));
        let lent = tables.each_ref().map(|table| table as &dyn InColumns);
        let mut import = Import::of_columns(&lent, options);
        let mut before = 0;
        loop {
            let progress = import.step(work);
            prop_assert!(before <= progress.done && progress.done <= progress.all);
            before = progress.done;
            if progress.is_finished() {
                break;
            }
        }
        prop_assert_eq!(said(import.finish()), wanted);
    }
}

#[test]
fn a_table_without_columns_is_empty() {
    let none = Held {
        file: "people.csv",
        headers: Vec::new(),
        cells: Vec::new(),
    };
    let faults = Import::of_columns(&[&none], Options::default()).finish();
    assert_eq!(faults.unwrap_err().first[0].kind(), ErrorKind::EmptyFile);
}
