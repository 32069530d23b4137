//! Random rules as documents: every condition, subject and quantifier, nested, with
//! parameters that have local values; what the static check refuses is left out by
//! the caller.

use super::{
    chance::{Chance, day},
    world::{
        FLAGS, FORCES, KINDS_OF_HOUSEHOLD, KINDS_OF_RESIDENCE, KINDS_OF_UNIT, LEVELS, PLATFORMS,
        ROLES, World, catalogues,
    },
};
use noidai::{
    coverage::Question,
    person::Sex,
    platform::SetupState,
    rule::{Collection, Condition, Given, HowMany, Parameter, Rule, Setting, Skills, Subject},
    skill::{Catalogue, Evidence, Names},
};
use serde_json::Value;

/// What a condition is asked of.
#[derive(Clone, Copy)]
enum Asked {
    Resident,
    Member,
    Household,
    Stall,
    Team,
    Committee,
    Unit,
}

pub fn rule(chance: &mut Chance, subject: Subject, world: &World) -> Rule {
    let catalogue = chance.of(&catalogues());
    let asked = match subject {
        Subject::Resident => Asked::Resident,
        Subject::Household => Asked::Household,
        Subject::Team => Asked::Team,
        Subject::Unit => Asked::Unit,
    };
    let mut made = Making {
        chance,
        catalogue: &catalogue,
        parameters: Vec::new(),
        world,
    };
    let part = |made: &mut Making, one_in| {
        if made.chance.one_in(one_in) {
            Value::Null
        } else {
            made.document(asked)
        }
    };
    let population = part(&mut made, 3);
    let exclusions = part(&mut made, 3);
    let requirement = made.document(asked);
    Rule {
        v: 1,
        id: "random".to_owned(),
        names: Names::new("ngẫu nhiên", "random"),
        source: "a test".to_owned(),
        subject,
        parameters: made.parameters,
        catalogue: catalogue.code,
        population,
        exclusions,
        requirement,
    }
}

/// A question about a rule: everything, or by level, within a unit, stratified, with
/// other values of parameters.
pub fn question(chance: &mut Chance, rule: &Rule, world: &World) -> Question {
    let mut question = Question::on(day(chance.below(75) as i64));
    let there = world.walk(question.day);
    let levels = world.levels(&there, question.day);
    if chance.one_in(3) && !levels.is_empty() {
        question.by = vec![chance.of(&levels).to_owned()];
    }
    if chance.one_in(4) && !there.is_empty() {
        question.unit = Some(world.units[chance.of(&there)].id.clone());
    }
    let stratifiers: &[&str] = match rule.subject {
        Subject::Resident => &["age-band", "sex", "age-band:6,18,30,60"],
        Subject::Household => &["kind", "flag", "lane", "size"],
        Subject::Team => &["level", "organisation", "force"],
        Subject::Unit => &["kind", "level"],
    };
    for _ in 0..chance.below(4) {
        let by = chance.of(stratifiers);
        let name = |text: &str| text.split(':').next().unwrap_or("").to_owned();
        if !question
            .stratify
            .iter()
            .any(|known| name(known) == name(by))
        {
            question.stratify.push(by.to_owned());
        }
    }
    if let Some(parameter) = rule.parameters.first()
        && let Some(setting) = parameter.values.first()
        && chance.one_in(4)
    {
        let given = Given::new(parameter.name.clone(), setting.value.clone());
        question.parameters.push(given);
    }
    question
}

struct Making<'a, 'b> {
    chance: &'a mut Chance<'b>,
    catalogue: &'a Catalogue,
    parameters: Vec<Parameter>,
    world: &'a World,
}

fn owned(list: Vec<&str>) -> Vec<String> {
    list.into_iter().map(str::to_owned).collect()
}

impl Making<'_, '_> {
    /// A condition as a document, some of its values parameters.
    fn document(&mut self, asked: Asked) -> Value {
        let condition = self.condition(asked, 3);
        let mut document = serde_json::to_value(condition).unwrap();
        self.parametrise(&mut document);
        document
    }

    /// Puts parameters in the place of some values; their defaults are the values
    /// that stood there, and some have others in a unit, in a period, or both.
    fn parametrise(&mut self, document: &mut Value) {
        let other = match &*document {
            Value::Number(number) => {
                let number = number.as_u64().unwrap();
                Some(Value::from(number + 1 - self.chance.below(2) as u64))
            }
            Value::Array(items) if items.iter().all(Value::is_string) => {
                Some(items.iter().take(1).cloned().collect())
            }
            Value::Object(fields) if fields.contains_key("skills") => {
                let skills = self.skills();
                Some(serde_json::json!({"skills": skills}))
            }
            _ => None,
        };
        if let Some(other) = other
            && self.chance.one_in(6)
        {
            let name = format!("parameter-{}", self.parameters.len());
            let unit = &self.world.units[self.chance.below(self.world.units.len())];
            let unit = (!self.chance.one_in(4)).then(|| unit.id.clone());
            let spell = self.chance.spell();
            let values = vec![Setting {
                unit,
                from: spell.from,
                until: spell.until,
                value: other,
            }];
            let default = document.take();
            *document = serde_json::json!({"param": name});
            self.parameters.push(Parameter {
                name,
                default,
                values,
            });
            return;
        }
        match document {
            Value::Object(fields) => fields
                .values_mut()
                .for_each(|field| self.parametrise(field)),
            Value::Array(items) => items.iter_mut().for_each(|item| self.parametrise(item)),
            _ => {}
        }
    }

