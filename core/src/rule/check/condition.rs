//! The check of conditions: one walk that collects faults.

use super::{DEEPEST, MOST, asked::Asked, join};
use crate::{
    Error, ErrorKind,
    event::Vocabulary,
    person::Sex,
    rule::{Collection, Condition, HowMany, Skills},
    skill::Catalogue,
    time::YEARS,
};

/// All of a share, in parts per million.
const ALL: u32 = 1_000_000;

pub(super) struct Conditions<'a> {
    vocabulary: &'a Vocabulary,
    catalogue: Option<&'a Catalogue>,
    count: usize,
    faults: Vec<Error>,
}

impl<'a> Conditions<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, catalogue: &str) -> Self {
        Self {
            vocabulary,
            catalogue: vocabulary.catalogue(catalogue).map(|(_, known)| known),
            count: 0,
            faults: Vec::new(),
        }
    }

    pub(super) fn catalogue(&self) -> Option<&'a Catalogue> {
        self.catalogue
    }

    pub(super) fn fault(&mut self, error: Error) {
        self.faults.push(error);
    }

    pub(super) fn faults(self) -> Vec<Error> {
        self.faults
    }

    fn found(&mut self, kind: ErrorKind, found: impl Into<String>, path: impl Into<String>) {
        self.fault(Error::new(kind).found(found).path(path));
    }

    fn never(&mut self, found: impl Into<String>, path: impl Into<String>) {
        self.found(ErrorKind::NeverHolds, found, path);
    }

    fn always(&mut self, found: impl Into<String>, path: impl Into<String>) {
        self.found(ErrorKind::AlwaysHolds, found, path);
    }

    /// Checks a condition asked of something, and all in it.
    pub(super) fn condition(
        &mut self,
        condition: &Condition,
        asked: Asked,
        path: &str,
        depth: usize,
    ) {
        self.count += 1;
        // Beyond a limit nothing more is looked at; it is said once.
        let (kind, limit) = match () {
            () if self.count > MOST => (ErrorKind::RuleTooLarge, MOST),
            () if depth > DEEPEST => (ErrorKind::RuleTooDeep, DEEPEST),
            () => return self.within_limits(condition, asked, path, depth),
        };
        if kind == ErrorKind::RuleTooDeep || self.count == MOST + 1 {
            self.fault(Error::new(kind).expected(limit.to_string()).path(path));
        }
    }

    fn within_limits(&mut self, condition: &Condition, asked: Asked, path: &str, depth: usize) {
        if !asked.can_answer(condition) {
            let error = Error::new(ErrorKind::WrongKindOfCondition).found(condition.name());
            return self.fault(error.expected(asked.name()).path(path));
        }
        let here = format!("{path}/{}", condition.name());
        match condition {
            Condition::AllOf(list) => {
                if list.is_empty() {
                    self.always("all_of []", path);
                }
                self.contradictions(list, &here);
                self.each(list, asked, &here, depth);
            }
            Condition::AnyOf(list) => {
                if list.is_empty() {
                    self.never("any_of []", path);
                }
                self.each(list, asked, &here, depth);
            }
            Condition::Not(inner) => self.condition(inner, asked, &here, depth + 1),
            Condition::Some(many) => {
                if many.at_least == Some(0) {
                    self.always("0", format!("{here}/at_least"));
                }
                self.how_many(many, asked, &here, depth);
            }
            Condition::All(many) => {
                if let Some(count) = many.at_least {
                    let error = Error::new(ErrorKind::BadJson)
                        .found(count.to_string())
                        .expected_words("để trống", "nothing");
                    self.fault(error.path(format!("{here}/at_least")));
                }
                if many.who.is_none() {
                    self.always("all { }", &here);
                }
                self.how_many(many, asked, &here, depth);
            }
            Condition::Share(many) => {
                let share = many.at_least.unwrap_or(ALL);
                let at = format!("{here}/at_least");
                if share > ALL {
                    self.found(ErrorKind::ShareAboveAll, share.to_string(), at);
                } else if share == 0 {
                    self.always("0", at);
                }
                if many.who.is_none() {
                    self.always("share { }", &here);
                }
                self.how_many(many, asked, &here, depth);
            }
            Condition::Together { of, skills } => {
                match self.each_of(of, asked, &here) {
                    Some(each) if !each.is_person() => self.fault(
                        Error::new(ErrorKind::WrongKindOfCondition)
                            .found("together")
                            .expected(each.name())
                            .path(path),
                    ),
                    _ => {}
                }
                self.skills(skills, &format!("{here}/skills"));
            }
            Condition::Skills(skills) => self.skills(skills, &here),
            Condition::Age { min, max } => self.age(*min, *max, &here),
            Condition::Sex(sex) => {
                if *sex == Sex::Unknown {
                    self.never(sex.code(), here);
                }
            }
            Condition::Flag(code) => {
                if self.vocabulary.flag(code).is_none() {
                    let known = self.vocabulary.flags().iter();
                    let known = join(known.map(|flag| flag.code.as_str()));
                    let error = Error::new(ErrorKind::UnknownFlag).found(code);
                    self.fault(error.expected(known).path(here));
                }
            }
            Condition::Platform { any_of, states } => {
                self.not_empty(any_of, &format!("{here}/any_of"));
                self.not_empty(states, &format!("{here}/states"));
                self.platforms(any_of, &format!("{here}/any_of"));
            }
            Condition::Residence(codes)
            | Condition::Role(codes)
            | Condition::Force(codes)
            | Condition::Kind(codes)
            | Condition::Level(codes) => self.not_empty(codes, &here),
            Condition::Advocate { .. } | Condition::Empty => {}
        }
    }

    fn each(&mut self, list: &[Condition], asked: Asked, path: &str, depth: usize) {
        for (at, inner) in list.iter().enumerate() {
            self.condition(inner, asked, &format!("{path}/{at}"), depth + 1);
        }
    }

    /// Something and its opposite are never both true. (One or the other can be
    /// unknown both, so `any_of` with both says something.)
    fn contradictions(&mut self, list: &[Condition], path: &str) {
        for (at, one) in list.iter().enumerate().take(MOST) {
            let Condition::Not(denied) = one else {
                continue;
            };
            let stated = list.iter().take(MOST).position(|other| *other == **denied);
            if let Some(stated) = stated {
                let found = format!("{path}/{stated}, not {path}/{stated}");
                self.never(found, format!("{path}/{at}"));
            }
        }
        self.narrowed(list, path);
    }

    /// Ages that leave no age between them, and both sexes at once.
    fn narrowed(&mut self, list: &[Condition], path: &str) {
        let (mut least, mut most) = (0, u16::MAX);
        let mut known_sex = None;
        for (at, one) in list.iter().enumerate().take(MOST) {
            match one {
                // By itself it is told where it stands.
                Condition::Age { min, max }
                    if min.zip(*max).is_none_or(|(min, max)| min <= max) =>
                {
                    let could = least <= most;
                    least = min.map_or(least, |min| least.max(min));
                    most = max.map_or(most, |max| most.min(max));
                    if could && least > most {
                        self.never(format!("{least} – {most}"), format!("{path}/{at}/age"));
                    }
                }
                Condition::Sex(sex) if *known_sex.get_or_insert(*sex) != *sex => {
                    self.never(sex.code(), format!("{path}/{at}/sex"));
                }
                _ => {}
            }
        }
    }

    fn not_empty<T>(&mut self, list: &[T], path: &str) {
        if list.is_empty() {
            self.never("[]", path);
        }
    }

    fn each_of(&mut self, of: &Collection, asked: Asked, path: &str) -> Option<Asked> {
        let each = asked.each_of(of);
        if each.is_none() {
            let error = Error::new(ErrorKind::CollectionLacking).found(of.name());
            self.fault(error.expected(asked.name()).path(format!("{path}/of")));
        }
        each
    }

    fn how_many(&mut self, many: &HowMany, asked: Asked, path: &str, depth: usize) {
        // What members of a collection that is not there would be is unknown.
        let Some(each) = self.each_of(&many.of, asked, path) else {
            return;
        };
        for (field, inner) in [("where", &many.matching), ("who", &many.who)] {
            if let Some(inner) = inner {
                self.condition(inner, each, &format!("{path}/{field}"), depth + 1);
            }
        }
    }

    fn age(&mut self, min: Option<u16>, max: Option<u16>, path: &str) {
        let oldest = YEARS.end() - YEARS.start();
        match (min, max) {
            (Some(min), Some(max)) if min > max => self.never(format!("{min} – {max}"), path),
            (Some(min), _) if i32::from(min) > oldest => {
                self.never(min.to_string(), format!("{path}/min"));
            }
            _ => {}
        }
    }

    fn platforms(&mut self, codes: &[String], path: &str) {
        for (at, code) in codes.iter().enumerate() {
            if self.vocabulary.platform(code).is_none() {
                let known = self.vocabulary.platforms().iter();
                let known = join(known.map(|platform| platform.code.as_str()));
                let error = Error::new(ErrorKind::UnknownPlatform).found(code);
                self.fault(error.expected(known).path(format!("{path}/{at}")));
            }
        }
    }

    fn skills(&mut self, skills: &Skills, path: &str) {
        if let Some(kinds) = &skills.evidence {
            self.not_empty(kinds, &format!("{path}/evidence"));
        }
        let Some(catalogue) = self.catalogue else {
            return;
        };
        let listed = skills.of.as_deref().unwrap_or(&[]);
        for (at, code) in listed.iter().enumerate() {
            let path = format!("{path}/of/{at}");
            if catalogue.skill(code).is_none() {
                let known = join(catalogue.skills.iter().map(|skill| skill.code.as_str()));
                let error = Error::new(ErrorKind::UnknownSkill).found(code);
                self.fault(error.expected(known).path(path));
            } else if listed.iter().take(at).any(|before| before == code) {
                self.found(ErrorKind::DoubledName, code, path);
            }
        }
        if let Some(level) = &skills.level
            && catalogue.level(level).is_none()
        {
            let known = join(catalogue.levels.iter().map(|level| level.code.as_str()));
            let error = Error::new(ErrorKind::UnknownLevel).found(level);
            self.fault(error.expected(known).path(format!("{path}/level")));
        }
        let count = skills.of.as_ref().map_or(catalogue.skills.len(), Vec::len);
        let wanted = skills.at_least.map_or(count, |wanted| wanted as usize);
        if wanted > count {
            self.never(format!("{wanted} / {count}"), path);
        } else if wanted == 0 {
            self.always(format!("{wanted} / {count}"), path);
        }
    }
}
