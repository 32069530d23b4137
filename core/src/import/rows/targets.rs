//! Targets, and figures that come from elsewhere.

use super::own_unit;
use crate::{
    Day, Error, ErrorKind,
    event::Code,
    figure::{Figure, Value},
    import::{
        importer::{Bad, Importer, Parsed, Row},
        schema,
        words::List,
    },
    registry::Column,
    target::{Baseline, Target},
    text::number,
};

/// All of something, in parts per million.
const WHOLE: u32 = 1_000_000;

pub(super) fn target(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::targets::*;
    let unit = own_unit(importer, row, UNIT);
    let level = importer.word(row, LEVEL, List::Level);
    let rule = rule(importer, row, RULE);
    let target = share(importer, row, SHARE);
    let (from, due) = (day(importer, row, FROM), day(importer, row, DUE));
    let baseline = baseline(importer, row);
    let is_assumed = importer.yes_no(row, ASSUMED);
    let source = importer.text(row, SOURCE);
    let Some(share) = target? else {
        return importer.missing(row, SHARE);
    };
    let (from, due, baseline) = (from?, due?, baseline?);
    for (begins, column) in [
        (Some(from), DUE),
        (baseline.map(|own| own.day), BASELINE_DAY),
    ] {
        if let Some(begins) = begins.filter(|begins| due <= *begins) {
            let error = Error::new(ErrorKind::EndsBeforeBegins).found(due.to_string());
            return importer.fault(row, column, error.expected(begins.to_string()));
        }
    }
    let record = Target {
        unit: unit?,
        level: level?,
        rule: rule?,
        due,
        from,
        share,
        baseline,
        is_assumed: is_assumed?.unwrap_or(false),
        source: source?.into(),
    };
    importer.stood(Column::Targets, row);
    importer.batch.targets.push(record);
    Ok(())
}

