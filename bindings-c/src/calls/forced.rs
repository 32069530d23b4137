//! Panics on purpose, where any call could have one.

use std::cell::Cell;

thread_local! {
    /// How many points are passed before one panics; 0 where none does.
    static POINTS: Cell<usize> = const { Cell::new(0) };
}

/// A place at which a call may panic.
pub(crate) fn point() {
    let left = POINTS.get();
    POINTS.set(left.saturating_sub(1));
    #[allow(clippy::panic)]
    if left == 1 {
        panic!("on purpose");
    }
}

/// Runs something of whose points one panics, counted from 1 (0: none); says whether it
/// did.
pub(super) fn at<T>(number: usize, body: impl FnOnce() -> T) -> (T, bool) {
    POINTS.set(number);
    let made = body();
    (made, number > 0 && POINTS.replace(0) == 0)
}
