//! Events as JSON Lines: one event a line, blank lines allowed.

pub use super::write::write;
use super::{
    Abouts, Batch, Column, Envelope, Reading,
    batch::Extra,
    kind::{Kind, word_event},
    lent::Fields,
    reading,
    write::unknown,
};
use crate::{
    Error, ErrorKind, Result,
    error::{At, Faults},
    hashed::HashSet,
    json,
};

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, such as `events.jsonl`.
    pub file: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What the host allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Codes of sensitive flags that are let in.
    pub allow_sensitive: Vec<String>,
    /// Whether ids may look like identity or phone numbers.
    pub allow_personal_ids: bool,
}

/// A batch with the events of files laid down in it.
#[derive(Clone, Debug)]
pub struct Read {
    /// The facts: those that the batch had before, then those of the events.
    pub batch: Batch,
    /// What is kept without effect: unknown kinds, unknown fields.
    pub notes: Faults,
    files: Vec<String>,
    /// By column: how many facts the batch had before, and where the others stood.
    places: Vec<(usize, Vec<(u16, u32)>)>,
}

impl Read {
    /// Where the fact at a position of a column stood: for a finding of the
    /// registry. Unplaced where the batch had it before.
    pub fn place(&self, column: Column, index: usize) -> At {
        match self.stand(column, index) {
            None => At::Unplaced,
            Some((file, line)) => At::Event {
                file: self.file(file),
                line: u64::from(line),
                path: String::new(),
            },
        }
    }

    /// The same as the number of the source, of which several may have one name, and
    /// the line.
    pub(crate) fn stand(&self, column: Column, index: usize) -> Option<(u16, u32)> {
        let (before, rows) = self.places.get(column as usize)?;
        rows.get(index.checked_sub(*before)?).copied()
    }

    fn file(&self, file: u16) -> String {
        self.files
            .get(usize::from(file))
            .cloned()
            .unwrap_or_default()
    }
}

struct Reader<'o> {
    options: &'o Options,
    read: Read,
    faults: Faults,
    /// The words that were defined: kind and code.
    words: HashSet<Defined>,
    lengths: [usize; Column::ALL.len()],
}

