//! `noidai journal known-at`: what was reported then, and what is known now.

use super::told::{Told, cells, folded};
use crate::{
    Context,
    failure::Failure,
    output::Sheet,
    report::{Block, Column, Grid, Report},
    verb::asking::{Asking, rule_of},
    words::{self, count, day, say},
};
use noidai::{
    coverage::{Coverage, Question, Row, Verdict, coverage},
    rule::MINISTRY,
};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Compared {
    known_at: String,
    then: Coverage,
    now: Coverage,
}

/// A rule by units, as a host knew it at an instant and as it is known now.
pub fn known_at(
    folder: &Path,
    known: &str,
    asking: &Asking,
    by: &str,
    context: &Context,
) -> Result<Told, Failure> {
    let rule = rule_of(asking.of.rule.as_deref().unwrap_or(MINISTRY))?;
    let recorded = folded(folder, context)?;
    let (registry, last) = (recorded.registry(), recorded.last_day());
    let then = recorded
        .known_at(known)
        .map_err(|error| Failure::Usage(error.path("HOST@INSTANT")))?;
    let on = asking.when.state(last)?;
    let mut question = Question::on(on);
    question.parameters = asking.of.given()?;
    question.by = vec![by.to_owned()];
    let now = coverage(registry, &rule, &question).map_err(|error| asking.of.wrong(error))?;
    question.known_at = Some(known.to_owned());
    let then = coverage(&then, &rule, &question).map_err(|error| asking.of.wrong(error))?;
    let language = context.language;
    let say = |vi, en| say(language, vi, en);
    let title = match language {
        noidai::Language::Vietnamese => &rule.names.vi,
        noidai::Language::English => &rule.names.en,
    };
    let subtitle = format!(
        "{} · {} {known}",
        day(on, language),
        say("đã biết lúc", "as known at")
    );
    let mut report = Report::new(title.clone(), subtitle);
    let mut sheet = Sheet::new(&[
        "row",
        "unit",
        "then_population",
        "then_numerator",
        "then_not_assessed",
        "now_population",
        "now_numerator",
        "now_not_assessed",
    ]);
    let mut rows = Vec::new();
    for row in &now.rows {
        let before = then
            .rows
            .iter()
            .find(|one| (&one.unit, one.kind) == (&row.unit, row.kind));
        let figures = |row: &Row| {
            [
                row.counts.population(),
                row.counts.numerator(),
                row.counts.of(Verdict::NotAssessed),
            ]
        };
        let (before, after) = (before.map_or([0; 3], figures), figures(row));
        let both = before.into_iter().chain(after);
        let shown = both.clone().map(|figure| count(figure as usize, language));
        rows.push(cells([words::row(row, language)].into_iter().chain(shown)));
        let kind = noidai::json::write(&row.kind)?.trim_matches('"').to_owned();
        let plain = both.map(|figure| figure.to_string());
        sheet.push([kind, row.unit.clone()].into_iter().chain(plain).collect());
    }
    let columns = [
        ("Đối tượng xét\n(khi ấy)", "Population\n(then)"),
        ("Đạt\n(khi ấy)", "Covered\n(then)"),
        ("Chưa đánh giá\n(khi ấy)", "Not assessed\n(then)"),
        ("Đối tượng xét\n(nay)", "Population\n(now)"),
        ("Đạt\n(nay)", "Covered\n(now)"),
        ("Chưa đánh giá\n(nay)", "Not assessed\n(now)"),
    ];
    let mut heads = vec![Column::text(say("Đơn vị", "Unit"))];
    heads.extend(columns.map(|(vi, en)| Column::number(say(vi, en))));
    report.push(Block::Grid(Grid {
        columns: heads,
        rows,
        has_sum: false,
    }));
    let compared = Compared {
        known_at: known.to_owned(),
        then,
        now,
    };
    Ok(Told::new(report, sheet, &compared)?)
}
