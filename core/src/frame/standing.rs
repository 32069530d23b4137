//! The rule as it stands in each unit, where values of its parameters are local.

use super::Frame;
use crate::{
    ErrorKind, Result,
    coverage::Question,
    hashed::HashMap,
    rule::{Concrete, Rule, Settings},
};

/// Which of some settings of a rule hold in each unit.
pub(super) struct Standing<'a> {
    frame: &'a Frame,
    rule: &'a Rule,
    question: &'a Question,
    /// Those of everywhere first.
    settings: Vec<Settings>,
    /// By position on the day's map: which; none at all where no value is local.
    of: Vec<usize>,
}

impl<'a> Standing<'a> {
    /// A rule without local values.
    pub(super) fn everywhere(
        frame: &'a Frame,
        rule: &'a Rule,
        question: &'a Question,
    ) -> Result<Self> {
        let everywhere = rule.settings(&[], Some(frame.day), &question.parameters)?;
        let standing = Self {
            frame,
            rule,
            question,
            settings: vec![everywhere],
            of: Vec::new(),
        };
        standing.concrete(0)?;
        Ok(standing)
    }

    /// With its local values.
    pub(super) fn new(frame: &'a Frame, rule: &'a Rule, question: &'a Question) -> Result<Self> {
        let mut standing = Self::everywhere(frame, rule, question)?;
        standing.find_local()?;
        Ok(standing)
    }

    /// Finds the units that values of parameters are for. A value for what is not on the
    /// day's map holds for nothing.
    pub(super) fn find_local(&mut self) -> Result<()> {
        let (frame, rule, question) = (self.frame, self.rule, self.question);
        let settings = |above: &[&str]| rule.settings(above, Some(frame.day), &question.parameters);
        let mut named: HashMap<usize, Vec<&str>> = HashMap::default();
        for (at, parameter) in rule.parameters.iter().enumerate() {
            for (value, one) in parameter.values.iter().enumerate() {
                let Some(text) = one.unit.as_deref() else {
                    continue;
                };
                match frame.map.places.position_of(text) {
                    Ok(unit) => named.change(unit, |texts| {
                        if !texts.contains(&text) {
                            texts.push(text);
                        }
                    }),
                    Err(error) if error.kind() == ErrorKind::SeveralUnits => {
                        return Err(error.path(format!("/parameters/{at}/values/{value}/unit")));
                    }
                    Err(_) => {}
                }
            }
        }
        if named.is_empty() {
            return Ok(());
        }
        // The named units above the present one, nearest last: its end, its names and
        // which settings hold in it.
        let mut above: Vec<(usize, &[&str], usize)> = Vec::new();
        for (at, place) in frame.own_places().iter().enumerate() {
            while above.last().is_some_and(|(end, ..)| *end <= at) {
                above.pop();
            }
            if let Some(texts) = named.get(&at) {
                let nearest = above.iter().rev().map(|(_, texts, _)| *texts);
                let texts: &[&str] = texts;
                let all = core::iter::once(texts).chain(nearest).flatten();
                let all: Vec<&str> = all.copied().collect();
                let own = settings(&all)?;
                let known = self.settings.iter().position(|known| *known == own);
                let number = known.unwrap_or_else(|| {
                    self.settings.push(own);
                    self.settings.len() - 1
                });
                above.push((place.end, texts, number));
            }
            let number = above.last().map_or(0, |(.., number)| *number);
            self.of.push(number);
        }
        Ok(())
    }

    /// Which settings hold at a position of the day's map.
    pub(super) fn at(&self, place: usize) -> usize {
        self.of.get(place).copied().unwrap_or(0)
    }

    /// How many settings there are.
    pub(super) fn count(&self) -> usize {
        self.settings.len()
    }

    /// The rule with some of the settings, checked.
    pub(super) fn concrete(&self, number: usize) -> Result<Concrete> {
        let (rule, given) = (self.rule, &self.question.parameters);
        let settings = self.settings.get(number).cloned();
        let concrete = rule.resolve(&settings.unwrap_or_default());
        let concrete = concrete.map_err(|error| rule.at_given(error, given))?;
        let vocabulary = &self.frame.vocabulary;
        let faults = concrete.check(rule.subject, &rule.catalogue, vocabulary);
        match faults.into_iter().next() {
            Some(error) => Err(rule.at_given(error, given)),
            None => Ok(concrete),
        }
    }
}
