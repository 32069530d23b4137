//! Changes and questions as lines, short enough to be read in a test.

use noidai::{
    Registry,
    gap::{Ask, Change, Named},
    import::{Options, Source, tables},
};

/// A registry of tables.
pub fn registry(files: &[(&str, &str)]) -> Registry {
    let sources: Vec<Source> = files
        .iter()
        .map(|(file, text)| Source {
            file,
            bytes: text.as_bytes(),
        })
        .collect();
    let imported = tables(&sources, &Options::default());
    Registry::open(imported.map_err(|faults| faults.first).unwrap().batch).unwrap()
}

pub fn named(named: &Named) -> String {
    match (&named.id, named.new) {
        (Some(id), _) => id.clone(),
        (None, Some(number)) => format!("new-{}-{number}", named.noun),
        (None, None) => "?".to_owned(),
    }
}

pub fn change(change: &Change) -> String {
    match change {
        Change::Raise {
            person,
            skill,
            from,
            to,
            cost,
            ..
        } => {
            let from = from.as_deref().unwrap_or("?");
            format!("raise {} {skill} {from}>{to} {cost}", named(person))
        }
        Change::SetUp {
            owner,
            platform,
            to,
            ..
        } => format!("set-up {} {platform} {}", named(owner), to.code()),
        Change::AddMember {
            body,
            person,
            role,
            force,
            ..
        } => {
            let force = force.as_deref().unwrap_or("any");
            format!(
                "add {} to {} as {role}, {force}",
                named(person),
                named(body)
            )
        }
        Change::AppointHead { body, person, .. } => {
            format!("head {} of {}", named(person), named(body))
        }
        Change::FormTeam { unit, team, .. } => format!("form {} in {}", named(team), named(unit)),
        Change::FormCommittee {
            unit, committee, ..
        } => format!("form {} in {}", named(committee), named(unit)),
    }
}

pub fn question(ask: &Ask) -> String {
    match ask {
        Ask::Skill { person, skill } => format!("{}: {skill}?", named(person)),
        Ask::Platform { owner, platform } => format!("{}: {platform}?", named(owner)),
        Ask::WhoElse { household } => format!("{}: who else?", named(household)),
    }
}
