//! The flow from old units to new ones, one picture for what hangs together, so
//! that a page can end between two.

use crate::{
    report::{Flow, Way},
    words::{number, say},
};
use maud::{Markup, html};
use noidai::Language;

/// Height of a line of text.
const LINE: f64 = 18.0;
/// Where the old names end, and the new ones begin.
const LEFT: f64 = 230.0;
const RIGHT: f64 = 370.0;
const WIDTH: f64 = 600.0;
/// Widest stroke of a way.
const WIDEST: f64 = 12.0;

/// Draws a flow.
pub fn draw(flow: &Flow, language: Language) -> Markup {
    let most = flow
        .ways
        .iter()
        .map(|way| way.size)
        .max()
        .unwrap_or(0)
        .max(1);
    html! {
        figure.flows {
            @if !flow.title.is_empty() { figcaption { (flow.title) } }
            @for group in flow.together() { (picture(&group, most, language)) }
        }
    }
}

fn picture(ways: &[&Way], most: u64, language: Language) -> Markup {
    let mut old: Vec<&str> = Vec::new();
    let mut new: Vec<&str> = Vec::new();
    for way in ways {
        if !old.contains(&way.from.as_str()) {
            old.push(&way.from);
        }
        if !new.contains(&way.into.as_str()) {
            new.push(&way.into);
        }
    }
    let lines = old.len().max(new.len());
    let height = lines as f64 * LINE + 4.0;
    let middle = |at: usize, of: usize| height / of as f64 * (at as f64 + 0.5);
    let place = |names: &[&str], name: &str| {
        let at = names.iter().position(|known| *known == name).unwrap_or(0);
        middle(at, names.len())
    };
    let said = |way: &Way| {
        let part = if way.part {
            say(language, " (một phần)", " (a part)")
        } else {
            ""
        };
        let mut said = format!("{}{part} → {}", way.from, way.into);
        // None where nobody counted.
        if way.size > 0 {
            let households = say(language, "hộ", "households");
            said.push_str(&format!(": {} {households}", number(way.size, language)));
        }
        said
    };
    html! {
        svg.flow viewBox={ "0 0 " (WIDTH) " " (format!("{height:.0}")) } role="img"
            aria-label=(ways.iter().map(|way| said(way)).collect::<Vec<_>>().join("; ")) {
            @for way in ways {
                @let (from, into) = (place(&old, &way.from), place(&new, &way.into));
                @let width = 1.0 + way.size as f64 / most as f64 * (WIDEST - 1.0);
                path class=(if way.part { "way part" } else { "way" })
                    stroke-width=(format!("{width:.1}"))
                    d={ "M" (LEFT + 6.0) "," (format!("{from:.1}")) " C300," (format!("{from:.1}"))
                        " 300," (format!("{into:.1}")) " " (RIGHT - 6.0) "," (format!("{into:.1}")) } {}
            }
            @for name in &old {
                text.old x=(LEFT) y=(format!("{:.1}", place(&old, name) + 4.0)) { (name) }
            }
            @for name in &new {
                text.new x=(RIGHT) y=(format!("{:.1}", place(&new, name) + 4.0)) { (name) }
            }
        }
    }
}
