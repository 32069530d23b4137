//! A question answered: in parts, and all of them together.

use super::{
    Frame, Map, Partial, compile,
    mark::lacking,
    plan::Plan,
    standing::Standing,
    strata::{Strata, combined},
    tally::Counted,
};
use crate::{
    Error, ErrorKind, Result,
    coverage::{ANSWERS, Coverage, Question, RollUp, Verdict},
    place::no_such_level,
    rule::{Rule, Stratifier, Subject, check_stratifiers},
};
use core::ops::Range;

impl Frame {
    /// How far a rule is met, in each unit of each level asked for: the same
    /// answer as [`coverage`](crate::coverage::coverage), to the byte.
    ///
    /// # Errors
    ///
    /// What is wrong with the question, or what the frame cannot answer.
    pub fn coverage(&self, rule: &Rule, question: &Question) -> Result<Coverage> {
        self.coverage_as::<true>(rule, question)
    }

    /// The same of households and residents alone, without strata and local values and on
    /// the day's own map; the rest, which a page would have to fetch too, is refused by
    /// name.
    pub(crate) fn plain_coverage(&self, rule: &Rule, question: &Question) -> Result<Coverage> {
        self.coverage_as::<false>(rule, question)
    }

    fn coverage_as<const WHOLE: bool>(&self, rule: &Rule, question: &Question) -> Result<Coverage> {
        let all = match self.layer_of(rule.subject) {
            Some(layer) => layer.cells.len(),
            None => self.own_places().len(),
        };
        let part = self.part_as::<WHOLE>(rule, question, 0..all)?;
        self.finish_as::<WHOLE>(rule, question, part)
    }

    /// What a rule says of a stretch of what its subjects stand in: see
    /// [`cut`](Self::cut).
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn part(&self, rule: &Rule, question: &Question, own: Range<usize>) -> Result<Partial> {
        self.part_as::<true>(rule, question, own)
    }

    fn part_as<const WHOLE: bool>(
        &self,
        rule: &Rule,
        question: &Question,
        own: Range<usize>,
    ) -> Result<Partial> {
        let mut part = self.empty_part_as::<WHOLE>(rule, question)?;
        let stratify = self.check::<WHOLE>(rule, question)?;
        let mut standing = Standing::everywhere(self, rule, question)?;
        if WHOLE {
            standing.find_local()?;
        }
        let (map, places) = self.map_of(question)?;
        let within = self.within(places, question)?;
        let within = within.map(|at| places.places.stretch(at));
        let is_within = |place: usize| within.as_ref().is_none_or(|own| own.contains(&place));
        let Some(layer) = self.layer_of(rule.subject) else {
            if WHOLE {
                self.units_part(&standing, &stratify, own, (map, &is_within), &mut part)?;
                part.settle();
            }
            return Ok(part);
        };
        let compiled = |number: usize| {
            let concrete = standing.concrete(number)?;
            compile::compile::<WHOLE>(self, &concrete, rule.subject, &stratify)
        };
        // What cannot be answered is refused, whoever is counted.
        let mut plans: Vec<Option<Plan>> = Vec::new();
        plans.resize_with(standing.count(), || None);
        if let Some(everywhere) = plans.first_mut() {
            *everywhere = Some(compiled(0)?);
        }
        let mut at = own.start;
        let cells = layer.cells.get(own).unwrap_or(&[]);
        // Cells in which the same settings hold are run through at once.
        for run in cells.chunk_by(|a, b| standing.at(a.place(0)) == standing.at(b.place(0))) {
            let cells = at..at + run.len();
            at = cells.end;
            let mut counted = run.iter().filter(|cell| is_within(cell.place(map)));
            let Some(first) = counted.next() else {
                continue;
            };
            if rule.subject == Subject::Resident {
                let open: u64 = counted.clone().map(|cell| cell.open).sum();
                part.open_households += first.open + open;
            }
            let number = standing.at(first.place(0));
            let Some(plan) = plans.get_mut(number) else {
                continue;
            };
            let plan = match plan {
                Some(plan) => plan,
                // Settings that nobody has are not looked at: they may be wrong.
                None if WHOLE
                    && !core::iter::once(first)
                        .chain(counted)
                        .any(|cell| layer.holds_any(cell, rule.subject)) =>
                {
                    continue;
                }
                None => plan.insert(compiled(number)?),
            };
            let within = within.as_ref();
            layer.tally::<WHOLE>(plan, &Counted { cells, map, within }, &mut part);
        }
        part.settle();
        Ok(part)
    }

