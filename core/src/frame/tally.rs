//! Counts by cell: the verdicts of a plan, summed between bit positions.

use super::{
    Layer, Partial,
    machine::Machine,
    plan::Plan,
    plane::{Block, SLOTS},
};
use core::ops::Range;

/// What is counted of some cells: of whom, and on which map.
pub(super) struct Counted<'a> {
    pub(super) cells: Range<usize>,
    /// Which of the maps.
    pub(super) map: usize,
    /// Only what stands in this stretch of it.
    pub(super) within: Option<&'a Range<usize>>,
}

impl Layer {
    /// Counts some cells into a part. A household of a cell before may lie in the first
    /// block too; its answer there is cut short, and is not counted.
    pub(super) fn tally<const WHOLE: bool>(
        &self,
        plan: &Plan,
        counted: &Counted<'_>,
        part: &mut Partial,
    ) {
        let mut machine = Machine::new(plan, &self.planes);
        let mut cells = self.cells.get(counted.cells.clone()).unwrap_or(&[]).iter();
        let Some(mut cell) = cells.next() else { return };
        // Everybody of the cell, and by stratum where there are several.
        let mut all = [0_u64; 6];
        let mut strata = Vec::new();
        if WHOLE && plan.strata.len() > 1 {
            strata.resize(plan.strata.len(), [0_u64; 6]);
        }
        for at in cell.start / SLOTS..self.slots.div_ceil(SLOTS) {
            machine.run(at);
            let block = at * SLOTS..(at + 1) * SLOTS;
            let found = plan.verdicts;
            let found = found.map(|value| value.map(|value| machine.value(value, at)));
            loop {
                let own = cell.start.max(block.start) - block.start
                    ..cell.end.min(block.end) - block.start;
                for ((those, all), verdict) in found.iter().zip(&mut all).zip(0..) {
                    let Some(those) = those else { continue };
                    let count = ones(those, own.clone());
                    *all += count;
                    if !WHOLE || count == 0 {
                        continue;
                    }
                    for (counts, stratum) in strata.iter_mut().zip(&plan.strata) {
                        let both = both(those, machine.value(*stratum, at));
                        if let Some(count) = counts.get_mut::<usize>(verdict) {
                            *count += ones(&both, own.clone());
                        }
                    }
                }
                if cell.end > block.end {
                    break;
                }
                let place = cell.place(counted.map);
                if counted.within.is_none_or(|own| own.contains(&place)) {
                    part.add::<WHOLE>(place, &all, &strata);
                }
                all = [0; 6];
                if WHOLE {
                    strata.fill([0; 6]);
                }
                match cells.next() {
                    Some(next) => cell = next,
                    None => return,
                }
                if cell.start >= block.end {
                    break;
                }
            }
        }
    }
}

fn both(a: &Block, b: &Block) -> Block {
    let mut both = *a;
    for (both, b) in both.iter_mut().zip(b.iter()) {
        *both &= b;
    }
    both
}

/// How many bits are set in a stretch of a block.
fn ones(block: &Block, stretch: Range<usize>) -> u64 {
    if stretch.start >= stretch.end {
        return 0;
    }
    let (first, last) = (stretch.start / 64, (stretch.end - 1) / 64);
    let head = u64::MAX << (stretch.start % 64);
    let tail = u64::MAX >> (63 - (stretch.end - 1) % 64);
    let words = block.get(first..=last).unwrap_or(&[]);
    match words {
        [] => 0,
        [only] => u64::from((only & head & tail).count_ones()),
        [start, middle @ .., end] => {
            let middle: u64 = middle.iter().map(|word| u64::from(word.count_ones())).sum();
            middle + u64::from((start & head).count_ones()) + u64::from((end & tail).count_ones())
        }
    }
}
