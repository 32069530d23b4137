//! Activities, attendance, visits, and what was done with whom.

use super::{activities, households, people, teams};
use crate::{
    ErrorKind,
    activity::{Activity, Done, Outcome, PartOfDay, Visit},
    import::{
        importer::{Importer, Parsed, Row},
        schema,
        words::List,
    },
    registry::Column,
    text::{fold, number},
};

fn part(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<PartOfDay> {
    let text = row.cell(column);
    if let Some(part) = PartOfDay::from_code(text) {
        return Ok(part);
    }
    match fold(text).as_str() {
        "" | "ngay" | "ban ngay" | "sang" | "buoi sang" | "chieu" | "buoi chieu" => {
            Ok(PartOfDay::Daytime)
        }
        "toi" | "buoi toi" | "ban dem" => Ok(PartOfDay::Evening),
        _ => {
            let expected = PartOfDay::ALL.map(PartOfDay::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

fn outcome(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<Outcome> {
    let text = row.cell(column);
    if let Some(outcome) = Outcome::from_code(text) {
        return Ok(outcome);
    }
    match fold(text).replace('-', " ").as_str() {
        "" | "gap" | "gap duoc" | "da gap" => Ok(Outcome::Met),
        "khong co ai o nha" | "vang nha" | "di vang" | "khong co nha" => Ok(Outcome::NobodyHome),
        "tu choi" => Ok(Outcome::Refused),
        "da chuyen di" | "chuyen di" | "da chuyen" => Ok(Outcome::Moved),
        _ => {
            let expected = Outcome::ALL.map(Outcome::code).join(", ");
            importer.value(row, column, ErrorKind::UnknownValue, expected)
        }
    }
}

fn counted(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<u32> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(0);
    }
    match number::whole(text).map(u32::try_from) {
        Some(Ok(count)) => Ok(count),
        Some(Err(_)) => importer.value(row, column, ErrorKind::OutOfRange, "0–4294967295"),
        None => importer.value(row, column, ErrorKind::BadNumber, ""),
    }
}

pub(super) fn activity(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::activities::*;
    let id = importer.id(row, ID, activities);
    let day = match importer.day(row, DAY) {
        Ok(Some(day)) => Ok(day),
        Ok(None) => importer.missing(row, DAY),
        Err(bad) => Err(bad),
    };
    let part = part(importer, row, PART);
    let kind = importer.word(row, KIND, List::Activity);
    let team = importer.maybe_id(row, TEAM, teams);
    let unit = importer.unit(row, UNIT);
    let market = importer.word(row, MARKET, List::Name);
    let plan = importer.word(row, PLAN, List::Name);
    let counted = counted(importer, row, COUNTED);
    let record = Activity {
        day: day?,
        part: part?,
        kind: kind?,
        unit: unit?,
        market: market?,
        team: team?,
        plan: plan?,
        counted: counted?,
    };
    let id = id?;
    importer.stood(Column::Activity, row);
    importer.batch.activity.push((id, record));
    Ok(())
}

pub(super) fn attendance(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::attendance::*;
    let activity = importer.id(row, ACTIVITY, activities);
    let person = importer.id(row, PERSON, people);
    let done = (activity?, Done::Attended(person?));
    importer.stood(Column::Done, row);
    importer.batch.done.push(done);
    Ok(())
}

pub(super) fn visit(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::visits::*;
    let activity = importer.id(row, ACTIVITY, activities);
    let household = importer.id(row, HOUSEHOLD, households);
    let outcome = outcome(importer, row, OUTCOME);
    let next = importer.day(row, NEXT);
    let visit = Visit {
        household: household?,
        outcome: outcome?,
        next: next?,
    };
    let activity = activity?;
    importer.stood(Column::Done, row);
    importer.batch.done.push((activity, Done::Visited(visit)));
    Ok(())
}

pub(super) fn met(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::met::*;
    let activity = importer.id(row, ACTIVITY, activities);
    let person = importer.id(row, PERSON, people);
    let told = importer.word(row, TOLD, List::Name);
    let (activity, person, told) = (activity?, person?, told?);
    importer.stood(Column::Done, row);
    importer
        .batch
        .done
        .push((activity, Done::Met { person, told }));
    Ok(())
}

pub(super) fn guided(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::guided::*;
    let activity = importer.id(row, ACTIVITY, activities);
    let person = importer.id(row, PERSON, people);
    let catalogue = importer.catalogue(row, CATALOGUE)?;
    let skill = importer.skill(row, SKILL, catalogue)?;
    let (activity, person) = (activity?, person?);
    importer.stood(Column::Done, row);
    importer
        .batch
        .done
        .push((activity, Done::Guided { person, skill }));
    Ok(())
}

pub(super) fn problem(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::problems::*;
    let activity = importer.id(row, ACTIVITY, activities);
    let person = importer.maybe_id(row, PERSON, people);
    let problem = importer.word(row, PROBLEM, List::Name);
    let passed_to = importer.word(row, PASSED_TO, List::Name);
    let raised = Done::Problem {
        person: person?,
        problem: problem?,
        passed_to: passed_to?,
    };
    let activity = activity?;
    importer.stood(Column::Done, row);
    importer.batch.done.push((activity, raised));
    Ok(())
}
