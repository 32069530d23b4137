//! A plane: one bit for each slot of a frame.

use core::ops::{Deref, DerefMut};

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
