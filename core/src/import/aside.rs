//! Rows set aside: with their reasons, complete, and in a form that can be
//! mended and fed back.

use super::{
    Faults, Imported, Source, aside_lines,
    header::Columns,
    importer::Row,
    in_columns::Given,
    places::Stand,
    record::{Reader, Record},
};
use crate::{
    Error, Language, Registry, Result,
    event::batch::Extra,
    export::{File, write_cell},
    hashed::HashSet,
    order::Map,
    registry::Column,
};

const CODE: &str = "aside_code";
const COLUMN: &str = "aside_column";
const IN_VIETNAMESE: &str = "aside_vi";
const IN_ENGLISH: &str = "aside_en";
/// Header of the column that says which row a mended one takes the place of.
pub(super) const ORIGIN: &str = "aside_origin";
/// Header of the column in which `x` says that neither the row nor the one whose
/// place it takes is to be used.
pub(super) const DROP: &str = "aside_drop";

const HEADERS: [&str; 6] = [CODE, COLUMN, IN_VIETNAMESE, IN_ENGLISH, ORIGIN, DROP];

/// Whether a header is one of those that reasons are written under.
pub(super) fn is_reason(header: &str) -> bool {
    HEADERS.contains(&header)
}

/// Rows set aside, each with its reasons.
pub(super) type Rows = Map<Stand, Vec<Error>>;

/// What was set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// How many rows.
    pub rows: u64,
    /// Why, the first 1,000 and how many there are.
    pub reasons: Faults,
    /// The rows, one file for each that they came from, named after its table.
    /// Reasons stand in columns whose headers begin with `aside_`, before the
    /// file's own; they are passed over when the file is read again. A row that
    /// is mended and read beside the file that it came from takes the place of
    /// the faulty one; one with `x` under `aside_drop` takes it away. Lines of events
    /// and of reforms are the same with all that in a first member `aside`, where
    /// `"drop":true` takes the line away.
    pub files: Vec<File>,
}

/// A row's own mark: what is in it, whatever file and line it stands in.
pub(super) fn fingerprint(row: &Row<'_>) -> u64 {
    let cells = (0..row.table.columns.len())
        .map(|column| super::cell::trimmed(row.record.cell(row.columns.at(column))).as_bytes());
    hash(core::iter::once(row.table.name.as_bytes()).chain(cells))
}

