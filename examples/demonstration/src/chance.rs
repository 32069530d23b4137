//! A small deterministic source of numbers (SplitMix64): the same seed gives
//! the same demonstration on every platform.

use noidai::Day;

/// The source.
pub struct Chance {
    state: u64,
}

/// The first day that the demonstration covers: 1 August 2024.
pub const FIRST_DAY: (i32, u32, u32) = (2024, 8, 1);
/// How many days it covers before the reform, 30 June 2025 being the last.
const DAYS: u32 = 334;

impl Chance {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((u128::from(self.next()) * u128::from(bound)) >> 64).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// One of a list; its `Default` where the list is empty.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let at = self.below(u32::try_from(list.len()).unwrap_or(0)) as usize;
        list.get(at).copied().unwrap_or_default()
    }

    /// One of a list; nothing where it is empty.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let many = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(self.below(many) as usize).copied()
    }

    /// A day of the time before the reform.
    pub fn day(&mut self) -> Option<Day> {
        self.day_between(0, DAYS)
    }

    /// A day of the first five months covered.
    pub fn early_day(&mut self) -> Option<Day> {
        self.day_between(0, 150)
    }

    /// A day of the last six months before it.
    pub fn late_day(&mut self) -> Option<Day> {
        self.day_between(153, DAYS)
    }

    fn day_between(&mut self, from: u32, until: u32) -> Option<Day> {
        let after = from + self.below(until.saturating_sub(from));
        let (year, month, day) = FIRST_DAY;
        Some(Day::new(year, month, day)?.plus(i64::from(after)))
    }
}
