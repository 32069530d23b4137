//! Pairs of facts of one owner.

/// Calls for each two facts that have one owner, by their positions. `owner`
/// numbers the owners from 0, below `owners`.
pub(super) fn each_pair<T>(
    rows: &[T],
    owners: usize,
    owner: impl Fn(&T) -> usize,
    mut pair: impl FnMut(usize, usize, &T, &T),
) {
    let of = |at: usize| rows.get(at).map_or(usize::MAX, &owner);
    each_owner(rows.len(), owners, of, &mut |own| {
        for (at, one) in own.iter().enumerate() {
            for two in own.iter().skip(at + 1) {
                let (one, two) = (*one as usize, *two as usize);
                if let (Some(a), Some(b)) = (rows.get(one), rows.get(two)) {
                    pair(one, two, a, b);
                }
            }
        }
    });
}

/// Calls for each owner of several facts, with their positions. `owner` numbers the
/// owner of the fact at a position from 0, below `owners`.
pub(super) fn each_owner(
    facts: usize,
    owners: usize,
    owner: impl Fn(usize) -> usize,
    several: &mut dyn FnMut(&mut [u32]),
) {
    // Of each owner how many there are, then where its own begin.
    let mut starts = vec![0_u32; owners];
    let mut any = false;
    for at in 0..facts {
        if let Some(count) = starts.get_mut(owner(at)) {
            *count += 1;
            any |= *count > 1;
        }
    }
    // Mostly each has one.
    if !any {
        return;
    }
    let mut sum = 0;
    for start in &mut starts {
        let count = *start;
        *start = sum;
        sum += count;
    }
    let mut order = vec![0_u32; facts];
    for at in 0..facts {
        if let Some(next) = starts.get_mut(owner(at)) {
            if let Some(slot) = order.get_mut(*next as usize) {
                *slot = u32::try_from(at).unwrap_or(0);
            }
            *next += 1;
        }
    }
    // Each start is now where the next one's begins.
    let mut start = 0;
    for end in starts {
        if end - start > 1
            && let Some(own) = order.get_mut(start as usize..end as usize)
        {
            several(own);
        }
        start = end;
    }
}
