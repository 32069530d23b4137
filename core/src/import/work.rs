//! An import as long work: in steps, with progress.

use super::{
    Faults, Imported, Options, Source,
    aside::{self, Aside},
    aside_lines,
    cells::{self, Cells},
    events::is_events,
    header::{self, ABSENT, Columns},
    importer::{File, Importer, Row},
    in_columns::{Body, Given, InColumns},
    places::Stand,
    record::Reader,
    reforms, rows,
    schema::{TABLES, Table},
    spellings,
};
use crate::{
    Error, ErrorKind,
    error::At,
    hashed::{HashMap, HashSet},
    order::Order,
};

/// How far long work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that are read.
    pub done: u64,
    /// Bytes that there are.
    pub all: u64,
}

impl Progress {
    /// Whether everything is read, so that nothing but [`Import::finish`] is
    /// left.
    pub fn is_finished(self) -> bool {
        self.done >= self.all
    }
}

/// An import that goes on in steps, so that a host can show progress and stop
/// it. Dropping it changes nothing.
///
/// ```
/// use noidai::import::{Import, Options, Source};
/// let source = Source { file: "people.csv", bytes: b"id\np1\np2\n" };
/// let mut import = Import::new(&[source], Options::default());
/// while !import.step(4).is_finished() {}
/// assert_eq!(import.finish()?.batch.persons.len(), 2);
/// # Ok::<(), noidai::import::Faults>(())
/// ```
pub struct Import<'s> {
    given: Given<'s>,
    importer: Importer,
    jobs: std::vec::IntoIter<Job>,
    reading: Option<Reading<'s>>,
    replaced: HashMap<&'static str, HashSet<u64>>,
    /// Files of lines of which some were set aside before, as they are to be read.
    mended: HashMap<u16, Vec<u8>>,
    /// Faults that the host has found, in the order of rows, until these are read.
    found: Vec<(Stand, Option<Error>)>,
    done: u64,
    all: u64,
}

