//! A rule asked on a day: its parameters set for each unit, made and checked once.

use super::{Judge, OnDay, Question, Verdict, Who};
use crate::{
    Error, ErrorKind, Registry, Result,
    hashed::HashMap,
    id::UnitIx,
    rule::{Concrete, Given, Rule, Settings, Subject},
};
use std::{cell::RefCell, rc::Rc};

/// A rule asked on a day. The concrete rule is one for all units where no parameter
/// is local, and one for all units whose settings are equal.
pub struct Asked<'a> {
    on_day: &'a OnDay<'a>,
    rule: &'a Rule,
    parameters: &'a [Given],
    judge: Judge<'a>,
    /// What the values of parameters call the units that they are for.
    local: HashMap<UnitIx, Vec<&'a str>>,
    made: RefCell<Made>,
}

#[derive(Default)]
struct Made {
    by_unit: HashMap<Option<UnitIx>, Rc<Concrete>>,
    by_settings: HashMap<Settings, Rc<Concrete>>,
}

impl<'a> Asked<'a> {
    /// Asks a rule, with values of its parameters.
    ///
    /// # Errors
    ///
    /// What is wrong with the question, or with the rule as it stands everywhere.
    pub fn new(on_day: &'a OnDay<'a>, rule: &'a Rule, question: &'a Question) -> Result<Self> {
        question.check(on_day.registry().known_at())?;
        let asked = Self {
            on_day,
            rule,
            parameters: &question.parameters,
            judge: Judge::new(on_day, &rule.catalogue)?,
            local: local(on_day, rule)?,
            made: RefCell::default(),
        };
        asked.concrete(None)?;
        Ok(asked)
    }

    /// The day that is asked about.
    pub fn on_day(&self) -> &'a OnDay<'a> {
        self.on_day
    }

    /// The rule's document.
    pub fn rule(&self) -> &'a Rule {
        self.rule
    }

    /// What answers the conditions.
    pub fn judge(&self) -> &Judge<'a> {
        &self.judge
    }

    /// The subject of an id (a unit also of its code), with the unit that it is
    /// counted in.
    ///
    /// # Errors
    ///
    /// There is no such subject on the day.
    pub fn subject(&self, id: &str) -> Result<(Who, Option<UnitIx>)> {
        let subject = self.rule.subject;
        if subject == Subject::Unit {
            let unit = self.on_day.registry().unit_on(self.on_day.map(), id)?;
            return Ok((Who::Unit(unit), Some(unit)));
        }
        self.on_day.subject(subject, id).ok_or_else(|| {
            let error = Error::new(ErrorKind::UnknownSubject).found(id);
            error.expected(subject.name())
        })
    }

    /// Where a subject goes, that is counted in a unit.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule as it stands in that unit.
    pub fn verdict(&self, who: Who, unit: Option<UnitIx>) -> Result<Verdict> {
        Ok(self.judge.verdict(&*self.concrete(unit)?, who))
    }

    /// The rule as it stands in a unit.
    ///
    /// # Errors
    ///
    /// What is wrong with it there.
    pub fn concrete(&self, unit: Option<UnitIx>) -> Result<Rc<Concrete>> {
        let unit = unit.filter(|_| !self.local.is_empty());
        if let Some(known) = self.made.borrow().by_unit.get(&unit) {
            return Ok(known.clone());
        }
        let above = unit
            .into_iter()
            .flat_map(|unit| self.on_day.map().upwards(unit));
        let named = above.filter_map(|unit| self.local.get(&unit));
        let above: Vec<&str> = named.flatten().copied().collect();
        let settings = self
            .rule
            .settings(&above, Some(self.on_day.day()), self.parameters)?;
        let known = self.made.borrow().by_settings.get(&settings).cloned();
        let concrete = match known {
            Some(known) => known,
            None => self.make(settings)?,
        };
        let mut made = self.made.borrow_mut();
        made.by_unit.insert(unit, concrete.clone());
        Ok(concrete)
    }

    fn make(&self, settings: Settings) -> Result<Rc<Concrete>> {
        let at_given = |error| self.rule.at_given(error, self.parameters);
        let concrete = self.rule.resolve(&settings).map_err(at_given)?;
        let vocabulary = self.on_day.registry().vocabulary();
        let faults = concrete.check(self.rule.subject, &self.rule.catalogue, vocabulary);
        if let Some(error) = faults.into_iter().next() {
            return Err(at_given(error));
        }
        let concrete = Rc::new(concrete);
        let mut made = self.made.borrow_mut();
        made.by_settings.insert(settings, concrete.clone());
        Ok(concrete)
    }
}

/// The units of the day that values of parameters are for, each with what it is called
/// there. A value for what is not there that day, or nowhere, holds for nothing.
fn local<'a>(on_day: &OnDay, rule: &'a Rule) -> Result<HashMap<UnitIx, Vec<&'a str>>> {
    let mut local: HashMap<UnitIx, Vec<&'a str>> = HashMap::default();
    for (at, parameter) in rule.parameters.iter().enumerate() {
        for (value, one) in parameter.values.iter().enumerate() {
            let Some(text) = one.unit.as_deref() else {
                continue;
            };
            match on_day.registry().unit_on(on_day.map(), text) {
                Ok(unit) => {
                    local.change(unit, |texts| {
                        if !texts.contains(&text) {
                            texts.push(text);
                        }
                    });
                }
                Err(error) if error.kind() == ErrorKind::SeveralUnits => {
                    return Err(error.path(format!("/parameters/{at}/values/{value}/unit")));
                }
                Err(_) => {}
            }
        }
    }
    Ok(local)
}

/// The verdict on one subject, by the noun's id.
///
/// # Errors
///
/// What is wrong with the question or the rule, or that there is no such subject.
pub fn verdict(registry: &Registry, rule: &Rule, question: &Question, id: &str) -> Result<Verdict> {
    question.check(registry.known_at())?;
    let on_day = OnDay::new(registry, question.day);
    let asked = Asked::new(&on_day, rule, question)?;
    let (who, unit) = asked.subject(id)?;
    asked.verdict(who, unit)
}
