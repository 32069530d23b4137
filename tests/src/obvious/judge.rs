//! Conditions in three values, each from the sentence of the design that says what
//! it means. An answer that is absent is *unknown*.

use super::world::{Body, Owner, Seat, World};
use noidai::{
    Day,
    coverage::Verdict,
    person::Sex,
    platform::SetupState,
    rule::{Collection, Concrete, Condition, HowMany, Skills},
    skill::Catalogue,
};

/// What a condition is asked of.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    Household(usize),
    /// A person in a household with a kind of residence.
    Resident(usize, usize, &'static str),
    Stall(usize),
    Team(usize),
    Committee(usize),
    Member(&'a Seat),
    Unit(usize),
}

impl Thing<'_> {
    fn person(self) -> Option<usize> {
        match self {
            Self::Resident(person, ..) => Some(person),
            Self::Member(seat) => Some(seat.person),
            _ => None,
        }
    }
}

pub struct Judge<'a> {
    pub world: &'a World,
    pub day: Day,
    pub catalogue: &'a Catalogue,
    /// Its position among the catalogues.
    pub at: usize,
}

type Known = Option<bool>;

/// Kleene: one false decides, else one unknown.
fn and(answers: &[Known]) -> Known {
    if answers.contains(&Some(false)) {
        Some(false)
    } else if answers.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// Kleene: one true decides, else one unknown.
fn or(answers: &[Known]) -> Known {
    if answers.contains(&Some(true)) {
        Some(true)
    } else if answers.contains(&None) {
        None
    } else {
        Some(false)
    }
}

fn not(answer: Known) -> Known {
    answer.map(|held| !held)
}

/// "True if the known suffice", false if not even all the unknown ones would.
fn at_least(count: usize, answers: &[Known], any_number_more: bool) -> Known {
    let held = answers.iter().filter(|one| **one == Some(true)).count();
    let not_false = answers.iter().filter(|one| **one != Some(false)).count();
    match () {
        () if held >= count => Some(true),
        () if not_false >= count || any_number_more => None,
        () => Some(false),
    }
}

impl<'a> Judge<'a> {
    /// "Population first: false is *outside*, unknown is *undetermined*; then
    /// exclusion: true is *excluded*, unknown is undetermined; then the requirement."
    pub fn verdict(&self, rule: &Concrete, thing: Thing<'a>) -> Verdict {
        let population = match &rule.population {
            None => Some(true),
            Some(condition) => self.holds(condition, thing),
        };
        let excluded = match &rule.exclusions {
            None => Some(false),
            Some(condition) => self.holds(condition, thing),
        };
        let required = self.holds(&rule.requirement, thing);
        match population {
            Some(false) => return Verdict::Outside,
            None => return Verdict::Undetermined,
            Some(true) => {}
        }
        match excluded {
            Some(true) => return Verdict::Excluded,
            None => return Verdict::Undetermined,
            Some(false) => {}
        }
        match required {
            Some(true) => Verdict::Covered,
            Some(false) => Verdict::NotCovered,
            None => Verdict::NotAssessed,
        }
    }

    fn holds(&self, condition: &Condition, thing: Thing<'a>) -> Known {
        let (world, day) = (self.world, self.day);
        match condition {
            Condition::AllOf(list) => and(&self.each(list, thing)),
            Condition::AnyOf(list) => or(&self.each(list, thing)),
            Condition::Not(inner) => not(self.holds(inner, thing)),
            Condition::Some(many) => {
                let (all, open) = self.collection(&many.of, thing);
                let answers: Vec<Known> = all
                    .into_iter()
                    .map(|one| and(&[self.matches(many, one), self.does(many, one)]))
                    .collect();
                at_least(many.at_least.unwrap_or(1) as usize, &answers, open)
            }
            Condition::All(many) => {
                let (all, open) = self.collection(&many.of, thing);
                let mut answers: Vec<Known> = all
                    .into_iter()
                    .map(|one| or(&[not(self.matches(many, one)), self.does(many, one)]))
                    .collect();
                if open {
                    // "False if a known one fails, else unknown."
                    answers.push(None);
                }
                and(&answers)
            }
            Condition::Share(many) => self.share(many, thing),
            Condition::Together { of, skills } => {
                let (all, open) = self.collection(of, thing);
                let between = |skill: &usize| {
                    let mut answers: Vec<Known> = all
                        .iter()
                        .map(|one| self.is_able(one.person()?, *skill, skills))
                        .collect();
                    if open {
                        answers.push(None);
                    }
                    or(&answers)
                };
                let wanted = self.skills(skills);
                let answers: Vec<Known> = wanted.iter().map(between).collect();
                let count = skills.at_least.map_or(wanted.len(), |count| count as usize);
                at_least(count, &answers, false)
            }
            Condition::Skills(skills) => {
                let person = thing.person()?;
                let wanted = self.skills(skills);
                let answers: Vec<Known> = wanted
                    .iter()
                    .map(|skill| self.is_able(person, *skill, skills))
                    .collect();
                let count = skills.at_least.map_or(wanted.len(), |count| count as usize);
                at_least(count, &answers, false)
            }
            // Without bounds it asks nothing.
            Condition::Age {
                min: None,
                max: None,
            } => Some(true),
            Condition::Age { min, max } => {
                let birth = world.people[thing.person()?].birth.counted_as()?;
                // "Age is completed years on the day asked about (born on 29 February:
                // on 1 March in common years)": days of a year compare as pairs.
                let mut age = day.year() - birth.year();
                if (day.month(), day.day_of_month()) < (birth.month(), birth.day_of_month()) {
                    age -= 1;
                }
                let old_enough = min.is_none_or(|min| i32::from(min) <= age);
                let young_enough = max.is_none_or(|max| age <= i32::from(max));
                Some(old_enough && young_enough)
            }
            Condition::Sex(sex) => match world.people[thing.person()?].sex {
                Sex::Unknown => None,
                known => Some(known == *sex),
            },
            Condition::Residence(kinds) => match thing {
                Thing::Resident(_, _, kind) => Some(kinds.iter().any(|known| known == kind)),
                _ => None,
            },
            // "A flag that is not present is false."
            Condition::Flag(flag) => {
                let owner = match thing {
                    Thing::Household(household) => Owner::Household(household),
                    other => Owner::Person(other.person()?),
                };
                Some(
                    world
                        .flags
                        .iter()
                        .any(|row| row.owner == owner && row.flag == flag && row.spell.holds(day)),
                )
            }
            Condition::Platform { any_of, states } => {
                let answers: Vec<Known> = any_of
                    .iter()
                    .map(|platform| self.is_set_up(platform, states, thing))
                    .collect();
                or(&answers)
            }
            Condition::Advocate { taught_another } => match thing {
                Thing::Resident(person, household, _) => {
                    let named = world
                        .advocates
                        .iter()
                        .any(|(one, spell)| *one == person && spell.holds(day));
                    let taught = world.teachings.iter().any(|row| {
                        row.person == person
                            && row.learner != person
                            && row.day.is_none_or(|on| on <= day)
                            && world
                                .residents(household, day)
                                .iter()
                                .any(|(resident, _)| *resident == row.learner)
                    });
                    Some(named && (taught || !taught_another))
                }
                _ => None,
            },
            Condition::Role(roles) => match thing {
                Thing::Member(seat) => Some(roles.iter().any(|role| role == seat.role)),
                _ => None,
            },
            Condition::Force(forces) => match thing {
                Thing::Member(seat) => Some(forces.iter().any(|force| force == seat.force)),
                _ => None,
            },
            Condition::Kind(kinds) => {
                let kind = match thing {
                    Thing::Household(household) => world.households[household].kind,
                    Thing::Unit(unit) => world.units[unit].kind,
                    _ => return None,
                };
                Some(kinds.iter().any(|known| known == kind))
            }
            Condition::Level(levels) => {
                let unit = match thing {
                    Thing::Unit(unit) => unit,
                    Thing::Team(team) => world.teams[team].unit,
                    Thing::Committee(committee) => world.committees[committee].0,
                    _ => return None,
                };
                let level = world.units[unit].level;
                let there = world.unit_exists(unit, day);
                Some(there && levels.iter().any(|known| known == level))
            }
            // "Listed and empty is empty."
            Condition::Empty => match thing {
                Thing::Household(household) => Some(
                    !world.is_open(household, day) && world.residents(household, day).is_empty(),
                ),
                _ => None,
            },
        }
    }

    fn each(&self, list: &[Condition], thing: Thing<'a>) -> Vec<Known> {
        let each = list.iter();
        each.map(|condition| self.holds(condition, thing)).collect()
    }

    fn matches(&self, many: &HowMany, one: Thing<'a>) -> Known {
        match &many.matching {
            None => Some(true),
            Some(condition) => self.holds(condition, one),
        }
    }

    fn does(&self, many: &HowMany, one: Thing<'a>) -> Known {
        match &many.who {
            None => Some(true),
            Some(condition) => self.holds(condition, one),
        }
    }

    /// "A share with unknowns: each resident adds 1−p, −p or 0, an unknown one its
    /// least and its greatest; true if the least sum ≥ 0, false if the greatest < 0."
    fn share(&self, many: &HowMany, thing: Thing<'a>) -> Known {
        let p = i128::from(many.at_least.unwrap_or(1_000_000));
        let (all, open) = self.collection(&many.of, thing);
        let can_be = |answer: Known| match answer {
            Some(known) => vec![known],
            None => vec![false, true],
        };
        let mut least = 0;
        let mut greatest = 0;
        for one in all {
            let mut adds = Vec::new();
            for matches in can_be(self.matches(many, one)) {
                for does in can_be(self.does(many, one)) {
                    adds.push(match (matches, does) {
                        (true, true) => 1_000_000 - p,
                        (true, false) => -p,
                        (false, _) => 0,
                    });
                }
            }
            least += adds.iter().min().unwrap();
            greatest += adds.iter().max().unwrap();
        }
        if open {
            // "A share below 100 % is unknown"; one of 100 % is "all".
            let a_known_one_fails = greatest < 0;
            return (p == 1_000_000 && a_known_one_fails).then_some(false);
        }
        match () {
            () if least >= 0 => Some(true),
            () if greatest < 0 => Some(false),
            () => None,
        }
    }

    /// What a quantifier ranges over, and whether there are any number more.
    fn collection(&self, of: &Collection, thing: Thing<'a>) -> (Vec<Thing<'a>>, bool) {
        let (world, day) = (self.world, self.day);
        let found = match (of, thing) {
            (Collection::Residents, Thing::Household(household)) => {
                let residents = world.residents(household, day).into_iter();
                let each = residents.map(|(person, kind)| Thing::Resident(person, household, kind));
                return (each.collect(), world.is_open(household, day));
            }
            (Collection::Stalls, Thing::Household(household)) => (0..world.stalls.len())
                .filter(|stall| {
                    let (owner, spell) = world.stalls[*stall];
                    owner == household && spell.holds(day)
                })
                .map(Thing::Stall)
                .collect(),
            (Collection::Members, Thing::Team(team)) => self.seats(Body::Team(team)),
            (Collection::Members, Thing::Committee(committee)) => {
                self.seats(Body::Committee(committee))
            }
            (Collection::Teams, Thing::Unit(unit)) => (0..world.teams.len())
                .filter(|team| {
                    world.teams[*team].unit == unit && world.teams[*team].spell.holds(day)
                })
                .map(Thing::Team)
                .collect(),
            (Collection::Committees, Thing::Unit(unit)) => (0..world.committees.len())
                .filter(|committee| {
                    let (own, spell) = world.committees[*committee];
                    own == unit && spell.holds(day)
                })
                .map(Thing::Committee)
                .collect(),
            (Collection::Units(level), Thing::Unit(unit)) => (0..world.units.len())
                .filter(|below| {
                    *below != unit
                        && world.unit_exists(*below, day)
                        && world.units[*below].level == level
                        && world.upwards(*below, day).contains(&unit)
                })
                .map(Thing::Unit)
                .collect(),
            _ => Vec::new(),
        };
        (found, false)
    }

    fn seats(&self, body: Body) -> Vec<Thing<'a>> {
        let members = self.world.members(body, self.day).into_iter();
        members.map(Thing::Member).collect()
    }

    /// Positions of the skills asked for.
    fn skills(&self, skills: &Skills) -> Vec<usize> {
        let all = &self.catalogue.skills;
        match &skills.of {
            None => (0..all.len()).collect(),
            Some(codes) => {
                let at = |code: &String| all.iter().position(|skill| skill.code == *code);
                codes.iter().map(|code| at(code).unwrap()).collect()
            }
        }
    }

    /// "The latest on or before the day, of the kinds that the rule names, holds;
    /// none is unknown. Day − evidence ≤ d; older evidence is *unknown*."
    fn is_able(&self, person: usize, skill: usize, asked: &Skills) -> Known {
        let mut latest: Option<&super::world::Assessment> = None;
        for one in &self.world.assessments {
            let of_kind = asked
                .evidence
                .as_ref()
                .is_none_or(|kinds| kinds.contains(&one.how));
            if (one.person, one.catalogue, one.skill) == (person, self.at, skill)
                && one.day.is_none_or(|on| on <= self.day)
                && of_kind
                && latest.is_none_or(|known| known.day < one.day)
            {
                latest = Some(one);
            }
        }
        let latest = latest?;
        if let Some(most) = asked.max_age_days
            && self.day.days_since(latest.day?) > i64::from(most)
        {
            return None;
        }
        let level = asked.level.as_ref().unwrap_or(&self.catalogue.fluent);
        let mut ladder = self.catalogue.levels.iter();
        let wanted = ladder.position(|known| known.code == *level).unwrap();
        Some(usize::from(latest.level) >= wanted)
    }

    /// "A platform is set up, asked and absent, or unknown; no record is unknown."
    fn is_set_up(&self, platform: &str, states: &[SetupState], thing: Thing<'a>) -> Known {
        let owner = match thing {
            Thing::Household(household) => Owner::Household(household),
            Thing::Stall(stall) => Owner::Stall(stall),
            other => Owner::Person(other.person()?),
        };
        let mut latest: Option<&super::world::Setup> = None;
        for one in &self.world.setups {
            if one.owner == owner
                && one.platform == platform
                && one.day.is_none_or(|on| on <= self.day)
                && latest.is_none_or(|known| known.day < one.day)
            {
                latest = Some(one);
            }
        }
        Some(states.contains(&latest?.state))
    }
}
