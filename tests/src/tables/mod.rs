//! Tables out and in: nothing is lost, and mended rows give what clean tables
//! give.

mod activities;
pub mod dice;
pub mod everything;
mod laws;
mod set_aside;
mod with_events;

use noidai::{
    Registry,
    coverage::{Question, coverage},
    event::Batch,
    export::{self, File},
    import::{self, Options, Source},
    rule::built_in,
};

/// Every table of a batch.
fn written(batch: Batch) -> Vec<File> {
    let (files, unsaid) = export::files(batch).unwrap();
    assert!(unsaid.is_nothing(), "{unsaid:?}");
    files
}

fn sources(files: &[File]) -> Vec<Source<'_>> {
    files
        .iter()
        .map(|File { name, text }| Source {
            file: name,
            bytes: text.as_bytes(),
        })
        .collect()
}

fn read(files: &[File], options: &Options) -> import::Imported {
    import::tables(&sources(files), options).unwrap()
}

/// What the built-in rules answer on a few days, as text.
pub fn answers(registry: &Registry) -> Vec<String> {
    let days = ["2024-12-31", "2025-01-20", "2025-02-15", "2025-06-30"];
    let rules = built_in();
    let each = rules.iter().flat_map(|rule| days.map(|on| (rule, on)));
    each.map(|(rule, on)| {
        let question = Question::on(on.parse().unwrap());
        let answer = coverage(registry, rule, &question).unwrap();
        noidai::json::write(&answer).unwrap()
    })
    .collect()
}
