//! A report as one page that stands by itself and prints on A4.

mod chart;
mod flow;
mod grid;

use crate::{
    report::{Block, Report, Tone},
    words::say,
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use noidai::Language;
use noidai_demonstration::STAMP;

const STYLE: &str = include_str!("style.css");
/// Small counts are not hidden yet, so a page stays inside the house.
pub const INTERNAL: &str = "NỘI BỘ / INTERNAL";

/// Writes the page.
pub fn page(report: &Report, is_simulated: bool, language: Language) -> String {
    let lang = say(language, "vi", "en");
    // What browsers put at the head of each printed page.
    let stamps = if is_simulated {
        format!("{INTERNAL} · {STAMP}")
    } else {
        INTERNAL.to_owned()
    };
    let running = format!("@page {{ @top-center {{ content: \"{stamps}\"; }} }}");
    let markup = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "noidai " (env!("CARGO_PKG_VERSION")) };
                title { (report.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(running)) }
            }
            body {
                header {
                    p.stamps {
                        span.stamp { (INTERNAL) }
                        @if is_simulated { span.stamp.simulated { (STAMP) } }
                    }
                    h1 { (report.title) }
                    @if !report.subtitle.is_empty() { p.subtitle { (report.subtitle) } }
                }
                main { @for block in &report.blocks { (draw(block, language)) } }
                footer {
                    @if is_simulated { p.stamps { span.stamp.simulated { (STAMP) } } }
                    p { "Nối Dài (noidai " (env!("CARGO_PKG_VERSION")) ")" }
                }
            }
        }
    };
    markup.into_string()
}

fn draw(block: &Block, language: Language) -> Markup {
    match block {
        Block::Heading(heading) => html! { h2 { (heading) } },
        Block::Text(sentence) => html! { p { (sentence) } },
        Block::Note(remark) => html! { p.note { (remark) } },
        Block::Verdict(sentence, tone) => html! { p.verdict.(class(*tone)) { (sentence) } },
        Block::Figures(figures) => html! {
            dl.figures {
                @for (number, what) in figures { div { dd { (number) } dt { (what) } } }
            }
        },
        Block::Steps(steps) => html! { ol { @for step in steps { li { (step) } } } },
        Block::Outline(lines) => html! {
            ul.outline {
                @for (depth, line, tone) in lines {
                    li.(class(*tone)) style={ "margin-left:" (depth * 14) "pt" } { (line) }
                }
            }
        },
        Block::Grid(table) => grid::draw(table, language),
        Block::Flow(ways) => flow::draw(ways, language),
    }
}

/// The class of a tone.
const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Middling => "middling",
        Tone::Bad => "bad",
        Tone::Plain => "plain",
    }
}
