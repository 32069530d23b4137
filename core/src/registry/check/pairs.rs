//! Pairs of facts of one owner.

/// Calls for each two facts that have one owner, by their positions. `owner`
/// numbers the owners from 0, below `owners`.
pub(super) fn each_pair<T>(
    rows: &[T],
    owners: usize,
    owner: impl Fn(&T) -> usize,
    mut pair: impl FnMut(usize, usize, &T, &T),
) {
    let (starts, order) = grouped(rows, owners, owner);
    for bounds in starts.windows(2) {
        let [start, end] = bounds else { continue };
        let own = order.get(*start as usize..*end as usize).unwrap_or(&[]);
        for (at, one) in own.iter().enumerate() {
            for two in own.iter().skip(at + 1) {
                let (one, two) = (*one as usize, *two as usize);
                if let (Some(a), Some(b)) = (rows.get(one), rows.get(two)) {
                    pair(one, two, a, b);
                }
            }
        }
    }
}

/// Positions of the rows of each owner, and where each owner's begin.
fn grouped<T>(rows: &[T], owners: usize, owner: impl Fn(&T) -> usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; owners + 1];
    for row in rows {
        if let Some(count) = starts.get_mut(owner(row) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut order = vec![0_u32; rows.len()];
    for (index, row) in rows.iter().enumerate() {
        if let Some(at) = next.get_mut(owner(row)) {
            if let Some(slot) = order.get_mut(*at as usize) {
                *slot = u32::try_from(index).unwrap_or(0);
            }
            *at += 1;
        }
    }
    (starts, order)
}
