//! Changes and questions in words.

use super::household::name;
use crate::words::{self, say};
use noidai::{
    Language, Registry,
    gap::{Ask, Basis, Change, Gap, Named},
};

/// The changes that would cover a subject, each in a line.
pub fn changes(
    registry: &Registry,
    catalogue: &str,
    changes: &[Change],
    language: Language,
) -> Vec<String> {
    let words = Words {
        registry,
        catalogue,
        language,
    };
    changes.iter().map(|one| words.change(one)).collect()
}

/// The questions that could decide, each in a line.
pub fn questions(
    registry: &Registry,
    catalogue: &str,
    questions: &[Ask],
    language: Language,
) -> Vec<String> {
    let words = Words {
        registry,
        catalogue,
        language,
    };
    questions.iter().map(|one| words.ask(one)).collect()
}

/// What to do about a gap, in one line; who learns is named once.
pub fn one_line(registry: &Registry, catalogue: &str, gap: &Gap, language: Language) -> String {
    let words = Words {
        registry,
        catalogue,
        language,
    };
    let mut line = String::new();
    let mut last: Option<&Named> = None;
    for change in &gap.changes {
        let learner = match change {
            Change::Raise { person, .. } => Some(person),
            _ => None,
        };
        let said = words.change(change);
        match (learner, last == learner && learner.is_some()) {
            (Some(person), true) => {
                let lead = words.learns(person);
                let rest = said.strip_prefix(&lead).unwrap_or(&said);
                line = format!("{line},{rest}");
            }
            _ if line.is_empty() => line = said,
            _ => line = format!("{line}; {said}"),
        }
        last = learner;
    }
    let asked = questions(registry, catalogue, &gap.questions, language);
    line.push_str(&asked.join("; "));
    line
}

struct Words<'a> {
    registry: &'a Registry,
    catalogue: &'a str,
    language: Language,
}

impl Words<'_> {
    fn say<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        say(self.language, vi, en)
    }

    fn change(&self, change: &Change) -> String {
        match change {
            Change::Raise {
                person,
                skill,
                basis,
                from,
                to,
                cost,
                ..
            } => {
                let from = match (basis, from) {
                    (Basis::Found, Some(from)) => self.level(from),
                    (Basis::Stale, _) => self.say("căn cứ đã cũ", "stale evidence").to_owned(),
                    _ => self.say("chưa đánh giá", "not assessed").to_owned(),
                };
                let many = u64::from(*cost);
                let steps = words::noun(many, "bậc", ["step", "steps"], self.language);
                format!(
                    "{} “{}”: {from} → {} ({cost} {steps})",
                    self.learns(person),
                    self.skill(skill),
                    self.level(to)
                )
            }
            Change::SetUp {
                owner,
                platform,
                from,
                to,
                ..
            } => {
                let from = from.map_or(self.say("chưa hỏi", "not asked"), |from| {
                    words::code(from.code(), self.language)
                });
                format!(
                    "{}: {}: {from} → {}",
                    self.named(owner),
                    self.platform(platform),
                    words::code(to.code(), self.language)
                )
            }
            Change::AddMember {
                body,
                person,
                role,
                force,
                ..
            } => {
                let force = force.as_deref().map_or_else(String::new, |force| {
                    format!(" ({})", words::code(force, self.language))
                });
                let joins = self.say("vào", "joins");
                let role = words::code(role, self.language);
                let (person, body) = (self.named(person), self.named(body));
                format!("{person}{force} {joins} {body}, {role}")
            }
            Change::AppointHead { body, person, .. } => {
                let heads = self.say("làm trưởng", "becomes the head of");
                format!("{} {heads} {}", self.named(person), self.named(body))
            }
            Change::FormTeam { unit, .. } => {
                let forms = self.say("lập tổ ở", "a team is formed in");
                format!("{forms} {}", self.named(unit))
            }
            Change::FormCommittee { unit, .. } => {
                let forms = self.say("lập ban chỉ đạo ở", "a steering committee is formed in");
                format!("{forms} {}", self.named(unit))
            }
        }
    }

    /// Who learns.
    fn learns(&self, person: &Named) -> String {
        format!("{} {}", self.named(person), self.say("học", "learns"))
    }

    fn ask(&self, ask: &Ask) -> String {
        match ask {
            Ask::Skill { person, skill } => {
                let of = self.say("làm được đến đâu:", "how well:");
                format!("{} {of} “{}”?", self.named(person), self.skill(skill))
            }
            Ask::Platform { owner, platform } => {
                let of = self.say("đã dùng đến đâu:", "how far set up:");
                format!("{} {of} {}?", self.named(owner), self.platform(platform))
            }
            Ask::WhoElse { household } => {
                let who = self.say("còn ai ở", "who else lives in");
                format!("{who} {}?", self.named(household))
            }
        }
    }

    /// A name where there is one, with the id.
    fn named(&self, named: &Named) -> String {
        let Some(id) = &named.id else {
            let noun = match named.noun {
                "person" => self.say("một người mới", "a new person"),
                "team" => self.say("tổ mới", "the new team"),
                _ => self.say("ban chỉ đạo mới", "the new committee"),
            };
            return match named.new {
                Some(number) if number > 1 => format!("{noun} ({number})"),
                _ => noun.to_owned(),
            };
        };
        let registry = self.registry;
        match named.noun {
            "person" => registry
                .person_ids()
                .find(id)
                .map_or(id.clone(), |person| name(registry, person).to_owned()),
            "team" => registry
                .team_ids()
                .find(id)
                .and_then(|team| registry.team(team))
                .map_or(id.clone(), |team| team.name.clone()),
            "committee" => registry
                .committee_ids()
                .find(id)
                .and_then(|committee| registry.committee(committee))
                .map_or(id.clone(), |committee| committee.name.clone()),
            "unit" => registry
                .unit_ids()
                .find(id)
                .and_then(|unit| registry.unit(unit)?.names.last())
                .map_or(id.clone(), |named| named.name.clone()),
            "stall" => format!("{} {id}", self.say("sạp", "stall")),
            _ => format!("{} {id}", self.say("hộ", "household")),
        }
    }

    fn skill(&self, code: &str) -> String {
        let catalogue = self.registry.vocabulary().catalogue(self.catalogue);
        let skill = catalogue
            .and_then(|(_, catalogue)| catalogue.skills.iter().find(|skill| skill.code == code));
        skill
            .map_or(code, |skill| skill.names.get(self.language))
            .to_owned()
    }

    fn level(&self, code: &str) -> String {
        let catalogue = self.registry.vocabulary().catalogue(self.catalogue);
        let level = catalogue
            .and_then(|(_, catalogue)| catalogue.levels.iter().find(|level| level.code == code));
        level
            .map_or(code, |level| level.names.get(self.language))
            .to_owned()
    }

    fn platform(&self, code: &str) -> String {
        let platforms = self.registry.vocabulary().platforms();
        let platform = platforms.iter().find(|platform| platform.code == code);
        platform
            .map_or(code, |platform| platform.names.get(self.language))
            .to_owned()
    }
}
