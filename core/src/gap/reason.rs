//! Reasons: each condition of a rule with its answer and the facts that decided
//! it.

use super::{
    scene::{Found, OwnerKey, PersonKey, Scene},
    wants::{Spec, Wants},
};
use crate::{
    Day,
    coverage::Who,
    event::Code,
    platform::SetupState,
    rule::{Condition, HowMany, Skills},
    skill::{Evidence, SkillIx},
};
use serde::Serialize;

/// One of three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It holds.
    True,
    /// It does not.
    False,
    /// Not known.
    Unknown,
}

impl From<Option<bool>> for Answer {
    fn from(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }
}

/// A condition with its answer. What a condition does not have is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reason {
    /// Path of the condition in the rule's document.
    pub path: String,
    /// Name of the condition.
    pub condition: &'static str,
    /// Its answer.
    pub answer: Answer,
    /// How many of the collection or of the skills must; of a share, in parts
    /// per million.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u32>,
    /// How many do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<u32>,
    /// Of how many it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<u32>,
    /// There may be further residents, unknown in everything.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub open: bool,
    /// What was found of the one asked about: years, a sex, a kind, a level …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What was found of skills, in the catalogue's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillFound>,
    /// What was found of platforms, in the rule's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<PlatformFound>,
    /// The collection, by the bytes of ids (units in the order of the map).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberFound>,
    /// The conditions that this one is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reason>,
}

/// One of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MemberFound {
    /// `resident`, `member`, `stall`, `team`, `committee` or `unit`.
    pub noun: &'static str,
    /// Id.
    pub id: String,
    /// Whether it is one of those meant (`where`).
    pub matches: Answer,
    /// Whether it does what is asked for.
    pub does: Answer,
    /// What was found of the skills that all must have together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillFound>,
    /// The conditions on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reason>,
}

/// How evidence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It counts.
    Found,
    /// It is older than the rule allows.
    Stale,
    /// There is none of a kind that counts.
    NotAssessed,
}

/// What was found of a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SkillFound {
    /// Code of the skill.
    pub skill: String,
    /// Whether it is at the level that the rule asks for; of people together,
    /// whether somebody has it.
    pub answer: Answer,
    /// How the evidence stands; null of people together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Code of the level found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The day of the evidence; absent: since ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// The kind of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// What was found of a platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlatformFound {
    /// Code of the platform.
    pub platform: String,
    /// Whether it is set up as far as the rule asks for.
    pub answer: Answer,
    /// How far it is; null where nobody has asked.
    pub state: Option<SetupState>,
    /// The day on which that was found; absent: since ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

/// What tells reasons.
pub(super) struct Reasons<'r, 'a, 'c> {
    pub scene: Scene<'a>,
    pub wants: &'r Wants<'c>,
}

/// An age without a bound, where a parameter has none.
fn says_nothing(condition: &Condition) -> bool {
    matches!(
        condition,
        Condition::Age {
            min: None,
            max: None
        }
    )
}

fn count(of: impl Iterator<Item = Answer>, wanted: Answer) -> Option<u32> {
    u32::try_from(of.filter(|answer| *answer == wanted).count()).ok()
}

