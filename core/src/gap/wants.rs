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
    pub needed: Needed,
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
    pub platforms: Vec<(PlatformIx, &'c [SetupState], Needed)>,
    /// Roles but the head's, to which somebody could be added.
    pub roles: Vec<&'c str>,
    pub forces: Vec<&'c str>,
    /// Conditions about so many of a collection, wherever they stand.
    pub quantifiers: Vec<Quantifier<'c>>,
}

/// A condition about so many of a collection.
#[derive(Debug)]
pub(super) struct Quantifier<'c> {
    pub of: &'c Collection,
    pub condition: &'c Condition,
    /// What a covered subject may need of it.
    pub needed: Needed,
}

/// Whether a condition may be needed to hold, and to fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needed {
    pub to_hold: bool,
    pub to_fail: bool,
}

impl Needed {
    fn not(self) -> Self {
        Self {
            to_hold: self.to_fail,
            to_fail: self.to_hold,
        }
    }

    const EITHER: Self = Self {
        to_hold: true,
        to_fail: true,
    };
}

impl<'c> Wants<'c> {
    pub fn of(rule: &'c Concrete, vocabulary: &Vocabulary, catalogue: (usize, &Catalogue)) -> Self {
        let mut wants = Self::default();
        let to_hold = Needed {
            to_hold: true,
            to_fail: false,
        };
        let parts = [
            (rule.population.as_ref(), to_hold),
            (rule.exclusions.as_ref(), to_hold.not()),
            (Some(&rule.requirement), to_hold),
        ];
        for (part, needed) in parts {
            if let Some(part) = part {
                wants.gather(part, needed, vocabulary, catalogue);
            }
        }
        wants
    }

    fn gather(
        &mut self,
        condition: &'c Condition,
        needed: Needed,
        vocabulary: &Vocabulary,
        catalogue: (usize, &Catalogue),
    ) {
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                for inner in list {
                    self.gather(inner, needed, vocabulary, catalogue);
                }
            }
            Condition::Not(inner) => self.gather(inner, needed.not(), vocabulary, catalogue),
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                self.quantifiers.push(Quantifier {
                    of: &many.of,
                    condition,
                    needed,
                });
                let matching = match condition {
                    Condition::Some(_) => needed,
                    Condition::All(_) => needed.not(),
                    _ => Needed::EITHER,
                };
                for (inner, needed) in [(&many.matching, matching), (&many.who, needed)] {
                    if let Some(inner) = inner {
                        self.gather(inner, needed, vocabulary, catalogue);
                    }
                }
            }
            Condition::Together { of, skills } => {
                self.quantifiers.push(Quantifier {
                    of,
                    condition,
                    needed,
                });
                self.skills(skills, needed, vocabulary, catalogue);
            }
            Condition::Skills(skills) => self.skills(skills, needed, vocabulary, catalogue),
            Condition::Platform { any_of, states } => {
                let known = any_of.iter().filter_map(|code| vocabulary.platform(code));
                self.platforms
                    .extend(known.map(|known| (known, states.as_slice(), needed)));
            }
            Condition::Role(roles) => add(&mut self.roles, roles, "head"),
            Condition::Force(forces) => add(&mut self.forces, forces, ""),
            _ => {}
        }
    }

    fn skills(
        &mut self,
        asked: &'c Skills,
        needed: Needed,
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
            needed,
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
