//! The tables of assessments, set-ups, flags and teaching.

use super::{
    Unsaid, Writer,
    activities::Made,
    writer::{DayCell, Put},
};
use crate::{
    Result,
    event::{
        Batch,
        batch::{FlagOwner, SetupOwner},
    },
};

pub(super) fn facts(batch: &Batch, put: Put<'_>, unsaid: &mut Unsaid) -> Result<()> {
    let mut made = Made::of(batch);
    let words = &batch.vocabulary;
    let (mut day, mut until) = (DayCell::new(), DayCell::new());
    let mut assessments = Writer::new("assessments", put);
    for (person, found) in &batch.assessments {
        let (catalogue, skill) = words.skill_code(found.skill);
        let level = words
            .catalogues()
            .get(found.skill.catalogue())
            .and_then(|catalogue| catalogue.levels.get(usize::from(found.level)))
            .map_or("", |level| &level.code);
        for activity in made.of_assessment(*person, found) {
            assessments.row([
                batch.people.text(*person),
                catalogue,
                skill,
                level,
                day.of(found.day),
                found.how.code(),
                found.by.map_or("", |by| batch.people.text(by)),
                activity.map_or("", |own| batch.activities.text(own)),
            ])?;
        }
    }
    assessments.close()?;
    let mut setups = Writer::new("setups", put);
    for (owner, setup) in &batch.setups {
        let (person, household, stall) = match owner {
            SetupOwner::Person(person) => (batch.people.text(*person), "", ""),
            SetupOwner::Household(household) => ("", batch.households.text(*household), ""),
            SetupOwner::Stall(stall) => ("", "", batch.stalls.text(*stall)),
        };
        for activity in made.of_setup(*owner, setup) {
            setups.row([
                person,
                household,
                stall,
                words.platform_code(setup.platform),
                setup.state.code(),
                day.of(setup.day),
                activity.map_or("", |own| batch.activities.text(own)),
            ])?;
        }
    }
    setups.close()?;
    unsaid.activities += made.left();
    let mut flags = Writer::new("flags", put);
    for (owner, flagged) in &batch.flags {
        let (person, household) = match owner {
            FlagOwner::Person(person) => (batch.people.text(*person), ""),
            FlagOwner::Household(household) => ("", batch.households.text(*household)),
        };
        flags.row([
            person,
            household,
            words.flag_code(flagged.flag),
            day.of(flagged.spell.from),
            until.of(flagged.spell.until),
        ])?;
    }
    flags.close()?;
    let mut teaching = Writer::new("teaching", put);
    for (person, advocacy) in &batch.advocates {
        teaching.row([
            batch.people.text(*person),
            "",
            "",
            "",
            day.of(advocacy.spell.from),
            until.of(advocacy.spell.until),
        ])?;
    }
    for (person, taught) in &batch.teachings {
        let (catalogue, skill) = words.skill_code(taught.skill);
        teaching.row([
            batch.people.text(*person),
            batch.people.text(taught.learner),
            skill,
            catalogue,
            day.of(taught.day),
            "",
        ])?;
    }
    teaching.close()
}
