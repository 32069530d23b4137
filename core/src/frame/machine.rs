//! The machine: runs a plan over the planes, a block at a time, so that what the
//! steps leave behind stays in the nearest cache.

use super::{
    plan::{Many, Plan, Step, Value},
    plane::{Block, Plane, WORDS},
};

const ZERO: Block = [0; WORDS];
const ONES: Block = [u64::MAX; WORDS];

/// Runs a plan block by block.
pub(super) struct Machine<'a> {
    plan: &'a Plan,
    planes: &'a [Plane],
    registers: Vec<Block>,
    /// By step: what goes on into the next block.
    carries: Vec<Carry>,
}

/// What a quantifier carries over the end of a block.
#[derive(Clone, Default)]
struct Carry {
    /// The carry of an addition.
    bit: bool,
    /// Residents of the household so far, by what is known of them.
    counts: [u32; 6],
}

impl<'a> Machine<'a> {
    pub(super) fn new(plan: &'a Plan, planes: &'a [Plane]) -> Self {
        Self {
            plan,
            planes,
            registers: vec![ZERO; plan.steps.len()],
            carries: vec![Carry::default(); plan.steps.len()],
        }
    }

    /// Runs every step on the block at a position. Blocks come in order.
    pub(super) fn run(&mut self, at: usize) {
        for (number, step) in self.plan.steps.iter().enumerate() {
            let Some((before, [out, ..])) = self.registers.split_at_mut_checked(number) else {
                continue;
            };
            let read = |value: &Value| read(*value, at, self.planes, before, &self.plan.derived);
            match step {
                Step::And(a, b) => zip(read(a), read(b), out, |a, b| a & b),
                Step::AndNot(a, b) => zip(read(a), read(b), out, |a, b| a & !b),
                Step::Or(a, b) => zip(read(a), read(b), out, |a, b| a | b),
                Step::OrNot(a, b) => zip(read(a), read(b), out, |a, b| a | !b),
                Step::Xor(a, b) => zip(read(a), read(b), out, |a, b| a ^ b),
                Step::Any { of, last } => {
                    let Some(carry) = self.carries.get_mut(number) else {
                        continue;
                    };
                    any(read(of), read(last), &mut carry.bit, out);
                }
                Step::Many { of, last, many } => {
                    let Some(carry) = self.carries.get_mut(number) else {
                        continue;
                    };
                    let of = of.each_ref().map(read);
                    count(&of, read(last), many, &mut carry.counts, out);
                }
            }
        }
    }

    /// What a value holds in the block that was run last.
    pub(super) fn value(&self, value: Value, at: usize) -> &Block {
        read(value, at, self.planes, &self.registers, &self.plan.derived)
    }
}

fn read<'r>(
    value: Value,
    at: usize,
    planes: &'r [Plane],
    registers: &'r [Block],
    derived: &'r [Plane],
) -> &'r Block {
    let found = match value {
        Value::Zero => None,
        Value::Ones => Some(&ONES),
        Value::Plane(plane) => planes.get(plane as usize).and_then(|plane| plane.block(at)),
        Value::Derived(plane) => derived
            .get(plane as usize)
            .and_then(|plane| plane.block(at)),
        Value::Register(register) => registers.get(register as usize),
    };
    found.unwrap_or(&ZERO)
}

fn zip(a: &Block, b: &Block, out: &mut Block, each: impl Fn(u64, u64) -> u64) {
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b)) {
        *out = each(*a, *b);
    }
}

/// Whether any slot of a household is set, at its last slot; elsewhere nothing.
///
/// Adding the set ones to the run of a household's slots but the last sends a carry
/// to the last one exactly when one before it is set.
fn any(of: &Block, last: &Block, carry: &mut bool, out: &mut Block) {
    let mut carried = u64::from(*carry);
    for (out, (of, last)) in out.iter_mut().zip(of.iter().zip(last)) {
        let others = !last;
        let (sum, over) = others.overflowing_add(of & others);
        let (sum, over_again) = sum.overflowing_add(carried);
        carried = u64::from(over | over_again);
        *out = (sum | of) & last;
    }
    *carry = carried != 0;
}

/// Counts what is set in each of some blocks by household, and puts the answer at
/// its last slot.
fn count(of: &[&Block; 6], last: &Block, many: &Many, counts: &mut [u32; 6], out: &mut Block) {
    let mut at = [0_u64; 6];
    for (word, (out, last)) in out.iter_mut().zip(last).enumerate() {
        for (own, block) in at.iter_mut().zip(of) {
            *own = block.get(word).copied().unwrap_or(0);
        }
        let mut ends = *last;
        let mut seen = 0_u64;
        *out = 0;
        while ends != 0 {
            let end = ends & ends.wrapping_neg();
            // Everything up to the end that belongs to no household before it.
            let own = (end | (end - 1)) & !seen;
            for (count, set) in counts.iter_mut().zip(at) {
                *count += (set & own).count_ones();
            }
            if many.holds(counts) {
                *out |= end;
            }
            *counts = [0; 6];
            seen |= own;
            ends &= ends - 1;
        }
        for (count, set) in counts.iter_mut().zip(at) {
            *count += (set & !seen).count_ones();
        }
    }
}
