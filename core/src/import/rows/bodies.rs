//! Committees, organisations and teams.

use super::{committees, organisations, own_unit, teams};
use crate::{
    Error, ErrorKind,
    import::{
        importer::{Importer, Parsed, Row},
        schema,
        values::at_most_one,
        words::List,
    },
    registry::Column,
    team::{AnswersTo, Committee, Organisation, Team},
};

pub(super) fn committee(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::committees::*;
    let id = importer.id(row, ID, committees);
    let unit = own_unit(importer, row, UNIT);
    let name = importer.text(row, NAME);
    let spell = importer.spell(row, FROM, UNTIL);
    let (id, unit, name, spell) = (id?, unit?, name?, spell?);
    importer.stood(Column::Committee, row);
    let record = Committee { spell, unit, name };
    importer.batch.committee.push((id, record));
    Ok(())
}

pub(super) fn organisation(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::organisations::*;
    let id = importer.id(row, ID, organisations);
    let unit = own_unit(importer, row, UNIT);
    let name = importer.text(row, NAME);
    let kind = importer.word(row, KIND, List::Organisation);
    let spell = importer.spell(row, FROM, UNTIL);
    let (id, unit, name, kind, spell) = (id?, unit?, name?, kind?, spell?);
    importer.stood(Column::Organisation, row);
    let record = Organisation {
        spell,
        unit,
        name,
        kind,
    };
    importer.batch.organisation.push((id, record));
    Ok(())
}

pub(super) fn team(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::teams::*;
    let id = importer.id(row, ID, teams);
    let unit = match importer.unit(row, UNIT) {
        Ok(Some(unit)) => Ok(unit),
        Ok(None) => {
            let error = Error::new(ErrorKind::TeamWithoutUnit).found(row.cell(ID));
            importer.fault(row, UNIT, error)
        }
        Err(bad) => Err(bad),
    };
    let name = importer.text(row, NAME);
    let organisation = importer.maybe_id(row, ORGANISATION, organisations);
    let committee = importer.maybe_id(row, COMMITTEE, committees);
    let office = importer.maybe_id(row, ANSWERS_TO, organisations);
    let spell = importer.spell(row, FROM, UNTIL);
    let committee = committee?.map(AnswersTo::Committee);
    let office = office?.map(AnswersTo::Organisation);
    let Ok(answers_to) = at_most_one(committee, office) else {
        let error = Error::new(ErrorKind::NotOne)
            .found("committee, answers_to")
            .expected("committee, answers_to");
        return importer.fault(row, ANSWERS_TO, error);
    };
    let record = Team {
        unit: unit?,
        name: name?,
        organisation: organisation?,
        answers_to,
        spell: spell?,
    };
    let id = id?;
    importer.stood(Column::Team, row);
    importer.batch.team.push((id, record));
    Ok(())
}
