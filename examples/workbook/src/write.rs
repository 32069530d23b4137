//! Writing a workbook.

use crate::{Book, Cell, Look, MOST_ROWS, Row, Sheet, Unusable, Value};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet,
};
use std::collections::{BTreeMap, HashMap};

/// Rows that a column's width is made for.
const MEASURED: usize = 2000;
/// Narrowest column, and the widest where nothing is said of it, in characters.
const WIDTHS: (usize, usize) = (4, 60);
/// Height of a line, in points.
const LINE_HEIGHT: f64 = 15.0;
/// Most characters of a note: Excel's own, less the room for an author.
const LONGEST_NOTE: usize = 32_000;

const DARK: u32 = 0x1f_3a_5f;
const LINE: u32 = 0xc4_cb_d4;
const FAINT: u32 = 0x6b_72_80;

pub fn book(book: &Book) -> Result<Vec<u8>, Unusable> {
    for sheet in &book.sheets {
        let last = sheet.rows.last().map_or(0, |row| row.number);
        if last > MOST_ROWS {
            return Err(Unusable::TooLong {
                sheet: sheet.name.clone(),
                rows: u64::from(last),
            });
        }
    }
    let mut formats = Formats::default();
    let mut workbook = Workbook::new();
    for own in &book.sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&own.name)?;
        write(own, sheet, &mut formats)?;
    }
    if book.sheets.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(own: &Sheet, sheet: &mut Worksheet, formats: &mut Formats) -> Result<(), Unusable> {
    sheet.set_hidden(own.is_hidden);
    for row in &own.rows {
        let number = row.number.saturating_sub(1);
        if row.is_hidden {
            sheet.set_row_hidden(number)?;
        }
        for cell in &row.cells {
            write_cell(cell, number, sheet, formats)?;
        }
    }
    for area in &own.merged {
        merge(area, own, sheet, formats)?;
    }
    if own.frozen > 0 {
        sheet.set_freeze_panes(own.frozen, 0)?;
        let last = own.frozen.saturating_sub(1);
        sheet.set_repeat_rows(last, last)?;
    }
    let widths = widths(own);
    for (column, width) in &widths {
        sheet.set_column_width(*column, *width as f64)?;
    }
    for row in &own.rows {
        let is_title = row.cells.iter().any(|cell| cell.look == Look::Title);
        let lines = lines(row, &widths);
        if lines > 1 || is_title {
            let height = LINE_HEIGHT * if is_title { 1.6 } else { lines as f64 };
            sheet.set_row_height(row.number.saturating_sub(1), height)?;
        }
    }
    // A4, as wide as one page.
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_landscape();
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

fn column(cell: &Cell) -> Result<u16, Unusable> {
    u16::try_from(cell.column).map_err(|_| Unusable::Unwritten("too many columns".to_owned()))
}

fn write_cell(
    cell: &Cell,
    row: u32,
    sheet: &mut Worksheet,
    formats: &mut Formats,
) -> Result<(), Unusable> {
    let at = column(cell)?;
    let format = formats.of(cell.look, Kind::of(&cell.value));
    match &cell.value {
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, at, format)?,
        Value::Text(text) | Value::Fault(text) => match format_is_needed(cell) {
            true => sheet.write_string_with_format(row, at, text, format)?,
            false => sheet.write_string(row, at, text)?,
        },
        Value::Number(number) => match format_is_needed(cell) {
            true => sheet.write_number_with_format(row, at, *number, format)?,
            false => sheet.write_number(row, at, *number)?,
        },
        Value::Share(share) => sheet.write_number_with_format(row, at, *share, format)?,
        Value::Truth(truth) => sheet.write_boolean_with_format(row, at, *truth, format)?,
        Value::Day { year, month, day } => match ExcelDateTime::from_ymd(*year, *month, *day) {
            Ok(moment) => sheet.write_datetime_with_format(row, at, moment, format)?,
            // Before 1900 Excel has no days.
            Err(_) => sheet.write_string_with_format(row, at, cell.value.plain(), format)?,
        },
    };
    if let Some(note) = &cell.note {
        let text: String = note.chars().take(LONGEST_NOTE).collect();
        let lines = text.chars().count() / 40 + text.lines().count();
        let height = u32::try_from(lines).unwrap_or(20).clamp(2, 20) * 18 + 10;
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_width(280)
            .set_height(height);
        sheet.insert_note(row, at, &note)?;
    }
    Ok(())
}