/// FNV-1a: the same on every platform, and never seen by an adversary.
pub(super) fn hash<'p>(parts: impl Iterator<Item = &'p [u8]>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.iter().chain(&[0x1f]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

/// Fingerprints as they are written, each once.
pub(super) fn marks(fingerprints: impl Iterator<Item = u64>) -> String {
    let mut all: Vec<u64> = fingerprints.collect();
    all.dedup();
    // A letter first, or a spreadsheet would take it for a number.
    let all: Vec<String> = all.iter().map(|one| format!("r{one:016x}")).collect();
    all.join(" ")
}

/// What a mark says.
pub(super) fn fingerprint_of(mark: &str) -> Option<u64> {
    u64::from_str_radix(mark.strip_prefix('r')?, 16).ok()
}

/// The rows that a mended row takes the place of.
pub(super) fn origins(record: &Record<'_>, cell: Option<usize>) -> impl Iterator<Item = u64> {
    let text = cell.map_or("", |at| record.cell(at));
    text.split_whitespace().filter_map(fingerprint_of)
}

macro_rules! take_away_rows {
    ($imported:ident, $gone:ident, $($column:ident $facts:ident;)*) => {
        $(if let Some(places) = $imported.places.get_mut(Column::$column as usize) {
            let taken = places.take_away(&mut $imported.batch.$facts, &$gone);
            follow(&mut $imported.batch.extras, Column::$column, &taken);
        })*
    };
}

/// Keeps what events said besides their facts beside those facts.
fn follow(extras: &mut Vec<(Column, u32, Extra)>, column: Column, taken: &[usize]) {
    if taken.is_empty() {
        return;
    }
    extras.retain_mut(|(own, index, _)| {
        let at = usize::try_from(*index).unwrap_or(usize::MAX);
        if *own != column {
            return true;
        }
        let before = taken.partition_point(|taken| *taken < at);
        *index = index.saturating_sub(u32::try_from(before).unwrap_or(u32::MAX));
        taken.get(before) != Some(&at)
    });
}

impl Imported {
    /// Sets aside all rows that contradict one another, then those that refer
    /// to a row set aside, until nothing contradicts anything.
    ///
    /// # Errors
    ///
    /// A contradiction that stands in no row.
    pub(super) fn set_contradictions_aside(&mut self, rows: &mut Rows) -> Result<(), Faults> {
        loop {
            let findings = Registry::check(&self.batch);
            if findings.is_empty() {
                return Ok(());
            }
            let mut gone: HashSet<Stand> = HashSet::default();
            let mut faults = Faults::default();
            for finding in findings {
                let at = self.place_of(&finding);
                let stand = self
                    .places
                    .get(finding.column as usize)
                    .and_then(|places| places.get(finding.index));
                match stand {
                    Some(stand) => {
                        gone.insert(stand);
                        rows.change(stand, |reasons| reasons.push(finding.error.at(at)));
                    }
                    None => faults.push(finding.error),
                }
            }
            if faults.count > 0 {
                return Err(faults);
            }
            self.take_away(&gone);
        }
    }

    fn take_away(&mut self, gone: &HashSet<Stand>) {
        take_away_rows! { self, gone,
            UnitOpened unit_opened; UnitCodes unit_codes; UnitNames unit_names;
            UnitParents unit_parents; UnitClosed unit_closed; Reforms reforms;
            Committee committee; CommitteeClosed committee_closed;
            Organisation organisation; OrganisationClosed organisation_closed;
            Team team; TeamMoved team_moved; TeamClosed team_closed;
            Memberships memberships; MembershipEnds membership_ends;
            Persons persons; Deaths deaths; Household household; Placed placed;
            Heads heads; HouseholdClosed household_closed; Listed listed;
            Residences residences; ResidenceEnds residence_ends; Splits splits;
            Joins joins; Stall stall; StallClosed stall_closed; Flags flags;
            FlagEnds flag_ends; Setups setups; Assessments assessments;
            Advocates advocates; AdvocateEnds advocate_ends; Teachings teachings;
            Activity activity; Done done;
            Targets targets; Figures figures;
        }
    }

    /// Writes the rows set aside, file by file.
    pub(super) fn write_aside(
        &mut self,
        rows: &Rows,
        given: &Given<'_>,
        show_personal: bool,
    ) -> Result<()> {
        let mut numbers: Map<&str, usize> = Map::new();
        for (number, source) in given.sources.iter().enumerate() {
            let Ok(number) = u16::try_from(number) else {
                break;
            };
            let own = rows.range((number, 0)..=(number, u32::MAX));
            let own: Map<u32, &Vec<Error>> =
                own.map(|((_, line), reasons)| (*line, reasons)).collect();
            let file = self.files.get(usize::from(number));
            let (stem, ending, text) = match file.and_then(|file| file.table) {
                Some(table) => {
                    let text = self.write_rows(number, given, &own, show_personal);
                    (table.name, "csv", text)
                }
                None if own.is_empty() => continue,
                None => {
                    let stem = match super::reforms::are_in(source.file) {
                        true => "reforms",
                        false => "events",
                    };
                    (stem, "jsonl", Some(lines_of(source, &own, show_personal)?))
                }
            };
            let Some(text) = text else {
                continue;
            };
            let count = numbers.get(stem).map_or(1, |before| before + 1);
            numbers.insert(stem, count);
            let name = match count {
                1 => format!("{stem}.{ending}"),
                count => format!("{stem}-{count}.{ending}"),
            };
            self.aside.files.push(File { name, text });
        }
        self.aside.rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        for error in rows.values().flatten() {
            self.aside.reasons.push(error.clone());
        }
        Ok(())
    }

    fn write_rows(
        &self,
        number: u16,
        given: &Given<'_>,
        rows: &Map<u32, &Vec<Error>>,
        show_personal: bool,
    ) -> Option<String> {
        let last = *rows.keys().next_back()?;
        let file = self.files.get(usize::from(number))?;
        let (table, header) = (file.table?, file.header.as_ref()?);
        let body = given.body(number)?.ok()?;
        let columns = Columns::new(header, None);
        let mut reader = Reader::new(header.delimiter);
        let mut written = String::new();
        let mut at = 0;
        while let Some(record) = reader.next_of(&body) {
            at += 1;
            if at == header.before + 1 {
                for own in HEADERS {
                    written.push_str(own);
                    written.push(',');
                }
                write_own(&mut written, &record, &header.reasons);
            }
            if record.line > last {
                break;
            }
            let Some(reasons) = rows.get(&record.line) else {
                continue;
            };
            let row = Row {
                record: &record,
                table,
                columns: &columns,
            };
            let own = core::iter::once(fingerprint(&row));
            let marks = marks(origins(&record, header.origin).chain(own));
            for cell in said(reasons, show_personal)
                .into_iter()
                .chain([marks, String::new()])
            {
                write_cell(&mut written, &cell);
                written.push(',');
            }
            write_own(&mut written, &record, &header.reasons);
        }
        Some(written)
    }
}

/// The lines of events or reforms set aside.
fn lines_of(
    source: &Source<'_>,
    rows: &Map<u32, &Vec<Error>>,
    show_personal: bool,
) -> Result<String> {
    let mut text = String::new();
    for (line, bytes) in (1..).zip(source.bytes.split(|byte| *byte == b'\n')) {
        if let Some(reasons) = rows.get(&line) {
            aside_lines::write(&mut text, bytes, said(reasons, show_personal))?;
        }
    }
    Ok(text)
}

/// Codes, columns and messages of the reasons of a row.
fn said(reasons: &[Error], show_personal: bool) -> [String; 4] {
    let list = |of: &dyn Fn(&Error) -> String, between: &str| {
        let mut said: Vec<String> = Vec::new();
        for reason in reasons {
            let text = of(reason);
            if !text.is_empty() && !said.contains(&text) {
                said.push(text);
            }
        }
        said.join(between)
    };
    let say = |reason: &Error, language: Language| match show_personal {
        true => reason.message_with_personal(language),
        false => reason.message(language),
    };
    [
        list(&|reason| reason.name().to_owned(), " "),
        list(&|reason| reason.place().column().to_owned(), ", "),
        list(&|reason| say(reason, Language::Vietnamese), "; "),
        list(&|reason| say(reason, Language::English), "; "),
    ]
}

/// Writes a record's own cells as they were, reasons of earlier times aside.
fn write_own(to: &mut String, record: &Record<'_>, reasons: &[usize]) {
    let own = record.cells().enumerate();
    for (place, (_, cell)) in own.filter(|(at, _)| !reasons.contains(at)).enumerate() {
        if place > 0 {
            to.push(',');
        }
        write_cell(to, crate::export::restored(cell));
    }
    to.push('\n');
}
