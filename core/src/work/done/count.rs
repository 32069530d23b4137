//! The counts of what was done.

use super::item::{Item, Stratum};
use crate::{
    Day, Registry,
    activity::{Done, Outcome, PartOfDay},
    event::Code,
    hashed::HashMap,
    id::{ActivityIx, HouseholdIx, PersonIx},
    order::Order,
    platform::{PlatformIx, SetupState},
    skill::SkillIx,
};
use serde::Serialize;

/// What was done, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DoneCounts {
    /// Activities.
    pub activities: u64,
    /// Households that were met in a visit, each once.
    pub households_reached: u64,
    /// Visits that met a household which none had met before.
    pub first_visits: u64,
    /// Visits that met a household again.
    pub return_visits: u64,
    /// Visits that found nobody home.
    pub nobody_home: u64,
    /// Visits that a household refused.
    pub refused: u64,
    /// Visits that found a household moved away.
    pub moved: u64,
    /// People known by id who were met, told, guided, set up, assessed or who
    /// raised a problem, each once.
    pub people_met: u64,
    /// Further people who were only counted.
    pub people_counted: u64,
    /// People who were told of something, each once.
    pub people_told: u64,
    /// People who were guided in some skill, each once.
    pub people_guided: u64,
    /// People guided in each skill, each once; skills in their order, those without
    /// left out.
    pub guided: Vec<Guided>,
    /// Set-ups of each platform; platforms in their order, those without left out.
    /// What was found absent is none.
    pub set_ups: Vec<SetUps>,
    /// People of whom a skill was assessed, each once.
    pub people_assessed: u64,
    /// Paid units: each person, day, daytime or evening, and plan once.
    pub paid_units: u64,
    /// The same by plan, in byte order; empty: without a plan.
    pub paid: Vec<Paid>,
    /// Units of people who were not in the activity's team on the day; in none of
    /// the counts above.
    pub paid_units_outside: u64,
    /// Problems raised: in each activity each problem of each person once.
    pub problems: u64,
    /// Those of them that were passed on.
    pub problems_passed_on: u64,
}

/// How many people were guided in a skill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Guided {
    /// Code of the catalogue.
    pub catalogue: String,
    /// Code of the skill.
    pub skill: String,
    /// How many.
    pub people: u64,
}

/// How many set-ups of a platform there were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetUps {
    /// Code of the platform.
    pub platform: String,
    /// How many.
    pub set_ups: u64,
}

/// How many units are paid under a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Paid {
    /// Number of the plan; empty: none.
    pub plan: String,
    /// How many.
    pub units: u64,
}

/// What a paid unit is: a person, a day, daytime or evening, a plan.
type Unit = (PersonIx, Day, PartOfDay, Code);

/// What is gathered for one row before it is counted.
#[derive(Default)]
struct Gathered {
    reached: Vec<HouseholdIx>,
    met: Vec<PersonIx>,
    told: Vec<PersonIx>,
    guided: Vec<(SkillIx, PersonIx)>,
    set_ups: Vec<PlatformIx>,
    assessed: Vec<PersonIx>,
    paid: Vec<Unit>,
    outside: Vec<Unit>,
    problems: Vec<(ActivityIx, Code, Option<PersonIx>, bool)>,
}

fn distinct<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.order();
    list.dedup();
    list
}

fn number<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