/// Most cells are plain: they take less room without a format.
fn format_is_needed(cell: &Cell) -> bool {
    cell.look != Look::Plain
}

/// Merges an area; the writer wants its text once more, and the value is put back
/// afterwards.
fn merge(
    area: &crate::Area,
    own: &Sheet,
    sheet: &mut Worksheet,
    formats: &mut Formats,
) -> Result<(), Unusable> {
    if area.first == area.last {
        return Ok(());
    }
    let places = (
        u16::try_from(area.first.column),
        u16::try_from(area.last.column),
    );
    let (Ok(first), Ok(last)) = places else {
        return Ok(());
    };
    let rows = (
        area.first.row.saturating_sub(1),
        area.last.row.saturating_sub(1),
    );
    let format = formats.of(Look::Plain, Kind::Text);
    sheet.merge_range(rows.0, first, rows.1, last, "", format)?;
    for row in &own.rows {
        if row.number < area.first.row || row.number > area.last.row {
            continue;
        }
        let inside = area.first.column..=area.last.column;
        for cell in row
            .cells
            .iter()
            .filter(|cell| inside.contains(&cell.column))
        {
            let cell = Cell {
                note: None,
                ..cell.clone()
            };
            write_cell(&cell, row.number.saturating_sub(1), sheet, formats)?;
        }
    }
    Ok(())
}

/// Widths of columns, in characters.
fn widths(sheet: &Sheet) -> BTreeMap<u16, usize> {
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    for row in sheet.rows.iter().take(MEASURED) {
        for cell in &row.cells {
            // Sentences run over the cells beside them.
            let runs_over = matches!(
                cell.look,
                Look::Title | Look::Heading | Look::Sentence | Look::Remark | Look::Stamp
            );
            let Ok(column) = u16::try_from(cell.column) else {
                continue;
            };
            if runs_over {
                continue;
            }
            let text = match &cell.value {
                Value::Text(text) if cell.look == Look::Header => width_of_header(text),
                Value::Day { .. } => 10,
                Value::Share(_) => 8,
                Value::Number(number) => number.abs().log10().max(0.0) as usize * 4 / 3 + 2,
                value => value
                    .plain()
                    .lines()
                    .map(|line| line.chars().count())
                    .max()
                    .unwrap_or(0),
            };
            let width = widths.entry(column).or_default();
            *width = (*width).max(text);
        }
    }
    for (column, width) in &mut widths {
        let widest = sheet.widest.get(usize::from(*column)).copied();
        let widest = widest.unwrap_or(WIDTHS.1).max(WIDTHS.0);
        *width = (*width).clamp(WIDTHS.0, widest) + 2;
    }
    widths
}

/// The longest header that breaks into two lines; longer ones take three.
const TWO_LINES: usize = 16;

/// How wide a header is that breaks between its words into as many lines as it may take.
fn width_of_header(text: &str) -> usize {
    let words: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.chars().count())
        .collect();
    let lines = if length(&words) > TWO_LINES { 3 } else { 2 };
    // Bold and capital letters are wider than the digits that widths count.
    (narrowest(&words, lines) * 11).div_ceil(10)
}

/// The width of words beside each other, by the length of each.
fn length(words: &[usize]) -> usize {
    (words.iter().sum::<usize>() + words.len()).saturating_sub(1)
}

/// The least width at which words stand in so many lines.
fn narrowest(words: &[usize], lines: usize) -> usize {
    if lines <= 1 || words.len() <= 1 {
        return length(words);
    }
    let widths = (1..=words.len()).filter_map(|at| {
        let (first, others) = words.split_at_checked(at)?;
        Some(length(first).max(narrowest(others, lines - 1)))
    });
    widths.min().unwrap_or(0)
}

