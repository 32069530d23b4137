//! One team as it stands on a day: its seats, and in how much each is fluent.

use super::household::{fluent, name};
use crate::{
    report::{Block, Cell, Column, Grid},
    words,
};
use noidai::{Day, Language, Registry, id::TeamIx, team::Body};

/// Name of a team, and a table of its members.
pub fn team(
    registry: &Registry,
    catalogue: &str,
    team: TeamIx,
    day: Day,
    language: Language,
) -> Vec<Block> {
    let say = |vi, en| words::say(language, vi, en);
    let known = registry.vocabulary().catalogue(catalogue);
    let members = registry.members_on(Body::Team(team), day);
    let cells = members.iter().map(|(person, seat)| {
        let word = |code| words::code(registry.vocabulary().text(code), language);
        let (fluent, of) = fluent(registry, known, *person, day);
        vec![
            Cell::text(name(registry, *person)),
            Cell::text(word(seat.role)),
            Cell::text(word(seat.force)),
            Cell::text(format!("{fluent}/{of}")),
        ]
    });
    let grid = Grid {
        columns: vec![
            Column::text(say("Thành viên", "Member")),
            Column::text(say("Vai trò", "Role")),
            Column::text(say("Lực lượng", "Force")),
            Column::number(say("Thành thạo", "Fluent in")),
        ],
        rows: cells.collect(),
        has_sum: false,
    };
    let name = registry.team(team).map_or("", |team| &team.name);
    vec![
        Block::Text(format!("{name} ({})", registry.team_ids().text(team))),
        Block::Grid(grid),
    ]
}
