//! Which cell a contradiction between rows stands in.

use super::Imported;
use crate::{
    ErrorKind,
    error::At,
    event::{Batch, batch::FlagOwner, batch::SetupOwner},
    registry::{Column, Finding},
};

impl Imported {
    /// The cell that a finding about this batch stands in: the row of its fact,
    /// and the column that holds what is wrong.
    pub fn place_of(&self, finding: &Finding) -> At {
        let at = self.place(finding.column, finding.index);
        let mut at = super::reforms::placed(at, finding.error.place());
        let stand = self
            .places
            .get(finding.column as usize)
            .and_then(|places| places.get(finding.index));
        let file = stand.and_then(|(file, _)| self.files.get(usize::from(file)));
        if let (At::Cell { column, .. }, Some(file)) = (&mut at, file)
            && let Some(name) = column_of(&self.batch, finding)
            && let Some((position, _)) = file.table.and_then(|table| table.column(name))
            && let Some(header) = file.headers.get(position)
        {
            column.clone_from(header);
        }
        at
    }
}

/// The column of the fact's table, by its stable name.
fn column_of(batch: &Batch, finding: &Finding) -> Option<&'static str> {
    let error = &finding.error;
    Some(match error.kind() {
        ErrorKind::UnknownReference => return reference_of(batch, finding),
        ErrorKind::EndsBeforeBegins => match finding.column {
            Column::UnitOpened => "closed",
            _ => "until",
        },
        ErrorKind::UnitUnderItself => "parent",
        ErrorKind::DuplicateKeyOther => match finding.column {
            Column::Assessments => "level",
            Column::Setups => "state",
            Column::Done => "outcome",
            Column::Deaths => "died",
            Column::Targets => "share",
            Column::Figures => "figure",
            Column::Flags | Column::Advocates => "until",
            _ => "id",
        },
        ErrorKind::AfterDeath | ErrorKind::BeforeOpened => match finding.column {
            Column::Assessments | Column::Setups | Column::Advocates | Column::Teachings => "day",
            Column::Heads => "head",
            Column::Done => "person",
            _ => "from",
        },
        ErrorKind::NotThatDay => "activity",
        ErrorKind::NotInTeam => "person",
        ErrorKind::NextBeforeVisit => "next",
        ErrorKind::TwoResidences | ErrorKind::TwoMemberships => "from",
        ErrorKind::TwoFromOneDay => match finding.column {
            Column::UnitCodes => "code",
            Column::UnitNames => "name",
            Column::UnitParents => "parent",
            Column::Placed => "unit",
            Column::Heads => "head",
            _ => return None,
        },
        _ => return None,
    })
}

/// The column that an id which refers to nothing stands in.
fn reference_of(batch: &Batch, finding: &Finding) -> Option<&'static str> {
    let found = finding.error.found_text(true)?;
    let at = finding.index;
    Some(match (finding.column, finding.error.expected_text()?) {
        (Column::UnitParents, _) => "parent",
        (Column::Heads, "person") => "head",
        (Column::Assessments, "person") => {
            let (person, _) = batch.assessments.get(at)?;
            match batch.people.text(*person) == found {
                true => "person",
                false => "by",
            }
        }
        (Column::Advocates, "person") => "advocate",
        (Column::Teachings, "person") => {
            let (advocate, _) = batch.teachings.get(at)?;
            match batch.people.text(*advocate) == found {
                true => "advocate",
                false => "learner",
            }
        }
        (Column::Team, "organisation") => {
            let (_, team) = batch.team.get(at)?;
            match team.organisation.map(|own| batch.organisations.text(own)) == Some(found) {
                true => "organisation",
                false => "answers_to",
            }
        }
        (Column::Flags, _) => match batch.flags.get(at)?.0 {
            FlagOwner::Person(_) => "person",
            FlagOwner::Household(_) => "household",
        },
        (Column::Setups, _) => match batch.setups.get(at)?.0 {
            SetupOwner::Person(_) => "person",
            SetupOwner::Household(_) => "household",
            SetupOwner::Stall(_) => "stall",
        },
        (Column::Household | Column::Placed | Column::Heads, "household") => "id",
        (_, "person") => "person",
        (_, "household") => "household",
        (_, "unit") => "unit",
        (_, "team") => "team",
        (_, "committee") => "committee",
        (_, "organisation") => "organisation",
        (_, "stall") => "stall",
        (_, "activity") => "activity",
        _ => return None,
    })
}
