//! The tables of targets and figures.

use super::{
    Writer,
    writer::{DayCell, Put},
};
use crate::{
    Result,
    event::Batch,
    figure::Value,
    text::number::{decimal, percent},
};

pub(super) fn targets(batch: &Batch, put: Put<'_>) -> Result<()> {
    let words = &batch.vocabulary;
    let (mut from, mut until, mut day) = (DayCell::new(), DayCell::new(), DayCell::new());
    let mut targets = Writer::new("targets", put);
    for target in &batch.targets {
        let baseline = target.baseline;
        targets.row([
            batch.units.text(target.unit),
            words.text(target.level),
            words.text(target.rule),
            &percent(target.share),
            from.of(Some(target.from)),
            until.of(Some(target.due)),
            &baseline.map_or_else(String::new, |own| percent(own.share)),
            day.of(baseline.map(|own| own.day)),
            if target.is_assumed { "x" } else { "" },
            &target.source,
        ])?;
    }
    targets.close()?;
    let mut figures = Writer::new("figures", put);
    for figure in &batch.figures {
        let count = |count: u32| count.to_string();
        let points = |points: u32| decimal(u64::from(points), 3);
        let mut cells: [String; 7] = core::array::from_fn(|_| String::new());
        let [numerator, denominator, counted, scored, out_of, rank, among] = &mut cells;
        match figure.value {
            Value::Share {
                numerator: part,
                denominator: whole,
            } => (*numerator, *denominator) = (count(part), count(whole)),
            Value::Count(number) => *counted = count(number),
            Value::Score {
                points: own,
                out_of: all,
            } => (*scored, *out_of) = (points(own), points(all)),
            Value::Rank {
                place,
                among: others,
            } => (*rank, *among) = (count(place), count(others)),
        }
        figures.row([
            words.text(figure.name),
            batch.units.text(figure.unit),
            from.of(Some(figure.from)),
            until.of(Some(figure.until)),
            &figure.edition,
            numerator,
            denominator,
            counted,
            scored,
            out_of,
            rank,
            among,
            &figure.source,
        ])?;
    }
    figures.close()
}
