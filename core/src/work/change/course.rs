//! The changes of one subject from the last backwards, each with the state that it
//! led from and to.

use super::{
    cause::Cause,
    edges::Edges,
    epochs::Epochs,
    looks::Looks,
    scene::{Scene, State},
    touched::Touched,
    whose::Whose,
    why::why,
};
use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{OnDay, Verdict},
    id::PersonIx,
    registry::Edge,
    rule::{Concrete, Rule, Subject},
};
use std::{borrow::Cow, rc::Rc};

/// A change of a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub cause: Cause,
    pub day: Day,
    pub person: Option<PersonIx>,
    pub before: State,
    pub after: State,
}

/// What courses of all subjects share.
pub(super) struct Stretch<'a> {
    pub scene: &'a Scene<'a>,
    pub rule: &'a Rule,
    /// After this day, and up to the other.
    pub between: (Day, Day),
    pub epochs: &'a Epochs,
    pub maps: &'a [OnDay<'a>],
    /// Whether the earlier moment is known at another instant.
    is_known_otherwise: bool,
    /// What the rule looks at, where that is the same for every unit.
    looks: Option<Looks>,
}

/// What is seen of a state: the count of a subject in a row.
pub(super) type Seen<'s> = &'s dyn Fn(&State) -> Option<Verdict>;

impl<'a> Stretch<'a> {
    pub(super) fn new(
        scene: &'a Scene<'a>,
        rule: &'a Rule,
        between: (Day, Day),
        (epochs, maps): (&'a Epochs, &'a [OnDay<'a>]),
        is_known_otherwise: bool,
    ) -> Result<Self> {
        let mut values = rule.parameters.iter().flat_map(|own| &own.values);
        let looks = match values.any(|value| value.unit.is_some()) {
            true => None,
            false => Some(looks_of(&scene.everywhere()?)),
        };
        Ok(Self {
            scene,
            rule,
            between,
            epochs,
            maps,
            is_known_otherwise,
            looks,
        })
    }

    /// Of whom anything changes, where that is found by one walk: not where time itself
    /// or values of parameters change something, nor where each day is on its own map.
    pub(super) fn touched(&self) -> Option<Touched> {
        let is_of_homes = matches!(self.rule.subject, Subject::Household | Subject::Resident);
        let is_fixed = self.rule.parameters.iter().all(|own| own.values.is_empty());
        let is_one_map = self.epochs.days.is_empty() || self.scene.is_on_one_map();
        let looks = self.looks.as_ref().filter(|looks| looks.is_plain())?;
        let is_found = is_of_homes && is_fixed && is_one_map;
        is_found.then(|| Touched::of(self.scene.registry, looks, self.between))
    }

    /// What the rule looks at where a subject stands on any of the days.
    fn looks(&self, whose: Whose) -> Result<Cow<'_, Looks>> {
        if let Some(looks) = &self.looks {
            return Ok(Cow::Borrowed(looks));
        }
        let mut rules = Vec::new();
        let (from, to) = self.between;
        for day in [from, to]
            .into_iter()
            .chain(self.epochs.days.iter().copied())
        {
            rules.extend(self.scene.concrete(whose, day)?);
        }
        Ok(Cow::Owned(looks_of(&rules)))
    }
}

fn looks_of(rules: &[Rc<Concrete>]) -> Looks {
    let rules: Vec<&Concrete> = rules.iter().map(Rc::as_ref).collect();
    Looks::of(&rules)
}

/// A day of a course.
struct OfDay {
    day: Day,
    before: State,
    after: State,
    edges: Vec<Edge>,
    /// How many of the edges have not been looked at, and the state after them.
    left: usize,
    state: State,
    /// From the last backwards, as far as they have been looked at.
    steps: Vec<Step>,
}

/// The course of a subject, made as far back as it is asked for: from the earlier moment
/// as it was known, to how that day is known at the later one, and on from change to
/// change.
pub(super) struct Course<'a> {
    stretch: &'a Stretch<'a>,
    whose: Option<Whose>,
    first: State,
    /// Changes by day and order.
    edges: Vec<(Day, Edge)>,
    /// From the last backwards.
    days: Vec<OfDay>,
    /// How many of the edges have not been looked at.
    left: usize,
    /// The state after them.
    state: State,
}

