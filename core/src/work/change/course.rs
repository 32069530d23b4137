//! The changes of one subject from the last backwards, each with the state that it
//! led from and to.

use super::{
    cause::Cause,
    edges::{Clocks, Edges},
    scene::{Scene, State, Whose},
    why::why,
};
use crate::{
    Day, Error, ErrorKind, Result, coverage::OnDay, id::PersonIx, registry::Edge, rule::Rule,
};

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
    pub epochs: &'a [Day],
    pub maps: &'a [OnDay<'a>],
}

/// The course of a subject, made as far back as it is asked for.
pub(super) struct Course<'a> {
    stretch: &'a Stretch<'a>,
    whose: Whose,
    /// Changes by day and order.
    edges: Vec<(Day, Edge)>,
    /// By day from the last backwards, and within each from its last change.
    days: Vec<Vec<Step>>,
    /// How many of the edges have not been looked at.
    left: usize,
    /// The state after them.
    state: State,
}

impl<'a> Course<'a> {
    pub(super) fn new(stretch: &'a Stretch<'a>, whose: Whose, last: State) -> Result<Self> {
        let (from, to) = stretch.between;
        let scene = stretch.scene;
        let mut rules = Vec::new();
        for day in [from, to].into_iter().chain(stretch.epochs.iter().copied()) {
            rules.extend(scene.concrete(whose, day)?);
        }
        let rules: Vec<_> = rules.iter().map(core::ops::Deref::deref).collect();
        let clocks = Clocks::of(&rules);
        let (epochs, maps) = (stretch.epochs, stretch.maps);
        let edges = Edges::of(scene.registry, whose, (from, to), clocks, epochs, maps);
        Ok(Self {
            stretch,
            whose,
            left: edges.len(),
            edges,
            days: Vec::new(),
            state: last,
        })
    }

    /// The last change that altered what `seen` sees of the states. What a day alters
    /// and alters back is none of its changes.
    pub(super) fn last<T: PartialEq>(&mut self, seen: impl Fn(&State) -> T) -> Result<Step> {
        let mut at = 0;
        loop {
            while let Some(day) = self.days.get(at) {
                let ends = day.last().zip(day.first());
                let altered =
                    ends.is_some_and(|(first, last)| seen(&first.before) != seen(&last.after));
                let altering = |step: &&Step| seen(&step.before) != seen(&step.after);
                if altered && let Some(step) = day.iter().find(altering) {
                    return Ok(*step);
                }
                at += 1;
            }
            if !self.look_back()? {
                let found = format!("no cause of a change: {:?}", self.whose);
                return Err(Error::new(ErrorKind::Panicked).found(found));
            }
        }
    }

    /// Looks at the changes of the last day that has not been looked at; says whether
    /// there was one.
    fn look_back(&mut self) -> Result<bool> {
        let Some((day, _)) = self.left.checked_sub(1).and_then(|at| self.edges.get(at)) else {
            return Ok(false);
        };
        let day = *day;
        let start = self.edges.partition_point(|(own, _)| *own < day);
        let of_day = self.edges.get(start..self.left).unwrap_or(&[]);
        let of_day: Vec<Edge> = of_day.iter().map(|(_, edge)| *edge).collect();
        self.left = start;
        let scene = self.stretch.scene;
        let before_day = scene.state(self.whose, day.before(), &[])?;
        if before_day == self.state {
            return Ok(true);
        }
        let mut steps = Vec::new();
        for (at, edge) in of_day.iter().enumerate().rev() {
            let before = match at {
                0 => before_day,
                _ => scene.state(self.whose, day, of_day.get(at..).unwrap_or(&[]))?,
            };
            if before == self.state {
                continue;
            }
            let (rule, since) = (self.stretch.rule, self.stretch.between.0);
            let (cause, person) = why(scene.registry, rule, (self.whose, since), day, edge);
            steps.push(Step {
                cause,
                day,
                person,
                before,
                after: self.state,
            });
            self.state = before;
        }
        self.days.push(steps);
        Ok(true)
    }
}
