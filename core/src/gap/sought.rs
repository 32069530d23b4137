//! From goals to documents: the smallest change, the fewest questions.

use super::{
    change::{Ask, Change, Exact, FewestQuestions, Named, SmallestChange},
    formula::Node,
    ground::{Ground, Mode},
    possible::{Act, Possible},
    scene::{BodyKey, OwnerKey, PersonKey, Scene},
    solve::{NEVER, Outcome, Problem, Value},
    wants::Wants,
};
use crate::{
    coverage::{Verdict, Who},
    order::Order,
    rule::{Concrete, Condition},
};

/// The smallest change that would cover a subject.
pub(super) fn smallest_change(
    scene: Scene,
    wants: &Wants,
    rule: &Concrete,
    learners: Option<&Condition>,
    who: Who,
) -> SmallestChange {
    let mut ground = Ground {
        scene,
        wants,
        mode: Mode::Changes,
        learners,
        possible: Possible::default(),
    };
    let goal = ground.goal(rule, who, true);
    let problem = problem(&scene, wants, Mode::Changes, &ground.possible);
    let found = problem.best(&goal);
    let mut names = Names::new(&scene);
    let picks = found.plan.iter().flat_map(|plan| &plan.picks);
    let acts = picks.filter_map(|pick| ground.possible.all().get(usize::from(*pick)));
    let changes = acts.filter_map(|(act, cost)| names.change(act, u32::from(*cost)));
    SmallestChange {
        changes: changes.collect(),
        cost: found.plan.as_ref().map(|plan| plan.cost),
        persons: found.plan.as_ref().map_or(0, |plan| plan.persons),
        bound: (found.bound != NEVER).then_some(found.bound),
        exact: found.exact,
        blocked: match &found.plan {
            Some(_) => Vec::new(),
            None => blocked(rule, &goal),
        },
    }
}

/// The fewest questions for which some answers decide a subject's verdict.
pub(super) fn fewest_questions(
    scene: Scene,
    wants: &Wants,
    rule: &Concrete,
    who: Who,
) -> FewestQuestions {
    let mut ground = Ground {
        scene,
        wants,
        mode: Mode::Questions,
        learners: None,
        possible: Possible::default(),
    };
    let covered = ground.goal(rule, who, true);
    let not_covered = ground.goal(rule, who, false);
    let problem = problem(&scene, wants, Mode::Questions, &ground.possible);
    let (yes, no) = (problem.best(&covered), problem.best(&not_covered));
    let bound = yes.bound.min(no.bound);
    let decides_yes = match (&yes.plan, &no.plan) {
        (Some(yes), Some(no)) => problem.order_by_rank(yes, no).is_le(),
        (yes, _) => yes.is_some(),
    };
    let (best, other): (&Outcome, &Outcome) = if decides_yes {
        (&yes, &no)
    } else {
        (&no, &yes)
    };
    let plan = best.plan.as_ref();
    let cost = plan.map(|plan| plan.cost);
    // Proven against the other answer as well.
    let exact = Exact {
        cost: cost.unwrap_or(NEVER) <= bound,
        persons: best.exact.persons
            && (other.exact.persons || cost.is_some_and(|cost| cost < other.bound)),
    };
    let mut names = Names::new(&scene);
    let picks = plan.iter().flat_map(|plan| &plan.picks);
    let acts = picks.filter_map(|pick| ground.possible.all().get(usize::from(*pick)));
    let questions = acts.filter_map(|(act, _)| names.question(act)).collect();
    FewestQuestions {
        questions,
        cost,
        persons: plan.map_or(0, |plan| plan.persons),
        decides: plan.map(|_| match decides_yes {
            true => Verdict::Covered,
            false => Verdict::NotCovered,
        }),
        bound: (bound != NEVER).then_some(bound),
        exact,
        blocked: match plan {
            Some(_) => Vec::new(),
            None => {
                let mut paths = blocked(rule, &covered);
                paths.extend(blocked(rule, &not_covered));
                paths.order();
                paths.dedup();
                paths
            }
        },
    }
}

/// The order of changes and questions: by the id of who or what it is about, the
/// new ones last; then what is done; then skills and platforms in their order.
type Key<'a> = (bool, &'a str, u16, u8, &'a str, u16);

