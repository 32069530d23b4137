//! Facts by their owner: one stretch of an arena each.

use crate::{id::Dense, order::Order};
use core::{marker::PhantomData, ops::Range};

/// Facts of one sort, sorted and without repeats within each owner.
#[derive(Clone, Debug)]
pub struct Facts<Ix, T> {
    arena: Vec<T>,
    /// By owner: start and length.
    spans: Vec<(u32, u32)>,
    /// How many places of the arena belong to nobody any more.
    left: usize,
    marker: PhantomData<Ix>,
}

impl<Ix: Dense, T: Copy + Ord> Facts<Ix, T> {
    /// Gathers facts by owner. Dense in owners: for facts that most have.
    pub fn gather(rows: &[(Ix, T)], owners: usize) -> Self {
        let mut spans = vec![(0_u32, 0_u32); owners];
        for (owner, _) in rows {
            if let Some(span) = spans.get_mut(owner.index()) {
                span.1 += 1;
            }
        }
        let mut start = 0_u32;
        for span in &mut spans {
            span.0 = start;
            start += span.1;
            span.1 = 0;
        }
        let Some((_, any)) = rows.first() else {
            return Self {
                arena: Vec::new(),
                spans,
                left: 0,
                marker: PhantomData,
            };
        };
        let mut arena = vec![*any; start as usize];
        for (owner, fact) in rows {
            if let Some(span) = spans.get_mut(owner.index()) {
                if let Some(slot) = arena.get_mut((span.0 + span.1) as usize) {
                    *slot = *fact;
                }
                span.1 += 1;
            }
        }
        // Sort within each owner and close the gaps that repeats leave.
        let mut write = 0_usize;
        for span in &mut spans {
            let (start, end) = (span.0 as usize, (span.0 + span.1) as usize);
            if let Some(own) = arena.get_mut(start..end) {
                own.order();
            }
            let begin = write;
            for read in start..end {
                let Some(fact) = arena.get(read).copied() else {
                    break;
                };
                let repeated = write > begin && arena.get(write - 1) == Some(&fact);
                if !repeated {
                    if let Some(slot) = arena.get_mut(write) {
                        *slot = fact;
                    }
                    write += 1;
                }
            }
            *span = (
                u32::try_from(begin).unwrap_or(0),
                u32::try_from(write - begin).unwrap_or(0),
            );
        }
        arena.truncate(write);
        arena.shrink_to_fit();
        Self {
            arena,
            spans,
            left: 0,
            marker: PhantomData,
        }
    }

    /// All, by owner and in order.
    pub fn into_rows(self) -> Vec<(Ix, T)> {
        let mut rows = Vec::with_capacity(self.arena.len() - self.left);
        for owner in (0..self.spans.len()).filter_map(Ix::from_index) {
            rows.extend(self.of(owner).iter().map(|fact| (owner, *fact)));
        }
        rows
    }

    /// Puts a fact to those of its owner. They go to the end of the arena, unless they
    /// stand there already, so a late fact moves its owner's alone.
    #[inline(never)] // Those of all types are alike, which makes them small in gzip.
    pub fn insert(&mut self, owner: Ix, fact: T) {
        let own = self.of(owner);
        let Err(at) = own.binary_search(&fact) else {
            return;
        };
        let length = own.len();
        let moved = to_the_end(&mut self.spans, owner.index(), self.arena.len());
        self.left += moved.len();
        self.arena.extend_from_within(moved);
        self.arena.insert(self.arena.len() - length + at, fact);
        if self.left > self.arena.len() / 2 {
            let mut arena = Vec::with_capacity(self.arena.len() - self.left);
            for own in close_gaps(&mut self.spans) {
                arena.extend_from_slice(self.arena.get(own).unwrap_or(&[]));
            }
            self.arena = arena;
            self.left = 0;
        }
    }

    /// The facts of an owner, in order.
    pub fn of(&self, owner: Ix) -> &[T] {
        let span = self.spans.get(owner.index()).copied().unwrap_or((0, 0));
        self.arena.get(range(span)).unwrap_or(&[])
    }
}

/// Gives an owner's stretch room for one fact more at the end of an arena of so many; gives
/// what of the arena is to be moved there.
fn to_the_end(spans: &mut Vec<(u32, u32)>, owner: usize, end: usize) -> Range<usize> {
    if spans.len() <= owner {
        spans.resize(owner + 1, (0, 0));
    }
    let Some(span) = spans.get_mut(owner) else {
        return 0..0;
    };
    let own = range(*span);
    span.1 += 1;
    if own.end == end {
        return 0..0;
    }
    span.0 = u32::try_from(end).unwrap_or(u32::MAX);
    own
}

/// Lays stretches down one behind the other; gives where each was.
fn close_gaps(spans: &mut [(u32, u32)]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut moved = Vec::with_capacity(spans.len());
    for span in spans {
        moved.push(range(*span));
        span.0 = start;
        start += span.1;
    }
    moved
}

fn range((start, length): (u32, u32)) -> Range<usize> {
    start as usize..(start + length) as usize
}
