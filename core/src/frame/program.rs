//! A plan laid out for the machine: gates whose results only the next one reads are
//! joined with it, and each result has a block until nothing reads it any more.

use super::{
    gate::{Gate, Pair},
    plan::{Many, Plan, Step, Value},
};

/// What an operation does with what it reads.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// Joins the first two.
    Join(Gate),
    /// Joins the first two, and the result with the third.
    JoinAgain(Pair),
    /// Whether any slot of a household is set in the first; the second says where
    /// households end.
    Any,
    /// What the counts of the first two say; the third says where households end.
    Many(Many),
}

/// An operation.
pub(super) struct Operation {
    pub(super) act: Act,
    pub(super) reads: [Value; 3],
    /// The step whose result it leaves.
    pub(super) step: usize,
}

/// Operations in their order, and where results are left.
pub(super) struct Program {
    pub(super) operations: Vec<Operation>,
    /// By step: the block of its result.
    pub(super) places: Vec<usize>,
    /// How many blocks there are.
    pub(super) blocks: usize,
}

impl Operation {
    fn of(step: usize, of: &Step) -> Self {
        let (act, reads) = match *of {
            Step::Join(gate, a, b) => (Act::Join(gate), [a, b, Value::Zero]),
            Step::Any { of, last } => (Act::Any, [of, last, Value::Zero]),
            Step::Many { of, last, many } => (Act::Many(many), [of[0], of[1], last]),
        };
        Self { act, reads, step }
    }

    /// Takes over a gate whose result it alone reads, where the two go together.
    fn take_over(&mut self, taken: &Self) -> Option<()> {
        let (Act::Join(first), Act::Join(next)) = (taken.act, self.act) else {
            return None;
        };
        let [one, other, _] = self.reads;
        let is_second = other == Value::Register(taken.step as u32);
        self.act = Act::JoinAgain(Pair::of(first, next, is_second)?);
        let [a, b, _] = taken.reads;
        self.reads = [a, b, if is_second { one } else { other }];
        Some(())
    }
}

fn step_of(value: Value) -> Option<usize> {
    match value {
        Value::Register(step) => Some(step as usize),
        _ => None,
    }
}

impl Program {
    pub(super) fn of(plan: &Plan) -> Self {
        let left = || plan.verdicts.iter().flatten().chain(&plan.strata).copied();
        // By step: how often it is read.
        let mut times = vec![0_usize; plan.steps.len()];
        let reads = plan.steps.iter().flat_map(Step::reads);
        for step in reads.chain(left()).filter_map(step_of) {
            times
                .iter_mut()
                .skip(step)
                .take(1)
                .for_each(|times| *times += 1);
        }
        let mut operations: Vec<Option<Operation>> = Vec::new();
        for (number, step) in plan.steps.iter().enumerate() {
            let mut operation = Operation::of(number, step);
            let own = operation.reads.into_iter().filter_map(step_of);
            for step in own.filter(|step| times.get(*step) == Some(&1)) {
                let Some(taken) = operations.get_mut(step) else {
                    continue;
                };
                let is_taken = taken.as_ref().and_then(|taken| operation.take_over(taken));
                if is_taken.is_some() {
                    *taken = None;
                }
            }
            operations.push(Some(operation));
        }
        let operations: Vec<Operation> = operations.into_iter().flatten().collect();

        // By step: the last operation that reads it; what is left is read for ever.
        let mut ends = vec![usize::MAX; plan.steps.len()];
        for (at, operation) in operations.iter().enumerate() {
            for step in operation.reads.into_iter().filter_map(step_of) {
                ends.iter_mut().skip(step).take(1).for_each(|end| *end = at);
            }
        }
        for step in left().filter_map(step_of) {
            ends.iter_mut()
                .skip(step)
                .take(1)
                .for_each(|end| *end = usize::MAX);
        }
        let mut places = vec![usize::MAX; plan.steps.len()];
        let (mut free, mut blocks) = (Vec::new(), 0);
        for (at, operation) in operations.iter().enumerate() {
            let place = free.pop().unwrap_or(blocks);
            blocks = blocks.max(place + 1);
            if let Some(own) = places.get_mut(operation.step) {
                *own = place;
            }
            for step in operation.reads.into_iter().filter_map(step_of) {
                let ended = ends.get_mut(step).filter(|end| **end == at);
                if let Some((end, place)) = ended.zip(places.get(step)) {
                    free.push(*place);
                    *end = usize::MAX;
                }
            }
        }
        Self {
            operations,
            places,
            blocks,
        }
    }
}