enum Job {
    Reforms(u16),
    File(u16, &'static Table),
    Events(Vec<u16>),
    Finish(&'static Table),
    /// What the mapping names and no file had.
    Mapping,
}

/// A file being read.
struct Reading<'s> {
    body: Body<'s>,
    reader: Reader,
    table: &'static Table,
    take: rows::Take,
    columns: Columns,
    width: usize,
    origin: Option<usize>,
    drop: Option<usize>,
    /// Bytes of the file before decoding.
    size: u64,
}

impl<'s> Import<'s> {
    /// An import of some files; nothing is read yet.
    pub fn new(sources: &[Source<'s>], options: Options) -> Self {
        let given = Given {
            sources: sources.to_vec(),
            columns: Vec::new(),
        };
        let mut importer = Importer::new(options);
        if let Err(faults) = importer.options.mapping.check() {
            importer.faults = faults;
        }
        let mut files: Vec<(u16, &'static Table)> = Vec::new();
        let mut events: Vec<u16> = Vec::new();
        let mut reformed: Vec<u16> = Vec::new();
        for source in sources {
            let table = importer.options.mapping.table_of(source.file);
            importer.files.push(File {
                name: source.file.to_owned(),
                table,
                ..File::default()
            });
            let Ok(number) = u16::try_from(importer.files.len() - 1) else {
                let error = Error::new(ErrorKind::TooLarge);
                importer.faults.push(
                    error
                        .found_words("số tệp", "the number of files")
                        .expected("65536"),
                );
                break;
            };
            match table {
                Some(table) => files.push((number, table)),
                None if is_events(source.file) => events.push(number),
                None if reforms::are_in(source.file) => reformed.push(number),
                None => importer.lose_file(
                    Error::new(ErrorKind::WrongTable)
                        .found(source.file)
                        .expected(Table::names())
                        .at(At::Cell {
                            file: source.file.to_owned(),
                            row: 0,
                            column: String::new(),
                        }),
                ),
            }
        }
        let lines: Vec<u16> = events.iter().chain(&reformed).copied().collect();
        let notes = &mut importer.notes;
        let mended = aside_lines::mended(sources, &lines, &mut |note| notes.push(note));
        let mut jobs = Vec::new();
        let mut all = 0;
        for number in reformed {
            jobs.push(Job::Reforms(number));
            all += given.size(number);
        }
        for table in TABLES {
            for (number, _) in files.iter().filter(|(_, own)| own.name == table.name) {
                jobs.push(Job::File(*number, table));
                all += given.size(*number);
            }
            jobs.push(Job::Finish(table));
            if table.name == "flag_catalogue" {
                all += events.iter().map(|number| given.size(*number)).sum::<u64>();
                jobs.push(Job::Events(core::mem::take(&mut events)));
            }
        }
        jobs.push(Job::Mapping);
        let mut import = Self {
            given,
            importer,
            jobs: jobs.into_iter(),
            reading: None,
            replaced: HashMap::default(),
            mended,
            found: Vec::new(),
            done: 0,
            all,
        };
        import.begin();
        import
    }

    /// Counts the files, and looks through them for rows that were mended.
    fn begin(&mut self) {
        match self.importer.count(self.all, 0) {
            Ok(()) => self.find_replaced(),
            Err(error) => self.give_up(error),
        }
    }

    /// Lets go of everything but this fault.
    fn give_up(&mut self, error: Error) {
        let files = core::mem::take(&mut self.importer.files);
        self.importer = Importer::new(Options::default());
        self.importer.files = files;
        self.importer.faults.push(error);
        self.jobs = Vec::new().into_iter();
    }

    /// An import of tables in columns; nothing is read yet.
    pub fn of_columns(tables: &[&'s dyn InColumns], options: Options) -> Self {
        let named = tables.iter().map(|table| Source {
            file: table.file(),
            bytes: &[],
        });
        let named: Vec<Source<'s>> = named.collect();
        let mut import = Self::new(&named, options);
        import.given.columns = tables.to_vec();
        import.all = tables.iter().map(|table| table.bytes()).sum();
        import.begin();
        import
    }

    /// The same, with faults that the host has found in cells itself and that no text of a
    /// row can show, such as a formula of a workbook that was never computed. Each stands
    /// at its [`At::Cell`]; its row is not used, and is set aside where that is asked for.
    pub fn with_found(mut self, faults: Vec<Error>) -> Self {
        for error in faults {
            let At::Cell { file, row, .. } = error.place() else {
                self.importer.faults.push(error);
                continue;
            };
            let number = self
                .given
                .sources
                .iter()
                .position(|source| source.file == *file);
            let number = number.and_then(|number| u16::try_from(number).ok());
            match number.zip(u32::try_from(*row).ok()) {
                Some(stand) => self.found.push((stand, Some(error))),
                None => self.importer.faults.push(error),
            }
        }
        self.found.order_by_key(|(stand, _)| *stand);
        self
    }

    /// Reads on until about so many bytes are read, at least one record.
    pub fn step(&mut self, max_work: u64) -> Progress {
        let until = self.done.saturating_add(max_work);
        while self.done < until {
            if !self.read_on(until) {
                self.done = self.all;
                break;
            }
        }
        Progress {
            done: self.done.min(self.all),
            all: self.all,
        }
    }

    /// What was left out or mended so far: for a host that shows it beside the faults
    /// for which nothing is imported.
    pub fn notes(&self) -> &Faults {
        &self.importer.notes
    }

    /// Reads what is left, and gives the batch. Where rows are set aside, what
    /// contradicts itself between rows is set aside too.
    ///
    /// # Errors
    ///
    /// Every fault of every file, or those that do not belong to a row where
    /// rows are set aside.
    pub fn finish(mut self) -> Result<Imported, Faults> {
        while self.read_on(u64::MAX) {}
        let mut importer = self.importer;
        spellings::unite(&mut importer.batch);
        let is_checked = importer.options.set_aside;
        let mut imported = Imported {
            batch: core::mem::take(&mut importer.batch),
            notes: core::mem::take(&mut importer.notes.first),
            note_count: importer.notes.count,
            aside: Aside::default(),
            is_checked,
            places: core::mem::take(&mut importer.places),
            files: core::mem::take(&mut importer.files),
        };
        if importer.faults.count > 0 {
            return Err(match is_checked {
                true => importer.faults,
                false => imported.with_contradictions(importer.faults, &importer.lost),
            });
        }
        if is_checked {
            let mut rows = core::mem::take(&mut importer.aside);
            imported.set_contradictions_aside(&mut rows)?;
            let show_personal = importer.options.show_personal;
            imported.write_aside(&rows, &self.given, show_personal)?;
        }
        Ok(imported)
    }

    /// The rows of one file of a table that is not one of facts.
    pub(super) fn cells(source: Source<'s>, table: &'static Table) -> Result<Cells, Faults> {
        let mut import = Self::new(&[], Options::default());
        import.given.sources.push(source);
        import.importer.files.push(File {
            name: source.file.to_owned(),
            table: Some(table),
            ..File::default()
        });
        if let Some(mut reading) = import.open(0, table, cells::keep) {
            while import.read_rows(&mut reading, u64::MAX) {}
        }
        let importer = import.importer;
        if importer.faults.count > 0 {
            return Err(importer.faults);
        }
        let headers = importer.files.into_iter().next();
        Ok(Cells {
            rows: importer.cells,
            headers: headers.map_or_else(Vec::new, |file| file.headers),
            notes: importer.notes,
        })
    }

    /// Does the next piece of work; says whether there was any.
    fn read_on(&mut self, until: u64) -> bool {
        if let Some(mut reading) = self.reading.take() {
            if self.read_rows(&mut reading, until) {
                self.reading = Some(reading);
            }
            return true;
        }
        match self.jobs.next() {
            None => false,
            Some(Job::Reforms(number)) => {
                self.importer.file = number;
                let source = self.given.sources.get(usize::from(number));
                match (self.mended.get(&number), source) {
                    // All of them dropped or mended elsewhere: no empty file.
                    (Some(mended), _) if mended.trim_ascii().is_empty() => {}
                    (Some(mended), _) => reforms::read(&mut self.importer, mended),
                    (None, Some(source)) => reforms::read(&mut self.importer, source.bytes),
                    (None, None) => {}
                }
                self.done += self.given.size(number);
                true
            }
            Some(Job::File(number, table)) => {
                self.importer.file = number;
                self.reading = rows::of(table).and_then(|take| self.open(number, table, take));
                if self.reading.is_none() {
                    self.done += self.given.size(number);
                }
                true
            }
            Some(Job::Events(numbers)) => {
                let size: u64 = numbers.iter().map(|number| self.given.size(*number)).sum();
                let lines = numbers.iter().map(|number| self.given.lines(*number)).sum();
                if let Err(error) = self.importer.count(size, lines) {
                    self.give_up(error);
                    return false;
                }
                let sources: Vec<Source<'_>> = (0..)
                    .zip(&self.given.sources)
                    .map(|(number, source)| Source {
                        bytes: self.mended.get(&number).map_or(source.bytes, Vec::as_slice),
                        ..*source
                    })
                    .collect();
                self.importer.read_events(&sources, &numbers);
                self.done += size;
                true
            }
            Some(Job::Mapping) => {
                self.importer.note_unused_mapping(&self.given.sources);
                // Faults found in rows that hold nothing else: there is nothing to set aside.
                let left = core::mem::take(&mut self.found).into_iter();
                for error in left.filter_map(|(_, error)| error) {
                    match self.importer.options.set_aside {
                        true => self.importer.notes.push(error),
                        false => self.importer.faults.push(error),
                    }
                }
                true
            }
            Some(Job::Finish(table)) => {
                match table.name {
                    "units" => self.importer.finish_units(),
                    "skills" => self.importer.finish_skills(),
                    "platforms" => self.importer.finish_platforms(),
                    "flag_catalogue" => self.importer.finish_flags(),
                    _ => {}
                }
                true
            }
        }
    }

    /// Opens a file, if it can be used at all.
    fn open(
        &mut self,
        number: u16,
        table: &'static Table,
        take: rows::Take,
    ) -> Option<Reading<'s>> {
        let body = self.given.body(number)?;
        let importer = &mut self.importer;
        let body = match body {
            Ok(body) => body,
            Err(bad) => {
                importer.bad_bytes(self.given.sources.get(usize::from(number))?.bytes, &bad);
                return None;
            }
        };
        if body.is_empty() {
            importer.file_fault(0, None, Error::new(ErrorKind::EmptyFile));
            return None;
        }
        let mapping = importer.options.mapping.of(table);
        let header = body.header(table, mapping.as_ref());
        let columns = Columns::new(&header, mapping.as_ref());
        if let Some(mapping) = &mapping {
            importer.mapped.see(table, &header, mapping);
        }
        if let Some(file) = importer.files.get_mut(usize::from(number)) {
            let own = table.columns.iter().zip(&header.columns);
            let name = |at: usize| header.cells.get(at).cloned();
            file.headers = own
                .map(|(column, at)| name(*at).unwrap_or_else(|| column.name.to_owned()))
                .collect();
        }
        let mut usable = true;
        if let Some(bytes) = header.oversized {
            // Which columns there are is not known.
            let error = Error::new(ErrorKind::FieldTooLarge).found(bytes.to_string());
            importer.file_fault(
                header.line,
                None,
                error.expected(header::LONGEST.to_string()),
            );
            return None;
        }
        for doubled in &header.doubled {
            usable = false;
            let name = table.columns.get(*doubled).map_or("", |column| column.name);
            let error = Error::new(ErrorKind::DoubledColumn).found(name);
            importer.file_fault(header.line, Some(*doubled), error);
        }
        for (at, (column, cell)) in table.columns.iter().zip(&header.columns).enumerate() {
            if column.required && *cell == ABSENT && columns.mapped(at, "").is_empty() {
                usable = false;
                let expected = format!("{} ({})", column.name, column.vi);
                let error = Error::new(ErrorKind::MissingColumn).expected(expected);
                importer.file_fault(header.line, None, error);
            }
        }
        importer.note_unknown_columns(table, &header);
        let mut reader = Reader::new(header.delimiter);
        for _ in 0..=header.before {
            reader.next_of(&body);
        }
        let width = header.cells.len();
        let (origin, drop) = (header.origin, header.drop);
        if let Some(file) = importer.files.get_mut(usize::from(number)) {
            file.header = Some(header);
        }
        usable.then_some(Reading {
            body,
            reader,
            table,
            take,
            columns,
            width,
            origin,
            drop,
            size: self.given.size(number),
        })
    }

    /// Reads rows of a file; says whether any are left.
    fn read_rows(&mut self, reading: &mut Reading<'s>, until: u64) -> bool {
        let begun = u64::try_from(reading.reader.at()).unwrap_or(u64::MAX);
        let replaced = self.replaced.get(reading.table.name);
        // Of decoded text, which is close enough to bytes for progress.
        let budget = until.saturating_sub(self.done);
        let end = begun.saturating_add(budget);
        let end = usize::try_from(end).unwrap_or(usize::MAX);
        loop {
            let Some(record) = reading.reader.next_of(&reading.body) else {
                self.done = self.done.saturating_sub(begun) + reading.size;
                return false;
            };
            let size = u64::try_from(record.text.len()).unwrap_or(u64::MAX);
            if let Err(error) = self.importer.count(size, 1) {
                self.give_up(error);
                self.done = self.all;
                return false;
            }
            let row = Row {
                record: &record,
                table: reading.table,
                columns: &reading.columns,
            };
            let is_replaced = replaced.is_some_and(|replaced| {
                let own = aside::fingerprint(&row);
                replaced.contains(&own)
                    && !aside::origins(&record, reading.origin).any(|origin| origin == own)
            });
            let stand = (self.importer.file, record.line);
            let first = self.found.partition_point(|(known, _)| *known < stand);
            let found = self.found.iter_mut().skip(first);
            let found = found.take_while(|(known, _)| *known == stand);
            let found = found.filter_map(|(_, error)| error.take());
            let found: Vec<Error> = found.collect();
            if !is_replaced && !self.importer.is_dropped(&record, reading.drop) {
                // Faults are kept by the importer; the row is not used then. Where nothing
                // is imported at all, its other faults are told as well.
                let mut is_fit = found.is_empty() || !self.importer.options.set_aside;
                for error in found {
                    self.importer.keep(stand, error);
                }
                is_fit &= self.importer.is_fit(&row, reading.width);
                if !is_fit || (reading.take)(&mut self.importer, &row).is_err() {
                    self.importer.lost.row(&row);
                }
            }
            let at = reading.reader.at();
            if at >= end {
                let read = u64::try_from(at).unwrap_or(u64::MAX);
                self.done = self.done.saturating_add(read.saturating_sub(begun));
                return true;
            }
        }
    }

    /// The rows that mended ones take the place of: known before any is read.
    fn find_replaced(&mut self) {
        for (number, file) in (0..).zip(&self.importer.files) {
            let Some(table) = file.table else { continue };
            if !self.given.may_have_origins(number) {
                continue;
            }
            let Some(Ok(body)) = self.given.body(number) else {
                continue;
            };
            let header = body.header(table, None);
            let Some(origin) = header.origin else {
                continue;
            };
            let mut reader = Reader::new(header.delimiter);
            self.replaced.change(table.name, |replaced| {
                while let Some(record) = reader.next_of(&body) {
                    replaced.extend(aside::origins(&record, Some(origin)));
                }
            });
        }
    }
}
