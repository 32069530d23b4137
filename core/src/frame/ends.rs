//! What is told of all slots of a household, at its last slot: whether any is set, and
//! what counts of them say.

use super::{
    plan::Many,
    plane::{Block, WORDS},
};

/// Words whose slots are counted at once.
const CHUNK: usize = 16;
type Chunk = [u64; CHUNK];

/// Households up to so long are counted all at once, longer ones one by one.
const LONGEST: usize = 1 << (BITS - 1);
/// Bits of their counts.
const BITS: usize = 6;

/// Whether any slot of a household is set, at its last slot; elsewhere nothing.
///
/// Adding the set ones to the run of a household's slots but the last sends a carry
/// to the last one exactly when one before it is set. All words are added first, each
/// by itself, and then the carries between them: a second carry could only come out of
/// a word without a last slot.
pub(super) fn any(of: &Block, last: &Block, carry: &mut u64, out: &mut Block) {
    let mut carries = [0_u64; WORDS];
    for ((over, out), (of, last)) in carries
        .iter_mut()
        .zip(out.iter_mut())
        .zip(of.iter().zip(last.iter()))
    {
        let others = !last;
        let sum = others.wrapping_add(of & others);
        *over = (of & others | others & !sum) >> 63;
        *out = sum;
    }
    let before = *carry;
    *carry = carries.last().copied().unwrap_or(0);
    let mut again = 0;
    let mut add = |out: &mut u64, of: &u64, last: &u64, carried: u64| {
        let sum = out.wrapping_add(carried);
        again |= *out & !sum;
        *out = (sum | of) & last;
    };
    // The carries that enter each word are those that left the one before it.
    let mut words = out.iter_mut().zip(of.iter().zip(last.iter()));
    if let Some((out, (of, last))) = words.next() {
        add(out, of, last, before);
    }
    for ((out, (of, last)), carried) in words.zip(&carries) {
        add(out, of, last, *carried);
    }
    if again >> 63 != 0 {
        *carry = any_in_turn(of, last, before, out);
    }
}

/// The same, word after word; gives the carry.
fn any_in_turn(of: &Block, last: &Block, mut carry: u64, out: &mut Block) -> u64 {
    for (out, (of, last)) in out.iter_mut().zip(of.iter().zip(last.iter())) {
        let others = !last;
        let (sum, over) = others.overflowing_add(of & others);
        let (sum, over_again) = sum.overflowing_add(carry);
        carry = u64::from(over | over_again);
        *out = (sum | of) & last;
    }
    carry
}

/// Counts what is set in two blocks by household, and puts what the counts say at its
/// last slot. What is carried are the counts of the household that is not ended yet.
pub(super) fn count(
    of: [&Block; 2],
    last: &Block,
    many: Many,
    carry: &mut [u32; 2],
    out: &mut Block,
) {
    let of = of.map(|block| block.as_chunks::<CHUNK>().0.iter());
    let [some, others] = of;
    let lasts = last.as_chunks().0.iter();
    let outs = out.as_chunks_mut().0.iter_mut();
    for (((some, others), last), out) in some.zip(others).zip(lasts).zip(outs) {
        *out = match Counts::of([some, others], last) {
            Some(counts) => counts.say(last, many, carry),
            None => in_turn([some, others], last, many, carry),
        };
    }
}

/// By slot of a chunk, how many up to it are set of its household: by bit of the count.
struct Counts {
    of: [[Chunk; BITS]; 2],
    /// The most that a count can be.
    most: usize,
    /// Bits that they take.
    bits: usize,
}

impl Counts {
    /// Counts households from the beginning of the chunk on; nothing where one is too long.
    fn of(of: [&Chunk; 2], last: &Chunk) -> Option<Self> {
        let mut counts = Self {
            of: [[[0; CHUNK]; BITS]; 2],
            most: 1,
            bits: 1,
        };
        for (count, of) in counts.of.iter_mut().zip(of) {
            count[0] = *of;
        }
        // Where the slot `most` before is of the same household: counts of as many
        // slots are added to those of the slots before them, which doubles their reach.
        let mut same = up(last, 1);
        for word in &mut same {
            *word = !*word;
        }
        same[0] &= !1;
        while same.iter().fold(0, |any, word| any | word) != 0 {
            if counts.most == LONGEST {
                return None;
            }
            for count in &mut counts.of {
                add(count, counts.bits, counts.most as u32, &same);
            }
            let further = up(&same, counts.most as u32);
            same = zip(&same, &further, |a, b| a & b);
            counts.most *= 2;
            counts.bits += 1;
        }
        Some(counts)
    }