    fn condition(&mut self, asked: Asked, depth: usize) -> Condition {
        if depth > 0 {
            match self.chance.below(9) {
                6 => return Condition::AllOf(self.conditions(asked, depth)),
                7 => return Condition::AnyOf(self.conditions(asked, depth)),
                8 => return Condition::Not(Box::new(self.condition(asked, depth - 1))),
                3..6 => {
                    if let Some(found) = self.quantified(asked, depth) {
                        return found;
                    }
                }
                _ => {}
            }
        }
        self.simple(asked)
    }

    fn conditions(&mut self, asked: Asked, depth: usize) -> Vec<Condition> {
        let count = 1 + self.chance.below(2);
        (0..count)
            .map(|_| self.condition(asked, depth - 1))
            .collect()
    }

    fn quantified(&mut self, asked: Asked, depth: usize) -> Option<Condition> {
        let (of, each) = match asked {
            Asked::Household => self.chance.of(&[
                (Collection::Residents, Asked::Resident),
                (Collection::Residents, Asked::Resident),
                (Collection::Stalls, Asked::Stall),
            ]),
            Asked::Team | Asked::Committee => (Collection::Members, Asked::Member),
            Asked::Unit => {
                let level = self.chance.of(&LEVELS).to_owned();
                self.chance.of(&[
                    (Collection::Teams, Asked::Team),
                    (Collection::Committees, Asked::Committee),
                    (Collection::Units(level), Asked::Unit),
                ])
            }
            Asked::Resident | Asked::Member | Asked::Stall => return None,
        };
        if matches!(each, Asked::Resident | Asked::Member) && self.chance.one_in(4) {
            let skills = self.skills();
            return Some(Condition::Together { of, skills });
        }
        let inner = |made: &mut Self, one_in| {
            let taken = made.chance.one_in(one_in);
            taken.then(|| Box::new(made.condition(each, depth - 1)))
        };
        let matching = inner(self, 3);
        let who = inner(self, 1);
        let mut many = HowMany {
            at_least: None,
            of,
            matching,
            who,
        };
        Some(match self.chance.below(5) {
            0 | 1 => {
                if self.chance.one_in(2) {
                    many.at_least = Some(1 + self.chance.below(3) as u32);
                }
                if self.chance.one_in(6) {
                    many.who = None;
                }
                Condition::Some(many)
            }
            2 | 3 => Condition::All(many),
            _ => {
                let shares = [500_000, 1_000_000, 333_334, 1];
                many.at_least = Some(self.chance.of(&shares));
                Condition::Share(many)
            }
        })
    }

    fn simple(&mut self, asked: Asked) -> Condition {
        match asked {
            Asked::Resident => match self.chance.below(10) {
                0..=3 => Condition::Skills(self.skills()),
                4 => self.age(),
                5 => Condition::Sex(self.chance.of(&[Sex::Female, Sex::Male])),
                6 => Condition::Residence(owned(self.chance.some_of(&KINDS_OF_RESIDENCE))),
                7 => self.flag(),
                8 => Condition::Advocate {
                    taught_another: self.chance.one_in(2),
                },
                _ => self.platform(),
            },
            Asked::Member => match self.chance.below(8) {
                0..=2 => Condition::Skills(self.skills()),
                3 => Condition::Role(owned(self.chance.some_of(&ROLES))),
                4 => Condition::Force(owned(self.chance.some_of(&FORCES[1..]))),
                5 => self.age(),
                6 => self.flag(),
                _ => self.platform(),
            },
            Asked::Household => match self.chance.below(4) {
                0 => Condition::Kind(owned(self.chance.some_of(&KINDS_OF_HOUSEHOLD))),
                1 => self.flag(),
                2 => Condition::Empty,
                _ => self.platform(),
            },
            Asked::Stall => self.platform(),
            Asked::Team | Asked::Committee => Condition::Level(owned(self.chance.some_of(&LEVELS))),
            Asked::Unit => {
                if self.chance.one_in(2) {
                    Condition::Kind(owned(self.chance.some_of(&KINDS_OF_UNIT[..2])))
                } else {
                    Condition::Level(owned(self.chance.some_of(&LEVELS)))
                }
            }
        }
    }

    fn skills(&mut self) -> Skills {
        let mut skills = Skills::default();
        // The seven that are ever assessed, and one that never is.
        let codes: Vec<String> = self
            .catalogue
            .skills
            .iter()
            .take(8)
            .map(|skill| skill.code.clone())
            .collect();
        if self.chance.one_in(2) || codes.len() == 8 {
            let chosen = self.chance.some_of(&codes);
            if self.chance.one_in(2) {
                skills.at_least = Some(1 + self.chance.below(chosen.len()) as u32);
            }
            skills.of = Some(chosen);
        }
        if self.chance.one_in(2) {
            let levels: Vec<String> = self
                .catalogue
                .levels
                .iter()
                .map(|level| level.code.clone())
                .collect();
            skills.level = Some(self.chance.of(&levels));
        }
        if self.chance.one_in(4) {
            skills.max_age_days = Some(self.chance.below(60) as u32);
        }
        if self.chance.one_in(4) {
            skills.evidence = Some(self.chance.some_of(&Evidence::ALL));
        }
        skills
    }

    fn age(&mut self) -> Condition {
        let min = self.chance.one_in(2).then(|| self.chance.below(60) as u16);
        let max = if min.is_none() || self.chance.one_in(2) {
            Some(60 + self.chance.below(30) as u16)
        } else {
            None
        };
        Condition::Age { min, max }
    }

    fn flag(&mut self) -> Condition {
        Condition::Flag(self.chance.of(&FLAGS).to_owned())
    }

    fn platform(&mut self) -> Condition {
        Condition::Platform {
            any_of: owned(self.chance.some_of(&PLATFORMS)),
            states: self.chance.some_of(&SetupState::ALL),
        }
    }
}
