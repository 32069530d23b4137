//! What a plane says of a slot, and which planes a rule needs.

use crate::{
    Error, ErrorKind, Result,
    coverage::Question,
    event::Vocabulary,
    order::Set,
    rule::{Collection, Concrete, Condition, HowMany, Rule, Skills, Subject},
    skill::{Catalogue, Evidence},
};
use serde::{Deserialize, Serialize};

/// Kinds of evidence as bits, in the order of [`Evidence::ALL`].
pub(super) type Kinds = u8;
/// Any kind of evidence.
pub(super) const ANY_KIND: Kinds = 0b111;
/// Bits of an age in completed years.
pub(super) const AGE_BITS: u8 = 7;
/// The age of those whose birth is not known.
pub(super) const AGE_UNKNOWN: u16 = 127;

/// What the bits of a plane say. All but the household's own are of residents;
/// the household's stand at its last slot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    /// The last slot of a household.
    Last,
    /// The slot of a household without residents: nobody.
    Phantom,
    /// The household's residents are not all listed.
    Open,
    /// A bit of the level that the latest evidence of these kinds shows; no bit is
    /// set where there is none.
    Level(String, Kinds, u8),
    /// There is evidence of these kinds.
    Assessed(String, Kinds),
    /// The latest evidence of these kinds is no older than so many days.
    Fresh(String, Kinds, u32),
    /// A bit of the age; all are set where it is not known.
    Age(u8),
    /// Female.
    Female,
    /// Male.
    Male,
    /// Counted with this kind of residence.
    Residence(String),
    /// The resident carries this flag.
    Flag(String),
    /// The household carries this flag.
    HouseholdFlag(String),
    /// A bit of how far the resident has set a platform up.
    State(String, u8),
    /// It is known how far.
    StateKnown(String),
    /// A bit of how far the household itself has.
    HouseholdState(String, u8),
    /// It is known how far.
    HouseholdStateKnown(String),
    /// The household's advocate.
    Advocate,
    /// The household's advocate, who has taught another resident of it.
    AdvocateWhoTaught,
    /// The household is of this kind.
    Kind(String),
}

/// The planes that some rules need, of one skill catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    pub(super) marks: Set<Mark>,
    /// Whether stalls are asked about at all.
    pub(super) stalls: bool,
    /// Platforms that stalls are asked about.
    pub(super) stall_platforms: Set<String>,
    /// Whether a plane is laid down for each word that the facts use.
    pub(super) all_words: bool,
}

/// How many bits the levels of a ladder take.
pub(super) fn level_bits(catalogue: &Catalogue) -> u8 {
    let highest = catalogue.levels.len().saturating_sub(1);
    u8::try_from(usize::BITS - highest.leading_zeros()).unwrap_or(0)
}

/// The skills that a clause asks for.
pub(super) fn skills_of<'a>(
    skills: &'a Skills,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = &'a str> {
    let named = skills.of.as_deref();
    let all = catalogue.skills.iter().filter(move |_| named.is_none());
    let named = named.unwrap_or_default().iter().map(String::as_str);
    named.chain(all.map(|skill| skill.code.as_str()))
}

/// The kinds of evidence that a clause takes.
pub(super) fn kinds_of(skills: &Skills) -> Kinds {
    match &skills.evidence {
        None => ANY_KIND,
        Some(kinds) => Evidence::ALL
            .iter()
            .enumerate()
            .filter(|(_, kind)| kinds.contains(kind))
            .fold(0, |bits, (at, _)| bits | 1 << at),
    }
}

impl Mark {
    /// Whether it is a word of an open list, which nobody may have.
    pub(super) const fn is_word(&self) -> bool {
        matches!(self, Self::Residence(_) | Self::Kind(_))
    }

    /// What a frame without this plane cannot answer, as a rule would say it.
    pub fn lacking(&self) -> Error {
        let (what, code) = match self {
            Self::Last | Self::Phantom | Self::Open => ("households", None),
            Self::Level(skill, ..) | Self::Assessed(skill, _) | Self::Fresh(skill, ..) => {
                ("skills", Some(skill.as_str()))
            }
            Self::Age(_) => ("age", None),
            Self::Female | Self::Male => ("sex", None),
            Self::Residence(code) => ("residence", Some(code.as_str())),
            Self::Flag(code) | Self::HouseholdFlag(code) => ("flag", Some(code.as_str())),
            Self::State(code, _)
            | Self::StateKnown(code)
            | Self::HouseholdState(code, _)
            | Self::HouseholdStateKnown(code) => ("platform", Some(code.as_str())),
            Self::Advocate | Self::AdvocateWhoTaught => ("advocate", None),
            Self::Kind(code) => ("kind", Some(code.as_str())),
        };
        lacking(match code {
            Some(code) => format!("{what} {code}"),
            None => what.to_owned(),
        })
    }
}

/// That a frame cannot answer a construct of a rule.
pub(super) fn lacking(construct: impl Into<String>) -> Error {
    Error::new(ErrorKind::NotInFrame)
        .found(construct)
        .expected_words(
            "những gì các quy tắc dùng để dựng khung cần đến",
            "what the rules that it was made for need",
        )
}

impl Needs {
    /// What every frame has.
    pub fn new() -> Self {
        let marks = [Mark::Last, Mark::Phantom, Mark::Open];
        Self {
            marks: marks.into_iter().collect(),
            stalls: false,
            stall_platforms: Set::new(),
            all_words: false,
        }
    }

