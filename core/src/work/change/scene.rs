//! A rule between two days: the state of each subject on any of them, also while
//! some changes of the day have not happened yet.

use crate::{
    Day, Registry, Result,
    coverage::{Asked, Question, Verdict, Who},
    id::{HouseholdIx, PersonIx, TeamIx, UnitIx},
    place::Crossing,
    registry::{Edge, View},
    rule::{Concrete, Rule, Subject},
};
use std::rc::Rc;

/// A subject, whether it is there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Person(PersonIx),
    Household(HouseholdIx),
    Team(TeamIx),
    Unit(UnitIx),
}

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

/// The days on which units, bodies of units and parameters of the rule change.
pub(super) fn epochs(registry: &Registry, rule: &Rule, from: Day, to: Day) -> Vec<Day> {
    let mut days: Vec<Option<Day>> = Vec::new();
    let settings = rule.parameters.iter().flat_map(|own| &own.values);
    days.extend(settings.flat_map(|own| [own.from, own.until]));
    days.extend(place_days(registry));
    if matches!(rule.subject, Subject::Team | Subject::Unit) {
        days.extend(body_days(registry));
    }
    let mut days: Vec<Day> = days.into_iter().flatten().collect();
    days.retain(|day| from < *day && *day <= to);
    crate::order::Order::order(days.as_mut_slice());
    days.dedup();
    days
}

/// The days on which units change.
pub(super) fn place_days(registry: &Registry) -> Vec<Option<Day>> {
    let mut days: Vec<Option<Day>> = Vec::new();
    for unit in registry
        .unit_ids()
        .iter()
        .filter_map(|ix| registry.unit(ix))
    {
        days.extend([unit.spell.from, unit.spell.until]);
        days.extend(unit.names.iter().map(|named| named.from));
        days.extend(unit.parents.iter().map(|parented| parented.from));
    }
    days.extend(registry.lineage().iter().map(|one| Some(one.day)));
    days
}

/// The days on which teams and committees change.
pub(super) fn body_days(registry: &Registry) -> Vec<Option<Day>> {
    let mut days: Vec<Option<Day>> = Vec::new();
    for team in registry
        .team_ids()
        .iter()
        .filter_map(|ix| registry.team(ix))
    {
        days.extend([team.spell.from, team.spell.until]);
    }
    days.extend(registry.team_moves().map(|(_, moved)| Some(moved.day)));
    let committees = registry.committee_ids().iter();
    for committee in committees.filter_map(|ix| registry.committee(ix)) {
        days.extend([committee.spell.from, committee.spell.until]);
    }
    days
}

/// The rule asked of each epoch in turn.
pub(super) struct Scene<'a> {
    pub registry: &'a Registry,
    /// By the first day of each epoch.
    asked: &'a [Asked<'a>],
    /// The way to the map that both moments are counted on; nothing where each is on
    /// its own.
    onto: Option<Crossing<'a>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        registry: &'a Registry,
        asked: &'a [Asked<'a>],
        question: &Question,
    ) -> Result<Self> {
        let map_day = question.map_day()?;
        // Where no unit changes in between, the days' own map is that of the map's day.
        let is_own = match asked {
            [only] => (only.on_day().day()..=question.day).contains(&map_day),
            _ => false,
        };
        let is_own = is_own || question.map == "then";
        Ok(Self {
            registry,
            asked,
            onto: (!is_own).then(|| registry.crossing(map_day)),
        })
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
            let onto = self.onto.as_ref();
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
