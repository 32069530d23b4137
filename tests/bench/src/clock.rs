//! Timing: the fastest of several runs, since whatever else a machine does can
//! only make a run slower.

use super::Failure;
use nix::sys::{
    resource::{UsageWho, getrusage},
    time::TimeValLike,
};
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

/// How long the program itself ran for so many runs of something together, without what the
/// kernel took to hand it pages. That share grows with memory on a machine whose pages come
/// from somewhere else first, and says nothing of the program.
pub struct OwnTime(Duration);

impl OwnTime {
    /// Starts the clock.
    pub fn start() -> Result<Self, Failure> {
        Ok(Self(own_time()?))
    }

    /// What the program has run for since the clock was started.
    pub fn stop(self) -> Result<Duration, Failure> {
        Ok(own_time()?.saturating_sub(self.0))
    }
}

fn own_time() -> Result<Duration, Failure> {
    let used = getrusage(UsageWho::RUSAGE_SELF)?.user_time();
    Ok(Duration::from_micros(
        used.num_microseconds().try_into().unwrap_or_default(),
    ))
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
