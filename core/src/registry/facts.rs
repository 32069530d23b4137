//! Facts by their owner: one stretch of an arena each.

use crate::{id::Dense, order::Order};
use core::marker::PhantomData;

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

    /// Puts a fact to those of its owner. They go to the end of the arena, unless they
    /// stand there already, so a late fact moves its owner's alone.
    pub fn insert(&mut self, owner: Ix, fact: T) {
        if self.spans.len() <= owner.index() {
            self.spans.resize(owner.index() + 1, (0, 0));
        }
        let own = self.of(owner);
        let Err(at) = own.binary_search(&fact) else {
            return;
        };
        let length = own.len();
        let Some(span) = self.spans.get_mut(owner.index()) else {
            return;
        };
        let start = span.0 as usize;
        if start + length == self.arena.len() {
            self.arena.insert(start + at, fact);
        } else {
            span.0 = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
            self.arena.extend_from_within(start..start + at);
            self.arena.push(fact);
            self.arena.extend_from_within(start + at..start + length);
            self.left += length;
        }
        span.1 += 1;
        if self.left > self.arena.len() / 2 {
            self.close_gaps();
        }
    }

    fn close_gaps(&mut self) {
        let mut arena = Vec::with_capacity(self.arena.len() - self.left);
        for span in &mut self.spans {
            let own = span.0 as usize..(span.0 + span.1) as usize;
            span.0 = u32::try_from(arena.len()).unwrap_or(u32::MAX);
            arena.extend_from_slice(self.arena.get(own).unwrap_or(&[]));
        }
        self.arena = arena;
        self.left = 0;
    }

    /// The facts of an owner, in order.
    pub fn of(&self, owner: Ix) -> &[T] {
        let (start, length) = self.spans.get(owner.index()).copied().unwrap_or((0, 0));
        self.arena
            .get(start as usize..(start + length) as usize)
            .unwrap_or(&[])
    }
}
