//! A plane: one bit for each slot of a frame.

use core::ops::{Deref, DerefMut, Range};

/// Words of a block: what the machine works on at once. Small enough that the
/// registers of a rule stay in the nearest cache.
pub(super) const WORDS: usize = 64;
/// Slots of a block.
pub(super) const SLOTS: usize = WORDS * 64;

/// So many slots, one bit each, the lowest bit first; in whole lines of a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub(super) struct Block([u64; WORDS]);

impl Block {
    pub(super) const ZERO: Self = Self([0; WORDS]);
    pub(super) const ONES: Self = Self([u64::MAX; WORDS]);
}

impl Deref for Block {
    type Target = [u64; WORDS];

    fn deref(&self) -> &[u64; WORDS] {
        &self.0
    }
}

impl DerefMut for Block {
    fn deref_mut(&mut self) -> &mut [u64; WORDS] {
        &mut self.0
    }
}

/// One bit for each slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plane {
    blocks: Vec<Block>,
}

impl Plane {
    /// No bit set, in so many slots.
    pub(super) fn zero(slots: usize) -> Self {
        Self {
            blocks: vec![Block::ZERO; slots.div_ceil(SLOTS)],
        }
    }

    /// Sets the bit of a slot.
    pub(super) fn set(&mut self, slot: usize) {
        self.or_word(slot, 1 << (slot % 64));
    }

    /// The same, and room for so many more.
    pub(super) fn with_room(slots: usize, more: usize) -> Self {
        let mut plane = Self::default();
        let all = slots.saturating_add(more).div_ceil(SLOTS);
        plane.blocks.reserve_exact(all);
        plane.extend_to(slots);
        plane
    }

    /// 64 slots, from a multiple of 64 on.
    pub(super) fn word(&self, at: usize) -> u64 {
        let block = self.blocks.get(at / WORDS);
        block
            .and_then(|block| block.get(at % WORDS))
            .copied()
            .unwrap_or(0)
    }

    /// 64 slots from one on.
    pub(super) fn from(&self, slot: usize) -> u64 {
        let low = self.word(slot / 64) >> (slot % 64);
        match slot % 64 {
            0 => low,
            within => low | self.word(slot / 64 + 1) << (64 - within),
        }
    }

    /// Writes so many slots from one on, 64 at most.
    pub(super) fn write(&mut self, slot: usize, count: usize, bits: u64) {
        let own = u64::MAX.checked_shr(64 - count as u32).unwrap_or(0);
        let within = slot % 64;
        let mut put = |at: usize, own: u64, bits: u64| {
            let block = self.blocks.get_mut(at / WORDS);
            if let Some(word) = block.and_then(|block| block.get_mut(at % WORDS)) {
                *word = *word & !own | bits & own;
            }
        };
        put(slot / 64, own << within, bits << within);
        if within + count > 64 {
            let behind = 64 - within;
            put(slot / 64 + 1, own >> behind, bits >> behind);
        }
    }

    /// Writes slots of another plane from one on.
    pub(super) fn copy(&mut self, other: &Self, own: Range<usize>, to: usize) {
        for (from, to) in own.clone().step_by(64).zip((to..).step_by(64)) {
            self.write(to, (own.end - from).min(64), other.from(from));
        }
    }

    /// Writes its own slots from one on, also where the two stretches overlap.
    pub(super) fn shift(&mut self, own: Range<usize>, to: usize) {
        let parts = own.len().div_ceil(64);
        for part in 0..if own.start == to { 0 } else { parts } {
            // Upwards the last is moved first.
            let part = if to > own.start {
                parts - 1 - part
            } else {
                part
            };
            let from = own.start + part * 64;
            let bits = self.from(from);
            self.write(to + part * 64, (own.end - from).min(64), bits);
        }
    }

    /// Sets the bits of a stretch.
    pub(super) fn fill(&mut self, own: Range<usize>) {
        for from in own.clone().step_by(64) {
            self.write(from, (own.end - from).min(64), u64::MAX);
        }
    }

    /// Takes the bits of a stretch away.
    pub(super) fn clear(&mut self, own: Range<usize>) {
        for from in own.clone().step_by(64) {
            self.write(from, (own.end - from).min(64), 0);
        }
    }

    /// The set slot of a stretch that has so many before it.
    pub(super) fn nth_set(&self, own: Range<usize>, mut before: usize) -> Option<usize> {
        for start in own.clone().step_by(64) {
            let count = (own.end - start).min(64);
            let mut bits = self.from(start) << (64 - count) >> (64 - count);
            let set = bits.count_ones() as usize;
            if before >= set {
                before -= set;
                continue;
            }
            for _ in 0..before {
                bits &= bits - 1;
            }
            return Some(start + bits.trailing_zeros() as usize);
        }
        None
    }

    /// The last set slot of a stretch.
    pub(super) fn last_set(&self, own: Range<usize>) -> Option<usize> {
        let mut end = own.end;
        while end > own.start {
            let start = end.saturating_sub(64).max(own.start);
            let bits = self.from(start) << (64 - (end - start));
            if bits != 0 {
                return Some(end - 1 - bits.leading_zeros() as usize);
            }
            end = start;
        }
        None
    }

    /// Makes room for so many slots.
    pub(super) fn extend_to(&mut self, slots: usize) {
        let blocks = slots.div_ceil(SLOTS);
        if self.blocks.len() < blocks {
            self.blocks.resize(blocks, Block::ZERO);
        }
    }

    /// Sets bits in the word that a slot lies in.
    pub(super) fn or_word(&mut self, slot: usize, bits: u64) {
        let word = self
            .blocks
            .get_mut(slot / SLOTS)
            .and_then(|block| block.get_mut(slot % SLOTS / 64));
        if let Some(word) = word {
            *word |= bits;
        }
    }

    /// Sets the bit of a slot where `is` holds.
    pub(super) fn put(&mut self, slot: usize, is: bool) {
        if is {
            self.set(slot);
        }
    }

    /// Whether the bit of a slot is set.
    pub(super) fn is(&self, slot: usize) -> bool {
        self.blocks
            .get(slot / SLOTS)
            .is_some_and(|block| is_set(block, slot))
    }

    /// All blocks.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The words of so many slots as little-endian bytes.
    pub(super) fn to_bytes(&self, slots: usize) -> Vec<u8> {
        let words = self
            .blocks
            .iter()
            .flat_map(|block| block.iter())
            .take(slots.div_ceil(64));
        words.flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A plane from such bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let (words, _) = bytes.as_chunks::<8>();
        let blocks = words.chunks(WORDS).map(|words| {
            let mut block = Block::ZERO;
            for (own, word) in block.iter_mut().zip(words) {
                *own = u64::from_le_bytes(*word);
            }
            block
        });
        Self {
            blocks: blocks.collect(),
        }
    }

    /// Bytes that the plane takes.
    pub(super) fn bytes(&self) -> usize {
        self.blocks.len() * WORDS * 8
    }
}

/// Whether the bit of a slot is set in the block that it lies in.
pub(super) fn is_set(block: &Block, slot: usize) -> bool {
    let word = block.get(slot % SLOTS / 64);
    word.is_some_and(|word| word >> (slot % 64) & 1 == 1)
}