impl<'a> Course<'a> {
    pub(super) fn new(
        stretch: &'a Stretch<'a>,
        whose: Whose,
        [first, last]: [State; 2],
    ) -> Result<Self> {
        let looks = stretch.looks(whose)?;
        let (registry, between) = (stretch.scene.registry, stretch.between);
        let (epochs, maps) = (&stretch.epochs.days, stretch.maps);
        let edges = Edges::of(registry, whose, between, &looks, epochs, maps);
        Ok(Self {
            stretch,
            whose: Some(whose),
            first,
            left: edges.len(),
            edges,
            days: Vec::new(),
            state: last,
        })
    }

    /// That of a subject of which the later moment knows nothing.
    pub(super) fn unknown(stretch: &'a Stretch<'a>, first: State) -> Self {
        Self {
            stretch,
            whose: None,
            first,
            edges: Vec::new(),
            days: Vec::new(),
            left: 0,
            state: None,
        }
    }

    /// The last change that altered what is seen of the states. What a day alters and
    /// alters back is none of its changes.
    pub(super) fn last(&mut self, seen: Seen<'_>) -> Result<Step> {
        let mut at = 0;
        loop {
            while let Some(day) = self.days.get(at) {
                if seen(&day.before) != seen(&day.after) {
                    let altering = |step: &&Step| seen(&step.before) != seen(&step.after);
                    loop {
                        let day = self.days.get(at);
                        let known = day.and_then(|day| day.steps.iter().find(altering));
                        if let Some(step) = known {
                            return Ok(*step);
                        }
                        if !self.look_further(at)? {
                            break;
                        }
                    }
                }
                at += 1;
            }
            if !self.look_back()? {
                return self.corrected(seen);
            }
        }
    }

    /// What comes before all changes: that the first day is known otherwise.
    fn corrected(&self, seen: Seen<'_>) -> Result<Step> {
        let (before, after) = (self.first, self.state);
        if !self.stretch.is_known_otherwise || seen(&before) == seen(&after) {
            return Err(Error::new(ErrorKind::Panicked).found("a change without a cause"));
        }
        Ok(Step {
            cause: Cause::Corrected,
            day: self.stretch.between.0,
            person: None,
            before,
            after,
        })
    }

    /// Looks at the last day whose changes have not been looked at; says whether there
    /// was one.
    fn look_back(&mut self) -> Result<bool> {
        let last = self.left.checked_sub(1).and_then(|at| self.edges.get(at));
        let Some(((day, _), whose)) = last.zip(self.whose) else {
            return Ok(false);
        };
        let day = *day;
        let start = self.edges.partition_point(|(own, _)| *own < day);
        let of_day = self.edges.get(start..self.left).unwrap_or(&[]);
        let edges: Vec<Edge> = of_day.iter().map(|(_, edge)| *edge).collect();
        self.left = start;
        // Before the first of all changes it is as on the first day.
        let before = match start {
            0 if !self.stretch.is_known_otherwise => self.first,
            _ => self.stretch.scene.state(whose, day.before(), &[])?,
        };
        let after = core::mem::replace(&mut self.state, before);
        if before != after {
            self.days.push(OfDay {
                day,
                before,
                after,
                left: edges.len(),
                edges,
                state: after,
                steps: Vec::new(),
            });
        }
        Ok(true)
    }

    /// Looks at one more change of a day that altered the state; says whether there was
    /// one.
    fn look_further(&mut self, at: usize) -> Result<bool> {
        let Some((of_day, whose)) = self.days.get_mut(at).zip(self.whose) else {
            return Ok(false);
        };
        let scene = self.stretch.scene;
        while let Some(left) = of_day.left.checked_sub(1) {
            of_day.left = left;
            let hidden = of_day.edges.get(left..).unwrap_or(&[]);
            let before = match left {
                0 => of_day.before,
                _ => scene.state(whose, of_day.day, hidden)?,
            };
            let Some(edge) = hidden.first().filter(|_| before != of_day.state) else {
                continue;
            };
            let asked = (self.stretch.rule, self.stretch.epochs);
            let whose = (whose, self.stretch.between.0);
            let (cause, person) = why(scene.registry, asked, whose, of_day.day, edge);
            of_day.steps.push(Step {
                cause,
                day: of_day.day,
                person,
                before,
                after: core::mem::replace(&mut of_day.state, before),
            });
            return Ok(true);
        }
        Ok(false)
    }
}
