//! The machine: runs a plan over the planes, a block at a time, so that what the
//! steps leave behind stays in the nearest cache.

use super::{
    ends::{any, count},
    plan::{Plan, Step, Value},
    plane::{Block, Plane},
};

/// Runs a plan block by block.
pub(super) struct Machine<'a> {
    plan: &'a Plan,
    planes: &'a [Plane],
    /// By step: the block that it leaves its result in, until nothing reads it any more.
    places: Vec<usize>,
    blocks: Vec<Block>,
    /// By step: what goes on into the next block.
    carries: Vec<Carry>,
}

/// What a quantifier carries over the end of a block.
#[derive(Clone, Default)]
struct Carry {
    /// The carry of an addition.
    bit: u64,
    /// Residents of the household so far, by what is known of them.
    counts: [u32; 2],
}

impl<'a> Machine<'a> {
    pub(super) fn new(plan: &'a Plan, planes: &'a [Plane]) -> Self {
        let places = places(plan);
        let blocks = places.iter().max().map_or(0, |place| place + 1);
        Self {
            plan,
            planes,
            places,
            blocks: vec![Block::ZERO; blocks],
            carries: vec![Carry::default(); plan.steps.len()],
        }
    }

    /// Runs every step on the block at a position. Blocks come in order.
    pub(super) fn run(&mut self, at: usize) {
        let steps = self.plan.steps.iter().zip(&mut self.carries);
        for ((step, carry), place) in steps.zip(&self.places) {
            let Some((before, [out, after @ ..])) = self.blocks.split_at_mut_checked(*place) else {
                continue;
            };
            let register = |step: u32| {
                let own = self.places.get(step as usize)?;
                match own.checked_sub(*place + 1) {
                    Some(behind) => after.get(behind),
                    None => before.get(*own),
                }
            };
            let read = |value: &Value| read(*value, at, self.planes, self.plan, register);
            match step {
                Step::And(a, b) => zip(read(a), read(b), out, |a, b| a & b),
                Step::AndNot(a, b) => zip(read(a), read(b), out, |a, b| a & !b),
                Step::Or(a, b) => zip(read(a), read(b), out, |a, b| a | b),
                Step::OrNot(a, b) => zip(read(a), read(b), out, |a, b| a | !b),
                Step::Xor(a, b) => zip(read(a), read(b), out, |a, b| a ^ b),
                Step::Any { of, last } => any(read(of), read(last), &mut carry.bit, out),
                Step::Many { of, last, many } => {
                    let of = of.each_ref().map(read);
                    count(of, read(last), *many, &mut carry.counts, out);
                }
            }
        }
    }

    /// What a verdict or stratum of the plan holds in the block that was run last.
    pub(super) fn value(&self, value: Value, at: usize) -> &Block {
        let register = |step: u32| {
            let own = self.places.get(step as usize);
            own.and_then(|own| self.blocks.get(*own))
        };
        read(value, at, self.planes, self.plan, register)
    }
}

/// Where each step leaves its result: where one that is not read again was.
fn places(plan: &Plan) -> Vec<usize> {
    // By step: the last that reads it; what is left at the end is read for ever.
    let mut read = vec![0; plan.steps.len()];
    let mut reads = |value: &Value, by: usize| {
        if let Value::Register(step) = value
            && let Some(last) = read.get_mut(*step as usize)
        {
            *last = by;
        }
    };
    for (by, step) in plan.steps.iter().enumerate() {
        step.reads().iter().for_each(|value| reads(value, by));
    }
    let left = plan.verdicts.iter().flatten().chain(&plan.strata);
    left.for_each(|value| reads(value, usize::MAX));
    let (mut places, mut free) = (Vec::<usize>::new(), Vec::new());
    let mut used = 0;
    for (by, step) in plan.steps.iter().enumerate() {
        places.push(free.pop().unwrap_or_else(|| {
            used += 1;
            used - 1
        }));
        for value in step.reads() {
            let Value::Register(step) = value else {
                continue;
            };
            let ended = read.get(step as usize) == Some(&by);
            if let Some(place) = places.get(step as usize).filter(|_| ended)
                && !free.contains(place)
            {
                free.push(*place);
            }
        }
    }
    places
}

fn read<'r>(
    value: Value,
    at: usize,
    planes: &'r [Plane],
    plan: &'r Plan,
    register: impl FnOnce(u32) -> Option<&'r Block>,
) -> &'r Block {
    let of = |planes: &'r [Plane], plane: u32| {
        let plane = planes.get(plane as usize);
        plane.and_then(|plane| plane.block(at))
    };
    let found = match value {
        Value::Zero => None,
        Value::Ones => Some(&Block::ONES),
        Value::Plane(plane) => of(planes, plane),
        Value::Derived(plane) => of(&plan.derived, plane),
        Value::Register(step) => register(step),
    };
    found.unwrap_or(&Block::ZERO)
}

fn zip(a: &Block, b: &Block, out: &mut Block, each: impl Fn(u64, u64) -> u64) {
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b.iter())) {
        *out = each(*a, *b);
    }
}
