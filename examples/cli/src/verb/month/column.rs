//! A column of the month: one of a verb's rows, with its heading and how it is counted.

use crate::{
    book::term::Term,
    output::Sheet,
    report::{self, Tone},
    words::{self, say},
};
use noidai::{Day, Language, coverage::RowKind};
use noidai_workbook::{Cell, Look, Value};

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    /// The stable name of the verb's column.
    pub of: &'static str,
    /// Its heading, and how its figures are counted.
    pub term: Term,
    /// What its cells hold.
    pub form: Form,
    /// How wide it may become in a workbook, in characters.
    pub widest: usize,
}

/// What most texts of a cell fit into.
const WIDEST: usize = 40;

/// What the cells of a column hold.
#[derive(Clone, Copy)]
pub enum Form {
    /// The name of the row's unit.
    Place,
    /// A text as it stands.
    Text,
    /// A code, with the words for it.
    Word(fn(&str, Language) -> (String, Tone)),
    /// A count.
    Count,
    /// A count of more or fewer.
    Signed,
    /// A share in parts per million.
    Share,
    /// A day.
    Day,
}

impl Column {
    /// A column; its heading and its meaning in Vietnamese and in English.
    pub const fn new(
        of: &'static str,
        form: Form,
        name: [&'static str; 2],
        meaning: [&'static str; 2],
    ) -> Self {
        Self::of(of, form, Term { name, meaning })
    }

    /// A column whose term is known.
    pub const fn of(of: &'static str, form: Form, term: Term) -> Self {
        Self {
            of,
            term,
            form,
            widest: WIDEST,
        }
    }

    /// The same, with texts that break into lines after so many characters.
    pub const fn at_most(self, widest: usize) -> Self {
        Self { widest, ..self }
    }

    /// Its text in a row of a verb.
    pub fn text<'r>(&self, sheet: &Sheet, row: &'r [String]) -> &'r str {
        cell(sheet, row, self.of)
    }

    /// Whether its cells are figures.
    pub const fn is_number(&self) -> bool {
        matches!(self.form, Form::Count | Form::Signed | Form::Share)
    }

    /// What a page shows of a row.
    pub fn shown(&self, sheet: &Sheet, row: &[String], language: Language) -> report::Cell {
        let text = self.text(sheet, row);
        let number = text.parse::<i64>().ok();
        let shown = match (self.form, number) {
            (Form::Place, _) => place(sheet, row, language),
            (Form::Word(words), _) => {
                let (words, tone) = words(text, language);
                return report::Cell::Text(words, tone);
            }
            (Form::Count, Some(number)) => words::number(number.unsigned_abs(), language),
            (Form::Signed, Some(number)) => words::signed(number, language),
            (Form::Share, Some(share)) => {
                words::percent(u32::try_from(share).unwrap_or(0), language)
            }
            (Form::Day, _) => text
                .parse()
                .map_or_else(|_| text.to_owned(), |day| words::day(day, language)),
            _ => text.to_owned(),
        };
        report::Cell::text(shown)
    }

    /// What a workbook holds of a row.
    pub fn held(&self, sheet: &Sheet, row: &[String], language: Language) -> Cell {
        let text = self.text(sheet, row);
        let number = text.parse::<i64>().ok();
        let value = match (self.form, number) {
            (Form::Place, _) => Value::Text(place(sheet, row, language)),
            (Form::Word(words), _) => {
                let (words, tone) = words(text, language);
                return Cell::text(words).look(look(tone));
            }
            // Far below 2^53.
            (Form::Count | Form::Signed, Some(number)) => Value::Number(number as f64),
            // Down to 0.1 %, as shares are shown everywhere.
            (Form::Share, Some(share)) => Value::Share((share / 1000) as f64 / 1000.0),
            (Form::Day, _) => {
                let day = text.parse().ok().and_then(day);
                day.unwrap_or_else(|| Value::Text(text.to_owned()))
            }
            _ => Value::Text(text.to_owned()),
        };
        Cell::from(value).look(Look::Boxed)
    }
}

/// The text of a verb's column in a row; empty where there is none.
pub fn cell<'r>(sheet: &Sheet, row: &'r [String], name: &str) -> &'r str {
    let at = sheet.header().iter().position(|known| *known == name);
    at.and_then(|at| row.get(at)).map_or("", String::as_str)
}

/// What the unit of a row is called.
fn place(sheet: &Sheet, row: &[String], language: Language) -> String {
    let text = |name| cell(sheet, row, name);
    let kinds = [RowKind::Remainder, RowKind::Unassigned];
    let kind = kinds.into_iter().find(|kind| kind.code() == text("row"));
    let kind = kind.unwrap_or(RowKind::Unit);
    words::called(kind, text("name"), text("unit"), language)
}

fn look(tone: Tone) -> Look {
    match tone {
        Tone::Good => Look::Good,
        Tone::Middling => Look::Doubtful,
        Tone::Bad => Look::Bad,
        Tone::Plain => Look::Boxed,
    }
}

fn day(day: Day) -> Option<Value> {
    Some(Value::Day {
        year: u16::try_from(day.year()).ok()?,
        month: u8::try_from(day.month()).ok()?,
        day: u8::try_from(day.day_of_month()).ok()?,
    })
}

/// The words for a code of an open list.
pub fn code(text: &str, language: Language) -> (String, Tone) {
    (words::code(text, language).to_owned(), Tone::Plain)
}

/// Yes, or nothing.
pub fn yes(text: &str, language: Language) -> (String, Tone) {
    let yes = if text == "true" {
        say(language, "có", "yes")
    } else {
        ""
    };
    (yes.to_owned(), Tone::Plain)
}
