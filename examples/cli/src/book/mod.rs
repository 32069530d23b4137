//! A report as a workbook: what was found, and how it is counted.

mod figure;
pub mod term;

use crate::{
    page::INTERNAL,
    report::{self, Block, Grid, Report, Tone, broken},
    words::say,
};
use figure::{figure, is_range, range};
use noidai::Language;
use noidai_demonstration::STAMP;
use noidai_workbook::{Book, Cell, Look, Sheet};

/// Most characters of a line.
const LINE: usize = 110;

/// Makes the workbook.
pub fn book(report: &Report, counts_by_rule: bool, is_simulated: bool, language: Language) -> Book {
    let mut writer = Writer {
        found: Sheet::new(say(language, "Kết quả", "Answer")),
        notes: Vec::new(),
        language,
    };
    let stamps = [Some(INTERNAL), is_simulated.then_some(STAMP)];
    for stamp in stamps.into_iter().flatten() {
        writer.line(stamp, Look::Stamp);
    }
    writer.line(&report.title, Look::Title);
    if !report.subtitle.is_empty() {
        writer.line(&report.subtitle, Look::Remark);
    }
    let grids = report
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Grid(_)));
    let is_one = grids.count() == 1;
    for block in &report.blocks {
        writer.block(block, is_one);
    }
    let how = how(&writer.notes, counts_by_rule, language);
    Book {
        sheets: [Some(writer.found), how].into_iter().flatten().collect(),
    }
}

/// How figures are counted; nothing where there is nothing to say.
fn how(notes: &[String], counts_by_rule: bool, language: Language) -> Option<Sheet> {
    let mut sheet = Sheet::new(say(language, "Cách tính", "How counted"));
    let mut push = |term: &str, meaning: &str| {
        let term = Cell::text(term).look(Look::Header);
        sheet.push([term, Cell::text(meaning).look(Look::Boxed)]);
    };
    for note in notes {
        push(say(language, "Ghi chú", "Note"), note);
    }
    for term in term::COUNTS.iter().filter(|_| counts_by_rule) {
        push(term.name(language), term.meaning(language));
    }
    (!sheet.rows.is_empty()).then_some(sheet)
}

struct Writer {
    found: Sheet,
    /// What stands on the sheet that says how figures are counted.
    notes: Vec<String>,
    language: Language,
}

impl Writer {
    /// A sentence, over as many rows as it needs: a page is as wide as its sheet.
    fn line(&mut self, text: &str, look: Look) {
        let indent = text.len() - text.trim_start().len();
        for line in broken(text.trim_start(), LINE).lines() {
            let line = format!("{}{line}", " ".repeat(indent));
            self.found.push([Cell::text(line).look(look)]);
        }
    }

    fn gap(&mut self) {
        self.found.push([]);
    }

    fn block(&mut self, block: &Block, is_frozen: bool) {
        match block {
            Block::Heading(heading) => {
                self.gap();
                self.line(heading, Look::Heading);
            }
            Block::Verdict(sentence, _) => self.line(sentence, Look::Heading),
            Block::Text(sentence) => self.line(sentence, Look::Sentence),
            Block::Note(note) => self.notes.push(note.clone()),
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    self.line(&format!("{}. {step}", at + 1), Look::Sentence);
                }
            }
            Block::Outline(lines) => {
                for (depth, line, _) in lines {
                    self.line(&format!("{}{line}", "    ".repeat(*depth)), Look::Sentence);
                }
            }
            Block::Figures(figures) => {
                for (number, what) in figures {
                    let number = figure(number, self.language);
                    let cells = [Cell::text(what), Cell::from(number)];
                    self.found.push(cells.map(|cell| cell.look(Look::Boxed)));
                }
            }
            Block::Grid(grid) => self.grid(grid, is_frozen),
            // The table beside it says the same.
            Block::Flow(_) => {}
        }
    }

    fn grid(&mut self, grid: &Grid, is_frozen: bool) {
        let columns = columns(grid, self.language);
        self.gap();
        if columns.iter().any(|column| !column.heading.is_empty()) {
            let headings = columns.iter().map(|column| Cell::text(&column.heading));
            self.found
                .push(headings.map(|cell| cell.look(Look::Header)));
            if is_frozen {
                self.found.frozen = self.found.rows.last().map_or(0, |row| row.number);
            }
        }
        for (at, row) in grid.rows.iter().enumerate() {
            let is_sum = grid.has_sum && at + 1 == grid.rows.len();
            let cells = columns.iter().map(|column| {
                let Some(report::Cell::Text(text, tone)) = row.get(column.at) else {
                    return Cell::blank().look(Look::Boxed);
                };
                let value = match column.end {
                    None if column.is_number => figure(text, self.language),
                    None => noidai_workbook::Value::Text(text.replace('\n', " ")),
                    Some(end) => range(text, end, self.language),
                };
                Cell::from(value).look(match (is_sum, tone) {
                    (true, _) => Look::Sum,
                    (_, Tone::Good) => Look::Good,
                    (_, Tone::Middling) => Look::Doubtful,
                    (_, Tone::Bad) => Look::Bad,
                    (_, Tone::Plain) => Look::Boxed,
                })
            });
            self.found.push(cells);
        }
    }
}

/// A column of the sheet: one of the grid, or an end of one that holds ranges.
struct Column {
    at: usize,
    heading: String,
    is_number: bool,
    end: Option<figure::End>,
}

/// The columns that hold texts: bars have their shares beside them already. A share
/// with two ends takes two columns, for a cell holds one number.
fn columns(grid: &Grid, language: Language) -> Vec<Column> {
    let mut columns = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let cells = || grid.rows.iter().filter_map(move |row| row.get(at));
        let texts = cells().filter_map(|cell| match cell {
            report::Cell::Text(text, _) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        });
        let texts: Vec<&str> = texts.collect();
        if texts.is_empty() && column.heading.is_empty() {
            continue;
        }
        let heading = column.heading.replace("-\n", "").replace('\n', " ");
        let mut push = |heading: String, end| {
            columns.push(Column {
                at,
                heading,
                is_number: column.is_number,
                end,
            });
        };
        if column.is_number && texts.iter().any(|text| is_range(text)) {
            let (low, high) = match language {
                Language::Vietnamese => ("thấp nhất", "cao nhất"),
                Language::English => ("lowest", "highest"),
            };
            push(format!("{heading}, {low}"), Some(figure::End::Low));
            push(format!("{heading}, {high}"), Some(figure::End::High));
        } else {
            push(heading, None);
        }
    }
    columns
}
