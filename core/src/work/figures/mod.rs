//! Figures from elsewhere as they are told, what of them may be compared, and
//! members of teams by inhabitants.

mod answer;
mod compare;
mod members;

pub use answer::{Before, FigureQuestion, FigureRow, Figures, Said};
pub use compare::{CompareFigures, Compared, compare};
pub use members::MembersRow;

use crate::{Registry, Result, coverage::ANSWERS, figure::Figure, id::UnitIx};
use answer::row;

/// The figures whose period has begun by a day, each with the one before it of the
/// same edition.
///
/// Where a period is asked about, only those that end in it, so that each figure is in one
/// period of its sort; members by inhabitants are as of the day whatever the period.
///
/// A figure stays the figure of its unit on every map; the map says which units lie
/// in the one asked about, and where the members of teams stand.
///
/// ```
/// use noidai::{Registry, event::Batch, work::figures::{FigureQuestion, figures}};
/// let registry = Registry::open(Batch::default())?;
/// let answer = figures(&registry, &FigureQuestion::on("2024-04-26".parse()?))?;
/// assert!(answer.rows.is_empty() && answer.members.is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
///
/// # Errors
///
/// What is wrong with the question.
pub fn figures(registry: &Registry, question: &FigureQuestion) -> Result<Figures> {
    let map_day = question.map_day()?;
    let crossing = registry.crossing(map_day);
    let map = crossing.map();
    let within = question.within(registry, map)?;
    let is_asked = |unit: UnitIx, figure: &Figure| {
        let standing = crossing.standing(unit, Some(figure.from)).unit;
        within.is_none_or(|above| standing.is_some_and(|unit| map.lies_in(unit, above)))
    };
    let words = registry.vocabulary();
    let period = question.asked_period()?;
    let begun = registry.figures().iter().filter(|figure| {
        let name = words.text(figure.name);
        figure.from <= question.day
            && period.is_none_or(|own| own.holds(figure.until.before()))
            && (question.figures.is_empty() || question.figures.iter().any(|own| own == name))
            && is_asked(figure.unit, figure)
    });
    Ok(Figures {
        v: ANSWERS,
        day: question.day,
        map: question.map.clone(),
        map_day,
        known_at: question.known_at.clone(),
        unit: question.unit.clone(),
        period: question.period,
        rows: begun.map(|figure| row(registry, figure)).collect(),
        members: members::rows(registry, question.day, &crossing, within),
    })
}
