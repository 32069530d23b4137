//! Timing: the fastest of several runs, since whatever else a machine does can
//! only make a run slower.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// How long something took; what it made is dropped after the clock has stopped.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    timed(work).0
}

/// How long something took, and what it made.
pub fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let made = black_box(work());
    (started.elapsed(), made)
}

/// The fastest of so many runs of each of two things, taken by turns so that a
/// busy machine is busy for both.
pub fn by_turns<A, B>(
    runs: usize,
    mut one: impl FnMut() -> A,
    mut other: impl FnMut() -> B,
) -> (Duration, Duration) {
    let mut fastest = (Duration::MAX, Duration::MAX);
    for _ in 0..runs {
        fastest.0 = fastest.0.min(time(&mut one));
        fastest.1 = fastest.1.min(time(&mut other));
    }
    fastest
}

/// One duration as so many times another.
pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