    /// What the counts say at last slots.
    fn say(&self, last: &Chunk, many: Many, carry: &mut [u32; 2]) -> Chunk {
        let [some, others] = &self.of;
        let mut out = [0; CHUNK];
        let most = match many {
            Many::AtLeast(_) => 0,
            Many::Share(_) => self.most,
        };
        for number in 0..=most {
            let least = many.least(number as u32);
            // The two are of different residents.
            if least as usize + number > self.most {
                break;
            }
            let (mut held, mut reached) = (*last, [u64::MAX; CHUNK]);
            for (bit, (some, others)) in some.iter().zip(others).enumerate().take(self.bits) {
                let other = if number >> bit & 1 == 1 { 0 } else { u64::MAX };
                let words = held
                    .iter_mut()
                    .zip(&mut reached)
                    .zip(some.iter().zip(others));
                let is_high = least >> bit & 1 == 1;
                if is_high {
                    for ((held, reached), (some, others)) in words {
                        *held &= others ^ other;
                        *reached &= some;
                    }
                } else {
                    for ((held, reached), (some, others)) in words {
                        *held &= others ^ other;
                        *reached |= some;
                    }
                }
            }
            let words = held.iter().zip(&reached);
            for (out, (held, reached)) in out.iter_mut().zip(words) {
                *out |= held & reached;
            }
        }
        // The first household to end may have begun before.
        let mut whole = *carry;
        let first = last.iter().position(|word| *word != 0);
        if let Some(at) = first
            && let Some((last, out)) = last.get(at).zip(out.get_mut(at))
        {
            let bit = last.trailing_zeros();
            let total = self.at(at, bit);
            for (whole, more) in whole.iter_mut().zip(total) {
                *whole += more;
            }
            *out &= !(1 << bit);
            *out |= u64::from(many.holds(whole)) << bit;
            *carry = [0; 2];
        }
        if last[CHUNK - 1] >> 63 == 0 {
            for (carry, more) in carry.iter_mut().zip(self.at(CHUNK - 1, 63)) {
                *carry += more;
            }
        }
        out
    }

    /// The counts at a slot.
    fn at(&self, word: usize, slot: u32) -> [u32; 2] {
        let mut total = [0; 2];
        for (total, count) in total.iter_mut().zip(&self.of) {
            for (bit, of) in count.iter().enumerate().take(self.bits) {
                let word = of.get(word).copied().unwrap_or(0);
                *total |= ((word >> slot & 1) as u32) << bit;
            }
        }
        total
    }
}

/// Adds to each count of so many bits the one so many slots before it, where that is of
/// the same household.
fn add(count: &mut [Chunk; BITS], bits: usize, distance: u32, same: &Chunk) {
    let mut carry = [0; CHUNK];
    for (bit, own) in count.iter_mut().enumerate().take(bits + 1) {
        if bit == bits {
            *own = carry;
            continue;
        }
        let mut before = up(own, distance);
        let words = own
            .iter_mut()
            .zip(&mut carry)
            .zip(before.iter_mut().zip(same));
        for ((own, carry), (before, same)) in words {
            let more = *before & same;
            let either = *own ^ more;
            let both = *own & more;
            *own = either ^ *carry;
            *carry = both | either & *carry;
        }
    }
}

fn zip(a: &Chunk, b: &Chunk, each: impl Fn(u64, u64) -> u64) -> Chunk {
    let mut out = *a;
    for (out, b) in out.iter_mut().zip(b) {
        *out = each(*out, *b);
    }
    out
}

/// Every slot moved up by less than a word.
fn up(of: &Chunk, slots: u32) -> Chunk {
    let mut moved = [0; CHUNK];
    if let (Some(moved), Some(first)) = (moved.first_mut(), of.first()) {
        *moved = first << slots;
    }
    let pairs = of.iter().skip(1).zip(of);
    for (moved, (own, below)) in moved.iter_mut().skip(1).zip(pairs) {
        *moved = own << slots | below >> (64 - slots);
    }
    moved
}

/// Counts household by household.
fn in_turn(of: [&Chunk; 2], last: &Chunk, many: Many, counts: &mut [u32; 2]) -> Chunk {
    let mut out = [0; CHUNK];
    let [some, others] = of;
    let words = some.iter().zip(others).zip(last).zip(&mut out);
    for (((some, others), last), out) in words {
        let mut ends = *last;
        let mut seen = 0_u64;
        while ends != 0 {
            let end = ends & ends.wrapping_neg();
            // Everything up to the end that belongs to no household before it.
            let own = (end | (end - 1)) & !seen;
            for (count, set) in counts.iter_mut().zip([some, others]) {
                *count += (set & own).count_ones();
            }
            if many.holds(*counts) {
                *out |= end;
            }
            *counts = [0; 2];
            seen |= own;
            ends &= ends - 1;
        }
        for (count, set) in counts.iter_mut().zip([some, others]) {
            *count += (set & !seen).count_ones();
        }
    }
    out
}