    /// A part in which nothing has been counted.
    pub(super) fn empty_part(&self, rule: &Rule, question: &Question) -> Result<Partial> {
        self.empty_part_as::<true>(rule, question)
    }

    fn empty_part_as<const WHOLE: bool>(
        &self,
        rule: &Rule,
        question: &Question,
    ) -> Result<Partial> {
        let stratify = self.check::<WHOLE>(rule, question)?;
        let (_, map) = self.map_of(question)?;
        let strata = self.called::<WHOLE>(rule.subject, &stratify)?.len();
        Ok(Partial::new(self, map, &rule.id, strata))
    }

    /// The answer of all parts, merged.
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn finish(&self, rule: &Rule, question: &Question, part: Partial) -> Result<Coverage> {
        self.finish_as::<true>(rule, question, part)
    }

    fn finish_as<const WHOLE: bool>(
        &self,
        rule: &Rule,
        question: &Question,
        part: Partial,
    ) -> Result<Coverage> {
        let stratify = self.check::<WHOLE>(rule, question)?;
        let (_, map) = self.map_of(question)?;
        let within = self.within(map, question)?;
        let levels = levels_of(map, question, within)?;
        let places = &map.places;
        let id_of = |at: usize| places.units.get(at).map(|place| place.id.clone());
        let called = self.called::<WHOLE>(rule.subject, &stratify)?;
        let roll_up = RollUp::numbered((places, &map.levels), within, part.direct, called);
        let mut rows = Vec::new();
        for level in &levels {
            roll_up.level(level, &mut rows);
        }
        Ok(Coverage {
            v: ANSWERS,
            rule: rule.id.clone(),
            catalogue: rule.catalogue.clone(),
            edition: self.catalogue.version.clone(),
            day: self.day,
            map: question.map.clone(),
            map_day: map.day,
            known_at: question.known_at.clone(),
            unit: within.and_then(id_of),
            strata_add_up: !stratify.iter().any(Stratifier::is_many_valued),
            stratify: question.stratify.clone(),
            total: part.total,
            open_households: part.open_households,
            rows,
        })
    }

    /// Counts units, one by one.
    fn units_part(
        &self,
        standing: &Standing<'_>,
        stratify: &[Stratifier],
        own: Range<usize>,
        (map, is_within): (usize, &dyn Fn(usize) -> bool),
        part: &mut Partial,
    ) -> Result<()> {
        let mut verdicts: Vec<Option<Vec<Verdict>>> = vec![None; standing.count()];
        if let Some(everywhere) = verdicts.first_mut() {
            *everywhere = Some(self.unit_verdicts(&standing.concrete(0)?)?);
        }
        let strata = self.strata_of_units(stratify)?.1;
        for (at, stands) in self.units.iter().enumerate().take(own.end).skip(own.start) {
            let place = stands.get(map).map_or(usize::MAX, |at| *at as usize);
            let number = standing.at(at);
            let Some(verdicts) = verdicts.get_mut(number).filter(|_| is_within(place)) else {
                continue;
            };
            let verdicts = match verdicts {
                Some(verdicts) => verdicts,
                None => verdicts.insert(self.unit_verdicts(&standing.concrete(number)?)?),
            };
            if let Some(verdict) = verdicts.get(at) {
                let mut all = [0; 6];
                if let Some(count) = all.get_mut(*verdict as usize) {
                    *count = 1;
                }
                let lies = |stratum: &Vec<bool>| match stratum.get(at) {
                    Some(true) => all,
                    _ => [0; 6],
                };
                let several: Vec<[u64; 6]> = match strata.len() {
                    1 => Vec::new(),
                    _ => strata.iter().map(lies).collect(),
                };
                part.add::<true>(place, &all, &several);
            }
        }
        Ok(())
    }

