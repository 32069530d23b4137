//! Coverage over time: each unit's first and last share, and the way between.

use super::counts::grid;
use crate::{
    report::{Block, Cell, Column, Grid},
    words::{self, day, points, say, share},
};
use noidai::{
    Language,
    coverage::{InPeriod, Row, RowKind, Series},
};

/// Everything together day by day, and each row's way.
pub fn series(series: &Series, stratify: &[String], language: Language) -> Vec<Block> {
    let say = |vi, en| say(language, vi, en).to_owned();
    let mut blocks = vec![Block::Heading(say(
        "Tất cả, theo kỳ",
        "Everything, by period",
    ))];
    let total = |period: &InPeriod| {
        let name = day(period.coverage.day, language);
        Row {
            kind: RowKind::Unit,
            unit: String::new(),
            code: String::new(),
            name,
            level: String::new(),
            strata: Vec::new(),
            counts: period.coverage.total,
        }
    };
    let rows: Vec<Row> = series.periods.iter().map(total).collect();
    let mut totals = grid(&rows, &[], language);
    if let Some(first) = totals.columns.first_mut() {
        first.heading = say("Ngày", "Day");
    }
    blocks.push(Block::Grid(totals));
    blocks.push(Block::Heading(say("Từng đơn vị", "Each unit")));
    blocks.push(Block::Grid(ways(series, stratify, language)));
    blocks
}

/// One row a unit and stratum of the last period.
pub fn ways(series: &Series, stratify: &[String], language: Language) -> Grid {
    let say = |vi, en| say(language, vi, en);
    let ends = |period: Option<&InPeriod>| {
        period.map_or_else(String::new, |period| day(period.coverage.day, language))
    };
    let mut columns = vec![Column::text(say("Đơn vị", "Unit"))];
    for name in stratify {
        let name = name.split(':').next().unwrap_or(name);
        columns.push(Column::text(super::counts::capital(words::code(
            name, language,
        ))));
    }
    columns.push(Column::number(ends(series.periods.first())));
    columns.push(Column::number(ends(series.periods.last())));
    columns.push(Column::number(say("Tăng,\nđiểm %", "Change,\npoints")));
    columns.push(Column::text(say("Diễn biến", "Course")));
    let rows = series
        .periods
        .last()
        .map_or(&[][..], |last| &last.coverage.rows);
    let cells = |row: &Row| {
        let course: Vec<Option<(u32, u32)>> = series
            .periods
            .iter()
            .map(|period| {
                let same = |other: &&Row| {
                    other.kind == row.kind
                        && other.unit == row.unit
                        && other.level == row.level
                        && other.strata == row.strata
                };
                let found = period.coverage.rows.iter().find(same)?;
                Some((found.counts.share_low()?, found.counts.share_high()?))
            })
            .collect();
        let said = |ends: Option<(u32, u32)>| {
            let (low, high) = ends.unzip();
            Cell::text(share(low, high, language))
        };
        let first = course.first().copied().flatten();
        let last = course.last().copied().flatten();
        let change = match (first, last) {
            (Some((from, _)), Some((to, _))) => points(from, to, language),
            _ => "—".to_owned(),
        };
        let mut cells = vec![Cell::text(words::row(row, language))];
        let stratum = |text: &String| Cell::text(words::code(text, language));
        cells.extend(row.strata.iter().map(stratum));
        cells.extend([said(first), said(last), Cell::text(change)]);
        cells.push(Cell::Trend(course));
        cells
    };
    Grid {
        columns,
        rows: rows.iter().map(cells).collect(),
        has_sum: false,
    }
}
