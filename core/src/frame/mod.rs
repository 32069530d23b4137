//! The frame: everybody of a day as bit planes, so that any rule about households
//! or residents is answered for the whole country at once.
//!
//! A slot is a resident, households in one stretch each, the last slot of each
//! marked; a household without residents has a slot of nobody. A plane is one bit a
//! slot. A rule becomes a few steps over planes, true and *true or unknown* side by
//! side, and a household's answer stands at its last slot. It holds no name, id or
//! day of birth; it is still microdata, and stays with those who may see households.
//!
//! ```
//! use noidai::{Registry, coverage::{OnDay, Question, coverage}, event::Batch, frame::Frame, rule::built_in};
//! let registry = Registry::open(Batch::default())?;
//! let question = Question::on("2025-06-30".parse()?);
//! let on_day = OnDay::new(&registry, question.day);
//! let rule = &built_in()[0];
//! let frame = Frame::for_rules(&on_day, &[rule], &question)?;
//! assert_eq!(frame.coverage(rule, &question)?, coverage(&registry, rule, &question)?);
//! # Ok::<(), noidai::Error>(())
//! ```
//!
//! Not built yet: rules about teams and units, parameters with values for single
//! units, stratifiers, several maps, and updates. Each is refused by name.

mod build;
mod columns;
mod compile;
mod file;
mod machine;
mod mark;
mod partial;
mod plan;
mod plane;
mod tally;

pub use columns::{FrameBuilder, NOBODY, NOT_ASSESSED, OPEN, Residents};
pub use file::FrameFile;
pub use mark::Needs;
pub use partial::Partial;
pub use plan::Plan;

use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{ANSWERS, Coverage, OnDay, Places, Question, RollUp},
    event::Vocabulary,
    place::no_such_level,
    platform::SetupState,
    rule::{Concrete, Condition, Rule},
    skill::Catalogue,
};
use core::ops::Range;
use mark::{Mark, lacking};
use plan::Value;
use plane::Plane;

/// Households that share their lowest unit: a stretch of slots.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    /// Position of the unit on the map; behind the last for what no unit contains.
    place: usize,
    /// First slot.
    start: usize,
    /// First slot after it.
    end: usize,
    /// Households in it that are open.
    open: u64,
}

/// What a stall has set up.
#[derive(Clone, Debug, PartialEq, Eq)]
struct StallStates {
    /// Last slot of the household that runs it.
    slot: u32,
    /// By platform of the frame's stalls; nothing where it is not known.
    states: Vec<Option<SetupState>>,
}

/// Everybody of a day as bit planes.
#[derive(Clone, Debug)]
pub struct Frame {
    day: Day,
    /// As which host knew it at which instant; nothing: all that was known.
    known_at: Option<String>,
    is_simulated: bool,
    catalogue: Catalogue,
    /// The platforms and flags that a rule can name, and the catalogue.
    vocabulary: Vocabulary,
    /// Whether each word that its facts use has a plane: any other is of nobody.
    has_all_words: bool,
    places: Places,
    levels: Vec<String>,
    /// In the order of slots.
    cells: Vec<Cell>,
    slots: usize,
    /// What each plane says, sorted.
    marks: Vec<Mark>,
    planes: Vec<Plane>,
    /// Whether it knows which households run a stall.
    has_stalls: bool,
    stall_platforms: Vec<String>,
    /// In the order of slots.
    stalls: Vec<StallStates>,
}

/// The rule as it stands everywhere on the day of a question.
fn everywhere(rule: &Rule, question: &Question) -> Result<Concrete> {
    let local = rule
        .parameters
        .iter()
        .flat_map(|parameter| &parameter.values);
    if local.into_iter().any(|value| value.unit.is_some()) {
        return Err(Error::new(ErrorKind::NotInFrame)
            .found_words("giá trị riêng của từng đơn vị", "values by unit")
            .expected_words("một giá trị cho mọi nơi", "one value for every place"));
    }
    rule.concrete(&[], Some(question.day), &question.parameters)
}

/// The catalogue of some rules, which are checked.
fn catalogue_of<'a>(
    on_day: &OnDay<'a>,
    rules: &[&Rule],
    question: &Question,
) -> Result<&'a Catalogue> {
    let code = rules
        .first()
        .map_or(Catalogue::BASIC, |rule| &rule.catalogue);
    let vocabulary = on_day.registry().vocabulary();
    let (_, catalogue) = vocabulary.catalogue(code).ok_or_else(|| {
        let error = Error::new(ErrorKind::UnknownCatalogue).found(code);
        error.path("/catalogue")
    })?;
    for rule in rules {
        let concrete = everywhere(rule, question)?;
        let faults = concrete.check(rule.subject, code, vocabulary);
        if let Some(error) = faults.into_iter().next() {
            return Err(rule.at_given(error, &question.parameters));
        }
    }
    Ok(catalogue)
}

