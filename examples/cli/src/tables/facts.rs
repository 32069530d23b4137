//! The tables of assessments, set-ups, flags and teaching.

use super::writer::{Writer, day};
use noidai::{
    Result,
    event::{
        Batch,
        batch::{FlagOwner, SetupOwner},
    },
};
use std::path::Path;

/// Writes `assessments`, `setups`, `flags` and `teaching`.
pub fn facts(batch: &Batch, folder: &Path) -> Result<()> {
    let words = &batch.vocabulary;
    let mut assessments = Writer::new(
        folder,
        "assessments",
        &["person", "catalogue", "skill", "level", "day", "how", "by"],
    )?;
    for (person, found) in &batch.assessments {
        let (catalogue, skill) = words.skill_code(found.skill);
        let levels = words
            .catalogue(catalogue)
            .map(|(_, catalogue)| &catalogue.levels);
        let level = levels
            .and_then(|levels| levels.get(usize::from(found.level)))
            .map_or("", |level| &level.code);
        assessments.row(&[
            batch.people.text(*person),
            catalogue,
            skill,
            level,
            &day(found.day),
            found.how.code(),
            found.by.map_or("", |by| batch.people.text(by)),
        ])?;
    }
    assessments.close()?;
    let mut setups = Writer::new(
        folder,
        "setups",
        &["person", "household", "stall", "platform", "state", "day"],
    )?;
    for (owner, setup) in &batch.setups {
        let (person, household, stall) = match owner {
            SetupOwner::Person(person) => (batch.people.text(*person), "", ""),
            SetupOwner::Household(household) => ("", batch.households.text(*household), ""),
            SetupOwner::Stall(stall) => ("", "", batch.stalls.text(*stall)),
        };
        let platform = words.platform_code(setup.platform);
        setups.row(&[
            person,
            household,
            stall,
            platform,
            setup.state.code(),
            &day(setup.day),
        ])?;
    }
    setups.close()?;
    let mut flags = Writer::new(
        folder,
        "flags",
        &["person", "household", "flag", "from", "until"],
    )?;
    for (owner, flagged) in &batch.flags {
        let (person, household) = match owner {
            FlagOwner::Person(person) => (batch.people.text(*person), ""),
            FlagOwner::Household(household) => ("", batch.households.text(*household)),
        };
        let (from, until) = (day(flagged.spell.from), day(flagged.spell.until));
        flags.row(&[
            person,
            household,
            words.flag_code(flagged.flag),
            &from,
            &until,
        ])?;
    }
    flags.close()?;
    let mut teaching = Writer::new(
        folder,
        "teaching",
        &["advocate", "learner", "catalogue", "skill", "day"],
    )?;
    for (person, advocacy) in &batch.advocates {
        teaching.row(&[
            batch.people.text(*person),
            "",
            "",
            "",
            &day(advocacy.spell.from),
        ])?;
    }
    for (person, taught) in &batch.teachings {
        let (catalogue, skill) = words.skill_code(taught.skill);
        let learner = batch.people.text(taught.learner);
        teaching.row(&[
            batch.people.text(*person),
            learner,
            catalogue,
            skill,
            &day(taught.day),
        ])?;
    }
    teaching.close()
}
