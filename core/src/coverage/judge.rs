//! One subject judged by a concrete rule: the explaining side of the rules.

use super::{
    OnDay, Verdict,
    kleene::{AtLeast, Known, all, any},
};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    event::{Code, batch::FlagOwner},
    id::{CommitteeIx, HouseholdIx, PersonIx, StallIx, TeamIx, UnitIx},
    registry::{Edge, View},
    rule::{Concrete, Condition, HowMany},
    skill::Catalogue,
    team::Membership,
};
use core::ops::ControlFlow;

/// What a condition is asked of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Who {
    /// A resident, counted in a household with a kind of residence.
    Resident(PersonIx, HouseholdIx, Code),
    /// A household.
    Household(HouseholdIx),
    /// A stall.
    Stall(StallIx),
    /// A team.
    Team(TeamIx),
    /// A steering committee.
    Committee(CommitteeIx),
    /// Somebody in a seat.
    Member(PersonIx, Membership),
    /// A unit.
    Unit(UnitIx),
}

/// What answers the conditions of concrete rules on a day.
pub struct Judge<'a> {
    pub(super) registry: &'a Registry,
    pub(super) on_day: &'a OnDay<'a>,
    pub(super) day: Day,
    pub(super) view: View<'a>,
    pub(super) catalogue_at: usize,
    pub(super) catalogue: &'a Catalogue,
}

impl<'a> Judge<'a> {
    /// Binds the codes of a catalogue.
    pub(super) fn new(on_day: &'a OnDay<'a>, catalogue: &str) -> Result<Self> {
        let registry = on_day.registry();
        let vocabulary = registry.vocabulary();
        let (catalogue_at, catalogue) = vocabulary.catalogue(catalogue).ok_or_else(|| {
            let known: Vec<&str> = vocabulary
                .catalogues()
                .iter()
                .map(|known| known.code.as_str())
                .collect();
            Error::new(ErrorKind::UnknownCatalogue)
                .found(catalogue)
                .expected(known.join(", "))
                .path("/catalogue")
        })?;
        Ok(Self {
            registry,
            on_day,
            day: on_day.day(),
            view: View::new(registry, on_day.day(), &[]),
            catalogue_at,
            catalogue,
        })
    }

    /// The same on another day of the same places, while some changes of that day
    /// have not happened yet.
    pub(crate) fn before<'h>(&'h self, day: Day, hidden: &'h [Edge]) -> Judge<'h> {
        Judge {
            registry: self.registry,
            on_day: self.on_day,
            day,
            view: View::new(self.registry, day, hidden),
            catalogue_at: self.catalogue_at,
            catalogue: self.catalogue,
        }
    }

    /// The skill catalogue of the rule.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// Where a subject goes.
    pub fn verdict(&self, rule: &Concrete, who: Who) -> Verdict {
        let population = rule
            .population
            .as_ref()
            .map_or(Some(true), |condition| self.holds(condition, who));
        if population != Some(true) {
            return Verdict::of(population, None, None);
        }
        let excluded = rule
            .exclusions
            .as_ref()
            .map_or(Some(false), |condition| self.holds(condition, who));
        if excluded != Some(false) {
            return Verdict::of(population, excluded, None);
        }
        Verdict::of(population, excluded, self.holds(&rule.requirement, who))
    }

