//! One fact a row, table by table.

mod activities;
mod bodies;
mod catalogues;
mod facts;
mod households;
mod people;
mod targets;

pub(super) use catalogues::{ByCode, CatalogueRows};

use super::{
    importer::{Importer, Parsed, Row},
    schema::Table,
    units,
};
use crate::{
    event::Batch,
    id::{
        ActivityIx, CommitteeIx, HouseholdIx, Ids, OrganisationIx, PersonIx, StallIx, TeamIx,
        UnitIx,
    },
};

pub(super) type Take = fn(&mut Importer, &Row<'_>) -> Parsed<()>;

/// What reads the rows of a table.
pub(super) fn of(table: &Table) -> Option<Take> {
    Some(match table.name {
        "units" => units::row,
        "skills" => catalogues::skill,
        "platforms" => catalogues::platform,
        "flag_catalogue" => catalogues::flag,
        "committees" => bodies::committee,
        "organisations" => bodies::organisation,
        "teams" => bodies::team,
        "people" => people::person,
        "members" => people::member,
        "households" => households::household,
        "residences" => households::residence,
        "stalls" => households::stall,
        "activities" => activities::activity,
        "attendance" => activities::attendance,
        "visits" => activities::visit,
        "met" => activities::met,
        "guided" => activities::guided,
        "problems" => activities::problem,
        "assessments" => facts::assessment,
        "setups" => facts::setup,
        "flags" => facts::flag,
        "teaching" => facts::teaching,
        "targets" => targets::target,
        "figures" => targets::figure,
        _ => return None,
    })
}

fn people(batch: &mut Batch) -> &mut Ids<PersonIx> {
    &mut batch.people
}
fn households(batch: &mut Batch) -> &mut Ids<HouseholdIx> {
    &mut batch.households
}
fn teams(batch: &mut Batch) -> &mut Ids<TeamIx> {
    &mut batch.teams
}
fn committees(batch: &mut Batch) -> &mut Ids<CommitteeIx> {
    &mut batch.committees
}
fn organisations(batch: &mut Batch) -> &mut Ids<OrganisationIx> {
    &mut batch.organisations
}
fn stalls(batch: &mut Batch) -> &mut Ids<StallIx> {
    &mut batch.stalls
}
fn activities(batch: &mut Batch) -> &mut Ids<ActivityIx> {
    &mut batch.activities
}

/// The unit that a row stands in; empty is a fault.
fn own_unit(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<UnitIx> {
    match importer.unit(row, column)? {
        Some(unit) => Ok(unit),
        None => importer.missing(row, column),
    }
}
