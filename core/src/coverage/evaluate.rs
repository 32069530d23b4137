//! One subject judged by a concrete rule: the explaining side of the rules.

use super::{OnDay, Verdict};
use crate::{
    Day, Error, ErrorKind, Registry, Result,
    event::{
        Code,
        batch::{FlagOwner, SetupOwner},
    },
    id::{CommitteeIx, HouseholdIx, PersonIx, StallIx, TeamIx, UnitIx},
    platform::{PlatformIx, SetupState},
    rule::{Collection, Concrete, Condition, HowMany, Skills},
    skill::{Catalogue, SkillIx},
    team::{Body, Membership},
};

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
    registry: &'a Registry,
    on_day: &'a OnDay<'a>,
    day: Day,
    catalogue_at: usize,
    catalogue: &'a Catalogue,
}

type Known = Option<bool>;

fn all(answers: impl Iterator<Item = Known>) -> Known {
    let mut result = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

fn any(answers: impl Iterator<Item = Known>) -> Known {
    all(answers.map(|answer| answer.map(|held| !held))).map(|held| !held)
}

/// At least so many of some answers: the known suffice, or all together could.
fn at_least(wanted: usize, answers: impl Iterator<Item = Known>, further: bool) -> Known {
    let (mut held, mut open) = (0, 0);
    for answer in answers {
        match answer {
            Some(true) => held += 1,
            None => open += 1,
            Some(false) => {}
        }
    }
    if held >= wanted {
        Some(true)
    } else if further || held + open >= wanted {
        None
    } else {
        Some(false)
    }
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
            catalogue_at,
            catalogue,
        })
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
                let (members, further) = self.members(&many.of, who);
                let wanted = many.at_least.unwrap_or(1) as usize;
                // Further residents of an open household may meet anything.
                at_least(
                    wanted,
                    members.into_iter().map(|member| self.counts(many, member)),
                    further,
                )
            }
            Condition::All(many) => {
                let (members, further) = self.members(&many.of, who);
                let known = all(members.into_iter().map(|member| {
                    any([
                        self.matches(many, member).map(|held| !held),
                        self.does(many, member),
                    ]
                    .into_iter())
                }));
                if further && known == Some(true) {
                    None
                } else {
                    known
                }
            }
            Condition::Share(many) => self.share(many, who),
            Condition::Together { of, skills } => {
                let (members, further) = self.members(of, who);
                let codes = self.skills_of(skills);
                let wanted = skills
                    .at_least
                    .map_or(codes.len(), |wanted| wanted as usize);
                let met = codes.iter().map(|skill| {
                    let known = any(members
                        .iter()
                        .map(|member| self.has_skill(*skill, skills, *member)));
                    if further && known == Some(false) {
                        None
                    } else {
                        known
                    }
                });
                at_least(wanted, met, false)
            }
            Condition::Skills(skills) => {
                let codes = self.skills_of(skills);
                let wanted = skills
                    .at_least
                    .map_or(codes.len(), |wanted| wanted as usize);
                at_least(
                    wanted,
                    codes
                        .iter()
                        .map(|skill| self.has_skill(*skill, skills, who)),
                    false,
                )
            }
            Condition::Age { min, max } => {
                let age = person_of(who)
                    .and_then(|person| self.registry.person(person))?
                    .birth
                    .age_on(self.day)?;
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
                    owner.zip(flag).is_some_and(|(owner, flag)| {
                        self.registry.is_flagged(owner, flag, self.day)
                    }),
                )
            }
            Condition::Platform { any_of, states } => {
                let vocabulary = self.registry.vocabulary();
                any(any_of
                    .iter()
                    .map(|code| self.is_set_up(vocabulary.platform(code)?, states, who)))
            }
            Condition::Advocate { taught_another } => Some(self.is_advocate(*taught_another, who)),
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
                    self.registry.is_listed_on(household, self.day)
                        && self
                            .registry
                            .residents_on(household, self.day)
                            .next()
                            .is_none(),
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

    /// The members of a collection, and whether there may be further ones.
    fn members(&self, of: &Collection, who: Who) -> (Vec<Who>, bool) {
        match (of, who) {
            (Collection::Residents, Who::Household(household)) => (
                self.registry
                    .residents_on(household, self.day)
                    .map(|(person, kind)| Who::Resident(person, household, kind))
                    .collect(),
                !self.registry.is_listed_on(household, self.day),
            ),
            (Collection::Stalls, Who::Household(household)) => (
                self.registry
                    .stalls_on(household, self.day)
                    .map(Who::Stall)
                    .collect(),
                false,
            ),
            (Collection::Members, Who::Team(team)) => (self.seats(Body::Team(team)), false),
            (Collection::Members, Who::Committee(committee)) => {
                (self.seats(Body::Committee(committee)), false)
            }
            (Collection::Teams, Who::Unit(unit)) => {
                let teams = self.on_day.teams_of(unit).iter();
                (teams.map(|team| Who::Team(*team)).collect(), false)
            }
            (Collection::Committees, Who::Unit(unit)) => {
                let committees = self.on_day.committees_of(unit).iter();
                (
                    committees
                        .map(|committee| Who::Committee(*committee))
                        .collect(),
                    false,
                )
            }
            (Collection::Units(level), Who::Unit(unit)) => {
                let wanted = self.registry.vocabulary().find(level);
                let below = self
                    .on_day
                    .map()
                    .units()
                    .get(self.on_day.map().stretch(unit))
                    .into_iter()
                    .flatten();
                let units = below.filter(|below| {
                    **below != unit
                        && self.on_day.map().level(**below) == wanted
                        && wanted.is_some()
                });
                (units.map(|below| Who::Unit(*below)).collect(), false)
            }
            _ => (Vec::new(), false),
        }
    }

    fn seats(&self, body: Body) -> Vec<Who> {
        self.registry
            .members_on(body, self.day)
            .into_iter()
            .map(|(person, seat)| Who::Member(person, seat))
            .collect()
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
        all([matches, self.does(many, member)].into_iter())
    }

    /// Each who matches adds 1 − p if they do, −p if not; an unknown one its
    /// least and its greatest. DESIGN, "Three values".
    fn share(&self, many: &HowMany, who: Who) -> Known {
        let (members, further) = self.members(&many.of, who);
        let wanted = i64::from(many.at_least.unwrap_or(1_000_000));
        let (mut least, mut greatest) = (0_i64, 0_i64);
        for member in members {
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
        }
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

    fn skills_of(&self, skills: &Skills) -> Vec<SkillIx> {
        match &skills.of {
            Some(codes) => codes
                .iter()
                .filter_map(|code| self.registry.vocabulary().skill(self.catalogue_at, code))
                .collect(),
            None => (0..self.catalogue.skills.len())
                .filter_map(|at| SkillIx::new(self.catalogue_at, at))
                .collect(),
        }
    }

    fn has_skill(&self, skill: SkillIx, skills: &Skills, who: Who) -> Known {
        let person = person_of(who)?;
        let wanted = match &skills.level {
            Some(code) => self.catalogue.level(code)?,
            None => self.catalogue.fluent_level(),
        };
        let counted = |how| {
            skills
                .evidence
                .as_ref()
                .is_none_or(|kinds| kinds.contains(&how))
        };
        let found = self
            .registry
            .assessed_on(person, skill, self.day, |found| counted(found.how))?;
        if let Some(most) = skills.max_age_days {
            // Evidence since ever has no age that could be bounded.
            let age = self.day.days_since(found.day?);
            if age > i64::from(most) {
                return None;
            }
        }
        Some(found.level >= wanted)
    }

    fn is_set_up(&self, platform: PlatformIx, states: &[SetupState], who: Who) -> Known {
        let on_time = |setup: &&crate::platform::Setup| {
            setup.platform == platform && setup.day.is_none_or(|day| day <= self.day)
        };
        let found = match who {
            Who::Household(household) => self
                .registry
                .other_setups(SetupOwner::Household(household))
                .filter(on_time)
                .last(),
            Who::Stall(stall) => self
                .registry
                .other_setups(SetupOwner::Stall(stall))
                .filter(on_time)
                .last(),
            other => self
                .registry
                .setups(person_of(other)?)
                .iter()
                .rev()
                .find(on_time),
        };
        found.map(|setup| states.contains(&setup.state))
    }

    fn is_advocate(&self, taught_another: bool, who: Who) -> bool {
        match who {
            Who::Resident(person, household, _) => {
                self.registry
                    .is_advocate_on(person, household, taught_another, self.day)
            }
            _ => false,
        }
    }
}

fn person_of(who: Who) -> Option<PersonIx> {
    match who {
        Who::Resident(person, ..) | Who::Member(person, _) => Some(person),
        _ => None,
    }
}
