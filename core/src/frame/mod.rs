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
//! Members of teams and committees are slots of their own; a unit, of which there are
//! few, is answered by itself from what is known of its bodies. What a frame was not
//! built for (a bound on the age of evidence, a map) is refused by name.

mod answer;
mod bodies;
mod build;
mod columns;
mod compile;
mod ends;
mod file;
mod gate;
mod live;
mod machine;
mod mark;
mod partial;
mod plan;
mod plane;
mod program;
mod stalls;
mod standing;
mod strata;
mod subjects;
mod tally;
mod units;

pub use columns::{FrameBuilder, NOBODY, NOT_ASSESSED, OPEN, Residents};
pub use file::FrameFile;
pub use live::LiveFrame;
pub use mark::Needs;
pub use partial::Partial;
pub use plan::Plan;
pub use subjects::SideTable;

use crate::{
    Day, Error, ErrorKind, Result,
    coverage::{OnDay, Place, Places, Question},
    event::Vocabulary,
    platform::SetupState,
    rule::{Rule, Subject},
    skill::Catalogue,
};
use bodies::Body;
use mark::{Mark, lacking};
use plan::{Over, Value};
use plane::Plane;

/// By map: the position of a unit; behind the last for what no unit contains.
type Stands = Box<[u32]>;

/// Households or bodies that share their lowest unit on every map: a stretch of slots.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    places: Stands,
    /// First slot.
    start: usize,
    /// First slot after it.
    end: usize,
    /// Households in it that are open.
    open: u64,
}

impl Cell {
    /// Its position on a map.
    fn place(&self, map: usize) -> usize {
        self.places.get(map).map_or(usize::MAX, |at| *at as usize)
    }
}

/// A map that answers stand on.
#[derive(Clone, Debug)]
struct Map {
    day: Day,
    places: Places,
    /// Its levels, highest first.
    levels: Vec<String>,
}

/// People in slots, those of a household or of a body together.
#[derive(Clone, Debug, Default)]
struct Layer {
    /// In the order of slots.
    cells: Vec<Cell>,
    slots: usize,
    /// What each plane says, sorted.
    marks: Vec<Mark>,
    planes: Vec<Plane>,
}

impl Layer {
    fn plane_of(&self, mark: &Mark) -> Result<&Plane> {
        let at = self.marks.binary_search(mark).ok();
        at.and_then(|at| self.planes.get(at))
            .ok_or_else(|| mark.lacking())
    }

    /// Whether a cell holds anybody that a rule about a subject counts: where nobody
    /// lives, settings of such a rule may be wrong.
    fn holds_any(&self, cell: &Cell, subject: Subject) -> bool {
        let lives = |nobody: &Plane| (cell.start..cell.end).any(|slot| !nobody.is(slot));
        subject != Subject::Resident || self.plane_of(&Mark::Phantom).is_ok_and(lives)
    }

    /// Reads the word of a slot in every plane.
    fn touch(&self, slot: usize) -> u64 {
        let words = self.planes.iter().map(|plane| plane.word(slot / 64));
        words.fold(0, |any, word| any | word)
    }

    fn value(&self, mark: &Mark) -> Result<Value> {
        let at = self.marks.binary_search(mark).ok();
        at.and_then(|at| u32::try_from(at).ok())
            .map(Value::Plane)
            .ok_or_else(|| mark.lacking())
    }
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
    /// The map of its day.
    map: Map,
    /// Those that it can answer on besides.
    other_maps: Vec<Map>,
    /// By position on the day's map, what a unit is called by kind.
    unit_kinds: Vec<String>,
    /// By position on the day's map, where a unit stands on each.
    units: Vec<Stands>,
    /// Residents by household.
    households: Layer,
    /// Members by team or committee.
    members: Layer,
    /// Whether it knows teams, committees and kinds of units.
    has_bodies: bool,
    /// In the order of slots.
    bodies: Vec<Body>,
    /// Ids of the organisations of teams, sorted.
    organisations: Vec<String>,
    /// Lanes of households by number, from 1, sorted.
    lanes: Vec<String>,
    /// Whether it knows which households run a stall.
    has_stalls: bool,
    stall_platforms: Vec<String>,
    /// In the order of slots.
    stalls: Vec<StallStates>,
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
        let concrete = rule.concrete(&[], Some(question.day), &question.parameters)?;
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

