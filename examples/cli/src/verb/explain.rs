//! `noidai explain`: one household, team, resident or unit on a day, what a rule
//! says of it and why, and the smallest change that would cover it.

use super::asking::{Asking, rule_of};
use crate::{
    Context,
    failure::Failure,
    input::{Input, Opened, Reading},
    output::{Answer, Output, Sheet},
    report::{Block, Report, Tone},
    tell,
    words::{self, say},
};
use noidai::{
    Day, Error, ErrorKind, Language, Registry, Result,
    coverage::{Question, coverage},
    gap::{Ask, Change, Explanation, GapQuestion, Named as Whom, explain},
    id::{HouseholdIx, TeamIx, UnitIx},
    json,
    rule::{MINISTRY, Rule},
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Explain {
    /// Folders of tables, read as one, and then the id; without a folder, of
    /// the demonstration.
    #[arg(required = true, value_name = "DIR… ID")]
    folders_and_id: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    output: Output,
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
    pub fn run(&self, context: &Context) -> Result<String, Failure> {
        let Some((id, folders)) = self.folders_and_id.split_last() else {
            return Ok(String::new());
        };
        let id = id.to_string_lossy();
        let given = self.asking.rule.as_deref().map(rule_of).transpose()?;
        let parameters = self.asking.given()?;
        let input = Input {
            folders: folders.to_vec(),
            reading: self.reading.clone(),
        };
        let opened = Opened::new(&input, context)?;
        let registry = &opened.registry;
        let day = opened.day(self.asking.on.as_deref())?;
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
        let mut question = GapQuestion::on(day);
        question.parameters = parameters;
        let explanation = explain(registry, &rule, &question, &id).map_err(Failure::Usage)?;
        self.output.say_day(self.asking.on.as_deref(), day);
        let found = Found {
            registry,
            rule,
            named,
            explanation,
            is_simulated: opened.is_simulated,
        };
        self.output.give(&found, context)
    }
}

/// A household of a rule about households, explained: for a larger report.
///
/// # Errors
///
/// What is wrong with the rule.
pub fn household(
    registry: &Registry,
    rule: &Rule,
    household: HouseholdIx,
    explanation: &Explanation,
    language: Language,
) -> Vec<Block> {
    let mut blocks = tell::household(
        registry,
        &rule.catalogue,
        household,
        explanation.day,
        language,
    );
    blocks.push(verdict(explanation, language));
    blocks.extend(what_to_do(registry, explanation, language));
    blocks
}

/// What was found, with what it was asked about.
struct Found<'a> {
    registry: &'a Registry,
    rule: Rule,
    named: Named,
    explanation: Explanation,
    is_simulated: bool,
}

fn verdict(explanation: &Explanation, language: Language) -> Block {
    let verdict = tell::capital(words::verdict(explanation.verdict, language));
    Block::Verdict(verdict, Tone::of_verdict(explanation.verdict))
}

/// The smallest change, or the fewest questions.
fn what_to_do(registry: &Registry, explanation: &Explanation, language: Language) -> Vec<Block> {
    let say = |vi, en| say(language, vi, en).to_owned();
    let mut blocks = Vec::new();
    if let Some(change) = &explanation.smallest_change {
        match change.cost {
            Some(cost) => {
                let heading = say(
                    "Thay đổi nhỏ nhất để đạt",
                    "The smallest change that covers it",
                );
                let steps = say("bước", "steps");
                let persons = say("người", "persons");
                let size = format!("{cost} {steps}, {} {persons}", change.persons);
                blocks.push(Block::Heading(format!("{heading} ({size})")));
                let found = tell::changes(registry, explanation, change, language);
                blocks.push(Block::Steps(found));
                if !change.exact.cost {
                    let note = say(
                        "Là cách tốt nhất tìm được; chưa chứng minh là nhỏ nhất.",
                        "The best that was found; not proven to be the smallest.",
                    );
                    blocks.push(Block::Note(note));
                }
            }
            None => blocks.push(Block::Text(say(
                "Không có thay đổi nào làm cho đạt.",
                "No change can cover it.",
            ))),
        }
    }
    if let Some(fewest) = &explanation.fewest_questions {
        if fewest.cost.is_some() {
            let heading = say("Cần hỏi trước hết", "To be asked first");
            blocks.push(Block::Heading(heading));
            let found = tell::questions(registry, explanation, fewest, language);
            blocks.push(Block::Steps(found));
        } else {
            blocks.push(Block::Text(say(
                "Không câu hỏi nào đủ để kết luận.",
                "No question can decide.",
            )));
        }
    }
    blocks
}

