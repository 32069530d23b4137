//! Counts by cell: the verdicts of a plan, summed between bit positions.

use super::{
    Frame,
    machine::Machine,
    plan::Plan,
    plane::{Block, SLOTS},
};
use crate::coverage::{Counts, Verdict};
use core::ops::Range;

/// What was counted.
pub(super) struct Tally {
    pub(super) total: Counts,
    /// By position on the map, the last for what no unit contains.
    pub(super) by_place: Vec<Counts>,
}

impl Frame {
    /// Counts every cell of a stretch of the map; without one, all of them.
    pub(super) fn tally(&self, plan: &Plan, stretch: Option<Range<usize>>) -> Tally {
        let mut tally = Tally {
            total: Counts::default(),
            by_place: vec![Counts::default(); self.places.units.len() + 1],
        };
        let mut machine = Machine::new(plan, &self.planes);
        let mut cells = self.cells.iter();
        let Some(mut cell) = cells.next() else {
            return tally;
        };
        let mut counts = [0_u64; 6];
        for at in 0..self.slots.div_ceil(SLOTS) {
            machine.run(at);
            let block = at * SLOTS..(at + 1) * SLOTS;
            loop {
                let own = cell.start.max(block.start)..cell.end.min(block.end);
                for (count, value) in counts.iter_mut().zip(&plan.verdicts) {
                    if let Some(value) = value {
                        *count += ones(
                            machine.value(*value, at),
                            own.start - block.start..own.end - block.start,
                        );
                    }
                }
                if cell.end > block.end {
                    break;
                }
                if stretch.as_ref().is_none_or(|own| own.contains(&cell.place)) {
                    tally.add(cell.place, counts);
                }
                counts = [0; 6];
                match cells.next() {
                    Some(next) => cell = next,
                    None => return tally,
                }
                if cell.start >= block.end {
                    break;
                }
            }
        }
        tally
    }
}

impl Tally {
    fn add(&mut self, place: usize, counts: [u64; 6]) {
        for (verdict, count) in Verdict::ALL.into_iter().zip(counts) {
            self.total.add_many(verdict, count);
            if let Some(own) = self.by_place.get_mut(place) {
                own.add_many(verdict, count);
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