    /// Whether a condition holds; an absent answer is *unknown* (Kleene).
    pub fn holds(&self, condition: &Condition, who: Who) -> Known {
        match condition {
            Condition::AllOf(list) => return all(list.iter().map(|inner| self.holds(inner, who))),
            Condition::AnyOf(list) => return any(list.iter().map(|inner| self.holds(inner, who))),
            Condition::Not(inner) => return self.holds(inner, who).map(|held| !held),
            // No bound at all is no condition, not even where no birth is known.
            Condition::Age {
                min: None,
                max: None,
            } => return Some(true),
            _ => {}
        }
        match condition {
            Condition::Some(many) => {
                let mut found = AtLeast::new(many.at_least.unwrap_or(1) as usize);
                let further = self.each_of(&many.of, who, |member| {
                    found.take(self.counts(many, member))
                });
                // Further residents of an open household may meet anything.
                found.answer(further)
            }
            Condition::All(many) => {
                let mut known = Some(true);
                let further = self.each_of(&many.of, who, |member| {
                    let fails = self.matches(many, member).map(|held| !held);
                    let answer = match fails {
                        Some(true) => fails,
                        _ => any([fails, self.does(many, member)]),
                    };
                    known = all([known, answer]);
                    if known == Some(false) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                });
                known.filter(|held| !(further && *held))
            }
            Condition::Share(many) => self.share(many, who),
            Condition::Together { of, skills } => self.together(of, skills, who),
            Condition::Skills(skills) => self.has_skills(skills, who),
            Condition::Age { min, max } => {
                let age = person_of(who)
                    .and_then(|person| self.registry.person(person))?
                    .birth
                    .age_on(self.view.age_day())?;
                Some(
                    min.is_none_or(|min| age >= i32::from(min))
                        && max.is_none_or(|max| age <= i32::from(max)),
                )
            }
            Condition::Sex(sex) => {
                let known = person_of(who)
                    .and_then(|person| self.registry.person(person))?
                    .sex;
                (known != crate::person::Sex::Unknown).then_some(known == *sex)
            }
            Condition::Residence(kinds) => match who {
                Who::Resident(_, _, kind) => Some(self.is_one_of(kind, kinds)),
                _ => Some(false),
            },
            Condition::Flag(code) => {
                let owner = match who {
                    Who::Household(household) => Some(FlagOwner::Household(household)),
                    other => person_of(other).map(FlagOwner::Person),
                };
                let flag = self.registry.vocabulary().flag(code);
                Some(
                    owner
                        .zip(flag)
                        .is_some_and(|(owner, flag)| self.view.is_flagged(owner, flag)),
                )
            }
            Condition::Platform { any_of, states } => {
                let vocabulary = self.registry.vocabulary();
                any(any_of
                    .iter()
                    .map(|code| self.is_set_up(vocabulary.platform(code)?, states, who)))
            }
            Condition::Advocate { taught_another } => match who {
                Who::Resident(person, household, _) => {
                    Some(self.view.is_advocate(person, household, *taught_another))
                }
                _ => Some(false),
            },
            Condition::Role(roles) => match who {
                Who::Member(_, seat) => Some(self.is_one_of(seat.role, roles)),
                _ => Some(false),
            },
            Condition::Force(forces) => match who {
                Who::Member(_, seat) => Some(self.is_one_of(seat.force, forces)),
                _ => Some(false),
            },
            Condition::Kind(kinds) => match who {
                Who::Household(household) => {
                    let kind = self.registry.household(household)?.opened.kind;
                    Some(self.is_one_of(kind, kinds))
                }
                Who::Unit(unit) => {
                    let kind = self.registry.unit(unit)?.kind_on(self.day);
                    Some(kinds.iter().any(|known| known == kind))
                }
                _ => Some(false),
            },
            Condition::Level(levels) => {
                let unit = match who {
                    Who::Unit(unit) => Some(unit),
                    Who::Team(team) => self.on_day.team_unit(team),
                    Who::Committee(committee) => self.on_day.committee_unit(committee),
                    _ => None,
                };
                let level = unit.and_then(|unit| self.on_day.map().level(unit));
                Some(level.is_some_and(|level| self.is_one_of(level, levels)))
            }
            Condition::Empty => match who {
                Who::Household(household) => Some(
                    self.view.is_listed(household)
                        && self.view.residents(household).next().is_none(),
                ),
                _ => Some(false),
            },
            Condition::AllOf(_) | Condition::AnyOf(_) | Condition::Not(_) => None,
        }
    }

    fn is_one_of(&self, code: Code, texts: &[String]) -> bool {
        let text = self.registry.vocabulary().text(code);
        texts.iter().any(|known| known == text)
    }

    fn matches(&self, many: &HowMany, member: Who) -> Known {
        many.matching
            .as_ref()
            .map_or(Some(true), |condition| self.holds(condition, member))
    }

    fn does(&self, many: &HowMany, member: Who) -> Known {
        many.who
            .as_ref()
            .map_or(Some(true), |condition| self.holds(condition, member))
    }

    fn counts(&self, many: &HowMany, member: Who) -> Known {
        let matches = self.matches(many, member);
        if matches == Some(false) {
            return matches;
        }
        all([matches, self.does(many, member)])
    }

    /// Each who matches adds 1 − p if they do, −p if not; an unknown one its
    /// least and its greatest. DESIGN, "Three values".
    fn share(&self, many: &HowMany, who: Who) -> Known {
        let wanted = i64::from(many.at_least.unwrap_or(1_000_000));
        let (mut least, mut greatest) = (0_i64, 0_i64);
        let further = self.each_of(&many.of, who, |member| {
            let gives = match self.does(many, member) {
                Some(true) => (1_000_000 - wanted, 1_000_000 - wanted),
                Some(false) => (-wanted, -wanted),
                None => (-wanted, 1_000_000 - wanted),
            };
            match self.matches(many, member) {
                Some(true) => {
                    least += gives.0;
                    greatest += gives.1;
                }
                Some(false) => {}
                None => {
                    least += gives.0.min(0);
                    greatest += gives.1.max(0);
                }
            }
            ControlFlow::Continue(())
        });
        if further {
            // More residents can only break a share of all, never mend it.
            return if wanted == 1_000_000 && greatest < 0 {
                Some(false)
            } else {
                None
            };
        }
        if least >= 0 {
            Some(true)
        } else if greatest < 0 {
            Some(false)
        } else {
            None
        }
    }
}

pub(super) fn person_of(who: Who) -> Option<PersonIx> {
    match who {
        Who::Resident(person, ..) | Who::Member(person, _) => Some(person),
        _ => None,
    }
}
