//! Pictures of shares: inline, so that they print wherever the page goes.

use super::class;
use crate::{report::Tone, words::share};
use maud::{Markup, html};
use noidai::Language;

/// A bar: full up to the low end, hatched up to the high one.
pub fn bar(low: u32, high: u32, language: Language) -> Markup {
    let said = share(Some(low), Some(high), language);
    let (low_end, width) = (hundredth(low), hundredth(high.saturating_sub(low)));
    html! {
        svg.bar viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=(said) {
            rect.ground width="100" height="10" {}
            rect.maybe x=(low_end) width=(width) height="10" {}
            rect.(class(Tone::of_share(low))) width=(low_end) height="10" {}
        }
    }
}

/// The low end as a line, the room up to the high end as a band.
pub fn trend(ends: &[Option<(u32, u32)>], language: Language) -> Markup {
    let across = |at: usize| at as f64 * 100.0 / (ends.len().max(2) - 1) as f64;
    let down = |share: u32| 30.0 - f64::from(share) * 30.0 / 1_000_000.0;
    let known: Vec<(f64, u32, u32)> = ends
        .iter()
        .enumerate()
        .filter_map(|(at, ends)| ends.map(|(low, high)| (across(at), low, high)))
        .collect();
    let point = |x: f64, share: u32| format!("{x:.2},{:.2}", down(share));
    let lows: Vec<String> = known.iter().map(|(x, low, _)| point(*x, *low)).collect();
    let highs = known.iter().rev().map(|(x, _, high)| point(*x, *high));
    let band: Vec<String> = lows.iter().cloned().chain(highs).collect();
    let said: Vec<String> = known
        .iter()
        .map(|(_, low, high)| share(Some(*low), Some(*high), language))
        .collect();
    html! {
        svg.trend viewBox="0 0 100 30" preserveAspectRatio="none" role="img"
            aria-label=(said.join("; ")) {
            rect.ground width="100" height="30" {}
            polygon.maybe points=(band.join(" ")) {}
            polyline points=(lows.join(" ")) {}
        }
    }
}

/// A share in hundredths of the width, to two decimals.
fn hundredth(share: u32) -> String {
    format!("{}.{:02}", share / 10_000, share % 10_000 / 100)
}