impl Answer for Found<'_> {
    fn report(&self, language: Language) -> Report {
        let say = |vi, en| say(language, vi, en).to_owned();
        let (registry, explanation) = (self.registry, &self.explanation);
        let day = explanation.day;
        let on = format!("{} {}", say("Ngày", "On"), words::day(day, language));
        let mut report = Report::new(self.rule.names.get(language), on);
        let catalogue = self.rule.catalogue.as_str();
        let blocks = match self.named {
            Named::Household(household) => {
                tell::household(registry, catalogue, household, day, language)
            }
            Named::Resident(household) => {
                let person = registry.person_ids().find(&explanation.id);
                let name = person.map_or("", |person| tell::name(registry, person));
                let mut blocks = vec![Block::Text(format!("{name} ({})", explanation.id))];
                blocks.extend(tell::household(
                    registry, catalogue, household, day, language,
                ));
                blocks
            }
            Named::Team(team) => tell::team(registry, catalogue, team, day, language),
            Named::Unit(unit) => {
                let name = registry.unit(unit).map_or("", |unit| unit.name_on(day));
                vec![Block::Text(format!("{name} ({})", explanation.id))]
            }
        };
        report.blocks = blocks;
        report.blocks.push(verdict(explanation, language));
        report.push(tell::reasons(registry, explanation, language));
        report
            .blocks
            .extend(what_to_do(registry, explanation, language));
        if let Named::Unit(unit) = self.named {
            report
                .blocks
                .extend(below(registry, unit, &explanation.id, day, language));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&STEPS);
        push_steps(&mut sheet, &self.explanation);
        sheet
    }

    fn json(&self) -> Result<String> {
        json::write(&self.explanation)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}

/// One row a change or question; one without either where nothing is to be done.
pub const STEPS: [&str; 11] = [
    "subject", "id", "unit", "verdict", "step", "noun", "whom", "what", "from", "to", "cost",
];

/// Adds the rows of one subject.
pub fn push_steps(sheet: &mut Sheet, explanation: &Explanation) {
    let unit = explanation.units.last().map_or("", |unit| &unit.id);
    let mut push =
        |step: &str, whom: Option<&Whom>, what: &str, from: &str, to: &str, cost: u32| {
            let id = whom.map_or_else(String::new, |whom| match (&whom.id, whom.new) {
                (Some(id), _) => id.clone(),
                (None, Some(new)) => format!("new {new}"),
                (None, None) => String::new(),
            });
            sheet.push(vec![
                explanation.subject.to_owned(),
                explanation.id.clone(),
                unit.to_owned(),
                explanation.verdict.code().to_owned(),
                step.to_owned(),
                whom.map_or("", |whom| whom.noun).to_owned(),
                id,
                what.to_owned(),
                from.to_owned(),
                to.to_owned(),
                if step.is_empty() {
                    String::new()
                } else {
                    cost.to_string()
                },
            ]);
        };
    let changes = explanation.smallest_change.iter();
    let changes: Vec<&Change> = changes.flat_map(|change| &change.changes).collect();
    let questions = explanation.fewest_questions.iter();
    let questions: Vec<&Ask> = questions.flat_map(|fewest| &fewest.questions).collect();
    if changes.is_empty() && questions.is_empty() {
        push("", None, "", "", "", 0);
    }
    for change in changes {
        let cost = change.cost();
        match change {
            Change::Raise {
                person,
                skill,
                from,
                to,
                ..
            } => push(
                "raise",
                Some(person),
                skill,
                from.as_deref().unwrap_or(""),
                to,
                cost,
            ),
            Change::SetUp {
                owner,
                platform,
                from,
                to,
                ..
            } => {
                let from = from.map_or("", |from| from.code());
                push("set_up", Some(owner), platform, from, to.code(), cost);
            }
            Change::AddMember {
                body, person, role, ..
            } => {
                let body = body.id.as_deref().unwrap_or("");
                push("add_member", Some(person), role, "", body, cost);
            }
            Change::AppointHead { body, person, .. } => {
                let body = body.id.as_deref().unwrap_or("");
                push("appoint_head", Some(person), "head", "", body, cost);
            }
            Change::FormTeam { unit, .. } => push("form_team", Some(unit), "", "", "", cost),
            Change::FormCommittee { unit, .. } => {
                push("form_committee", Some(unit), "", "", "", cost);
            }
        }
    }
    for question in questions {
        match question {
            Ask::Skill { person, skill } => push("ask_skill", Some(person), skill, "", "", 1),
            Ask::Platform { owner, platform } => {
                push("ask_platform", Some(owner), platform, "", "", 1);
            }
            Ask::WhoElse { household } => push("ask_who_else", Some(household), "", "", "", 1),
        }
    }
}

/// The ministry's rule in a unit, and in the units right below it.
fn below(registry: &Registry, unit: UnitIx, id: &str, day: Day, language: Language) -> Vec<Block> {
    let mut question = Question::on(day);
    question.unit = Some(id.to_owned());
    let Ok(rule) = rule_of(MINISTRY) else {
        return Vec::new();
    };
    // The rule and the unit have been answered for before: nothing is left to be
    // wrong with the question.
    let Ok(answer) = coverage(registry, &rule, &question) else {
        return Vec::new();
    };
    let map = registry.map(day);
    let right_below = |text: &str| {
        let found = registry.unit_ids().find(text);
        found == Some(unit) || found.and_then(|found| map.parent(found)) == Some(unit)
    };
    let mut rows = answer.rows;
    rows.retain(|row| row.kind == noidai::coverage::RowKind::Unit && right_below(&row.unit));
    vec![
        Block::Heading(rule.names.get(language).to_owned()),
        Block::Grid(tell::grid(&rows, &[], language)),
    ]
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
