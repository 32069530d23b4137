//! What a plane says of a slot, and which planes a rule needs.

use crate::{
    Day, Error, ErrorKind, Result,
    coverage::Question,
    event::Vocabulary,
    order::Set,
    rule::{Collection, Concrete, Condition, HowMany, Rule, Skills, Stratifier, Subject},
    skill::{Catalogue, Evidence},
};

/// Kinds of evidence as bits, in the order of [`Evidence::ALL`].
pub(super) type Kinds = u8;
/// Any kind of evidence.
pub(super) const ANY_KIND: Kinds = 0b111;
/// Bits of an age in completed years.
pub(super) const AGE_BITS: u8 = 7;
/// The age of those whose birth is not known.
pub(super) const AGE_UNKNOWN: u16 = 127;

/// What the bits of a plane say. All but the household's own are of residents or
/// members; the household's stand at its last slot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// A bit of the age, 126 standing for more too and 0 for less; all are set where it is
    /// not known.
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
    /// A bit of the number of the household's lane; no bit is set where it has none.
    Lane(u8),
    /// The member has this role.
    Role(String),
    /// The member comes from this force.
    Force(String),
    /// Born after the day.
    Unborn,
}

/// The planes that some rules need, of one skill catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Of residents and households.
    pub(super) marks: Set<Mark>,
    /// Of members of teams and committees.
    pub(super) member_marks: Set<Mark>,
    /// Whether teams, committees or units are asked about at all.
    pub(super) bodies: bool,
    /// Whether stalls are.
    pub(super) stalls: bool,
    /// Platforms that stalls are asked about.
    pub(super) stall_platforms: Set<String>,
    /// Whether a plane is laid down for each word that the facts use.
    pub(super) all_words: bool,
    /// Whether one is for each flag that a household can carry.
    pub(super) all_flags: bool,
    /// Days whose maps are answered on, besides the frame's own.
    pub(super) map_days: Set<Day>,
}

/// Of whom a condition is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Household,
    Resident,
    Body,
    Member,
    Unit,
}

impl Asked {
    pub(super) const fn subject(subject: Subject) -> Self {
        match subject {
            Subject::Household => Self::Household,
            Subject::Resident => Self::Resident,
            Subject::Team => Self::Body,
            Subject::Unit => Self::Unit,
        }
    }

    /// What one of a collection is.
    const fn each_of(of: &Collection) -> Self {
        match of {
            Collection::Residents | Collection::Stalls => Self::Resident,
            Collection::Members => Self::Member,
            Collection::Teams | Collection::Committees => Self::Body,
            Collection::Units(_) => Self::Unit,
        }
    }
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
    /// Its name in a file, its numbers and its word.
    fn parts(&self) -> (&'static str, [Option<u32>; 2], Option<&str>) {
        let one = |number: &u8| [Some(u32::from(*number)), None];
        let none = [None; 2];
        match self {
            Self::Last => ("last", none, None),
            Self::Phantom => ("nobody", none, None),
            Self::Open => ("open", none, None),
            Self::Level(skill, kinds, bit) => (
                "level",
                [Some(u32::from(*kinds)), Some(u32::from(*bit))],
                Some(skill),
            ),
            Self::Assessed(skill, kinds) => ("assessed", one(kinds), Some(skill)),
            Self::Fresh(skill, kinds, days) => {
                ("fresh", [Some(u32::from(*kinds)), Some(*days)], Some(skill))
            }
            Self::Age(bit) => ("age", one(bit), None),
            Self::Female => ("female", none, None),
            Self::Male => ("male", none, None),
            Self::Residence(word) => ("residence", none, Some(word)),
            Self::Flag(word) => ("flag", none, Some(word)),
            Self::HouseholdFlag(word) => ("household-flag", none, Some(word)),
            Self::State(word, bit) => ("state", one(bit), Some(word)),
            Self::StateKnown(word) => ("state-known", none, Some(word)),
            Self::HouseholdState(word, bit) => ("household-state", one(bit), Some(word)),
            Self::HouseholdStateKnown(word) => ("household-state-known", none, Some(word)),
            Self::Advocate => ("advocate", none, None),
            Self::AdvocateWhoTaught => ("advocate-who-taught", none, None),
            Self::Kind(word) => ("kind", none, Some(word)),
            Self::Lane(bit) => ("lane", one(bit), None),
            Self::Role(word) => ("role", none, Some(word)),
            Self::Force(word) => ("force", none, Some(word)),
            Self::Unborn => ("unborn", none, None),
        }
    }

