//! What in a batch contradicts itself. Import refuses it, merge marks it.

mod activities;
mod at_once;
mod checker;
mod doubled;
mod ends;
mod facts;
mod hierarchy;
mod pairs;
mod targets;

use crate::{
    Error, ErrorKind,
    event::{Batch, Column},
};
use checker::Checker;

/// A contradiction, and the fact that it was seen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The column.
    pub column: Column,
    /// The fact's position in the column, in order of arrival.
    pub index: usize,
    /// What is wrong with it.
    pub error: Error,
}

/// One key with different content, by column and position. For a batch as it
/// came, before reforms are laid down on it.
pub(super) fn doubled(batch: &Batch) -> Vec<Finding> {
    let mut checker = Checker::new(batch);
    doubled::records(&mut checker);
    doubled::from_one_day(&mut checker);
    doubled::of_one_key(&mut checker);
    doubled::assessments_and_setups(&mut checker);
    targets::doubled(&mut checker);
    checker.findings()
}

/// What is odd and no contradiction: attendance of somebody who is not in the team
/// on the day.
pub(super) fn warnings(batch: &Batch) -> Vec<Finding> {
    let mut checker = Checker::new(batch);
    activities::outsiders(&mut checker);
    checker.findings()
}

/// The units that lie under themselves.
pub(super) fn cycles(batch: &Batch) -> Vec<Error> {
    let mut checker = Checker::new(batch);
    hierarchy::units_under_themselves(&mut checker);
    let found = checker.findings().into_iter().map(|finding| finding.error);
    found
        .filter(|error| error.kind() == ErrorKind::UnitUnderItself)
        .collect()
}

/// Two heads of one team at once: a table may say so, devices contradict each other.
pub(crate) fn two_heads(batch: &Batch) -> Vec<Finding> {
    let mut checker = Checker::new(batch);
    at_once::heads(&mut checker);
    checker.findings()
}

/// What else contradicts itself, by column and position. For a batch on which its
/// reforms have been laid down, since facts may refer to what they open.
pub(super) fn facts(batch: &Batch) -> Vec<Finding> {
    let mut checker = Checker::new(batch);
    hierarchy::units_under_themselves(&mut checker);
    facts::bodies(&mut checker);
    facts::households(&mut checker);
    facts::skills(&mut checker);
    activities::activities(&mut checker);
    targets::units(&mut checker);
    ends::idle(&mut checker);
    at_once::memberships(&mut checker);
    at_once::residences(&mut checker);
    checker.findings()
}
