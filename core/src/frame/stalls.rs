//! Stalls are few: a quantifier over them is answered for the households that run one,
//! one by one, and laid down as planes of the plan.

use super::{
    Frame, StallStates,
    compile::Compiler,
    mark::lacking,
    plan::{Known, quantified},
    plane::Plane,
    units::count,
};
use crate::{
    Result,
    rule::{Condition, HowMany},
};

impl Frame {
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

impl<const WHOLE: bool> Compiler<'_, WHOLE> {
    pub(super) fn stalls(&mut self, condition: &Condition, many: &HowMany) -> Result<Known> {
        let frame = self.frame;
        if !frame.has_stalls {
            return Err(lacking(many.of.name()));
        }
        let slots = self.layer.slots;
        let (mut is, mut may) = (Plane::zero(slots), Plane::zero(slots));
        let mut with_stalls = Plane::zero(slots);
        for own in frame.stalls.chunk_by(|a, b| a.slot == b.slot) {
            let mut counts = [0_u32; 6];
            for stall in own {
                let asked = |condition: &Option<Box<Condition>>| match condition {
                    Some(condition) => frame.stall(condition, stall),
                    None => Ok(Some(true)),
                };
                count(&mut counts, (asked(&many.matching)?, asked(&many.who)?));
            }
            let held = quantified(condition, many, &counts);
            if let Some(stall) = own.first() {
                let slot = stall.slot as usize;
                with_stalls.set(slot);
                is.put(slot, held == Some(true));
                may.put(slot, held != Some(false));
            }
        }
        let [is, may] = [is, may].map(|plane| self.plan.derive(plane));
        // Over no stall at all "at least" is false, and "all" and a share are true.
        if !matches!(condition, Condition::Some(_)) {
            let has = self.plan.derive(with_stalls);
            return Ok(Known {
                is: self.plan.or_not(is, has),
                may: self.plan.or_not(may, has),
            });
        }
        Ok(Known { is, may })
    }
}