impl Frame {
    /// The frame of a day with what some rules need, as the question's parameters
    /// set them. All must be of one catalogue.
    ///
    /// # Errors
    ///
    /// What is wrong with a rule, or what the frame cannot answer.
    pub fn for_rules(on_day: &OnDay<'_>, rules: &[&Rule], question: &Question) -> Result<Self> {
        let catalogue = catalogue_of(on_day, rules, question)?;
        let needs = Needs::of(rules, question, catalogue)?;
        Self::build(on_day, &needs, catalogue)
    }

    /// The frame of a day with everything that any rule of a catalogue can ask about,
    /// with evidence of any kind and no older than some days, and with what some rules
    /// need besides: see [`Needs::everything`].
    ///
    /// # Errors
    ///
    /// As [`for_rules`](Self::for_rules).
    pub fn for_any_rule(
        on_day: &OnDay<'_>,
        rules: &[&Rule],
        question: &Question,
        evidence_days: &[u32],
    ) -> Result<Self> {
        let catalogue = catalogue_of(on_day, rules, question)?;
        let vocabulary = on_day.registry().vocabulary();
        let mut needs = Needs::of(rules, question, catalogue)?;
        needs.merge(Needs::everything(vocabulary, catalogue, evidence_days));
        Self::build(on_day, &needs, catalogue)
    }

    /// The plan of a rule over this frame.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule, or what the frame cannot answer, by the name of the
    /// construct.
    pub fn plan(&self, rule: &Rule, question: &Question) -> Result<Plan> {
        let concrete = everywhere(rule, question)?;
        let faults = concrete.check(rule.subject, &rule.catalogue, &self.vocabulary);
        match faults.into_iter().next() {
            Some(error) => Err(rule.at_given(error, &question.parameters)),
            None => compile::compile(self, &concrete, rule.subject),
        }
    }

    /// The day that it is of.
    pub fn day(&self) -> Day {
        self.day
    }

    /// Says that it was made of simulated data, so that what is counted from it can say
    /// so too, also once it has been a file.
    pub fn mark_simulated(&mut self) {
        self.is_simulated = true;
    }

    /// Whether it was made of simulated data.
    pub fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    /// The words that its rules are written in.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The units of its map.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The levels of its map, highest first.
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// The steps of a plan in words, one a line.
    pub fn explain_plan(&self, plan: &Plan) -> String {
        plan.explain(&self.marks)
    }

    /// How far a rule is met, in each unit of each level asked for: the same
    /// answer as [`coverage`](crate::coverage::coverage), to the byte.
    ///
    /// # Errors
    ///
    /// What is wrong with the question, or what the frame cannot answer.
    pub fn coverage(&self, rule: &Rule, question: &Question) -> Result<Coverage> {
        let part = self.part(rule, question, 0..self.cells.len())?;
        self.finish(rule, question, part)
    }

    /// What a rule says of some cells: see [`cut`](Self::cut).
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn part(&self, rule: &Rule, question: &Question, cells: Range<usize>) -> Result<Partial> {
        self.check(rule, question)?;
        let within = self.within(question)?.map(|at| self.places.stretch(at));
        let plan = self.plan(rule, question)?;
        let mut part = Partial::new(self, &rule.id);
        part.open_households = self.open_in(rule.subject, cells.clone(), &within);
        self.tally(&plan, cells, within, &mut part);
        Ok(part)
    }

    /// The answer of all parts, merged.
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn finish(&self, rule: &Rule, question: &Question, part: Partial) -> Result<Coverage> {
        self.check(rule, question)?;
        let within = self.within(question)?;
        let levels = self.levels_of(question, within)?;
        let total = part.total();
        let id_of = |at: usize| self.places.units.get(at).map(|place| place.id.clone());
        let roll_up = RollUp::plain((&self.places, &self.levels), within, part.by_place);
        let mut rows = Vec::new();
        for level in &levels {
            roll_up.level(level, &mut rows);
        }
        Ok(Coverage {
            v: ANSWERS,
            rule: rule.id.clone(),
            catalogue: rule.catalogue.clone(),
            edition: self.catalogue.version.clone(),
            day: self.day,
            map: question.map.clone(),
            map_day: self.day,
            known_at: question.known_at.clone(),
            unit: within.and_then(id_of),
            stratify: Vec::new(),
            strata_add_up: true,
            total,
            open_households: part.open_households,
            rows,
        })
    }

