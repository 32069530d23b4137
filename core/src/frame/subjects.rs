//! Which subjects a verdict is about: a bit for each slot, which only whoever holds the
//! side table can turn into ids.

use super::{
    Frame, Layer, Needs, compile,
    machine::Machine,
    plane::{SLOTS, WORDS},
    standing::Standing,
};
use crate::{
    Result,
    coverage::{OnDay, Question, Verdict},
    rule::{Rule, Subject},
    skill::Catalogue,
};

/// Who stands in the slots of a frame. It is kept apart from the frame, by those who may
/// see who is who.
///
/// ```
/// use noidai::{Registry, coverage::{OnDay, Question, Verdict}, event::Batch, frame::{Frame, Needs}, rule::built_in};
/// let registry = Registry::open(Batch::default())?;
/// let question = Question::on("2025-06-30".parse()?);
/// let rule = &built_in()[0];
/// let on_day = OnDay::new(&registry, question.day);
/// let catalogue = &registry.vocabulary().catalogues()[0];
/// let needs = Needs::of(&[rule], &question, catalogue)?;
/// let (frame, ids) = Frame::build_with_ids(&on_day, &needs, catalogue)?;
/// let subjects = frame.subjects(rule, &question, Verdict::NotCovered)?;
/// assert!(ids.of(rule.subject, &subjects).is_empty());
/// # Ok::<(), noidai::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideTable {
    /// By slot of their own, in its order.
    pub residents: Vec<(u32, String)>,
    /// By the last slot of each household.
    pub households: Vec<(u32, String)>,
    /// By the last slot of each team.
    pub teams: Vec<(u32, String)>,
    /// By position on the day's map.
    pub units: Vec<(u32, String)>,
}

impl SideTable {
    fn of_subject(&mut self, subject: Subject) -> &mut Vec<(u32, String)> {
        match subject {
            Subject::Resident => &mut self.residents,
            Subject::Household => &mut self.households,
            Subject::Team => &mut self.teams,
            Subject::Unit => &mut self.units,
        }
    }

    /// The ids of the subjects whose bits are set, in the order of slots.
    pub fn of(&self, subject: Subject, subjects: &[u64]) -> Vec<&str> {
        let own = match subject {
            Subject::Resident => &self.residents,
            Subject::Household => &self.households,
            Subject::Team => &self.teams,
            Subject::Unit => &self.units,
        };
        let is_set = |slot: u32| {
            let word = subjects.get(slot as usize / 64);
            word.is_some_and(|word| word >> (slot % 64) & 1 == 1)
        };
        let set = own.iter().filter(|(slot, _)| is_set(*slot));
        set.map(|(_, id)| id.as_str()).collect()
    }
}

impl Frame {
    /// As [`build`](Self::build), with the side table.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build).
    pub fn build_with_ids(
        on_day: &OnDay<'_>,
        needs: &Needs,
        catalogue: &Catalogue,
    ) -> Result<(Self, SideTable)> {
        let mut ids = SideTable::default();
        let mut note = |subject: Subject, slot: usize, id: &str| {
            let slot = u32::try_from(slot).unwrap_or(u32::MAX);
            ids.of_subject(subject).push((slot, id.to_owned()));
        };
        let frame = Self::build_as::<true>(on_day, needs, catalogue, &mut note)?;
        let units = (0..).zip(frame.own_places());
        let units = units.map(|(at, place)| (at, place.id.clone()));
        ids.units = units.collect();
        Ok((frame, ids))
    }

    /// The subjects of a verdict, wherever they stand within the unit asked about: a bit
    /// for each slot (of units, for each position on the day's map), 64 a word, the
    /// lowest first. A household or team has the bit of its last slot.
    ///
    /// # Errors
    ///
    /// As [`coverage`](Self::coverage).
    pub fn subjects(&self, rule: &Rule, question: &Question, verdict: Verdict) -> Result<Vec<u64>> {
        self.check::<true>(rule, question)?;
        let standing = Standing::new(self, rule, question)?;
        let (map, places) = self.map_of(question)?;
        let within = self.within(places, question)?;
        let within = within.map(|at| places.places.stretch(at));
        let is_within = |place: usize| within.as_ref().is_none_or(|own| own.contains(&place));
        let mut found = vec![0_u64; self.slots_of(rule.subject).div_ceil(64)];
        let mut set = |slot: usize| {
            if let Some(word) = found.get_mut(slot / 64) {
                *word |= 1 << (slot % 64);
            }
        };
        for number in 0..standing.count() {
            // Settings that nobody has are not looked at: they may be wrong.
            let is_own = |own: usize, place: usize| standing.at(own) == number && is_within(place);
            let is_used = match self.layer_of(rule.subject) {
                Some(layer) => {
                    let cells = layer.cells.iter();
                    let mut own = cells.filter(|cell| is_own(cell.place(0), cell.place(map)));
                    own.any(|cell| layer.holds_any(cell, rule.subject))
                }
                None => {
                    let mut units = self.units.iter().enumerate();
                    units.any(|(at, stands)| {
                        let place = stands.get(map).map_or(usize::MAX, |at| *at as usize);
                        is_own(at, place)
                    })
                }
            };
            if number > 0 && !is_used {
                continue;
            }
            let concrete = standing.concrete(number)?;
            let Some(layer) = self.layer_of(rule.subject) else {
                let verdicts = self.unit_verdicts(&concrete)?;
                for (at, (own, stands)) in verdicts.iter().zip(&self.units).enumerate() {
                    let place = stands.get(map).map_or(usize::MAX, |at| *at as usize);
                    if *own == verdict && is_own(at, place) {
                        set(at);
                    }
                }
                continue;
            };
            let plan = compile::compile::<true>(self, &concrete, rule.subject, &[])?;
            let value = plan.verdicts.get(verdict as usize).copied().flatten();
            let Some(value) = value else { continue };
            let mut machine = Machine::new(&plan, &layer.planes);
            let own = |slot: usize, layer: &Layer| {
                let cell = layer.cells.partition_point(|cell| cell.end <= slot);
                let cell = layer.cells.get(cell);
                cell.is_some_and(|cell| is_own(cell.place(0), cell.place(map)))
            };
            for at in 0..layer.slots.div_ceil(SLOTS) {
                machine.run(at);
                for (word, bits) in machine.value(value, at).iter().enumerate() {
                    let mut bits = *bits;
                    while bits != 0 {
                        let slot = (at * WORDS + word) * 64 + bits.trailing_zeros() as usize;
                        bits &= bits - 1;
                        if slot < layer.slots && own(slot, layer) {
                            set(slot);
                        }
                    }
                }
            }
        }
        Ok(found)
    }
}