/// The id of a rule, kept as it is written: rules are the question's.
fn rule(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<Code> {
    let text = row.cell(column);
    if text.is_empty() {
        return importer.missing(row, column);
    }
    match importer.batch.vocabulary.code(text) {
        Ok(code) => Ok(code),
        Err(error) => importer.fault(row, column, error),
    }
}

fn day(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<Day> {
    match importer.day(row, column)? {
        Some(day) => Ok(day),
        None => importer.missing(row, column),
    }
}

fn share(importer: &mut Importer, row: &Row<'_>, column: usize) -> Parsed<Option<u32>> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(None);
    }
    match number::share(text) {
        Some(share) if share <= WHOLE => Ok(Some(share)),
        Some(share) => {
            let error = Error::new(ErrorKind::TargetAboveAll).found(number::percent(share));
            importer.fault(row, column, error)
        }
        None => {
            let error = Error::new(ErrorKind::UnknownValue).found(text);
            importer.fault(row, column, error.expected("70%, 66,67%, 0,7%"))
        }
    }
}

fn baseline(importer: &mut Importer, row: &Row<'_>) -> Parsed<Option<Baseline>> {
    use schema::targets::*;
    let share = share(importer, row, BASELINE);
    let day = importer.day(row, BASELINE_DAY);
    match (share?, day?) {
        (Some(share), Some(day)) => Ok(Some(Baseline { day, share })),
        (None, None) => Ok(None),
        (None, Some(_)) => importer.missing(row, BASELINE),
        (Some(_), None) => importer.missing(row, BASELINE_DAY),
    }
}

pub(super) fn figure(importer: &mut Importer, row: &Row<'_>) -> Parsed<()> {
    use schema::figures::*;
    let name = importer.word(row, FIGURE, List::Figure);
    let unit = own_unit(importer, row, UNIT);
    let (from, until) = (importer.day(row, FROM), importer.day(row, UNTIL));
    let edition = importer.text(row, EDITION);
    let value = value(importer, row);
    let source = importer.text(row, SOURCE);
    let (from, until) = match (from?, until?) {
        (Some(from), Some(until)) if from < until => (from, until),
        (Some(from), Some(until)) => {
            let error = Error::new(ErrorKind::EndsBeforeBegins).found(until.to_string());
            return importer.fault(row, UNTIL, error.expected(from.to_string()));
        }
        (from, _) => {
            let column = if from.is_none() { FROM } else { UNTIL };
            let error = Error::new(ErrorKind::FigureWithoutPeriod).found(row.cell(FIGURE));
            return importer.fault(row, column, error);
        }
    };
    let (edition, value) = (edition?, value?);
    if edition.is_empty() && value.has_edition() {
        return importer.missing(row, EDITION);
    }
    let record = Figure {
        name: name?,
        unit: unit?,
        from,
        until,
        edition: edition.into(),
        value,
        source: source?.into(),
    };
    importer.stood(Column::Figures, row);
    importer.batch.figures.push(record);
    Ok(())
}

/// A number in so many digits behind the point.
fn number(
    importer: &mut Importer,
    row: &Row<'_>,
    column: usize,
    thousandths: bool,
) -> Parsed<Option<u32>> {
    let text = row.cell(column);
    if text.is_empty() {
        return Ok(None);
    }
    let read = match thousandths {
        true => number::read(text).filter(|read| read % 1000 == 0),
        false => number::whole(text),
    };
    let read = read.map(|read| if thousandths { read / 1000 } else { read });
    match read.and_then(|read| u32::try_from(read).ok()) {
        Some(read) => Ok(Some(read)),
        None => importer.value(row, column, ErrorKind::BadNumber, ""),
    }
}

/// The one thing that a figure says: each form by the cell that no other has.
fn value(importer: &mut Importer, row: &Row<'_>) -> Parsed<Value> {
    use schema::figures::*;
    let numerator = number(importer, row, NUMERATOR, false);
    let denominator = number(importer, row, DENOMINATOR, false);
    let count = number(importer, row, COUNT, false);
    let points = number(importer, row, POINTS, true);
    let out_of = number(importer, row, OUT_OF, true);
    let rank = number(importer, row, RANK, false);
    let among = number(importer, row, AMONG, false);
    let whole = [denominator?, out_of?, among?];
    let said = [numerator?, count?, points?, rank?];
    let columns = [NUMERATOR, COUNT, POINTS, RANK];
    importer.one_of(row, &columns, &said)?;
    let (value, column) = match (said, whole) {
        ([_, Some(count), ..], [None, None, None]) => (Value::Count(count), COUNT),
        ([Some(numerator), ..], [Some(denominator), None, None]) => {
            let value = Value::Share {
                numerator,
                denominator,
            };
            (value, NUMERATOR)
        }
        ([_, _, Some(points), _], [None, Some(out_of), None]) => {
            (Value::Score { points, out_of }, POINTS)
        }
        ([.., Some(place)], [None, None, Some(among)]) => (Value::Rank { place, among }, RANK),
        ([.., Some(place)], [None, None, None]) => {
            let error = Error::new(ErrorKind::RankWithoutAmong).found(place.to_string());
            return importer.fault(row, AMONG, error);
        }
        ([Some(_), ..], [None, None, None]) => return importer.missing(row, DENOMINATOR),
        ([_, _, Some(_), _], [None, None, None]) => return importer.missing(row, OUT_OF),
        _ => return odd_whole(importer, row, whole),
    };
    match value.check() {
        Ok(()) => Ok(value),
        Err((error, _)) => importer.fault(row, column, error),
    }
}

/// A whole that belongs to another form than the one that the row has.
fn odd_whole(
    importer: &mut Importer,
    row: &Row<'_>,
    whole: [Option<u32>; 3],
) -> Result<Value, Bad> {
    use schema::figures::*;
    let columns = [DENOMINATOR, OUT_OF, AMONG];
    let given = columns.iter().zip(whole).filter(|(_, own)| own.is_some());
    let name = |column: usize| row.table.columns.get(column).map_or("", |own| own.name);
    let given: Vec<usize> = given.map(|(column, _)| *column).collect();
    let found: Vec<&str> = given.iter().map(|column| name(*column)).collect();
    let error = Error::new(ErrorKind::NotOne).found(found.join(", "));
    let error = error.expected("numerator / denominator, count, points / out_of, rank / among");
    importer.fault(row, given.first().copied().unwrap_or(FIGURE), error)
}
