//! Two figures side by side: only of one edition.

use super::answer::{FigureRow, change, row};
use crate::{Day, Error, ErrorKind, Registry, Result, coverage::ANSWERS, figure::Figure};
use serde::{Deserialize, Serialize};

/// Which two figures are to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareFigures {
    /// The name of the figure.
    pub figure: String,
    /// `share`, `count`, `score` or `rank`.
    pub form: String,
    /// Id of the unit.
    pub unit: String,
    /// A day in the period of the first.
    pub first: Day,
    /// A day in the period of the second.
    pub second: Day,
}

/// Two figures of one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Compared {
    /// Version of the words and forms of answers.
    pub v: u32,
    /// The first.
    pub first: FigureRow,
    /// The second.
    pub second: FigureRow,
    /// How much more the second is: parts per million of a share, thousandths of a
    /// point, or so many; for a rank how many places up.
    pub change: i64,
}

/// Compares two figures.
///
/// # Errors
///
/// There is no such figure on a day, or the two are of different editions.
pub fn compare(registry: &Registry, asked: &CompareFigures) -> Result<Compared> {
    let words = registry.vocabulary();
    let on = |day: Day, path: &str| {
        let fits = |figure: &&Figure| {
            words.text(figure.name) == asked.figure
                && registry.unit_ids().text(figure.unit) == asked.unit
                && figure.value.form() == asked.form
                && figure.from <= day
                && day < figure.until
        };
        let found: Vec<&Figure> = registry.figures().iter().filter(fits).collect();
        match found.is_empty() {
            true => Err(Error::new(ErrorKind::UnknownSubject)
                .found(format!(
                    "{} {} {} {day}",
                    asked.figure, asked.form, asked.unit
                ))
                .expected("figure")
                .path(path)),
            false => Ok(found),
        }
    };
    let (first, second) = (on(asked.first, "/first")?, on(asked.second, "/second")?);
    let pair = first.iter().find_map(|one| {
        let same = |other: &&&Figure| other.edition == one.edition;
        Some((*one, *second.iter().find(same)?))
    });
    let Some((one, two)) = pair else {
        let editions = |of: &[&Figure]| {
            let editions: Vec<&str> = of.iter().map(|figure| &*figure.edition).collect();
            editions.join(", ")
        };
        let error = Error::new(ErrorKind::OtherEdition).found(editions(&first));
        return Err(error.expected(editions(&second)).path("/second"));
    };
    Ok(Compared {
        v: ANSWERS,
        first: row(registry, one),
        second: row(registry, two),
        change: change(one.value, two.value),
    })
}
