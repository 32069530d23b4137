//! Facts by their owner: one stretch of an arena each.

use crate::id::Dense;
use core::marker::PhantomData;

/// Facts of one sort, sorted and without repeats within each owner. The facts
/// of one owner can be replaced without touching another's.
#[derive(Clone, Debug)]
pub struct Facts<Ix, T> {
    arena: Vec<T>,
    /// By owner: start and length.
    spans: Vec<(u32, u32)>,
    /// Facts of the arena that no span covers any more.
    dead: usize,
    marker: PhantomData<Ix>,
}

impl<Ix, T> Default for Facts<Ix, T> {
    fn default() -> Self {
        Self {
            arena: Vec::new(),
            spans: Vec::new(),
            dead: 0,
            marker: PhantomData,
        }
    }
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
                dead: 0,
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
                own.sort_unstable();
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
            dead: 0,
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

    /// Replaces the facts of an owner.
    pub fn replace(&mut self, owner: Ix, mut facts: Vec<T>) {
        facts.sort_unstable();
        facts.dedup();
        if self.spans.len() <= owner.index() {
            self.spans.resize(owner.index() + 1, (0, 0));
        }
        if self.dead > self.arena.len() / 2 {
            self.compact();
        }
        let (Ok(start), Ok(length)) = (u32::try_from(self.arena.len()), u32::try_from(facts.len()))
        else {
            return;
        };
        if let Some(span) = self.spans.get_mut(owner.index()) {
            self.dead += span.1 as usize;
            *span = (start, length);
            self.arena.extend(facts);
        }
    }

    /// Adds a fact to an owner's.
    pub fn add(&mut self, owner: Ix, fact: T) {
        let mut own = self.of(owner).to_vec();
        own.push(fact);
        self.replace(owner, own);
    }

    fn compact(&mut self) {
        let mut arena = Vec::with_capacity(self.arena.len() - self.dead);
        for span in &mut self.spans {
            let own = self
                .arena
                .get(span.0 as usize..(span.0 + span.1) as usize)
                .unwrap_or(&[]);
            span.0 = u32::try_from(arena.len()).unwrap_or(0);
            arena.extend_from_slice(own);
        }
        self.arena = arena;
        self.dead = 0;
    }

    /// Every fact with its owner, by owner and then in order.
    pub fn iter(&self) -> impl Iterator<Item = (Ix, &T)> {
        (0..self.spans.len())
            .filter_map(Ix::from_index)
            .flat_map(|owner| self.of(owner).iter().map(move |fact| (owner, fact)))
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.arena.len() - self.dead
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
