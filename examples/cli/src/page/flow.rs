//! The flow from old units to new ones, one picture for what hangs together, so
//! that a page can end between two.

use crate::{
    report::{Flow, Way},
    words::{noun, number, say},
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

/// One way as drawn: the middles of its ends, and how wide it is.
struct Stream {
    from: f64,
    into: f64,
    width: f64,
}

/// How far from the middle of its end a stream runs, so that what meets there lies side by
/// side, in the order of the other ends: none hides another, and together they are as wide
/// as what they carry.
fn beside(streams: &[Stream], one: &Stream, ends: impl Fn(&Stream) -> (f64, f64)) -> f64 {
    let (here, there) = ends(one);
    let mut above = 0.0;
    let mut all = 0.0;
    for other in streams {
        let (end, beyond) = ends(other);
        if end == here {
            all += other.width;
            if beyond < there {
                above += other.width;
            }
        }
    }
    above + one.width / 2.0 - all / 2.0
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
    let place = |names: &[&str], name: &str| {
        let at = names.iter().position(|known| *known == name).unwrap_or(0);
        height / names.len() as f64 * (at as f64 + 0.5)
    };
    let width = |way: &Way| 1.0 + way.size as f64 / most as f64 * (WIDEST - 1.0);
    let streams: Vec<Stream> = ways
        .iter()
        .map(|way| Stream {
            from: place(&old, &way.from),
            into: place(&new, &way.into),
            width: width(way),
        })
        .collect();
    let said = |way: &Way| {
        let part = if way.part {
            say(language, " (một phần)", " (a part)")
        } else {
            ""
        };
        let mut said = format!("{}{part} → {}", way.from, way.into);
        // None where nobody counted.
        if way.size > 0 {
            let households = noun(way.size, "hộ", ["household", "households"], language);
            said.push_str(&format!(": {} {households}", number(way.size, language)));
        }
        said
    };
    html! {
        svg.flow viewBox={ "0 0 " (WIDTH) " " (format!("{height:.0}")) } role="img"
            aria-label=(ways.iter().map(|way| said(way)).collect::<Vec<_>>().join("; ")) {
            @for (way, stream) in ways.iter().zip(&streams) {
                @let from = stream.from + beside(&streams, stream, |of| (of.from, of.into));
                @let into = stream.into + beside(&streams, stream, |of| (of.into, of.from));
                path class=(if way.part { "way part" } else { "way" })
                    stroke-width=(format!("{:.1}", stream.width))
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