fn key<'a>(scene: &Scene<'a>, wants: &Wants, act: &Act) -> Key<'a> {
    let registry = scene.registry;
    let person = |key: PersonKey| match key {
        PersonKey::Known(person) => (false, registry.person_ids().text(person), 0),
        PersonKey::New(number) => (true, "", number),
    };
    let owner = |key: OwnerKey| match key {
        OwnerKey::Person(key) => person(key),
        OwnerKey::Household(household) => (false, registry.household_ids().text(household), 0),
        OwnerKey::Stall(stall) => (false, registry.stall_ids.text(stall), 0),
    };
    let body = |key: BodyKey| match key {
        BodyKey::Team(team) => (registry.team_ids().text(team), 0),
        BodyKey::Committee(committee) => (registry.committee_ids().text(committee), 0),
        BodyKey::NewTeam(number) | BodyKey::NewCommittee(number) => ("", number),
    };
    let platform = |platform| {
        let at = wants
            .platforms
            .iter()
            .position(|(one, ..)| *one == platform);
        at.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX)
    };
    let ((new, id, number), rank, second, position) = match *act {
        Act::Form { body: of, unit } => {
            let rank = u8::from(matches!(of, BodyKey::NewCommittee(_)));
            let unit = registry.unit_ids().text(unit);
            ((false, unit, 0), rank, "", body(of).1)
        }
        Act::Add {
            person: who,
            body: of,
            ..
        } => (person(who), 2, body(of).0, body(of).1),
        Act::Head {
            person: who,
            body: of,
        } => (person(who), 3, body(of).0, body(of).1),
        Act::Raise {
            person: who, skill, ..
        }
        | Act::AskSkill {
            person: who, skill, ..
        } => {
            let at = u16::try_from(skill.position()).unwrap_or(u16::MAX);
            (person(who), 4, "", at)
        }
        Act::SetUp {
            owner: of,
            platform: what,
            ..
        }
        | Act::AskPlatform {
            owner: of,
            platform: what,
            ..
        } => (owner(of), 5, "", platform(what)),
        Act::AskWhoElse { household } => {
            let id = registry.household_ids().text(household);
            ((false, id, 0), 6, "", 0)
        }
    };
    (new, id, number, rank, second, position)
}

/// The slots and values of what was grounded, in their order. A question is the
/// same whatever is answered.
fn problem(scene: &Scene, wants: &Wants, mode: Mode, possible: &Possible) -> Problem {
    let mut values: Vec<Value> = Vec::with_capacity(possible.all().len());
    let mut order: Vec<(Key, u16, u16)> = Vec::with_capacity(possible.all().len());
    for (at, slot) in (0_u16..).zip(possible.slots()) {
        for within in 0..slot.count {
            let pick = slot.first + within;
            let Some((act, cost)) = possible.all().get(usize::from(pick)) else {
                continue;
            };
            values.push(Value {
                slot: at,
                cost: *cost,
                rank: 0,
            });
            let nth = match mode {
                Mode::Changes => within,
                Mode::Questions => 0,
            };
            order.push((key(scene, wants, act), nth, pick));
        }
    }
    order.order();
    let mut rank = 0;
    let mut before = None;
    for (key, nth, pick) in order {
        rank += u16::from(before.is_some_and(|before| before != (key, nth)));
        before = Some((key, nth));
        if let Some(value) = values.get_mut(usize::from(pick)) {
            value.rank = rank;
        }
    }
    Problem {
        slots: possible.slots().to_vec(),
        values,
    }
}

/// The paths of the conditions because of which a goal cannot hold, in the order
/// of the rule's document.
fn blocked(rule: &Concrete, goal: &Node) -> Vec<String> {
    let mut paths = Vec::new();
    let parts = [
        ("/population", rule.population.as_ref()),
        ("/exclusions", rule.exclusions.as_ref()),
        ("/requirement", Some(&rule.requirement)),
    ];
    for (path, part) in parts {
        match (part, goal) {
            (Some(part), Node::Never(why)) => find(part, path, why, &mut paths),
            // Each could be met, and not all at once.
            (Some(part), _) => paths.push(format!("{path}/{}", part.name())),
            (None, _) => {}
        }
    }
    paths
}

fn find(condition: &Condition, path: &str, why: &[&Condition], paths: &mut Vec<String>) {
    let here = format!("{path}/{}", condition.name());
    if why.iter().any(|one| core::ptr::eq(*one, condition)) {
        paths.push(here.clone());
    }
    match condition {
        Condition::AllOf(list) | Condition::AnyOf(list) => {
            for (at, inner) in list.iter().enumerate() {
                find(inner, &format!("{here}/{at}"), why, paths);
            }
        }
        Condition::Not(inner) => find(inner, &here, why, paths),
        Condition::Some(many) | Condition::All(many) | Condition::Share(many) => {
            for (field, inner) in [("where", &many.matching), ("who", &many.who)] {
                if let Some(inner) = inner {
                    find(inner, &format!("{here}/{field}"), why, paths);
                }
            }
        }
        _ => {}
    }
}

