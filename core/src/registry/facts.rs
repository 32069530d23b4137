//! Facts by their owner: one stretch of an arena each.

use crate::{id::Dense, order::Order};
use core::marker::PhantomData;

/// Facts of one sort, sorted and without repeats within each owner.
#[derive(Clone, Debug)]
pub struct Facts<Ix, T> {
    arena: Vec<T>,
    /// By owner: start and length.
    spans: Vec<(u32, u32)>,
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
            marker: PhantomData,
        }
    }

    /// The facts of an owner, in order.
    pub fn of(&self, owner: Ix) -> &[T] {
        let (start, length) = self.spans.get(owner.index()).copied().unwrap_or((0, 0));
        self.arena
            .get(start as usize..(start + length) as usize)
            .unwrap_or(&[])
    }
}
