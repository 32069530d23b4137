//! What a mapping names and no file has.

use super::{
    Source,
    header::{Header, key},
    importer::Importer,
    mapping::{TableMapping, is_file},
    schema::Table,
};
use crate::{Error, ErrorKind, hashed::HashSet};

/// What of a mapping the files have.
#[derive(Default)]
pub(super) struct Mapped {
    tables: HashSet<&'static str>,
    headers: HashSet<(&'static str, String)>,
}

impl Mapped {
    /// Remembers the headers of a file.
    pub fn see(&mut self, table: &'static Table, header: &Header, mapping: &TableMapping) {
        self.tables.insert(table.name);
        let keys = header.cells.iter().map(|cell| key(cell));
        let named = keys.filter(|key| mapping.headers.contains_key(key));
        self.headers.extend(named.map(|key| (table.name, key)));
    }
}

impl Importer {
    /// Notes headers that no file of their table has, and files that are not there.
    /// A table without files asks for nothing.
    pub fn note_unused_mapping(&mut self, sources: &[Source<'_>]) {
        for (at, own) in self.options.mapping.tables.iter().enumerate() {
            let path = format!("/tables/{at}");
            for (file_at, file) in own.files.iter().enumerate() {
                let is_there = |source: &Source<'_>| is_file(file, source.file);
                if !sources.iter().any(is_there) {
                    let error = Error::new(ErrorKind::UnusedMapping).found(file.clone());
                    self.notes
                        .push(error.path(format!("{path}/files/{file_at}")));
                }
            }
            let Some(table) = Table::of(&own.table) else {
                continue;
            };
            if !self.mapped.tables.contains(table.name) {
                continue;
            }
            for (column_at, column) in own.columns.iter().enumerate() {
                let Some(header) = &column.header else {
                    continue;
                };
                if !self.mapped.headers.contains(&(table.name, key(header))) {
                    let error = Error::new(ErrorKind::UnusedMapping).found(header.clone());
                    let path = format!("{path}/columns/{column_at}/header");
                    self.notes.push(error.path(path));
                }
            }
        }
    }
}