    /// As it stands in a file: name, numbers and word, by spaces.
    pub(super) fn text(&self) -> String {
        let (name, numbers, word) = self.parts();
        let mut text = name.to_owned();
        for number in numbers.into_iter().flatten() {
            text += &format!(" {number}");
        }
        word.into_iter()
            .for_each(|word| text = format!("{text} {word}"));
        text
    }

    /// Reads what [`text`](Self::text) wrote.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
        let mut number = || {
            let (number, left) = rest.split_once(' ').unwrap_or((rest, ""));
            rest = left;
            number.parse::<u32>().unwrap_or(u32::MAX)
        };
        let (mut first, mut second) = (0, 0);
        if matches!(
            name,
            "level" | "assessed" | "fresh" | "age" | "state" | "household-state" | "lane"
        ) {
            first = number();
        }
        if matches!(name, "level" | "fresh") {
            second = number();
        }
        let (small, word) = (u8::try_from(first).ok()?, rest.to_owned());
        let mark = match name {
            "last" => Self::Last,
            "nobody" => Self::Phantom,
            "open" => Self::Open,
            "level" => Self::Level(word, small, u8::try_from(second).ok()?),
            "assessed" => Self::Assessed(word, small),
            "fresh" => Self::Fresh(word, small, second),
            "age" => Self::Age(small),
            "female" => Self::Female,
            "male" => Self::Male,
            "residence" => Self::Residence(word),
            "flag" => Self::Flag(word),
            "household-flag" => Self::HouseholdFlag(word),
            "state" => Self::State(word, small),
            "state-known" => Self::StateKnown(word),
            "household-state" => Self::HouseholdState(word, small),
            "household-state-known" => Self::HouseholdStateKnown(word),
            "advocate" => Self::Advocate,
            "advocate-who-taught" => Self::AdvocateWhoTaught,
            "kind" => Self::Kind(word),
            "lane" => Self::Lane(small),
            "role" => Self::Role(word),
            "force" => Self::Force(word),
            "unborn" => Self::Unborn,
            _ => return None,
        };
        // Whatever was read otherwise than it is written is not one.
        (mark.text() == text).then_some(mark)
    }

    /// Whether it is a word of an open list, which nobody may have.
    pub(super) const fn is_word(&self) -> bool {
        matches!(
            self,
            Self::Residence(_) | Self::Kind(_) | Self::Role(_) | Self::Force(_)
        )
    }

    /// What a frame without this plane cannot answer, as a rule would say it.
    pub fn lacking(&self) -> Error {
        let (what, code) = match self {
            Self::Last | Self::Phantom | Self::Open => ("households", None),
            Self::Level(skill, ..) | Self::Assessed(skill, _) | Self::Fresh(skill, ..) => {
                ("skills", Some(skill.as_str()))
            }
            Self::Age(_) => ("age", None),
            Self::Unborn => ("age 0", None),
            Self::Female | Self::Male => ("sex", None),
            Self::Residence(code) => ("residence", Some(code.as_str())),
            Self::Flag(code) | Self::HouseholdFlag(code) => ("flag", Some(code.as_str())),
            Self::State(code, _)
            | Self::StateKnown(code)
            | Self::HouseholdState(code, _)
            | Self::HouseholdStateKnown(code) => ("platform", Some(code.as_str())),
            Self::Advocate | Self::AdvocateWhoTaught => ("advocate", None),
            Self::Kind(code) => ("kind", Some(code.as_str())),
            Self::Lane(_) => ("lane", None),
            Self::Role(code) => ("role", Some(code.as_str())),
            Self::Force(code) => ("force", Some(code.as_str())),
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
            marks: marks.iter().cloned().collect(),
            member_marks: marks.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Everything that a rule of a catalogue can ask about, evidence of any kind: levels,
    /// ages, sex, flags, platforms, kinds, advocates and stalls, seats in teams and
    /// committees; whether the evidence is no older than each of some days; and the maps
    /// of some days. Bounds on evidence at other days, or on its kind, are there if a
    /// rule is [added](Self::add) that has them.
    pub fn everything(
        vocabulary: &Vocabulary,
        catalogue: &Catalogue,
        evidence_days: &[u32],
        map_days: &[Day],
    ) -> Self {
        let mut needs = Self::new();
        for asked in [Asked::Resident, Asked::Member] {
            needs.skills(&Skills::default(), asked, catalogue);
            for days in evidence_days {
                let bounded = Skills {
                    max_age_days: Some(*days),
                    ..Skills::default()
                };
                needs.skills(&bounded, asked, catalogue);
            }
            let marks = needs.of_asked(asked);
            marks.extend((0..AGE_BITS).map(Mark::Age));
            marks.extend([Mark::Female, Mark::Male, Mark::Unborn]);
            let flags = vocabulary.flags().iter();
            marks.extend(flags.map(|flag| Mark::Flag(flag.code.clone())));
        }
        needs
            .marks
            .extend([Mark::Advocate, Mark::AdvocateWhoTaught]);
        let codes = vocabulary.platforms().iter().map(|platform| &platform.code);
        for asked in [Asked::Household, Asked::Resident, Asked::Member] {
            codes.clone().for_each(|code| needs.platform(code, asked));
        }
        needs.stall_platforms = codes.cloned().collect();
        needs.stalls = true;
        needs.bodies = true;
        needs.all_words = true;
        needs.all_flags = true;
        needs.map_days = map_days.iter().copied().collect();
        needs
    }

    /// Adds other needs.
    pub fn merge(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.member_marks.extend(other.member_marks);
        self.bodies |= other.bodies;
        self.stalls |= other.stalls;
        self.stall_platforms.extend(other.stall_platforms);
        self.all_words |= other.all_words;
        self.all_flags |= other.all_flags;
        self.map_days.extend(other.map_days);
    }

    /// What some rules need, as the question's parameters set them and in its strata and
    /// on its map. All must be of one catalogue.
    ///
    /// # Errors
    ///
    /// A rule is of another catalogue, or its parameters are wrong.
    pub fn of(rules: &[&Rule], question: &Question, catalogue: &Catalogue) -> Result<Self> {
        Self::of_as::<true>(rules, question, catalogue)
    }

    /// Not `WHOLE`, without strata, local values and other maps.
    pub(super) fn of_as<const WHOLE: bool>(
        rules: &[&Rule],
        question: &Question,
        catalogue: &Catalogue,
    ) -> Result<Self> {
        let mut needs = Self::new();
        if WHOLE {
            needs.map_days.insert(question.map_day()?);
        }
        for rule in rules {
            if rule.catalogue != catalogue.code {
                let error = Error::new(ErrorKind::NotInFrame).found(&rule.catalogue);
                return Err(error.expected(&catalogue.code).path("/catalogue"));
            }
            let given = &question.parameters;
            let everywhere = rule.concrete(&[], Some(question.day), given)?;
            needs.add(&everywhere, rule.subject, catalogue);
            if !WHOLE {
                continue;
            }
            for concrete in local(rule, question) {
                needs.add(&concrete, rule.subject, catalogue);
            }
            for text in &question.stratify {
                // What is no stratifier is said where the question is answered.
                if let Ok(stratifier) = Stratifier::read(rule.subject, text) {
                    needs.stratifier(&stratifier);
                }
            }
        }
        Ok(needs)
    }

    /// Adds what a rule needs.
    pub fn add(&mut self, rule: &Concrete, subject: Subject, catalogue: &Catalogue) {
        self.bodies |= matches!(subject, Subject::Team | Subject::Unit);
        let conditions = [
            rule.population.as_ref(),
            rule.exclusions.as_ref(),
            Some(&rule.requirement),
        ];
        for condition in conditions.into_iter().flatten() {
            self.condition(condition, Asked::subject(subject), catalogue);
        }
    }

    /// Whether a plane of a frame is needed.
    pub(super) fn takes(&self, mark: &Mark, of_members: bool) -> bool {
        let own = match of_members {
            true => &self.member_marks,
            false => &self.marks,
        };
        own.contains(mark)
            || match mark {
                Mark::Kind(_) | Mark::Lane(_) | Mark::Force(_) => self.all_words,
                Mark::HouseholdFlag(_) => self.all_flags,
                _ => false,
            }
    }

    fn stratifier(&mut self, stratifier: &Stratifier) {
        match stratifier {
            Stratifier::AgeBand(_) => self.marks.extend((0..AGE_BITS).map(Mark::Age)),
            Stratifier::Sex => self.marks.extend([Mark::Female, Mark::Male]),
            Stratifier::Flag => self.all_flags = true,
            Stratifier::Kind | Stratifier::Lane | Stratifier::Force => self.all_words = true,
            Stratifier::Size | Stratifier::Level | Stratifier::Organisation => {}
        }
    }

    fn of_asked(&mut self, asked: Asked) -> &mut Set<Mark> {
        match asked {
            Asked::Household | Asked::Resident => &mut self.marks,
            Asked::Body | Asked::Member | Asked::Unit => &mut self.member_marks,
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
                self.condition(inner, Asked::each_of(&many.of), catalogue);
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

    fn skills(&mut self, skills: &Skills, asked: Asked, catalogue: &Catalogue) {
        let kinds = kinds_of(skills);
        let marks = self.of_asked(asked);
        for skill in skills_of(skills, catalogue) {
            for bit in 0..level_bits(catalogue) {
                marks.insert(Mark::Level(skill.to_owned(), kinds, bit));
            }
            marks.insert(Mark::Assessed(skill.to_owned(), kinds));
            if let Some(days) = skills.max_age_days {
                marks.insert(Mark::Fresh(skill.to_owned(), kinds, days));
            }
        }
    }

    fn platform(&mut self, code: &str, asked: Asked) {
        let code = || code.to_owned();
        self.of_asked(asked).extend(match asked {
            Asked::Household => [
                Mark::HouseholdState(code(), 0),
                Mark::HouseholdState(code(), 1),
                Mark::HouseholdStateKnown(code()),
            ],
            _ => [
                Mark::State(code(), 0),
                Mark::State(code(), 1),
                Mark::StateKnown(code()),
            ],
        });
    }

    fn condition(&mut self, condition: &Condition, asked: Asked, catalogue: &Catalogue) {
        let marks = self.of_asked(asked);
        match condition {
            Condition::AllOf(list) | Condition::AnyOf(list) => {
                for inner in list {
                    self.condition(inner, asked, catalogue);
                }
            }
            Condition::Not(inner) => self.condition(inner, asked, catalogue),
            Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
                self.many(many, catalogue);
            }
            Condition::Together { of, skills } => {
                self.skills(skills, Asked::each_of(of), catalogue);
            }
            Condition::Skills(skills) => self.skills(skills, asked, catalogue),
            Condition::Age { min, .. } => {
                marks.extend((0..AGE_BITS).map(Mark::Age));
                marks.extend((*min == Some(0)).then_some(Mark::Unborn));
            }
            Condition::Sex(_) => marks.extend([Mark::Female, Mark::Male]),
            Condition::Residence(kinds) => {
                marks.extend(kinds.iter().cloned().map(Mark::Residence));
            }
            Condition::Role(roles) => marks.extend(roles.iter().cloned().map(Mark::Role)),
            Condition::Force(forces) => marks.extend(forces.iter().cloned().map(Mark::Force)),
            Condition::Flag(flag) => {
                marks.insert(match asked {
                    Asked::Household => Mark::HouseholdFlag(flag.clone()),
                    _ => Mark::Flag(flag.clone()),
                });
            }
            Condition::Platform { any_of, .. } => {
                for code in any_of {
                    self.platform(code, asked);
                }
            }
            Condition::Advocate { taught_another } => {
                marks.insert(if *taught_another {
                    Mark::AdvocateWhoTaught
                } else {
                    Mark::Advocate
                });
            }
            Condition::Kind(kinds) if asked == Asked::Household => {
                marks.extend(kinds.iter().cloned().map(Mark::Kind));
            }
            Condition::Kind(_) | Condition::Level(_) | Condition::Empty => {}
        }
    }
}

/// A rule with each of its local values of the day.
fn local(rule: &Rule, question: &Question) -> Vec<Concrete> {
    let local = rule.parameters.iter();
    let local = local.flat_map(|parameter| &parameter.values);
    let units: Set<&str> = local.filter_map(|value| value.unit.as_deref()).collect();
    // A wrong value is said where its unit is.
    let own = |unit| rule.concrete(&[unit], Some(question.day), &question.parameters);
    units
        .into_iter()
        .filter_map(|unit| own(unit).ok())
        .collect()
}
