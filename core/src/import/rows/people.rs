//! People and members.

use super::{committees, people, teams};
use crate::{
    ErrorKind,
    event::batch::Person,
    import::{
        cell,
        importer::{Importer, Parsed, Row},
        schema,
        words::List,
    },
    person::Sex,
    registry::Column,
    team::{Body, Membership},
};

pub(super) fn person(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::people::*;
    let id = importer.id(row, ID, people);
    let birth = importer.birth(row, BIRTH);
    let sex = match row.cell(SEX) {
        "" => Ok(Sex::Unknown),
        "Nữ" | "nữ" | "female" => Ok(Sex::Female),
        "Nam" | "nam" | "male" => Ok(Sex::Male),
        other => match cell::sex(other) {
            Some(sex) => Ok(sex),
            None => importer.value(row, SEX, ErrorKind::UnknownValue, "nữ, nam"),
        },
    };
    let died = importer.day(row, DIED);
    let (id, birth, sex, died) = (id?, birth?, sex?, died?);
    let record = Person {
        name: importer.personal(row, NAME)?,
        birth,
        sex,
        phone: importer.personal(row, PHONE)?,
    };
    importer.stood(Column::Persons, row);
    importer.batch.persons.push((id, record));
    if let Some(day) = died {
        importer.stood(Column::Deaths, row);
        importer.batch.deaths.push((id, day));
    }
    Ok(())
}

pub(super) fn member(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::members::*;
    let person = importer.id(row, PERSON, people);
    let team = importer.maybe_id(row, TEAM, teams);
    let committee = importer.maybe_id(row, COMMITTEE, committees);
    let role = importer.word(row, ROLE, List::Role);
    let force = importer.word(row, FORCE, List::Force);
    let spell = importer.spell(row, FROM, UNTIL);
    let owners = [team?.map(Body::Team), committee?.map(Body::Committee)];
    let body = importer.one_of(row, &[TEAM, COMMITTEE], &owners);
    let record = Membership {
        body: body?,
        role: role?,
        force: force?,
        spell: spell?,
    };
    let person = person?;
    importer.stood(Column::Memberships, row);
    importer.batch.memberships.push((person, record));
    Ok(())
}
