//! Assessments, set-ups, flags and teaching.

use super::{activities, households, people, stalls};
use crate::{
    Error, ErrorKind,
    activity::Done,
    event::batch::{FlagOwner, SetupOwner},
    household::Flagged,
    import::{
        importer::{Importer, Parsed, Row},
        schema,
    },
    person::{Advocacy, Teaching},
    platform::{Setup, SetupState},
    registry::Column,
    skill::{Assessment, Evidence},
    text::fold,
    time::Spell,
};

fn evidence(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<Evidence> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(Evidence::Observed);
    }
    if let Some(kind) = Evidence::from_code(text) {
        return Ok(kind);
    }
    match fold(text).replace('-', " ").as_str() {
        "quan sat" | "observed" => Ok(Evidence::Observed),
        "tu khai" | "self declared" => Ok(Evidence::SelfDeclared),
        "chung nhan" | "chung chi" | "certificate" => Ok(Evidence::Certificate),
        _ => {
            let expected = Evidence::ALL.map(Evidence::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

pub(super) fn assessment(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::assessments::*;
    let person = importer.id(row, PERSON, people);
    let day = importer.day(row, DAY);
    let how = evidence(importer, row, HOW);
    let by = importer.maybe_id(row, BY, people);
    let activity = importer.maybe_id(row, ACTIVITY, activities);
    let catalogue = importer.catalogue(row, CATALOGUE)?;
    let skill = importer.skill(row, SKILL, catalogue)?;
    let level = importer.level(row, LEVEL, skill)?;
    let record = Assessment {
        day: day?,
        skill,
        level,
        how: how?,
        by: by?,
    };
    let (person, activity) = (person?, activity?);
    importer.stood(Column::Assessments, row);
    importer.batch.assessments.push((person, record));
    if let Some(activity) = activity {
        let done = Done::Assessed { person, skill };
        importer.stood(Column::Done, row);
        importer.batch.done.push((activity, done));
    }
    Ok(())
}

fn state(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<SetupState> {
    let text = row.cell(column);
    if let Some(state) = SetupState::from_code(text) {
        return Ok(state);
    }
    if text.is_empty() {
        return importer.missing(row, column);
    }
    match fold(text).replace('-', " ").as_str() {
        "khong" | "khong co" | "chua co" | "absent" => Ok(SetupState::Absent),
        "da mo tai khoan" | "mo tai khoan" | "account opened" => Ok(SetupState::AccountOpened),
        "da cai dat" | "cai dat" | "installed" => Ok(SetupState::Installed),
        "da kich hoat" | "kich hoat" | "activated" => Ok(SetupState::Activated),
        _ => {
            let expected = SetupState::ALL.map(SetupState::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

pub(super) fn setup(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::setups::*;
    let person = importer.maybe_id(row, PERSON, people);
    let household = importer.maybe_id(row, HOUSEHOLD, households);
    let stall = importer.maybe_id(row, STALL, stalls);
    let platform = importer.platform(row, PLATFORM);
    let state = state(importer, row, STATE);
    let day = importer.day(row, DAY);
    let activity = importer.maybe_id(row, ACTIVITY, activities);
    let owners = [
        person?.map(SetupOwner::Person),
        household?.map(SetupOwner::Household),
        stall?.map(SetupOwner::Stall),
    ];
    let owner = importer.one_of(row, &[PERSON, HOUSEHOLD, STALL], &owners);
    let record = Setup {
        platform: platform?,
        state: state?,
        day: day?,
    };
    let (owner, activity) = (owner?, activity?);
    importer.stood(Column::Setups, row);
    importer.batch.setups.push((owner, record));
    if let Some(activity) = activity {
        let platform = record.platform;
        importer.stood(Column::Done, row);
        importer
            .batch
            .done
            .push((activity, Done::SetUp { owner, platform }));
    }
    Ok(())
}

pub(super) fn flag(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::flags::*;
    let person = importer.maybe_id(row, PERSON, people);
    let household = importer.maybe_id(row, HOUSEHOLD, households);
    let spell = importer.spell(row, FROM, UNTIL);
    let flag = importer.flag(row, FLAG);
    let owners = [
        person?.map(FlagOwner::Person),
        household?.map(FlagOwner::Household),
    ];
    let owner = importer.one_of(row, &[PERSON, HOUSEHOLD], &owners);
    let record = Flagged {
        flag: flag?,
        spell: spell?,
    };
    let owner = owner?;
    importer.stood(Column::Flags, row);
    importer.batch.flags.push((owner, record));
    Ok(())
}

pub(super) fn teaching(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::teaching::*;
    let advocate = importer.id(row, ADVOCATE, people);
    let learner = importer.maybe_id(row, LEARNER, people);
    let Some(learner) = learner? else {
        let spell: Parsed<Spell> = importer.spell(row, DAY, UNTIL);
        let (advocate, spell) = (advocate?, spell?);
        if !row.cell(SKILL).is_empty() {
            let error = Error::new(ErrorKind::MissingValue).expected("learner");
            return importer.fault(row, LEARNER, error);
        }
        importer.stood(Column::Advocates, row);
        let record = Advocacy { spell };
        importer.batch.advocates.push((advocate, record));
        return Ok(());
    };
    let day = importer.day(row, DAY);
    let catalogue = importer.catalogue(row, CATALOGUE)?;
    let skill = importer.skill(row, SKILL, catalogue)?;
    let (advocate, day) = (advocate?, day?);
    if !row.cell(UNTIL).is_empty() {
        let error = Error::new(ErrorKind::NotOne)
            .found("learner, until")
            .expected("learner, until");
        return importer.fault(row, UNTIL, error);
    }
    importer.stood(Column::Teachings, row);
    let record = Teaching {
        day,
        learner,
        skill,
    };
    importer.batch.teachings.push((advocate, record));
    Ok(())
}
