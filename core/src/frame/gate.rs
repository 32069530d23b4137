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

/// Two gates in one go: the result of the first, which is never stored, and a third
/// block. Those that plans are made of have a loop of their own.
#[derive(Clone, Copy)]
pub(super) enum Pair {
    AndAnd,
    AndAndNot,
    AndOr,
    OrAnd,
    OrNotAnd,
    XorXor,
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

    /// Joins two words.
    pub(super) fn bits(self, a: u64, b: u64) -> u64 {
        match self {
            Self::And => a & b,
            Self::AndNot => a & !b,
            Self::Or => a | b,
            Self::OrNot => a | !b,
            Self::Xor => a ^ b,
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
}

impl Pair {
    /// This gate and the next, which reads its result as the first or as the second.
    pub(super) fn of(first: Gate, next: Gate, is_second: bool) -> Option<Self> {
        Some(match (first, next) {
            (Gate::And, Gate::And) => Self::AndAnd,
            (Gate::And, Gate::AndNot) if !is_second => Self::AndAndNot,
            (Gate::And, Gate::Or) => Self::AndOr,
            (Gate::Or, Gate::And) => Self::OrAnd,
            (Gate::OrNot, Gate::And) => Self::OrNotAnd,
            (Gate::Xor, Gate::Xor) => Self::XorXor,
            _ => return None,
        })
    }

    /// Joins two blocks, and the result with a third.
    pub(super) fn join(self, of: [&Block; 3], out: &mut Block) {
        match self {
            Self::AndAnd => three(of, out, |a, b, c| a & b & c),
            Self::AndAndNot => three(of, out, |a, b, c| a & b & !c),
            Self::AndOr => three(of, out, |a, b, c| a & b | c),
            Self::OrAnd => three(of, out, |a, b, c| (a | b) & c),
            Self::OrNotAnd => three(of, out, |a, b, c| (a | !b) & c),
            Self::XorXor => three(of, out, |a, b, c| a ^ b ^ c),
        }
    }
}

fn two(a: &Block, b: &Block, out: &mut Block, join: impl Fn(u64, u64) -> u64) {
    for (out, (a, b)) in out.iter_mut().zip(a.iter().zip(b.iter())) {
        *out = join(*a, *b);
    }
}

fn three([a, b, c]: [&Block; 3], out: &mut Block, join: impl Fn(u64, u64, u64) -> u64) {
    let of = a.iter().zip(b.iter()).zip(c.iter());
    for (out, ((a, b), c)) in out.iter_mut().zip(of) {
        *out = join(*a, *b, *c);
    }
}
