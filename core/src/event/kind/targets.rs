//! Targets, and figures that come from elsewhere.

use super::{Form, Kind, Use, field, one};
use crate::{
    Error, ErrorKind, Result,
    event::{Batch, Code, Column, Event, Reading, write::Out},
    figure::{Figure, Value},
    target::{Baseline, Target},
};

const UNIT: &[&str] = &["unit"];
/// All of something, in parts per million.
const WHOLE: u32 = 1_000_000;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "target-set",
        rank: 810,
        meaning: "So many of a unit's subjects, or of those of each unit of a level in it, are to be covered by a rule on the due day; the day is the first of the period that the target is set for. `assumed` says that its source names no rule.",
        on: Use::Must,
        unit: Use::No,
        about: &[one(UNIT)],
        data: &[
            field("level", Form::Code, Use::Key),
            field("rule", Form::Code, Use::MustKey),
            field("due", Form::Day, Use::MustKey),
            field("share", Form::Count, Use::Must),
            field("baseline", Form::Count, Use::Maybe),
            field("baseline_day", Form::Day, Use::Maybe),
            field("assumed", Form::YesNo, Use::Maybe),
            field("source", Form::Text, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"target-set","on":"2022-05-30","about":[{"noun":"unit","id":"93"}],"data":{"assumed":true,"due":"2022-09-30","rule":"ministry-household","share":700000,"source":"103/KH-UBND"}}"#,
        lay_down: |event, batch| {
            let target = target(event, batch)?;
            batch.targets.push(target);
            Ok(())
        },
    },
    Kind {
        name: "figure-recorded",
        rank: 820,
        meaning: "A figure of a unit that comes from elsewhere: a share, a count, a score (in thousandths of a point) or a rank, for the period from the day until before `until`.",
        on: Use::MustKey,
        unit: Use::No,
        about: &[one(UNIT)],
        data: &[
            field("figure", Form::Code, Use::MustKey),
            field("form", Form::OneOf(Value::FORMS), Use::MustKey),
            field("until", Form::Day, Use::MustKey),
            field("edition", Form::Text, Use::Key),
            field("numerator", Form::Count, Use::Maybe),
            field("denominator", Form::Count, Use::Maybe),
            field("count", Form::Count, Use::Maybe),
            field("points", Form::Count, Use::Maybe),
            field("out_of", Form::Count, Use::Maybe),
            field("rank", Form::Count, Use::Maybe),
            field("among", Form::Count, Use::Maybe),
            field("source", Form::Text, Use::Maybe),
        ],
        personal: &[],
        example: r#"{"v":1,"kind":"figure-recorded","on":"2023-01-01","about":[{"noun":"unit","id":"93"}],"data":{"among":63,"edition":"PAR INDEX","figure":"par-index","form":"rank","rank":19,"source":"Báo Hậu Giang","until":"2024-01-01"}}"#,
        lay_down: |event, batch| {
            let figure = figure(event, batch)?;
            batch.figures.push(figure);
            Ok(())
        },
    },
];

fn count(event: &Reading<'_>, name: &str) -> Option<u32> {
    event
        .number(name)
        .and_then(|count| u32::try_from(count).ok())
}

