//! A rule between two days: the state of each subject on any of them, also while
//! some changes of the day have not happened yet.

use super::whose::Whose;
use crate::{
    Day, Registry, Result,
    coverage::{Asked, Question, Verdict, Who},
    id::{HouseholdIx, UnitIx},
    place::{Crossing, PlaceMap},
    registry::{Edge, View},
    rule::Concrete,
};
use std::{borrow::Cow, rc::Rc};

/// Where a subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The unit that it is counted in.
    pub unit: Option<UnitIx>,
    /// Its count.
    pub verdict: Verdict,
    /// Which of the maps it is counted on.
    pub map: usize,
}

/// Nothing where it is no subject.
pub(super) type State = Option<Standing>;

/// The rule asked of each epoch in turn.
pub(super) struct Scene<'a> {
    pub registry: &'a Registry,
    /// By the first day of each epoch.
    asked: &'a [Asked<'a>],
    /// The way to the map that both moments are counted on; nothing where each is on
    /// its own.
    onto: Option<Cow<'a, Crossing<'a>>>,
    /// The number of its first map.
    first_map: usize,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        registry: &'a Registry,
        asked: &'a [Asked<'a>],
        question: &Question,
        first_map: usize,
    ) -> Result<Self> {
        let map_day = question.map_day()?;
        // No unit changes within an epoch: the map of any of its days is that of all.
        let begun = asked.partition_point(|asked| asked.on_day().day() <= map_day);
        let own = begun.checked_sub(1).filter(|_| map_day <= question.day);
        let own = own.and_then(|at| asked.get(at));
        let onto = match (own, asked) {
            _ if question.map == "then" => None,
            (Some(_), [_]) => None,
            (Some(own), _) => Some(Cow::Borrowed(own.on_day().crossing())),
            (None, _) => Some(Cow::Owned(registry.crossing(map_day))),
        };
        Ok(Self {
            registry,
            asked,
            onto,
            first_map,
        })
    }

    /// The map that both moments are counted on.
    pub(super) fn map(&self) -> Option<&PlaceMap> {
        match (&self.onto, self.asked) {
            (Some(onto), _) => Some(onto.map()),
            (None, [only]) => Some(only.on_day().map()),
            _ => None,
        }
    }

    /// Whether both moments are counted on one map.
    pub(super) fn is_on_one_map(&self) -> bool {
        self.onto.is_some()
    }

    /// Which epoch a day lies in.
    fn epoch(&self, day: Day, hidden: &[Edge]) -> usize {
        let begun = self
            .asked
            .partition_point(|asked| asked.on_day().day() <= day);
        let begun = begun.saturating_sub(usize::from(hidden.contains(&Edge::Place)));
        begun.max(1) - 1
    }

    /// The rule as it stands in each epoch, where no value is for a unit.
    pub(super) fn everywhere(&self) -> Result<Vec<Rc<Concrete>>> {
        self.asked
            .iter()
            .map(|asked| asked.concrete(None))
            .collect()
    }

    /// The rule as it stands for a subject's unit on a day.
    pub(super) fn concrete(&self, whose: Whose, day: Day) -> Result<Option<Rc<Concrete>>> {
        let Some(asked) = self.asked.get(self.epoch(day, &[])) else {
            return Ok(None);
        };
        let found = self.found(asked, whose, day, &[]);
        asked.concrete(found.and_then(|found| found.1)).map(Some)
    }

    /// Where a subject stands on a day while some changes have not happened yet.
    pub(super) fn state(&self, whose: Whose, day: Day, hidden: &[Edge]) -> Result<State> {
        let epoch = self.epoch(day, hidden);
        let Some(asked) = self.asked.get(epoch) else {
            return Ok(None);
        };
        let Some((who, own, unit)) = self.found(asked, whose, day, hidden) else {
            return Ok(None);
        };
        let concrete = asked.concrete(own)?;
        let verdict = asked.judge().before(day, hidden).verdict(&concrete, who);
        let map = if self.onto.is_none() { epoch } else { 0 };
        let map = self.first_map + map;
        Ok(Some(Standing { unit, verdict, map }))
    }

    /// What a rule is asked of, the unit of the day's own map that it stands in, and
    /// the unit that it is counted in.
    fn found(
        &self,
        asked: &Asked<'a>,
        whose: Whose,
        day: Day,
        hidden: &[Edge],
    ) -> Option<(Who, Option<UnitIx>, Option<UnitIx>)> {
        let (registry, on_day) = (self.registry, asked.on_day());
        let view = View::new(registry, day, hidden);
        let at_home = |who: Who, home: HouseholdIx| {
            let placed = view.place_day(home);
            let standing = registry.household_standing(home, placed, on_day.crossing());
            let own = standing.and_then(|standing| standing.unit);
            let counted = match &self.onto {
                None => own,
                Some(onto) => {
                    let standing = registry.household_standing(home, placed, onto);
                    standing.and_then(|standing| standing.unit)
                }
            };
            Some((who, own, counted))
        };
        let elsewhere = |who: Who, own: Option<UnitIx>| {
            let onto = self.onto.as_deref();
            let counted = onto.map_or(own, |onto| on_day.unit_of(onto, who));
            Some((who, own, counted))
        };
        match whose {
            Whose::Household(home) => {
                view.is_household(home).then_some(())?;
                at_home(Who::Household(home), home)
            }
            Whose::Person(person) => {
                let stay = view.stay(person)?;
                let who = Who::Resident(person, stay.household, stay.kind);
                at_home(who, stay.household)
            }
            Whose::Team(team) => {
                let known = registry.team(team)?;
                known.spell.holds(on_day.day()).then_some(())?;
                let standing = registry.team_standing(team, on_day.day(), on_day.crossing());
                elsewhere(Who::Team(team), standing.and_then(|own| own.unit))
            }
            Whose::Unit(unit) => {
                on_day.map().position_of(unit)?;
                elsewhere(Who::Unit(unit), Some(unit))
            }
        }
    }
}
