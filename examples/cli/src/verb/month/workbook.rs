//! The month as a workbook: a cover, a sheet for each part, and how all is counted.

use super::{column::Column, cover::Cover, part::Part};
use crate::{page::INTERNAL, report::broken, tell::capital, words::say};
use noidai::Language;
use noidai_demonstration::STAMP;
use noidai_workbook::{Book, Cell, Look, Sheet};

/// Most characters of a line that runs over the cells beside it.
const LINE: usize = 110;

/// Makes the workbook.
pub fn book(cover: &Cover, parts: &[Part], language: Language) -> Book {
    let mut sheets = vec![first(cover, language)];
    sheets.extend(parts.iter().map(|part| sheet(cover, part, language)));
    sheets.push(how(cover, parts, language));
    sheets.push(contents(cover, parts, language));
    Book { sheets }
}

/// A sheet with its stamps, title and what it is about above its table.
fn headed(name: &str, title: &str, cover: &Cover) -> Sheet {
    let mut sheet = Sheet::new(name);
    let stamps = [Some(INTERNAL), cover.is_simulated.then_some(STAMP)];
    let stamps: Vec<&str> = stamps.into_iter().flatten().collect();
    sheet.push([Cell::text(stamps.join(" · ")).look(Look::Stamp)]);
    sheet.push([Cell::text(title).look(Look::Title)]);
    sheet.push([Cell::text(&cover.subtitle).look(Look::Remark)]);
    sheet
}

fn lines(sheet: &mut Sheet, text: &str, look: Look) {
    for line in broken(text, LINE).lines() {
        sheet.push([Cell::text(line).look(look)]);
    }
}

/// The cover fits one page: whose month, what it stands on, its main figures.
fn first(cover: &Cover, language: Language) -> Sheet {
    let say = |vi, en| say(language, vi, en);
    let mut sheet = headed(say("Bìa", "Cover"), &cover.title, cover);
    sheet.push([]);
    for [what, value] in &cover.stands_on {
        lines(&mut sheet, &format!("{what}: {value}"), Look::Sentence);
    }
    let remarks = cover.remarks.iter().map(String::as_str);
    for remark in remarks.chain(cover.of_map) {
        lines(&mut sheet, remark, Look::Remark);
    }
    sheet.push([]);
    let headings = [
        say("Số chính", "Main figure"),
        say("Giá trị", "Value"),
        say("Ở trang", "On the sheet"),
    ];
    sheet.push(headings.map(|heading| Cell::text(heading).look(Look::Header)));
    for figure in &cover.figures {
        let texts = [&*figure.what, figure.on];
        let [what, on] = texts.map(|text| Cell::text(text).look(Look::Boxed));
        sheet.push([what, figure.held(language), on]);
    }
    sheet
}

fn sheet(cover: &Cover, part: &Part, language: Language) -> Sheet {
    let [vi, en] = part.shows;
    let mut sheet = headed(part.name(language), say(language, vi, en), cover);
    if part.sheet.rows().is_empty() {
        let [vi, en] = part.without;
        sheet.push([]);
        lines(&mut sheet, say(language, vi, en), Look::Sentence);
        return sheet;
    }
    let heading = |column: &Column| Cell::text(capital(column.term.name(language)));
    let headings = part.columns.iter().map(heading);
    sheet.push(headings.map(|cell| cell.look(Look::Header)));
    sheet.frozen = sheet.rows.last().map_or(0, |row| row.number);
    sheet.widest = part.columns.iter().map(|column| column.widest).collect();
    for row in part.sheet.rows() {
        let is_whole = part.is_by_unit() && part.is_of(row, &cover.unit);
        let cells = part.columns.iter().map(|column| {
            let cell = column.held(&part.sheet, row, language);
            match is_whole {
                true => cell.look(Look::Sum),
                false => cell,
            }
        });
        sheet.push(cells);
    }
    sheet
}

fn table(sheet: &mut Sheet, headings: &[&str]) {
    let headings = headings.iter().map(|text| Cell::text(*text));
    sheet.push(headings.map(|cell| cell.look(Look::Header)));
    sheet.frozen = sheet.rows.last().map_or(0, |row| row.number);
}

fn boxed(sheet: &mut Sheet, texts: &[&str]) {
    let texts = texts.iter().map(|text| Cell::text(*text));
    sheet.push(texts.map(|cell| cell.look(Look::Boxed)));
}

/// Each sheet with the command that gives the same figures.
fn contents(cover: &Cover, parts: &[Part], language: Language) -> Sheet {
    let say = |vi, en| say(language, vi, en);
    let title = say(
        "Các trang và lệnh cho cùng số liệu",
        "The sheets, and the commands that give the same",
    );
    let mut sheet = headed(say("Các trang", "Sheets"), title, cover);
    let headings = [
        say("Trang", "Sheet"),
        say("Nội dung", "What it shows"),
        say("Lệnh cho cùng số liệu", "The command that gives the same"),
        say("Ghi chú", "Note"),
    ];
    table(&mut sheet, &headings);
    sheet.widest = vec![26, 34, 64, 40];
    for part in parts {
        let ([vi, en], [note_vi, note_en]) = (part.shows, part.note);
        let (shows, note) = (say(vi, en), say(note_vi, note_en));
        boxed(
            &mut sheet,
            &[part.name(language), shows, &part.command, note],
        );
    }
    sheet
}

/// How figures are counted: every heading once. Those that are counted alike and stand
/// on the same sheet share a row.
fn how(cover: &Cover, parts: &[Part], language: Language) -> Sheet {
    let say = |vi, en| say(language, vi, en);
    let title = say("Cách tính từng con số", "How each figure is counted");
    let mut sheet = headed(say("Cách tính", "How counted"), title, cover);
    let headings = [
        say("Cột", "Column"),
        say("Cách tính", "How it is counted"),
        say("Ở các trang", "On the sheets"),
    ];
    table(&mut sheet, &headings);
    sheet.widest = vec![34, 84, 44];
    for (names, meaning, on) in told(parts, language) {
        boxed(&mut sheet, &[&names.join("; "), meaning, &on.join("; ")]);
    }
    sheet.push([]);
    for note in &cover.notes {
        lines(&mut sheet, note, Look::Sentence);
    }
    sheet
}

/// Headings, what they mean, and the sheets that they stand on.
type Told = (Vec<String>, &'static str, Vec<&'static str>);

fn told(parts: &[Part], language: Language) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for part in parts {
        let sheet = part.name(language);
        for column in &part.columns {
            let name = capital(column.term.name(language));
            let meaning = column.term.meaning(language);
            let known = told.iter_mut().find(|own| own.1 == meaning);
            let Some((names, _, on)) = known else {
                told.push((vec![name], meaning, vec![sheet]));
                continue;
            };
            if !names.contains(&name) {
                names.push(name);
            }
            if !on.contains(&sheet) {
                on.push(sheet);
            }
        }
    }
    told
}
