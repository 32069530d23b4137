//! A report on a terminal or in a pipe.

mod grid;
mod paint;

pub use paint::Paint;

use crate::report::{Block, Report, Tone, broken};
use std::fmt::Write;

/// Width of an answer in a pipe, in characters.
const WIDTH: usize = 100;

/// Draws a report.
pub fn report(report: &Report, paint: Paint) -> String {
    let mut text = String::new();
    for (line, is_title) in [(&report.title, true), (&report.subtitle, false)] {
        if line.is_empty() {
            continue;
        }
        for line in wrapped(line, paint.width()) {
            let line = if is_title { paint.strong(&line) } else { line };
            let _ = writeln!(text, "{line}");
        }
    }
    for block in &report.blocks {
        draw(block, paint, &mut text);
    }
    text
}

fn draw(block: &Block, paint: Paint, text: &mut String) {
    match block {
        Block::Heading(heading) => {
            let _ = writeln!(text, "\n{}", paint.strong(heading));
        }
        Block::Text(sentence) => {
            for line in wrapped(sentence, paint.width()) {
                let _ = writeln!(text, "{line}");
            }
        }
        Block::Note(remark) => {
            for line in wrapped(remark, paint.width()) {
                let _ = writeln!(text, "{}", paint.faint(&line));
            }
        }
        Block::Verdict(sentence, tone) => {
            for line in wrapped(&format!("→ {sentence}"), paint.width()) {
                let _ = writeln!(text, "{}", paint.tone(&line, *tone));
            }
        }
        Block::Figures(figures) => {
            let figures = figures
                .iter()
                .map(|(number, what)| format!("{} {what}", paint.strong(number)));
            let _ = writeln!(text, "{}", figures.collect::<Vec<_>>().join(" · "));
        }
        Block::Steps(steps) => {
            for (at, step) in steps.iter().enumerate() {
                indented(&format!("{:>3}. ", at + 1), step, Tone::Plain, paint, text);
            }
        }
        Block::Outline(lines) => {
            for (depth, line, tone) in lines {
                let mark = match tone {
                    Tone::Good => "✓",
                    Tone::Bad => "✗",
                    Tone::Middling => "?",
                    Tone::Plain => "·",
                };
                let lead = format!("{}{mark} ", "  ".repeat(depth + 1));
                indented(&lead, line, *tone, paint, text);
            }
        }
        Block::Grid(table) => text.push_str(&grid::draw(table, paint)),
        Block::Flow(_) => {}
    }
}

/// A sentence behind a mark; further lines stand under its first word.
fn indented(lead: &str, sentence: &str, tone: Tone, paint: Paint, text: &mut String) {
    let indent = lead.chars().count();
    let room = paint.width().saturating_sub(indent).max(20);
    for (at, line) in wrapped(sentence, room).into_iter().enumerate() {
        let lead = if at == 0 {
            paint.tone(lead, tone)
        } else {
            " ".repeat(indent)
        };
        let _ = writeln!(text, "{lead}{line}");
    }
}

/// Breaks a sentence between words into lines of a width.
fn wrapped(sentence: &str, width: usize) -> Vec<String> {
    let lines = broken(sentence, width);
    lines.lines().map(str::to_owned).collect()
}
