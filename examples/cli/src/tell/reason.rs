//! Reasons as an outline: each condition with its answer, and what it rests on.

use super::household::name;
use crate::{
    report::{Block, Tone},
    words::{self, say},
};
use noidai::{
    Language, Registry,
    gap::{Answer, Explanation, MemberFound, Reason},
    rule::Rule,
};

/// Why a subject got its verdict.
pub fn reasons(
    registry: &Registry,
    rule: &Rule,
    explanation: &Explanation,
    language: Language,
) -> Block {
    let mut lines = Vec::new();
    let outline = Outline {
        registry,
        language,
        // A document that was read can be written.
        rule: serde_json::to_value(rule).unwrap_or_default(),
    };
    for reason in &explanation.reasons {
        outline.reason(reason, 0, &mut lines);
    }
    Block::Outline(lines)
}

struct Outline<'a> {
    registry: &'a Registry,
    language: Language,
    rule: serde_json::Value,
}

type Line = (usize, String, Tone);

impl Outline<'_> {
    fn say<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        say(self.language, vi, en)
    }

    fn reason(&self, reason: &Reason, depth: usize, lines: &mut Vec<Line>) {
        let mut text = self.condition(reason);
        if let Some(held) = reason.held {
            text = format!("{text}: {} {held}", self.say("có", "found"));
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
        let shown = shown(reason);
        for member in &shown {
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
        let unshown = reason.members.len() - shown.len();
        if unshown > 0 {
            let more = format!("+ {unshown} {}", self.say("nữa", "more"));
            lines.push((depth + 1, more, Tone::Plain));
        }
        for part in &reason.parts {
            self.reason(part, depth + 1, lines);
        }
    }

    /// A condition in words, with how many it wants of whom, and what of each.
    fn condition(&self, reason: &Reason) -> String {
        let whom = reason.members.first();
        let noun = self.collection(reason);
        let wanted = reason.wanted.unwrap_or(0);
        let many = match reason.condition {
            "some" => format!("{} {wanted} {noun}", self.say("ít nhất", "at least")),
            "all" => format!("{} {noun}", self.say("mọi", "every")),
            "share" => {
                let share = words::percent(wanted, self.language);
                format!("{} {share} {noun}", self.say("ít nhất", "at least"))
            }
            name => {
                let name = words::condition(name, self.language);
                return match reason.wanted {
                    Some(wanted) => format!("{name}, {} {wanted}", self.say("cần", "wanted")),
                    None => name.to_owned(),
                };
            }
        };
        let of_each = whom.and_then(|member| member.parts.first());
        // A collection within this one says itself below.
        let of_each = of_each.filter(|part| part.members.is_empty() && part.wanted.is_none());
        match of_each {
            Some(part) => format!(
                "{many} ({})",
                words::condition(part.condition, self.language)
            ),
            None => many,
        }
    }

    /// What a condition counts, as the rule's document names it.
    fn collection(&self, reason: &Reason) -> &str {
        let of = self.rule.pointer(&format!("{}/of", reason.path));
        let code = match of {
            Some(serde_json::Value::String(code)) => code,
            // `{"units": LEVEL}`
            Some(serde_json::Value::Object(_)) => "units",
            _ => "subjects",
        };
        words::code(code, self.language)
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
            "committee" => registry
                .committee_ids()
                .find(id)
                .and_then(|committee| registry.committee(committee))
                .map(|committee| committee.name.as_str()),
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

/// Most of a collection that are shown.
const MOST: usize = 10;

/// The members that are shown: all of a few, else those that decide first.
fn shown(reason: &Reason) -> Vec<&MemberFound> {
    let all: Vec<&MemberFound> = reason.members.iter().collect();
    if all.len() <= MOST {
        return all;
    }
    let (decisive, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|member| member.does != Answer::True);
    decisive.into_iter().chain(others).take(MOST).collect()
}

const fn tone(answer: Answer) -> Tone {
    match answer {
        Answer::True => Tone::Good,
        Answer::False => Tone::Bad,
        Answer::Unknown => Tone::Middling,
    }
}
