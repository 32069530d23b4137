//! The machine: runs a plan over the planes, a block at a time, so that what the
//! steps leave behind stays in the nearest cache.

use super::{
    ends::{any, count},
    plan::{Plan, Value},
    plane::{Block, Plane},
    program::{Act, Program},
};

/// Runs a plan block by block.
pub(super) struct Machine<'a> {
    plan: &'a Plan,
    planes: &'a [Plane],
    operations: Vec<Operation<'a>>,
    places: Vec<usize>,
    blocks: Vec<Block>,
}

/// An operation with what it reads found.
struct Operation<'a> {
    act: Act,
    reads: [Source<'a>; 3],
    place: usize,
    carry: Carry,
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum Source<'a> {
    Same(&'a Block),
    Plane(&'a [Block]),
    /// A result in a block before that of the operation.
    Before(usize),
    /// A result in a block so many behind the one after it.
    After(usize),
}

/// What a quantifier carries over the end of a block.
#[derive(Default)]
struct Carry {
    /// The carry of an addition.
    bit: u64,
    /// Residents of the household so far, by what is known of them.
    counts: [u32; 2],
}

impl<'a> Machine<'a> {
    pub(super) fn new(plan: &'a Plan, planes: &'a [Plane]) -> Self {
        let program = Program::of(plan);
        let place_of = |step: usize| program.places.get(step).copied().unwrap_or(0);
        let operations = program.operations.iter().map(|operation| {
            let place = place_of(operation.step);
            let source = |value| match value {
                Value::Register(step) => match place_of(step as usize) {
                    own if own < place => Source::Before(own),
                    own => Source::After(own - place - 1),
                },
                value => source(value, plan, planes),
            };
            Operation {
                act: operation.act,
                reads: operation.reads.map(source),
                place,
                carry: Carry::default(),
            }
        });
        Self {
            operations: operations.collect(),
            blocks: vec![Block::ZERO; program.blocks],
            places: program.places,
            plan,
            planes,
        }
    }

    /// Runs every step on the block at a position. Blocks come in order.
    pub(super) fn run(&mut self, at: usize) {
        for operation in &mut self.operations {
            let blocks = self.blocks.split_at_mut_checked(operation.place);
            let Some((before, [out, after @ ..])) = blocks else {
                continue;
            };
            let of = operation.reads.map(|source| {
                let found = match source {
                    Source::Same(block) => Some(block),
                    Source::Plane(blocks) => blocks.get(at),
                    Source::Before(place) => before.get(place),
                    Source::After(place) => after.get(place),
                };
                found.unwrap_or(&Block::ZERO)
            });
            let [a, b, c] = of;
            match operation.act {
                Act::Join(gate) => gate.join([a, b], out),
                Act::JoinAgain(pair) => pair.join(of, out),
                Act::Any => any(a, b, &mut operation.carry.bit, out),
                Act::Many(many) => count([a, b], c, many, &mut operation.carry.counts, out),
            }
        }
    }

    /// What a verdict or stratum of the plan holds in the block that was run last.
    pub(super) fn value(&self, value: Value, at: usize) -> &Block {
        let found = match value {
            Value::Register(step) => {
                let place = self.places.get(step as usize);
                place.and_then(|place| self.blocks.get(*place))
            }
            value => match source(value, self.plan, self.planes) {
                Source::Plane(blocks) => blocks.get(at),
                Source::Same(block) => Some(block),
                _ => None,
            },
        };
        found.unwrap_or(&Block::ZERO)
    }
}

/// Where what is no result stands.
fn source<'a>(value: Value, plan: &'a Plan, planes: &'a [Plane]) -> Source<'a> {
    let of = |planes: &'a [Plane], at: u32| {
        let plane = planes.get(at as usize);
        plane.map_or(Source::Same(&Block::ZERO), |plane| {
            Source::Plane(plane.blocks())
        })
    };
    match value {
        Value::Zero | Value::Register(_) => Source::Same(&Block::ZERO),
        Value::Ones => Source::Same(&Block::ONES),
        Value::Plane(plane) => of(planes, plane),
        Value::Derived(plane) => of(&plan.derived, plane),
    }
}
