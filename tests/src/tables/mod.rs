//! Tables out and in: nothing is lost, and mended rows give what clean tables
//! give.

mod activities;
pub mod dice;
pub mod everything;
mod laws;
mod set_aside;
mod targets;
mod with_events;

use noidai::{
    Registry,
    coverage::{Question, coverage},
    event::Batch,
    export::{self, File},
    import::{self, Options, Source},
    json,
    rule::built_in,
    work::{
        figures::{FigureQuestion, figures},
        targets::{TargetQuestion, targets},
    },
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

/// What the built-in rules answer on a few days, with targets and figures, as text.
pub fn answers(registry: &Registry) -> Vec<String> {
    let days = ["2024-12-31", "2025-01-20", "2025-02-15", "2025-06-30"];
    let rules = built_in();
    let each = rules.iter().flat_map(|rule| days.map(|on| (rule, on)));
    let covered = each.map(|(rule, on)| {
        let question = Question::on(on.parse().unwrap());
        let answer = coverage(registry, rule, &question).unwrap();
        json::write(&answer).unwrap()
    });
    let on = days[2].parse().unwrap();
    let aimed = targets(registry, &rules, &TargetQuestion::on(on)).unwrap();
    let told = figures(registry, &FigureQuestion::on(on)).unwrap();
    covered
        .chain([json::write(&aimed).unwrap(), json::write(&told).unwrap()])
        .collect()
}
