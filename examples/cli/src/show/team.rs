//! One team as it stands on a day: its seats, and in how much each is fluent.

use super::{drawing, household::name, words};
use noidai::{Day, Language, Registry, coverage::Verdict, id::TeamIx, skill::SkillIx, team::Body};
use std::fmt::Write;

/// Name and place of a team, and a table of its members.
pub fn team(
    registry: &Registry,
    catalogue: &str,
    team: TeamIx,
    day: Day,
    found: Option<Verdict>,
    language: Language,
) -> String {
    let say = |vi, en| words::say(language, vi, en);
    let name_of = registry.team(team).map_or("", |team| &team.name);
    let mut text = format!("{name_of} ({})\n", registry.team_ids().text(team));
    if let Some(found) = found {
        let _ = writeln!(text, "→ {}", words::verdict(found, language));
    }
    let mut table = drawing::empty();
    table.set_header([
        say("Thành viên", "Member"),
        say("Vai trò", "Role"),
        say("Lực lượng", "Force"),
        say("Thành thạo", "Fluent in"),
    ]);
    let catalogue = registry.vocabulary().catalogue(catalogue);
    for (person, seat) in registry.members_on(Body::Team(team), day) {
        let word = |code| words::code(registry.vocabulary().text(code), language);
        let fluent = catalogue.map_or_else(String::new, |(at, catalogue)| {
            let skills = (0..catalogue.skills.len()).filter_map(|skill| SkillIx::new(at, skill));
            let fluent = skills.filter(|skill| {
                registry
                    .assessed_on(person, *skill, day, |_| true)
                    .is_some_and(|found| found.level >= catalogue.fluent_level())
            });
            format!("{}/{}", fluent.count(), catalogue.skills.len())
        });
        table.add_row([
            name(registry, person),
            word(seat.role),
            word(seat.force),
            &fluent,
        ]);
    }
    let _ = writeln!(text, "{}", table.trim_fmt());
    text
}
