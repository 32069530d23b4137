//! Gates: what joins two blocks, or three in one go.

use super::plane::Block;

/// What joins two bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gate {
    And,
    AndNot,
    Or,
    OrNot,
    Xor,
}

impl Gate {
    /// For people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::AndNot => "and not",
            Self::Or => "or",
            Self::OrNot => "or not",
            Self::Xor => "xor",
        }
    }

    /// Joins two blocks.
    pub(super) fn join(self, [a, b]: [&Block; 2], out: &mut Block) {
        match self {
            Self::And => two(a, b, out, |a, b| a & b),
            Self::AndNot => two(a, b, out, |a, b| a & !b),
            Self::Or => two(a, b, out, |a, b| a | b),
            Self::OrNot => two(a, b, out, |a, b| a | !b),
            Self::Xor => two(a, b, out, |a, b| a ^ b),
        }
    }

    /// Joins two blocks and the result with a third, as the first of the two or as the
    /// second. What lies between is never stored.
    pub(super) fn join_again(self, last: (Self, bool), of: [&Block; 3], out: &mut Block) {
        match self {
            Self::And => again(last, of, out, |a, b| a & b),
            Self::AndNot => again(last, of, out, |a, b| a & !b),
            Self::Or => again(last, of, out, |a, b| a | b),
            Self::OrNot => again(last, of, out, |a, b| a | !b),
            Self::Xor => again(last, of, out, |a, b| a ^ b),
        }
    }
}

fn two(a: &Block, b: &Block, out: &mut Block, join: impl Fn(u64, u64) -> u64) {
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b.iter())) {
        *out = join(*a, *b);
    }
}

fn again(
    (last, is_second): (Gate, bool),
    of: [&Block; 3],
    out: &mut Block,
    first: impl Fn(u64, u64) -> u64,
) {
    match (last, is_second) {
        (Gate::And, _) => three(of, out, |a, b, c| first(a, b) & c),
        (Gate::AndNot, false) => three(of, out, |a, b, c| first(a, b) & !c),
        (Gate::AndNot, true) => three(of, out, |a, b, c| c & !first(a, b)),
        (Gate::Or, _) => three(of, out, |a, b, c| first(a, b) | c),
        (Gate::OrNot, false) => three(of, out, |a, b, c| first(a, b) | !c),
        (Gate::OrNot, true) => three(of, out, |a, b, c| c | !first(a, b)),
        (Gate::Xor, _) => three(of, out, |a, b, c| first(a, b) ^ c),
    }
}

fn three([a, b, c]: [&Block; 3], out: &mut Block, join: impl Fn(u64, u64, u64) -> u64) {
    let of = a.iter().zip(b.iter()).zip(c.iter());
    for (out, ((a, b), c)) in out.iter_mut().zip(of) {
        *out = join(*a, *b, *c);
    }
}
