//! Households, residences and stalls.

use super::{households, own_unit, people, stalls};
use crate::{
    Error, ErrorKind,
    event::batch::{Household, Listed},
    household::{Head, Opened, Placed, Residence, Stall},
    import::{
        importer::{Importer, Parsed, Row},
        schema,
        words::List,
    },
    registry::Column,
};

pub(super) fn household(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::households::*;
    let id = importer.id(row, ID, households);
    let unit = own_unit(importer, row, UNIT);
    let head = importer.maybe_id(row, HEAD, people);
    let lane = importer.word(row, LANE, List::Name);
    let kind = importer.word(row, KIND, List::Household);
    let spell = importer.spell(row, FROM, UNTIL);
    let since = importer.day(row, SINCE);
    let listed = importer.yes_no(row, LISTED);
    let listed_since = importer.day(row, LISTED_SINCE);
    let (id, unit, head, lane) = (id?, unit?, head?, lane?);
    let (spell, since, listed_since) = (spell?, since?, listed_since?);
    if since.is_some() && since < spell.from {
        let error = Error::new(ErrorKind::BeforeOpened)
            .found(row.cell(SINCE))
            .expected(row.cell(ID));
        return importer.fault(row, SINCE, error);
    }
    let record = Household {
        opened: Opened { spell, kind: kind? },
        listed: match listed? {
            None => Listed::BySight,
            Some(false) => Listed::No,
            Some(true) => Listed::Yes,
        },
        address: importer.personal(row, ADDRESS)?,
    };
    let from = since.or(spell.from);
    importer.stood(Column::Household, row);
    importer.batch.household.push((id, record));
    importer.stood(Column::Placed, row);
    let placed = Placed { from, unit, lane };
    importer.batch.placed.push((id, placed));
    if let Some(person) = head {
        importer.stood(Column::Heads, row);
        importer.batch.heads.push((id, Head { from, person }));
    }
    if let Some(day) = listed_since {
        importer.stood(Column::Listed, row);
        importer.batch.listed.push((id, Some(day)));
    }
    Ok(())
}

pub(super) fn residence(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::residences::*;
    let person = importer.id(row, PERSON, people);
    let household = importer.id(row, HOUSEHOLD, households);
    let kind = importer.word(row, KIND, List::Residence);
    let spell = importer.spell(row, FROM, UNTIL);
    let reason = importer.word(row, REASON, List::Reason);
    let record = Residence {
        household: household?,
        kind: kind?,
        spell: spell?,
        reason: reason?,
    };
    let person = person?;
    importer.stood(Column::Residences, row);
    importer.batch.residences.push((person, record));
    Ok(())
}

pub(super) fn stall(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::stalls::*;
    let id = importer.id(row, ID, stalls);
    let household = importer.id(row, HOUSEHOLD, households);
    let unit = importer.unit(row, UNIT);
    let market = importer.word(row, MARKET, List::Name);
    let spell = importer.spell(row, FROM, UNTIL);
    let record = Stall {
        household: household?,
        unit: unit?,
        market: market?,
        spell: spell?,
    };
    let id = id?;
    importer.stood(Column::Stall, row);
    importer.batch.stall.push((id, record));
    Ok(())
}
