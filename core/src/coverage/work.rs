//! Coverage as work that can be done in steps.

use super::{
    ANSWERS, Asked, Counts, Coverage, OnDay, Places, Question, Who,
    roll_up::{Direct, RollUp},
    strata::Strata,
};
use crate::{
    Error, ErrorKind, Registry, Result,
    event::Code,
    id::UnitIx,
    place::{Crossing, PlaceMap, no_such_level},
    rule::{Rule, Subject, check_stratifiers},
};

/// A question of coverage that is being answered, some subjects at a time, so that
/// a host can show progress or stop. Dropping it changes nothing.
///
/// ```
/// use noidai::{Registry, coverage::{CoverageWork, OnDay, Question, coverage}, event::Batch, rule::built_in};
/// let registry = Registry::open(Batch::default())?;
/// let (rule, question) = (&built_in()[0], Question::on("2025-06-30".parse()?));
/// let on_day = OnDay::new(&registry, question.day);
/// let mut work = CoverageWork::new(&on_day, rule, &question)?;
/// while work.step(10_000)? {
///     println!("{} / {}", work.done(), work.all());
/// }
/// assert_eq!(work.finish()?, coverage(&registry, rule, &question)?);
/// # Ok::<(), noidai::Error>(())
/// ```
pub struct CoverageWork<'a> {
    asked: Asked<'a>,
    question: &'a Question,
    /// The way to the map of the answer, where it is not the day's own.
    elsewhere: Option<Crossing<'a>>,
    within: Option<UnitIx>,
    levels: Vec<Code>,
    strata: Strata<'a>,
    /// By position on the map, the last for what no unit contains: counts by
    /// number of the stratum.
    direct: Vec<Vec<(u32, Counts)>>,
    total: Counts,
    open_households: u64,
    done: usize,
}

impl<'a> CoverageWork<'a> {
    /// Takes a question up: it and the rule are checked, and nothing is counted
    /// yet. `question.day` must be the day of `on_day`.
    ///
    /// # Errors
    ///
    /// What is wrong with the question or the rule, with its path.
    pub fn new(on_day: &'a OnDay<'a>, rule: &'a Rule, question: &'a Question) -> Result<Self> {
        question.check(on_day.registry().known_at())?;
        let stratifiers = check_stratifiers(rule.subject, &question.stratify);
        let stratifiers = stratifiers.map_err(|faults| {
            let first = faults.into_iter().next();
            first.map_or_else(
                || Error::new(ErrorKind::StratifierOfAnother),
                |error| error.within("/stratify"),
            )
        })?;
        let asked = Asked::new(on_day, rule, question)?;
        let map_day = question.map_day()?;
        let elsewhere = (map_day != on_day.day()).then(|| on_day.registry().crossing(map_day));
        let map = elsewhere.as_ref().map_or(on_day.map(), Crossing::map);
        let within = within(on_day.registry(), map, question.unit.as_deref())?;
        Ok(Self {
            asked,
            within,
            levels: levels(on_day.registry(), map, &question.by, within)?,
            strata: Strata::new(on_day, stratifiers),
            direct: vec![Vec::new(); map.units().len() + 1],
            total: Counts::default(),
            open_households: 0,
            done: 0,
            question,
            elsewhere,
        })
    }

