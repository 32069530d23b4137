//! Teams and committees: their members are slots, as residents are those of households.

use super::{Frame, machine::Machine, plan::Known};
use crate::{Result, rule::Condition};

/// A team or a committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// The slot of its last member, or of nobody where it has none.
    pub(super) last: u32,
    /// Whether it is a team; else a committee.
    pub(super) is_team: bool,
    /// Position on the day's map of the unit that it is of; nothing where it is only
    /// known in which unit that lies.
    pub(super) unit: Option<u32>,
    /// Position of its organisation among those of the frame.
    pub(super) organisation: Option<u32>,
}

impl Frame {
    /// Whether a condition holds of each body.
    pub(super) fn of_bodies(&self, condition: Option<&Condition>) -> Result<Vec<Option<bool>>> {
        let Some(condition) = condition else {
            return Ok(vec![Some(true); self.bodies.len()]);
        };
        let (mut plan, Known { is, may }) = super::compile::of_bodies(self, condition)?;
        plan.strata.extend([is, may]);
        let mut machine = Machine::new(&plan, &self.members.planes);
        let mut run = None;
        let held = self.bodies.iter().map(|body| {
            let last = body.last as usize;
            let at = last / super::plane::SLOTS;
            // Blocks in order, each once; the first begins with a body.
            while run.is_none_or(|run| run < at) {
                let next = run.map_or(0, |run| run + 1);
                machine.run(next);
                run = Some(next);
            }
            let holds = |value| super::plane::is_set(machine.value(value, at), last);
            match (holds(is), holds(may)) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            }
        });
        Ok(held.collect())
    }
}