impl DoneCounts {
    /// Counts the activities of a row; a row of a member or a force pays its own
    /// people only.
    pub(super) fn of(
        registry: &Registry,
        items: &[&Item<'_>],
        stratum: Option<&Stratum>,
        first_met: &HashMap<HouseholdIx, ActivityIx>,
    ) -> Self {
        let mut counts = Self::default();
        let mut gathered = Gathered::default();
        for item in items {
            counts.activities += 1;
            counts.people_counted += u64::from(item.activity.counted);
            for (person, seat) in &item.attended {
                if stratum.is_none_or(|own| own.pays(*person, *seat)) {
                    let activity = item.activity;
                    let unit = (*person, activity.day, activity.part, activity.plan);
                    let units = if seat.outside {
                        &mut gathered.outside
                    } else {
                        &mut gathered.paid
                    };
                    units.push(unit);
                }
            }
            for done in item.done {
                counts.take(registry, item, *done, first_met, &mut gathered);
            }
        }
        counts.finish(registry, gathered);
        counts
    }

    fn take(
        &mut self,
        registry: &Registry,
        item: &Item<'_>,
        done: Done,
        first_met: &HashMap<HouseholdIx, ActivityIx>,
        gathered: &mut Gathered,
    ) {
        if !matches!(done, Done::Attended(_)) {
            gathered.met.extend(done.person());
        }
        match done {
            Done::Attended(_) => {}
            Done::Visited(visit) => match visit.outcome {
                Outcome::Met => {
                    gathered.reached.push(visit.household);
                    match first_met.get(&visit.household) == Some(&item.ix) {
                        true => self.first_visits += 1,
                        false => self.return_visits += 1,
                    }
                }
                Outcome::NobodyHome => self.nobody_home += 1,
                Outcome::Refused => self.refused += 1,
                Outcome::Moved => self.moved += 1,
            },
            Done::Met { person, told } => {
                if told != Code::NONE {
                    gathered.told.push(person);
                }
            }
            Done::Guided { person, skill } => gathered.guided.push((skill, person)),
            Done::SetUp { owner, platform } => {
                let known = registry.setup_of_day(owner, platform, item.activity.day);
                if known.is_some_and(|setup| setup.state != SetupState::Absent) {
                    gathered.set_ups.push(platform);
                }
            }
            Done::Assessed { person, .. } => gathered.assessed.push(person),
            Done::Problem {
                person,
                problem,
                passed_to,
            } => {
                let is_passed_on = passed_to != Code::NONE;
                let raised = (item.ix, problem, person, is_passed_on);
                gathered.problems.push(raised);
            }
        }
    }

    fn finish(&mut self, registry: &Registry, gathered: Gathered) {
        let words = registry.vocabulary();
        self.households_reached = number(&distinct(gathered.reached));
        self.people_met = number(&distinct(gathered.met));
        self.people_told = number(&distinct(gathered.told));
        self.people_assessed = number(&distinct(gathered.assessed));
        let guided = distinct(gathered.guided);
        for of_skill in guided.chunk_by(|a, b| a.0 == b.0) {
            let Some((skill, _)) = of_skill.first() else {
                continue;
            };
            let (catalogue, skill) = words.skill_code(*skill);
            self.guided.push(Guided {
                catalogue: catalogue.to_owned(),
                skill: skill.to_owned(),
                people: number(of_skill),
            });
        }
        let people = guided.into_iter().map(|(_, person)| person);
        self.people_guided = number(&distinct(people.collect()));
        let mut set_ups = gathered.set_ups;
        set_ups.order();
        for of_platform in set_ups.chunk_by(|a, b| a == b) {
            let Some(platform) = of_platform.first() else {
                continue;
            };
            self.set_ups.push(SetUps {
                platform: words.platform_code(*platform).to_owned(),
                set_ups: number(of_platform),
            });
        }
        let paid = distinct(gathered.paid);
        self.paid_units = number(&paid);
        let outside = distinct(gathered.outside);
        let outside = outside
            .iter()
            .filter(|unit| paid.binary_search(unit).is_err());
        self.paid_units_outside = u64::try_from(outside.count()).unwrap_or(u64::MAX);
        let mut plans: Vec<&str> = paid.iter().map(|unit| words.text(unit.3)).collect();
        plans.order();
        for of_plan in plans.chunk_by(|a, b| a == b) {
            let plan = of_plan.first().copied().unwrap_or("");
            self.paid.push(Paid {
                plan: plan.to_owned(),
                units: number(of_plan),
            });
        }
        let problems = distinct(gathered.problems);
        let key =
            |raised: &(ActivityIx, Code, Option<PersonIx>, bool)| (raised.0, raised.1, raised.2);
        for of_one in problems.chunk_by(|a, b| key(a) == key(b)) {
            self.problems += 1;
            self.problems_passed_on += u64::from(of_one.iter().any(|raised| raised.3));
        }
    }
}
