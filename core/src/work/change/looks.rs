//! What a rule looks at.

use crate::rule::{Collection, Concrete, Condition, Skills};

/// What a rule looks at: no other fact can alter what it says.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    pub ages: bool,
    pub skills: bool,
    pub platforms: bool,
    pub flags: bool,
    pub advocates: bool,
    pub members: bool,
    /// How old evidence may be.
    pub evidence: Vec<u32>,
}

impl Looks {
    pub(super) fn of(rules: &[&Concrete]) -> Self {
        let mut looks = Self::default();
        for rule in rules {
            let conditions = [&rule.population, &rule.exclusions].into_iter().flatten();
            for condition in conditions.chain([&rule.requirement]) {
                looks.look(condition);
            }
        }
        looks
    }

    /// Whether it looks at nothing but where people live, their skills and set-ups.
    pub(super) fn is_plain(&self) -> bool {
        !self.ages && !self.flags && !self.advocates && self.evidence.is_empty()
    }

    fn look(&mut self, condition: &Condition) {
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                list.iter().for_each(|inner| self.look(inner));
            }
            Condition::Not(inner) => self.look(inner),
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                self.members |= many.of == Collection::Members;
                let inner = [&many.matching, &many.who].into_iter().flatten();
                inner.for_each(|inner| self.look(inner));
            }
            Condition::Together { of, skills } => {
                self.members |= *of == Collection::Members;
                self.look_at(skills);
            }
            Condition::Skills(skills) => self.look_at(skills),
            // No bound at all is no condition.
            Condition::Age {
                min: None,
                max: None,
            } => {}
            Condition::Age { .. } => self.ages = true,
            Condition::Platform { .. } => self.platforms = true,
            Condition::Flag(_) => self.flags = true,
            Condition::Advocate { .. } => self.advocates = true,
            Condition::Sex(_)
            | Condition::Residence(_)
            | Condition::Role(_)
            | Condition::Force(_)
            | Condition::Kind(_)
            | Condition::Level(_)
            | Condition::Empty => {}
        }
    }

    fn look_at(&mut self, skills: &Skills) {
        self.skills = true;
        self.evidence.extend(skills.max_age_days);
    }
}