fn target(event: &Reading<'_>, batch: &mut Batch) -> Result<Target> {
    let at = |error: Error, name: &str| error.path(format!("/data/{name}"));
    let from = event.required_day()?;
    let missing = |name: &str| at(Error::new(ErrorKind::MissingField).expected(name), name);
    let due = event.day_of("due").ok_or_else(|| missing("due"))?;
    let share = |name: &str| match count(event, name) {
        Some(share) if share > WHOLE => {
            let error = Error::new(ErrorKind::TargetAboveAll);
            Err(at(error.found(crate::text::number::percent(share)), name))
        }
        share => Ok(share),
    };
    let days = |ends: crate::Day, begins: crate::Day, name: &str| {
        let error = Error::new(ErrorKind::EndsBeforeBegins).found(ends.to_string());
        at(error.expected(begins.to_string()), name)
    };
    if due <= from {
        return Err(days(due, from, "due"));
    }
    let baseline = match (share("baseline")?, event.day_of("baseline_day")) {
        (Some(_), Some(day)) if due <= day => return Err(days(due, day, "baseline_day")),
        (Some(share), Some(day)) => Some(Baseline { day, share }),
        (None, None) => None,
        (None, Some(_)) => return Err(missing("baseline")),
        (Some(_), None) => return Err(missing("baseline_day")),
    };
    Ok(Target {
        unit: batch.units.intern(event.own("", "unit"))?,
        level: event.word(batch, "level")?,
        rule: event.word(batch, "rule")?,
        due,
        from,
        share: share("share")?.unwrap_or(0),
        baseline,
        is_assumed: event.yes_no("assumed").unwrap_or(false),
        source: event.text("source").into(),
    })
}

fn figure(event: &Reading<'_>, batch: &mut Batch) -> Result<Figure> {
    let missing = |name: &str| {
        let error = Error::new(ErrorKind::MissingField).expected(name);
        error.path(format!("/data/{name}"))
    };
    let number = |name: &str| count(event, name).ok_or_else(|| missing(name));
    let from = event.required_day()?;
    let until = event.day_of("until").ok_or_else(|| missing("until"))?;
    let value = match event.code("form") {
        "share" => Value::Share {
            numerator: number("numerator")?,
            denominator: number("denominator")?,
        },
        "score" => Value::Score {
            points: number("points")?,
            out_of: number("out_of")?,
        },
        "rank" => Value::Rank {
            place: number("rank")?,
            among: number("among").map_err(|error| {
                let found = event.number("rank").unwrap_or(0).to_string();
                let kind = Error::new(ErrorKind::RankWithoutAmong).found(found);
                kind.at(error.place().clone())
            })?,
        },
        _ => Value::Count(number("count")?),
    };
    let edition = event.text("edition");
    if edition.is_empty() && value.has_edition() {
        return Err(missing("edition"));
    }
    value
        .check()
        .map_err(|(error, name)| error.path(format!("/data/{name}")))?;
    Ok(Figure {
        name: event.word(batch, "figure")?,
        unit: batch.units.intern(event.own("", "unit"))?,
        from,
        until,
        edition: edition.into(),
        value,
        source: event.text("source").into(),
    })
}

pub(super) fn write(batch: &Batch, out: &mut Out<'_>) {
    let word = |code: Code| batch.vocabulary.text(code);
    for (row, target) in out.rows(&batch.targets) {
        let mut event = Event::new("target-set")
            .on(target.from)
            .about("unit", batch.units.text(target.unit))
            .data_if("level", word(target.level))
            .data("rule", word(target.rule))
            .data("due", target.due.to_string())
            .data("share", target.share)
            .data_if("source", &target.source);
        if let Some(Baseline { day, share }) = target.baseline {
            event = event.data("baseline", share);
            event = event.data("baseline_day", day.to_string());
        }
        if target.is_assumed {
            event = event.data("assumed", true);
        }
        out.put(Column::Targets, row, event);
    }
    for (row, figure) in out.rows(&batch.figures) {
        let event = Event::new("figure-recorded")
            .on(figure.from)
            .about("unit", batch.units.text(figure.unit))
            .data("figure", word(figure.name))
            .data("form", figure.value.form())
            .data("until", figure.until.to_string())
            .data_if("edition", &figure.edition)
            .data_if("source", &figure.source);
        let event = match figure.value {
            Value::Share {
                numerator,
                denominator,
            } => event
                .data("numerator", numerator)
                .data("denominator", denominator),
            Value::Count(count) => event.data("count", count),
            Value::Score { points, out_of } => event.data("points", points).data("out_of", out_of),
            Value::Rank { place, among } => event.data("rank", place).data("among", among),
        };
        out.put(Column::Figures, row, event);
    }
}
