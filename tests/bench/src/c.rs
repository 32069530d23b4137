//! Through the C interface: what it adds to Rust's own calls, and columns beside JSON.

use super::{
    Failure,
    clock::{by_turns, ratio, timed},
    figure::Figure,
    tables::Tables,
};
use core::ptr::null_mut;
use noidai::{
    Registry,
    ask::Opened,
    event::lines,
    import::{Source, tables},
};
use noidai_c::*;
use noidai_demonstration::Scale;
use std::path::Path;

const RUNS: usize = 7;
const COVERAGE: &str =
    r#"{"ask":"coverage","rule":"ministry-household","question":{"day":"2025-06-30"}}"#;
/// What is read in columns, and as events beside it.
const PEOPLE: &str = "people.csv";

pub fn figures(folder: &Path) -> Result<Vec<Figure>, Failure> {
    let tables = Tables::of(&folder.join("tables-1"))?;
    let mut figures = counted(&tables)?;
    figures.extend(explained("the province's", 1.0)?);
    figures.extend(explained("a team's (1 of 525)", 1.0 / 525.0)?);
    figures.push(columns(&tables)?);
    Ok(figures)
}

fn lent(text: &str) -> noidai_text {
    noidai_text {
        data: text.as_ptr().cast(),
        length: text.len(),
    }
}

fn done(status: noidai_status) -> Result<(), Failure> {
    match status {
        NOIDAI_OK => Ok(()),
        status => Err(format!("status {status}").into()),
    }
}

/// A registry of C, freed when it goes.
struct Handle(*mut noidai_registry);

impl Handle {
    fn open(files: &[(String, Vec<u8>)]) -> Result<Self, Failure> {
        let lent: Vec<noidai_file> = files
            .iter()
            .map(|(name, content)| noidai_file {
                name: lent(name),
                content: noidai_text {
                    data: content.as_ptr().cast(),
                    length: content.len(),
                },
            })
            .collect();
        let mut made = null_mut();
        let (files, count) = (lent.as_ptr(), lent.len());
        // SAFETY: as the header says.
        done(unsafe {
            noidai_registry_open(
                NOIDAI_ABI,
                files,
                count,
                self::lent("{}"),
                &raw mut made,
                null_mut(),
            )
        })?;
        Ok(Self(made))
    }

    fn rows(&self) -> Result<usize, Failure> {
        let mut rows = null_mut();
        // SAFETY: as the header says.
        unsafe {
            done(noidai_coverage(
                self.0,
                lent(COVERAGE),
                &raw mut rows,
                null_mut(),
            ))?;
            let count = noidai_rows_count(rows);
            noidai_rows_free(rows);
            Ok(count)
        }
    }

    fn ask(&self, request: &str) -> Result<usize, Failure> {
        let mut answer = noidai_bytes {
            data: null_mut(),
            length: 0,
        };
        // SAFETY: as the header says.
        unsafe {
            done(noidai_ask(
                self.0,
                lent(request),
                &raw mut answer,
                null_mut(),
            ))?;
            let length = answer.length;
            noidai_bytes_free(&raw mut answer);
            Ok(length)
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: it was opened, and is freed once.
        unsafe { noidai_registry_free(self.0) };
    }
}

fn counted(tables: &Tables) -> Result<Vec<Figure>, Failure> {
    let sources: Vec<Source<'_>> = tables.sources().collect();
    let rust = Opened::open(&sources, "{}").map_err(|_| "the tables are refused")?;
    let c = Handle::open(tables.files())?;
    c.rows()?;
    let (through_c, of_rust) = by_turns(
        RUNS,
        || c.rows(),
        || rust.coverage(COVERAGE).map(|answer| answer.rows.len()),
    );
    let figure = Figure::new("coverage through C", ratio(through_c, of_rust), "×");
    Ok(vec![figure.against("the same from Rust").at_most(1.05)])
}

/// One household explained, its JSON made.
fn explained(what: &str, scale: f64) -> Result<Vec<Figure>, Failure> {
    let batch = noidai_demonstration::make(Scale::times(scale, 1))?;
    let day = noidai_demonstration::day()?;
    let registry = Registry::open(batch.clone())?;
    let events = ("events.jsonl".to_owned(), lines::write(&batch).into_bytes());
    let c = Handle::open(&[events])?;
    let ids = registry.household_ids();
    let open = ids.iter().filter(|own| registry.is_household_on(*own, day));
    let mut took = Vec::new();
    for household in open.step_by((ids.len() / 200).max(1)) {
        let request = format!(
            r#"{{"ask":"explain","rule":"ministry-household","subject":"{}","question":{{"day":"{day}"}}}}"#,
            ids.text(household)
        );
        let (time, answer) = timed(|| c.ask(&request));
        answer?;
        took.push(time);
    }
    took.sort_unstable();
    let median = took
        .get(took.len() / 2)
        .map_or(0.0, |time| time.as_secs_f64() * 1e6);
    let what = format!("one of {what} households explained through C, with its JSON, median");
    Ok(vec![Figure::new(what, median, "µs").at_most(60.0)])
}

/// One column of texts.
#[derive(Default)]
struct Texts {
    name: String,
    values: String,
    lengths: Vec<u32>,
}

/// The table of people in columns, beside the same people as events.
fn columns(all: &Tables) -> Result<Figure, Failure> {
    let own = all.sources().find(|source| source.file == PEOPLE);
    let own = own.ok_or("no table of people")?;
    let imported = tables(&[own], &Default::default()).map_err(|_| "people are refused")?;
    let events = [(
        "events.jsonl".to_owned(),
        lines::write(&imported.batch).into_bytes(),
    )];
    let mut reader = csv::Reader::from_reader(own.bytes);
    let mut texts: Vec<Texts> = reader
        .headers()?
        .iter()
        .map(|name| Texts {
            name: name.to_owned(),
            ..Texts::default()
        })
        .collect();
    let mut rows = 0;
    for record in reader.records() {
        for (text, cell) in texts.iter_mut().zip(&record?) {
            text.values.push_str(cell);
            text.lengths.push(u32::try_from(cell.len())?);
        }
        rows += 1;
    }
    let column = |text: &Texts| noidai_column {
        size: size_of::<noidai_column>(),
        name: lent(&text.name),
        kind: NOIDAI_TEXTS,
        values: text.values.as_ptr().cast(),
        value_bytes: text.values.len(),
        lengths: text.lengths.as_ptr(),
        validity: core::ptr::null(),
    };
    let columns: Vec<noidai_column> = texts.iter().map(column).collect();
    let table = noidai_table {
        size: size_of::<noidai_table>(),
        name: lent("people"),
        columns: columns.as_ptr(),
        column_count: columns.len(),
        row_count: rows,
    };
    let open = || -> Result<Handle, Failure> {
        let mut made = null_mut();
        // SAFETY: as the header says.
        done(unsafe {
            noidai_registry_open_tables(
                NOIDAI_ABI,
                &raw const table,
                1,
                lent("{}"),
                &raw mut made,
                null_mut(),
            )
        })?;
        Ok(Handle(made))
    };
    open()?;
    Handle::open(&events)?;
    let (in_columns, as_json) = by_turns(3, open, || Handle::open(&events));
    let figure = Figure::new("people in columns", ratio(in_columns, as_json), "×");
    Ok(figure.against("the same as JSON Lines").at_most(0.1))
}
