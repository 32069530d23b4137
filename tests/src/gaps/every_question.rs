//! The fewest questions against every set of questions with every answer, on the
//! public surface alone.

use super::{
    law::{count, most_wanted, run, saw, says, seen},
    shown,
    worlds::{Dice, PLATFORMS, SKILLS, World, day, world},
};
use noidai::{
    Registry,
    coverage::{Question, Verdict, verdict},
    event::{
        Batch, Code,
        batch::{Listed, Person, SetupOwner},
    },
    gap::{Exact, GapQuestion, explain},
    household::Residence,
    platform::{Setup, SetupState},
    skill::{Assessment, Evidence, SkillIx},
    time::Spell,
};
use proptest::prelude::*;

/// A question, with every answer to it that could matter.
#[derive(Clone, Debug)]
enum Asking {
    Skill(String, usize),
    Platform(&'static str, String, &'static str),
    WhoElse(u32),
}

impl Asking {
    fn line(&self) -> String {
        match self {
            Self::Skill(person, skill) => format!("{person}: {}?", SKILLS[*skill]),
            Self::Platform(_, owner, platform) => format!("{owner}: {platform}?"),
            Self::WhoElse(_) => "h1: who else?".to_owned(),
        }
    }

    fn person(&self) -> Option<&str> {
        match self {
            Self::Skill(person, _) | Self::Platform("person", person, _) => Some(person),
            _ => None,
        }
    }

    fn key(&self, rule: &str) -> (bool, String, u32, usize) {
        let (about, rank, at) = match self {
            Self::Skill(person, skill) => (person.as_str(), 4, *skill),
            Self::Platform(_, owner, platform) => (
                owner.as_str(),
                5,
                rule.find(&format!("\"{platform}\"")).unwrap(),
            ),
            Self::WhoElse(_) => ("h1", 6, 0),
        };
        (about.starts_with("new-"), about.to_owned(), rank, at)
    }

    fn answers(&self) -> u32 {
        match self {
            Self::Skill(..) | Self::Platform(..) => 4,
            Self::WhoElse(most) => most + 1,
        }
    }

    /// Lays an answer down.
    fn answered(&self, answer: u32, batch: &mut Batch) {
        match self {
            Self::Skill(person, skill) => {
                let person = batch.people.intern(person).unwrap();
                let found = Assessment {
                    day: Some(day()),
                    skill: SkillIx::new(0, *skill).unwrap(),
                    level: u8::try_from(answer).unwrap(),
                    how: Evidence::Observed,
                    by: None,
                };
                batch.assessments.push((person, found));
            }
            Self::Platform(noun, owner, platform) => {
                let owner = match *noun {
                    "household" => SetupOwner::Household(batch.households.intern(owner).unwrap()),
                    "stall" => SetupOwner::Stall(batch.stalls.intern(owner).unwrap()),
                    _ => SetupOwner::Person(batch.people.intern(owner).unwrap()),
                };
                let setup = Setup {
                    day: Some(day()),
                    platform: batch.vocabulary.platform(platform).unwrap(),
                    state: SetupState::ALL[answer as usize],
                };
                batch.setups.push((owner, setup));
            }
            Self::WhoElse(_) => {
                let home = batch.households.find("h1").unwrap();
                for (household, record) in &mut batch.household {
                    if *household == home {
                        record.listed = Listed::Yes;
                    }
                }
                for number in 1..=answer {
                    let person = batch
                        .people
                        .intern(&format!("new-person-{number}"))
                        .unwrap();
                    batch.persons.push((person, Person::default()));
                    let residence = Residence {
                        spell: Spell::default(),
                        household: home,
                        kind: Code::PERMANENT,
                        reason: Code::NONE,
                    };
                    batch.residences.push((person, residence));
                }
            }
        }
    }
}

