//! Random activities, for batches that hold facts of every sort.

use super::dice::Dice;
use noidai::{
    activity::{Activity, Done, Outcome, PartOfDay, Visit},
    event::{Batch, Code, batch::SetupOwner},
    id::{HouseholdIx, PersonIx, UnitIx},
    platform::{Setup, SetupState},
    skill::{Assessment, Evidence, SkillIx},
};

pub fn activities(
    batch: &mut Batch,
    dice: &mut Dice,
    units: &[UnitIx],
    people: &[PersonIx],
    households: &[HouseholdIx],
) {
    let own = batch.vocabulary.code("kéo dây mạng").unwrap();
    let plan = batch.vocabulary.code("103/KH-UBND").unwrap();
    let told = batch.vocabulary.code("dịch vụ công; thuế").unwrap();
    for number in 0..1 + dice.below(4) {
        let ix = batch.activities.intern(&format!("a{number}")).unwrap();
        let day = dice.day();
        let team = batch.team[dice.below(batch.team.len())].0;
        let record = Activity {
            day,
            part: dice.pick(&PartOfDay::ALL),
            kind: dice.pick(&[Code::HOME_VISIT, Code::CLASS, own]),
            unit: dice.one_in(2).then(|| dice.pick(units)),
            market: dice.pick(&[Code::NONE, told]),
            team: (!dice.one_in(4)).then_some(team),
            plan: dice.pick(&[Code::NONE, plan]),
            counted: dice.pick(&[0, 17]),
        };
        batch.activity.push((ix, record));
        let mut visited = Vec::new();
        for _ in 0..dice.below(12) {
            let person = dice.pick(people);
            let skill = SkillIx::new(0, dice.below(5)).unwrap();
            let done = match dice.below(7) {
                0 | 1 => Done::Attended(person),
                2 => {
                    let household = dice.pick(households);
                    if visited.contains(&household) {
                        continue;
                    }
                    visited.push(household);
                    let next = dice.one_in(2).then(|| day.plus(1 + dice.below(20) as i64));
                    Done::Visited(Visit {
                        household,
                        outcome: dice.pick(&Outcome::ALL),
                        next,
                    })
                }
                3 => Done::Met {
                    person,
                    told: dice.pick(&[Code::NONE, told]),
                },
                4 => Done::Guided { person, skill },
                5 => {
                    let platform = batch.vocabulary.platform("vneid").unwrap();
                    let owner = SetupOwner::Person(person);
                    record_setup(batch, owner, day, platform);
                    Done::SetUp { owner, platform }
                }
                _ => {
                    record_assessment(batch, person, day, skill);
                    Done::Assessed { person, skill }
                }
            };
            batch.done.push((ix, done));
        }
        let raised = Done::Problem {
            person: dice.one_in(2).then(|| dice.pick(people)),
            problem: told,
            passed_to: dice.pick(&[Code::NONE, Code::POLICE]),
        };
        batch.done.push((ix, raised));
    }
}

/// What an activity refers to is recorded on its day, and once only.
fn record_setup(
    batch: &mut Batch,
    owner: SetupOwner,
    day: noidai::Day,
    platform: noidai::platform::PlatformIx,
) {
    let mut known = batch.setups.iter();
    let is_known =
        known.any(|(own, a)| *own == owner && a.day == Some(day) && a.platform == platform);
    if !is_known {
        let setup = Setup {
            day: Some(day),
            platform,
            state: SetupState::Installed,
        };
        batch.setups.push((owner, setup));
    }
}

fn record_assessment(batch: &mut Batch, person: PersonIx, day: noidai::Day, skill: SkillIx) {
    let mut known = batch.assessments.iter();
    let is_known = known.any(|(own, a)| *own == person && a.day == Some(day) && a.skill == skill);
    if !is_known {
        let found = Assessment {
            day: Some(day),
            skill,
            level: 1,
            how: Evidence::Observed,
            by: None,
        };
        batch.assessments.push((person, found));
    }
}
