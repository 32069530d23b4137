//! The teams of a unit: how their areas stand, what they did, whom they are to visit.

use super::{asked::Asked, column::cell, part::Part};
use crate::{output::Sheet, verb::worklist};
use noidai::{
    Language, Registry,
    coverage::{Counts, Coverage, RowKind, Verdict},
    id::{TeamIx, UnitIx},
    work::worklist::{Reason, ToVisit, Worklist},
};

/// A team of the unit.
pub struct Team<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub unit: UnitIx,
    /// The households that it is to visit, in their order.
    pub list: Vec<&'a ToVisit>,
}

/// The teams of a unit on a day, in the order of the map, each with its part of the
/// unit's worklist: an order holds for what is taken out of it too.
pub fn teams<'a>(registry: &'a Registry, asked: &Asked, worklist: &'a Worklist) -> Vec<Team<'a>> {
    let map = &asked.place_map;
    let crossing = registry.crossing(asked.map_day());
    let mut standing: Vec<(usize, TeamIx, UnitIx)> = Vec::new();
    for ix in registry.team_ids().iter() {
        let known = registry.team(ix);
        if !known.is_some_and(|team| team.spell.holds(asked.day)) {
            continue;
        }
        let unit = registry.team_standing(ix, asked.day, &crossing);
        let unit = unit.and_then(|standing| standing.unit);
        let unit = unit.filter(|unit| map.lies_in(*unit, asked.unit));
        if let Some((unit, at)) = unit.and_then(|unit| Some((unit, map.position_of(unit)?))) {
            standing.push((at, ix, unit));
        }
    }
    let id = |ix: TeamIx| registry.team_ids().text(ix);
    standing.sort_by(|a, b| (a.0, id(a.1)).cmp(&(b.0, id(b.1))));
    let mut by_position: Vec<Vec<usize>> = vec![Vec::new(); map.units().len()];
    for (number, item) in worklist.list.iter().enumerate() {
        let unit = item.unit.as_ref();
        let unit = unit.and_then(|unit| registry.unit_ids().find(unit));
        let at = unit.and_then(|unit| map.position_of(unit));
        if let Some(own) = at.and_then(|at| by_position.get_mut(at)) {
            own.push(number);
        }
    }
    let list = |unit: UnitIx| {
        let positions = by_position.get(map.stretch(unit)).unwrap_or(&[]);
        let mut numbers: Vec<usize> = positions.iter().flatten().copied().collect();
        numbers.sort_unstable();
        let items = numbers.into_iter();
        items
            .filter_map(|number| worklist.list.get(number))
            .collect()
    };
    let team = |(_, ix, unit): (usize, TeamIx, UnitIx)| Team {
        id: id(ix),
        name: registry.team(ix).map_or("", |team| team.name.as_str()),
        unit,
        list: list(unit),
    };
    standing.into_iter().map(team).collect()
}

/// The columns that stand before the coverage of a team's area, and those after it.
const TEAM: [&str; 2] = ["team", "team_name"];
const WORK: [&str; 4] = ["activities", "households_reached", "paid_units", "to_visit"];

/// The column of a reason; `not_assessed` is a count of coverage already.
fn column_of(reason: Reason) -> &'static str {
    match reason {
        Reason::NotAssessed => "reason_not_assessed",
        reason => reason.code(),
    }
}

/// A row for each team, furthest behind first.
pub fn rows(registry: &Registry, teams: &[Team<'_>], covered: &Coverage, done: &Part) -> Sheet {
    let mut sheet = Sheet::new(&TEAM);
    sheet.widen(&crate::verb::coverage::HEADER);
    sheet.widen(&WORK);
    sheet.widen(&Reason::ALL.map(column_of));
    let mut ordered: Vec<(Option<Counts>, &Team<'_>, Vec<String>)> = Vec::new();
    for team in teams {
        let unit = registry.unit_ids().text(team.unit);
        let mut rows = covered.rows.iter();
        let area = rows.find(|row| row.kind == RowKind::Unit && row.unit == unit);
        let mut cells = vec![team.id.to_owned(), team.name.to_owned()];
        cells.extend(area.map_or_else(
            || vec![String::new(); crate::verb::coverage::HEADER.len()],
            crate::verb::coverage::cells,
        ));
        let rows = done.sheet.rows();
        let own = rows
            .iter()
            .find(|row| cell(&done.sheet, row, "stratum") == team.id);
        let of_done = WORK.iter().take(3).map(|name| {
            // Who did nothing has no row there.
            own.map_or("0", |row| cell(&done.sheet, row, name))
                .to_owned()
        });
        cells.extend(of_done);
        cells.push(team.list.len().to_string());
        cells.extend(Reason::ALL.map(|reason| {
            let of_reason = team.list.iter();
            let of_reason = of_reason.filter(|item| item.reasons.contains(&reason));
            of_reason.count().to_string()
        }));
        ordered.push((area.map(|row| row.counts), team, cells));
    }
    ordered.sort_by_key(|(counts, team, _)| {
        let low = counts.and_then(|counts| counts.share_low());
        let lacking = counts.map_or(0, |counts| {
            let open = [
                Verdict::NotCovered,
                Verdict::NotAssessed,
                Verdict::Undetermined,
            ];
            open.iter().map(|verdict| counts.of(*verdict)).sum()
        });
        // Where there is no share, nothing can be behind.
        (low.is_none(), low, core::cmp::Reverse(lacking), team.id)
    });
    for (_, _, cells) in ordered {
        sheet.push(cells);
    }
    sheet
}

/// A row for each household that a team is to visit, so many a team.
pub fn visits(
    registry: &Registry,
    teams: &[Team<'_>],
    (worklist, limit): (&Worklist, usize),
    language: Language,
) -> Sheet {
    let mut sheet = Sheet::new(&TEAM);
    sheet.widen(&worklist::HEADER);
    sheet.widen(&["head_name", "why", "to_do"]);
    for team in teams {
        for item in team.list.iter().take(limit) {
            let household = registry.household_ids().find(&item.household);
            let head = household.and_then(|own| registry.head_on(own, worklist.day));
            let mut cells = vec![team.id.to_owned(), team.name.to_owned()];
            cells.extend(worklist::cells(item));
            cells.push(head.map_or("", |head| registry.name(head)).to_owned());
            cells.push(worklist::why(item, language));
            cells.push(worklist::what(
                registry,
                &worklist.catalogue,
                item,
                language,
            ));
            sheet.push(cells);
        }
    }
    sheet
}
