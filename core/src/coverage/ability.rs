//! What somebody is able to do and what is set up, by the latest evidence.

use super::{
    Judge, Who,
    judge::person_of,
    kleene::{AtLeast, Known, any},
};
use crate::{
    event::batch::SetupOwner,
    platform::{PlatformIx, Setup, SetupState},
    rule::{Collection, Skills},
    skill::{Catalogue, SkillIx},
};
use core::ops::ControlFlow;

/// The skills of a condition, its words found in the catalogue.
struct Wanted<'a> {
    asked: &'a Skills,
    catalogue: &'a Catalogue,
    catalogue_at: usize,
    /// Least level; nothing where the ladder has no such level.
    level: Option<u8>,
    /// How many skills are asked about.
    count: usize,
    /// How many of them are needed.
    at_least: usize,
}

impl<'a> Wanted<'a> {
    fn new(asked: &'a Skills, catalogue: &'a Catalogue, catalogue_at: usize) -> Self {
        let listed = asked.of.as_ref();
        let count = listed.map_or(catalogue.skills.len(), Vec::len);
        let level = asked.level.as_deref().unwrap_or(&catalogue.fluent);
        Self {
            asked,
            catalogue,
            catalogue_at,
            level: catalogue.level(level),
            count,
            at_least: asked.at_least.map_or(count, |wanted| wanted as usize),
        }
    }

    fn skills(&self) -> impl Iterator<Item = SkillIx> + '_ {
        (0..self.count).filter_map(|at| {
            let position = match &self.asked.of {
                Some(codes) => self.catalogue.skill(codes.get(at)?)?,
                None => at,
            };
            SkillIx::new(self.catalogue_at, position)
        })
    }
}

impl Judge<'_> {
    fn wanted<'s>(&'s self, skills: &'s Skills) -> Wanted<'s> {
        Wanted::new(skills, self.catalogue, self.catalogue_at)
    }

    /// Somebody has so many of the skills.
    pub(super) fn has_skills(&self, skills: &Skills, who: Who) -> Known {
        let wanted = self.wanted(skills);
        let answers = wanted
            .skills()
            .map(|skill| self.is_able(&wanted, skill, who));
        AtLeast::over(wanted.at_least, wanted.count, answers)
    }

    /// So many of the skills are there between the members of a collection.
    pub(super) fn together(&self, of: &Collection, skills: &Skills, who: Who) -> Known {
        let mut members = Vec::new();
        let further = self.each_of(of, who, |member| {
            members.push(member);
            ControlFlow::Continue(())
        });
        let wanted = self.wanted(skills);
        let answers = wanted.skills().map(|skill| {
            let each = members.iter();
            let known = any(each.map(|member| self.is_able(&wanted, skill, *member)));
            // A further resident may have what no known one has.
            known.filter(|held| *held || !further)
        });
        AtLeast::over(wanted.at_least, wanted.count, answers)
    }

    /// The latest on or before the day, of the kinds that the rule names, holds; too
    /// old or none is unknown. DESIGN, "Evidence".
    fn is_able(&self, wanted: &Wanted<'_>, skill: SkillIx, who: Who) -> Known {
        let person = person_of(who)?;
        let level = wanted.level?;
        let kinds = wanted.asked.evidence.as_ref();
        let found = self.view.assessed(person, skill, |found| {
            kinds.is_none_or(|kinds| kinds.contains(&found.how))
        })?;
        if let Some(most) = wanted.asked.max_age_days {
            // Evidence since ever has no age that could be bounded.
            let age = self.view.evidence_day().days_since(found.day?);
            if age > i64::from(most) {
                return None;
            }
        }
        Some(found.level >= level)
    }

    /// The latest record on or before the day holds; none is unknown.
    pub(super) fn is_set_up(&self, platform: PlatformIx, states: &[SetupState], who: Who) -> Known {
        let on_time = |owner: SetupOwner, setup: &Setup| {
            setup.platform == platform && self.view.is_set_up_by(owner, setup)
        };
        let other = |owner| {
            let found = self.registry.other_setups(owner);
            found.filter(|setup| on_time(owner, setup)).last()
        };
        let found = match who {
            Who::Household(household) => other(SetupOwner::Household(household)),
            Who::Stall(stall) => other(SetupOwner::Stall(stall)),
            who => {
                let person = person_of(who)?;
                let owner = SetupOwner::Person(person);
                let own = self.registry.setups(person);
                own.iter().rev().find(|setup| on_time(owner, setup))
            }
        };
        found.map(|setup| states.contains(&setup.state))
    }
}
