//! `noidai explain`: one household, team, resident or unit on a day, what a rule
//! says of it and why, and the smallest change that would cover it.

use super::{
    asking::{Asking, OnMap, rule_of},
    steps::{Of, Steps},
};
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
    gap::{Explanation, GapQuestion, InUnit, explain},
    id::{HouseholdIx, TeamIx, UnitIx},
    json,
    rule::{MINISTRY, Rule},
};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Explain {
    /// Folders of tables, read as one, and then the id; without a folder, of
    /// the demonstration.
    ///
    /// vi: Các thư mục bảng, đọc như một, rồi đến mã; không nêu thư mục thì dùng bản mô
    /// phỏng.
    #[arg(required = true, value_name = "DIR… ID")]
    folders_and_id: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    map: OnMap,
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
        if id.is_dir() {
            let (vi, en) = (
                "mã của hộ, nhân khẩu, tổ hoặc đơn vị sau thư mục, như",
                "the id of a household, resident, team or unit after the folder, as in",
            );
            let example = format!("noidai explain {} h012-0034", id.display());
            let error = Error::new(ErrorKind::MissingId)
                .expected_words(format!("{vi}: {example}"), format!("{en}: {example}"));
            return Err(Failure::Usage(error));
        }
        let id = id.to_string_lossy();
        let given = self.asking.of.rule.as_deref().map(rule_of).transpose()?;
        let parameters = self.asking.of.given()?;
        let input = Input {
            folders: folders.to_vec(),
            reading: self.reading.clone(),
        };
        let opened = Opened::new(&input, context)?;
        let registry = opened.registry();
        let day = self.asking.when.state(opened.last)?;
        let named = find(registry, &id, day).map_err(Failure::Usage)?;
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
        (question.map, question.today) = self.map.of("then", day, opened.last)?;
        let explanation = explain(registry, &rule, &question, &id);
        let explanation = explanation.map_err(|error| self.asking.of.wrong(error))?;
        self.output.say_day(self.asking.when.on.as_deref(), day);
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
                let noun = |number, vi, en| words::noun(number, vi, en, language);
                let steps = noun(u64::from(cost), "bước", ["step", "steps"]);
                let persons = change.persons;
                let who = noun(persons as u64, "người", ["person", "persons"]);
                let size = format!("{cost} {steps}, {persons} {who}");
                blocks.push(Block::Heading(format!("{heading} ({size})")));
                let found =
                    tell::changes(registry, &explanation.catalogue, &change.changes, language);
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
            let found = tell::questions(
                registry,
                &explanation.catalogue,
                &fewest.questions,
                language,
            );
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

impl Found<'_> {
    fn name_on_map(&self, unit: &InUnit) -> &str {
        let registry = self.registry;
        let unit = registry.unit_ids().find(&unit.id);
        let unit = unit.and_then(|unit| registry.unit(unit));
        unit.map_or("", |unit| unit.name_on(self.explanation.map_day))
    }

    /// The units that it lies in on the map asked for, from the lowest.
    fn on_map(&self, language: Language) -> Block {
        let units = self.explanation.units.iter().rev();
        let units: Vec<&str> = units.map(|unit| self.name_on_map(unit)).collect();
        let map = say(language, "Trên bản đồ ngày", "On the map of");
        let day = words::day(self.explanation.map_day, language);
        Block::Text(format!("{map} {day}: {}", units.join(", ")))
    }

    /// The units in which it can lie, where nobody said in which.
    fn candidates(&self, language: Language) -> Option<Block> {
        let called = |unit: &InUnit| {
            let code = if unit.code.is_empty() {
                &unit.id
            } else {
                &unit.code
            };
            format!("{} ({code})", self.name_on_map(unit))
        };
        let units: Vec<String> = self.explanation.candidates.iter().map(called).collect();
        let one_of = say(
            language,
            "Đơn vị cũ đã chia tách, chưa xác định thuộc đơn vị nào trong số",
            "The old unit was split; it lies in one of these, nobody said in which",
        );
        (!units.is_empty()).then(|| Block::Text(format!("{one_of}: {}", units.join(", "))))
    }
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
        if self.explanation.map_day != day {
            report.push(self.on_map(language));
        }
        report.blocks.extend(self.candidates(language));
        report.blocks.push(verdict(explanation, language));
        report.push(tell::reasons(registry, &self.rule, explanation, language));
        report
            .blocks
            .extend(what_to_do(registry, explanation, language));
        if let Named::Unit(_) = self.named {
            report.blocks.extend(below(registry, explanation, language));
        }
        report
    }

    fn sheet(&self) -> Sheet {
        let explanation = &self.explanation;
        let changes = explanation.smallest_change.as_ref();
        let questions = explanation.fewest_questions.as_ref();
        let mut steps = Steps::default();
        steps.push(&Of {
            subject: explanation.subject,
            id: &explanation.id,
            unit: explanation.units.last().map_or("", |unit| &unit.id),
            verdict: explanation.verdict,
            changes: changes.map_or(&[], |change| &change.changes),
            questions: questions.map_or(&[], |fewest| &fewest.questions),
        });
        steps.sheet()
    }

    fn json(&self) -> Result<String> {
        json::write(&self.explanation)
    }

    fn is_simulated(&self) -> bool {
        self.is_simulated
    }
}

/// The ministry's rule in a unit, and in the units right below it, on the map asked
/// for: in what the unit stands in there.
fn below(registry: &Registry, explanation: &Explanation, language: Language) -> Vec<Block> {
    let Some(unit) = explanation.units.last() else {
        return Vec::new();
    };
    let mut question = Question::on(explanation.day);
    question.map = explanation.map_day.to_string();
    question.unit = Some(unit.id.clone());
    let Ok(rule) = rule_of(MINISTRY) else {
        return Vec::new();
    };
    // The rule and the unit have been answered for before: nothing is left to be
    // wrong with the question.
    let Ok(answer) = coverage(registry, &rule, &question) else {
        return Vec::new();
    };
    let map = registry.map(explanation.map_day);
    let own = registry.unit_ids().find(&unit.id);
    let right_below = |text: &str| {
        let found = registry.unit_ids().find(text);
        found == own || found.and_then(|found| map.parent(found)) == own
    };
    let mut rows = answer.rows;
    rows.retain(|row| row.kind == noidai::coverage::RowKind::Unit && right_below(&row.unit));
    let mut heading = rule.names.get(language).to_owned();
    if explanation.map_day != explanation.day {
        let on = say(language, "bản đồ ngày", "map of");
        let day = words::day(explanation.map_day, language);
        heading.push_str(&format!(" ({on} {day})"));
    }
    vec![
        Block::Heading(heading),
        Block::Grid(tell::grid(&rows, &[], language)),
    ]
}

/// What an id names; a unit is named by its code on the day, too.
fn find(registry: &Registry, id: &str, day: Day) -> Result<Named> {
    if let Some(household) = registry.household_ids().find(id) {
        return Ok(Named::Household(household));
    }
    if let Some(person) = registry.person_ids().find(id)
        && let Some(stay) = registry.stay_on(person, day)
    {
        return Ok(Named::Resident(stay.household));
    }
    if let Some(team) = registry.team_ids().find(id) {
        return Ok(Named::Team(team));
    }
    let unit = registry.unit_on(&registry.map(day), id);
    unit.map(Named::Unit).map_err(|error| match error.kind() {
        ErrorKind::UnknownUnit => {
            let error = Error::new(ErrorKind::UnknownSubject).found(id);
            error.expected("household, resident, team, unit")
        }
        _ => error,
    })
}
