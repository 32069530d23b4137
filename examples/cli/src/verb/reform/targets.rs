//! What becomes of targets at a reform, told.

use crate::{
    report::{Block, Cell, Column, Grid, Report},
    words::{self, number, percent, say},
};
use noidai::{
    Language,
    reform::{Fallen, Flow, Preview, Reason, TouchedTargets, Way},
    rule::built_in_of,
};

/// Tells which targets pass on, and which units are left without one and why.
pub fn tell(told: &Preview, report: &mut Report, language: Language) {
    let targets = &told.targets;
    if targets.passed_on > 0 {
        report.push(Block::Note(format!(
            "{} {}",
            number(targets.passed_on, language),
            say(
                language,
                "chỉ tiêu chuyển sang đơn vị mới, vì mọi đơn vị cũ cùng tỷ lệ, cùng hạn",
                "targets stand on a new unit, since all its old ones had the same share and due day",
            ),
        )));
    }
    if targets.fallen.is_empty() {
        return;
    }
    let heading = say(language, "Không còn chỉ tiêu", "Left without a target");
    report.push(Block::Heading(heading.to_owned()));
    let column = |vi, en| Column::text(say(language, vi, en));
    let rows = targets.fallen.iter().map(|own| {
        vec![
            Cell::text(called(&own.name, &own.code, &own.unit)),
            Cell::text(rule(&own.rule, language)),
            Cell::text(words::day(own.due, language)),
            Cell::text(why(own, &told.flow, language)),
        ]
    });
    report.push(Block::Grid(Grid {
        columns: vec![
            column("Đơn vị mới", "New unit"),
            column("Quy tắc", "Rule"),
            column("Hạn", "Due"),
            column("Lý do", "Reason"),
        ],
        rows: rows.collect(),
        has_sum: false,
    }));
}

/// How many targets the old unit of a way has, and how many of them stand on the new one.
pub fn of_way(targets: &TouchedTargets, way: &Way) -> (u64, u64) {
    let own = |one: &&noidai::reform::WayOfTargets| one.from == way.from && one.into == way.into;
    let found = targets.ways.iter().find(own);
    found.map_or((0, 0), |one| (one.targets, one.standing))
}

/// The name of a built-in rule; the id of another.
fn rule(id: &str, language: Language) -> String {
    let known = built_in_of(id);
    known.map_or_else(|| id.to_owned(), |rule| rule.names.get(language).to_owned())
}

/// A unit by its name, with its code where it has one, else its id.
fn called(name: &str, code: &str, id: &str) -> String {
    match code {
        "" => format!("{name} ({id})"),
        code => format!("{name} ({code})"),
    }
}

/// Why a unit has no target, with what each of its old units had.
fn why(own: &Fallen, flow: &Flow, language: Language) -> String {
    let reason = match own.reason {
        Reason::NotAll => say(
            language,
            "không phải mọi đơn vị cũ đều có chỉ tiêu",
            "not all its old units had one",
        ),
        Reason::DifferentShares => say(
            language,
            "các đơn vị cũ có tỷ lệ khác nhau",
            "the shares of its old units differ",
        ),
    };
    let none = say(language, "không có", "none");
    let old = own.of.iter().map(|old| {
        let share = old.target.map(|share| percent(share, language));
        let way = flow.ways.iter().find(|way| way.from == old.unit);
        let called = way.map_or_else(
            || old.unit.clone(),
            |way| called(&way.from_name, &way.from_code, &way.from),
        );
        format!("{called} {}", share.as_deref().unwrap_or(none))
    });
    format!("{reason}: {}", old.collect::<Vec<_>>().join(", "))
}
