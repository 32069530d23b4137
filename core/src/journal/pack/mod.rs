//! Packs: records of one chain that follow one another, in little room.
//!
//! Compaction writes them. Each record comes out of its pack as it went in, byte for
//! byte, so digests, order and exchange know nothing of packs. What can be computed is
//! left out: of the numbers all but the first, and of the digests that chain the
//! records all but the one before the first and that of the last, which shows that
//! every record is as it was. A *number*, a *text* and a *value* are those of
//! [`event::binary`](crate::event::binary); a *difference* is a number that stands for a
//! whole one: twice it from 0 on, one less than twice its distance below, of 64 bits
//! that wrap around. A pack is:
//!
//! | bytes | what |
//! |---|---|
//! | number | how many bytes its records have together: at most 2^20, and at most 64 times those of the pack |
//! | text, number, number | device, epoch, number of the first record |
//! | 24 | the beginning of the digest of the record before; zeros if the first is number 1 |
//! | 24 | the beginning of the digest of the last record |
//! | number, then each: number, shape | the shapes, each after its length, in the order in which records first have them |
//! | number, then each: number | of each record, in order, the place of its shape, from 0: at most 128 |
//! | of each record: difference | Lamport counter, less one more than the one before (of the first: less 1) |
//! | of each record: difference | instant, less the one before, less the same of the one before (0 before the first) |
//! | columns | of each shape each slot: its value in each record of the shape, in order |
//! | of each record: 16, 32 or nothing | salt, or commitment where the personal part has gone |
//!
//! A **shape** is what records of one sort have in common: the second byte of the
//! record, then its body, then its personal part if it is there. `00` stands for a body
//! or part that is not in the form of [`event::binary`](crate::event::binary): one slot of
//! bytes. `01` stands for one that is, and then comes its form with slots in the place of
//! days, ids, texts and numbers:
//!
//! | bytes | what |
//! |---|---|
//! | number, text | of a body: `v`, `kind` |
//! | `00`, or `01` and a slot for a day | `on` |
//! | `00`, or `01` and a slot for a text | `unit` |
//! | number, then each: text, text and a slot for a text | `about`: `as`, `noun`, `id` |
//! | `00`, or `01` and slots for a text and a digest | `replaces` |
//! | value | `data`, or the personal part |
//!
//! In a value a slot for a number follows on `03` and `04`, a slot for a text on `05`;
//! and `08` with a slot for a day stands for a text that is one, such as 2025-06-14.
//!
//! A **column** holds, one after the other:
//!
//! | slot | value |
//! |---|---|
//! | number | its difference from the one before, at first from 0 |
//! | day | the same of its number of days since 31 December of the year 0 |
//! | digest | 32 bytes |
//! | bytes | a number, then so many |
//! | text | a number: 0, then a text; or one more than twice the place, from 0, of a text of this column that stood behind a 0; or two more than twice a difference: the text before, and its last digits (15 at most) are a number that differs so much, written with as many digits at least |

mod column;
mod read;
mod shape;
mod write;

pub(super) use read::unpack;
pub(super) use write::pack;

/// Most records of a pack: so many can be lost to one damage.
const MOST_RECORDS: usize = 128;
/// Most bytes of its records.
const MOST_BYTES: usize = super::record::MOST_BYTES;
/// How many times its own bytes its records can have.
const MOST_TIMES: usize = 64;

/// A whole number as a difference.
fn folded(difference: u64) -> u64 {
    let signed = difference.cast_signed();
    ((signed << 1) ^ (signed >> 63)).cast_unsigned()
}

/// The whole number of a difference.
fn unfolded(number: u64) -> u64 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}
