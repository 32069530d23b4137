//! Choices, drawn from one number that proptest makes.

use noidai::{Day, time::Spell};

pub struct Dice {
    state: u64,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// SplitMix64.
    pub fn below(&mut self, most: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub fn day(&mut self) -> Day {
        let first: Day = "2025-01-01".parse().unwrap();
        first.plus(self.below(60) as i64)
    }

    pub fn maybe_day(&mut self) -> Option<Day> {
        (!self.one_in(4)).then(|| self.day())
    }

    pub fn spell(&mut self) -> Spell {
        let from = self.maybe_day();
        let until = self.one_in(3).then(|| {
            let after = from.unwrap_or_else(|| self.day());
            after.plus(1 + self.below(40) as i64)
        });
        Spell { from, until }
    }
}