    /// Refuses by name what this frame cannot answer.
    fn check(&self, rule: &Rule, question: &Question) -> Result<()> {
        question.check(self.known_at.as_deref())?;
        let refused = |found: String, expected: &str, path: &str| {
            let error = Error::new(ErrorKind::NotInFrame).found(found);
            Err(error.expected(expected).path(path))
        };
        let day = self.day.to_string();
        if question.day != self.day {
            return refused(question.day.to_string(), &day, "/day");
        }
        let map_day = question.map_day()?;
        if map_day != self.day {
            return refused(format!("map {map_day}"), &day, "/map");
        }
        if !question.stratify.is_empty() {
            return refused("stratify".to_owned(), "[]", "/stratify");
        }
        if rule.catalogue != self.catalogue.code {
            return refused(rule.catalogue.clone(), &self.catalogue.code, "/catalogue");
        }
        Ok(())
    }

    /// The plane of a word that not everybody has: nothing where no fact uses it.
    fn word_plane(&self, mark: &Mark) -> Result<Value> {
        match self.plane(mark) {
            Err(_) if self.has_all_words => Ok(Value::Zero),
            found => found,
        }
    }

    fn within(&self, question: &Question) -> Result<Option<usize>> {
        let unit = question.unit.as_deref();
        let at = unit.map(|text| self.places.position_of(text)).transpose();
        at.map_err(|error| error.path("/unit"))
    }

    /// How many slots there are: residents, and a slot of nobody for each household
    /// without any.
    pub fn slots(&self) -> usize {
        self.slots
    }

    /// Bytes of all planes.
    pub fn bytes(&self) -> usize {
        self.planes.iter().map(Plane::bytes).sum()
    }

    /// Bytes of the planes that a plan reads.
    pub fn bytes_read(&self, plan: &Plan) -> usize {
        let read = plan.planes().into_iter();
        let planes = read.filter_map(|plane| self.planes.get(plane as usize));
        planes.map(Plane::bytes).sum()
    }

    /// How many planes there are.
    pub fn planes(&self) -> usize {
        self.planes.len()
    }

    fn plane(&self, mark: &Mark) -> Result<Value> {
        let at = self.marks.binary_search(mark).ok();
        at.and_then(|at| u32::try_from(at).ok())
            .map(Value::Plane)
            .ok_or_else(|| mark.lacking())
    }

    fn levels_of(&self, question: &Question, within: Option<usize>) -> Result<Vec<String>> {
        if question.by.is_empty() {
            let stretch = within.map_or(0..self.places.units.len(), |at| self.places.stretch(at));
            let own = self.places.units.get(stretch).unwrap_or(&[]);
            let mut levels = self.levels.clone();
            levels.retain(|level| own.iter().any(|place| place.level == *level));
            return Ok(levels);
        }
        for (at, level) in question.by.iter().enumerate() {
            if !self.levels.contains(level) {
                let names: Vec<&str> = self.levels.iter().map(String::as_str).collect();
                let error = no_such_level(level, &names, &[self.day]);
                return Err(error.path(format!("/by/{at}")));
            }
        }
        Ok(question.by.clone())
    }

    /// Whether a condition holds of a stall.
    fn stall(&self, condition: &Condition, stall: &StallStates) -> Result<Option<bool>> {
        let each = |list: &[Condition], until: bool| {
            let mut found = Some(!until);
            for inner in list {
                match self.stall(inner, stall)? {
                    Some(held) if held == until => return Ok(Some(until)),
                    None => found = None,
                    Some(_) => {}
                }
            }
            Ok(found)
        };
        match condition {
            Condition::AllOf(list) => each(list, false),
            Condition::AnyOf(list) => each(list, true),
            Condition::Not(inner) => Ok(self.stall(inner, stall)?.map(|held| !held)),
            Condition::Platform { any_of, states } => {
                let mut found = Some(false);
                for code in any_of {
                    let at = self
                        .stall_platforms
                        .binary_search(code)
                        .map_err(|_| lacking(format!("stalls, platform {code}")))?;
                    match stall.states.get(at).copied().flatten() {
                        Some(state) if states.contains(&state) => return Ok(Some(true)),
                        Some(_) => {}
                        None => found = None,
                    }
                }
                Ok(found)
            }
            other => Err(lacking(format!("stalls, {}", other.name()))),
        }
    }
}
