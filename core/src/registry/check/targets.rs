//! Targets and figures: their units, and two of one key.

use super::{checker::Checker, doubled::differing_keys};
use crate::{Error, ErrorKind, event::Column};

/// That targets and figures are of units that are recorded.
pub(super) fn units(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    for (index, target) in batch.targets.iter().enumerate() {
        checker.unit(Column::Targets, index, target.unit);
    }
    for (index, figure) in batch.figures.iter().enumerate() {
        checker.unit(Column::Figures, index, figure.unit);
    }
}

/// Two targets of one unit, level, rule and due day; two figures of one name, form,
/// unit, period and edition.
pub(super) fn doubled(checker: &mut Checker<'_>) {
    let batch = checker.batch;
    let targets = differing_keys(
        &batch.targets,
        |target| (target.unit, target.level, target.rule, target.due),
        |a, b| a == b,
    );
    for index in targets {
        let due = batch.targets.get(index).map(|target| target.due);
        let error = Error::new(ErrorKind::DuplicateKeyOther);
        let error = error.found(due.map_or_else(String::new, |due| due.to_string()));
        checker.add(Column::Targets, index, error);
    }
    let figures = differing_keys(
        &batch.figures,
        |own| {
            let form = own.value.form();
            (
                own.name,
                own.unit,
                own.from,
                own.until,
                form,
                own.edition.clone(),
            )
        },
        |a, b| a == b,
    );
    for index in figures {
        let name = batch.figures.get(index).map(|figure| figure.name);
        let name = name.map_or("", |name| batch.vocabulary.text(name));
        let error = Error::new(ErrorKind::DuplicateKeyOther).found(name);
        checker.add(Column::Figures, index, error);
    }
}