impl Reasons<'_, '_, '_> {
    /// Why a condition is answered as it is.
    pub fn of(&self, condition: &Condition, who: Who, path: &str) -> Reason {
        let here = format!("{path}/{}", condition.name());
        let mut reason = Reason {
            condition: condition.name(),
            answer: self.scene.judge.holds(condition, who).into(),
            wanted: None,
            held: None,
            unknown: None,
            open: false,
            found: None,
            skills: Vec::new(),
            platforms: Vec::new(),
            members: Vec::new(),
            parts: Vec::new(),
            path: String::new(),
        };
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                let parts = list.iter().enumerate();
                let parts = parts.map(|(at, inner)| self.of(inner, who, &format!("{here}/{at}")));
                reason.parts = parts.collect();
            }
            Condition::Not(inner) => reason.parts.push(self.of(inner, who, &here)),
            Condition::Some(many) => {
                reason.wanted = Some(many.at_least.unwrap_or(1));
                self.collection(many, who, &here, &mut reason);
            }
            Condition::All(many) => self.collection(many, who, &here, &mut reason),
            Condition::Share(many) => {
                reason.wanted = Some(many.at_least.unwrap_or(1_000_000));
                self.collection(many, who, &here, &mut reason);
            }
            Condition::Together { of, skills } => {
                reason.open = self.scene.is_open(of, who);
                self.together(skills, &self.scene.known(of, who), &mut reason);
            }
            Condition::Skills(skills) => {
                if let (Some(spec), Some(person)) = (self.spec(skills), person_of(who)) {
                    let found = spec.skills.iter();
                    reason.skills = found
                        .map(|skill| self.skill(person, *skill, spec))
                        .collect();
                    self.sum_of_skills(spec, &mut reason);
                }
            }
            Condition::Platform { any_of, states } => {
                reason.platforms = self.platforms(any_of, states, who);
            }
            _ => reason.found = self.found(condition, who),
        }
        reason.path = here;
        reason
    }

    fn spec(&self, skills: &Skills) -> Option<&Spec<'_>> {
        self.wants.specs.get(self.wants.spec(skills)?)
    }

    fn collection(&self, many: &HowMany, who: Who, path: &str, reason: &mut Reason) {
        let holds = |condition: &Option<Box<Condition>>, member| -> Option<bool> {
            match condition {
                Some(condition) => self.scene.judge.holds(condition, member),
                None => Some(true),
            }
        };
        reason.open = self.scene.is_open(&many.of, who);
        for member in self.scene.known(&many.of, who) {
            let (noun, id) = self.name(member);
            let parts = [("where", &many.matching), ("who", &many.who)];
            let parts = parts.into_iter().filter_map(|(field, inner)| {
                let inner = inner.as_ref().filter(|inner| !says_nothing(inner))?;
                Some(self.of(inner, member, &format!("{path}/{field}")))
            });
            reason.members.push(MemberFound {
                noun,
                id: id.to_owned(),
                matches: holds(&many.matching, member).into(),
                does: holds(&many.who, member).into(),
                skills: Vec::new(),
                parts: parts.collect(),
            });
        }
        let both = || {
            reason
                .members
                .iter()
                .map(|member| match (member.matches, member.does) {
                    (Answer::False, _) | (_, Answer::False) => Answer::False,
                    (Answer::True, Answer::True) => Answer::True,
                    _ => Answer::Unknown,
                })
        };
        let (held, unknown) = (count(both(), Answer::True), count(both(), Answer::Unknown));
        (reason.held, reason.unknown) = (held, unknown);
    }

    fn together(&self, skills: &Skills, members: &[Who], reason: &mut Reason) {
        let Some(spec) = self.spec(skills) else {
            return;
        };
        for member in members {
            let Some(person) = person_of(*member) else {
                continue;
            };
            let (noun, id) = self.name(*member);
            let found: Vec<SkillFound> = spec
                .skills
                .iter()
                .map(|skill| self.skill(person, *skill, spec))
                .collect();
            // Of one of them: whether there is something that they bring.
            let brings = |answer| found.iter().any(|skill| skill.answer == answer);
            let does = match (brings(Answer::True), brings(Answer::Unknown)) {
                (true, _) => Answer::True,
                (false, true) => Answer::Unknown,
                (false, false) => Answer::False,
            };
            reason.members.push(MemberFound {
                noun,
                id: id.to_owned(),
                matches: Answer::True,
                does,
                skills: found,
                parts: Vec::new(),
            });
        }
        for (at, skill) in spec.skills.iter().enumerate() {
            let of_member = |member: &MemberFound| member.skills.get(at).map(|found| found.answer);
            let is = |answer| {
                let mut members = reason.members.iter();
                members.any(|member| of_member(member) == Some(answer))
            };
            let answer = match (is(Answer::True), reason.open || is(Answer::Unknown)) {
                (true, _) => Answer::True,
                (false, true) => Answer::Unknown,
                (false, false) => Answer::False,
            };
            let skill = self.scene.registry.vocabulary().skill_code(*skill).1;
            reason.skills.push(SkillFound {
                skill: skill.to_owned(),
                answer,
                state: None,
                level: None,
                day: None,
                evidence: None,
            });
        }
        self.sum_of_skills(spec, reason);
    }

    fn sum_of_skills(&self, spec: &Spec, reason: &mut Reason) {
        let answers = || reason.skills.iter().map(|found| found.answer);
        let (held, unknown) = (
            count(answers(), Answer::True),
            count(answers(), Answer::Unknown),
        );
        reason.wanted = u32::try_from(spec.at_least).ok();
        (reason.held, reason.unknown) = (held, unknown);
    }

    fn skill(&self, person: PersonKey, skill: SkillIx, spec: &Spec) -> SkillFound {
        let (state, found) = match self.scene.found(person, skill, spec) {
            Found::Level(found) => (State::Found, Some(found)),
            Found::Stale(found) => (State::Stale, Some(found)),
            Found::Nothing => (State::NotAssessed, None),
        };
        let counted = found.filter(|_| state == State::Found);
        let level = found.and_then(|found| {
            let levels = &self.scene.catalogue.levels;
            levels.get(usize::from(found.level))
        });
        SkillFound {
            skill: self
                .scene
                .registry
                .vocabulary()
                .skill_code(skill)
                .1
                .to_owned(),
            answer: counted.map(|found| found.level >= spec.level).into(),
            state: Some(state),
            level: level.map(|level| level.code.clone()),
            day: found.and_then(|found| found.day),
            evidence: found.map(|found| found.how),
        }
    }

    fn platforms(&self, any_of: &[String], states: &[SetupState], who: Who) -> Vec<PlatformFound> {
        let owner = match who {
            Who::Household(household) => Some(OwnerKey::Household(household)),
            Who::Stall(stall) => Some(OwnerKey::Stall(stall)),
            other => person_of(other).map(OwnerKey::Person),
        };
        let found = any_of.iter().map(|code| {
            let platform = self.scene.registry.vocabulary().platform(code);
            let found = owner
                .zip(platform)
                .and_then(|(owner, platform)| self.scene.set_up(owner, platform));
            PlatformFound {
                platform: code.clone(),
                answer: found.map(|found| states.contains(&found.state)).into(),
                state: found.map(|found| found.state),
                day: found.and_then(|found| found.day),
            }
        });
        found.collect()
    }

    /// What was found of the one asked about; nothing where nothing is known, or
    /// where the answer says it all.
    fn found(&self, condition: &Condition, who: Who) -> Option<String> {
        let registry = self.scene.registry;
        let vocabulary = registry.vocabulary();
        let text =
            |code: Code| Some(vocabulary.text(code).to_owned()).filter(|text| !text.is_empty());
        let person = match person_of(who) {
            Some(PersonKey::Known(person)) => registry.person(person),
            _ => None,
        };
        match (condition, who) {
            (Condition::Age { .. }, _) => {
                let years = person?.birth.age_on(self.scene.day)?;
                Some(years.to_string())
            }
            (Condition::Sex(_), _) => Some(person?.sex.code().to_owned()),
            (Condition::Residence(_), Who::Resident(_, _, kind)) => text(kind),
            (Condition::Role(_), Who::Member(_, seat)) => text(seat.role),
            (Condition::Force(_), Who::Member(_, seat)) => text(seat.force),
            (Condition::Kind(_), Who::Household(household)) => {
                text(registry.household(household)?.opened.kind)
            }
            (Condition::Kind(_), Who::Unit(unit)) => {
                Some(registry.unit(unit)?.kind_on(self.scene.day).to_owned())
            }
            (Condition::Level(_), who) => {
                let unit = match who {
                    Who::Unit(unit) => unit,
                    Who::Team(team) => registry.team(team)?.unit,
                    Who::Committee(committee) => registry.committee(committee)?.unit,
                    _ => return None,
                };
                text(self.scene.on_day.map().level(unit)?)
            }
            _ => None,
        }
    }

    fn name(&self, who: Who) -> (&'static str, &str) {
        name(&self.scene, who)
    }
}

/// The noun and id of what a condition is asked of.
pub(super) fn name<'a>(scene: &Scene<'a>, who: Who) -> (&'static str, &'a str) {
    let registry = scene.registry;
    match who {
        Who::Resident(person, ..) => ("resident", registry.person_ids().text(person)),
        Who::Member(person, _) => ("member", registry.person_ids().text(person)),
        Who::Household(household) => ("household", registry.household_ids().text(household)),
        Who::Stall(stall) => ("stall", registry.stall_ids.text(stall)),
        Who::Team(team) => ("team", registry.team_ids().text(team)),
        Who::Committee(committee) => ("committee", registry.committee_ids().text(committee)),
        Who::Unit(unit) => ("unit", registry.unit_ids().text(unit)),
    }
}

fn person_of(who: Who) -> Option<PersonKey> {
    super::scene::Thing::Known(who).person()
}
