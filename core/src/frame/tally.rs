//! Counts by cell: the verdicts of a plan, summed between bit positions.

use super::{
    Frame, Partial,
    machine::Machine,
    plan::Plan,
    plane::{Block, SLOTS},
};
use core::ops::Range;

impl Frame {
    /// Counts some cells into a part: of these, those of a stretch of the map, or
    /// all. A household of a cell before may lie in the first block too; its answer
    /// there is cut short, and is not counted.
    pub(super) fn tally(
        &self,
        plan: &Plan,
        cells: Range<usize>,
        within: Option<Range<usize>>,
        part: &mut Partial,
    ) {
        let mut machine = Machine::new(plan, &self.planes);
        let mut cells = self.cells.get(cells).unwrap_or(&[]).iter();
        let Some(mut cell) = cells.next() else { return };
        let mut counts = [0_u64; 6];
        for at in cell.start / SLOTS..self.slots.div_ceil(SLOTS) {
            machine.run(at);
            let block = at * SLOTS..(at + 1) * SLOTS;
            loop {
                let own = cell.start.max(block.start) - block.start
                    ..cell.end.min(block.end) - block.start;
                for (count, value) in counts.iter_mut().zip(&plan.verdicts) {
                    if let Some(value) = value {
                        *count += ones(machine.value(*value, at), own.clone());
                    }
                }
                if cell.end > block.end {
                    break;
                }
                if within.as_ref().is_none_or(|own| own.contains(&cell.place)) {
                    part.add(cell.place, counts);
                }
                counts = [0; 6];
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
