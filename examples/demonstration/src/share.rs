//! Sharing a whole out by weights, to the last one.

/// Whole parts that add up to the whole, each as its weight has it.
pub fn apportion(whole: usize, weights: &[u32]) -> Vec<usize> {
    let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let mut upto = 0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            upto += u64::from(*weight);
            let due = u128::from(upto) * whole as u128;
            let due = usize::try_from(due / u128::from(total.max(1))).unwrap_or(given);
            let part = due - given;
            given = due;
            part
        })
        .collect()
}
