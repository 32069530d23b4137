//! Reasons as an outline: each condition with its answer, and what it rests on.

use super::household::name;
use crate::{
    report::{Block, Tone},
    words::{self, say},
};
use noidai::{
    Language, Registry,
    gap::{Answer, Explanation, Reason},
};

/// Why a subject got its verdict.
pub fn reasons(registry: &Registry, explanation: &Explanation, language: Language) -> Block {
    let mut lines = Vec::new();
    let outline = Outline { registry, language };
    for reason in &explanation.reasons {
        outline.reason(reason, 0, &mut lines);
    }
    Block::Outline(lines)
}

struct Outline<'a> {
    registry: &'a Registry,
    language: Language,
}

type Line = (usize, String, Tone);

impl Outline<'_> {
    fn say<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        say(self.language, vi, en)
    }

    fn reason(&self, reason: &Reason, depth: usize, lines: &mut Vec<Line>) {
        let mut text = words::condition(reason.condition, self.language).to_owned();
        if let Some(wanted) = reason.wanted {
            let wanted = match reason.condition {
                "share" => words::percent(wanted, self.language),
                _ => wanted.to_string(),
            };
            text = format!("{text}: {} {wanted}", self.say("cần", "wanted"));
        }
        if let Some(held) = reason.held {
            text = format!("{text}, {} {held}", self.say("có", "found"));
        }
        if let Some(unknown) = reason.unknown.filter(|unknown| *unknown > 0) {
            text = format!("{text}, {unknown} {}", self.say("chưa rõ", "unknown"));
        }
        if let Some(found) = &reason.found {
            text = format!("{text}: {}", words::code(found, self.language));
        }
        if reason.open {
            let open = self.say("chưa kê khai đủ nhân khẩu", "not all residents are listed");
            text = format!("{text} ({open})");
        }
        lines.push((depth, text, tone(reason.answer)));
        for member in &reason.members {
            let met = |reason: &Reason| {
                let of = reason.skills.iter();
                let met = of.filter(|skill| skill.answer == Answer::True).count();
                (met, reason.skills.len())
            };
            let skills: Vec<(usize, usize)> = member
                .parts
                .iter()
                .filter(|part| !part.skills.is_empty())
                .map(met)
                .collect();
            let mut text = self.named(member.noun, &member.id);
            for (met, of) in skills {
                text = format!("{text}: {met}/{of} {}", self.say("kỹ năng", "skills"));
            }
            if member.matches == Answer::False {
                let not = self.say("không thuộc diện xét", "not one of those meant");
                text = format!("{text} ({not})");
            }
            lines.push((depth + 1, text, tone(member.does)));
        }
        for part in &reason.parts {
            self.reason(part, depth + 1, lines);
        }
    }

    fn named(&self, noun: &str, id: &str) -> String {
        let registry = self.registry;
        let known = match noun {
            "resident" | "member" => registry
                .person_ids()
                .find(id)
                .map(|person| name(registry, person)),
            "team" => registry
                .team_ids()
                .find(id)
                .and_then(|team| registry.team(team))
                .map(|team| team.name.as_str()),
            "unit" => registry
                .unit_ids()
                .find(id)
                .and_then(|unit| registry.unit(unit)?.names.last())
                .map(|named| named.name.as_str()),
            _ => None,
        };
        known.unwrap_or(id).to_owned()
    }
}

const fn tone(answer: Answer) -> Tone {
    match answer {
        Answer::True => Tone::Good,
        Answer::False => Tone::Bad,
        Answer::Unknown => Tone::Middling,
    }
}