/// Names of things in documents; new ones are numbered as they appear.
struct Names<'s, 'a> {
    scene: &'s Scene<'a>,
    persons: Vec<u16>,
    teams: Vec<u16>,
    committees: Vec<u16>,
}

fn number(known: &mut Vec<u16>, key: u16) -> Option<u32> {
    let at = known.iter().position(|one| *one == key).unwrap_or_else(|| {
        known.push(key);
        known.len() - 1
    });
    u32::try_from(at + 1).ok()
}

fn there(noun: &'static str, id: &str) -> Named {
    Named {
        noun,
        id: Some(id.to_owned()),
        new: None,
    }
}

impl<'s, 'a> Names<'s, 'a> {
    fn new(scene: &'s Scene<'a>) -> Self {
        Self {
            scene,
            persons: Vec::new(),
            teams: Vec::new(),
            committees: Vec::new(),
        }
    }

    fn person(&mut self, key: PersonKey) -> Named {
        match key {
            PersonKey::Known(person) => {
                there("person", self.scene.registry.person_ids().text(person))
            }
            PersonKey::New(key) => Named {
                noun: "person",
                id: None,
                new: number(&mut self.persons, key),
            },
        }
    }

    fn body(&mut self, key: BodyKey) -> Named {
        let registry = self.scene.registry;
        match key {
            BodyKey::Team(team) => there("team", registry.team_ids().text(team)),
            BodyKey::Committee(committee) => {
                there("committee", registry.committee_ids().text(committee))
            }
            BodyKey::NewTeam(key) => Named {
                noun: "team",
                id: None,
                new: number(&mut self.teams, key),
            },
            BodyKey::NewCommittee(key) => Named {
                noun: "committee",
                id: None,
                new: number(&mut self.committees, key),
            },
        }
    }

    fn owner(&mut self, key: OwnerKey) -> Named {
        let registry = self.scene.registry;
        match key {
            OwnerKey::Person(person) => self.person(person),
            OwnerKey::Household(household) => {
                there("household", registry.household_ids().text(household))
            }
            OwnerKey::Stall(stall) => there("stall", registry.stall_ids.text(stall)),
        }
    }

    fn level(&self, level: u8) -> String {
        let levels = &self.scene.catalogue.levels;
        let level = levels.get(usize::from(level));
        level.map_or_else(String::new, |level| level.code.clone())
    }

    fn change(&mut self, act: &Act, cost: u32) -> Option<Change> {
        let vocabulary = self.scene.registry.vocabulary();
        Some(match *act {
            Act::Raise {
                person,
                skill,
                basis,
                from,
                to,
                how,
            } => Change::Raise {
                person: self.person(person),
                skill: vocabulary.skill_code(skill).1.to_owned(),
                basis,
                from: (basis == super::change::Basis::Found).then(|| self.level(from)),
                to: self.level(to),
                evidence: how,
                cost,
            },
            Act::SetUp {
                owner,
                platform,
                from,
                to,
            } => Change::SetUp {
                owner: self.owner(owner),
                platform: vocabulary.platform_code(platform).to_owned(),
                from,
                to,
                cost,
            },
            Act::Add {
                body,
                person,
                role,
                force,
            } => Change::AddMember {
                body: self.body(body),
                person: self.person(person),
                role: role.to_owned(),
                force: force.map(ToOwned::to_owned),
                cost,
            },
            Act::Head { body, person } => Change::AppointHead {
                body: self.body(body),
                person: self.person(person),
                cost,
            },
            Act::Form { body, unit } => {
                let unit = there("unit", self.scene.registry.unit_ids().text(unit));
                let formed = self.body(body);
                match body {
                    BodyKey::NewCommittee(_) => Change::FormCommittee {
                        unit,
                        committee: formed,
                        cost,
                    },
                    _ => Change::FormTeam {
                        unit,
                        team: formed,
                        cost,
                    },
                }
            }
            Act::AskSkill { .. } | Act::AskPlatform { .. } | Act::AskWhoElse { .. } => return None,
        })
    }

    fn question(&mut self, act: &Act) -> Option<Ask> {
        let registry = self.scene.registry;
        Some(match *act {
            Act::AskSkill { person, skill, .. } => Ask::Skill {
                person: self.person(person),
                skill: registry.vocabulary().skill_code(skill).1.to_owned(),
            },
            Act::AskPlatform {
                owner, platform, ..
            } => Ask::Platform {
                owner: self.owner(owner),
                platform: registry.vocabulary().platform_code(platform).to_owned(),
            },
            Act::AskWhoElse { household } => Ask::WhoElse {
                household: there("household", registry.household_ids().text(household)),
            },
            _ => return None,
        })
    }
}
