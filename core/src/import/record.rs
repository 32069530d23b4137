//! Records of a text of cells, borrowed where nothing is quoted.

/// Start and end of a cell in its record.
pub(super) type Span = (usize, usize);

/// One record.
pub(super) struct Record<'r> {
    pub text: &'r str,
    pub spans: &'r [Span],
    /// Line that it begins on, from 1.
    pub line: u32,
    /// Whether the text ends inside of its quotes.
    pub unclosed: bool,
}

impl<'r> Record<'r> {
    pub fn cell(&self, at: usize) -> &'r str {
        self.spans
            .get(at)
            .and_then(|(start, end)| self.text.get(*start..*end))
            .unwrap_or("")
    }

    pub fn cells(&self) -> impl Iterator<Item = &'r str> {
        let text = self.text;
        self.spans
            .iter()
            .map(move |(start, end)| text.get(*start..*end).unwrap_or(""))
    }
}

/// Reads records of a text one after another. Lines without a quote are split where they
/// stand; `csv-core` reads the others.
pub(super) struct Reader {
    pub(super) at: usize,
    line: u32,
    delimiter: u8,
    csv: csv_core::Reader,
    pub(super) unquoted: String,
    bytes: Vec<u8>,
    pub(super) ends: Vec<usize>,
    pub(super) spans: Vec<Span>,
    /// Of a table in columns: how many rows are read, the headers one of them, and how far
    /// each column is.
    pub(super) row: usize,
    pub(super) cells_at: Vec<usize>,
}

impl Reader {
    pub fn new(delimiter: u8) -> Self {
        Self {
            at: 0,
            line: 1,
            delimiter,
            csv: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            unquoted: String::new(),
            bytes: Vec::new(),
            ends: Vec::new(),
            spans: Vec::new(),
            row: 0,
            cells_at: Vec::new(),
        }
    }

    /// Skips line ends; says whether anything is left.
    fn skip_blank_lines(&mut self, text: &str) -> bool {
        while self.skip_line_end(text) {}
        self.at < text.len()
    }

    /// How far it has read, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    fn skip_line_end(&mut self, text: &str) -> bool {
        let rest = text.as_bytes().get(self.at..).unwrap_or(&[]);
        self.at += match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.line = self.line.saturating_add(1);
        true
    }

    /// The next record of the text, which is always the same one; empty lines
    /// are none.
    pub fn next<'r>(&'r mut self, text: &'r str) -> Option<Record<'r>> {
        if !self.skip_blank_lines(text) {
            return None;
        }
        let rest = text.get(self.at..)?;
        self.spans.clear();
        let mut cell = 0;
        let mut length = rest.len();
        for (at, byte) in rest.bytes().enumerate() {
            if byte == self.delimiter {
                self.spans.push((cell, at));
                cell = at + 1;
            } else if byte == b'\n' || byte == b'\r' {
                length = at;
                break;
            } else if byte == b'"' {
                return self.quoted(text, rest);
            }
        }
        self.spans.push((cell, length));
        let line = self.line;
        self.at += length;
        self.skip_line_end(text);
        Some(Record {
            text: rest.get(..length)?,
            spans: &self.spans,
            line,
            unclosed: false,
        })
    }

    fn quoted<'r>(&'r mut self, text: &str, rest: &str) -> Option<Record<'r>> {
        self.csv.reset();
        self.spans.clear();
        let mut consumed = 0;
        let mut written = 0;
        let mut cells = 0;
        loop {
            if self.bytes.len() <= written {
                self.bytes.resize((written * 2).max(4096), 0);
            }
            if self.ends.len() <= cells {
                self.ends.resize((cells * 2).max(64), 0);
            }
            let (result, read, wrote, ended) = self.csv.read_record(
                rest.as_bytes().get(consumed..)?,
                self.bytes.get_mut(written..)?,
                self.ends.get_mut(cells..)?,
            );
            consumed += read;
            written += wrote;
            cells += ended;
            match result {
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
                csv_core::ReadRecordResult::OutputFull => {
                    self.bytes.resize((self.bytes.len() * 2).max(4096), 0);
                }
                csv_core::ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((self.ends.len() * 2).max(64), 0);
                }
                csv_core::ReadRecordResult::InputEmpty => {}
            }
        }
        self.unquoted.clear();
        // Cut at ASCII bytes only, so it is as valid as what it was cut from.
        self.unquoted
            .push_str(str::from_utf8(self.bytes.get(..written)?).unwrap_or(""));
        let mut start = 0;
        for end in self.ends.get(..cells)? {
            self.spans.push((start, *end));
            start = *end;
        }
        let raw = rest.as_bytes().get(..consumed)?;
        let unclosed = consumed == rest.len() && ends_in_quotes(raw, self.delimiter);
        let line = self.line;
        let ended = matches!(raw.last(), Some(b'\r' | b'\n'));
        let inside = match raw {
            [inside @ .., b'\r', b'\n'] => inside,
            [inside @ .., _] if ended => inside,
            inside => inside,
        };
        self.at += inside.len();
        let ends = inside.iter().filter(|byte| **byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.skip_line_end(text);
        Some(Record {
            text: &self.unquoted,
            spans: &self.spans,
            line,
            unclosed,
        })
    }
}

fn ends_in_quotes(raw: &[u8], delimiter: u8) -> bool {
    #[derive(PartialEq)]
    enum State {
        Start,
        Plain,
        Open,
        Closed,
    }
    let mut state = State::Start;
    for byte in raw {
        state = match (state, *byte) {
            (State::Open, b'"') => State::Closed,
            (State::Open, _) => State::Open,
            (State::Start | State::Closed, b'"') => State::Open,
            (_, byte) if byte == delimiter => State::Start,
            _ => State::Plain,
        };
    }
    state == State::Open
}