    /// The same for [`plain_coverage`](Self::plain_coverage) alone.
    pub(crate) fn plain(on_day: &OnDay<'_>, rules: &[&Rule], question: &Question) -> Result<Self> {
        let catalogue = catalogue_of(on_day, rules, question)?;
        let needs = Needs::of_as::<false>(rules, question, catalogue)?;
        Self::build_as::<false>(on_day, &needs, catalogue, &mut |_, _, _| {})
    }

    /// The frame of a day with everything that any rule of a catalogue can ask about,
    /// with evidence of any kind and no older than some days, on the maps of some days,
    /// and with what some rules need besides: see [`Needs::everything`].
    ///
    /// # Errors
    ///
    /// As [`for_rules`](Self::for_rules).
    pub fn for_any_rule(
        on_day: &OnDay<'_>,
        rules: &[&Rule],
        question: &Question,
        evidence_days: &[u32],
        map_days: &[Day],
    ) -> Result<Self> {
        let catalogue = catalogue_of(on_day, rules, question)?;
        let vocabulary = on_day.registry().vocabulary();
        let mut needs = Needs::of(rules, question, catalogue)?;
        let everything = Needs::everything(vocabulary, catalogue, evidence_days, map_days);
        needs.merge(everything);
        Self::build(on_day, &needs, catalogue)
    }

    /// The plan of a rule over this frame, as it stands everywhere.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule, or what the frame cannot answer, by the name of the
    /// construct.
    pub fn plan(&self, rule: &Rule, question: &Question) -> Result<Plan> {
        let stratify = self.check::<true>(rule, question)?;
        let concrete = standing::Standing::new(self, rule, question)?.concrete(0)?;
        if rule.subject == Subject::Unit {
            self.unit_verdicts(&concrete)?;
            return Ok(Plan::over(Over::Units));
        }
        compile::compile::<true>(self, &concrete, rule.subject, &stratify)
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
        &self.map.places
    }

    /// The levels of its map, highest first.
    pub fn levels(&self) -> &[String] {
        &self.map.levels
    }

    /// The steps of a plan in words, one a line.
    pub fn explain_plan(&self, plan: &Plan) -> String {
        plan.explain(&self.layer_over(plan.over).marks)
    }

    /// How many slots there are: residents, and a slot of nobody for each household
    /// without any.
    pub fn slots(&self) -> usize {
        self.households.slots
    }

    /// How many there are where the subjects of a rule stand: of a team those of members, of
    /// a unit the places on the map of the day.
    pub fn slots_of(&self, subject: Subject) -> usize {
        let layer = self.layer_of(subject);
        layer.map_or(self.own_places().len(), |layer| layer.slots)
    }

    /// Bytes of all planes.
    pub fn bytes(&self) -> usize {
        let planes = self.households.planes.iter().chain(&self.members.planes);
        planes.map(Plane::bytes).sum()
    }

    /// Bytes of the planes that a plan reads.
    pub fn bytes_read(&self, plan: &Plan) -> usize {
        let layer = self.layer_over(plan.over);
        let read = plan.planes().into_iter();
        let planes = read.filter_map(|plane| layer.planes.get(plane as usize));
        planes.map(Plane::bytes).sum()
    }

    /// How many planes there are.
    pub fn planes(&self) -> usize {
        self.households.planes.len() + self.members.planes.len()
    }

    fn layer_over(&self, over: Over) -> &Layer {
        match over {
            Over::Residents => &self.households,
            Over::Members | Over::Units => &self.members,
        }
    }

    /// Where the subjects of a rule have their slots; units have none.
    fn layer_of(&self, subject: Subject) -> Option<&Layer> {
        match subject {
            Subject::Household | Subject::Resident => Some(&self.households),
            Subject::Team => Some(&self.members),
            Subject::Unit => None,
        }
    }

    /// Refuses a frame that was built without teams and units.
    fn needs_bodies(&self, subject: Subject) -> Result<()> {
        match self.has_bodies {
            true => Ok(()),
            false => Err(lacking(format!("subject {}", subject.name()))),
        }
    }

    /// The units of the day's own map.
    fn own_places(&self) -> &[Place] {
        &self.map.places.units
    }

    /// Whether the unit of a team or committee is of a level.
    fn is_of_level(&self, body: &Body, level: &str) -> bool {
        let unit = body
            .unit
            .and_then(|unit| self.own_places().get(unit as usize));
        unit.is_some_and(|unit| unit.level == level)
    }
}