fn askings(world: &World, rule: &str) -> Vec<Asking> {
    let batch = &world.batch;
    let mut list = Vec::new();
    let mut people: Vec<String> = batch
        .people
        .iter()
        .map(|one| batch.people.text(one).to_owned())
        .collect();
    let home = batch.households.find("h1");
    let open = batch
        .household
        .iter()
        .any(|(_, record)| record.listed == Listed::No);
    if open {
        let known = count(batch.residences.iter());
        let residents = rule.contains("residents");
        let wanted = if residents { most_wanted(rule) } else { 1 };
        let most = wanted.saturating_sub(known).max(1);
        list.push(Asking::WhoElse(most));
        people.extend((1..=most).map(|number| format!("new-person-{number}")));
    }
    for person in people {
        let known = batch.people.find(&person);
        for (at, skill) in SKILLS.iter().enumerate() {
            let found = batch.assessments.iter().filter(|(who, found)| {
                let stale =
                    says(rule, "max_age_days") && day().days_since(found.day.unwrap()) > 100;
                Some(*who) == known && found.skill.position() == at && !stale
            });
            if says(rule, skill) && found.count() == 0 {
                list.push(Asking::Skill(person.clone(), at));
            }
        }
        platforms(
            batch,
            rule,
            "person",
            &person,
            known.map(SetupOwner::Person),
            &mut list,
        );
    }
    let stall = batch.stalls.find("s1").map(SetupOwner::Stall);
    let home = home.map(SetupOwner::Household);
    for (noun, id, owner) in [("household", "h1", home), ("stall", "s1", stall)] {
        if owner.is_some() {
            platforms(batch, rule, noun, id, owner, &mut list);
        }
    }
    list.sort_by_cached_key(|one| one.key(rule));
    list
}

fn platforms(
    batch: &Batch,
    rule: &str,
    noun: &'static str,
    id: &str,
    owner: Option<SetupOwner>,
    list: &mut Vec<Asking>,
) {
    for code in PLATFORMS {
        let platform = batch.vocabulary.platform(code).unwrap();
        let mut found = batch.setups.iter();
        let known = found.any(|(who, found)| Some(*who) == owner && found.platform == platform);
        if says(rule, code) && !known {
            list.push(Asking::Platform(noun, id.to_owned(), code));
        }
    }
}

/// What some answers to a set of questions decide.
fn decided(world: &World, set: &[&Asking]) -> Option<Verdict> {
    let all: u32 = set.iter().map(|one| one.answers()).product();
    let mut found = None;
    for nth in 0..all {
        let mut batch = world.batch.clone();
        let mut rest = nth;
        // Who lives there first: others may be asked about then.
        for one in set.iter().rev() {
            one.answered(rest % one.answers(), &mut batch);
            rest /= one.answers();
        }
        let (registry, _) = Registry::fold(batch);
        match verdict(&registry, &world.rule, &Question::on(day()), world.id) {
            Ok(Verdict::Covered) => return Some(Verdict::Covered),
            Ok(Verdict::NotCovered) => found = Some(Verdict::NotCovered),
            _ => {}
        }
    }
    found
}

fn fewest_are_fewest(dice: &mut Dice) -> Result<(), TestCaseError> {
    let Some(world) = world(dice) else {
        return Ok(());
    };
    let rule = world.rule.population.to_string() + &world.rule.requirement.to_string();
    let bounded = rule.matches("max_age_days").count();
    if bounded > 0 && bounded != rule.matches("\"level\"").count() {
        return Ok(());
    }
    let question = GapQuestion::on(day());
    let before = explain(&world.registry(), &world.rule, &question, world.id).unwrap();
    let Some(fewest) = before.fewest_questions else {
        let unsure = [Verdict::NotAssessed, Verdict::Undetermined];
        prop_assert!(!unsure.contains(&before.verdict));
        return Ok(());
    };
    let list = askings(&world, &rule);
    if list.len() > 7 {
        seen("too many to try");
        return Ok(());
    }
    let exact = Exact {
        cost: true,
        persons: true,
    };
    prop_assert_eq!(fewest.exact, exact);
    let mut sets: Vec<(usize, usize, Vec<usize>)> = (0_u32..1 << list.len())
        .map(|set| {
            let picks: Vec<usize> = (0..list.len()).filter(|at| set >> at & 1 == 1).collect();
            let mut persons: Vec<_> = picks.iter().filter_map(|at| list[*at].person()).collect();
            persons.sort();
            persons.dedup();
            (picks.len(), persons.len(), picks)
        })
        .filter(|(count, ..)| *count <= 5)
        .collect();
    sets.sort();
    let best = sets.into_iter().find_map(|(_, _, picks)| {
        let set: Vec<&Asking> = picks.iter().map(|at| &list[*at]).collect();
        let lines: Vec<String> = set.iter().map(|one| one.line()).collect();
        Some((lines, decided(&world, &set)?))
    });
    let lines: Vec<String> = fewest.questions.iter().map(shown::question).collect();
    if lines.len() > 5 {
        return Ok(());
    }
    let found = fewest.decides.map(|decides| (lines, decides));
    seen(if found.is_some() {
        "decided"
    } else {
        "undecidable"
    });
    prop_assert_eq!(found, best, "{} {:?}", rule, list);
    seen(world.id);
    Ok(())
}
#[test]
fn no_fewer_questions_decide() {
    saw(&run(fewest_are_fewest), &["decided", "undecidable"]);
}
