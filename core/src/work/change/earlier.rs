//! The earlier moment, where another registry knows it.

use super::{
    scene::{Scene, Standing, State},
    units::Units,
    whose::Whose,
};
use crate::{
    Day, Result,
    coverage::{Asked, Question},
    place::PlaceMap,
    rule::Rule,
};

/// The earlier moment as another registry knows it.
pub(super) struct Earlier<'a> {
    scene: Scene<'a>,
    units: &'a Units<'a>,
    day: Day,
    /// By number in the later registry: the subject here.
    known: Vec<Option<Whose>>,
    /// Of whom the later registry knows nothing.
    pub unknown: Vec<Whose>,
}

impl<'a> Earlier<'a> {
    pub(super) fn new(
        rule: &Rule,
        asked: &'a [Asked<'a>],
        question: &Question,
        units: &'a Units<'a>,
    ) -> Result<Self> {
        let [then, now] = [units.registry(0), units.registry(1)];
        let mut earlier = Self {
            scene: Scene::new(then, asked, question, 0)?,
            units,
            day: question.day,
            known: vec![None; Whose::all(now, rule.subject)],
            unknown: Vec::new(),
        };
        let all = 0..Whose::all(then, rule.subject);
        for whose in all.filter_map(|number| Whose::at(rule.subject, number)) {
            let number = Whose::find(now, rule.subject, whose.id(then));
            match number.and_then(|number| earlier.known.get_mut(number)) {
                Some(slot) => *slot = Some(whose),
                None => earlier.unknown.push(whose),
            }
        }
        Ok(earlier)
    }

    /// The map that it is counted on.
    pub(super) fn map(&self) -> Option<&PlaceMap> {
        self.scene.map()
    }

    /// Where the subject stood that has a number in the later registry.
    pub(super) fn of(&self, number: usize) -> Result<State> {
        match self.known.get(number).copied().flatten() {
            Some(whose) => self.state(whose),
            None => Ok(None),
        }
    }

    /// Where a subject stood.
    pub(super) fn state(&self, whose: Whose) -> Result<State> {
        let found = self.scene.state(whose, self.day, &[])?;
        Ok(found.map(|own| Standing {
            unit: own.unit.map(|unit| self.units.earlier(unit)),
            ..own
        }))
    }
}