    /// Everything that a rule of a catalogue can ask about, evidence of any kind: levels,
    /// ages, sex, flags, platforms, kinds, advocates and stalls; and whether the evidence
    /// is no older than each of some days. Bounds on evidence at other days, or on its
    /// kind, are there if a rule is [added](Self::add) that has them.
    pub fn everything(vocabulary: &Vocabulary, catalogue: &Catalogue, days: &[u32]) -> Self {
        let mut needs = Self::new();
        needs.skills(&Skills::default(), catalogue);
        for skill in &catalogue.skills {
            let fresh = days
                .iter()
                .map(|days| Mark::Fresh(skill.code.clone(), ANY_KIND, *days));
            needs.marks.extend(fresh);
        }
        needs.marks.extend((0..AGE_BITS).map(Mark::Age));
        let sole = [
            Mark::Female,
            Mark::Male,
            Mark::Advocate,
            Mark::AdvocateWhoTaught,
        ];
        needs.marks.extend(sole);
        for flag in vocabulary.flags() {
            let both = [
                Mark::Flag(flag.code.clone()),
                Mark::HouseholdFlag(flag.code.clone()),
            ];
            needs.marks.extend(both);
        }
        let codes = vocabulary.platforms().iter().map(|platform| &platform.code);
        for code in codes.clone() {
            needs.platform(code, true);
            needs.platform(code, false);
        }
        needs.stall_platforms = codes.cloned().collect();
        needs.stalls = true;
        needs.all_words = true;
        needs
    }

    /// Adds other needs.
    pub fn merge(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.stalls |= other.stalls;
        self.stall_platforms.extend(other.stall_platforms);
        self.all_words |= other.all_words;
    }

    /// What some rules need, as the question's parameters set them. All must be of
    /// one catalogue.
    ///
    /// # Errors
    ///
    /// A rule is of another catalogue, or its parameters are wrong.
    pub fn of(rules: &[&Rule], question: &Question, catalogue: &Catalogue) -> Result<Self> {
        let mut needs = Self::new();
        for rule in rules {
            if rule.catalogue != catalogue.code {
                let error = Error::new(ErrorKind::NotInFrame).found(&rule.catalogue);
                return Err(error.expected(&catalogue.code).path("/catalogue"));
            }
            needs.add(&super::everywhere(rule, question)?, rule.subject, catalogue);
        }
        Ok(needs)
    }

    /// Adds what a rule about households or residents needs.
    pub fn add(&mut self, rule: &Concrete, subject: Subject, catalogue: &Catalogue) {
        let conditions = [
            rule.population.as_ref(),
            rule.exclusions.as_ref(),
            Some(&rule.requirement),
        ];
        for condition in conditions.into_iter().flatten() {
            self.condition(condition, subject == Subject::Household, catalogue);
        }
    }

    fn many(&mut self, many: &HowMany, catalogue: &Catalogue) {
        self.stalls |= many.of == Collection::Stalls;
        for inner in [many.matching.as_deref(), many.who.as_deref()]
            .into_iter()
            .flatten()
        {
            if many.of == Collection::Stalls {
                self.stall(inner);
            } else {
                self.condition(inner, false, catalogue);
            }
        }
    }

    fn stall(&mut self, condition: &Condition) {
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                list.iter().for_each(|inner| self.stall(inner));
            }
            Condition::Not(inner) => self.stall(inner),
            Condition::Platform { any_of, .. } => {
                self.stall_platforms.extend(any_of.iter().cloned());
            }
            _ => {}
        }
    }

    fn skills(&mut self, skills: &Skills, catalogue: &Catalogue) {
        let kinds = kinds_of(skills);
        for skill in skills_of(skills, catalogue) {
            for bit in 0..level_bits(catalogue) {
                self.marks.insert(Mark::Level(skill.to_owned(), kinds, bit));
            }
            self.marks.insert(Mark::Assessed(skill.to_owned(), kinds));
            if let Some(days) = skills.max_age_days {
                self.marks
                    .insert(Mark::Fresh(skill.to_owned(), kinds, days));
            }
        }
    }

    fn platform(&mut self, code: &str, of_household: bool) {
        let code = || code.to_owned();
        self.marks.extend(match of_household {
            true => [
                Mark::HouseholdState(code(), 0),
                Mark::HouseholdState(code(), 1),
                Mark::HouseholdStateKnown(code()),
            ],
            false => [
                Mark::State(code(), 0),
                Mark::State(code(), 1),
                Mark::StateKnown(code()),
            ],
        });
    }

    fn condition(&mut self, condition: &Condition, of_household: bool, catalogue: &Catalogue) {
        let marks = &mut self.marks;
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                for inner in list {
                    self.condition(inner, of_household, catalogue);
                }
            }
            Condition::Not(inner) => self.condition(inner, of_household, catalogue),
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                self.many(many, catalogue);
            }
            Condition::Together { skills, .. } | Condition::Skills(skills) => {
                self.skills(skills, catalogue);
            }
            Condition::Age { .. } => marks.extend((0..AGE_BITS).map(Mark::Age)),
            Condition::Sex(_) => marks.extend([Mark::Female, Mark::Male]),
            Condition::Residence(kinds) => {
                marks.extend(kinds.iter().cloned().map(Mark::Residence));
            }
            Condition::Flag(flag) if of_household => {
                marks.insert(Mark::HouseholdFlag(flag.clone()));
            }
            Condition::Flag(flag) => {
                marks.insert(Mark::Flag(flag.clone()));
            }
            Condition::Platform { any_of, .. } => {
                for code in any_of {
                    self.platform(code, of_household);
                }
            }
            Condition::Advocate { taught_another } => {
                marks.insert(if *taught_another {
                    Mark::AdvocateWhoTaught
                } else {
                    Mark::Advocate
                });
            }
            Condition::Kind(kinds) => marks.extend(kinds.iter().cloned().map(Mark::Kind)),
            Condition::Role(_) | Condition::Force(_) | Condition::Level(_) | Condition::Empty => {}
        }
    }
}