    /// How many households, teams or units have been looked at.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        let subject = self.asked.rule().subject;
        self.asked.on_day().all(subject)
    }

    /// Looks at so many more households, teams or units, and says whether any are
    /// left.
    ///
    /// # Errors
    ///
    /// What is wrong with the rule as it stands in one of their units.
    pub fn step(&mut self, max_work: usize) -> Result<bool> {
        let on_day = self.asked.on_day();
        let subject = self.asked.rule().subject;
        let end = self.done.saturating_add(max_work).min(self.all());
        let mut failed = None;
        for at in self.done..end {
            self.open_households += u64::from(subject == Subject::Resident && self.is_open(at));
            let elsewhere = self.elsewhere.as_ref();
            let elsewhere = elsewhere.map(|crossing| on_day.unit_on(crossing, subject, at));
            on_day.each_subject_at(subject, at, |who, unit| {
                if let Err(error) = self.count(who, unit, elsewhere.unwrap_or(unit)) {
                    failed = Some(error);
                }
            });
            if let Some(error) = failed.take() {
                return Err(error);
            }
        }
        self.done = end;
        Ok(self.done < self.all())
    }

    /// Does what is left and gives the answer.
    ///
    /// # Errors
    ///
    /// As [`step`](Self::step).
    pub fn finish(mut self) -> Result<Coverage> {
        while self.step(usize::MAX)? {}
        let on_day = self.asked.on_day();
        let rule = self.asked.rule();
        let map = self.elsewhere.as_ref().map_or(on_day.map(), Crossing::map);
        let units = on_day.registry().unit_ids();
        let places = Places::of(on_day.registry(), map);
        let vocabulary = on_day.registry().vocabulary();
        let levels = level_names(on_day.registry(), map);
        let direct = (0..).zip(self.direct).flat_map(|(place, own)| {
            let own = own.into_iter();
            own.map(move |(stratum, counts)| Direct {
                place,
                stratum,
                counts,
            })
        });
        let roll_up = RollUp::new(
            (&places, &levels),
            self.within.and_then(|unit| map.position_of(unit)),
            direct.collect(),
            self.strata.ordered(),
            self.strata.nowhere(),
        );
        let mut rows = Vec::new();
        for level in self.levels {
            roll_up.level(vocabulary.text(level), &mut rows);
        }
        Ok(Coverage {
            v: ANSWERS,
            rule: rule.id.clone(),
            catalogue: rule.catalogue.clone(),
            edition: self.asked.judge().catalogue().version.clone(),
            day: on_day.day(),
            map: self.question.map.clone(),
            map_day: map.day(),
            known_at: self.question.known_at.clone(),
            unit: self.within.map(|unit| units.text(unit).to_owned()),
            stratify: self.question.stratify.clone(),
            strata_add_up: self.strata.add_up(),
            total: self.total,
            open_households: self.open_households,
            rows,
        })
    }

    /// The map of the answer.
    fn map(&self) -> &PlaceMap {
        let own = || self.asked.on_day().map();
        self.elsewhere.as_ref().map_or_else(own, Crossing::map)
    }

    fn is_within(&self, unit: Option<UnitIx>) -> bool {
        let map = self.map();
        self.within
            .is_none_or(|above| unit.is_some_and(|unit| map.lies_in(unit, above)))
    }

    /// Whether a household of the day is open, and asked about.
    fn is_open(&self, at: usize) -> bool {
        let on_day = self.asked.on_day();
        let mut open = false;
        let elsewhere = self.elsewhere.as_ref();
        on_day.each_subject_at(Subject::Household, at, |who, unit| {
            if let Who::Household(household) = who {
                let unit = elsewhere.map_or(unit, |crossing| {
                    on_day.unit_on(crossing, Subject::Household, at)
                });
                open = !on_day.registry().is_listed_on(household, on_day.day())
                    && self.is_within(unit);
            }
        });
        open
    }

    /// Counts a subject that stands in one unit on its day's map, and is counted in
    /// another on the answer's.
    fn count(&mut self, who: Who, unit: Option<UnitIx>, counted: Option<UnitIx>) -> Result<()> {
        if !self.is_within(counted) {
            return Ok(());
        }
        let verdict = self.asked.verdict(who, unit)?;
        self.total.count(verdict);
        let map = self.map();
        let nowhere = map.units().len();
        let at = counted.and_then(|unit| map.position_of(unit));
        let Some(counts) = self.direct.get_mut(at.unwrap_or(nowhere)) else {
            return Ok(());
        };
        self.strata.each(who, |stratum| {
            let place = counts.binary_search_by_key(&stratum, |(known, _)| *known);
            let place = place.unwrap_or_else(|place| {
                counts.insert(place, (stratum, Counts::default()));
                place
            });
            if let Some((_, counts)) = counts.get_mut(place) {
                counts.count(verdict);
            }
        });
        Ok(())
    }
}

/// Says how far a rule is met on a day, in each unit of each level asked for.
/// The rows of any level add up to the total.
///
/// # Errors
///
/// What is wrong with the question or the rule, with its path.
pub fn coverage(registry: &Registry, rule: &Rule, question: &Question) -> Result<Coverage> {
    question.check(registry.known_at())?;
    coverage_on(&OnDay::new(registry, question.day), rule, question)
}

/// The same, on a day that is already at hand; `question.day` must be that day.
///
/// # Errors
///
/// As [`coverage`].
pub fn coverage_on(on_day: &OnDay<'_>, rule: &Rule, question: &Question) -> Result<Coverage> {
    CoverageWork::new(on_day, rule, question)?.finish()
}

/// The unit of the map that the question is bounded to, by id or code.
pub(crate) fn within(
    registry: &Registry,
    map: &PlaceMap,
    asked: Option<&str>,
) -> Result<Option<UnitIx>> {
    let Some(text) = asked else {
        return Ok(None);
    };
    let unit = registry.unit_on(map, text);
    unit.map(Some).map_err(|error| error.path("/unit"))
}

/// The map's levels by name, highest first.
pub(crate) fn level_names(registry: &Registry, map: &PlaceMap) -> Vec<String> {
    let levels = map.levels().iter();
    let named = levels.map(|level| registry.vocabulary().text(*level).to_owned());
    named.collect()
}

/// The levels asked for, or all that the units asked about have.
pub(crate) fn levels(
    registry: &Registry,
    map: &PlaceMap,
    asked: &[String],
    within: Option<UnitIx>,
) -> Result<Vec<Code>> {
    let vocabulary = registry.vocabulary();
    let known = map.levels();
    if asked.is_empty() {
        return Ok(within.map_or_else(|| known.to_vec(), |unit| map.levels_in(unit)));
    }
    let find = |(at, text): (usize, &String)| {
        let level = vocabulary.find(text).filter(|level| known.contains(level));
        level.ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|level| vocabulary.text(*level)).collect();
            no_such_level(text, &names, &[map.day()]).path(format!("/by/{at}"))
        })
    };
    asked.iter().enumerate().map(find).collect()
}