/// Reads events into a batch, so that several files and tables make one. Words
/// are read before the facts that use them, wherever they stand. What
/// contradicts itself between events is for
/// [`Registry::fold`](crate::Registry::fold) to find and for [`Read::place`] to
/// locate.
///
/// # Errors
///
/// Every fault of every line, with its place; then nothing is applied.
pub fn read(batch: Batch, sources: &[Source<'_>], options: &Options) -> Result<Read, Faults> {
    read_beside(batch, sources, options, HashSet::default())
}

/// A word that was defined: the kind of its event, and its code.
pub(crate) type Defined = (&'static str, String);

/// The same beside tables that have defined words, which events may repeat and
/// not contradict.
pub(crate) fn read_beside(
    batch: Batch,
    sources: &[Source<'_>],
    options: &Options,
    words: HashSet<Defined>,
) -> Result<Read, Faults> {
    let lengths = batch.lengths();
    let mut reader = Reader {
        options,
        read: Read {
            batch,
            notes: Faults::default(),
            files: sources
                .iter()
                .map(|source| source.file.to_owned())
                .collect(),
            places: lengths.iter().map(|before| (*before, Vec::new())).collect(),
        },
        faults: Faults::default(),
        words,
        lengths,
    };
    for words in [true, false] {
        for (file, source) in (0..).zip(sources) {
            let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf");
            for (line, bytes) in (1..).zip(bytes.unwrap_or(source.bytes).split(|b| *b == b'\n')) {
                if !bytes.trim_ascii().is_empty() {
                    reader.line(file, line, bytes.trim_ascii_end(), words);
                }
            }
        }
    }
    if reader.faults.count > 0 {
        return Err(reader.faults);
    }
    reader.read.batch.order_words();
    Ok(reader.read)
}

/// Whether a line defines a word: seen without reading the line whole.
fn defines(bytes: &[u8]) -> bool {
    bytes.windows(9).any(|part| part == b"-defined\"")
}

impl Reader<'_> {
    fn at(&self, file: u16, line: u32, error: Error) -> Error {
        let path = match error.place() {
            At::Path(path) => path.clone(),
            _ => String::new(),
        };
        let file = self.read.file(file);
        let line = u64::from(line);
        error.at(At::Event { file, line, path })
    }

    fn fault(&mut self, file: u16, line: u32, error: Error) {
        let error = self.at(file, line, error);
        self.faults.push(error);
    }

    /// Reads a line in the pass that it belongs to.
    fn line(&mut self, file: u16, line: u32, bytes: &[u8], words: bool) {
        if words && !defines(bytes) {
            return;
        }
        let envelope = match Envelope::read(bytes) {
            Ok(envelope) => envelope,
            Err(_) if words => return,
            Err(error) => return self.fault(file, line, error),
        };
        let kind = Kind::of(&envelope.kind);
        if kind.is_some_and(Kind::is_word) != words {
            return;
        }
        let before = self.faults.count;
        self.check_ids(file, line, &envelope);
        let data = envelope.data_fields();
        let personal = envelope.personal_fields();
        let (data, personal) = match (data, personal) {
            (Ok(data), Ok(personal)) => (data, personal),
            (data, personal) => {
                for error in [data.err(), personal.err()].into_iter().flatten() {
                    self.fault(file, line, error);
                }
                return;
            }
        };
        let mut found = Faults::default();
        let reading = Reading {
            on: envelope.on,
            unit: envelope.unit.as_deref(),
            about: Abouts::Whole(&envelope.about),
            data: Fields::Whole(&data),
            personal: Fields::Whole(&personal),
        };
        reading::personal_in_data(reading.about, kind, reading.data, &mut found);
        if let Some(kind) = kind {
            let checked = reading::check(kind, &reading);
            found.first.extend(checked.first);
        }
        for error in found.first {
            self.fault(file, line, error);
        }
        if self.faults.count > before {
            return;
        }
        match kind {
            Some(kind) if kind.is_of_journals() => {
                self.read.batch.unknown.push(envelope.text().into());
            }
            Some(kind) => self.lay_down(file, line, kind, &envelope, &reading),
            None => {
                let error = Error::new(ErrorKind::UnknownKind)
                    .found(envelope.kind.as_ref())
                    .path("/kind");
                let note = self.at(file, line, error);
                self.read.notes.push(note);
                self.read.batch.unknown.push(envelope.text().into());
            }
        }
    }

    fn check_ids(&mut self, file: u16, line: u32, envelope: &Envelope<'_>) {
        if self.options.allow_personal_ids {
            return;
        }
        for (at, about) in envelope.about.iter().enumerate() {
            if crate::id::looks_personal(&about.id) {
                let error = Error::new(ErrorKind::IdLooksPersonal)
                    .found_personal(about.id.as_str())
                    .path(format!("/about/{at}/id"));
                self.fault(file, line, error);
            }
        }
    }

    fn lay_down(
        &mut self,
        file: u16,
        line: u32,
        kind: &'static Kind,
        envelope: &Envelope<'_>,
        reading: &Reading<'_>,
    ) {
        let defined = |batch: &Batch| word_event(batch, kind.name, reading.code("code"));
        let mut before = None;
        if kind.is_word() {
            let word = (kind.name, reading.code("code").to_owned());
            if !self.words.insert(word) {
                before = defined(&self.read.batch);
            }
        }
        if kind.name.starts_with("flag-") && !kind.is_word() {
            let code = reading.code("flag");
            let flags = self.read.batch.vocabulary.flags();
            let sensitive = flags.iter().any(|flag| flag.code == code && flag.sensitive);
            if sensitive && !self.options.allow_sensitive.iter().any(|own| own == code) {
                let error = Error::new(ErrorKind::SensitiveFlag)
                    .found(code)
                    .path("/data/flag");
                return self.fault(file, line, error);
            }
        }
        if let Err(error) = (kind.lay_down)(reading, &mut self.read.batch) {
            return self.fault(file, line, error);
        }
        if before.is_some() && before != defined(&self.read.batch) {
            let error = Error::new(ErrorKind::DuplicateKeyOther)
                .found(reading.code("code"))
                .path("/data/code");
            return self.fault(file, line, error);
        }
        self.remember(file, line, kind, envelope, reading);
    }

    /// Remembers where the new facts stood, and what else the event said.
    fn remember(
        &mut self,
        file: u16,
        line: u32,
        kind: &Kind,
        envelope: &Envelope<'_>,
        reading: &Reading<'_>,
    ) {
        let lengths = self.read.batch.lengths();
        let mut first = None;
        for (at, (now, before)) in lengths.iter().zip(&self.lengths).enumerate() {
            if now > before {
                if let Some((_, rows)) = self.read.places.get_mut(at) {
                    rows.resize(rows.len() + (now - before), (file, line));
                }
                let row = u32::try_from(*before).unwrap_or(u32::MAX);
                // An opening is written by its record, and that stands first
                // among the columns, placing aside.
                if first.is_none() {
                    first = Column::ALL.get(at).map(|column| (*column, row));
                }
            }
        }
        self.lengths = lengths;
        let is_reform = kind.name == "reform-enacted";
        let extra = Extra {
            unit: envelope
                .unit
                .as_deref()
                .filter(|_| kind.unit == super::kind::Use::No)
                .map(Box::from),
            replaces: envelope
                .replaces
                .as_ref()
                .map(|replaced| json::write(replaced).unwrap_or_default().into()),
            data: if is_reform {
                Vec::new()
            } else {
                unknown(reading.data, envelope.data, kind.data)
            },
            personal: unknown(reading.personal, envelope.personal, kind.personal),
        };
        for (part, fields) in [("/data", &extra.data), ("/personal", &extra.personal)] {
            for (name, _) in fields {
                if part == "/personal" && &**name == "notes" {
                    continue;
                }
                let error = Error::new(ErrorKind::UnknownField)
                    .found(name.as_ref())
                    .path(reading::pointer(part, name));
                let note = self.at(file, line, error);
                self.read.notes.push(note);
            }
        }
        if let Some((column, row)) = first
            && extra != Extra::default()
        {
            self.read.batch.extras.push((column, row, extra));
        }
    }
}
