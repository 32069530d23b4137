//! What a rule speaks of, gathered once: the skills with their levels, the
//! platforms with their states, the roles, forces and quantifiers.

use crate::{
    event::Vocabulary,
    platform::{PlatformIx, SetupState},
    rule::{Collection, Concrete, Condition, Skills},
    skill::{Catalogue, Evidence, SkillIx},
};

/// Skills at a level as one condition asks for them.
#[derive(Debug)]
pub(super) struct Spec<'c> {
    pub asked: &'c Skills,
    pub skills: Vec<SkillIx>,
    pub level: u8,
    pub at_least: usize,
}

impl Spec<'_> {
    /// Whether a kind of evidence counts.
    pub fn counts(&self, how: Evidence) -> bool {
        self.asked
            .evidence
            .as_ref()
            .is_none_or(|kinds| kinds.contains(&how))
    }

    pub fn asks_for(&self, skill: SkillIx) -> bool {
        self.skills.contains(&skill)
    }
}

/// What a rule speaks of.
#[derive(Debug, Default)]
pub(super) struct Wants<'c> {
    pub specs: Vec<Spec<'c>>,
    pub platforms: Vec<(PlatformIx, &'c [SetupState])>,
    /// Roles but the head's, to which somebody could be added.
    pub roles: Vec<&'c str>,
    pub forces: Vec<&'c str>,
    /// Conditions about so many of a collection, wherever they stand.
    pub quantifiers: Vec<(&'c Collection, &'c Condition)>,
}

impl<'c> Wants<'c> {
    pub fn of(rule: &'c Concrete, vocabulary: &Vocabulary, catalogue: (usize, &Catalogue)) -> Self {
        let mut wants = Self::default();
        let parts = [&rule.population, &rule.exclusions];
        let parts = parts.into_iter().filter_map(Option::as_ref);
        for part in parts.chain([&rule.requirement]) {
            wants.gather(part, vocabulary, catalogue);
        }
        wants
    }

    fn gather(
        &mut self,
        condition: &'c Condition,
        vocabulary: &Vocabulary,
        catalogue: (usize, &Catalogue),
    ) {
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                for inner in list {
                    self.gather(inner, vocabulary, catalogue);
                }
            }
            Condition::Not(inner) => self.gather(inner, vocabulary, catalogue),
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                self.quantifiers.push((&many.of, condition));
                for inner in [&many.matching, &many.who].into_iter().flatten() {
                    self.gather(inner, vocabulary, catalogue);
                }
            }
            Condition::Together { of, skills } => {
                self.quantifiers.push((of, condition));
                self.skills(skills, vocabulary, catalogue);
            }
            Condition::Skills(skills) => self.skills(skills, vocabulary, catalogue),
            Condition::Platform { any_of, states } => {
                let known = any_of.iter().filter_map(|code| vocabulary.platform(code));
                self.platforms
                    .extend(known.map(|known| (known, states.as_slice())));
            }
            Condition::Role(roles) => add(&mut self.roles, roles, "head"),
            Condition::Force(forces) => add(&mut self.forces, forces, ""),
            _ => {}
        }
    }

    fn skills(
        &mut self,
        asked: &'c Skills,
        vocabulary: &Vocabulary,
        (at, catalogue): (usize, &Catalogue),
    ) {
        let skills: Vec<SkillIx> = match &asked.of {
            Some(codes) => {
                let known = codes.iter();
                known
                    .filter_map(|code| vocabulary.skill(at, code))
                    .collect()
            }
            None => (0..catalogue.skills.len())
                .filter_map(|skill| SkillIx::new(at, skill))
                .collect(),
        };
        let level = match &asked.level {
            Some(code) => catalogue.level(code).unwrap_or(u8::MAX),
            None => catalogue.fluent_level(),
        };
        let at_least = asked.at_least.map_or(skills.len(), |count| count as usize);
        self.specs.push(Spec {
            asked,
            skills,
            level,
            at_least,
        });
    }

    /// The position of what a condition asks for.
    pub fn spec(&self, asked: &Skills) -> Option<usize> {
        let same = |spec: &Spec| core::ptr::eq(spec.asked, asked);
        self.specs.iter().position(same)
    }
}

fn add<'c>(known: &mut Vec<&'c str>, more: &'c [String], but: &str) {
    for one in more {
        if one != but && !known.contains(&one.as_str()) {
            known.push(one);
        }
    }
}
