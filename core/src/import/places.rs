//! Where facts stood.

use crate::hashed::HashSet;

/// A row: the file's number, and the line it begins on.
pub(super) type Stand = (u16, u32);

/// Where the facts of one column of a batch stood. Facts mostly stand on lines
/// that follow one another, so runs are kept, not lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    runs: Vec<Run>,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    /// Position of the first fact.
    index: u32,
    line: u32,
    file: u16,
}

impl Places {
    pub fn push(&mut self, (file, line): Stand) {
        let follows = self.runs.last().is_some_and(|run| {
            run.file == file && run.line.wrapping_add(self.count - run.index) == line
        });
        if !follows {
            let index = self.count;
            self.runs.push(Run { index, line, file });
        }
        self.count = self.count.saturating_add(1);
    }

    pub fn get(&self, index: usize) -> Option<Stand> {
        let index = u32::try_from(index).ok().filter(|at| *at < self.count)?;
        let after = self.runs.partition_point(|run| run.index <= index);
        let run = self.runs.get(after.checked_sub(1)?)?;
        Some((run.file, run.line + (index - run.index)))
    }

    /// Takes the facts of some rows away; gives their positions, in order.
    pub fn take_away<T>(&mut self, facts: &mut Vec<T>, gone: &HashSet<Stand>) -> Vec<usize> {
        let mut kept = Self::default();
        let mut taken = Vec::new();
        let mut index = 0;
        facts.retain(|_| {
            let stand = self.get(index);
            index += 1;
            match stand {
                Some(stand) if gone.contains(&stand) => {
                    taken.push(index - 1);
                    false
                }
                Some(stand) => {
                    kept.push(stand);
                    true
                }
                None => true,
            }
        });
        *self = kept;
        taken
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_keeps_its_row() {
        let rows: Vec<Stand> = vec![(0, 2), (0, 3), (0, 3), (0, 9), (1, 10), (1, 11), (0, 12)];
        let mut places = Places::default();
        rows.iter().for_each(|row| places.push(*row));
        let all: Vec<Stand> = (0..rows.len()).map(|at| places.get(at).unwrap()).collect();
        assert_eq!(all, rows);
        assert_eq!(places.get(rows.len()), None);
        let mut facts: Vec<usize> = (0..rows.len()).collect();
        let taken = places.take_away(&mut facts, &[(0, 3), (1, 10)].into_iter().collect());
        assert_eq!(taken, [1, 2, 4]);
        assert_eq!(facts, [0, 3, 5, 6]);
        let left: Vec<Stand> = (0..4).map(|at| places.get(at).unwrap()).collect();
        assert_eq!(left, [(0, 2), (0, 9), (1, 11), (0, 12)]);
    }
}
