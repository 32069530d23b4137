//! What happened to a unit itself, in words.

use crate::{
    report::Tone,
    words::{self, say},
};
use noidai::{
    Language,
    reform::{Change, What},
};

/// A line for each change.
pub fn told(changes: &[Change], language: Language) -> Vec<(usize, String, Tone)> {
    let say = |vi, en| say(language, vi, en);
    let lines = changes.iter().map(|change| {
        let none = || say("không có", "none").to_owned();
        let or_none = |text: &String| {
            if text.is_empty() {
                none()
            } else {
                text.clone()
            }
        };
        let (from, into) = (or_none(&change.from), or_none(&change.into));
        let what = match change.what {
            What::Name => format!("{}: {from} → {into}", say("đổi tên", "renamed")),
            What::Code => format!("{}: {from} → {into}", say("đổi mã", "recoded")),
            What::Parent => format!(
                "{} {into} ({} {from})",
                say("thuộc", "lies in"),
                say("trước đó thuộc", "before that in")
            ),
            What::Closed => format!(
                "{} {into}",
                say(
                    "chấm dứt; các đơn vị trực thuộc chuyển về",
                    "closed; what lay in it lies in"
                )
            ),
        };
        let mut line = format!("• {}: {what}", words::day(change.day, language));
        if !change.act.is_empty() {
            line.push_str(&format!(" · {}", change.act));
        }
        (0, line, Tone::Plain)
    });
    lines.collect()
}
