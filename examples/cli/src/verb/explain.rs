//! `noidai explain`: one household, team, resident or unit on a day, and what
//! a rule says of it.

use super::rules::rule_of;
use crate::{failure::Failure, opened::open, show};
use noidai::{
    Day, Error, ErrorKind, Language, Registry,
    coverage::{Question, coverage, verdict},
    id::{HouseholdIx, TeamIx, UnitIx},
    rule::{MINISTRY, Rule},
};
use noidai_demonstration::{STAMP, Scale};
use std::{fmt::Write, path::PathBuf};

#[derive(clap::Args)]
pub struct Explain {
    /// Folders of tables, read as one, and then the id; without a folder, of
    /// the demonstration.
    #[arg(required = true, value_name = "DIR… ID")]
    folders_and_id: Vec<PathBuf>,
    /// Id of a built-in rule, or a file with a rule's document; by default the
    /// ministry's, or the built-in one about what the id names.
    #[arg(long, value_name = "NAME|FILE")]
    rule: Option<String>,
    /// The day asked about, YYYY-MM-DD; by default the last day in the data.
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

/// What an id names.
enum Named {
    Household(HouseholdIx),
    /// A resident, by the household of the day.
    Resident(HouseholdIx),
    Team(TeamIx),
    Unit(UnitIx),
}

impl Explain {
    pub fn run(&self, scale: Scale, language: Language) -> Result<String, Failure> {
        let Some((id, folders)) = self.folders_and_id.split_last() else {
            return Ok(String::new());
        };
        let id = id.to_string_lossy();
        let given = self.rule.as_deref().map(rule_of).transpose()?;
        let opened = open(folders, scale)?;
        let registry = &opened.registry;
        let day = opened.day(self.on.as_deref())?;
        let named = find(registry, &id, day).ok_or_else(|| {
            let error = Error::new(ErrorKind::UnknownSubject).found(id.as_ref());
            Failure::Usage(error.expected("household, resident, team, unit"))
        })?;
        let rule = match given {
            Some(rule) => rule,
            None => rule_of(match named {
                Named::Household(_) => MINISTRY,
                Named::Resident(_) => "resident-fluent",
                Named::Team(_) => "team-complete",
                Named::Unit(_) => "commune-organised",
            })?,
        };
        let mut text = String::new();
        if opened.is_simulated {
            let _ = writeln!(text, "{STAMP}");
        }
        text.push_str(&explained(registry, &rule, &named, &id, day, language)?);
        Ok(text)
    }
}

/// The household of an id, explained by a rule.
pub fn household(
    registry: &Registry,
    rule: &Rule,
    household: HouseholdIx,
    day: Day,
    language: Language,
) -> Result<String, Failure> {
    let id = registry.household_ids().text(household);
    let named = Named::Household(household);
    explained(registry, rule, &named, id, day, language)
}

fn explained(
    registry: &Registry,
    rule: &Rule,
    named: &Named,
    id: &str,
    day: Day,
    language: Language,
) -> Result<String, Failure> {
    let question = Question::on(day);
    let found = verdict(registry, rule, &question, id).map_err(Failure::Usage)?;
    let catalogue = rule.catalogue.as_str();
    let shown = match named {
        Named::Household(household) => {
            show::household(registry, catalogue, *household, day, Some(found), language)
        }
        Named::Resident(household) => {
            let shown = show::household(registry, catalogue, *household, day, None, language);
            format!("{id} → {}\n{shown}", show::verdict(found, language))
        }
        Named::Team(team) => show::team(registry, catalogue, *team, day, Some(found), language),
        Named::Unit(unit) => {
            let name = registry.unit(*unit).map_or("", |unit| unit.name_on(day));
            let verdict = show::verdict(found, language);
            format!(
                "{name} → {verdict}\n{}",
                below(registry, *unit, id, day, language)?
            )
        }
    };
    Ok(format!("{} · {day}\n\n{shown}", rule.names.get(language)))
}

/// The ministry's rule in a unit, and in the units right below it.
fn below(
    registry: &Registry,
    unit: UnitIx,
    id: &str,
    day: Day,
    language: Language,
) -> Result<String, Failure> {
    let rule = rule_of(MINISTRY)?;
    let mut question = Question::on(day);
    question.unit = Some(id.to_owned());
    let answer = coverage(registry, &rule, &question).map_err(Failure::Usage)?;
    let map = registry.map(day);
    let right_below = |text: &str| {
        let found = registry.unit_ids().find(text);
        found == Some(unit) || found.and_then(|found| map.parent(found)) == Some(unit)
    };
    let mut rows = answer.rows;
    rows.retain(|row| row.kind == noidai::coverage::RowKind::Unit && right_below(&row.unit));
    let name = rule.names.get(language);
    Ok(format!(
        "\n{name} · {day}\n\n{}",
        show::table(&rows, language)
    ))
}

fn find(registry: &Registry, id: &str, day: Day) -> Option<Named> {
    let household = registry.household_ids().find(id).map(Named::Household);
    let resident = || {
        let person = registry.person_ids().find(id)?;
        let stay = registry.stay_on(person, day)?;
        Some(Named::Resident(stay.household))
    };
    let team = || registry.team_ids().find(id).map(Named::Team);
    let unit = || registry.unit_ids().find(id).map(Named::Unit);
    household.or_else(resident).or_else(team).or_else(unit)
}