    /// Every stratum of units, and which are in it.
    fn strata_of_units(&self, stratify: &[Stratifier]) -> Result<Strata<Vec<bool>>> {
        self.needs_bodies(Subject::Unit)?;
        let parts: Vec<_> = stratify.iter().map(|by| self.unit_strata(by)).collect();
        let all = vec![true; self.own_places().len()];
        combined(&parts, all, |a, b| {
            a.iter().zip(b).map(|(a, b)| *a && *b).collect()
        })
    }

    /// What each stratum is called, in the order of an answer.
    fn called<const WHOLE: bool>(
        &self,
        subject: Subject,
        stratify: &[Stratifier],
    ) -> Result<Vec<Vec<String>>> {
        if !WHOLE || stratify.is_empty() {
            return Ok(vec![Vec::new()]);
        }
        match subject {
            Subject::Unit => Ok(self.strata_of_units(stratify)?.0),
            subject => compile::called(self, subject, stratify),
        }
    }

    /// Refuses by name what this frame cannot answer.
    pub(super) fn check<const WHOLE: bool>(
        &self,
        rule: &Rule,
        question: &Question,
    ) -> Result<Vec<Stratifier>> {
        question.check(self.known_at.as_deref())?;
        let refused = |found: &str, expected: &str, path: &str| {
            let error = Error::new(ErrorKind::NotInFrame).found(found);
            Err(error.expected(expected).path(path))
        };
        if question.day != self.day {
            let (found, day) = (question.day.to_string(), self.day.to_string());
            return refused(&found, &day, "/day");
        }
        if rule.catalogue != self.catalogue.code {
            return refused(&rule.catalogue, &self.catalogue.code, "/catalogue");
        }
        if matches!(rule.subject, Subject::Team | Subject::Unit) {
            self.needs_bodies(rule.subject)?;
        }
        if !WHOLE {
            if !question.stratify.is_empty() {
                return refused("stratify", "[]", "/stratify");
            }
            let mut values = rule.parameters.iter().flat_map(|own| &own.values);
            if values.any(|value| value.unit.is_some()) {
                return Err(Error::new(ErrorKind::NotInFrame)
                    .found_words("giá trị riêng của từng đơn vị", "values by unit")
                    .expected_words("một giá trị cho mọi nơi", "one value for every place"));
            }
            return Ok(Vec::new());
        }
        check_stratifiers(rule.subject, &question.stratify).map_err(|faults| {
            let first = faults.into_iter().next();
            let first = first.unwrap_or_else(|| Error::new(ErrorKind::StratifierOfAnother));
            first.within("/stratify")
        })
    }

    /// The map that a question is answered on, and which of them it is.
    pub(super) fn map_of(&self, question: &Question) -> Result<(usize, &Map)> {
        let day = question.map_day()?;
        let mut maps = core::iter::once(&self.map)
            .chain(&self.other_maps)
            .enumerate();
        let found = maps.find(|(_, map)| map.day == day);
        found.ok_or_else(|| lacking(format!("map {day}")).path("/map"))
    }

    pub(super) fn within(&self, map: &Map, question: &Question) -> Result<Option<usize>> {
        let unit = question.unit.as_deref();
        let at = unit.map(|text| map.places.position_of(text)).transpose();
        at.map_err(|error| error.path("/unit"))
    }
}

fn levels_of(map: &Map, question: &Question, within: Option<usize>) -> Result<Vec<String>> {
    if question.by.is_empty() {
        let stretch = within.map_or(0..map.places.units.len(), |at| map.places.stretch(at));
        let own = map.places.units.get(stretch).unwrap_or(&[]);
        let mut levels = map.levels.clone();
        levels.retain(|level| own.iter().any(|place| place.level == *level));
        return Ok(levels);
    }
    for (at, level) in question.by.iter().enumerate() {
        if !map.levels.contains(level) {
            let names: Vec<&str> = map.levels.iter().map(String::as_str).collect();
            let error = no_such_level(level, &names, &[map.day]);
            return Err(error.path(format!("/by/{at}")));
        }
    }
    Ok(question.by.clone())
}
