//! Events as JSON Lines, read together with tables.

use super::{Source, importer::Importer};
use crate::event::{Column, lines};

/// Whether a file holds events: `events.jsonl`, `events-*.jsonl`.
pub(super) fn is_events(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        ending.eq_ignore_ascii_case("jsonl") && (stem == "events" || stem.starts_with("events-"))
    })
}

impl Importer {
    /// Lays the events of some files down, after the units and words of tables
    /// and before all else, so that each may refer to the others.
    pub fn read_events(&mut self, sources: &[Source<'_>], numbers: &[u16]) {
        if numbers.is_empty() {
            return;
        }
        let own: Vec<lines::Source<'_>> = numbers
            .iter()
            .filter_map(|number| sources.get(usize::from(*number)))
            .map(|source| lines::Source {
                file: source.file,
                bytes: source.bytes,
            })
            .collect();
        let options = lines::Options {
            allow_sensitive: self.options.allow_sensitive.clone(),
            allow_personal_ids: self.options.allow_personal_ids,
        };
        let before = self.batch.lengths();
        // Units and words of tables, which rows after faulty events still refer to.
        let batch = self.batch.clone();
        let mut read = match lines::read_beside(
            core::mem::take(&mut self.batch),
            &own,
            &options,
            core::mem::take(&mut self.defined),
        ) {
            Ok(read) => read,
            Err(faults) => {
                self.batch = batch;
                self.lost.file = true;
                return self.faults.append(faults);
            }
        };
        self.batch = core::mem::take(&mut read.batch);
        let notes = core::mem::take(&mut read.notes);
        self.notes.append(notes);
        let after = self.batch.lengths();
        for (column, (from, to)) in Column::ALL.iter().zip(before.into_iter().zip(after)) {
            for index in from..to {
                if let Some((file, line)) = read.stand(*column, index) {
                    let number = numbers.get(usize::from(file)).copied().unwrap_or(0);
                    self.stood_at(*column, (number, line));
                }
            }
        }
        for (unit, coded) in &self.batch.unit_codes {
            self.unit_words.add(&coded.code, *unit);
        }
    }
}