/// Whether a cell breaks its text into lines.
fn wraps(cell: &Cell) -> bool {
    matches!(cell.look, Look::Header | Look::Boxed) && Kind::of(&cell.value) == Kind::Text
}

/// How many lines of a width the words of a text take.
fn broken(text: &str, look: Look, width: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = match look {
            // Bold letters are wider than the digits that widths count.
            Look::Header => word.chars().count() * 11 / 10,
            _ => word.chars().count(),
        };
        match used {
            0 => used = length,
            _ if used + 1 + length > width => {
                lines += 1;
                used = length;
            }
            _ => used += 1 + length,
        }
    }
    lines
}

/// How many lines a row takes: spreadsheets do not all work it out themselves.
fn lines(row: &Row, widths: &BTreeMap<u16, usize>) -> usize {
    let of = |cell: &Cell| {
        let width = widths.get(&u16::try_from(cell.column).ok()?)?;
        let text = cell.value.plain();
        let lines = text.lines().map(|line| broken(line, cell.look, *width));
        Some(lines.sum())
    };
    let wrapped = row.cells.iter().filter(|cell| wraps(cell));
    wrapped.filter_map(of).max().unwrap_or(1)
}

/// What of a value its format depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Text,
    Whole,
    Number,
    Share,
    Day,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Text(_) | Value::Fault(_) | Value::Truth(_) => Self::Text,
            Value::Number(number) if number.fract() == 0.0 => Self::Whole,
            Value::Number(_) => Self::Number,
            Value::Share(_) => Self::Share,
            Value::Day { .. } => Self::Day,
        }
    }
}

/// Formats, each made once.
#[derive(Default)]
struct Formats(HashMap<(Look, Kind), Format>);

impl Formats {
    fn of(&mut self, look: Look, kind: Kind) -> &Format {
        self.0
            .entry((look, kind))
            .or_insert_with(|| make(look, kind))
    }
}

fn make(look: Look, kind: Kind) -> Format {
    let format = match kind {
        Kind::Text => Format::new(),
        // The separators are those of whoever opens it: 1.234 and 46,2 % in Vietnamese.
        Kind::Whole if look != Look::Plain => Format::new().set_num_format("#,##0"),
        Kind::Number if look != Look::Plain => Format::new().set_num_format("#,##0.##"),
        Kind::Whole | Kind::Number => Format::new(),
        Kind::Share => Format::new().set_num_format("0.0%"),
        Kind::Day => Format::new().set_num_format("dd/mm/yyyy"),
    };
    let rgb = Color::RGB;
    let boxed = |format: Format| {
        format
            .set_border(FormatBorder::Thin)
            .set_border_color(rgb(LINE))
            .set_align(FormatAlign::Top)
    };
    // Else a text stands against the number before it.
    let is_apart = kind == Kind::Text
        && matches!(
            look,
            Look::Boxed | Look::Sum | Look::Good | Look::Doubtful | Look::Bad
        );
    let format = match is_apart {
        true => format.set_align(FormatAlign::Left).set_indent(1),
        false => format,
    };
    let filled = |format: Format, fill| format.set_background_color(rgb(fill));
    match look {
        Look::Plain | Look::Sentence => format,
        Look::Title => format
            .set_bold()
            .set_font_size(14)
            .set_font_color(rgb(DARK)),
        Look::Heading => format
            .set_bold()
            .set_font_size(12)
            .set_font_color(rgb(DARK)),
        Look::Remark => format.set_italic().set_font_color(rgb(FAINT)),
        Look::Stamp => format.set_bold().set_font_color(rgb(0xb4_23_18)),
        Look::Header => filled(boxed(format), DARK)
            .set_bold()
            .set_font_color(Color::White)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Look::Boxed if kind == Kind::Text => boxed(format).set_text_wrap(),
        Look::Boxed => boxed(format),
        Look::Sum => filled(boxed(format), 0xe8_ed_f4).set_bold(),
        Look::Good => filled(boxed(format), 0xd8_f0_dd),
        Look::Doubtful => filled(boxed(format), 0xff_f1_c2),
        Look::Bad => filled(boxed(format), 0xff_d0_cc),
    }
}
